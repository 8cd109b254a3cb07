import { load } from 'cheerio';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, openIdProvider } from '../../../test/openid-provider.ts';
import { need } from '../../../test/server.ts';
import { codeAt, fromBase32, PASSWORD, type SignInDesk, signInDesk } from '../../../test/sign-in-desk.ts';
import { siteOn, type TestSite } from '../../../test/site.ts';
import { buildServer } from '../../platform/http/index.ts';
import { linkPath } from '../../platform/session/core.ts';
import { pathTo } from '../../platform/system/index.ts';

// The pages, with the real sign-in behind them; what the sign-in itself decides is tested beside it.

const MINUTE = 60_000;
const EMAIL = 'persona@ejemplo.invalid';

let desk: SignInDesk;
let site: TestSite;
let server: FastifyInstance;

beforeAll(async () => {
  desk = await signInDesk({ insecureSignOn: true, secondFactor: { required: ['presidency'], urged: ['validator'] } });
  site = await siteOn(desk.database);
  server = await buildServer({
    ...site.machinery,
    session: desk.session,
    clock: { now: () => desk.now() },
    exampleMode: false,
    config: {
      conference: { es: 'Conferencia de ejemplo', en: 'Example conference' },
      assetsDir: import.meta.dirname,
      assets: { css: '/assets/enlace.css', scripts: { passkey: '/assets/passkey.js' } },
      requestsPerMinute: 1_000_000,
    },
  });
});
afterAll(async () => {
  await server.close();
  await desk.session.close();
  await site.close();
});
beforeEach(async () => {
  desk.setNow(new Date('2017-01-20T16:00:00Z'));
  await desk.database.admin.pool.query('truncate auth.account, auth.sign_in_try cascade');
});

/** A browser with its cookies, without a network. */
function browser() {
  const jar = new Map<string, string>();
  const send = async (url: string, form?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> => {
    const reply = await server.inject({
      method: form ? 'POST' : 'GET',
      url,
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    });
    for (const { name, value, maxAge } of reply.cookies) {
      if (maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    }
    return reply;
  };
  return {
    send,
    async enter(email = EMAIL): Promise<void> {
      const reply = await send('/es/entrar', { email, password: PASSWORD });
      expect(reply.statusCode).toBe(303);
    },
    /** Sets up an app through the pages; gives the secret that the page wrote. */
    async setUpApp(): Promise<{ secret: Buffer; paper: string[] }> {
      expect((await send('/es/cuenta/aplicacion', {})).headers.location).toBe('/es/cuenta/aplicacion');
      const shown = load((await send('/es/cuenta/aplicacion')).body);
      const secret = fromBase32(shown('code.key').text());
      expect(shown('svg.qr path').attr('d')?.length).toBeGreaterThan(500);
      const done = await send('/es/cuenta/aplicacion/activar', { factor: codeAt(secret, desk.now()) });
      expect(done.statusCode).toBe(200);
      const $ = load(done.body);
      return {
        secret,
        paper: $('.backup-codes code')
          .toArray()
          .map((code) => $(code).text()),
      };
    },
  };
}

function acts(): Promise<readonly string[]> {
  return site.acts();
}

describe('an app with codes, without a script', () => {
  it('is set up with image and key, brings ten codes on paper, and is asked for at the next sign-in', async () => {
    await desk.account(EMAIL);
    const one = browser();
    await one.enter();
    const { secret, paper } = await one.setUpApp();
    expect(paper).toHaveLength(10);
    const again = await one.send('/es/cuenta');
    expect(load(again.body)('#factors tbody tr').length).toBe(1);
    for (const code of paper) expect(again.body).not.toContain(code);
    desk.later(MINUTE);
    const two = browser();
    const first = await two.send('/en/sign-in', { email: EMAIL, password: PASSWORD, next: '/en/log' });
    expect(first.headers.location).toBe('/en/sign-in/second-step?next=%2Fen%2Flog');
    expect((await two.send('/en/account')).statusCode).toBe(302);
    const wrong = await two.send('/en/sign-in/second-step', { factor: '12', next: '/en/log' });
    expect(wrong.statusCode).toBe(422);
    expect(load(wrong.body)('.error-summary').text()).toContain('The code is not right');
    expect(load(wrong.body)('input[name=next]').attr('value')).toBe('/en/log');
    const entered = await two.send('/en/sign-in/second-step', { factor: codeAt(secret, desk.now()), next: '/en/log' });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/en/log']);
    expect((await two.send('/en/account')).statusCode).toBe(200);
    expect(await acts()).toEqual(
      expect.arrayContaining([
        'access.code-begun done',
        'access.code-added done',
        'access.code-entered refused',
        'access.code-entered done',
      ]),
    );
  });

  it('the second step says where to begin to whoever comes there first', async () => {
    const reply = await browser().send('/es/entrar/segundo-paso');
    expect(reply.statusCode).toBe(200);
    expect(load(reply.body)('main a[href="/es/entrar"]').length).toBe(1);
  });
});

describe('a sensitive act', () => {
  it('asks who is there, keeps what was typed, and goes on when it is proved', async () => {
    await desk.account(EMAIL);
    const page = browser();
    await page.enter();
    desk.later(6 * MINUTE);
    const asked = await page.send('/es/cuenta/aplicacion', {});
    expect(asked.statusCode).toBe(403);
    const $ = load(asked.body);
    expect($('h1').text()).toBe('Confirme quién es usted');
    const form = $('form[action="/es/confirmar-identidad"] input[name=form]').attr('value') ?? '';
    expect(JSON.parse(form)).toEqual({ command: 'access.begin-code', params: {}, values: {} });
    const wrong = await page.send('/es/confirmar-identidad', { password: 'otra contraseña', form });
    expect(wrong.statusCode).toBe(422);
    expect(load(wrong.body)('input[name=form]').attr('value')).toBe(form);
    expect(wrong.body).not.toContain('otra contraseña');
    const right = await page.send('/es/confirmar-identidad', { password: PASSWORD, form });
    expect(right.statusCode).toBe(200);
    const back = load(right.body);
    expect(back('h1').text()).toBe('Activar la aplicación de códigos');
    expect(back('.flash').text()).toContain('Su identidad quedó confirmada');
    expect(back('.error-summary').length).toBe(0);
    expect(back('title').text()).not.toMatch(/^Error/);
    expect((await page.send('/es/cuenta/aplicacion', {})).statusCode).toBe(303);
    expect(await acts()).toEqual(
      expect.arrayContaining([
        'access.code-begun refused',
        'access.identity-proved refused',
        'access.identity-proved done',
      ]),
    );
  });

  it('never carries a password along', async () => {
    await desk.account(EMAIL);
    const page = browser();
    await page.enter();
    desk.later(6 * MINUTE);
    const asked = await page.send('/es/cuenta/contrasena', { password: 'canario de una contraseña nueva' });
    expect(asked.statusCode).toBe(403);
    expect(asked.body).not.toContain('canario');
  });

  it.each([
    '{',
    '[]',
    '{"command":"access.nothing","params":{},"values":{}}',
    '{"command":"home.start","params":{},"values":{}}',
  ])('leads to the account when the form that is carried is not one: %s', async (form) => {
    await desk.account(EMAIL);
    const page = browser();
    await page.enter();
    const reply = await page.send('/es/confirmar-identidad', { password: PASSWORD, form });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/es/cuenta']);
  });
});

describe('a role that asks for a second factor', () => {
  it('gets at nothing but its own account, and is told why, until it has one', async () => {
    await desk.account(EMAIL, ['presidency'], 'MX');
    const page = browser();
    await page.enter();
    const home = await page.send('/es/inicio');
    expect([home.statusCode, home.headers.location]).toEqual([303, '/es/cuenta']);
    const account = await page.send('/es/cuenta');
    expect(account.body).toContain('pide una segunda prueba de identidad');
    const api = await page.send('/api/v1/agreements');
    expect([api.statusCode, api.json<{ code: string }>().code]).toEqual([403, 'http.second-factor-first']);
    await page.setUpApp();
    expect((await page.send('/es/inicio')).statusCode).toBe(200);
    expect((await page.send('/api/v1/agreements')).statusCode).toBe(200);
  });
});

describe('the organisation’s own provider', () => {
  it('is offered on the page, and leads there and back into the account', async () => {
    const provider = await openIdProvider(['http://localhost/es/entrar/respuesta']);
    provider.people.set('sub-1', { email: EMAIL, verified: true });
    const person = await desk.account(EMAIL);
    const line = { organisation: 'HN', issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret };
    need(await desk.session.accounts.saveSignOn(undefined, { ...line, domains: ['ejemplo.invalid'], active: true }));
    const page = browser();
    const offered = load((await page.send('/es/entrar')).body)('a:contains("Entrar con Honduras")').attr('href');
    const away = await page.send(offered ?? '');
    expect(away.statusCode).toBe(303);
    const back = await provider.visit(String(away.headers.location), 'sub-1');
    const entered = await page.send(back.pathname + back.search);
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/es/inicio']);
    expect((await page.send('/es/cuenta')).statusCode).toBe(200);
    const again = await page.send(back.pathname + back.search);
    expect(again.statusCode).toBe(422);
    expect(load(again.body)('.error-summary').text()).toContain('venció o ya se usó');
    const { rows } = await desk.database.admin.pool.query('select body from audit.event order by seq');
    const signedOn = rows.map(({ body }) => JSON.parse(String(body))).find(({ act }) => act === 'access.signed-on');
    expect(signedOn).toMatchObject({ outcome: 'done', subject: person });
    await provider.close();
  });

  it('leads to no provider that was not written', async () => {
    const reply = await browser().send('/es/entrar/organizacion/6f2d3a34-0a3c-4c8e-9d2a-3f0a5e7b1c11');
    expect(reply.statusCode).toBe(404);
  });
});

describe('an address for a new password', () => {
  it('is asked for, opened and used once, by the pages; the log knows whose account it was', async () => {
    const person = await desk.account(EMAIL);
    const page = browser();
    const asked = await page.send('/es/entrar/olvido', { email: EMAIL });
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/es/entrar']);
    const token = await desk.linkInMail();
    const path = linkPath('es', token);
    expect(path).toBe(pathTo(site.machinery.house, 'es', 'access.link', { token }));
    expect(linkPath('en', token)).toBe(pathTo(site.machinery.house, 'en', 'access.link', { token }));
    expect((await page.send(path)).body).toContain('name="password"');
    const short = await page.send(path, { password: 'corta' });
    expect(load(short.body)('.error-summary').text()).toContain('12 caracteres');
    expect((await page.send(path, { password: 'otra contraseña larga de ejemplo' })).headers.location).toBe(
      '/es/entrar',
    );
    expect((await page.send(path)).body).toContain('ya se usó o venció');
    const { rows } = await desk.database.admin.pool.query('select body from audit.event order by seq desc limit 2');
    expect(JSON.parse(String(rows[1]?.body))).toMatchObject({
      act: 'access.link-used',
      subject: person,
      outcome: 'done',
    });
  });

  it('is answered with one face whether the account exists or not', async () => {
    await desk.account(EMAIL);
    const [one, two] = [browser(), browser()];
    const known = await one.send('/en/sign-in/forgotten', { email: EMAIL });
    const unknown = await two.send('/en/sign-in/forgotten', { email: 'nadie@ejemplo.invalid' });
    expect([known.statusCode, known.headers.location, known.body]).toEqual([
      unknown.statusCode,
      unknown.headers.location,
      unknown.body,
    ]);
  });
});

describe('lost access', () => {
  it('is confirmed by two, each on their own page, and the person sees on theirs that it was asked', async () => {
    await desk.account(EMAIL);
    await desk.account('administra@ejemplo.invalid', ['administrator'], 'ST');
    await desk.account('valida@ejemplo.invalid', ['validator']);
    const [mine, administrator, validator] = [browser(), browser(), browser()];
    await mine.enter();
    await administrator.enter('administra@ejemplo.invalid');
    await validator.enter('valida@ejemplo.invalid');
    expect((await browser().send('/es/entrar/sin-acceso', { email: EMAIL })).headers.location).toBe('/es/entrar');
    await desk.session.settle();
    expect((await mine.send('/es/cuenta')).body).toContain('Alguien pidió en su nombre');
    const id = load((await administrator.send('/es/cuenta/solicitudes-de-acceso')).body)('input[name=id]').attr(
      'value',
    );
    const confirm = { id: id ?? '' };
    expect((await mine.send('/es/cuenta/solicitudes-de-acceso')).statusCode).toBe(403);
    expect((await mine.send('/es/cuenta/solicitudes-de-acceso/confirmar', confirm)).statusCode).toBe(403);
    expect((await administrator.send('/es/cuenta/solicitudes-de-acceso/confirmar', confirm)).statusCode).toBe(303);
    expect((await administrator.send('/es/cuenta/solicitudes-de-acceso/confirmar', confirm)).statusCode).toBe(403);
    expect((await validator.send('/es/cuenta/solicitudes-de-acceso/confirmar', confirm)).statusCode).toBe(303);
    expect((await desk.linkInMail()).length).toBe(43);
    expect((await validator.send('/es/cuenta/solicitudes-de-acceso')).body).toContain('Nadie lo ha pedido');
  });
});

describe('who looked at my account', () => {
  it('shows my acts and those of others on my account, by day', async () => {
    const person = await desk.account(EMAIL);
    await desk.account('otra@ejemplo.invalid');
    const [mine, other] = [browser(), browser()];
    await mine.enter();
    await other.enter('otra@ejemplo.invalid');
    await site.act('administrator', async (ctx) => ctx.subject(person));
    const lines = async (query = ''): Promise<string> =>
      load((await mine.send(`/es/cuenta/accesos${query}`)).body)('#accesses tbody').text();
    const all = await lines();
    expect(all).toContain('Entró con correo y contraseña');
    expect(all).toContain('Administración del sistema');
    expect(all).not.toContain('HN ·');
    expect(await lines('?from=2017-01-20&to=2017-01-20')).toContain('Entró con correo y contraseña');
    expect(await lines('?to=2017-01-19')).toBe('');
    expect(await lines('?from=2017-01-21')).toBe('');
    const unclear = await mine.send('/es/cuenta/accesos?from=ayer');
    expect(load(unclear.body)('.error-summary').text()).toContain('Esta fecha no existe');
  });

  it('shows an organisation’s acts to its head and its validator, with names, and to nobody else', async () => {
    await desk.account(EMAIL);
    await desk.account('jefatura@ejemplo.invalid', ['head_of_delegation']);
    await desk.account('tica@ejemplo.invalid', ['focal_point'], 'CR');
    const [mine, head, foreign] = [browser(), browser(), browser()];
    await mine.enter();
    await head.enter('jefatura@ejemplo.invalid');
    await foreign.enter('tica@ejemplo.invalid');
    await mine.send('/es/cuenta');
    await foreign.send('/es/cuenta');
    const shown = load((await head.send('/es/cuenta/accesos?whose=organisation')).body)('#accesses tbody').text();
    expect(shown).toContain('Persona Ejemplo (persona)');
    expect(shown).not.toContain('CR');
    expect((await mine.send('/es/cuenta/accesos?whose=organisation')).statusCode).toBe(404);
  });
});

describe('a program with a token', () => {
  async function token(scopes: readonly string[], organisation = 'HN', role = 'focal_point' as const) {
    const account = need(
      await desk.session.accounts.createServiceAccount({
        organisation,
        name: 'Programa Ejemplo',
        role,
        lang: 'es',
        madeBy: null,
      }),
    );
    const expiresAt = new Date(desk.now().getTime() + 90 * 24 * 60 * MINUTE);
    const value = need(await desk.session.accounts.issueToken({ serviceAccount: account, scopes, expiresAt }));
    return { account, value };
  }

  function ask(value: string, url: string, method: 'GET' | 'POST' = 'GET', headers: Record<string, string> = {}) {
    return server.inject({
      method,
      url,
      headers: { authorization: `Bearer ${value}`, ...headers },
      ...(method === 'POST' ? { payload: {} } : {}),
    });
  }

  it('reads through the machine API what its scopes and its role both allow, in the name of its organisation', async () => {
    const { account, value } = await token(['obligation.read', 'log.read']);
    expect((await ask(value, '/api/v1/agreements')).statusCode).toBe(200);
    const { rows } = await desk.database.admin.pool.query('select body from audit.event order by seq desc limit 1');
    expect(JSON.parse(String(rows[0]?.body))).toMatchObject({ person: account, organisation: 'HN', outcome: 'done' });
    const other = await token(['own-account.manage']);
    const refused = await ask(other.value, '/api/v1/agreements');
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'http.forbidden']);
  });

  it('gets no more from a scope than its role may', async () => {
    const permissions = [...site.machinery.house.policy.resources.values()].flatMap(({ id, actions }) =>
      Object.keys(actions).map((action) => `${id}.${action}`),
    );
    const { value } = await token(permissions);
    const closing = await ask(value, '/api/v1/meetings', 'POST');
    expect([403, 404]).toContain(closing.statusCode);
    expect((await ask(value, '/api/v1/agreements')).statusCode).toBe(200);
  });

  it('opens no page, whatever the page', async () => {
    const { value } = await token(['obligation.read', 'own-account.manage']);
    for (const path of ['/es/cuenta', '/es/inicio', '/es/acuerdos']) {
      expect((await ask(value, path)).statusCode, path).toBe(302);
    }
  });

  it('does not borrow the session of the browser that it runs in', async () => {
    await desk.account(EMAIL, ['secretariat'], 'ST');
    const cookie = await desk.signIn(EMAIL);
    expect((await ask('enl_falso', '/api/v1/agreements', 'GET', { cookie })).statusCode).toBe(401);
  });

  it('is shut out at once when it is revoked, when its account ends, and when it expires', async () => {
    const status = async (value: string): Promise<number> => (await ask(value, '/api/v1/agreements')).statusCode;
    const [one, two, three] = [
      await token(['obligation.read']),
      await token(['obligation.read']),
      await token(['obligation.read']),
    ];
    const listed = (await desk.session.accounts.serviceAccounts('HN')).find(({ id }) => id === one.account);
    expect(await status(one.value)).toBe(200);
    need(await desk.session.accounts.revokeToken(listed?.tokens[0]?.id ?? ''));
    expect(await status(one.value)).toBe(401);
    need(await desk.session.accounts.endServiceAccount(two.account));
    expect(await status(two.value)).toBe(401);
    expect(await status(three.value)).toBe(200);
    desk.later(90 * 24 * 60 * MINUTE);
    expect(await status(three.value)).toBe(401);
  });

  it('is kept as a hash; its first characters and last use are shown', async () => {
    const { account, value } = await token(['obligation.read']);
    expect(value).toMatch(/^enl_[\w-]{43}$/);
    await ask(value, '/api/v1/agreements');
    const shown = (await desk.session.accounts.serviceAccounts()).find(({ id }) => id === account)?.tokens[0];
    expect(shown).toMatchObject({ prefix: value.slice(0, 12), scopes: ['obligation.read'], lastUsedAt: desk.now() });
    const { rows } = await desk.database.admin.pool.query('select to_jsonb(t)::text as row from auth.service_token t');
    expect(JSON.stringify(rows)).not.toContain(value.slice(4));
  });

  it.each([
    ['for more than a year', ['obligation.read'], 366 * 24 * 60 * MINUTE, 'session.token-expiry'],
    ['that is over already', ['obligation.read'], 0, 'session.token-expiry'],
    ['without a scope', [], MINUTE, 'session.token-scopes'],
  ])('is not made %s', async (_, scopes, life, code) => {
    const account = need(
      await desk.session.accounts.createServiceAccount({
        organisation: 'HN',
        name: 'x',
        role: 'focal_point',
        lang: 'es',
        madeBy: null,
      }),
    );
    const expiresAt = new Date(desk.now().getTime() + life);
    const made = await desk.session.accounts.issueToken({ serviceAccount: account, scopes, expiresAt });
    expect(made.ok ? 'made' : Object.values(made.refusal.fields ?? {})[0]).toBe(code);
  });
});

describe('a storm of sign-ins', () => {
  it('is met with limits and no fault, and whoever is inside stays inside', async () => {
    await desk.account(EMAIL);
    const inside = browser();
    await inside.enter();
    const replies = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        browser().send('/es/entrar', { email: `n${n % 30}@ejemplo.invalid`, password: 'mala contraseña' }),
      ),
    );
    const statuses = replies.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(110);
    expect((await inside.send('/es/cuenta')).statusCode).toBe(200);
  });
});
