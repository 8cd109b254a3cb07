import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateTypes, TYPES_FILE } from '../../../../scripts/generate-types.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

/** Things of ours that carry no comment: schemas, tables, views, columns, functions. */
async function listUncommented(): Promise<readonly string[]> {
  const { rows } = await sql<{ thing: string; comment: string | null }>`
    with ours as (
      select oid, nspname from pg_namespace
      where nspname !~ '^pg_' and nspname not in ('information_schema', 'ext', 'public')
    )
    select 'schema ' || nspname as thing, obj_description(oid, 'pg_namespace') as comment from ours
    union all
    select format('table %I.%I', nspname, relname), obj_description(c.oid, 'pg_class')
      from pg_class c join ours on ours.oid = relnamespace where relkind in ('r', 'p', 'v', 'm')
    union all
    select format('column %I.%I.%I', nspname, relname, attname), col_description(c.oid, attnum)
      from pg_attribute a join pg_class c on c.oid = attrelid join ours on ours.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped
    union all
    select format('function %I.%I', nspname, proname), obj_description(p.oid, 'pg_proc')
      from pg_proc p join ours on ours.oid = pronamespace
    order by 1`.execute(db.backup.kysely);
  if (rows.filter((row) => row.thing.startsWith('table ')).length < 2) throw new Error('There are no tables to check');
  return rows.filter((row) => !row.comment?.trim()).map((row) => row.thing);
}

test('every schema, table, column and function says what it is', async () => {
  expect(await listUncommented()).toEqual([]);
});

test('a table, column or function without a comment is found', async () => {
  await sql
    .raw(`
    create table conf.bare (id int);
    comment on table conf.bare is ' ';
    create function conf.bare() returns int language sql return 1`)
    .execute(db.admin.kysely);
  const found = await listUncommented();
  expect(found).toEqual(expect.arrayContaining(['column conf.bare.id', 'function conf.bare', 'table conf.bare']));
  await sql.raw('drop function conf.bare; drop table conf.bare').execute(db.admin.kysely);
});

test('the committed types are those of the migrated database', async () => {
  const fresh = await generateTypes(db.urls.backup);
  expect(await readFile(TYPES_FILE, 'utf8'), 'run: npx tsx scripts/generate-types.ts').toBe(fresh);
});
