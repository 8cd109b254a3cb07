import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';

export interface MigrateOptions {
  /** Address of the database for `enlace_owner`. */
  readonly url: string;
  /** The folder of `NNNN-name.sql` files: the source tree's, or the copy that is shipped. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Stop after this file, without the row policies: for a backup of an older program, which is then brought further. */
  readonly until?: string;
}

/** Names of the files that this run applied, in order. */
export type Applied = readonly string[];

/** Grants and row-level security policies, generated from the policy table; written so that it can be run again. */
const POLICIES = 'policies.sql';
/** "enlace" as a number; two migrators of one database wait for each other on it. */
const LOCK = 0x656e_6c61;

/**
 * Brings a database to the state of the migration files: the numbered ones once each, in order, each in a
 * transaction of its own; then `policies.sql` whenever it or the tables under it have changed.
 *
 * Refused when a released file was edited (`database.migration-edited`), is missing here because a newer program
 * migrated this database (`database.migration-missing`), or comes before one that was applied already
 * (`database.migration-late`).
 */
export async function migrate({ url, folder, log, until }: MigrateOptions): Promise<Result<Applied, Refusal>> {
  const files = upTo(until, await readMigrations(folder));
  const client = new pg.Client({ connectionString: url, application_name: 'enlace-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(LEDGER);
    const ledger = await readLedger(client);
    const refusal = findContradiction(files.numbered, ledger);
    if (refusal) return refusal;
    const pending = files.numbered.filter((file) => !ledger.has(file.name));
    const { policies } = files;
    if (policies && (pending.length > 0 || ledger.get(policies.name) !== policies.hash)) pending.push(policies);
    for (const file of pending) {
      await apply(client, file);
      log(`Migrated the database: ${file.name}`);
    }
    return ok(pending.map((file) => file.name));
  } finally {
    await client.end();
  }
}

/** The numbered migrations of a folder, in order. */
export async function listMigrations(
  folder: string,
): Promise<readonly { readonly name: string; readonly sha256: string }[]> {
  return (await readMigrations(folder)).numbered.map(({ name, hash }) => ({ name, sha256: hash }));
}

function upTo(last: string | undefined, files: MigrationFiles): MigrationFiles {
  if (last === undefined) return files;
  return { numbered: files.numbered.filter(({ name }) => name <= last), policies: undefined };
}

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

interface MigrationFiles {
  readonly numbered: readonly MigrationFile[];
  readonly policies: MigrationFile | undefined;
}

const LEDGER = `
  create schema if not exists platform;
  create table if not exists platform.migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
  );
  comment on schema platform is 'What the program itself needs: migrations, jobs, outgoing mail';
  comment on table platform.migration is 'Migration files that made this database, one row each';
  comment on column platform.migration.name is 'File name; policies.sql is the one that may be applied again';
  comment on column platform.migration.sha256 is 'SHA-256 of the file as applied; a released migration is never edited';
  comment on column platform.migration.applied_at is 'When it was applied, the last time'`;

async function readMigrations(folder: string): Promise<MigrationFiles> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  if (names.length === 0) throw new Error(`There are no migrations in ${folder}`);
  const numbers = new Set(names.map((name) => name.slice(0, 4)));
  if (numbers.size !== names.length) throw new Error(`Two migrations in ${folder} have the same number`);
  const numbered = await Promise.all(names.map((name) => readMigration(folder, name)));
  const hasPolicies = (await readdir(folder)).includes(POLICIES);
  return { numbered, policies: hasPolicies ? await readMigration(folder, POLICIES) : undefined };
}

async function readMigration(folder: string, name: string): Promise<MigrationFile> {
  const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
  return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
}

async function readLedger(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from platform.migration');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

function findContradiction(files: readonly MigrationFile[], ledger: ReadonlyMap<string, string>) {
  const known = new Set(files.map((file) => file.name));
  const applied = [...ledger.keys()].filter((name) => name !== POLICIES).sort();
  const missing = applied.find((name) => !known.has(name));
  if (missing) return refuse('conflict', 'database.migration-missing', { name: missing });
  const edited = files.find((file) => ledger.has(file.name) && ledger.get(file.name) !== file.hash);
  if (edited) return refuse('conflict', 'database.migration-edited', { name: edited.name });
  const last = applied.at(-1) ?? '';
  const late = files.find((file) => !ledger.has(file.name) && file.name < last);
  if (late) return refuse('conflict', 'database.migration-late', { name: late.name, last });
  return undefined;
}

async function apply(client: pg.Client, { name, sql, hash }: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into platform.migration (name, sha256) values ($1, $2)
       on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()`,
      [name, hash],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed${lineOf(error, sql)}`, { cause: error });
  }
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return '';
  const line =
    error.position === undefined ? '' : ` at line ${sql.slice(0, Number(error.position)).split('\n').length}`;
  return `${line}: ${error.message}`;
}
