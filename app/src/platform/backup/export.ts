import { createHash, type Hash } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '../database/index.ts';
import { archivePath, type WrittenArchive, writeArchive } from './archive.ts';
import { LEFT_OUT, measure, quoted, readLines, readTables, type Table, WRITING } from './catalogue.ts';
import type { Recipients } from './keys.ts';
import { readLogState } from './log-root.ts';
import { FORMAT_VERSION, HEAD_ENTRY, type Head, MANIFEST_ENTRY, type Manifest, tableEntry } from './manifest.ts';
import type { TarEntry } from './tar.ts';

/** Told how far a backup is: after each table. */
export type Progress = (step: {
  readonly table: string;
  readonly rows: number;
  readonly done: number;
  readonly of: number;
}) => void;

/** What a backup needs of the installation. */
export interface BackupOptions {
  /** Connections of `enlace_backup`. */
  readonly database: Database;
  readonly folder: string;
  readonly recipients: Recipients;
  /** The key of this installation's log, so that a restored log can be verified. */
  readonly verifierKey: string;
  readonly now: Date;
  readonly progress?: Progress | undefined;
}

/** An archive with what is in it. */
export interface Backup extends WrittenArchive {
  readonly manifest: Manifest;
}

/** Writes all rows of all tables, as they stand at one moment, into a sealed archive. */
export async function writeBackup(options: BackupOptions): Promise<Backup> {
  const { database, folder, recipients, verifierKey, now } = options;
  return await inSnapshot(database, async (client) => {
    // Without it a row policy would leave rows out in silence; with it that is an error.
    await client.query('set local row_security = off');
    const head = await readHead(client, { kind: 'full', organisation: null, now });
    const contents = newContents();
    const entries = async function* (): AsyncGenerator<TarEntry> {
      yield jsonEntry(HEAD_ENTRY, head);
      yield* tableEntries(client, await readTables(client), contents, options.progress);
      contents.sequences.push(...(await readSequences(client)));
      const log = { ...(await readLogState(client)), verifierKey };
      yield jsonEntry(MANIFEST_ENTRY, manifestOf(head, contents, log));
    };
    const written = await writeArchive(archivePath(folder, now), entries(), { recipients, at: now });
    return { ...written, manifest: contents.manifest() };
  });
}

/** One REPEATABLE READ snapshot on one connection, which writes nothing and may take as long as it needs. */
export async function inSnapshot<T>(database: Database, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  // A connection that is cut is told to the query that runs; without a listener it would end the process besides.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; ${WRITING}`,
    );
    return await work(client);
  } finally {
    const left = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.off('error', ignore);
    client.release(!left);
  }
}

/** What went into an archive so far, from which its manifest is made. */
export interface Contents {
  readonly tables: Manifest['tables'];
  readonly files: Manifest['files'];
  readonly sequences: Manifest['sequences'];
  made: Manifest | undefined;
  manifest(): Manifest;
}

export function newContents(): Contents {
  return {
    tables: [],
    files: [],
    sequences: [],
    made: undefined,
    manifest() {
      if (!this.made) throw new Error('The manifest is made when everything else has been written');
      return this.made;
    },
  };
}

export function manifestOf(head: Head, contents: Contents, log: Manifest['log']): Manifest {
  const { tables, files, sequences } = contents;
  contents.made = { ...head, tables, sequences, files, leftOut: [...LEFT_OUT], log };
  return contents.made;
}

/** The migrations that made this database; the ledger belongs to everybody who may read it, and names no person. */
export async function readHead(
  client: pg.ClientBase,
  { kind, organisation, now }: Pick<Head, 'kind' | 'organisation'> & { readonly now: Date },
): Promise<Head> {
  const { rows } = await client.query<Head['migrations'][number]>(
    `select name, sha256 from platform.migration where name <> 'policies.sql' order by name collate "C"`,
  );
  return {
    format: 'enlace-backup',
    version: FORMAT_VERSION,
    kind,
    organisation,
    madeAt: now.toISOString(),
    migrations: rows,
  };
}

/** One entry for each table; its hash is in `contents` when the entry has been read. */
export async function* tableEntries(
  client: pg.ClientBase,
  tables: readonly Table[],
  contents: Contents,
  progress?: Progress,
): AsyncGenerator<TarEntry> {
  for (const [index, table] of tables.entries()) {
    const extent = await measure(client, table);
    const hash = createHash('sha256');
    yield { name: tableEntry(table.name), size: extent.bytes, body: hashed(readLines(client, table, extent), hash) };
    contents.tables.push({
      name: table.name,
      rows: extent.rows,
      bytes: extent.bytes,
      sha256: hash.digest('hex'),
      columns: table.columns.map(({ name, type }) => ({ name, type })),
    });
    progress?.({ table: table.name, rows: extent.rows, done: index + 1, of: tables.length });
  }
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** A file that is in memory; it is in the manifest unless it frames the archive. */
export function bytesEntry(name: string, bytes: Buffer, contents: Contents): TarEntry {
  contents.files.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  return { name, size: bytes.length, body: [bytes] };
}

export function jsonEntry(name: string, value: Head | Manifest): TarEntry {
  const bytes = Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  return { name, size: bytes.length, body: [bytes] };
}

/** Where every sequence stands, so that the next number is a new one. */
async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select schemaname || '.' || sequencename as name from pg_sequences
     where schemaname !~ '^pg_' and schemaname not in ('information_schema', 'ext') order by 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    );
    if (state.rows[0]) sequences.push({ name, ...state.rows[0] });
  }
  return sequences;
}
