import { createHash } from 'node:crypto';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { type DocumentClass, type DocumentKind, fileName, isWider } from './documents.ts';

/** A file to keep, with what it is. */
export interface NewDocument {
  readonly kind: DocumentKind;
  /** As the file was called; a path before it is dropped. */
  readonly name: string;
  readonly lang: Lang | null;
  readonly bytes: Uint8Array;
  /** Found by looking at the content (`platform/files`), never what the browser said. */
  readonly mime: string;
  readonly ownerParty: string;
  readonly class: DocumentClass;
  readonly account: string | null;
  readonly at: Date;
}

/** A kept document without its bytes. `sha256` in hexadecimal. */
export interface StoredDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly lang: Lang | null;
  readonly sha256: string;
  readonly ownerParty: string;
  readonly class: DocumentClass;
  readonly addedAt: Date;
}

/**
 * Stores bytes once, by their hash; whoever brings them again learns nothing of who had them: the insertion names no
 * conflict target, so that the row policy never asks whether the bytes that are already there may be read.
 */
export async function keepFile(db: Transaction, bytes: Uint8Array, mime: string): Promise<Buffer> {
  const sha256 = createHash('sha256').update(bytes).digest();
  await db
    .insertInto('conf.file')
    .values({ sha256, bytes: Buffer.from(bytes), size: bytes.length, mime })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sha256;
}

/** Keeps a file. Whoever brings the same bytes as another gets a document of their own. */
export async function storeDocument(
  db: Transaction,
  document: NewDocument,
): Promise<Result<{ readonly id: string; readonly sha256: string }>> {
  if (document.bytes.length === 0) return refuse('invalid', 'documents.empty');
  const hash = await keepFile(db, document.bytes, document.mime);
  const { id } = await db
    .insertInto('conf.document')
    .values({
      kind: document.kind,
      name: fileName(document.name),
      lang: document.lang,
      sha256: hash,
      owner_party: document.ownerParty,
      class: document.class,
      added_by: document.account,
      added_at: document.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return ok({ id, sha256: hash.toString('hex') });
}

export async function findDocument(db: Transaction, id: string): Promise<StoredDocument | undefined> {
  const row = await selectDocuments(db).where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/** The documents with exactly these bytes that the reader may see, oldest first. */
export async function findDocumentsWithContent(db: Transaction, bytes: Uint8Array): Promise<readonly StoredDocument[]> {
  const hash = createHash('sha256').update(bytes).digest();
  const rows = await selectDocuments(db).where('sha256', '=', hash).orderBy('added_at').execute();
  return rows.map(fromRow);
}

/** The bytes of a document that the reader may see. */
export async function readContent(
  db: Transaction,
  id: string,
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | undefined> {
  return await db
    .selectFrom('conf.document')
    .innerJoin('conf.file', 'conf.file.sha256', 'conf.document.sha256')
    .select(['conf.document.name', 'conf.file.mime', 'conf.file.bytes'])
    .where('conf.document.id', '=', id)
    .executeTakeFirst();
}

/** Shows a document to more readers. It never becomes narrower: who has read it cannot unread it. */
export async function widenDocument(db: Transaction, id: string, to: DocumentClass): Promise<Result<null>> {
  const found = await findDocument(db, id);
  if (!found) return refuse('not-found', 'http.not-found');
  if (found.class === to) return ok(null);
  if (!isWider(to, found.class)) return refuse('conflict', 'documents.not-narrower');
  const changed = await db.updateTable('conf.document').set({ class: to }).where('id', '=', id).executeTakeFirst();
  return changed.numUpdatedRows > 0n ? ok(null) : refuse('not-found', 'http.not-found');
}

/** Says in which language a document is, once it was read. */
export async function setDocumentLang(db: Transaction, id: string, lang: Lang): Promise<void> {
  await db.updateTable('conf.document').set({ lang }).where('id', '=', id).execute();
}

function selectDocuments(db: Transaction) {
  return db
    .selectFrom('conf.document')
    .select(['id', 'kind', 'name', 'lang', 'sha256', 'owner_party', 'class', 'added_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDocuments>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): StoredDocument {
  return {
    id: row.id,
    kind: row.kind as DocumentKind,
    name: row.name,
    lang: row.lang as Lang | null,
    sha256: row.sha256.toString('hex'),
    ownerParty: row.owner_party,
    class: row.class as DocumentClass,
    addedAt: row.added_at,
  };
}
