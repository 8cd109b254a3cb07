import { type RawBuilder, sql } from 'kysely';
import { foldForSearch, type Lang } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { HIT_END, HIT_START, isLikeSymbol, wordsToCheck } from './search.ts';
import type { WorkClass, WorkStatus } from './work.ts';

/** What narrows a list of works. */
export interface WorkFilter {
  readonly body?: string | undefined;
  /** Identifier of the meeting. */
  readonly meeting?: string | undefined;
  readonly year?: string | undefined;
  readonly class?: WorkClass | undefined;
  /** Works that have a version in this language. */
  readonly lang?: Lang | undefined;
}

/** A work in a list. */
export interface ListedWork {
  readonly id: string;
  readonly code: string;
  readonly symbol: string | null;
  readonly title: { readonly es?: string | undefined; readonly en?: string | undefined };
  readonly body: string | null;
  readonly dated: string | null;
  readonly class: WorkClass;
  readonly status: WorkStatus;
  /** Languages in which it can be opened. */
  readonly langs: readonly Lang[];
  /** Where the words stand in its text, between `HIT_START` and `HIT_END`; null without a query. */
  readonly snippet: { readonly text: string; readonly lang: Lang } | null;
}

export interface WorkPage {
  readonly works: readonly ListedWork[];
  /** How many works there are, as far as the reader may see them. */
  readonly count: number;
}

export interface PageOf {
  readonly limit: number;
  readonly offset: number;
}

/** Hits are ranked among so many: those that say it in their title first, then the newest. Beyond, one narrows the search. */
export const MOST_RANKED = 200;

/** Works by date, the newest first, those without a date at the end. */
export async function listWorks(db: Transaction, filter: WorkFilter, page: PageOf): Promise<WorkPage> {
  const where = sql.join([sql`true`, ...conditionsOf(filter, 'w'), ...langCondition(filter.lang)], sql` and `);
  const { rows } = await sql<Row & { count: number }>`
    select ${LISTED}, count(*) over () as count, null as snippet, null as snippet_lang
    from conf.work w where ${where}
    order by w.dated desc nulls last, w.created_at desc, w.id limit ${page.limit} offset ${page.offset}`.execute(db);
  return { works: rows.map(fromRow), count: Number(rows[0]?.count ?? 0) };
}

/**
 * Works whose text answers a query: words, "a phrase", -without. A word is met in its other forms and without its
 * accents, by the language of each text. Counted, ranked and quoted is only what the reader may see: row-level security
 * stands between the index and everything here.
 */
export async function searchWorks(
  db: Transaction,
  query: string,
  filter: WorkFilter,
  page: PageOf & { readonly lang: Lang },
): Promise<WorkPage> {
  const es = sql`websearch_to_tsquery('conf.es', ${query})`;
  const en = sql`websearch_to_tsquery('conf.en', ${query})`;
  const conditions = conditionsOf(filter, 't');
  if (filter.lang) conditions.push(sql`t.lang = ${filter.lang}`);
  const where = sql.join([sql`true`, ...conditions], sql` and `);
  const bySymbol = isLikeSymbol(query)
    ? sql`union select t.version, t.work, t.lang, t.dated, true from conf.work_text t
          where translate(t.head, '/-_ ', '') ilike ${`%${query.replaceAll(/[/\\_\s%-]/g, '')}%`} and ${where}`
    : sql``;
  const { rows } = await sql<Row & { count: number }>`
    with hits as materialized (
      select t.version, t.work, t.lang, t.dated, m.titled
      from conf.matching_versions(${es}, ${en}) m join conf.work_text t on t.version = m.version
      where ${where} ${bySymbol}
    ),
    near as materialized (
      select * from hits order by titled desc, dated desc nulls last, version limit ${MOST_RANKED}
    ),
    ranked as (
      select n.*, case n.lang when 'es' then ts_rank(t.vector, ${es}, 1) else ts_rank(t.vector, ${en}, 1) end as rank
      from near n join conf.work_text t on t.version = n.version
    ),
    best as (
      select distinct on (work) work, version, lang, dated, bool_or(titled) over w as titled, max(rank) over w as rank
      from ranked window w as (partition by work)
      order by work, (lang = ${page.lang}) desc, version
    ),
    shown as materialized (
      select * from best order by titled desc, rank desc, dated desc nulls last, work limit ${page.limit} offset ${page.offset}
    )
    select ${LISTED}, (select count(*) from (select from hits group by work) found) as count, s.lang as snippet_lang,
      ts_headline(case s.lang when 'es' then 'conf.es'::regconfig else 'conf.en'::regconfig end,
        ${quoted(sql`t.content`, query)}, case s.lang when 'es' then ${es} else ${en} end, ${HEADLINE}) as snippet
    from shown s join conf.work w on w.id = s.work join conf.work_text t on t.version = s.version
    order by s.titled desc, s.rank desc, s.dated desc nulls last, s.work`.execute(db);
  return { works: rows.map(fromRow), count: Number(rows[0]?.count ?? 0) };
}

/** Quoting reads a text word by word, so it gets a stretch of it: from a little before the first word of the query. */
function quoted(content: RawBuilder<unknown>, query: string): RawBuilder<unknown> {
  const [word = ''] = wordsToCheck(query);
  const stem = word.slice(0, 6);
  return sql`substr(${content}, greatest(1, strpos(lower(ext.unaccent(left(${content}, 60000))), ${stem}) - 300), 3000)`;
}

const HEADLINE = `StartSel=${HIT_START},StopSel=${HIT_END},MaxFragments=2,MaxWords=26,MinWords=10,FragmentDelimiter=" … "`;

/**
 * The query with each word that no text has put right, or undefined when there is nothing to put right. Only words of
 * texts that the reader may see are suggested: one of a restricted document would tell that it is there.
 */
export async function suggestQuery(db: Transaction, query: string): Promise<string | undefined> {
  let suggested = query;
  for (const word of wordsToCheck(query)) {
    if (await isKnown(db, word)) continue;
    const better = await nearestWord(db, word);
    if (better === undefined) continue;
    suggested = suggested.replace(new RegExp(`(?<!\\p{L})${typedAs(query, word)}(?!\\p{L})`, 'u'), better);
  }
  return suggested === query ? undefined : suggested;
}

function typedAs(query: string, folded: string): string {
  return query.match(/\p{L}[\p{L}\p{M}]*/gu)?.find((word) => foldForSearch(word) === folded) ?? folded;
}

/** Is there a text with this word, in any form of it? */
async function isKnown(db: Transaction, word: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from conf.work_word where folded = ${word})
      or exists (
        select 1 from conf.matching_versions(websearch_to_tsquery('conf.es', ${word}), websearch_to_tsquery('conf.en', ${word})) m
        join conf.work_text t on t.version = m.version
      ) as known`.execute(db);
  return rows[0]?.known === true;
}

/** The visible word written most like this one; how alike it must be is said where the function is made (0.45: `glosaro` and `glosario` are 0.64). */
async function nearestWord(db: Transaction, word: string): Promise<string | undefined> {
  const { rows } = await sql<{ word: string }>`
    select w.word from conf.alike_words(${word}) a join conf.work_word w on w.folded = a
    group by w.word, w.folded
    order by ext.similarity(w.folded, ${word}) desc, sum(w.uses) desc, w.word limit 1`.execute(db);
  return rows[0]?.word;
}

/** The years in which the reader may see works, the newest first. */
export async function listYears(db: Transaction): Promise<readonly string[]> {
  const { rows } = await sql<{ year: string }>`
    select distinct to_char(dated, 'YYYY') as year from conf.work where dated is not null order by year desc`.execute(
    db,
  );
  return rows.map(({ year }) => year);
}

function conditionsOf(filter: WorkFilter, table: 'w' | 't'): RawBuilder<unknown>[] {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`);
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.body) conditions.push(sql`${column('body')} = ${filter.body}`);
  if (filter.meeting) conditions.push(sql`${column('meeting')} = ${filter.meeting}`);
  if (filter.class) conditions.push(sql`${column('class')} = ${filter.class}`);
  if (filter.year) {
    conditions.push(
      sql`${column('dated')} between ${`${filter.year}-01-01`}::date and ${`${filter.year}-12-31`}::date`,
    );
  }
  return conditions;
}

function langCondition(lang: Lang | undefined): RawBuilder<unknown>[] {
  if (!lang) return [];
  return [
    sql`exists (select 1 from conf.work_version v where v.work = w.id and v.lang = ${lang} and v.state <> 'superseded')`,
  ];
}

const LISTED = sql`w.id, w.code, w.symbol, w.title_es, w.title_en, w.body, w.dated, w.class, w.status,
  (select array_agg(distinct v.lang order by v.lang desc) from conf.work_version v
    where v.work = w.id and v.state not in ('superseded', 'withdrawn')) as langs`;

interface Row {
  readonly id: string;
  readonly code: string;
  readonly symbol: string | null;
  readonly title_es: string | null;
  readonly title_en: string | null;
  readonly body: string | null;
  readonly dated: string | null;
  readonly class: string;
  readonly status: string;
  readonly langs: readonly string[] | null;
  readonly snippet: string | null;
  readonly snippet_lang: string | null;
}

function fromRow(row: Row): ListedWork {
  return {
    id: row.id,
    code: row.code,
    symbol: row.symbol,
    title: { es: row.title_es ?? undefined, en: row.title_en ?? undefined },
    body: row.body,
    dated: row.dated,
    class: row.class as WorkClass,
    status: row.status as WorkStatus,
    langs: (row.langs ?? []) as readonly Lang[],
    snippet:
      row.snippet === null || row.snippet_lang === null ? null : { text: row.snippet, lang: row.snippet_lang as Lang },
  };
}
