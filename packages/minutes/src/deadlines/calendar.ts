import type { IsoDate } from './rules.ts';

/** A day of the Gregorian calendar. Months run from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `YYYY-MM-DD` of a day that exists; `null` for anything else ("2021-02-30"). */
export function parseDay(iso: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

export function isoDay(day: Day): IsoDate {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(day.year, 4)}-${pad(day.month, 2)}-${pad(day.day, 2)}`;
}

function serial(day: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(day.year, day.month - 1, day.day);
  return Math.round(date.getTime() / DAY_MS);
}

function fromSerial(value: number): Day {
  const date = new Date(value * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Negative when `a` is earlier. */
export function compareDays(a: Day, b: Day): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

export function addDays(day: Day, days: number): Day {
  return fromSerial(serial(day) + days);
}

/** Adds months and keeps the day of the month where it exists; else the last day: 31 Dec + 2 months = 28 Feb. */
export function addMonths(day: Day, months: number): Day {
  const index = day.year * 12 + (day.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return { year, month, day: Math.min(day.day, daysInMonth(year, month)) };
}

/** 0 is Monday, 6 is Sunday. */
export function weekday(day: Day): number {
  return (((serial(day) + 3) % 7) + 7) % 7;
}

/** The day `count` working days after `day`: Saturdays, Sundays and `holidays` do not count. */
export function addBusinessDays(day: Day, count: number, holidays: ReadonlySet<IsoDate>): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (weekday(at) < 5 && !holidays.has(isoDay(at))) left--;
  }
  return at;
}

const WEEKDAYS = {
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

/** Name of the day of the week, in small letters in Spanish. */
export function weekdayName(day: Day, language: 'es' | 'en'): string {
  return WEEKDAYS[language][weekday(day)] ?? '';
}
