import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { connect } from './connect.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

test('a date stays a date, a count is a number, a numeric keeps every digit, a moment is exact', async () => {
  const { rows } = await sql`
    select date '2016-11-15' as day, array[date '2016-11-15', null] as days, count(*) as rows,
      array[9007199254740991, null]::int8[] as counts, 0.10::numeric as share,
      timestamptz '2016-11-15 00:00-06' as moment, '{"a":1}'::jsonb as body from (values (1), (2)) v`.execute(
    db.app.kysely,
  );
  expect(rows).toEqual([
    {
      day: '2016-11-15',
      days: ['2016-11-15', null],
      rows: 2,
      counts: [9007199254740991, null],
      share: '0.10',
      moment: new Date('2016-11-15T06:00:00Z'),
      body: { a: 1 },
    },
  ]);
});

test('an int8 that a number cannot hold is an error, not another number', async () => {
  await expect(sql`select 9007199254740993 as big`.execute(db.app.kysely)).rejects.toThrow('9007199254740993');
});

test('a connection that the server cuts while idle is reported, and the pool goes on', async () => {
  const lines: string[] = [];
  const cut = connect(db.urls.app, { max: 1, log: (line) => lines.push(line) });
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(cut.kysely);
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db.admin.kysely);
  await expect.poll(() => lines).toEqual([expect.stringContaining('lost while idle')]);
  expect((await sql`select 1 as one`.execute(cut.kysely)).rows).toEqual([{ one: 1 }]);
  await cut.close();
});

test('each role reaches what it is for and nothing else', async () => {
  const tries = [
    [db.app, 'create table conf.mine ()', '42501'],
    [db.app, 'create temporary table mine ()', '42501'],
    [db.app, 'create schema mine', '42501'],
    [db.app, 'set role postgres', '42501'],
    [db.app, 'set role enlace_owner', '42501'],
    [db.app, 'update platform.migration set sha256 = null', '42501'],
    [db.auth, 'select * from platform.migration', '42501'],
    [db.auth, 'select * from audit.event', '42501'],
    [db.backup, 'delete from platform.migration', '42501'],
    [db.owner, 'create role mine', '42501'],
  ] as const;
  for (const [role, statement, code] of tries) {
    await expect(sql.raw(statement).execute(role.kysely), statement).rejects.toMatchObject({ code });
  }
  expect((await sql`select name from platform.migration`.execute(db.backup.kysely)).rows.length).toBeGreaterThan(0);
});
