import type { DeadlineRule } from '@enlace/minutes';
import { sql } from 'kysely';
import { type Lang, type LocalDate, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { dueOf, heldOn } from './deadline.ts';
import { move } from './machine.ts';
import { addNotices, concernedParties } from './notice-store.ts';
import type { By, Kind, Roles } from './obligation.ts';
import {
  addHistory,
  changeObligation,
  dueContexts,
  listOfMeeting,
  machineFacts,
  type Obligation,
} from './obligation-store.ts';
import { agreementCode, expandParts, type RollEntry } from './parts.ts';
import { listParties } from './register-store.ts';

/** What publication will do, so that a person can look before it happens. */
export interface Publication {
  readonly obligation: Obligation;
  /** Parties that get a part and a notice. */
  readonly owedBy: readonly string[];
}

/** The confirmed agreements of a meeting, each with the parties that will owe a part. Changes nothing. */
export async function previewPublication(
  db: Transaction,
  meetingCode: string,
  today: LocalDate,
): Promise<readonly Publication[]> {
  const confirmed = await listOfMeeting(db, meetingCode, ['confirmed']);
  const [first] = confirmed;
  if (!first) return [];
  const parties = await listParties(db);
  const roll = await rollOn(db, today);
  const body = await bodyOfMeeting(db, first.meeting);
  return confirmed.map((obligation) => ({
    obligation,
    owedBy: expandParts(obligation.responsible, body, parties, roll),
  }));
}

/**
 * Opens everything that was confirmed for a meeting: codes, parts by the roll of today, one notice to each party
 * concerned. From here on countries see it. Candidates without a decision stay with the secretariat.
 */
export async function publishRegister(
  db: Transaction,
  meetingCode: string,
  today: LocalDate,
  by: By,
): Promise<Result<readonly { readonly code: string }[]>> {
  const items = await previewPublication(db, meetingCode, today);
  if (items.length === 0) return refuse('conflict', 'obligations.nothing-confirmed');
  const codes = await nextCodes(db, items[0]?.obligation.meeting ?? '', today, items.length);
  const published: { code: string }[] = [];
  for (const [index, item] of items.entries()) {
    const code = codes[index] ?? '';
    const opened = await open(db, item, code, by);
    if (!opened.ok) return opened;
    published.push({ code });
  }
  return ok(published);
}

async function open(db: Transaction, item: Publication, code: string, by: By): Promise<Result<null>> {
  const { obligation, owedBy } = item;
  const next = move(await machineFacts(db, obligation), 'publish');
  if (!next.ok) return next;
  const changed = await changeObligation(db, obligation, { code, state: next.value, owed_by: [...owedBy] });
  if (!changed) return refuse('conflict', 'http.changed-meanwhile');
  await giveParts(db, obligation.id, owedBy, by.at);
  await addHistory(db, { obligation: obligation.id, kind: 'published', shared: true, details: { code } }, by);
  await addNotices(db, {
    obligation: obligation.id,
    kind: 'published',
    key: obligation.id,
    parties: concernedParties({ ...obligation, owedBy }),
    details: { code },
    at: by.at,
  });
  return ok(null);
}

/** Gives parts to parties; one that has its part already keeps it as it is. */
export async function giveParts(
  db: Transaction,
  obligation: string,
  parties: readonly string[],
  at: Date,
): Promise<void> {
  if (parties.length === 0) return;
  await db
    .insertInto('conf.share')
    .values(parties.map((party) => ({ obligation, party, since: at, changed_at: at })))
    .onConflict((conflict) => conflict.columns(['obligation', 'party']).doNothing())
    .execute();
}

/** Codes for so many agreements of a meeting's year. The lock is held until commit, so that two publications never share one. */
async function nextCodes(
  db: Transaction,
  meeting: string,
  today: LocalDate,
  count: number,
): Promise<readonly string[]> {
  const context = (await dueContexts(db))(meeting);
  const year = Number(((context && heldOn(context.meeting)) ?? today).slice(0, 4));
  await sql`select pg_advisory_xact_lock(hashtext('agreement code'), ${year})`.execute(db);
  const last = await sql<{ last: number }>`
    select coalesce(max(substring(code from 8)::integer), 0) as last from conf.obligation
    where code like ${`A-${year}-%`}`.execute(db);
  const start = last.rows[0]?.last ?? 0;
  return Array.from({ length: count }, (_, index) => agreementCode(year, start + index + 1));
}

/** Who is on the roll of every body on a day. */
export async function rollOn(db: Transaction, day: LocalDate): Promise<readonly RollEntry[]> {
  return await db
    .selectFrom('conf.membership')
    .select(['party', 'body', 'role'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .execute();
}

export async function bodyOfMeeting(db: Transaction, meeting: string): Promise<string> {
  const row = await db.selectFrom('conf.meeting').select('body').where('id', '=', meeting).executeTakeFirst();
  return row?.body ?? '';
}

/** An agreement that a person enters without a report to read it from. */
export interface NewAgreement extends Roles {
  readonly meetingCode: string;
  readonly lang: Lang;
  readonly quote: string;
  readonly kind: Kind;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
  readonly nextForum: string | null;
  readonly rule: DeadlineRule;
  readonly deadlineAsWritten: string | null;
  readonly due: LocalDate | null;
}

/** Enters an agreement as confirmed; it is published with the rest of its meeting. */
export async function addAgreement(
  db: Transaction,
  entered: NewAgreement,
  by: By,
): Promise<Result<{ readonly id: string }>> {
  const meeting = await db
    .selectFrom('conf.meeting')
    .select('id')
    .where('code', '=', entered.meetingCode)
    .executeTakeFirst();
  if (!meeting) return refuse('invalid', 'obligations.no-meeting');
  const allowed = move(
    {
      state: 'candidate',
      published: false,
      kind: entered.kind,
      titled: Boolean(entered.titleEs ?? entered.titleEn),
      responsible: entered.responsible.length,
      answered: 0,
      accepted: 0,
      total: 0,
    },
    'confirm',
  );
  if (!allowed.ok) return allowed;
  const context = (await dueContexts(db))(meeting.id);
  const resolved = context && dueOf(entered.rule, context);
  const { id } = await db
    .insertInto('conf.obligation')
    .values({
      meeting: meeting.id,
      lang: entered.lang,
      quote: entered.quote,
      kind: entered.kind,
      title_es: entered.titleEs,
      title_en: entered.titleEn,
      responsible: [...entered.responsible],
      via: [...entered.via],
      support: [...entered.support],
      presenter: [...entered.presenter],
      recipients: [...entered.recipients],
      next_forum: entered.nextForum,
      deadline_as_written: entered.deadlineAsWritten,
      deadline_rule: JSON.stringify(entered.rule),
      due_from: entered.due === null ? (resolved?.from ?? null) : null,
      due_to: entered.due ?? resolved?.to ?? null,
      due_es: entered.due === null ? (resolved?.es ?? null) : 'fecha fijada por la Secretaría Técnica',
      due_en: entered.due === null ? (resolved?.en ?? null) : 'date set by the Technical Secretariat',
      due_by_person: entered.due !== null,
      state: allowed.value,
      created_at: by.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addHistory(db, { obligation: id, kind: 'entered' }, by);
  return ok({ id });
}
