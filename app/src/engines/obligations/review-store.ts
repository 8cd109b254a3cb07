import type { DeadlineRule } from '@enlace/minutes';
import { type Lang, type LocalDate, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { dueOf } from './deadline.ts';
import { type MachineFacts, move } from './machine.ts';
import type { By, Kind, Roles } from './obligation.ts';
import {
  addHistory,
  changeObligation,
  dueContexts,
  findObligation,
  listOfText,
  type Obligation,
  type ObligationChanges,
} from './obligation-store.ts';
import { joinQuotations, splitQuotation } from './quotation.ts';

/** What the reader of a report proposes, with parties already turned into codes. */
export interface NewCandidate extends Roles {
  readonly quote: string;
  /** [start, end) in the source, in UTF-16 units. */
  readonly span: readonly [number, number];
  readonly blockId: string | null;
  readonly kind: Kind;
  readonly subkind: string | null;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly responsibleImplied: boolean;
  readonly nextForum: string | null;
  readonly deadlineAsWritten: string | null;
  readonly rule: DeadlineRule;
  /** Rules that fired, names as written, doubts. */
  readonly reading: Readonly<Record<string, unknown>>;
}

/**
 * Keeps what was read from a text as candidates, which only the secretariat sees. Reading the same text again adds
 * nothing: a candidate is known by its place in the source. Returns how many are new.
 */
export async function recordCandidates(
  db: Transaction,
  input: {
    readonly meeting: string;
    readonly text: string;
    readonly lang: Lang;
    readonly candidates: readonly NewCandidate[];
    readonly now: Date;
    readonly account?: string | null;
  },
): Promise<number> {
  const context = (await dueContexts(db))(input.meeting);
  if (!context) throw new Error(`no meeting ${input.meeting}`);
  const places = new Map<string, number>();
  let added = 0;
  for (const candidate of input.candidates) {
    const place = candidate.span.join('-');
    const count = places.get(place) ?? 0;
    places.set(place, count + 1);
    const due = dueOf(candidate.rule, context);
    const row = await db
      .insertInto('conf.obligation')
      .values({
        meeting: input.meeting,
        text: input.text,
        block: candidate.blockId,
        lang: input.lang,
        quote: candidate.quote,
        span_start: candidate.span[0],
        span_end: candidate.span[1],
        read_as: count === 0 ? place : `${place}/${count + 1}`,
        kind: candidate.kind,
        subkind: candidate.subkind,
        title_es: clip(candidate.titleEs),
        title_en: clip(candidate.titleEn),
        responsible: [...candidate.responsible],
        responsible_implied: candidate.responsibleImplied,
        via: [...candidate.via],
        support: [...candidate.support],
        presenter: [...candidate.presenter],
        recipients: [...candidate.recipients],
        next_forum: candidate.nextForum,
        deadline_as_written: candidate.deadlineAsWritten,
        deadline_rule: JSON.stringify(candidate.rule),
        due_from: due.from,
        due_to: due.to,
        due_es: due.es,
        due_en: due.en,
        reading: JSON.stringify(candidate.reading),
        created_at: input.now,
      })
      .onConflict((conflict) => conflict.columns(['text', 'read_as']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) continue;
    added += 1;
    const by = { at: input.now, party: null, account: input.account ?? null };
    await addHistory(db, { obligation: row.id, kind: 'read' }, by);
  }
  return added;
}

const TITLE_LENGTH = 300;

function clip(title: string | null): string | null {
  if (title === null || title.length <= TITLE_LENGTH) return title;
  return `${title.slice(0, title.lastIndexOf(' ', TITLE_LENGTH - 1))}…`;
}

/** A candidate as the person saw it: its identifier and version. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

const CHANGED = refuse('conflict', 'http.changed-meanwhile');

export async function confirmCandidate(db: Transaction, seen: Seen, by: By): Promise<Result<Obligation>> {
  return await step(db, seen, 'confirm', by);
}

export async function rejectCandidate(
  db: Transaction,
  seen: Seen,
  by: By,
  reason?: string,
): Promise<Result<Obligation>> {
  return await step(db, seen, 'reject', by, reason);
}

/** Takes a decision of the review back, until publication. */
export async function reconsiderCandidate(db: Transaction, seen: Seen, by: By): Promise<Result<Obligation>> {
  return await step(db, seen, 'reconsider', by);
}

const PAST = { confirm: 'confirmed', reject: 'rejected', reconsider: 'reconsidered' } as const;

async function step(
  db: Transaction,
  seen: Seen,
  event: 'confirm' | 'reject' | 'reconsider',
  by: By,
  reason?: string,
): Promise<Result<Obligation>> {
  const found = await findObligation(db, { id: seen.id });
  if (!found) return refuse('not-found', 'http.not-found');
  const next = move(unpublishedFacts(found), event);
  if (!next.ok) return next;
  if (!(await changeObligation(db, { ...found, version: seen.version }, { state: next.value }))) return CHANGED;
  await addHistory(db, { obligation: found.id, kind: PAST[event], reason }, by);
  return ok({ ...found, state: next.value, version: seen.version + 1 });
}

/** Could a person confirm it as it stands? */
export function isConfirmable(found: Obligation): boolean {
  return move(unpublishedFacts(found), 'confirm').ok;
}

function unpublishedFacts(found: Obligation): MachineFacts {
  return {
    state: found.state,
    published: found.code !== null,
    kind: found.kind,
    titled: Boolean(found.title.es ?? found.title.en),
    responsible: found.responsible.length,
    answered: 0,
    accepted: 0,
    total: 0,
  };
}

/** What the secretariat may correct in a candidate. The quotation is the report's and stays. */
export interface CandidateEdit {
  readonly kind: Kind;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly responsible: readonly string[];
  readonly recipients: readonly string[];
  readonly nextForum: string | null;
  /** A day set by the person; null goes back to what the rule of the words gives. */
  readonly due: LocalDate | null;
}

export async function editCandidate(
  db: Transaction,
  seen: Seen,
  edit: CandidateEdit,
  by: By,
): Promise<Result<Obligation>> {
  const found = await findObligation(db, { id: seen.id });
  if (!found) return refuse('not-found', 'http.not-found');
  if (found.state !== 'candidate' && found.state !== 'confirmed') return refuse('conflict', 'obligations.wrong-state');
  const due = await dueOfEdit(db, found, edit.due);
  const changes: ObligationChanges = {
    kind: edit.kind,
    title_es: edit.titleEs,
    title_en: edit.titleEn,
    responsible: [...edit.responsible],
    responsible_implied: found.responsibleImplied && sameSet(found.responsible, edit.responsible),
    recipients: [...edit.recipients],
    next_forum: edit.nextForum,
    ...due,
  };
  const after: Obligation = {
    ...found,
    kind: edit.kind,
    title: { es: edit.titleEs, en: edit.titleEn },
    responsible: edit.responsible,
  };
  if (found.state === 'confirmed') {
    const still = move({ ...unpublishedFacts(after), state: 'candidate' }, 'confirm');
    if (!still.ok) return still;
  }
  if (!(await changeObligation(db, { ...found, version: seen.version }, changes))) return CHANGED;
  await addHistory(db, { obligation: found.id, kind: 'edited', details: { before: beforeEdit(found) } }, by);
  return ok({ ...after, version: seen.version + 1 });
}

function beforeEdit(found: Obligation): Readonly<Record<string, unknown>> {
  return {
    kind: found.kind,
    title: found.title,
    responsible: found.responsible,
    recipients: found.recipients,
    nextForum: found.nextForum,
    due: found.due.to,
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join() === b.toSorted().join();
}

/** Columns of a date set by a person, or of what the rule gives when the person takes it back. */
export async function dueOfEdit(db: Transaction, found: Obligation, due: LocalDate | null): Promise<ObligationChanges> {
  if (due !== null) {
    if (due === found.due.to) return {};
    const from = found.due.from !== null && found.due.from <= due ? found.due.from : null;
    return {
      due_from: from,
      due_to: due,
      due_es: 'fecha fijada por la Secretaría Técnica',
      due_en: 'date set by the Technical Secretariat',
      due_by_person: true,
    };
  }
  if (!found.dueByPerson) return {};
  const context = (await dueContexts(db))(found.meeting);
  const resolved = context && dueOf(found.rule, context);
  return {
    due_from: resolved?.from ?? null,
    due_to: resolved?.to ?? null,
    due_es: resolved?.es ?? null,
    due_en: resolved?.en ?? null,
    due_by_person: false,
  };
}

/**
 * Makes two candidates of one. Where the second part begins is said with its first words; without them both keep
 * the whole sentence.
 */
export async function splitCandidate(
  db: Transaction,
  seen: Seen,
  second: { readonly at?: string | undefined; readonly titleEs: string | null; readonly titleEn: string | null },
  by: By,
): Promise<Result<{ readonly first: string; readonly second: string }>> {
  const found = await findObligation(db, { id: seen.id });
  if (!found) return refuse('not-found', 'http.not-found');
  if (found.state !== 'candidate' && found.state !== 'confirmed') return refuse('conflict', 'obligations.wrong-state');
  const parts = splitQuotation(found, second.at);
  if (!parts.ok) return parts;
  const [head, tail] = parts.value;
  const changed = await changeObligation(db, { ...found, version: seen.version }, quotationChanges(head));
  if (!changed) return CHANGED;
  const { id } = await db
    .insertInto('conf.obligation')
    .values({
      meeting: found.meeting,
      text: found.text,
      block: found.block,
      lang: found.lang,
      quote: tail.quote,
      span_start: tail.start,
      span_end: tail.end,
      kind: found.kind,
      title_es: second.titleEs,
      title_en: second.titleEn,
      responsible: [...found.responsible],
      responsible_implied: found.responsibleImplied,
      via: [...found.via],
      support: [...found.support],
      presenter: [...found.presenter],
      recipients: [...found.recipients],
      next_forum: found.nextForum,
      deadline_as_written: found.deadlineAsWritten,
      deadline_rule: JSON.stringify(found.rule),
      due_from: found.due.from,
      due_to: found.due.to,
      due_es: found.due.es,
      due_en: found.due.en,
      due_by_person: found.dueByPerson,
      reading: JSON.stringify({ ...found.reading, splitFrom: found.id }),
      created_at: by.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addHistory(db, { obligation: found.id, kind: 'split', details: { second: id, before: found.quote } }, by);
  await addHistory(db, { obligation: id, kind: 'split', details: { first: found.id } }, by);
  return ok({ first: found.id, second: id });
}

/** Joins a candidate to the one before it in the source, which stays; the joined one is kept, superseded by it. */
export async function mergeIntoPrevious(db: Transaction, seen: Seen, by: By): Promise<Result<Obligation>> {
  const second = await findObligation(db, { id: seen.id });
  if (!second) return refuse('not-found', 'http.not-found');
  const first = second.text === null ? undefined : await previousOf(db, second);
  if (!first) return refuse('conflict', 'obligations.nothing-to-merge');
  const gone = move({ ...unpublishedFacts(second), successor: first.id }, 'supersede');
  if (!gone.ok) return gone;
  const superseded = { state: gone.value, superseded_by: first.id, closed_at: by.at };
  if (!(await changeObligation(db, { ...second, version: seen.version }, superseded))) return CHANGED;
  const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
  const joined = joinQuotations(first, second);
  const changes: ObligationChanges = {
    ...quotationChanges(joined),
    title_es: first.title.es ?? second.title.es,
    title_en: first.title.en ?? second.title.en,
    responsible: union(first.responsible, second.responsible),
    recipients: union(first.recipients, second.recipients),
    next_forum: first.nextForum ?? second.nextForum,
  };
  if (!(await changeObligation(db, first, changes))) return CHANGED;
  await addHistory(db, { obligation: first.id, kind: 'merged', details: { with: second.id, before: first.quote } }, by);
  await addHistory(db, { obligation: second.id, kind: 'superseded', details: { by: first.id } }, by);
  return ok({ ...first, quote: joined.quote, version: first.version + 1 });
}

async function previousOf(db: Transaction, second: Obligation): Promise<Obligation | undefined> {
  const all = second.text === null ? [] : await listOfText(db, second.text);
  const active = all.filter((one) => one.state === 'candidate' || one.state === 'confirmed');
  return active[active.findIndex((one) => one.id === second.id) - 1];
}

function quotationChanges(part: {
  readonly quote: string;
  readonly start: number | null;
  readonly end: number | null;
}): ObligationChanges {
  return { quote: part.quote, span_start: part.start, span_end: part.end };
}

/** A meeting whose sentences still wait for a decision of the secretariat. Nobody else sees any. */
export interface PendingReview {
  readonly meetingCode: string;
  readonly title: { readonly es: string; readonly en: string };
  readonly candidates: number;
  readonly confirmed: number;
}

export async function listPendingReviews(db: Transaction): Promise<readonly PendingReview[]> {
  const rows = await db
    .selectFrom('conf.obligation')
    .innerJoin('conf.meeting', 'conf.meeting.id', 'conf.obligation.meeting')
    .select((eb) => [
      'conf.meeting.code',
      'conf.meeting.title_es',
      'conf.meeting.title_en',
      eb.fn.countAll<number>().filterWhere('conf.obligation.state', '=', 'candidate').as('candidates'),
      eb.fn.countAll<number>().filterWhere('conf.obligation.state', '=', 'confirmed').as('confirmed'),
    ])
    .where('conf.obligation.state', 'in', ['candidate', 'confirmed'])
    .groupBy(['conf.meeting.code', 'conf.meeting.title_es', 'conf.meeting.title_en'])
    .orderBy('conf.meeting.code')
    .execute();
  return rows.map((row) => ({
    meetingCode: row.code,
    title: { es: row.title_es, en: row.title_en },
    candidates: row.candidates,
    confirmed: row.confirmed,
  }));
}
