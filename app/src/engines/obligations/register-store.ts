import { type RawBuilder, sql } from 'kysely';
import type { Bilingual, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { Kind, ShareState, State } from './obligation.ts';
import { CLOSED, UNPUBLISHED } from './obligation.ts';
import type { PartyFacts } from './parts.ts';
import { SOON_DAYS, TIMINGS, type Timing, WAITING_RULES } from './timing.ts';

/** A party with its names; `short` is the acronym where it has one. */
export interface Party extends PartyFacts {
  readonly name: Bilingual;
  readonly short: Bilingual;
}

/** Who reads: decides what is called late. The rows themselves are chosen by the database's own policy. */
export interface Reader {
  readonly secretariat: boolean;
  readonly party: string | null;
}

/** What of the register is asked for. */
export interface BoardFilter {
  readonly view: 'due' | 'country' | 'meeting';
  readonly q?: string | undefined;
  readonly party?: string | undefined;
  /** Code of the meeting that agreed it. */
  readonly meeting?: string | undefined;
  /** `owing`: ongoing, and a part is still owed, as far as the reader may see parts. */
  readonly state: 'ongoing' | 'owing' | 'closed' | 'all' | State;
  readonly timing?: Timing | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface BoardRow {
  readonly id: string;
  readonly code: string;
  readonly title: { readonly es: string | null; readonly en: string | null };
  readonly kind: Kind;
  readonly state: State;
  readonly timing: Timing;
  readonly responsible: readonly string[];
  readonly owedBy: readonly string[];
  readonly due: { readonly from: LocalDate | null; readonly to: LocalDate | null } & {
    readonly [L in 'es' | 'en']: string | null;
  };
  readonly ruleType: string;
  readonly deadlineAsWritten: string | null;
  readonly meeting: string;
  readonly meetingOn: LocalDate | null;
  readonly ownShare: ShareState | null;
  readonly answered: number;
  readonly total: number;
  /** Reports that wait for an answer, as far as the reader may see them. */
  readonly toAnswer: number;
  /** In the view by country: whose row this is. */
  readonly party: string | null;
}

export interface BoardPage {
  readonly rows: readonly BoardRow[];
  readonly total: number;
  /** How many there are of each timing, whatever page and timing is shown. */
  readonly counts: Readonly<Partial<Record<Timing, number>>>;
}

export async function listParties(db: Transaction): Promise<ReadonlyMap<string, Party>> {
  const rows = await db.selectFrom('conf.party').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        kind: row.kind as Party['kind'],
        name: { es: row.name_es, en: row.name_en },
        short: { es: row.acronym_es ?? row.name_es, en: row.acronym_en ?? row.name_en },
      },
    ]),
  );
}

/** Meetings that the register knows, newest first, for its filters. */
export async function listAgreeingMeetings(
  db: Transaction,
): Promise<readonly { readonly code: string; readonly title: Bilingual; readonly startsOn: LocalDate | null }[]> {
  const rows = await db
    .selectFrom('conf.meeting')
    .select(['code', 'title_es', 'title_en', 'starts_on'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('conf.obligation')
          .select('conf.obligation.id')
          .whereRef('conf.obligation.meeting', '=', 'conf.meeting.id')
          .where('conf.obligation.code', 'is not', null),
      ),
    )
    .orderBy('starts_on', (order) => order.desc().nullsLast())
    .execute();
  return rows.map((row) => ({
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    startsOn: row.starts_on,
  }));
}

const list = (values: readonly string[]): RawBuilder<unknown> => sql.join(values.map((value) => sql.lit(value)));

/** Obligations that stand behind another one: that one goes on and has not reached the state that opens this one. */
export const BLOCKED: RawBuilder<unknown> = sql`
  select d.obligation,
    bool_or(not (b.state in ('accepted', 'dropped', 'superseded') or (d.until_state = 'delivered' and b.state = 'delivered'))) as blocked
  from conf.dependency d join conf.obligation b on b.id = d.depends_on
  group by d.obligation`;

/** The same decision as `timingOf`, for lists; a test holds the two together over every combination of facts. */
export function timingSql(reader: Reader, today: LocalDate): RawBuilder<Timing> {
  const late = reader.secretariat ? sql`true` : sql`own.state is not distinct from 'owed'`;
  const answered = reader.secretariat ? sql`false` : sql`own.state in ('delivered', 'accepted')`;
  return sql<Timing>`case
    when o.state = 'delivered' then 'delivered'
    when o.state not in ('open', 'in_progress') then 'closed'
    when ${answered} then 'delivered'
    when wait.blocked then 'waiting'
    when o.due_to is null and o.deadline_rule ->> 'type' in (${list(WAITING_RULES)})
      and not (o.deadline_rule ->> 'type' = 'condition' and wait.obligation is not null) then 'waiting'
    when o.due_to is null then 'undated'
    when o.due_to < ${today}::date then case when ${late} then 'overdue' else 'reached' end
    when o.due_to <= ${today}::date + ${sql.lit(SOON_DAYS)} then 'due_soon'
    else 'not_due'
  end`;
}

/**
 * What passes the filter, in a few narrow columns: sorting 5,000 of these costs little, and words are read for one
 * page only. In the view by country each row is the part of one party, and `own` is that part, which the database
 * shows to that party and the secretariat: everybody else reads neutral words about it.
 */
function seen(filter: BoardFilter, reader: Reader, today: LocalDate): RawBuilder<unknown> {
  const byCountry = filter.view === 'country';
  const part = reader.secretariat ? sql`own.party = p` : sql`own.party = p and own.party = ${reader.party}`;
  const timing = timingSql(byCountry ? { ...reader, secretariat: false } : reader, today);
  const only = byCountry && filter.party !== undefined ? sql`and p = ${filter.party}` : sql``;
  return sql`
    with wait as materialized (${BLOCKED}),
    seen as materialized (
      select o.id, o.code, o.due_to, m.code as meeting, m.starts_on, own.state as own_share, ${timing} as timing,
        ${byCountry ? sql`p` : sql`null::text`} as party
      from conf.obligation o
      join conf.meeting m on m.id = o.meeting
      left join wait on wait.obligation = o.id
      ${byCountry ? sql`cross join lateral unnest(o.owed_by) as p` : sql``}
      left join conf.share own on own.obligation = o.id and ${byCountry ? part : sql`own.party = ${reader.party}`}
      where o.code is not null and ${where(filter)} ${only}
    )`;
}

function where(filter: BoardFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`o.state not in (${list(UNPUBLISHED)})`];
  if (filter.state === 'owing') {
    const of = filter.party === undefined ? sql`` : sql`and s.party = ${filter.party}`;
    parts.push(sql`o.state in ('open', 'in_progress')
      and exists (select 1 from conf.share s where s.obligation = o.id and s.state = 'owed' ${of})`);
  } else if (filter.state === 'ongoing') parts.push(sql`o.state not in (${list(CLOSED)})`);
  else if (filter.state === 'closed') parts.push(sql`o.state in (${list(CLOSED)})`);
  else if (filter.state !== 'all') parts.push(sql`o.state = ${filter.state}`);
  if (filter.party !== undefined) {
    parts.push(sql`(o.owed_by @> array[${filter.party}]::text[] or o.responsible @> array[${filter.party}]::text[])`);
  }
  if (filter.meeting !== undefined) parts.push(sql`m.code = ${filter.meeting}`);
  for (const word of (filter.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    // In a sub-query the pattern is folded once and not for each row.
    parts.push(sql`o.words like (select app.folded(${pattern}))`);
  }
  return sql.join(parts, sql` and `);
}

/**
 * One page of the register, filtered, sorted and counted by the database in one query. `order` is the alphabetical
 * order of parties in the reader's language, used by the view by country, in which a shared obligation has a row for
 * each of its parties.
 */
export async function listBoard(
  db: Transaction,
  filter: BoardFilter,
  reader: Reader,
  today: LocalDate,
  order: readonly string[],
): Promise<BoardPage> {
  const only = filter.timing === undefined ? sql`true` : sql`timing = ${filter.timing}`;
  const rank = {
    due: sql`array_position(${sql.lit(`{${TIMINGS.join(',')}}`)}::text[], timing)`,
    country: sql`array_position(${[...order]}::text[], party)`,
    meeting: sql`0`,
  }[filter.view];
  const byMeeting = filter.view === 'meeting' ? sql`starts_on desc nulls last, meeting, code` : undefined;
  const result = await sql<PageRow>`
    ${seen(filter, reader, today)},
    page as materialized (
      select id, timing, own_share, meeting, starts_on, due_to, code, party, ${rank} as rank
      from seen where ${only}
      order by ${byMeeting ?? sql`rank nulls last, due_to nulls last, code`}
      limit ${filter.limit} offset ${filter.offset}
    )
    select o.id, o.code, o.title_es, o.title_en, o.kind, o.state, o.responsible, o.owed_by, o.due_from, o.due_to,
      o.due_es, o.due_en, o.deadline_rule ->> 'type' as rule_type, o.deadline_as_written, page.meeting, page.starts_on,
      page.own_share, page.timing, page.party, counted.answered, counted.total,
      (select count(*) from conf.progress r where r.obligation = o.id and r.state = 'submitted' and r.kind <> 'note') as to_answer,
      (select count(*) from seen where ${only}) as of,
      (select json_object_agg(timing, count) from (select timing, count(*) from seen group by timing) c) as counts
    from page
    join conf.obligation o on o.id = page.id
    left join conf.share_counts((select coalesce(array_agg(distinct id), '{}') from page)) counted on counted.obligation = page.id
    order by ${byMeeting ? sql`page.starts_on desc nulls last, page.meeting, page.code` : sql`page.rank nulls last, page.due_to nulls last, page.code`}`.execute(
    db,
  );
  const [first] = result.rows;
  return {
    rows: result.rows.map(boardRow),
    total: first?.of ?? 0,
    counts: first?.counts ?? (await countBoard(db, filter, reader, today)),
  };
}

interface PageRow {
  id: string;
  code: string;
  title_es: string | null;
  title_en: string | null;
  kind: Kind;
  state: State;
  responsible: string[];
  owed_by: string[];
  due_from: string | null;
  due_to: string | null;
  due_es: string | null;
  due_en: string | null;
  rule_type: string;
  deadline_as_written: string | null;
  meeting: string;
  starts_on: string | null;
  own_share: ShareState | null;
  timing: Timing;
  party: string | null;
  answered: number | null;
  total: number | null;
  to_answer: number;
  of: number;
  counts: Partial<Record<Timing, number>> | null;
}

function boardRow(row: PageRow): BoardRow {
  return {
    id: row.id,
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    kind: row.kind,
    state: row.state,
    timing: row.timing,
    responsible: row.responsible,
    owedBy: row.owed_by,
    due: { from: row.due_from, to: row.due_to, es: row.due_es, en: row.due_en },
    ruleType: row.rule_type,
    deadlineAsWritten: row.deadline_as_written,
    meeting: row.meeting,
    meetingOn: row.starts_on,
    ownShare: row.own_share,
    answered: row.answered ?? 0,
    total: row.total ?? 0,
    toAnswer: row.to_answer,
    party: row.party,
  };
}

/** How many there are of each timing under a filter, for a page that is empty. */
async function countBoard(
  db: Transaction,
  filter: BoardFilter,
  reader: Reader,
  today: LocalDate,
): Promise<Readonly<Partial<Record<Timing, number>>>> {
  const result = await sql<{ timing: Timing; count: number }>`
    ${seen(filter, reader, today)} select timing, count(*) as count from seen group by timing`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.timing, row.count]));
}

/** For the secretariat's grid: of each party, the parts still owed by timing. Others see only their own line. */
export async function countParts(
  db: Transaction,
  today: LocalDate,
): Promise<readonly { readonly party: string; readonly timing: Timing; readonly count: number }[]> {
  const result = await sql<{ party: string; timing: Timing; count: number }>`
    with wait as materialized (${BLOCKED})
    select own.party, ${timingSql({ secretariat: false, party: null }, today)} as timing, count(*) as count
    from conf.share own
    join conf.obligation o on o.id = own.obligation
    left join wait on wait.obligation = o.id
    where o.state in ('open', 'in_progress') and own.state = 'owed'
    group by own.party, timing`.execute(db);
  return result.rows;
}
