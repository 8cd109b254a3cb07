import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmptyDatabase, emptyDatabase } from '../../../test/database.ts';
import { need } from '../../../test/server.ts';
import { migrate } from './migrate.ts';

let db: EmptyDatabase;
let folder: string;

beforeEach(async () => {
  db = await emptyDatabase();
  folder = await mkdtemp('/tmp/enlace-migrations-');
  await write('0001-first.sql', 'create table platform.first (id int);');
  await write('0002-second.sql', 'insert into platform.first values (1);');
});
afterEach(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

function run(): ReturnType<typeof migrate> {
  return migrate({ url: db.urls.owner, folder, log: () => undefined });
}

async function countRows(): Promise<unknown> {
  return (await sql`select count(*) as rows from platform.first`.execute(db.owner.kysely)).rows[0];
}

test('files are applied once, in the order of their numbers', async () => {
  expect(need(await run())).toEqual(['0001-first.sql', '0002-second.sql']);
  expect(need(await run())).toEqual([]);
  await write('0003-third.sql', 'insert into platform.first values (2)');
  expect(need(await run())).toEqual(['0003-third.sql']);
  expect(await countRows()).toEqual({ rows: 2 });
});

test('a released file that was edited is refused by name, and a changed line end is no edit', async () => {
  await write('0001-first.sql', 'create table platform.first (\n  id int\n);');
  need(await run());
  await write('0001-first.sql', 'create table platform.first (\r\n  id int\r\n);');
  expect(need(await run())).toEqual([]);
  await write('0001-first.sql', 'create table platform.first (id int, more int);');
  expect(await run()).toEqual({
    ok: false,
    refusal: { kind: 'conflict', code: 'database.migration-edited', details: { name: '0001-first.sql' } },
  });
});

test('a database made by a newer program is refused', async () => {
  need(await run());
  await rm(join(folder, '0002-second.sql'));
  expect(await run()).toMatchObject({
    ok: false,
    refusal: { code: 'database.migration-missing', details: { name: '0002-second.sql' } },
  });
});

test('a file numbered before one that was applied is refused', async () => {
  await rm(join(folder, '0001-first.sql'));
  await write('0002-second.sql', 'select 1');
  need(await run());
  await write('0001-first.sql', 'select 1');
  expect(await run()).toMatchObject({
    ok: false,
    refusal: { code: 'database.migration-late', details: { name: '0001-first.sql', last: '0002-second.sql' } },
  });
});

test('a file that fails changes nothing, says where, and is applied when it is right', async () => {
  await write('0003-third.sql', 'insert into platform.first values (2);\n\ninsert into platform.nowhere values (2);');
  await expect(run()).rejects.toThrow(
    'Migration 0003-third.sql failed at line 3: relation "platform.nowhere" does not exist',
  );
  expect(await countRows()).toEqual({ rows: 1 });
  await write('0003-third.sql', 'insert into platform.first values (2);');
  expect(need(await run())).toEqual(['0003-third.sql']);
});

test('policies are applied after the rest, again when they change and again when the tables do', async () => {
  const policies = (value: number): Promise<void> =>
    write('policies.sql', `insert into platform.first values (${value})`);
  await policies(10);
  expect(need(await run())).toEqual(['0001-first.sql', '0002-second.sql', 'policies.sql']);
  expect(need(await run())).toEqual([]);
  await policies(11);
  expect(need(await run())).toEqual(['policies.sql']);
  await write('0003-third.sql', 'select 1');
  expect(need(await run())).toEqual(['0003-third.sql', 'policies.sql']);
});

test('of two programs that migrate at the same moment one does the work', async () => {
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.map((one) => need(one).length).toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
});

test('two files with one number, or no file at all, are mistakes of ours', async () => {
  await write('0002-other.sql', 'select 1');
  await expect(run()).rejects.toThrow('same number');
  await expect(
    migrate({ url: db.urls.owner, folder: '/var/empty-of-migrations', log: () => undefined }),
  ).rejects.toThrow();
});
