import { sql } from 'kysely';
import { type LocalDate, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { type DueChange, dueOf } from './deadline.ts';
import { move } from './machine.ts';
import { addNotices, concernedParties } from './notice-store.ts';
import { type By, CLOSED } from './obligation.ts';
import {
  addHistory,
  changeObligation,
  dueContexts,
  findObligation,
  machineFacts,
  type Obligation,
  selectObligations,
} from './obligation-store.ts';
import { admitDue, closesCircle, expandParts } from './parts.ts';
import { bodyOfMeeting, giveParts, rollOn } from './publication-store.ts';
import { listParties } from './register-store.ts';

/** A published agreement as the person saw it. */
export interface SeenAgreement {
  readonly code: string;
  readonly version: number;
}

const CHANGED = refuse('conflict', 'http.changed-meanwhile');

async function ongoing(db: Transaction, seen: SeenAgreement): Promise<Result<Obligation>> {
  const found = await findObligation(db, { code: seen.code });
  if (!found) return refuse('not-found', 'http.not-found');
  if (CLOSED.includes(found.state)) return refuse('conflict', 'obligations.wrong-state');
  return ok(found);
}

/**
 * Sets the last day, for all parties alike. The first date of an undated agreement completes it; moving one that
 * stood needs a reason or the decision of a body. From then on the rule of the words no longer moves it.
 */
export async function setDue(
  db: Transaction,
  seen: SeenAgreement,
  change: DueChange,
  by: By,
): Promise<Result<Obligation>> {
  const found = await ongoing(db, seen);
  if (!found.ok) return found;
  const obligation = found.value;
  const admitted = admitDue(obligation.due.to, change);
  if (!admitted.ok) return admitted;
  if (change.decision !== undefined && !(await findMeeting(db, change.decision)))
    return refuse('invalid', 'obligations.no-meeting');
  const because = change.decision === undefined ? '' : ` (${change.decision})`;
  const changed = await changeObligation(
    db,
    { ...obligation, version: seen.version },
    {
      due_from: obligation.due.from !== null && obligation.due.from <= change.to ? obligation.due.from : null,
      due_to: change.to,
      due_es: `fecha fijada por la Secretaría Técnica${because}`,
      due_en: `date set by the Technical Secretariat${because}`,
      due_by_person: true,
    },
  );
  if (!changed) return CHANGED;
  const details = { before: obligation.due.to, after: change.to, decision: change.decision ?? null };
  await addHistory(
    db,
    { obligation: obligation.id, kind: admitted.value, reason: change.reason, details, shared: true },
    by,
  );
  await addNotices(db, {
    obligation: obligation.id,
    kind: 'dated',
    key: `${obligation.id}:${seen.version + 1}`,
    parties: concernedParties(obligation),
    details,
    at: by.at,
  });
  return ok(obligation);
}

async function findMeeting(
  db: Transaction,
  code: string,
): Promise<{ readonly id: string; readonly mayDrop: boolean } | undefined> {
  const row = await db
    .selectFrom('conf.meeting')
    .innerJoin('conf.body', 'conf.body.code', 'conf.meeting.body')
    .select(['conf.meeting.id', 'may_drop_agreements'])
    .where('conf.meeting.code', '=', code)
    .executeTakeFirst();
  return row && { id: row.id, mayDrop: row.may_drop_agreements };
}

/** Ends an agreement that will not be carried out: only by the decision of a competent body, cited by its meeting. */
export async function dropObligation(
  db: Transaction,
  seen: SeenAgreement,
  decision: { readonly meeting: string; readonly reason: string },
  by: By,
): Promise<Result<Obligation>> {
  const found = await ongoing(db, seen);
  if (!found.ok) return found;
  const meeting = await findMeeting(db, decision.meeting);
  const facts = { ...(await machineFacts(db, found.value)), reason: decision.reason, decision: meeting };
  const next = move(facts, 'drop');
  if (!next.ok) return next;
  const changes = { state: next.value, closed_at: by.at };
  if (!(await changeObligation(db, { ...found.value, version: seen.version }, changes))) return CHANGED;
  const details = { decision: decision.meeting };
  await addHistory(
    db,
    { obligation: found.value.id, kind: 'dropped', reason: decision.reason, details, shared: true },
    by,
  );
  await addNotices(db, {
    obligation: found.value.id,
    kind: 'dropped',
    key: found.value.id,
    parties: concernedParties(found.value),
    details,
    at: by.at,
  });
  return ok(found.value);
}

/**
 * Ends an agreement because another one took its place (renewed, merged, said anew at a later meeting). Whoever waited
 * for the old one waits for the new one from now on.
 */
export async function supersedeAgreement(
  db: Transaction,
  seen: SeenAgreement,
  by: By,
  successor: { readonly code: string; readonly reason: string },
): Promise<Result<Obligation>> {
  const found = await ongoing(db, seen);
  if (!found.ok) return found;
  const other = await findObligation(db, { code: successor.code });
  if (!other || other.id === found.value.id) return refuse('invalid', 'obligations.no-such-agreement');
  const next = move({ ...(await machineFacts(db, found.value)), successor: other.id }, 'supersede');
  if (!next.ok) return next;
  const changes = { state: next.value, superseded_by: other.id, closed_at: by.at };
  if (!(await changeObligation(db, { ...found.value, version: seen.version }, changes))) return CHANGED;
  const waiting = await db
    .deleteFrom('conf.dependency')
    .where('depends_on', '=', found.value.id)
    .where('obligation', '<>', other.id)
    .returning(['obligation', 'until_state'])
    .execute();
  if (waiting.length > 0) {
    await db
      .insertInto('conf.dependency')
      .values(waiting.map((one) => ({ ...one, depends_on: other.id })))
      .onConflict((conflict) => conflict.columns(['obligation', 'depends_on']).doNothing())
      .execute();
  }
  const details = { code: successor.code };
  await addHistory(
    db,
    { obligation: found.value.id, kind: 'superseded', reason: successor.reason, details, shared: true },
    by,
  );
  await addNotices(db, {
    obligation: found.value.id,
    kind: 'superseded',
    key: found.value.id,
    parties: concernedParties(found.value),
    details,
    at: by.at,
  });
  return ok(found.value);
}

/** What may be corrected after publication. */
export interface AgreementEdit {
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly responsible: readonly string[];
}

/**
 * Corrects the title or who is responsible. Who is added gets a part and a notice; the part of who is taken out is
 * waived, and what they reported stays.
 */
export async function editAgreement(
  db: Transaction,
  seen: SeenAgreement,
  edit: AgreementEdit,
  today: LocalDate,
  by: By,
): Promise<Result<Obligation>> {
  const found = await ongoing(db, seen);
  if (!found.ok) return found;
  const obligation = found.value;
  if (!(edit.titleEs ?? edit.titleEn)) return refuse('invalid', 'obligations.no-title');
  if (edit.responsible.length === 0) return refuse('invalid', 'obligations.nobody-responsible');
  const same = edit.responsible.toSorted().join() === obligation.responsible.toSorted().join();
  const owedBy = same
    ? obligation.owedBy
    : expandParts(
        edit.responsible,
        await bodyOfMeeting(db, obligation.meeting),
        await listParties(db),
        await rollOn(db, today),
      );
  const changed = await changeObligation(
    db,
    { ...obligation, version: seen.version },
    { title_es: edit.titleEs, title_en: edit.titleEn, responsible: [...edit.responsible], owed_by: [...owedBy] },
  );
  if (!changed) return CHANGED;
  const added = owedBy.filter((party) => !obligation.owedBy.includes(party));
  const removed = obligation.owedBy.filter((party) => !owedBy.includes(party));
  await giveParts(db, obligation.id, added, by.at);
  if (removed.length > 0) {
    await db
      .updateTable('conf.share')
      .set({ state: 'waived', changed_at: by.at })
      .where('obligation', '=', obligation.id)
      .where('party', 'in', removed)
      .execute();
  }
  const details = { before: { title: obligation.title, responsible: obligation.responsible } };
  await addHistory(db, { obligation: obligation.id, kind: 'edited', details, shared: true }, by);
  const key = `${obligation.id}:${seen.version + 1}`;
  await addNotices(db, { obligation: obligation.id, kind: 'part-given', key, parties: added, at: by.at });
  return ok(obligation);
}

/** Makes one agreement wait for another ("una vez que se aprueben estos instrumentos"). A circle is refused. */
export async function tieObligations(
  db: Transaction,
  code: string,
  dependsOn: string,
  until: 'delivered' | 'accepted',
  by: By,
): Promise<Result<Obligation>> {
  const found = await findObligation(db, { code });
  const other = await findObligation(db, { code: dependsOn });
  if (!found) return refuse('not-found', 'http.not-found');
  if (!other) return refuse('invalid', 'obligations.no-such-agreement');
  // Two people tying at the same time could close a circle that neither sees.
  await sql`select pg_advisory_xact_lock(hashtext('agreement dependencies'))`.execute(db);
  const edges = await db.selectFrom('conf.dependency').select(['obligation', 'depends_on']).execute();
  const waits = edges.map((edge) => ({ obligation: edge.obligation, dependsOn: edge.depends_on }));
  if (found.id === other.id || closesCircle(found.id, other.id, waits)) return refuse('conflict', 'obligations.circle');
  await db
    .insertInto('conf.dependency')
    .values({ obligation: found.id, depends_on: other.id, until_state: until })
    .onConflict((conflict) => conflict.columns(['obligation', 'depends_on']).doNothing())
    .execute();
  await addHistory(db, { obligation: found.id, kind: 'tied', details: { code: dependsOn }, shared: true }, by);
  return ok(found);
}

export async function untieObligations(
  db: Transaction,
  code: string,
  dependsOn: string,
  by: By,
): Promise<Result<Obligation>> {
  const found = await findObligation(db, { code });
  const other = await findObligation(db, { code: dependsOn });
  if (!found || !other) return refuse('not-found', 'http.not-found');
  const { numDeletedRows } = await db
    .deleteFrom('conf.dependency')
    .where('obligation', '=', found.id)
    .where('depends_on', '=', other.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return refuse('not-found', 'http.not-found');
  await addHistory(db, { obligation: found.id, kind: 'untied', details: { code: dependsOn }, shared: true }, by);
  return ok(found);
}

/**
 * Call it when a meeting gets a date, changes it or is cancelled. Every agreement that hangs on a meeting, or was
 * made at this one, is resolved again once; what moved keeps its earlier value in its history, and each party
 * concerned is told once. Calling it again without a change does nothing. Returns how many moved.
 */
export async function redateForMeeting(
  db: Transaction,
  meeting: { readonly id: string },
  now: Date,
  account: string | null = null,
): Promise<number> {
  const contexts = await dueContexts(db);
  const affected = await selectObligations(
    db,
    sql`(o.deadline_rule ->> 'type' = 'event' or o.meeting = ${meeting.id})
      and not o.due_by_person and o.state not in ('accepted', 'rejected', 'superseded', 'dropped')`,
  );
  let moved = 0;
  for (const obligation of affected) {
    const context = contexts(obligation.meeting);
    const due = context && dueOf(obligation.rule, context);
    if (!due || (due.from === obligation.due.from && due.to === obligation.due.to)) continue;
    const changes = { due_from: due.from, due_to: due.to, due_es: due.es, due_en: due.en };
    if (!(await changeObligation(db, obligation, changes))) continue;
    moved += 1;
    const details = { before: obligation.due.to, after: due.to, meeting: meeting.id };
    const published = obligation.code !== null;
    const by = { at: now, party: null, account };
    await addHistory(db, { obligation: obligation.id, kind: 'redated', details, shared: published }, by);
    if (!published) continue;
    await addNotices(db, {
      obligation: obligation.id,
      kind: 'redated',
      key: `${obligation.id}:${obligation.version + 1}`,
      parties: concernedParties(obligation),
      details,
      at: now,
    });
  }
  return moved;
}
