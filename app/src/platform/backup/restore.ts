import pg from 'pg';
import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import {
  connect,
  type DatabaseServer,
  type DatabaseUrls,
  ensureDatabase,
  ensureRoles,
  listMigrations,
  migrate,
} from '../database/index.ts';
import { readArchive } from './archive.ts';
import { hashTable, insertSql, LEFT_OUT, quoted, readTables, type Table, WRITING } from './catalogue.ts';
import type { Identities } from './keys.ts';
import { readLogState } from './log-root.ts';
import { judgeMigrations, type Manifest } from './manifest.ts';
import { readStructure, setAside } from './structure.ts';

/** From where to where. */
export interface RestoreOptions {
  readonly file: string;
  readonly identities: Identities;
  readonly server: DatabaseServer;
  /** Name of the database; made when it is not there. */
  readonly database: string;
  /** The migrations of this program. */
  readonly migrations: string;
  readonly log: (line: string) => void;
}

/** A database that holds what the archive holds, to the byte. */
export interface Restored {
  readonly manifest: Manifest;
  readonly urls: DatabaseUrls;
}

/**
 * Puts an archive into an empty database, whole or not at all. The archive is read to its end before the database is
 * touched, so that a damaged one changes nothing; then everything happens in one transaction, which ends only when the
 * hash of every table, the root of the log, every foreign key and the row policies are what they must be.
 *
 * Empty means: nobody has acted yet. Every act is in the log, so a log without an entry and no account is the proof.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<Restored>> {
  const { file, identities, server, log } = options;
  const read = await readArchive(file, identities);
  if (!read.ok) return read;
  const manifest = read.value;
  if (manifest.kind !== 'full') return refuse('invalid', 'backup.not-full');
  const versions = judgeMigrations(manifest.migrations, await listMigrations(options.migrations));
  if (!versions.ok) return versions;
  const roles = await ensureRoles(server);
  if (!roles.ok) return roles;
  const urls = await ensureDatabase(server, { name: options.database });
  if (!urls.ok) return urls;
  const target = { url: urls.value.owner, folder: options.migrations, log };
  const state = await findState(urls.value.owner, versions.value);
  if (state !== undefined) return { ok: false, refusal: state };
  const prepared = await migrate(versions.value.later.length > 0 ? { ...target, until: versions.value.last } : target);
  if (!prepared.ok) return prepared;
  const loaded = await load(urls.value.owner, options, manifest);
  if (!loaded.ok) return loaded;
  // An older archive: what came after it is done to its data as it would have been in use.
  const current = await migrate(target);
  return current.ok ? ok({ manifest, urls: urls.value }) : current;
}

/** Why this database cannot be restored into; undefined when it can. */
async function findState(url: string, { later }: { readonly later: readonly string[] }): Promise<Refusal | undefined> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query<{ made: boolean }>(
      `select to_regclass('platform.migration') is not null as made`,
    );
    if (!rows[0]?.made) return undefined;
    const log = await client.query<{ made: boolean }>(`select to_regclass('audit.event') is not null as made`);
    const acts = log.rows[0]?.made ? await client.query('select from audit.event limit 1') : undefined;
    if (acts?.rowCount) return refuse('conflict', 'backup.not-empty').refusal;
    const ahead = await client.query('select name from platform.migration where name = any ($1)', [later]);
    return ahead.rowCount === 0 ? undefined : refuse('conflict', 'backup.tables-newer').refusal;
  });
}

async function load(url: string, options: RestoreOptions, manifest: Manifest): Promise<Result<void>> {
  return await withClient(url, async (client) => {
    await client.query('begin');
    const result = await loadIn(client, options, manifest).catch(async (error: unknown) => {
      await client.query('rollback').catch(() => undefined);
      throw error;
    });
    await client.query(result.ok ? 'commit' : 'rollback');
    if (result.ok) await client.query('analyze');
    return result;
  });
}

async function loadIn(client: pg.ClientBase, options: RestoreOptions, manifest: Manifest): Promise<Result<void>> {
  await client.query(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; ${WRITING}`);
  const before = await readStructure(client);
  const tables = await readTables(client);
  const shape = judgeTables(tables, manifest);
  if (shape) return { ok: false, refusal: shape };
  const putBack = await setAside(client);
  // Now that row policies are aside and the tables locked, the owner sees whether there is really nothing.
  if (await holdsActs(client)) return refuse('conflict', 'backup.not-empty');
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const read = await readArchive(options.file, options.identities, {
    table: async (name, lines) => {
      const table = byName.get(name);
      if (!table) throw new Error(`The archive has changed while it was read: ${name}`);
      await insertLines(client, table, lines);
      options.log(name);
    },
  });
  if (!read.ok) return read;
  for (const { name, last, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called]);
  }
  await putBack.constraints();
  const different = await findDifference(client, tables, manifest);
  if (different !== undefined) return refuse('conflict', 'backup.differs', { table: different });
  await putBack.walls();
  if ((await readStructure(client)) !== before) return refuse('conflict', 'backup.walls-differ');
  return ok(undefined);
}

async function holdsActs(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ acted: boolean }>(
    'select exists (select from audit.event) or exists (select from auth.account) as acted',
  );
  return rows[0]?.acted ?? true;
}

/** The archive and the database must have the same tables with the same columns. */
function judgeTables(tables: readonly Table[], manifest: Manifest): Refusal | undefined {
  const shape = (all: readonly { name: string; columns: readonly { name: string; type: string }[] }[]): string =>
    JSON.stringify(all.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]));
  const kept = tables.filter(({ name }) => !LEFT_OUT.includes(name));
  return shape(kept) === shape(manifest.tables)
    ? undefined
    : refuse('conflict', 'backup.other-version', { name: manifest.migrations.at(-1)?.name ?? '' }).refusal;
}

const MOST_LINES = 1000;
const MOST_CHARACTERS = 4 * 1024 ** 2;

async function insertLines(client: pg.ClientBase, table: Table, lines: AsyncIterable<string>): Promise<void> {
  const statement = insertSql(table);
  let batch: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await client.query(statement, [`[${batch.join(',')}]`]);
    batch = [];
    characters = 0;
  };
  for await (const line of lines) {
    batch.push(line);
    characters += line.length;
    if (batch.length >= MOST_LINES || characters >= MOST_CHARACTERS) await flush();
  }
  await flush();
}

/** The first table that is not what the manifest says, or the log if its root is another. */
async function findDifference(
  client: pg.ClientBase,
  tables: readonly Table[],
  manifest: Manifest,
): Promise<string | undefined> {
  const expected = new Map(manifest.tables.map((table) => [table.name, table]));
  for (const table of tables) {
    const { rows, sha256 } = await hashTable(client, table);
    const should = expected.get(table.name);
    if (should?.rows !== rows || should.sha256 !== sha256) return table.name;
  }
  const { events, root } = await readLogState(client);
  return events === manifest.log.events && root === manifest.log.root ? undefined : 'audit.event';
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'enlace-restore' });
  // A connection that is cut is told to the query that runs; without a listener it would end the process besides.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** For what reads the restored database afterwards. */
export function openRestored(urls: DatabaseUrls, role: 'app' | 'auth' | 'audit_reader'): ReturnType<typeof connect> {
  return connect(urls[role], { max: 2, log: () => undefined, statementTimeoutMs: 600_000 });
}
