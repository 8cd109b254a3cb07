import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { need } from '../../../test/server.ts';
import { createSession, type Session } from './session.ts';

const PASSWORD = 'una contraseña larga de ejemplo';
const EMAIL = 'persona@ejemplo.invalid';

let database: TestDatabase;
let folder: string;
let session: Session;
let now: Date;
let account: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'enlace-appointed-'));
  session = createSession({
    url: database.urls.auth,
    secretFile: join(folder, 'session-secret'),
    exampleMode: false,
    secure: false,
    clock: { now: () => now },
    log: () => undefined,
  });
});
afterAll(async () => {
  await session.close();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  now = new Date('2017-01-20T16:00:00Z');
  await run('truncate auth.account, auth.sign_in_try, conf.appointment, conf.person cascade');
  account = need(
    await session.createAccount({
      name: 'Persona Ejemplo',
      email: EMAIL,
      password: PASSWORD,
      organisation: 'HN',
      roles: ['focal_point'],
      lang: 'es',
      validFrom: '2016-01-01',
    }),
  );
});

async function run(statement: string, values: readonly unknown[] = []): Promise<void> {
  await database.admin.pool.query(statement, [...values]);
}

async function person(party = 'HN', email: string | null = EMAIL, linked: string | null = null): Promise<string> {
  const { rows } = await database.admin.pool.query<{ id: string }>(
    `insert into conf.person (party, name, email, account, verified_on) values ($1, 'Persona Ejemplo', $2, $3, '2017-01-20') returning id`,
    [party, email, linked],
  );
  return rows[0]?.id ?? '';
}

async function appointment(of: string, starts: string, ends: string | null = null, state = 'confirmed'): Promise<void> {
  await run(
    `insert into conf.appointment (person, party, function, starts_on, ends_on, state, note, proposed_at)
     select id, party, 'staff', $2, $3, $4, 'Nota de ejemplo', now() from conf.person where id = $1`,
    [of, starts, ends, state],
  );
}

async function cookie(): Promise<string> {
  const signedIn = need(
    await session.signIn({ cookie: undefined, address: '192.0.2.1', userAgent: undefined }, EMAIL, PASSWORD),
  );
  return signedIn.cookies.map((one) => one.split(';')[0]).join('; ');
}

async function refusal(): Promise<string> {
  const outcome = await session.signIn(
    { cookie: undefined, address: '192.0.2.1', userAgent: undefined },
    EMAIL,
    PASSWORD,
  );
  return outcome.ok ? 'signed in' : outcome.refusal.code;
}

describe('access follows appointments', () => {
  it('an open session is refused from the day on which the appointment ends, in the zone of the Conference', async () => {
    await appointment(await person(), '2016-01-01', '2017-01-21');
    now = new Date('2017-01-21T05:50:00Z');
    const open = await cookie();
    expect(await session.find(open)).toBeDefined();
    // Midnight in Costa Rica is 06:00 UTC.
    now = new Date('2017-01-21T06:00:00Z');
    expect(await session.find(open)).toBeUndefined();
    expect(await session.findPerson(account)).toBeUndefined();
    expect(await refusal()).toBe('session.ended');
  });

  it('ending it today ends the session at the next request, and a later end does not bring the session back', async () => {
    await appointment(await person(), '2016-01-01');
    const open = await cookie();
    await run(`update conf.appointment set ends_on = '2017-01-20'`);
    expect(await session.find(open)).toBeUndefined();
    await run('update conf.appointment set ends_on = null');
    expect(await session.find(open)).toBeUndefined();
    expect(await refusal()).toBe('signed in');
  });

  it.each([
    ['an account without appointments is governed by its own dates', [], 'signed in'],
    [
      'one of two functions still holds',
      [
        ['2015-01-01', '2016-01-01'],
        ['2016-06-01', null],
      ],
      'signed in',
    ],
    [
      'between two appointments',
      [
        ['2015-01-01', '2016-01-01'],
        ['2017-06-01', null],
      ],
      'session.ended',
    ],
    ['before the first day of the only one', [['2017-01-21', null]], 'session.ended'],
    ['on the first day', [['2017-01-20', null]], 'signed in'],
  ] as const)('%s', async (_, terms, outcome) => {
    const id = await person();
    for (const [starts, ends] of terms) await appointment(id, starts, ends);
    expect(await refusal()).toBe(outcome);
  });

  it('what nobody confirmed changes nothing', async () => {
    const id = await person();
    await appointment(id, '2015-01-01', '2016-01-01', 'nominated');
    await appointment(id, '2015-01-01', '2016-01-01', 'refused');
    expect(await refusal()).toBe('signed in');
  });

  it('does not give back what the dates of the account or an administrator took', async () => {
    await appointment(await person(), '2016-01-01');
    await session.endAccess(account);
    expect(await refusal()).toBe('session.ended');
  });

  it('knows the person by the same e-mail in the same organisation, however it is capitalised', async () => {
    await appointment(await person('HN', 'PERSONA@ejemplo.invalid'), '2016-01-01', '2017-01-01');
    expect(await refusal()).toBe('session.ended');
  });

  it('is not taken by the same e-mail in the list of another country', async () => {
    await appointment(await person('SV'), '2016-01-01', '2017-01-01');
    expect(await refusal()).toBe('signed in');
  });

  it('knows the person by the account, whatever the e-mail', async () => {
    await appointment(await person('HN', 'otra@ejemplo.invalid', account), '2016-01-01', '2017-01-01');
    expect(await refusal()).toBe('session.ended');
  });

  it('a changed e-mail does not cut the tie: nobody outlives their function by correcting an address', async () => {
    const id = await person();
    await appointment(id, '2016-01-01', '2017-01-01');
    await run(`update conf.person set email = 'otra@ejemplo.invalid' where id = $1`, [id]);
    expect(await refusal()).toBe('session.ended');
  });
});

describe('what the sign-in may know of the directory', () => {
  it('is yes or no: it reads neither people nor appointments', async () => {
    for (const table of ['conf.person', 'conf.appointment']) {
      await expect(database.auth.pool.query(`select * from ${table}`)).rejects.toThrow(/permission denied/);
    }
  });

  it('and the application still reads no account', async () => {
    await expect(database.app.pool.query('select * from auth.account')).rejects.toThrow(/permission denied/);
    await expect(database.app.pool.query(`select conf.appointed('x', '2017-01-20')`)).rejects.toThrow(
      /permission denied/,
    );
  });
});
