import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { need } from '../../../test/server.ts';
import { EXAMPLES } from './examples.ts';
import type { Visitor } from './port.ts';
import { createSession, type Invitation, type Session } from './session.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PASSWORD = 'una contraseña larga de ejemplo';

let database: TestDatabase;
let folder: string;
let now: Date;
let session: Session;
let real: Session;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'enlace-session-'));
  const options = {
    url: database.urls.auth,
    secretFile: join(folder, 'session-secret'),
    secure: false,
    clock: { now: () => now },
    log: () => undefined,
  };
  session = createSession({ ...options, exampleMode: true });
  real = createSession({ ...options, exampleMode: false });
});
afterAll(async () => {
  await session.close();
  await real.close();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  now = new Date('2017-01-20T16:00:00Z');
  await database.admin.pool.query('truncate auth.account, auth.sign_in_try cascade');
});

const invitation: Invitation = {
  name: 'Persona Ejemplo',
  email: 'Persona@Ejemplo.invalid',
  password: PASSWORD,
  organisation: 'HN',
  roles: ['focal_point', 'validator'],
  lang: 'en',
  validFrom: '2016-01-01',
};

function visitor(address = '192.0.2.1', cookie?: string): Visitor {
  return { cookie, address, userAgent: 'Ejemplo/1.0' };
}

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

/** The `Cookie` header that a browser would send back. */
function cookieOf(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

async function signIn(options: { email?: string; address?: string; cookie?: string } = {}): Promise<string> {
  const { email = 'persona@ejemplo.invalid', address, cookie } = options;
  return cookieOf(need(await session.signIn(visitor(address, cookie), email, PASSWORD)).cookies);
}

async function refusalOf(email: string, password: string, address?: string): Promise<string> {
  const outcome = await session.signIn(visitor(address), email, password);
  return outcome.ok ? 'signed in' : outcome.refusal.code;
}

describe('signing in', () => {
  it('opens a session in the name of one organisation, with the country that it is', async () => {
    const person = need(await session.createAccount(invitation));
    expect(await session.find(await signIn())).toEqual({
      person,
      name: 'Persona Ejemplo',
      organisation: 'HN',
      organisationName: { es: 'Honduras', en: 'Honduras' },
      country: 'HN',
      roles: ['focal_point', 'validator'],
      lang: 'en',
    });
  });

  it('gives no country to an organisation that is not a member State', async () => {
    need(await session.createAccount({ ...invitation, organisation: 'OIM', roles: ['observer'] }));
    expect((await session.find(await signIn()))?.country).toBeNull();
  });

  it('does not mind how the e-mail is capitalised', async () => {
    need(await session.createAccount(invitation));
    expect(await refusalOf(' PERSONA@ejemplo.INVALID ', PASSWORD)).toBe('signed in');
  });

  it.each([
    ['wrong password', 'persona@ejemplo.invalid', 'otra contraseña larga'],
    ['unknown account', 'nadie@ejemplo.invalid', PASSWORD],
    ['account without a password', 'hn@ejemplo.invalid', PASSWORD],
    ['something that is no e-mail', "' or 1=1 --", PASSWORD],
    ['empty password', 'persona@ejemplo.invalid', ''],
    ['password of 10 000 characters', 'persona@ejemplo.invalid', 'x'.repeat(10_000)],
  ])('refuses with the same face: %s', async (_, email, password) => {
    need(await session.createAccount(invitation));
    await session.provisionExamples();
    expect(await session.signIn(visitor(), email, password)).toEqual({
      ok: false,
      refusal: { kind: 'invalid', code: 'session.wrong' },
    });
  });

  it('keeps the password as argon2id with 19 MiB and two passes', async () => {
    need(await session.createAccount(invitation));
    const { rows } = await database.admin.pool.query<{ password: string }>('select password from auth.credential');
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('makes no account with a short password, without a role, or with an e-mail that is taken', async () => {
    const code = async (change: Partial<Invitation>): Promise<unknown> => {
      const made = await session.createAccount({ ...invitation, ...change });
      return made.ok ? 'made' : (made.refusal.fields ?? made.refusal.code);
    };
    expect(await code({ password: 'once letras' })).toEqual({ password: 'session.password-short' });
    expect(await code({ roles: [] })).toEqual({ roles: 'http.input.missing' });
    expect(await code({})).toBe('made');
    expect(await code({ email: 'PERSONA@ejemplo.invalid' })).toBe('session.email-taken');
  });
});

describe('limits', () => {
  it('lets an account be tried ten times a minute, from however many addresses', async () => {
    need(await session.createAccount(invitation));
    for (let n = 0; n < 10; n += 1) {
      expect(await refusalOf('persona@ejemplo.invalid', 'mala contraseña 1', `192.0.2.${n}`)).toBe('session.wrong');
      later(1000);
    }
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD, '198.51.100.1')).toBe('session.too-many');
    later(MINUTE);
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD, '198.51.100.1')).toBe('signed in');
  });

  it('lets an address try ten times a minute, at however many accounts', async () => {
    need(await session.createAccount(invitation));
    for (let n = 0; n < 10; n += 1) expect(await refusalOf(`n${n}@ejemplo.invalid`, PASSWORD)).toBe('session.wrong');
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('session.too-many');
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD, '198.51.100.1')).toBe('signed in');
  });

  it('counts a burst of simultaneous tries exactly', async () => {
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => refusalOf('nadie@ejemplo.invalid', PASSWORD)));
    expect(outcomes.filter((code) => code === 'session.wrong')).toHaveLength(10);
    expect(outcomes.filter((code) => code === 'session.too-many')).toHaveLength(15);
  });

  it('never makes a meeting room wait: a right password does not count', async () => {
    need(await session.createAccount(invitation));
    for (let n = 0; n < 12; n += 1) expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('signed in');
  });

  it('does not let a right password wash away the wrong ones', async () => {
    need(await session.createAccount(invitation));
    for (let n = 0; n < 10; n += 1) {
      if (n % 3 === 0) expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('signed in');
      await refusalOf(`n${n}@ejemplo.invalid`, PASSWORD);
    }
    expect(await refusalOf('nadie@ejemplo.invalid', PASSWORD)).toBe('session.too-many');
  });

  it('keeps neither the address nor the e-mail', async () => {
    await refusalOf('nadie@ejemplo.invalid', PASSWORD, '203.0.113.77');
    const dump = JSON.stringify((await database.admin.pool.query('select * from auth.sign_in_try')).rows);
    expect(dump).toContain('address:');
    expect(dump).not.toMatch(/203\.0\.113|nadie/);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    need(await session.createAccount(invitation));
  });

  it('is over after 30 minutes without use, and not before', async () => {
    const cookie = await signIn();
    later(29 * MINUTE);
    expect(await session.find(cookie)).toBeDefined();
    later(29 * MINUTE);
    expect(await session.find(cookie)).toBeDefined();
    later(30 * MINUTE);
    expect(await session.find(cookie)).toBeUndefined();
    later(-20 * MINUTE);
    expect(await session.find(cookie), 'an ended session does not come back').toBeUndefined();
  });

  it('is over after 12 hours however much it is used', async () => {
    const cookie = await signIn();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      later(20 * MINUTE);
      expect(await session.find(cookie)).toBeDefined();
    }
    later(20 * MINUTE);
    expect(await session.find(cookie)).toBeUndefined();
  });

  it('that ended by time is not shown and its row goes with the next sign-in', async () => {
    await signIn();
    later(HOUR);
    const cookie = await signIn();
    expect(await session.sessions(visitor(undefined, cookie))).toHaveLength(1);
    const { rowCount } = await database.admin.pool.query('select from auth.session');
    expect(rowCount).toBe(1);
  });

  it('cannot be fixed: a sign-in makes a new one and ends the one that the browser came with', async () => {
    const planted = await signIn();
    const cookie = await signIn({ cookie: planted });
    expect(cookie).not.toBe(planted);
    expect(await session.find(planted)).toBeUndefined();
    expect(await session.find(cookie)).toBeDefined();
  });

  it('cannot be invented: a cookie that the program did not sign opens nothing', async () => {
    const cookie = await signIn();
    const [name, value = ''] = cookie.split('=');
    const [token = ''] = decodeURIComponent(value).split('.');
    for (const forged of [
      `${name}=${token}`,
      `${name}=${token}.AAAA`,
      `${name}=x${value}`,
      `${name}=`,
      'enlace.session_token',
    ]) {
      expect(await session.find(forged), forged).toBeUndefined();
    }
    expect(await session.find(`another=1; ${cookie}`)).toBeDefined();
  });

  it('does not live again when its cookie is replayed after signing out', async () => {
    const cookie = await signIn();
    const cleared = await session.signOut(visitor(undefined, cookie));
    expect(cleared.find((line) => line.startsWith('enlace.session_token='))).toContain('Max-Age=0');
    expect(await session.find(cookie)).toBeUndefined();
  });

  it('ends with all others of the person, and of nobody else, on signing out everywhere', async () => {
    need(await session.createAccount({ ...invitation, email: 'otra@ejemplo.invalid' }));
    const [first, second] = [await signIn(), await signIn({ address: '198.51.100.1' })];
    const other = await signIn({ email: 'otra@ejemplo.invalid' });
    await session.signOutEverywhere(visitor(undefined, first));
    expect(await session.find(first)).toBeUndefined();
    expect(await session.find(second)).toBeUndefined();
    expect(await session.find(other)).toBeDefined();
  });

  it('is listed to its person with the browser and the last use', async () => {
    const first = await signIn();
    later(5 * MINUTE);
    const second = await signIn();
    later(MINUTE);
    const open = await session.sessions(visitor(undefined, second));
    expect(open.map(({ current, userAgent }) => ({ current, userAgent }))).toEqual([
      { current: true, userAgent: 'Ejemplo/1.0' },
      { current: false, userAgent: 'Ejemplo/1.0' },
    ]);
    expect(open[0]?.lastSeenAt).toEqual(now);
    expect(JSON.stringify(open)).not.toContain(first.split('=')[1]?.slice(0, 20));
  });

  it('leaves nothing in a dump that opens it', async () => {
    const cookie = await signIn();
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    expect(token.length).toBeGreaterThan(30);
    const tables = ['session', 'account', 'credential', 'verification', 'sign_in_try'];
    const dumps = await Promise.all(tables.map((table) => database.admin.pool.query(`select * from auth.${table}`)));
    const dump = JSON.stringify(dumps.map(({ rows }) => rows));
    expect(dump).not.toContain(token);
    // Even with the signing secret, what is in the table is not what a cookie must hold.
    const { rows } = await database.admin.pool.query<{ token_hash: string }>('select token_hash from auth.session');
    expect(await session.find(cookie.replace(token, rows[0]?.token_hash ?? ''))).toBeUndefined();
  });

  it('keeps no address', async () => {
    await signIn({ address: '203.0.113.77' });
    const { rows } = await database.admin.pool.query('select * from auth.session');
    expect(JSON.stringify(rows)).not.toContain('203.0.113.77');
  });
});

describe('the end of access', () => {
  it('ends sessions on the day after the last one, at midnight of the Conference', async () => {
    need(await session.createAccount({ ...invitation, validTo: '2017-01-20' }));
    now = new Date('2017-01-21T05:40:00Z');
    const cookie = await signIn();
    now = new Date('2017-01-21T05:59:00Z');
    expect(await session.find(cookie)).toBeDefined();
    now = new Date('2017-01-21T06:00:00Z');
    expect(await session.find(cookie)).toBeUndefined();
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('session.ended');
    expect(await refusalOf('persona@ejemplo.invalid', 'mala contraseña 1')).toBe('session.wrong');
  });

  it('does not begin before the first day', async () => {
    need(await session.createAccount({ ...invitation, validFrom: '2017-01-21' }));
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('session.ended');
  });

  it('ends sessions and work under way at once when access is withdrawn', async () => {
    const person = need(await session.createAccount(invitation));
    const cookie = await signIn();
    expect(await session.findPerson(person)).toBeDefined();
    await session.endAccess(person);
    expect(await session.find(cookie)).toBeUndefined();
    expect(await session.findPerson(person)).toBeUndefined();
    expect(await refusalOf('persona@ejemplo.invalid', PASSWORD)).toBe('session.ended');
  });
});

describe('the example accounts', () => {
  it('are entered with one click in example mode, each with its role', async () => {
    await session.provisionExamples();
    await session.provisionExamples();
    expect(session.examples()).toHaveLength(22);
    for (const { key, name, organisation, roles } of EXAMPLES) {
      const { cookies } = need(await session.enterExample(visitor(), key));
      expect(await session.find(cookieOf(cookies)), key).toMatchObject({ name, organisation, roles });
      expect((await session.findExample(key)).name).toBe(name);
    }
  });

  it('do not exist outside example mode', async () => {
    expect(real.examples()).toEqual([]);
    await expect(real.provisionExamples()).rejects.toThrow('example mode');
    expect(await real.enterExample(visitor(), 'hn')).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  });

  it('stay shut outside example mode on a database that once held them, open sessions included', async () => {
    await session.provisionExamples();
    const { person, cookies } = need(await session.enterExample(visitor(), 'secretaria'));
    expect(await real.find(cookieOf(cookies))).toBeUndefined();
    expect(await real.findPerson(person)).toBeUndefined();
    expect(await real.enterExample(visitor(), 'secretaria')).toMatchObject({ ok: false });
    await expect(real.findExample('secretaria')).rejects.toThrow('secretaria');
  });

  it('open for no key but theirs', async () => {
    await session.provisionExamples();
    need(await session.createAccount(invitation));
    for (const key of ['', 'xx', 'persona', "hn' or '1'='1"]) {
      expect(await session.enterExample(visitor(), key), key).toMatchObject({ ok: false });
    }
  });
});

describe('the cookie', () => {
  it('is for this host and https only where the site is served over https', async () => {
    const secure = createSession({
      url: database.urls.auth,
      secretFile: join(folder, 'session-secret'),
      exampleMode: false,
      secure: true,
      clock: { now: () => now },
      log: () => undefined,
    });
    need(await secure.createAccount(invitation));
    const { cookies } = need(await secure.signIn(visitor(), 'persona@ejemplo.invalid', PASSWORD));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^__Host-enlace\.session_token=/);
    const attributes = cookies[0]?.split('; ').slice(1).toSorted();
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(await secure.find(cookieOf(cookies))).toBeDefined();
    await secure.close();
  });

  it('has another name over plain http, where browsers refuse that prefix', async () => {
    need(await session.createAccount(invitation));
    const { cookies } = need(await session.signIn(visitor(), 'persona@ejemplo.invalid', PASSWORD));
    expect(cookies[0]).toMatch(/^enlace\.session_token=.*HttpOnly; SameSite=Lax$/);
  });

  it('is signed with a secret that only we may read', async () => {
    expect((await stat(join(folder, 'session-secret'))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(folder, 'session-secret'), 'utf8')).trim().length).toBeGreaterThan(40);
  });
});
