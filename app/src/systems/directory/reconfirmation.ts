import { addDays, type LocalDate } from '../../kernel/index.ts';

const MONTHS = 6;

/** A contact that nobody has confirmed for six months is asked for again (secretariat.md, S19). */
export function reconfirmBy(verifiedOn: LocalDate): LocalDate {
  const [year = 0, month = 0, day = 0] = verifiedOn.split('-').map(Number);
  const moved = new Date(Date.UTC(year, month - 1 + MONTHS, 1));
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return moved.toISOString().slice(0, 10);
}

/** Has its time come? On the day itself it is asked for and not late. */
export function isStale(verifiedOn: LocalDate, today: LocalDate): boolean {
  return reconfirmBy(verifiedOn) < today;
}

/** The day by which a list is to be reconfirmed: that of its oldest contact; null for an empty list. */
export function listDue(verified: readonly LocalDate[]): LocalDate | null {
  const oldest = verified.toSorted()[0];
  return oldest === undefined ? null : reconfirmBy(oldest);
}

/** Asked for so many days ahead. */
export function isAsked(due: LocalDate, today: LocalDate): boolean {
  return due <= addDays(today, 30);
}
