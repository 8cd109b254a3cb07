import type pg from 'pg';
import { ok, type Result, type Role, refuse } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { claimsOf } from '../http/index.ts';
import { SYSTEM } from '../jobs/index.ts';
import { archivePath, writeArchive } from './archive.ts';
import { quoted, readTables, type Table } from './catalogue.ts';
import {
  type Backup,
  type BackupOptions,
  bytesEntry,
  inSnapshot,
  jsonEntry,
  manifestOf,
  newContents,
  readHead,
  tableEntries,
} from './export.ts';
import { readLogState } from './log-root.ts';
import { HEAD_ENTRY, MANIFEST_ENTRY } from './manifest.ts';
import { README } from './readme.ts';
import type { TarEntry } from './tar.ts';

/** What an export for an organisation needs; `database` belongs to `enlace_app`, under row-level security. */
export interface OrganisationOptions extends BackupOptions {
  readonly organisation: string;
  /** Connections of `enlace_audit_reader`. */
  readonly auditReader: Database;
}

/** In which roles the people of a kind of organisation act: together they see what the organisation may see. */
const ROLES_BY_KIND: Readonly<Record<string, readonly Role[]>> = {
  country: ['head_of_delegation', 'focal_point', 'validator', 'public'],
  organisation: ['observer', 'public'],
  civil_society: ['civil_society', 'public'],
  secretariat: ['secretariat', 'public'],
};

/** Schemas of the Conference's records; the log and the queue of work are the installation's own. */
const NOT_RECORDS = /^(?:audit|auth|platform)\./;

/**
 * Everything that one organisation may see, to take away and leave (security.md, L13). The same lines as a backup, but
 * read by the application's role in the name of the organisation: what leaves is decided where every page is decided,
 * in the row policies. Stored files come out as files, and the acts of the organisation's own people as they are in
 * the log, so that they can be proved against its published heads.
 */
export async function writeOrganisationExport(options: OrganisationOptions): Promise<Result<Backup>> {
  const { database, organisation, folder, recipients, now, verifierKey } = options;
  const kind = await findKind(database, organisation);
  const roles = ROLES_BY_KIND[kind ?? ''];
  if (!roles) return refuse('invalid', 'backup.no-organisation', { organisation });
  const { log, acts } = await readOwnActs(options.auditReader, organisation);
  const contents = newContents();
  return await inSnapshot(database, async (client) => {
    await setClaims(client, { organisation, country: kind === 'country' ? organisation : null, roles });
    const entries = async function* (): AsyncGenerator<TarEntry> {
      const head = await readHead(client, { kind: 'organisation', organisation, now });
      yield jsonEntry(HEAD_ENTRY, head);
      for (const [name, text] of Object.entries(README)) yield bytesEntry(name, Buffer.from(text), contents);
      const tables = (await readTables(client, { mine: true })).filter(({ name }) => !NOT_RECORDS.test(name));
      yield* tableEntries(client, tables.map(withoutFileBytes), contents, options.progress);
      for (const table of tables.filter(holdsFiles)) yield* fileEntries(client, table, contents);
      yield bytesEntry('log/own-acts.ndjson', acts, contents);
      yield jsonEntry(MANIFEST_ENTRY, manifestOf(head, contents, { ...log, verifierKey }));
    };
    const written = await writeArchive(archivePath(folder, now, organisation), entries(), { recipients, at: now });
    return ok({ ...written, manifest: contents.manifest() });
  });
}

async function findKind(database: Database, organisation: string): Promise<string | undefined> {
  return await database.transaction(claimsOf(SYSTEM), async (db) => {
    const row = await db.selectFrom('conf.party').select('kind').where('code', '=', organisation).executeTakeFirst();
    return row?.kind;
  });
}

async function setClaims(
  client: pg.ClientBase,
  claims: { readonly organisation: string; readonly country: string | null; readonly roles: readonly Role[] },
): Promise<void> {
  await client.query(
    `select set_config('app.org', $1, true), set_config('app.country', $2, true), set_config('app.roles', $3, true)`,
    [claims.organisation, claims.country ?? '', claims.roles.join(',')],
  );
}

/** Acts of the organisation's own people, and the state of the whole log under which they can be proved. */
async function readOwnActs(
  reader: Database,
  organisation: string,
): Promise<{ readonly log: Awaited<ReturnType<typeof readLogState>>; readonly acts: Buffer }> {
  return await inSnapshot(reader, async (client) => {
    const log = await readLogState(client);
    // Bodies are canonical JSON: a member and its value stand in one spelling only.
    const { rows } = await client.query<{ seq: string; body: Buffer }>(
      'select seq::text, body from audit.event where position($1::bytea in body) > 0 order by seq',
      [Buffer.from(`"organisation":${JSON.stringify(organisation)}`)],
    );
    return {
      log,
      acts: Buffer.from(rows.map(({ seq, body }) => `{"seq":${seq},"body":${body.toString('utf8')}}\n`).join('')),
    };
  });
}

/** A table of stored files: contents by their hash. */
function holdsFiles({ columns }: Table): boolean {
  return ['sha256', 'bytes'].every((name) => columns.some((column) => column.name === name && column.type === 'bytea'));
}

function withoutFileBytes(table: Table): Table {
  return holdsFiles(table) ? { ...table, columns: table.columns.filter(({ name }) => name !== 'bytes') } : table;
}

async function* fileEntries(
  client: pg.ClientBase,
  table: Table,
  contents: ReturnType<typeof newContents>,
): AsyncGenerator<TarEntry> {
  await client.query(
    `declare files no scroll cursor for select encode(sha256, 'hex') as name, bytes from ${quoted(table.name)} order by sha256`,
  );
  for (;;) {
    const { rows } = await client.query<{ name: string; bytes: Buffer }>('fetch 1 from files');
    const [row] = rows;
    if (!row) break;
    yield bytesEntry(`files/${row.name}`, row.bytes, contents);
  }
  await client.query('close files');
}
