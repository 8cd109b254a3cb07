import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../database/index.ts';
import type { AfterFailure, Tries } from './delivery.ts';
import { DEFAULT_SETTING, type Digest, type NotificationSetting } from './setting.ts';
import type { Invitation } from './telling.ts';

/** A telling that no mail says yet. */
export interface OpenTelling {
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly invitation: Invitation | null;
}

/** A telling to one person, before it is written. */
export interface NewTelling {
  readonly account: string;
  readonly kind: string;
  readonly urgency: 'now' | 'digest';
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly key: string;
}

/** A mail before it is written. */
export interface NewMail {
  readonly account: string;
  readonly party: string;
  readonly name: string;
  readonly lang: Lang;
  readonly cause: 'urgent' | 'digest' | 'invitation';
  readonly key: string;
  readonly mayStop: boolean;
  readonly subject: string;
  readonly words: string;
  readonly markup: string;
  readonly calendar: string | null;
  readonly now: Date;
}

/** A mail that was taken up to be sent. */
export interface TakenMail extends Tries {
  readonly id: string;
  readonly account: string;
  readonly party: string;
  readonly lang: Lang;
  readonly mayStop: boolean;
  readonly subject: string;
  readonly words: string;
  readonly markup: string;
  readonly calendar: string | null;
  readonly madeAt: Date;
}

/** Settings of those who have chosen something. */
export async function listSettings(db: Transaction): Promise<ReadonlyMap<string, NotificationSetting>> {
  const rows = await db.selectFrom('platform.notification_setting').selectAll().execute();
  return new Map(rows.map((row) => [row.account, settingOf(row)]));
}

/** The setting of one person; the default while nothing was chosen. */
export async function getSetting(db: Transaction, account: string): Promise<NotificationSetting> {
  const row = await db
    .selectFrom('platform.notification_setting')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst();
  return row ? settingOf(row) : DEFAULT_SETTING;
}

function settingOf(row: { zone: string | null; lang: string | null; digest: string; version: number }) {
  return {
    zone: row.zone,
    lang: row.lang as Lang | null,
    digest: row.digest as Digest,
    version: row.version,
  };
}

/** Keeps a person's choice if nobody changed it since the version known; false when somebody has. */
export async function saveSetting(
  db: Transaction,
  account: string,
  { version, ...chosen }: NotificationSetting,
  now: Date,
): Promise<boolean> {
  if (version === 0) {
    const made = await db
      .insertInto('platform.notification_setting')
      .values({ account, ...chosen, changed_at: now })
      .onConflict((conflict) => conflict.column('account').doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await db
    .updateTable('platform.notification_setting')
    .set({ ...chosen, version: version + 1, changed_at: now })
    .where('account', '=', account)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Days already done, by subject, of one schedule, since a day; a subject without any was never done. */
export async function listDone(
  db: Transaction,
  schedule: string,
): Promise<ReadonlyMap<string, ReadonlySet<LocalDate>>> {
  const rows = await db
    .selectFrom('platform.occurrence')
    .select(['subject', ({ fn }) => fn.agg<string[]>('array_agg', ['day']).as('days')])
    .where('schedule', '=', schedule)
    .groupBy('subject')
    .execute();
  return new Map(rows.map((row) => [row.subject, new Set(row.days)]));
}

/** Notes that the hour of a schedule came for somebody; false when that was noted already. */
export async function noteDone(
  db: Transaction,
  done: { readonly schedule: string; readonly subject: string; readonly day: LocalDate; readonly at: Date },
): Promise<boolean> {
  const noted = await db
    .insertInto('platform.occurrence')
    .values(done)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return noted.numInsertedOrUpdatedRows === 1n;
}

/** Is there anything that was told to a party, or that is to be told at once? */
export async function hasOpen(db: Transaction): Promise<boolean> {
  const row = await db
    .selectFrom('platform.outbox')
    .select('id')
    .where('settled_at', 'is', null)
    .where((eb) => eb.or([eb('to_party', 'is not', null), eb('urgency', '=', 'now')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives what was told to parties to their people, once to each, and settles it. */
export async function spreadToPeople(
  db: Transaction,
  peopleOf: (party: string, route: string) => readonly string[],
  now: Date,
): Promise<void> {
  const rows = await db
    .selectFrom('platform.outbox')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('to_party', 'is not', null)
    .orderBy('told_at')
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, to_party: party, kind, urgency, route, params, key, invitation, told_at } of rows) {
    const people = peopleOf(party ?? '', route);
    if (people.length > 0) {
      await db
        .insertInto('platform.outbox')
        .values(
          people.map((account) => ({
            id: randomUUID(),
            to_account: account,
            kind,
            urgency,
            route,
            params: JSON.stringify(params),
            key,
            invitation: invitation === null ? null : JSON.stringify(invitation),
            told_at,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await settle(db, [id], null, now);
  }
}

/** Adds tellings to persons; what was told before is left out. */
export async function addTellings(db: Transaction, tellings: readonly NewTelling[], now: Date): Promise<void> {
  if (tellings.length === 0) return;
  await db
    .insertInto('platform.outbox')
    .values(
      tellings.map(({ account, params, ...telling }) => ({
        ...telling,
        id: randomUUID(),
        to_account: account,
        params: JSON.stringify(params),
        told_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What waits to be said: to everybody at once, or to one person in the summary. */
export async function takeOpen(
  db: Transaction,
  which: { readonly urgency: 'now' } | { readonly urgency: 'digest'; readonly account: string },
): Promise<readonly OpenTelling[]> {
  let query = db
    .selectFrom('platform.outbox')
    .select(['id', 'to_account', 'kind', 'route', 'params', 'invitation'])
    .where('settled_at', 'is', null)
    .where('to_account', 'is not', null)
    .where('urgency', '=', which.urgency);
  if (which.urgency === 'digest') query = query.where('to_account', '=', which.account);
  const rows = await query.orderBy('told_at').orderBy('key').limit(MOST_AT_A_TIME).forUpdate().skipLocked().execute();
  return rows.map((row) => ({
    id: row.id,
    account: row.to_account ?? '',
    kind: row.kind,
    route: row.route,
    params: Object.fromEntries(
      Object.entries(row.params as Record<string, string | number>).map(([name, value]) => [name, String(value)]),
    ),
    invitation: row.invitation as unknown as Invitation | null,
  }));
}

const MOST_AT_A_TIME = 1000;

/** Says that these tellings are in that mail, or that no mail says them. */
export async function settle(
  db: Transaction,
  tellings: readonly string[],
  mail: string | null,
  now: Date,
): Promise<void> {
  if (tellings.length === 0) return;
  await db.updateTable('platform.outbox').set({ settled_at: now, mail }).where('id', 'in', tellings).execute();
}

export async function insertMail(db: Transaction, { mayStop, now, ...mail }: NewMail): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('platform.mail')
    .values({ ...mail, id, may_stop: mayStop, made_at: now, try_after: now })
    .execute();
  return id;
}

/**
 * Mails whose time has come. A mail made or tried in what is now the future was so under a clock that was wrong: it
 * waits no longer.
 */
function waiting(now: Date) {
  return sql<boolean>`state = 'waiting' and (try_after <= ${now} or greatest(made_at, tried_at) > ${now})`;
}

export async function isMailWaiting(db: Transaction, now: Date): Promise<boolean> {
  const row = await db.selectFrom('platform.mail').select('id').where(waiting(now)).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Takes one mail up to be sent; from here until its end is noted nobody knows whether the server has it. */
export async function takeMail(db: Transaction, now: Date): Promise<TakenMail | undefined> {
  const next = db
    .selectFrom('platform.mail')
    .select('id')
    .where(waiting(now))
    .orderBy('try_after')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked();
  const row = await db
    .updateTable('platform.mail')
    .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), tried_at: now }))
    .where('id', '=', next)
    .returning(MAIL_COLUMNS)
    .executeTakeFirst();
  return row && mailOf(row);
}

const MAIL_COLUMNS = [
  'id',
  'account',
  'party',
  'lang',
  'may_stop',
  'subject',
  'words',
  'markup',
  'calendar',
  'made_at',
  'attempts',
  'refusals',
] as const;

function mailOf(row: {
  id: string;
  account: string;
  party: string;
  lang: string;
  may_stop: boolean;
  subject: string | null;
  words: string | null;
  markup: string | null;
  calendar: string | null;
  made_at: Date;
  attempts: number;
  refusals: number;
}): TakenMail {
  return {
    id: row.id,
    account: row.account,
    party: row.party,
    lang: row.lang as Lang,
    mayStop: row.may_stop,
    subject: row.subject ?? '',
    words: row.words ?? '',
    markup: row.markup ?? '',
    calendar: row.calendar,
    madeAt: row.made_at,
    attempts: row.attempts,
    refusals: row.refusals,
  };
}

/** Every waiting mail to the mailboxes inside Enlace: the row itself is the delivery. */
export async function takeAllMail(
  db: Transaction,
  now: Date,
): Promise<readonly { readonly id: string; readonly account: string; readonly party: string }[]> {
  return await db
    .selectFrom('platform.mail')
    .select(['id', 'account', 'party'])
    .where(waiting(now))
    .orderBy('made_at')
    .limit(MOST_AT_A_TIME)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Ends a mail for good. What was said is not kept once a server outside has it. */
export async function endMail(
  db: Transaction,
  id: string,
  end: { readonly state: 'sent' | 'withdrawn'; readonly erase: boolean; readonly now: Date },
): Promise<void> {
  await db
    .updateTable('platform.mail')
    .set({ state: end.state, ended_at: end.now, ...(end.erase ? ERASED : {}) })
    .where('id', '=', id)
    .execute();
}

const ERASED = { subject: null, words: null, markup: null, calendar: null } as const;

/** What follows from a failed attempt. */
export async function noteFailure(
  db: Transaction,
  id: string,
  after: AfterFailure,
  reply: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('platform.mail')
    .set({
      state: after.state,
      attempts: after.attempts,
      refusals: after.refusals,
      reply,
      try_after: after.tryAfter,
      ended_at: after.state === 'undeliverable' ? now : null,
    })
    .where('id', '=', id)
    .execute();
}

/** Mails that were in hand when their sender died wait again, but for those that this one holds itself. */
export async function requeueCutOff(db: Transaction, inHand: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('platform.mail')
    .set({ state: 'waiting', try_after: now })
    .where('state', '=', 'sending')
    .$if(inHand.length > 0, (query) => query.where('id', 'not in', inHand))
    .execute();
}

/** Words of mails are kept so long in the mailboxes inside Enlace. */
const KEPT_DAYS = 90;

/** Erases the words of old mails; that they were sent stays. */
export async function eraseOldWords(db: Transaction, now: Date): Promise<void> {
  await db
    .updateTable('platform.mail')
    .set(ERASED)
    .where('ended_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000))
    .where('words', 'is not', null)
    .execute();
}

/** The person whom this mail offered to stop such mails. */
export async function findStoppable(db: Transaction, mail: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('platform.mail')
    .select('account')
    .where('id', '=', mail)
    .where('may_stop', '=', true)
    .executeTakeFirst();
  return row?.account;
}
