import { createHash } from 'node:crypto';
import type { Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../database/index.ts';
import type { CalendarEvent } from './event.ts';

/** How an event was last given to a person's calendar. */
export interface EntryNumber {
  readonly sequence: number;
  readonly changedAt: Date;
}

/**
 * Numbers events for one person: 0 the first time, one more whenever what the person reads has changed since, and the
 * same otherwise. The feed and the invitations of a meeting number alike, since they are the same entry.
 */
export async function numberEvents(
  db: Transaction,
  account: string,
  events: readonly CalendarEvent[],
  lang: Lang,
  now: Date,
): Promise<ReadonlyMap<string, EntryNumber>> {
  const numbers = new Map<string, EntryNumber>();
  if (events.length === 0) return numbers;
  const rows = await db
    .selectFrom('platform.calendar_entry')
    .select(['uid', 'sequence', 'fingerprint', 'changed_at'])
    .where('account', '=', account)
    .where(
      'uid',
      'in',
      events.map(({ uid }) => uid),
    )
    .forUpdate()
    .execute();
  const known = new Map(rows.map((row) => [row.uid, row]));
  for (const event of events) {
    const before = known.get(event.uid);
    const fingerprint = fingerprintOf(event, lang);
    if (before && Buffer.compare(before.fingerprint, fingerprint) === 0) {
      numbers.set(event.uid, { sequence: before.sequence, changedAt: before.changed_at });
      continue;
    }
    const sequence = before ? before.sequence + 1 : 0;
    await db
      .insertInto('platform.calendar_entry')
      .values({ account, uid: event.uid, sequence, fingerprint, changed_at: now })
      .onConflict((conflict) =>
        conflict.columns(['account', 'uid']).doUpdateSet({ sequence, fingerprint, changed_at: now }),
      )
      .execute();
    numbers.set(event.uid, { sequence, changedAt: now });
  }
  return numbers;
}

function fingerprintOf(event: CalendarEvent, lang: Lang): Buffer {
  const { uid, title, place, startsOn, endsOn, opensAt, closesAt, zone, status } = event;
  const said = [uid, title[lang], place[lang], startsOn, endsOn, opensAt, closesAt, zone, status];
  return createHash('sha256').update(JSON.stringify(said)).digest();
}

/** The secret of a calendar's address, as it is kept. */
export function hashCalendarToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whose calendar this token opens. */
export async function findCalendarOwner(db: Transaction, token: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('platform.calendar_token')
    .select('account')
    .where('token_hash', '=', hashCalendarToken(token))
    .executeTakeFirst();
  return row?.account;
}

/** Notes the day of a reading; true for the first one of the day. */
export async function noteCalendarRead(db: Transaction, account: string, day: LocalDate): Promise<boolean> {
  const noted = await db
    .updateTable('platform.calendar_token')
    .set({ last_read_on: day })
    .where('account', '=', account)
    .where((eb) => eb.or([eb('last_read_on', 'is', null), eb('last_read_on', '<>', day)]))
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}
