import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, falseProvider, type OpenIdProvider, openIdProvider } from '../../../test/openid-provider.ts';
import { need } from '../../../test/server.ts';
import { codeAt, cookieOf, type SignInDesk, signInDesk, visitor } from '../../../test/sign-in-desk.ts';

// Against a real OpenID provider: sign-in, consent, code, tokens and keys are its own.

const RETURN_TO = '/es/entrar/respuesta';
const REDIRECT = `http://localhost${RETURN_TO}`;
const EMAIL = 'persona@ministerio.example';

let desk: SignInDesk;
let provider: OpenIdProvider;
let person: string;
let signOn: string;

beforeAll(async () => {
  provider = await openIdProvider([REDIRECT]);
  desk = await signInDesk({ insecureSignOn: true });
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});
beforeEach(async () => {
  desk.setNow(new Date());
  await desk.database.admin.pool.query('truncate auth.account, auth.sign_in_try, auth.sign_on cascade');
  person = await desk.account(EMAIL);
  signOn = await offer();
  provider.people.clear();
  provider.people.set('sub-1', { email: EMAIL, verified: true });
});

async function offer(
  issuer = provider.issuer,
  domains = ['ministerio.example'],
  organisation = 'HN',
  active = true,
): Promise<string> {
  const line = { organisation, issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, domains, active };
  return need(await desk.session.accounts.saveSignOn(undefined, line));
}

/** On the way to the provider: the address there and the cookie that stays in the browser. */
async function begin(id = signOn): Promise<{ to: string; cookie: string }> {
  const { to, cookies } = need(await desk.session.beginSignOn(visitor(), id, RETURN_TO));
  return { to, cookie: cookieOf(cookies) };
}

async function finish(answer: URL, cookie: string | undefined) {
  const query = Object.fromEntries(answer.searchParams);
  return await desk.session.finishSignOn(visitor(cookie), { state: query['state'] ?? '', query });
}

function codeOf(outcome: { ok: boolean; refusal?: { code: string } }): string {
  return outcome.ok ? 'ok' : (outcome.refusal?.code ?? '');
}

describe('single sign-on', () => {
  it('opens the invited account of that organisation by its verified e-mail', async () => {
    expect(await desk.session.signOns(visitor())).toEqual([
      { id: signOn, organisation: 'HN', name: { es: 'Honduras', en: 'Honduras' } },
    ]);
    const { to, cookie } = await begin();
    const asked = new URL(to).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('nonce')?.length).toBeGreaterThan(30);
    const answer = await provider.visit(to, 'sub-1');
    expect(answer.href.startsWith(REDIRECT)).toBe(true);
    const entered = need(await finish(answer, cookie));
    expect(entered).toMatchObject({ person, secondStep: false });
    expect((await desk.session.find(cookieOf(entered.cookies)))?.person).toBe(person);
  });

  it('asks for the second factor of an account that has one', async () => {
    const { secret } = await desk.setUpCode(await desk.signIn(EMAIL));
    const { to, cookie } = await begin();
    const entered = need(await finish(await provider.visit(to, 'sub-1'), cookie));
    expect(entered.secondStep).toBe(true);
    desk.later(60_000);
    const pending = visitor(cookieOf(entered.cookies));
    expect(codeOf(await desk.session.enterCode(pending, codeAt(secret, desk.now())))).toBe('ok');
  });

  it.each([
    [
      'an e-mail that the provider does not call verified',
      { email: EMAIL, verified: false },
      'session.sign-on-unverified',
    ],
    [
      'a domain that is not the organisation’s',
      { email: 'persona@otra.example', verified: true },
      'session.sign-on-domain',
    ],
    [
      'a domain that only ends like it',
      { email: 'persona@xministerio.example', verified: true },
      'session.sign-on-domain',
    ],
    ['nobody who was invited', { email: 'nueva@ministerio.example', verified: true }, 'session.sign-on-no-account'],
  ])('refuses %s', async (_, identity, code) => {
    provider.people.set('sub-1', identity);
    const { to, cookie } = await begin();
    expect(codeOf(await finish(await provider.visit(to, 'sub-1'), cookie))).toBe(code);
    const { rowCount } = await desk.database.admin.pool.query('select from auth.session');
    expect(rowCount).toBe(0);
  });

  it('refuses the account of another organisation, with the face of one that does not exist', async () => {
    await desk.account('otra@ministerio.example', ['focal_point'], 'CR');
    provider.people.set('sub-1', { email: 'otra@ministerio.example', verified: true });
    const { to, cookie } = await begin();
    expect(codeOf(await finish(await provider.visit(to, 'sub-1'), cookie))).toBe('session.sign-on-no-account');
  });

  it('refuses an account whose access has ended', async () => {
    need(await desk.session.accounts.end(person));
    const { to, cookie } = await begin();
    expect(codeOf(await finish(await provider.visit(to, 'sub-1'), cookie))).toBe('session.sign-on-no-account');
  });

  it('opens for the first identity that used it and no other, should the address be given to somebody else', async () => {
    const first = await begin();
    need(await finish(await provider.visit(first.to, 'sub-1'), first.cookie));
    provider.people.set('sub-2', { email: EMAIL, verified: true });
    const second = await begin();
    expect(codeOf(await finish(await provider.visit(second.to, 'sub-2'), second.cookie))).toBe(
      'session.sign-on-no-account',
    );
    const again = await begin();
    expect(codeOf(await finish(await provider.visit(again.to, 'sub-1'), again.cookie))).toBe('ok');
  });
});

describe('an answer that is not what it seems', () => {
  it('is refused when it comes a second time', async () => {
    const { to, cookie } = await begin();
    const answer = await provider.visit(to, 'sub-1');
    need(await finish(answer, cookie));
    expect(codeOf(await finish(answer, cookie))).toBe('session.sign-on-expired');
  });

  it('is refused when its code was used already, under a fresh state', async () => {
    const one = await begin();
    const answer = await provider.visit(one.to, 'sub-1');
    need(await finish(answer, one.cookie));
    const two = await begin();
    const forged = new URL(answer);
    forged.searchParams.set('state', new URL(two.to).searchParams.get('state') ?? '');
    expect(codeOf(await finish(forged, two.cookie))).toBe('session.sign-on-failed');
  });

  it('is refused in another browser: the state is in its cookie', async () => {
    const { to } = await begin();
    const other = await begin();
    const answer = await provider.visit(to, 'sub-1');
    expect(codeOf(await finish(answer, undefined))).toBe('session.sign-on-expired');
    expect(codeOf(await finish(answer, other.cookie))).toBe('session.sign-on-expired');
  });

  it('is refused after ten minutes', async () => {
    const { to, cookie } = await begin();
    const answer = await provider.visit(to, 'sub-1');
    desk.later(10 * 60_000);
    expect(codeOf(await finish(answer, cookie))).toBe('session.sign-on-expired');
  });

  it('is refused with another nonce', async () => {
    const { to, cookie } = await begin();
    const changed = new URL(to);
    changed.searchParams.set('nonce', 'another nonce of the attacker');
    expect(codeOf(await finish(await provider.visit(changed.href, 'sub-1'), cookie))).toBe('session.sign-on-failed');
  });

  it('is refused when the assertion says something else than what its provider signed', async () => {
    const { to, cookie } = await begin();
    const answer = await provider.visit(to, 'sub-1');
    provider.forge = (assertion) => {
      const [head, claims = '', signature] = assertion.split('.');
      const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
      const changed = Buffer.from(JSON.stringify({ ...said, auth_time: 1 })).toString('base64url');
      return [head, changed, signature].join('.');
    };
    try {
      expect(codeOf(await finish(answer, cookie))).toBe('session.sign-on-failed');
    } finally {
      provider.forge = undefined;
    }
  });

  it('is refused from another issuer (RFC 9207)', async () => {
    const { to, cookie } = await begin();
    const answer = await provider.visit(to, 'sub-1');
    expect(answer.searchParams.get('iss')).toBe(provider.issuer);
    answer.searchParams.set('iss', 'https://otra.example');
    expect(codeOf(await finish(answer, cookie))).toBe('session.sign-on-failed');
  });

  it('is refused when the proof of possession was swapped (PKCE): the code of one attempt is no good for another', async () => {
    const [victim, attacker] = [await begin(), await begin()];
    const answer = await provider.visit(attacker.to, 'sub-1');
    const state = new URL(victim.to).searchParams.get('state') ?? '';
    answer.searchParams.set('state', state);
    expect(codeOf(await finish(answer, victim.cookie))).toBe('session.sign-on-failed');
  });

  it('cannot be had without PKCE: the provider refuses to begin', async () => {
    const { to } = await begin();
    const without = new URL(to);
    without.searchParams.delete('code_challenge');
    without.searchParams.delete('code_challenge_method');
    const answer = await provider.visit(without.href, 'sub-1');
    expect(answer.searchParams.get('error')).toBe('invalid_request');
    expect(answer.searchParams.has('code')).toBe(false);
  });

  it('is a refusal too when the person said no at the provider', async () => {
    const { to, cookie } = await begin();
    const state = new URL(to).searchParams.get('state') ?? '';
    const answer = new URL(`${REDIRECT}?error=access_denied&state=${state}&iss=${provider.issuer}`);
    expect(codeOf(await finish(answer, cookie))).toBe('session.sign-on-failed');
  });
});

describe('a provider that cannot be used', () => {
  const document = async (): Promise<string> =>
    await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).text();

  it('is said, not skipped, when it does not announce PKCE with S256', async () => {
    const weak = await falseProvider(async (own) =>
      (await document()).replaceAll(provider.issuer, own).replace('"S256"', '"plain"'),
    );
    const id = await offer(weak.issuer);
    expect(codeOf(await desk.session.beginSignOn(visitor(), id, RETURN_TO))).toBe('session.sign-on-no-pkce');
    await weak.close();
  });

  it('is said when it names another issuer than the one that was written', async () => {
    const copy = await falseProvider(document);
    const id = await offer(copy.issuer);
    expect(codeOf(await desk.session.beginSignOn(visitor(), id, RETURN_TO))).toBe('session.sign-on-unreachable');
    await copy.close();
  });

  it('is shown as failing by readiness, is asked again, and works as soon as it answers', async () => {
    let up = false;
    const late = await falseProvider(async (own) =>
      up ? (await document()).replaceAll(provider.issuer, own) : undefined,
    );
    const id = await offer(late.issuer, ['otra.example'], 'CR');
    const states = await desk.session.accounts.signOnStates();
    expect(states.find((state) => state.id === id)).toEqual({
      id,
      organisation: 'CR',
      issuer: late.issuer,
      failure: 'session.sign-on-unreachable',
    });
    expect(states.find((state) => state.id === signOn)?.failure).toBeUndefined();
    expect(late.asked()).toBe(3);
    up = true;
    expect(codeOf(await desk.session.beginSignOn(visitor(), id, RETURN_TO))).toBe('ok');
    await late.close();
  });

  it('is asked anew each time an administrator tests it, also when it is not offered yet', async () => {
    let up = true;
    const copy = await falseProvider(async (own) =>
      up ? (await document()).replaceAll(provider.issuer, own) : undefined,
    );
    const id = await offer(copy.issuer, ['otra.example'], 'PA', false);
    expect(codeOf(await desk.session.accounts.testSignOn(id))).toBe('ok');
    expect(codeOf(await desk.session.accounts.testSignOn(id))).toBe('ok');
    expect(copy.asked()).toBe(2);
    up = false;
    expect(codeOf(await desk.session.accounts.testSignOn(id))).toBe('session.sign-on-unreachable');
    expect(copy.asked()).toBe(3);
    await copy.close();
  });

  it('cannot be tested when there is none', async () => {
    expect(codeOf(await desk.session.accounts.testSignOn('nada'))).toBe('http.not-found');
  });
});

describe('what an administrator writes', () => {
  const line = {
    organisation: 'HN',
    issuer: 'https://entrada.ministerio.example',
    clientId: 'x',
    clientSecret: 's',
    domains: ['ministerio.example'],
    active: true,
  };

  it.each([
    ['an address that is none', { issuer: 'ministerio' }, { issuer: 'session.sign-on-issuer' }],
    ['no domain', { domains: [] }, { domains: 'session.sign-on-domains' }],
    ['a domain that would let everybody in', { domains: ['*'] }, { domains: 'session.sign-on-domains' }],
    ['no secret', { clientSecret: '' }, { clientsecret: 'http.input.missing' }],
  ])('is refused with %s', async (_, change, fields) => {
    const saved = await desk.session.accounts.saveSignOn(undefined, { ...line, ...change });
    expect(saved).toEqual({ ok: false, refusal: { kind: 'invalid', code: 'http.input', fields } });
  });

  it('needs https', async () => {
    const strict = await signInDesk();
    const saved = await strict.session.accounts.saveSignOn(undefined, { ...line, issuer: 'http://ministerio.example' });
    expect(saved.ok).toBe(false);
    await strict.close();
  });

  it('shows everything but the secret, which is kept when the field is left empty', async () => {
    const [shown] = await desk.session.accounts.signOns();
    expect(JSON.stringify(shown)).not.toContain(CLIENT.secret);
    const { rows } = await desk.database.admin.pool.query('select client_secret from auth.sign_on');
    expect(Buffer.from(rows[0]?.client_secret).toString('utf8')).not.toContain(CLIENT.secret);
    need(
      await desk.session.accounts.saveSignOn(signOn, {
        organisation: 'HN',
        issuer: provider.issuer,
        clientId: CLIENT.id,
        clientSecret: '',
        domains: ['@Ministerio.example'],
        active: true,
      }),
    );
    const { to, cookie } = await begin();
    expect(codeOf(await finish(await provider.visit(to, 'sub-1'), cookie))).toBe('ok');
  });
});
