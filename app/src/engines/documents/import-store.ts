import type { Refusal } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { Proposed } from './archive.ts';
import { keepFile } from './store.ts';
import type { WorkClass } from './work.ts';

/** The classes in which an archive may come in: its files have no meeting yet. */
export const ARCHIVE_CLASSES = ['members', 'public', 'restricted'] as const satisfies readonly WorkClass[];
export type ArchiveClass = (typeof ARCHIVE_CLASSES)[number];

export interface ImportBatch {
  readonly id: string;
  readonly startedAt: Date;
  readonly class: ArchiveClass;
  readonly state: 'reading' | 'proposed' | 'running' | 'done';
  readonly job: string | null;
}

/** One file of an archive and what became of it. */
export interface ImportFile {
  readonly ordinal: number;
  readonly path: string;
  readonly outcome: 'proposed' | 'taken' | 'duplicate' | 'refused';
  readonly refusal: Refusal | null;
  /** What it says of itself; null until it was read. */
  readonly found: Proposed | null;
  /** The work that it went into, or that has it already. */
  readonly work: { readonly code: string; readonly symbol: string | null } | null;
}

/** A file as it comes in: admitted with its media type, or refused with the reason, and then nothing of it is kept. */
export type IncomingFile =
  | { readonly path: string; readonly bytes: Uint8Array; readonly mime: string }
  | { readonly path: string; readonly refusal: Refusal };

/** Keeps the files of an archive until a person has seen what they are. */
export async function beginImport(
  db: Transaction,
  batch: { readonly class: ArchiveClass; readonly files: readonly IncomingFile[] },
  by: { readonly account: string | null; readonly at: Date },
): Promise<string> {
  const { id } = await db
    .insertInto('conf.import_batch')
    .values({ started_at: by.at, started_by: by.account, class: batch.class })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [index, file] of batch.files.entries()) {
    const kept = 'bytes' in file ? await keepFile(db, file.bytes, file.mime) : null;
    await db
      .insertInto('conf.import_file')
      .values({
        batch: id,
        ordinal: index + 1,
        path: file.path.slice(0, 500),
        sha256: kept,
        ...('refusal' in file ? { outcome: 'refused', refusal: JSON.stringify(file.refusal) } : {}),
      })
      .execute();
  }
  return id;
}

export async function findImport(db: Transaction, id: string): Promise<ImportBatch | undefined> {
  const row = await db
    .selectFrom('conf.import_batch')
    .select(['id', 'started_at', 'class', 'state', 'job'])
    .where('id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      startedAt: row.started_at,
      class: row.class as ArchiveClass,
      state: row.state as ImportBatch['state'],
      job: row.job,
    }
  );
}

/** The latest archives, the newest first, with how many files each has. */
export async function listImports(
  db: Transaction,
  limit: number,
): Promise<readonly (Pick<ImportBatch, 'id' | 'startedAt' | 'state'> & { readonly files: number })[]> {
  const rows = await db
    .selectFrom('conf.import_batch as b')
    .leftJoin('conf.import_file as f', 'f.batch', 'b.id')
    .select((eb) => ['b.id', 'b.started_at', 'b.state', eb.fn.count<number>('f.ordinal').as('files')])
    .groupBy('b.id')
    .orderBy('b.started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    state: row.state as ImportBatch['state'],
    files: Number(row.files),
  }));
}

export async function moveImport(
  db: Transaction,
  id: string,
  change: { readonly state: ImportBatch['state']; readonly job?: string },
): Promise<void> {
  await db.updateTable('conf.import_batch').set(change).where('id', '=', id).execute();
}

export async function listImportFiles(db: Transaction, batch: string): Promise<readonly ImportFile[]> {
  const rows = await db
    .selectFrom('conf.import_file as f')
    .leftJoin('conf.work as w', 'w.id', 'f.work')
    .select(['f.ordinal', 'f.path', 'f.outcome', 'f.refusal', 'f.found', 'w.code', 'w.symbol'])
    .where('f.batch', '=', batch)
    .orderBy('f.ordinal')
    .execute();
  return rows.map((row) => ({
    ordinal: row.ordinal,
    path: row.path,
    outcome: row.outcome as ImportFile['outcome'],
    refusal: row.refusal as Refusal | null,
    found: row.found as Proposed | null,
    work: row.code === null ? null : { code: row.code, symbol: row.symbol },
  }));
}

/** The bytes of a file that waits in an import. */
export async function readImportFile(
  db: Transaction,
  batch: string,
  ordinal: number,
): Promise<{ readonly path: string; readonly bytes: Uint8Array } | undefined> {
  return await db
    .selectFrom('conf.import_file as i')
    .innerJoin('conf.file as f', 'f.sha256', 'i.sha256')
    .select(['i.path', 'f.bytes'])
    .where('i.batch', '=', batch)
    .where('i.ordinal', '=', ordinal)
    .executeTakeFirst();
}

/** Writes down what was found in a file, or what became of it. */
export async function noteImportFile(
  db: Transaction,
  at: { readonly batch: string; readonly ordinal: number },
  note: {
    readonly outcome?: ImportFile['outcome'];
    readonly found?: Proposed;
    readonly work?: string;
    readonly refusal?: Refusal;
  },
): Promise<void> {
  const { found, refusal, ...rest } = note;
  await db
    .updateTable('conf.import_file')
    .set({
      ...rest,
      ...(found ? { found: JSON.stringify(found) } : {}),
      ...(refusal ? { refusal: JSON.stringify(refusal) } : {}),
    })
    .where('batch', '=', at.batch)
    .where('ordinal', '=', at.ordinal)
    .execute();
}
