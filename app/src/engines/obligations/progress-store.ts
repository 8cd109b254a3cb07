import { sql } from 'kysely';
import { type Lang, type LocalDate, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { setDue } from './change-store.ts';
import { move } from './machine.ts';
import { addNotices } from './notice-store.ts';
import type { By, ProgressKind, ShareState } from './obligation.ts';
import {
  addHistory,
  changeObligation,
  findObligation,
  listShares,
  lockObligation,
  machineFacts,
  type Obligation,
} from './obligation-store.ts';
import { admitReport } from './parts.ts';

/** What a party sends about its part. `evidence` are documents that are already kept. */
export interface NewReport {
  readonly kind: ProgressKind;
  readonly body: string;
  readonly lang: Lang;
  readonly party: string;
  readonly evidence: readonly string[];
}

/**
 * A report of progress. "Delivered" settles the part until the secretariat answers; when every part is in, the
 * obligation is delivered. A later report on a part already delivered adds to it and takes nothing back.
 */
export async function reportProgress(
  db: Transaction,
  code: string,
  report: NewReport,
  by: By,
): Promise<Result<{ readonly id: string }>> {
  await lockObligation(db, code);
  const found = await findObligation(db, { code });
  if (!found) return refuse('not-found', 'http.not-found');
  const share = (await listShares(db, found.id)).find((one) => one.party === report.party);
  const admitted = admitReport(found.state, share?.state ?? null);
  if (!admitted.ok) return admitted;
  const { id } = await db
    .insertInto('conf.progress')
    .values({
      obligation: found.id,
      party: report.party,
      kind: report.kind,
      body: report.body,
      lang: report.lang,
      written_by: by.account,
      written_at: by.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (report.evidence.length > 0) {
    await db
      .insertInto('conf.progress_evidence')
      .values(report.evidence.map((document) => ({ progress: id, document })))
      .execute();
  }
  const history = { obligation: found.id, party: report.party, details: { report: id, kind: report.kind } };
  await addHistory(db, { ...history, kind: report.kind === 'delivered' ? 'part-delivered' : 'reported' }, by);
  if (report.kind === 'delivered') await settleShare(db, found.id, report.party, 'delivered', by.at);
  if (report.kind === 'delivered' || report.kind === 'progress') await advance(db, found, by);
  return ok({ id });
}

/** Moves the obligation as far as its parts allow: the first report starts it, the last delivery delivers it. */
async function advance(db: Transaction, found: Obligation, by: By): Promise<void> {
  const facts = await machineFacts(db, found);
  for (const event of ['deliver', 'start'] as const) {
    const next = move(facts, event);
    if (!next.ok) continue;
    const { numUpdatedRows } = await db
      .updateTable('conf.obligation')
      .set({ state: next.value, version: sql`version + 1` })
      .where('id', '=', found.id)
      .where('state', 'in', ['open', 'in_progress'])
      .where('state', '<>', next.value)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) {
      await addHistory(
        db,
        { obligation: found.id, kind: event === 'deliver' ? 'delivered' : 'started', party: by.party },
        by,
      );
    }
    return;
  }
}

async function settleShare(
  db: Transaction,
  obligation: string,
  party: string,
  state: ShareState,
  at: Date,
): Promise<void> {
  await db
    .updateTable('conf.share')
    .set({ state, changed_at: at })
    .where('obligation', '=', obligation)
    .where('party', '=', party)
    .execute();
}

/** What the secretariat answers to a report. */
export interface Answer {
  readonly verdict: 'accepted' | 'returned';
  readonly answer?: string | undefined;
  /** The new last day, when a request for more time is granted. */
  readonly due?: LocalDate | undefined;
}

/**
 * Accepts or returns a report, once. Returning needs words: the party must know what is missing. More time is given
 * to all, never to one, because the date is the agreement's (secretariat.md 4: extension to all).
 */
export async function answerReport(
  db: Transaction,
  code: string,
  report: string,
  answer: Answer,
  by: By,
): Promise<Result<{ readonly id: string }>> {
  await lockObligation(db, code);
  const found = await findObligation(db, { code });
  const row = await db
    .selectFrom('conf.progress')
    .select(['id', 'party', 'kind', 'state', 'obligation'])
    .where('id', '=', report)
    .executeTakeFirst();
  if (!found || row?.obligation !== found.id) return refuse('not-found', 'http.not-found');
  if (row.state !== 'submitted') return refuse('conflict', 'obligations.already-answered');
  if (answer.verdict === 'returned' && answer.answer === undefined) return refuse('invalid', 'obligations.no-reason');
  await db
    .updateTable('conf.progress')
    .set({ state: answer.verdict, answer: answer.answer ?? null, answered_at: by.at })
    .where('id', '=', report)
    .where('state', '=', 'submitted')
    .execute();
  const part = { obligation: found.id, party: row.party, key: report, code: found.code, at: by.at };
  switch (row.kind as ProgressKind) {
    case 'delivered':
      return answer.verdict === 'accepted'
        ? await acceptPart(db, found, part, by)
        : await returnPart(db, found, part, answer.answer, by);
    case 'extension_request':
      return await answerExtension(db, found, part, answer, by);
    case 'progress':
    case 'note': {
      if (answer.verdict === 'accepted') await shareReports(db, found, by.at);
      await tell(db, answer.verdict === 'accepted' ? 'part-accepted' : 'part-returned', part);
      return ok({ id: report });
    }
  }
}

interface Part {
  readonly obligation: string;
  readonly party: string;
  readonly key: string;
  readonly code: string | null;
  readonly at: Date;
}

async function acceptPart(db: Transaction, found: Obligation, part: Part, by: By): Promise<Result<{ id: string }>> {
  await settleShare(db, found.id, part.party, 'accepted', by.at);
  await addHistory(db, { obligation: found.id, party: part.party, kind: 'part-accepted' }, by);
  await tell(db, 'part-accepted', part);
  const next = move(await machineFacts(db, found), 'accept');
  if (next.ok) {
    if (!(await changeObligation(db, found, { state: next.value, closed_at: by.at }))) {
      return refuse('conflict', 'http.changed-meanwhile');
    }
    await addHistory(db, { obligation: found.id, kind: 'accepted', shared: true }, by);
    await tellThoseWaiting(db, found, by.at);
  }
  await shareReports(db, { ...found, state: next.ok ? next.value : found.state }, by.at);
  return ok({ id: part.key });
}

async function returnPart(
  db: Transaction,
  found: Obligation,
  part: Part,
  reason: string | undefined,
  by: By,
): Promise<Result<{ id: string }>> {
  await settleShare(db, found.id, part.party, 'owed', by.at);
  await addHistory(db, { obligation: found.id, party: part.party, kind: 'part-returned', reason }, by);
  await tell(db, 'part-returned', part);
  const next = move(await machineFacts(db, found), 'return');
  if (next.ok && !(await changeObligation(db, found, { state: next.value }))) {
    return refuse('conflict', 'http.changed-meanwhile');
  }
  return ok({ id: part.key });
}

async function answerExtension(
  db: Transaction,
  found: Obligation,
  part: Part,
  answer: Answer,
  by: By,
): Promise<Result<{ id: string }>> {
  if (answer.verdict === 'returned') {
    await addHistory(
      db,
      { obligation: found.id, party: part.party, kind: 'extension-not-granted', reason: answer.answer },
      by,
    );
    await tell(db, 'extension-not-granted', part);
    return ok({ id: part.key });
  }
  if (answer.due === undefined) return refuse('invalid', 'obligations.no-date');
  // The reason that all may read never names who asked for more time.
  const change = { to: answer.due, reason: answer.answer ?? 'prórroga solicitada · extension requested' };
  const moved = await setDue(db, { code: found.code ?? '', version: found.version }, change, by);
  return moved.ok ? ok({ id: part.key }) : moved;
}

async function tell(
  db: Transaction,
  kind: 'part-accepted' | 'part-returned' | 'extension-not-granted',
  part: Part,
): Promise<void> {
  await addNotices(db, { obligation: part.obligation, kind, key: part.key, parties: [part.party], at: part.at });
}

/**
 * Accepted reports become readable for the members: at once when the obligation is of one party, else only when all
 * parts are accepted. Before that, who has reported would tell who has not.
 */
async function shareReports(db: Transaction, found: Obligation, at: Date): Promise<void> {
  if (found.owedBy.length > 1 && found.state !== 'accepted') return;
  await db
    .updateTable('conf.progress')
    .set({ shared_at: at })
    .where('obligation', '=', found.id)
    .where('state', '=', 'accepted')
    .where('kind', 'in', ['progress', 'delivered'])
    .where('shared_at', 'is', null)
    .execute();
}

/** Those who waited for this one are told once that they can begin. */
async function tellThoseWaiting(db: Transaction, found: Obligation, at: Date): Promise<void> {
  const waiting = await db
    .selectFrom('conf.dependency')
    .innerJoin('conf.obligation', 'conf.obligation.id', 'conf.dependency.obligation')
    .select(['conf.obligation.id', 'conf.obligation.owed_by', 'conf.obligation.code'])
    .where('conf.dependency.depends_on', '=', found.id)
    .where('conf.obligation.state', 'in', ['open', 'in_progress'])
    .execute();
  for (const one of waiting) {
    const still = await findObligation(db, { id: one.id });
    if (still?.blocked !== false) continue;
    const details = { code: one.code, after: found.code };
    await addNotices(db, { obligation: one.id, kind: 'can-begin', key: one.id, parties: one.owed_by, details, at });
  }
}

/** A report that nobody answered yet. */
export interface OpenReport {
  readonly id: string;
  readonly code: string;
  readonly title: { readonly es: string | null; readonly en: string | null };
  readonly party: string;
  readonly kind: ProgressKind;
  readonly writtenAt: Date;
}

/** Reports that wait for an answer, oldest first, as far as the reader may see them. */
export async function listOpenReports(db: Transaction, limit: number): Promise<readonly OpenReport[]> {
  const rows = await db
    .selectFrom('conf.progress')
    .innerJoin('conf.obligation', 'conf.obligation.id', 'conf.progress.obligation')
    .select([
      'conf.progress.id',
      'code',
      'title_es',
      'title_en',
      'conf.progress.party',
      'conf.progress.kind',
      'written_at',
    ])
    .where('conf.progress.state', '=', 'submitted')
    .where('conf.progress.kind', '<>', 'note')
    .orderBy('written_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code ?? '',
    title: { es: row.title_es, en: row.title_en },
    party: row.party,
    kind: row.kind as ProgressKind,
    writtenAt: row.written_at,
  }));
}
