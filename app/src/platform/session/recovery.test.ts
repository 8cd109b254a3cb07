import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { codeAt, cookieOf, PASSWORD, type SignInDesk, signInDesk, visitor } from '../../../test/sign-in-desk.ts';
import type { Principal, Role } from '../../kernel/index.ts';
import { linkPath } from './core.ts';
import { partOf } from './recovery.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EMAIL = 'persona@ejemplo.invalid';
const NEW_PASSWORD = 'otra contraseña larga de ejemplo';

let desk: SignInDesk;
let person: string;

beforeAll(async () => {
  desk = await signInDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.setNow(new Date('2017-01-20T16:00:00Z'));
  desk.mails.length = 0;
  await desk.database.admin.pool.query('truncate auth.account, auth.sign_in_try cascade');
  person = await desk.account(EMAIL);
});

function codeOf(outcome: { ok: boolean; refusal?: { code: string; fields?: Readonly<Record<string, string>> } }) {
  return outcome.ok ? 'ok' : (Object.values(outcome.refusal?.fields ?? {})[0] ?? outcome.refusal?.code ?? '');
}

async function principal(email: string, role: Role, organisation: string): Promise<Principal> {
  const id = await desk.account(email, [role], organisation);
  const found = await desk.session.findPerson(id);
  if (!found) throw new Error('the account was not made');
  return found;
}

describe('a forgotten password', () => {
  it('is changed with a one-time address that the person gets by mail; every session ends', async () => {
    const open = await desk.signIn(EMAIL);
    need(await desk.session.forgotPassword(visitor(), ' PERSONA@ejemplo.invalid '));
    const token = await desk.linkInMail();
    expect(desk.mails[0]).toMatchObject({
      to: EMAIL,
      lang: 'es',
      kind: 'password',
      href: `http://localhost${linkPath('es', token)}`,
    });
    expect(await desk.session.findLink(visitor(), token)).toEqual({ purpose: 'password', needsCode: false });
    expect(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined)).toEqual({ ok: true, value: person });
    expect(await desk.session.find(open)).toBeUndefined();
    expect(codeOf(await desk.session.signIn(visitor(), EMAIL, PASSWORD))).toBe('session.wrong');
    expect(codeOf(await desk.session.signIn(visitor(), EMAIL, NEW_PASSWORD))).toBe('ok');
    expect(codeOf(await desk.session.useLink(visitor(), token, PASSWORD, undefined))).toBe('session.link-over');
  });

  it('is answered the same for nobody, and then nothing is sent', async () => {
    const one = await desk.session.forgotPassword(visitor(), 'nadie@ejemplo.invalid');
    const two = await desk.session.forgotPassword(visitor(), EMAIL);
    expect(one).toEqual(two);
    await desk.session.settle();
    expect(desk.mails.map(({ to }) => to)).toEqual([EMAIL]);
  });

  it('the address is over after half an hour, when another was asked for, and after one of two at the same moment', async () => {
    need(await desk.session.forgotPassword(visitor(), EMAIL));
    const first = await desk.linkInMail();
    need(await desk.session.forgotPassword(visitor(), EMAIL));
    const second = await desk.linkInMail();
    expect(await desk.session.findLink(visitor(), first)).toBeUndefined();
    const both = await Promise.all(
      [NEW_PASSWORD, PASSWORD].map((password) => desk.session.useLink(visitor(), second, password, undefined)),
    );
    expect(both.map(codeOf).toSorted()).toEqual(['ok', 'session.link-over']);
    need(await desk.session.forgotPassword(visitor(), EMAIL));
    const third = await desk.linkInMail();
    desk.later(30 * MINUTE);
    expect(codeOf(await desk.session.useLink(visitor(), third, NEW_PASSWORD, undefined))).toBe('session.link-over');
  });

  it('is no way round the second factor: mail alone changes nothing', async () => {
    const { secret } = await desk.setUpCode(await desk.signIn(EMAIL));
    need(await desk.session.forgotPassword(visitor(), EMAIL));
    const token = await desk.linkInMail();
    desk.later(MINUTE);
    expect(await desk.session.findLink(visitor(), token)).toEqual({ purpose: 'password', needsCode: true });
    expect(codeOf(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined))).toBe('session.code-wrong');
    expect(codeOf(await desk.session.useLink(visitor(), token, NEW_PASSWORD, '000000'))).toBe('session.code-wrong');
    expect(codeOf(await desk.session.useLink(visitor(), token, NEW_PASSWORD, codeAt(secret, desk.now())))).toBe('ok');
    expect(need(await desk.session.signIn(visitor(), EMAIL, NEW_PASSWORD)).secondStep, 'it is still asked for').toBe(
      true,
    );
  });

  it('may be asked for ten times a minute', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => desk.session.forgotPassword(visitor(), EMAIL)));
    expect(asked.map(codeOf).filter((code) => code === 'session.too-many')).toHaveLength(2);
  });

  it('the address is in no table', async () => {
    need(await desk.session.forgotPassword(visitor(), EMAIL));
    const token = await desk.linkInMail();
    const { rows } = await desk.database.admin.pool.query('select to_jsonb(l)::text as row from auth.link l');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('a changed password ends the other sessions and is told', async () => {
    const [one, two] = [await desk.signIn(EMAIL), await desk.signIn(EMAIL)];
    expect(codeOf(await desk.session.changePassword(visitor(one), 'corta'))).toBe('session.password-short');
    need(await desk.session.changePassword(visitor(one), NEW_PASSWORD));
    expect(await desk.session.find(one)).toBeDefined();
    expect(await desk.session.find(two)).toBeUndefined();
    await desk.session.settle();
    expect(desk.mails.at(-1)?.kind).toBe('password-changed');
  });
});

describe('an invitation', () => {
  it('is not spoiled by somebody who asks for a password in the name of the invited', async () => {
    const email = 'nueva@ejemplo.invalid';
    const roles = ['focal_point'] as const;
    const invited = {
      name: 'Persona Ejemplo',
      email,
      organisation: 'CR',
      roles,
      lang: 'es',
      validFrom: '2017-01-01',
    } as const;
    need(await desk.session.accounts.invite(invited));
    const token = await desk.linkInMail();
    need(await desk.session.forgotPassword(visitor(), email));
    const other = await desk.linkInMail();
    expect(other).not.toBe(token);
    expect(codeOf(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined))).toBe('ok');
    expect(codeOf(await desk.session.useLink(visitor(), other, PASSWORD, undefined))).toBe('session.link-over');
  });

  it('brings an account without a password and an address with which to choose one', async () => {
    const { account: id, link } = need(
      await desk.session.accounts.invite({
        name: 'Persona Ejemplo',
        email: 'Nueva@Ejemplo.invalid',
        organisation: 'CR',
        roles: ['focal_point'],
        lang: 'en',
        validFrom: '2017-01-01',
      }),
    );
    expect(link).toBeUndefined();
    expect(await desk.session.accounts.find(id)).toMatchObject({
      canEnter: false,
      invitedUntil: new Date('2017-01-27T16:00:00Z'),
      lastEnteredOn: undefined,
    });
    const token = await desk.linkInMail();
    expect(desk.mails.at(-1)).toMatchObject({ kind: 'invitation', lang: 'en', to: 'nueva@ejemplo.invalid' });
    desk.later(6 * DAY);
    expect(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined)).toEqual({ ok: true, value: id });
    expect(codeOf(await desk.session.signIn(visitor(), 'nueva@ejemplo.invalid', NEW_PASSWORD))).toBe('ok');
    expect(await desk.session.accounts.find(id)).toMatchObject({
      canEnter: true,
      invitedUntil: undefined,
      lastEnteredOn: '2017-01-26',
    });
    expect(codeOf(await desk.session.accounts.inviteAgain(id))).toBe('session.has-password');
  });

  it('gives the address to whoever invites where no mail can be sent, and it opens once', async () => {
    const mute = await signInDesk({ sendAccountMail: undefined, publicOrigin: 'https://enlace.example' });
    const { account, link } = need(
      await mute.session.accounts.invite({
        name: 'Persona Ejemplo',
        email: 'nueva@ejemplo.invalid',
        organisation: 'CR',
        roles: ['focal_point'],
        lang: 'es',
        validFrom: '2017-01-01',
      }),
    );
    expect(link).toMatch(/^https:\/\/enlace\.example\/es\/entrar\/enlace\/[\w-]{20,}$/);
    const again = need(await mute.session.accounts.inviteAgain(account));
    const [first = '', second = ''] = [link, again.link].map((address) => address?.split('/').at(-1));
    expect(codeOf(await mute.session.useLink(visitor(), first, NEW_PASSWORD, undefined))).toBe('session.link-over');
    expect(codeOf(await mute.session.useLink(visitor(), second, NEW_PASSWORD, undefined))).toBe('ok');
    await mute.close();
  });
});

describe('a lost second factor', () => {
  let administrator: Principal;
  let head: Principal;
  let paper: readonly string[];
  beforeEach(async () => {
    administrator = await principal('administra@ejemplo.invalid', 'administrator', 'ST');
    head = await principal('jefatura@ejemplo.invalid', 'head_of_delegation', 'HN');
    ({ paper } = await desk.setUpCode(await desk.signIn(EMAIL)));
    desk.mails.length = 0;
    need(await desk.session.askRecovery(visitor(), EMAIL));
    await desk.session.settle();
  });

  async function openRequest(): Promise<string> {
    return (await desk.session.accounts.recoveries(administrator))[0]?.id ?? '';
  }

  it('is replaced when an administrator and the organisation have each confirmed: one address, once', async () => {
    const id = await openRequest();
    expect(desk.mails.map(({ kind }) => kind)).toEqual(['recovery-asked']);
    expect(need(await desk.session.accounts.confirmRecovery(id, administrator))).toEqual({
      account: person,
      granted: false,
    });
    expect(need(await desk.session.accounts.confirmRecovery(id, head))).toEqual({ account: person, granted: true });
    const token = await desk.linkInMail();
    expect(desk.mails.map(({ kind }) => kind)).toEqual(['recovery-asked', 'recovery-confirmed', 'recovery']);
    expect(need(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined))).toBe(person);
    expect(need(await desk.session.signIn(visitor(), EMAIL, NEW_PASSWORD)).secondStep).toBe(false);
    await desk.session.settle();
    expect(desk.mails.at(-1)?.kind).toBe('recovery-used');
    expect(codeOf(await desk.session.useLink(visitor(), token, PASSWORD, undefined))).toBe('session.link-over');
  });

  it('is not confirmed twice by one person, nor by one who is both', async () => {
    const id = await openRequest();
    need(await desk.session.accounts.confirmRecovery(id, administrator));
    expect(codeOf(await desk.session.accounts.confirmRecovery(id, administrator))).toBe('session.recovery-not-yours');
    const both = { ...head, roles: [...head.roles, 'administrator'] as const };
    need(await desk.session.accounts.refuseRecovery(id, administrator));
    need(await desk.session.askRecovery(visitor(), EMAIL));
    await desk.session.settle();
    const again = await openRequest();
    expect(need(await desk.session.accounts.confirmRecovery(again, both)).granted).toBe(false);
    expect(codeOf(await desk.session.accounts.confirmRecovery(again, both))).toBe('session.recovery-not-yours');
  });

  it.each([
    ['the head of another delegation', 'head_of_delegation', 'CR'],
    ['a focal point of the same country', 'focal_point', 'HN'],
    ['the secretariat, for a country', 'secretariat', 'ST'],
    ['the presidency', 'presidency', 'MX'],
    ['the auditor', 'auditor', 'ST'],
  ] as const)('is not confirmed by %s', async (_, role, organisation) => {
    const other = await principal('otra@ejemplo.invalid', role, organisation);
    expect(await desk.session.accounts.recoveries(other)).toEqual([]);
    const id = await openRequest();
    expect(codeOf(await desk.session.accounts.confirmRecovery(id, other))).toBe('session.recovery-not-yours');
    expect(codeOf(await desk.session.accounts.refuseRecovery(id, other))).toBe('http.not-found');
  });

  it('is never confirmed by the person themself, whatever their roles', () => {
    const self: Principal = { ...head, person: 'p', roles: ['head_of_delegation', 'validator', 'administrator'] };
    expect(partOf(self, { account: 'p', organisation: 'HN', country: true })).toEqual([]);
  });

  it('the person can say that it was not they, also when the address is on its way: it opens nothing', async () => {
    const id = await openRequest();
    const cookie = cookieOf(
      need(await desk.session.enterCode(visitor(await desk.signIn(EMAIL)), paper[0] ?? '')).cookies,
    );
    expect((await desk.session.factors(visitor(cookie))).recoveryAsked).toBe(true);
    need(await desk.session.accounts.confirmRecovery(id, administrator));
    need(await desk.session.accounts.confirmRecovery(id, head));
    const token = await desk.linkInMail();
    expect((await desk.session.factors(visitor(cookie))).recoveryAsked).toBe(true);
    need(await desk.session.withdrawRecovery(visitor(cookie)));
    expect((await desk.session.factors(visitor(cookie))).recoveryAsked).toBe(false);
    expect(codeOf(await desk.session.useLink(visitor(), token, NEW_PASSWORD, undefined))).toBe('session.link-over');
  });

  it('a request lapses after seven days, and there is one at a time', async () => {
    need(await desk.session.askRecovery(visitor(), EMAIL));
    await desk.session.settle();
    expect(await desk.session.accounts.recoveries(administrator)).toHaveLength(1);
    const id = await openRequest();
    desk.later(7 * DAY);
    expect(await desk.session.accounts.recoveries(administrator)).toEqual([]);
    expect(codeOf(await desk.session.accounts.confirmRecovery(id, administrator))).toBe('http.not-found');
  });

  it('is asked for in the name of nobody without a trace that tells', async () => {
    const one = await desk.session.askRecovery(visitor(), 'nadie@ejemplo.invalid');
    expect(one).toEqual({ ok: true, value: undefined });
    await desk.session.settle();
    expect(await desk.session.accounts.recoveries(administrator)).toHaveLength(1);
  });
});

it('cookies of the steps have the flags of the session', async () => {
  const secure = await signInDesk({ secure: true, publicOrigin: 'https://enlace.example' });
  await secure.account(EMAIL);
  const cookie = cookieOf(need(await secure.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
  await secure.setUpCode(cookie);
  const pending = need(await secure.session.signIn(visitor(), EMAIL, PASSWORD)).cookies;
  expect(pending).toHaveLength(1);
  expect(pending[0]).toMatch(/^__Host-enlace\.pending=[\w-]{43}; /);
  expect(pending[0]?.split('; ').slice(1).toSorted()).toEqual([
    'HttpOnly',
    'Max-Age=600',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
  await secure.close();
});
