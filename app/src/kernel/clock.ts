/** A calendar day without hour or zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __localDate?: never };

/** Time is passed in: nothing below the composition root reads the machine's clock. */
export interface Clock {
  now(): Date;
}

/** The Conference's closing zone: UTC−6 all year, so never earlier than midnight in any of the eleven capitals. */
export const CONFERENCE_ZONE = 'America/Costa_Rica';

const DAY_MS = 86_400_000;

/** Parses `YYYY-MM-DD`; undefined if that day does not exist (30 February). */
export function parseLocalDate(text: string): LocalDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return text;
}

/** The calendar day that it is in `zone` at that moment. */
export function dayIn(zone: string, moment: Date): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(moment);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/**
 * The moment at which a day ends in a zone: the first instant of the next local day (half-open), also on days on
 * which the clocks change.
 */
export function endOfDay(date: LocalDate, zone: string): Date {
  return momentIn(addDays(date, 1), '00:00', zone);
}

/**
 * The moment at which clocks in a zone show that hour (`HH:MM`) of that day. An hour that the change to summer time
 * leaves out is read by the offset from before it; of an hour that comes twice it is the first.
 */
export function momentIn(date: LocalDate, hour: string, zone: string): Date {
  const local = Date.parse(`${date}T${hour.slice(0, 5)}:00Z`);
  const [before, after] = [-DAY_MS, DAY_MS].map((away) => local - offsetMs(zone, new Date(local + away)));
  const shows = (moment = Number.NaN): boolean => moment + offsetMs(zone, new Date(moment)) === local;
  return new Date((!shows(before) && shows(after) ? after : before) ?? local);
}

function offsetMs(zone: string, moment: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const at = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}
