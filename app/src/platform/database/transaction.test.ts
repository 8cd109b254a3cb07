import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { connect } from './connect.ts';
import { beforeCommit, type Claims, type Transaction } from './transaction.ts';

const CLAIMS: Claims = { person: 'p-1', org: 'XA', country: 'XA', roles: ['focal_point', 'validator'], lang: 'en' };
const NOBODY: Claims = { person: null, org: null, country: null, roles: [], lang: 'es' };

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await sql`create table platform.counter (id int primary key, value int not null)`.execute(db.owner.kysely);
  await sql`grant select, insert, update on platform.counter to enlace_app`.execute(db.owner.kysely);
});
afterAll(() => db?.close());
beforeEach(async () => {
  await sql`truncate platform.counter`.execute(db.owner.kysely);
  await sql`insert into platform.counter values (1, 0), (2, 0)`.execute(db.owner.kysely);
});

async function one<T>(tx: Transaction, query: ReturnType<typeof sql<T>>): Promise<T | undefined> {
  return (await query.execute(tx)).rows[0];
}

function readClaims(tx: Transaction): Promise<unknown> {
  return one(
    tx,
    sql`select app.person() person, app.org() org, app.country() country, app.lang() lang,
          app.has_role('validator') validator, app.has_role('secretariat') secretariat`,
  );
}

describe('claims', () => {
  test('say to the database in whose name a transaction works', async () => {
    expect(await db.app.transaction(CLAIMS, readClaims)).toEqual({
      person: 'p-1',
      org: 'XA',
      country: 'XA',
      lang: 'en',
      validator: true,
      secretariat: false,
    });
  });

  test('of nobody are null and hold no role', async () => {
    expect(await db.app.transaction(NOBODY, readClaims)).toEqual({
      person: null,
      org: null,
      country: null,
      lang: 'es',
      validator: false,
      secretariat: false,
    });
  });

  test('end with their transaction: the next user of the connection starts without any', async () => {
    const single = connect(db.urls.app, { max: 1, log: () => undefined });
    await single.transaction(CLAIMS, async () => undefined);
    await expect(single.transaction(CLAIMS, () => Promise.reject(new Error('undone')))).rejects.toThrow('undone');
    const { rows } = await sql`select app.org() org, app.person() person`.execute(single.kysely);
    expect(rows).toEqual([{ org: null, person: null }]);
    await single.close();
  });

  test.each([
    "o'neil",
    "'); select set_config('app.org', 'XB', true); --",
    "\\'; drop table platform.counter; --",
    '$$',
    '',
  ])('are values, never SQL: %j', async (org) => {
    const row = await db.app.transaction({ ...CLAIMS, org }, (tx) => one(tx, sql`select app.org() org`));
    expect(row).toEqual({ org: org || null });
  });

  test('are a role each: a name with a comma cannot pass for two', async () => {
    await expect(db.app.transaction({ ...CLAIMS, roles: ['observer,secretariat'] }, readClaims)).rejects.toThrow(
      'comma',
    );
  });
});

describe('a transaction', () => {
  test('that throws leaves nothing behind', async () => {
    const work = db.app.transaction(CLAIMS, async (tx) => {
      await sql`update platform.counter set value = 9`.execute(tx);
      throw new Error('undone');
    });
    await expect(work).rejects.toThrow('undone');
    expect((await sql`select value from platform.counter`.execute(db.app.kysely)).rows).toEqual([
      { value: 0 },
      { value: 0 },
    ]);
  });

  test('refuses the outer database, which would wait on itself and outlive a rollback', async () => {
    const outer = sql`select 1`;
    await expect(db.app.transaction(CLAIMS, () => outer.execute(db.app.kysely))).rejects.toThrow('outer database');
    await expect(db.app.transaction(CLAIMS, () => db.app.transaction(CLAIMS, readClaims))).rejects.toThrow(
      'outer database',
    );
    // Another role's connections are not this transaction's, and afterwards the outer database is free again.
    await db.app.transaction(CLAIMS, () => outer.execute(db.auth.kysely));
    await outer.execute(db.app.kysely);
  });

  test('ends with the statements that were left for its commit, and is undone whole when one fails', async () => {
    const bump = (id: number, last: string): Promise<void> =>
      db.app.transaction(CLAIMS, async (tx) => {
        beforeCommit(last);
        await sql`update platform.counter set value = 1 where id = ${id}`.execute(tx);
      });
    await bump(1, 'update platform.counter set value = value + 10 where id = 1');
    await expect(bump(2, 'select 1/0')).rejects.toThrow('division by zero');
    expect((await sql`select value from platform.counter order by id`.execute(db.app.kysely)).rows).toEqual([
      { value: 11 },
      { value: 0 },
    ]);
    expect(() => beforeCommit('select 1')).toThrow('no open transaction');
  });

  test('lets work that it left behind use the outer database after it has ended', async () => {
    let later = Promise.resolve<unknown>(undefined);
    const ended = promiseWithResolvers();
    await db.app.transaction(CLAIMS, async () => {
      later = ended.promise.then(() => sql`select 1`.execute(db.app.kysely));
    });
    ended.resolve(undefined);
    await later;
  });
});

describe('a serialisation failure', () => {
  /** Two transactions that read the sum of both rows and write it to their own: one of them must fail or start over. */
  function addUp(id: number, repeatable: boolean, meet: () => Promise<void>): Promise<void> {
    return db.app.transaction(
      CLAIMS,
      async (tx) => {
        const row = await one(tx, sql<{ total: number }>`select sum(value) + 1 as total from platform.counter`);
        await meet();
        await sql`update platform.counter set value = ${row?.total} where id = ${id}`.execute(tx);
      },
      { isolation: 'serializable', repeatable },
    );
  }

  /** Lets the first two callers go on together, everybody after them at once. */
  function meetingOfTwo(): () => Promise<void> {
    const both = promiseWithResolvers();
    let arrived = 0;
    return async () => {
      arrived += 1;
      if (arrived === 2) both.resolve(undefined);
      await both.promise;
    };
  }

  test('is repeated when the work may be done again', async () => {
    const meet = meetingOfTwo();
    await Promise.all([addUp(1, true, meet), addUp(2, true, meet)]);
    const { rows } = await sql<{ value: number }>`select value from platform.counter order by value`.execute(
      db.app.kysely,
    );
    expect(rows).toEqual([{ value: 1 }, { value: 2 }]);
  });

  test('is an error when it may not', async () => {
    const meet = meetingOfTwo();
    const ends = await Promise.allSettled([addUp(1, false, meet), addUp(2, false, meet)]);
    const failed = ends.filter((end) => end.status === 'rejected');
    expect(failed.map((end) => (end.reason as { code?: string }).code)).toEqual(['40001']);
  });
});

function promiseWithResolvers(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
