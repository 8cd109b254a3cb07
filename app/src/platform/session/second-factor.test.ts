import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { codeAt, cookieOf, PASSWORD, type SignInDesk, signInDesk, visitor } from '../../../test/sign-in-desk.ts';

const MINUTE = 60_000;
const EMAIL = 'persona@ejemplo.invalid';

let desk: SignInDesk;
let person: string;
let cookie: string;

beforeAll(async () => {
  desk = await signInDesk({ secondFactor: { required: ['auditor'], urged: ['validator'] } });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.setNow(new Date('2017-01-20T16:00:00Z'));
  await desk.database.admin.pool.query('truncate auth.account, auth.sign_in_try cascade');
  person = await desk.account(EMAIL);
  cookie = await desk.signIn(EMAIL);
});

function codeOf(outcome: { ok: boolean; refusal?: { code: string } }): string {
  return outcome.ok ? 'ok' : (outcome.refusal?.code ?? '');
}

describe('the code of an app', () => {
  it('is owed after the password, and opens the session', async () => {
    const { secret } = await desk.setUpCode(cookie);
    const first = need(await desk.session.signIn(visitor(), EMAIL, PASSWORD));
    expect(first.secondStep).toBe(true);
    const pending = cookieOf(first.cookies);
    expect(await desk.session.find(pending), 'the password alone opens nothing').toBeUndefined();
    expect(await desk.session.secondStep(visitor(pending))).toEqual({ code: true, passkey: false, password: false });
    desk.later(MINUTE);
    const entered = need(await desk.session.enterCode(visitor(pending), codeAt(secret, desk.now())));
    expect(entered.person).toBe(person);
    expect((await desk.session.find(cookieOf(entered.cookies)))?.person).toBe(person);
    expect(await desk.session.secondStep(visitor(pending)), 'the step is over').toBeUndefined();
  });

  it('asks for nothing before its first right code: a set-up that was left halfway locks nobody out', async () => {
    need(await desk.session.beginCode(visitor(cookie)));
    expect(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).secondStep).toBe(false);
  });

  it('is refused when it comes again within its half minute, also to another entry', async () => {
    const { secret } = await desk.setUpCode(cookie);
    const shown = codeAt(secret, desk.now());
    const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    expect(codeOf(await desk.session.enterCode(visitor(pending), shown)), 'used when it was set up').toBe(
      'session.code-used',
    );
    desk.later(MINUTE);
    const next = codeAt(secret, desk.now());
    expect(codeOf(await desk.session.enterCode(visitor(pending), next))).toBe('ok');
    const again = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    expect(codeOf(await desk.session.enterCode(visitor(again), next))).toBe('session.code-used');
  });

  it('opens for one of four requests that bring it at the same moment', async () => {
    const { secret } = await desk.setUpCode(cookie);
    desk.later(MINUTE);
    const entries = await Promise.all(
      Array.from({ length: 4 }, async () =>
        cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies),
      ),
    );
    const code = codeAt(secret, desk.now());
    const outcomes = await Promise.all(entries.map((entry) => desk.session.enterCode(visitor(entry), code)));
    expect(outcomes.map(codeOf).toSorted()).toEqual([
      'ok',
      'session.code-used',
      'session.code-used',
      'session.code-used',
    ]);
  });

  it('may be wrong five times, then the password is asked for again', async () => {
    const { secret } = await desk.setUpCode(cookie);
    desk.later(MINUTE);
    const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    const right = codeAt(secret, desk.now());
    const wrong = right === '000000' ? '000001' : '000000';
    const burst = await Promise.all(Array.from({ length: 8 }, () => desk.session.enterCode(visitor(pending), wrong)));
    expect(burst.map(codeOf).filter((code) => code === 'session.code-wrong')).toHaveLength(5);
    expect(codeOf(await desk.session.enterCode(visitor(pending), right))).toBe('session.entry-over');
  });

  it('is held after fifty wrong ones, whoever has the password: a backup code still opens', async () => {
    const { secret, paper } = await desk.setUpCode(cookie);
    await desk.database.admin.pool.query('update auth.totp set failures = 50');
    desk.later(MINUTE);
    const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    expect(codeOf(await desk.session.enterCode(visitor(pending), codeAt(secret, desk.now())))).toBe(
      'session.code-held',
    );
    expect(codeOf(await desk.session.enterCode(visitor(pending), paper[0] ?? ''))).toBe('ok');
  });

  it('comes too late ten minutes after the password', async () => {
    const { secret } = await desk.setUpCode(cookie);
    const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    desk.later(10 * MINUTE);
    expect(codeOf(await desk.session.enterCode(visitor(pending), codeAt(secret, desk.now())))).toBe(
      'session.entry-over',
    );
  });

  it('cannot be asked for by a cookie that was made up', async () => {
    await desk.setUpCode(cookie);
    expect(codeOf(await desk.session.enterCode(visitor('enlace.pending=abc'), '000000'))).toBe('session.entry-over');
    expect(codeOf(await desk.session.enterCode(visitor(), '000000'))).toBe('session.entry-over');
  });
});

describe('codes on paper', () => {
  it('are ten, open once each, however they are typed', async () => {
    const { paper } = await desk.setUpCode(cookie);
    expect(new Set(paper).size).toBe(10);
    const enter = async (code: string): Promise<string> => {
      const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
      return codeOf(await desk.session.enterCode(visitor(pending), code));
    };
    const [first = '', second = ''] = paper;
    expect(await enter(` ${first.toUpperCase().replace('-', ' ')} `)).toBe('ok');
    expect(await enter(first)).toBe('session.code-wrong');
    expect(await enter(second)).toBe('ok');
  });

  it('are no longer good when new ones are made, and go with the last factor', async () => {
    const { paper } = await desk.setUpCode(cookie);
    const fresh = need(await desk.session.newBackupCodes(visitor(cookie)));
    const pending = cookieOf(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).cookies);
    expect(codeOf(await desk.session.enterCode(visitor(pending), paper[0] ?? ''))).toBe('session.code-wrong');
    const entered = need(await desk.session.enterCode(visitor(pending), fresh[0] ?? ''));
    need(await desk.session.removeCode(visitor(cookieOf(entered.cookies))));
    const { rowCount } = await desk.database.admin.pool.query('select from auth.backup_code');
    expect(rowCount).toBe(0);
    expect(need(await desk.session.signIn(visitor(), EMAIL, PASSWORD)).secondStep).toBe(false);
  });

  it('leave with the secret nothing in a dump that opens the account', async () => {
    const { secret, paper } = await desk.setUpCode(cookie);
    const tables = ['totp', 'backup_code', 'pending_entry', 'account', 'credential', 'verification'];
    const dumps = await Promise.all(
      tables.map((table) => desk.database.admin.pool.query(`select to_jsonb(t)::text as row from auth.${table} t`)),
    );
    const dump = dumps.flatMap(({ rows }) => rows.map((row) => String(row.row))).join('\n');
    expect(dump).not.toContain(secret.toString('hex'));
    for (const code of paper) expect(dump).not.toContain(code.replace('-', ''));
    expect(dump).toContain('secret');
  });
});

describe('proving again who one is', () => {
  it('is needed five minutes after the sign-in, and lasts five minutes', async () => {
    expect(await desk.session.isFresh(cookie)).toBe(true);
    desk.later(5 * MINUTE);
    expect(await desk.session.isFresh(cookie)).toBe(false);
    expect(codeOf(await desk.session.prove(visitor(cookie), { password: 'otra contraseña' }))).toBe(
      'session.password-wrong',
    );
    expect(await desk.session.isFresh(cookie)).toBe(false);
    need(await desk.session.prove(visitor(cookie), { password: PASSWORD }));
    desk.later(5 * MINUTE - 1);
    expect(await desk.session.isFresh(cookie)).toBe(true);
    desk.later(1);
    expect(await desk.session.isFresh(cookie)).toBe(false);
  });

  it('takes the second factor where there is one: the password proves nothing more', async () => {
    const { secret } = await desk.setUpCode(cookie);
    desk.later(6 * MINUTE);
    expect(await desk.session.proofWays(visitor(cookie))).toEqual({ password: false, code: true, passkey: false });
    expect(codeOf(await desk.session.prove(visitor(cookie), { password: PASSWORD }))).toBe('session.code-wrong');
    need(await desk.session.prove(visitor(cookie), { code: codeAt(secret, desk.now()) }));
    expect(await desk.session.isFresh(cookie)).toBe(true);
  });

  it('may be tried ten times a minute', async () => {
    const tries = await Promise.all(
      Array.from({ length: 14 }, () => desk.session.prove(visitor(cookie), { password: 'otra contraseña' })),
    );
    expect(tries.map(codeOf).filter((code) => code === 'session.too-many')).toHaveLength(4);
  });

  it('is for whoever is signed in', async () => {
    expect(await desk.session.isFresh(undefined)).toBe(false);
    expect(codeOf(await desk.session.prove(visitor(), { password: PASSWORD }))).toBe('http.sign-in-first');
  });
});

describe('roles that ask for a second factor', () => {
  it('are let to nothing else before it is there', async () => {
    await desk.account('auditoria@ejemplo.invalid', ['auditor']);
    const theirs = await desk.signIn('auditoria@ejemplo.invalid');
    expect(await desk.session.find(theirs)).toMatchObject({ needsSecondFactor: true });
    expect((await desk.session.factors(visitor(theirs))).missing).toBe('required');
    await desk.setUpCode(theirs);
    expect(await desk.session.find(theirs)).not.toHaveProperty('needsSecondFactor');
    expect((await desk.session.factors(visitor(theirs))).missing).toBeUndefined();
  });

  it('or are urged, and go on', async () => {
    await desk.account('valida@ejemplo.invalid', ['validator']);
    const theirs = await desk.signIn('valida@ejemplo.invalid');
    expect(await desk.session.find(theirs)).not.toHaveProperty('needsSecondFactor');
    expect((await desk.session.factors(visitor(theirs))).missing).toBe('urged');
    expect((await desk.session.factors(visitor(cookie))).missing, 'others are offered it').toBeUndefined();
  });
});

it('a factor that comes or goes is told to the person', async () => {
  desk.mails.length = 0;
  await desk.setUpCode(cookie);
  need(await desk.session.removeCode(visitor(cookie)));
  await desk.session.settle();
  expect(desk.mails).toEqual([
    { to: EMAIL, lang: 'es', kind: 'second-factor-added', href: undefined },
    { to: EMAIL, lang: 'es', kind: 'second-factor-removed', href: undefined },
  ]);
});

it('one session of the person can be ended, and none of another', async () => {
  await desk.account('otra@ejemplo.invalid');
  const other = await desk.signIn('otra@ejemplo.invalid');
  const second = await desk.signIn(EMAIL);
  const [theirs] = await desk.session.sessions(visitor(other));
  expect(await desk.session.endSession(visitor(cookie), theirs?.id ?? '')).toBe(false);
  expect(await desk.session.find(other)).toBeDefined();
  const mine = (await desk.session.sessions(visitor(cookie))).find(({ current }) => !current);
  expect(await desk.session.endSession(visitor(cookie), mine?.id ?? '')).toBe(true);
  expect(await desk.session.find(second)).toBeUndefined();
  expect(await desk.session.find(cookie)).toBeDefined();
});

it('an administrator ends all sessions of one person, and of no other', async () => {
  const id = await desk.account('tercera@ejemplo.invalid');
  const theirs = [await desk.signIn('tercera@ejemplo.invalid'), await desk.signIn('tercera@ejemplo.invalid')];
  expect(await desk.session.accounts.endSessions(id)).toEqual({ ok: true, value: undefined });
  for (const one of theirs) expect(await desk.session.find(one)).toBeUndefined();
  expect(await desk.session.find(cookie)).toBeDefined();
});

it('the example accounts stand in nobody’s way: one click, always fresh, nothing asked of them', async () => {
  const example = await signInDesk({ exampleMode: true, secondFactor: { required: ['secretariat'], urged: [] } });
  await example.session.provisionExamples();
  const enter = async (): Promise<string> =>
    cookieOf(need(await example.session.enterExample(visitor(), 'secretaria')).cookies);
  const theirs = await enter();
  example.later(20 * MINUTE);
  expect(await example.session.isFresh(theirs)).toBe(true);
  expect(await example.session.find(theirs)).not.toHaveProperty('needsSecondFactor');
  await example.setUpCode(theirs);
  expect((await example.session.find(await enter()))?.organisation).toBe('ST');
  await example.close();
});
