import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { TextState } from './states.ts';
import type { BlockWords, Words } from './text.ts';
import { parityOf } from './text.ts';
import { arrange, type BlockKind, type Place } from './tree.ts';

/** A text as a whole, without its paragraphs. */
export interface TextHead {
  readonly id: string;
  readonly originalLang: Lang;
  readonly meeting: string | null;
  readonly symbol: string | null;
  readonly state: TextState;
  readonly sourceDocument: string | null;
  readonly adoptedAt: Date | null;
  readonly version: number;
}

/** A paragraph of a new text; `key` is the caller's own name for it, `parent` the key of one before it. */
export interface NewBlock {
  readonly key: string;
  readonly parent: string | null;
  readonly kind: BlockKind;
  readonly content: string;
  /** The same in the other language, where it is known from the start. */
  readonly translation?: string | undefined;
  readonly restarts?: boolean | undefined;
  readonly sourceStart?: number | undefined;
  readonly sourceEnd?: number | undefined;
}

/** A report to begin. Blocks come in reading order. */
export interface NewReport {
  readonly meeting: string;
  readonly lang: Lang;
  readonly symbol?: string | null | undefined;
  readonly sourceDocument: string | null;
  readonly blocks: readonly NewBlock[];
  readonly account: string | null;
  readonly at: Date;
}

/** A paragraph as pages show it: numbered, in reading order, with its newest words in both languages. */
export interface TextBlock extends BlockWords, Place {
  readonly es?: string | undefined;
  readonly en?: string | undefined;
  readonly versions: Readonly<Partial<Record<Lang, number>>>;
  /** The translation is missing or behind the original. */
  readonly stale: boolean;
  readonly sourceStart: number | null;
  readonly sourceEnd: number | null;
}

/** A paragraph longer than this is a whole document on one line. */
export const MAX_PARAGRAPH = 20_000;

/** A report has tens of paragraphs; above this the file is something else. */
export const MAX_BLOCKS = 5_000;

/** Begins the report of a meeting with its paragraphs. A meeting has one report; a correction comes after adoption. */
export async function createReport(
  db: Transaction,
  report: NewReport,
): Promise<Result<{ readonly text: string; readonly blocks: ReadonlyMap<string, string> }>> {
  if (report.blocks.length > MAX_BLOCKS) return refuse('invalid', 'texts.too-many-paragraphs', { max: MAX_BLOCKS });
  if (report.blocks.some((block) => block.content.length > MAX_PARAGRAPH))
    return refuse('invalid', 'texts.paragraph-too-long', { max: MAX_PARAGRAPH });
  // Two people who begin the report of one meeting at the same time must not both find none.
  await sql`select pg_advisory_xact_lock(hashtext(${`report of ${report.meeting}`}))`.execute(db);
  if (await findReportOf(db, report.meeting)) return refuse('conflict', 'texts.report-exists');
  const { id: text } = await db
    .insertInto('conf.text')
    .values({
      kind: 'report',
      original_lang: report.lang,
      meeting: report.meeting,
      symbol: report.symbol ?? null,
      source_document: report.sourceDocument,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const blocks = await insertBlocks(db, text, report);
  return ok({ text, blocks });
}

async function insertBlocks(db: Transaction, text: string, report: NewReport): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(report.blocks.map((block) => [block.key, randomUUID() as string]));
  const siblings = new Map<string | null, number>();
  const rows = report.blocks.map((block) => {
    const parent = block.parent === null ? null : (ids.get(block.parent) ?? null);
    const ordinal = (siblings.get(parent) ?? 0) + 1;
    siblings.set(parent, ordinal);
    return {
      id: ids.get(block.key) ?? randomUUID(),
      text,
      parent,
      ordinal,
      kind: block.kind,
      restarts: block.restarts ?? false,
      source_start: block.sourceStart ?? null,
      source_end: block.sourceEnd ?? null,
    };
  });
  const words = report.blocks.flatMap((block) => {
    const base = { block: ids.get(block.key) ?? '', version: 1, written_by: report.account, written_at: report.at };
    const original = { ...base, lang: report.lang, content: block.content, based_on: null };
    if (block.translation === undefined) return [original];
    const lang: Lang = report.lang === 'es' ? 'en' : 'es';
    return [original, { ...base, lang, content: block.translation, based_on: 1 }];
  });
  for (const part of chunks(rows)) await db.insertInto('conf.block').values(part).execute();
  for (const part of chunks(words)) await db.insertInto('conf.expression').values(part).execute();
  return ids;
}

/** A statement takes 65,535 parameters at most. */
function chunks<T>(rows: readonly T[]): T[][] {
  const size = 1_000;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, k) => rows.slice(k * size, (k + 1) * size));
}

export async function findText(db: Transaction, id: string): Promise<TextHead | undefined> {
  const row = await selectTexts(db).where('id', '=', id).executeTakeFirst();
  return row && headOf(row);
}

/** The report of a meeting that the reader may see. */
export async function findReportOf(db: Transaction, meeting: string): Promise<TextHead | undefined> {
  const row = await selectTexts(db).where('meeting', '=', meeting).executeTakeFirst();
  return row && headOf(row);
}

/** The report that was read from a file with these bytes, if the reader may see it. */
export async function findReportFrom(db: Transaction, documents: readonly string[]): Promise<TextHead | undefined> {
  if (documents.length === 0) return undefined;
  const row = await selectTexts(db)
    .where('source_document', 'in', [...documents])
    .executeTakeFirst();
  return row && headOf(row);
}

/** The reports of several meetings, by meeting. */
export async function reportsOf(db: Transaction, meetings: readonly string[]): Promise<ReadonlyMap<string, TextHead>> {
  if (meetings.length === 0) return new Map();
  const rows = await selectTexts(db)
    .where('meeting', 'in', [...meetings])
    .execute();
  return new Map(rows.map((row) => [row.meeting ?? '', headOf(row)]));
}

/** Locks the text against other changes until the transaction ends, and returns it as it is now. */
export async function lockText(db: Transaction, id: string): Promise<TextHead | undefined> {
  const row = await selectTexts(db).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && headOf(row);
}

/** The paragraphs of a text in reading order, with their numbers. Those that were taken out are left out. */
export async function listBlocks(db: Transaction, text: string): Promise<readonly TextBlock[]> {
  const head = await findText(db, text);
  if (!head) return [];
  const { rows } = await sql<BlockRow>`
    select b.id, b.parent, b.ordinal, b.kind, b.restarts, b.source_start, b.source_end,
           e.lang, e.content, e.version, e.based_on
    from conf.block b
    left join lateral (
      select distinct on (x.lang) x.lang, x.content, x.version, x.based_on
      from conf.expression x where x.block = b.id order by x.lang, x.version desc
    ) e on true
    where b.text = ${text} and b.removed_at is null`.execute(db);
  return arrange(collect(rows)).map((block) => ({
    ...block,
    es: block.words.es?.content,
    en: block.words.en?.content,
    versions: {
      ...(block.words.es && { es: block.words.es.version }),
      ...(block.words.en && { en: block.words.en.version }),
    },
    stale: parityOf(block, head.originalLang) !== 'level',
  }));
}

interface BlockRow {
  readonly id: string;
  readonly parent: string | null;
  readonly ordinal: number;
  readonly kind: BlockKind;
  readonly restarts: boolean;
  readonly source_start: number | null;
  readonly source_end: number | null;
  readonly lang: Lang | null;
  readonly content: string | null;
  readonly version: number | null;
  readonly based_on: number | null;
}

type Collected = BlockWords & { readonly sourceStart: number | null; readonly sourceEnd: number | null };

/** One row a language becomes one paragraph. */
function collect(rows: readonly BlockRow[]): readonly Collected[] {
  const blocks = new Map<string, Collected>();
  for (const row of rows) {
    const words: Partial<Record<Lang, Words>> = { ...blocks.get(row.id)?.words };
    if (row.lang !== null && row.content !== null && row.version !== null) {
      words[row.lang] = { content: row.content, version: row.version, basedOn: row.based_on };
    }
    blocks.set(row.id, {
      id: row.id,
      parent: row.parent,
      ordinal: row.ordinal,
      kind: row.kind,
      restarts: row.restarts,
      words,
      sourceStart: row.source_start,
      sourceEnd: row.source_end,
    });
  }
  return [...blocks.values()];
}

/** One version of a paragraph in one language. */
export interface PastWords extends Words {
  readonly lang: Lang;
  readonly writtenAt: Date;
}

/** Every version of a paragraph, newest first, also of one that was taken out. */
export async function listVersions(db: Transaction, block: string): Promise<readonly PastWords[]> {
  const rows = await db
    .selectFrom('conf.expression')
    .select(['lang', 'content', 'version', 'based_on', 'written_at'])
    .where('block', '=', block)
    .orderBy('lang')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    lang: row.lang as Lang,
    content: row.content,
    version: row.version,
    basedOn: row.based_on,
    writtenAt: row.written_at,
  }));
}

/** A paragraph in which something was found. */
export interface FoundBlock {
  readonly block: string;
  readonly text: string;
  readonly meeting: string;
  readonly content: string;
  readonly lang: Lang;
}

/** Paragraphs whose newest words contain the query, ignoring case and accents. */
export async function searchBlocks(db: Transaction, query: string, limit: number): Promise<readonly FoundBlock[]> {
  const pattern = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<FoundBlock>`
    select b.id as block, b.text, t.meeting, e.content, e.lang
    from conf.text t
    join conf.block b on b.text = t.id and b.removed_at is null
    join lateral (
      select distinct on (x.lang) x.lang, x.content
      from conf.expression x where x.block = b.id order by x.lang, x.version desc
    ) e on true
    where ext.unaccent(e.content) ilike ext.unaccent(${pattern})
    order by t.adopted_at desc nulls first, b.ordinal, e.lang
    limit ${limit}`.execute(db);
  return rows;
}

function selectTexts(db: Transaction) {
  return db
    .selectFrom('conf.text')
    .select(['id', 'original_lang', 'meeting', 'symbol', 'state', 'source_document', 'adopted_at', 'version']);
}

type TextRow = Awaited<ReturnType<ReturnType<typeof selectTexts>['executeTakeFirstOrThrow']>>;

function headOf(row: TextRow): TextHead {
  return {
    id: row.id,
    originalLang: row.original_lang as Lang,
    meeting: row.meeting,
    symbol: row.symbol,
    state: row.state as TextState,
    sourceDocument: row.source_document,
    adoptedAt: row.adopted_at,
    version: row.version,
  };
}
