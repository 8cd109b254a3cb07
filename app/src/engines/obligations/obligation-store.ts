import { type RawBuilder, sql } from 'kysely';
import type { Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { type DueContext, type MeetingDates, nameKey, parseRule } from './deadline.ts';
import type { MachineFacts } from './machine.ts';
import type { By, Kind, ProgressKind, Roles, ShareState, State } from './obligation.ts';
import { BLOCKED } from './register-store.ts';

/** One obligation with all that is stored of it. */
export interface Obligation extends Roles {
  readonly id: string;
  readonly code: string | null;
  readonly meeting: string;
  readonly meetingCode: string;
  readonly text: string | null;
  readonly block: string | null;
  readonly lang: Lang;
  readonly quote: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly kind: Kind;
  readonly subkind: string | null;
  readonly title: { readonly es: string | null; readonly en: string | null };
  readonly responsibleImplied: boolean;
  readonly owedBy: readonly string[];
  readonly nextForum: string | null;
  readonly deadlineAsWritten: string | null;
  readonly rule: ReturnType<typeof parseRule>;
  readonly due: {
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
    readonly es: string | null;
    readonly en: string | null;
  };
  readonly dueByPerson: boolean;
  readonly zone: string;
  readonly state: State;
  readonly reading: Readonly<Record<string, unknown>>;
  readonly supersededBy: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
  readonly blocked: boolean;
  /** It was tied to others, whatever their state. */
  readonly tied: boolean;
}

type Key = { readonly code: string } | { readonly id: string };

/** The obligation if the reader may see it. */
export async function findObligation(db: Transaction, key: Key): Promise<Obligation | undefined> {
  const [found] = await selectObligations(db, 'code' in key ? sql`o.code = ${key.code}` : sql`o.id = ${key.id}`);
  return found;
}

/**
 * Holds an obligation until the transaction ends, so that parts which arrive in the same moment are counted one after
 * the other. Without the right to change it there is nothing to hold.
 */
export async function lockObligation(db: Transaction, code: string): Promise<void> {
  await db.selectFrom('conf.obligation').select('id').where('code', '=', code).forUpdate().execute();
}

/** What was read from one meeting's reports, in the order of the source. */
export async function listOfMeeting(
  db: Transaction,
  meeting: string,
  states: readonly State[],
): Promise<readonly Obligation[]> {
  return await selectObligations(db, sql`m.code = ${meeting} and o.state = any (${[...states]}::text[])`);
}

export async function listOfText(db: Transaction, text: string): Promise<readonly Obligation[]> {
  return await selectObligations(db, sql`o.text = ${text}`);
}

export async function selectObligations(db: Transaction, where: RawBuilder<unknown>): Promise<readonly Obligation[]> {
  const result = await sql<Row>`
    with wait as (${BLOCKED})
    select o.*, m.code as meeting_code, coalesce(wait.blocked, false) as blocked, wait.obligation is not null as tied
    from conf.obligation o
    join conf.meeting m on m.id = o.meeting
    left join wait on wait.obligation = o.id
    where ${where}
    order by o.span_start nulls last, o.created_at, o.code, o.id`.execute(db);
  return result.rows.map(fromRow);
}

interface Row {
  id: string;
  code: string | null;
  meeting: string;
  meeting_code: string;
  text: string | null;
  block: string | null;
  lang: Lang;
  quote: string;
  span_start: number | null;
  span_end: number | null;
  kind: Kind;
  subkind: string | null;
  title_es: string | null;
  title_en: string | null;
  responsible: string[];
  responsible_implied: boolean;
  via: string[];
  support: string[];
  presenter: string[];
  recipients: string[];
  owed_by: string[];
  next_forum: string | null;
  deadline_as_written: string | null;
  deadline_rule: unknown;
  due_from: string | null;
  due_to: string | null;
  due_es: string | null;
  due_en: string | null;
  due_by_person: boolean;
  closing_zone: string;
  state: State;
  reading: Record<string, unknown> | null;
  superseded_by: string | null;
  closed_at: Date | null;
  version: number;
  blocked: boolean;
  tied: boolean;
}

function fromRow(row: Row): Obligation {
  return {
    id: row.id,
    code: row.code,
    meeting: row.meeting,
    meetingCode: row.meeting_code,
    text: row.text,
    block: row.block,
    lang: row.lang,
    quote: row.quote,
    start: row.span_start,
    end: row.span_end,
    kind: row.kind,
    subkind: row.subkind,
    title: { es: row.title_es, en: row.title_en },
    responsible: row.responsible,
    responsibleImplied: row.responsible_implied,
    via: row.via,
    support: row.support,
    presenter: row.presenter,
    recipients: row.recipients,
    owedBy: row.owed_by,
    nextForum: row.next_forum,
    deadlineAsWritten: row.deadline_as_written,
    rule: parseRule(row.deadline_rule),
    due: { from: row.due_from, to: row.due_to, es: row.due_es, en: row.due_en },
    dueByPerson: row.due_by_person,
    zone: row.closing_zone,
    state: row.state,
    reading: row.reading ?? {},
    supersededBy: row.superseded_by,
    closedAt: row.closed_at,
    version: row.version,
    blocked: row.blocked,
    tied: row.tied,
  };
}

/** How many parts are answered, accepted and there in all. Accepted ones are counted only as far as visible. */
export async function countShares(
  db: Transaction,
  obligation: string,
): Promise<{ readonly answered: number; readonly accepted: number; readonly total: number }> {
  const counted = await sql<{ answered: number; total: number }>`
    select answered, total from conf.share_counts(array[${obligation}]::uuid[])`.execute(db);
  const accepted = await db
    .selectFrom('conf.share')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('obligation', '=', obligation)
    .where('state', '=', 'accepted')
    .executeTakeFirstOrThrow();
  const row = counted.rows[0];
  return { answered: row?.answered ?? 0, total: row?.total ?? 0, accepted: accepted.count };
}

/** The parts that the reader may see: all of them for the secretariat, the own one for a party. */
export async function listShares(
  db: Transaction,
  obligation: string,
): Promise<readonly { readonly party: string; readonly state: ShareState }[]> {
  const rows = await db
    .selectFrom('conf.share')
    .select(['party', 'state'])
    .where('obligation', '=', obligation)
    .orderBy('party')
    .execute();
  return rows.map((row) => ({ party: row.party, state: row.state as ShareState }));
}

/** What the machine's guards look at. */
export async function machineFacts(db: Transaction, obligation: Obligation): Promise<MachineFacts> {
  const counts = await countShares(db, obligation.id);
  return {
    state: obligation.state,
    published: obligation.code !== null,
    kind: obligation.kind,
    titled: Boolean(obligation.title.es ?? obligation.title.en),
    responsible: obligation.responsible.length,
    ...counts,
  };
}

/**
 * Changes an obligation that is still at the version that the person saw; false when somebody was faster. Raises
 * the version.
 */
export async function changeObligation(
  db: Transaction,
  obligation: Pick<Obligation, 'id' | 'version'>,
  changes: ObligationChanges,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('conf.obligation')
    .set({ ...changes, version: obligation.version + 1 })
    .where('id', '=', obligation.id)
    .where('version', '=', obligation.version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Columns that change during the life of an obligation. */
export interface ObligationChanges {
  readonly code?: string;
  readonly kind?: Kind;
  readonly title_es?: string | null;
  readonly title_en?: string | null;
  readonly responsible?: string[];
  readonly responsible_implied?: boolean;
  readonly recipients?: string[];
  readonly owed_by?: string[];
  readonly next_forum?: string | null;
  readonly quote?: string;
  readonly span_start?: number | null;
  readonly span_end?: number | null;
  readonly due_from?: LocalDate | null;
  readonly due_to?: LocalDate | null;
  readonly due_es?: string | null;
  readonly due_en?: string | null;
  readonly due_by_person?: boolean;
  readonly state?: State;
  readonly superseded_by?: string | null;
  readonly closed_at?: Date | null;
}

/** Kinds of entries in the history; each is the end of a message key. */
export type HistoryKind =
  | 'read'
  | 'entered'
  | 'confirmed'
  | 'reconsidered'
  | 'rejected'
  | 'edited'
  | 'split'
  | 'merged'
  | 'published'
  | 'reported'
  | 'started'
  | 'part-delivered'
  | 'delivered'
  | 'part-accepted'
  | 'part-returned'
  | 'accepted'
  | 'dated'
  | 'extended'
  | 'advanced'
  | 'redated'
  | 'superseded'
  | 'dropped'
  | 'tied'
  | 'untied'
  | 'extension-not-granted';

export interface HistoryEntry {
  readonly obligation: string;
  readonly kind: HistoryKind;
  /** The party concerned; null for the obligation as a whole. */
  readonly party?: string | null;
  readonly reason?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Everybody who follows the register may read it. */
  readonly shared?: boolean;
}

export async function addHistory(db: Transaction, entry: HistoryEntry, by: By): Promise<void> {
  await db
    .insertInto('conf.obligation_event')
    .values({
      obligation: entry.obligation,
      at: by.at,
      party: entry.party ?? null,
      account: by.account,
      kind: entry.kind,
      reason: entry.reason ?? null,
      details: JSON.stringify(entry.details ?? {}),
      shared: entry.shared ?? false,
    })
    .execute();
}

export async function listHistory(
  db: Transaction,
  obligation: string,
): Promise<
  readonly {
    readonly at: Date;
    readonly party: string | null;
    readonly kind: HistoryKind;
    readonly reason: string | null;
    readonly details: Readonly<Record<string, unknown>>;
  }[]
> {
  const rows = await db
    .selectFrom('conf.obligation_event')
    .select(['at', 'party', 'kind', 'reason', 'details'])
    .where('obligation', '=', obligation)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    party: row.party,
    kind: row.kind as HistoryKind,
    reason: row.reason,
    details: row.details as Record<string, unknown>,
  }));
}

/** A report of progress with the files that the reader may open. */
export interface Report {
  readonly id: string;
  readonly party: string;
  readonly kind: ProgressKind;
  readonly body: string;
  readonly lang: Lang;
  readonly state: 'submitted' | 'accepted' | 'returned';
  readonly answer: string | null;
  readonly writtenAt: Date;
  readonly answeredAt: Date | null;
  readonly evidence: readonly { readonly document: string; readonly name: string }[];
}

export async function listReports(db: Transaction, obligation: string): Promise<readonly Report[]> {
  const rows = await db
    .selectFrom('conf.progress')
    .selectAll()
    .where('obligation', '=', obligation)
    .orderBy('written_at')
    .orderBy('id')
    .execute();
  const files = await db
    .selectFrom('conf.progress_evidence')
    .innerJoin('conf.progress', 'conf.progress.id', 'conf.progress_evidence.progress')
    .innerJoin('conf.document', 'conf.document.id', 'conf.progress_evidence.document')
    .select(['conf.progress_evidence.progress', 'conf.document.id', 'conf.document.name'])
    .where('conf.progress.obligation', '=', obligation)
    .orderBy('conf.document.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    party: row.party,
    kind: row.kind as ProgressKind,
    body: row.body,
    lang: row.lang as Lang,
    state: row.state as Report['state'],
    answer: row.answer,
    writtenAt: row.written_at,
    answeredAt: row.answered_at,
    evidence: files.filter((file) => file.progress === row.id).map((file) => ({ document: file.id, name: file.name })),
  }));
}

/** A file of a report, if the reader may see both the report and the file. */
export async function findEvidence(db: Transaction, obligation: string, document: string): Promise<boolean> {
  const row = await db
    .selectFrom('conf.progress_evidence')
    .innerJoin('conf.progress', 'conf.progress.id', 'conf.progress_evidence.progress')
    .select('conf.progress_evidence.document')
    .where('conf.progress_evidence.document', '=', document)
    .where('conf.progress.obligation', '=', obligation)
    .executeTakeFirst();
  return row !== undefined;
}

/** What this one waits for, and what waits for it. */
export async function listDependencies(
  db: Transaction,
  obligation: string,
): Promise<
  readonly {
    readonly direction: 'waits-for' | 'awaited-by';
    readonly code: string | null;
    readonly id: string;
    readonly title: Obligation['title'];
    readonly state: State;
    readonly until: 'delivered' | 'accepted';
  }[]
> {
  const result = await sql<{
    direction: 'waits-for' | 'awaited-by';
    id: string;
    code: string | null;
    title_es: string | null;
    title_en: string | null;
    state: State;
    until_state: 'delivered' | 'accepted';
  }>`
    select 'waits-for' as direction, o.id, o.code, o.title_es, o.title_en, o.state, d.until_state
    from conf.dependency d join conf.obligation o on o.id = d.depends_on where d.obligation = ${obligation}
    union all
    select 'awaited-by', o.id, o.code, o.title_es, o.title_en, o.state, d.until_state
    from conf.dependency d join conf.obligation o on o.id = d.obligation where d.depends_on = ${obligation}
    order by 1 desc, 3`.execute(db);
  return result.rows.map((row) => ({
    direction: row.direction,
    id: row.id,
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    state: row.state,
    until: row.until_state,
  }));
}

/** What deadlines are resolved with: every meeting, and the names of bodies in both languages. */
export async function dueContexts(db: Transaction): Promise<(meeting: string) => DueContext | undefined> {
  const meetings: readonly MeetingDates[] = (
    await db
      .selectFrom('conf.meeting')
      .select(['id', 'body', 'starts_on', 'ends_on', 'linked_meeting', 'status'])
      .execute()
  ).map((row) => ({
    id: row.id,
    body: row.body,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    linkedMeeting: row.linked_meeting,
    cancelled: row.status === 'cancelled',
  }));
  const bodies = await db
    .selectFrom('conf.body')
    .innerJoin('conf.party', 'conf.party.code', 'conf.body.code')
    .select(['conf.party.code', 'name_es', 'name_en', 'acronym_es', 'acronym_en'])
    .execute();
  const names = new Map(
    bodies.flatMap((row) =>
      [row.code, row.name_es, row.name_en, row.acronym_es, row.acronym_en].flatMap((name) =>
        name === null ? [] : [[nameKey(name), row.code] as const],
      ),
    ),
  );
  return (id) => {
    const meeting = meetings.find((one) => one.id === id);
    return meeting && { meeting, meetings, bodyOf: (forum) => names.get(nameKey(forum)) };
  };
}
