import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { fileName } from './documents.ts';
import type { ReadText } from './reading/read-document.ts';
import { keepFile } from './store.ts';
import {
  moveVersion,
  type VersionEvent,
  type VersionState,
  type Work,
  type WorkClass,
  type WorkStatus,
  type WorkVersion,
} from './work.ts';

/** In whose name and when something is done in the library; the account is null at the server's command line. */
export interface By {
  readonly party: string;
  readonly account: string | null;
  readonly at: Date;
}

/** What the library knows of a work besides its files. */
export interface WorkFacts {
  readonly symbol: string | null;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly body: string | null;
  readonly meeting: string | null;
  readonly dated: string | null;
  readonly class: WorkClass;
}

/** A file that was admitted (its type is what its bytes are), with the language it is in. */
export interface NewVersion {
  readonly work: string;
  readonly lang: Lang;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly read: Pick<ReadText, 'text' | 'unread'>;
}

/** Enters a work that nobody but its party and the secretariat sees yet. */
export async function receiveWork(
  db: Transaction,
  facts: WorkFacts,
  by: By,
): Promise<{ readonly id: string; readonly code: string }> {
  return await db
    .insertInto('conf.work')
    .values({ ...columnsOf(facts), owner_party: by.party, created_at: by.at, created_by: by.account })
    .returning(['id', 'code'])
    .executeTakeFirstOrThrow();
}

/** Keeps a file as the next version of a work in its language. It was checked before it came here; nobody reads it yet. */
export async function addVersion(
  db: Transaction,
  version: NewVersion,
  by: By,
): Promise<{ readonly id: string; readonly number: number }> {
  const sha256 = await keepFile(db, version.bytes, version.mime);
  const { last } = await db
    .selectFrom('conf.work_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('work', '=', version.work)
    .where('lang', '=', version.lang)
    .executeTakeFirstOrThrow();
  return await db
    .insertInto('conf.work_version')
    .values({
      work: version.work,
      lang: version.lang,
      number: (last ?? 0) + 1,
      sha256,
      name: fileName(version.name),
      state: 'checked',
      characters: version.read.text?.length ?? null,
      unread: version.read.unread,
      added_at: by.at,
      added_by: by.account,
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

/** Says what a work is and who may see it; its checked versions become classified. Refused when somebody was faster. */
export async function classifyWork(
  db: Transaction,
  work: Pick<Work, 'id'>,
  change: { readonly facts: WorkFacts; readonly readers: readonly string[]; readonly known: number },
): Promise<Result<null>> {
  const changed = await db
    .updateTable('conf.work')
    .set({ ...columnsOf(change.facts), version: change.known + 1 })
    .where('id', '=', work.id)
    .where('version', '=', change.known)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return refuse('conflict', 'http.changed-meanwhile');
  await nameReaders(db, work.id, change.facts.class === 'restricted' ? change.readers : [], true);
  await moveVersions(db, work.id, 'classify');
  return ok(null);
}

/** Names parties that may read a restricted work; with `only`, no other may any more. */
export async function nameReaders(
  db: Transaction,
  work: string,
  parties: readonly string[],
  only = false,
): Promise<void> {
  if (only) {
    const removal = db.deleteFrom('conf.work_reader').where('work', '=', work);
    await (parties.length > 0 ? removal.where('party', 'not in', parties) : removal).execute();
  }
  if (parties.length === 0) return;
  await db
    .insertInto('conf.work_reader')
    .values(parties.map((party) => ({ work, party })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function readersOf(db: Transaction, work: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('conf.work_reader')
    .select('party')
    .where('work', '=', work)
    .orderBy('party')
    .execute();
  return rows.map(({ party }) => party);
}

/** Moves every version of a work to which the event can happen. */
async function moveVersions(db: Transaction, work: string, event: VersionEvent, at?: Date): Promise<void> {
  for (const version of await listVersions(db, work)) {
    const to = moveVersion(version.state, event);
    if (to) await setState(db, version.id, to, at);
  }
}

async function setState(db: Transaction, id: string, state: VersionState, at?: Date): Promise<void> {
  const when =
    state === 'available' ? { available_at: at ?? null } : at && state !== 'classified' ? { ended_at: at } : {};
  await db
    .updateTable('conf.work_version')
    .set({ state, ...when })
    .where('id', '=', id)
    .execute();
}

/**
 * Shows a classified version to the readers of its work; the one before it in that language is superseded, and stays
 * in the history. From now on search finds it, by `text` or, without one, by symbol and title.
 */
export async function publishVersion(
  db: Transaction,
  work: Pick<Work, 'id' | 'symbol' | 'title' | 'class' | 'meeting' | 'ownerParty' | 'body' | 'dated'>,
  version: { readonly id: string; readonly lang: Lang; readonly text: string | null },
  at: Date,
): Promise<void> {
  const versions = await listVersions(db, work.id);
  for (const before of versions) {
    if (before.lang !== version.lang || before.state !== 'available') continue;
    await setState(db, before.id, 'superseded', at);
    await db.deleteFrom('conf.work_text').where('version', '=', before.id).execute();
  }
  await setState(db, version.id, 'available', at);
  await db.updateTable('conf.work').set({ status: 'available' }).where('id', '=', work.id).execute();
  const other = version.lang === 'es' ? 'en' : 'es';
  await db
    .insertInto('conf.work_text')
    .values({
      version: version.id,
      work: work.id,
      lang: version.lang,
      class: work.class,
      meeting: work.meeting,
      owner_party: work.ownerParty,
      body: work.body,
      dated: work.dated,
      head: [work.symbol, work.title[version.lang] ?? work.title[other]].filter(Boolean).join(' '),
      content: version.text ?? '',
    })
    .execute();
}

/** Takes a work back, with the reason; nobody else finds or opens it, and what was sent stays on record. */
export async function withdrawWork(
  db: Transaction,
  work: Pick<Work, 'id'>,
  change: { readonly reason: string; readonly known: number; readonly at: Date },
): Promise<Result<null>> {
  const changed = await db
    .updateTable('conf.work')
    .set({ status: 'withdrawn', withdrawn_reason: change.reason, version: change.known + 1 })
    .where('id', '=', work.id)
    .where('version', '=', change.known)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return refuse('conflict', 'http.changed-meanwhile');
  await db.deleteFrom('conf.work_text').where('work', '=', work.id).execute();
  await moveVersions(db, work.id, 'withdraw', change.at);
  return ok(null);
}

/** A work by the code of its address; an old address goes on working after the work gets its symbol. */
export async function findWork(db: Transaction, code: string): Promise<Work | undefined> {
  const row = await selectWorks(db)
    .where((eb) => eb.or([eb('code', '=', code), eb(sql<string>`'d-' || left(id::text, 8)`, '=', code)]))
    .executeTakeFirst();
  return row && workFromRow(row);
}

export async function findWorkById(db: Transaction, id: string): Promise<Work | undefined> {
  const row = await selectWorks(db).where('id', '=', id).executeTakeFirst();
  return row && workFromRow(row);
}

export async function findWorkBySymbol(db: Transaction, symbol: string): Promise<Work | undefined> {
  const row = await selectWorks(db).where('symbol', '=', symbol).executeTakeFirst();
  return row && workFromRow(row);
}

/** Versions of a work that the reader may open, newest first. */
export async function listVersions(db: Transaction, work: string): Promise<readonly WorkVersion[]> {
  const rows = await selectVersions(db)
    .where('v.work', '=', work)
    .orderBy('v.added_at', 'desc')
    .orderBy('v.number', 'desc')
    .execute();
  return rows.map(versionFromRow);
}

/** The work of which the reader may open a version with exactly these bytes. */
export async function findWorkWithContent(
  db: Transaction,
  bytes: Uint8Array,
): Promise<{ readonly work: Work; readonly version: WorkVersion } | undefined> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const row = await selectVersions(db)
    .where('v.sha256', '=', sha256)
    .where('v.state', '<>', 'withdrawn')
    .orderBy('v.added_at')
    .limit(1)
    .executeTakeFirst();
  const work = row && (await findWorkById(db, row.work));
  return row && work ? { work, version: versionFromRow(row) } : undefined;
}

/** The bytes of a version that the reader may open. */
export async function readVersion(
  db: Transaction,
  id: string,
): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | undefined> {
  return await db
    .selectFrom('conf.work_version as v')
    .innerJoin('conf.file as f', 'f.sha256', 'v.sha256')
    .select(['v.name', 'f.mime', 'f.bytes'])
    .where('v.id', '=', id)
    .executeTakeFirst();
}

/** Symbols that are taken under a root: those of works and those of adopted reports, since a symbol is given once. */
export async function takenSymbolsBelow(db: Transaction, root: string): Promise<readonly string[]> {
  const rows = await sql<{ symbol: string }>`
    select symbol from conf.work where symbol like ${`${root}/%`}
    union select symbol from conf.text where symbol like ${`${root}/%`}`.execute(db);
  return rows.rows.map(({ symbol }) => symbol);
}

/** Works that wait to be classified or shown, oldest first. */
export async function listReceived(db: Transaction, limit: number): Promise<readonly Work[]> {
  const rows = await selectWorks(db).where('status', '=', 'received').orderBy('created_at').limit(limit).execute();
  return rows.map(workFromRow);
}

function columnsOf(facts: WorkFacts) {
  return {
    symbol: facts.symbol,
    title_es: facts.titleEs,
    title_en: facts.titleEn,
    body: facts.body,
    meeting: facts.meeting,
    dated: facts.dated,
    class: facts.class,
  };
}

function selectWorks(db: Transaction) {
  return db
    .selectFrom('conf.work')
    .select([
      'id',
      'code',
      'symbol',
      'title_es',
      'title_en',
      'body',
      'meeting',
      'dated',
      'class',
      'status',
      'owner_party',
      'withdrawn_reason',
      'version',
      'created_at',
    ]);
}

type WorkRow = Awaited<ReturnType<ReturnType<typeof selectWorks>['executeTakeFirstOrThrow']>>;

function workFromRow(row: WorkRow): Work {
  return {
    id: row.id,
    code: row.code,
    symbol: row.symbol,
    title: { es: row.title_es ?? undefined, en: row.title_en ?? undefined },
    body: row.body,
    meeting: row.meeting,
    dated: row.dated,
    class: row.class as WorkClass,
    status: row.status as WorkStatus,
    ownerParty: row.owner_party,
    withdrawnReason: row.withdrawn_reason,
    version: row.version,
    createdAt: row.created_at,
  };
}

function selectVersions(db: Transaction) {
  return db
    .selectFrom('conf.work_version as v')
    .innerJoin('conf.file as f', 'f.sha256', 'v.sha256')
    .select([
      'v.id',
      'v.work',
      'v.lang',
      'v.number',
      'v.name',
      'v.sha256',
      'f.size',
      'f.mime',
      'v.state',
      'v.characters',
      'v.unread',
      'v.added_at',
      'v.available_at',
      'v.ended_at',
    ]);
}

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>;

function versionFromRow(row: VersionRow): WorkVersion {
  return {
    id: row.id,
    work: row.work,
    lang: row.lang as Lang,
    number: row.number,
    name: row.name,
    sha256: row.sha256.toString('hex'),
    size: row.size,
    mime: row.mime,
    state: row.state as VersionState,
    characters: row.characters,
    unread: row.unread,
    addedAt: row.added_at,
    availableAt: row.available_at,
    endedAt: row.ended_at,
  };
}
