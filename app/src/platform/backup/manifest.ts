import { z } from 'zod';
import { ok, type Result, refuse } from '../../kernel/index.ts';

/** Raised when an older program could no longer read what we write. */
export const FORMAT_VERSION = 1;

const Head = z.object({
  format: z.literal('enlace-backup'),
  version: z.int(),
  /** `full` can be restored; `organisation` is what one organisation may see, to take away. */
  kind: z.enum(['full', 'organisation']),
  organisation: z.string().nullable(),
  madeAt: z.iso.datetime(),
  /** The migrations that made the database, in order. */
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

/** The first entry of an archive: enough to know whether this program can read the rest. */
export type Head = z.output<typeof Head>;

const Digest = z.object({ bytes: z.int(), sha256: z.string() });

const Manifest = Head.extend({
  tables: z.array(
    Digest.extend({
      name: z.string(),
      rows: z.int(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** Other entries: stored files and the texts that explain the archive. */
  files: z.array(Digest.extend({ name: z.string() })),
  /** Tables whose rows are not in the archive, on purpose. */
  leftOut: z.array(z.string()),
  log: z.object({
    events: z.int(),
    /** Root of the tree of all events in the snapshot, computed from their bodies (base64). */
    root: z.string(),
    /** The newest signed head in the snapshot. */
    checkpoint: z.string().nullable(),
    verifierKey: z.string(),
  }),
});

/** The last entry of an archive: what must be in it, to the byte. */
export type Manifest = z.output<typeof Manifest>;

/** Names of the entries that frame an archive. */
export const HEAD_ENTRY = 'enlace-backup.json';
export const MANIFEST_ENTRY = 'manifest.json';

/** Entry of a table. */
export function tableEntry(table: string): string {
  return `tables/${table}.ndjson`;
}

/** Refused when a newer program wrote it (`backup.newer-format`) or when it is something else. */
export function parseHead(text: string): Result<Head> {
  const value = parseJson(text);
  const version = z.object({ format: z.literal('enlace-backup'), version: z.int() }).safeParse(value);
  if (!version.success) return refuse('invalid', 'backup.not-ours');
  if (version.data.version > FORMAT_VERSION) return refuse('conflict', 'backup.newer-format');
  const head = Head.safeParse(value);
  return head.success ? ok(head.data) : refuse('invalid', 'backup.damaged');
}

/** Reads the manifest; one that does not parse is a damaged archive. */
export function parseManifest(text: string): Result<Manifest> {
  const manifest = Manifest.safeParse(parseJson(text));
  return manifest.success ? ok(manifest.data) : refuse('invalid', 'backup.damaged');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A migration by name and content. */
export type Migration = Head['migrations'][number];

/** How the migrations of an archive and those of this program stand to each other. */
export function judgeMigrations(
  archive: readonly Migration[],
  ours: readonly Migration[],
): Result<{ readonly last: string; readonly later: readonly string[] }> {
  const known = new Map(ours.map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sha256 } of archive) {
    const mine = known.get(name);
    if (mine === undefined) return refuse('conflict', 'backup.newer-version', { name });
    if (mine !== sha256) return refuse('conflict', 'backup.other-version', { name });
  }
  const last = archive.at(-1)?.name;
  if (last === undefined) return refuse('invalid', 'backup.damaged');
  const later = ours.map(({ name }) => name).filter((name) => name > last);
  return archive.length + later.length === ours.length
    ? ok({ last, later })
    : refuse('conflict', 'backup.other-version', { name: last });
}
