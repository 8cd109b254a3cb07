import { daysInMonth } from './calendar.ts';
import type { CalendarDay, RelativeDay, WrittenDay, WrittenYear } from './rules.ts';

/** A stretch of time as the words give it. One day has the same first and last. */
export interface Period {
  readonly first: WrittenDay;
  readonly last: WrittenDay;
  readonly vague?: true;
  /** The words name a day that the calendar does not have. */
  readonly impossible?: true;
}

export function calendar(year: WrittenYear, month: number, day: CalendarDay['day']): CalendarDay {
  return { kind: 'calendar', year, month, day };
}

export function relative(unit: RelativeDay['unit'], offset: number): Period {
  return {
    first: { kind: 'relative', unit, offset, edge: 'start' },
    last: { kind: 'relative', unit, offset, edge: 'end' },
  };
}

/** A single day; a day that never exists ("30 de febrero", "29 February 2021") is marked impossible. */
export function dayPeriod(year: WrittenYear, month: number, day: number): Period {
  const longest = typeof year === 'number' ? daysInMonth(year, month || 1) : daysInMonth(2024, month || 1);
  const one = calendar(year, month, day);
  return month < 1 || month > 12 || day < 1 || day > longest
    ? { first: one, last: one, impossible: true }
    : { first: one, last: one };
}

export function monthsPeriod(year: WrittenYear, from: number, to: number): Period {
  return { first: calendar(year, from, 1), last: calendar(year, to, 'last') };
}

/** The last day of a month, or its last working day. */
export function lastOfMonth(year: WrittenYear, month: number, isWorking: boolean): Period {
  const day = calendar(year, month, isWorking ? 'last-working' : 'last');
  return { first: day, last: day };
}

/** Beginning, middle and end of a month: days 1–10, 11–20, 21–last. */
export function thirdOfMonth(year: WrittenYear, month: number, third: 1 | 2 | 3): Period {
  const last = third === 1 ? 10 : third === 2 ? 20 : 'last';
  return { first: calendar(year, month, third * 10 - 9), last: calendar(year, month, last), vague: true };
}

/** Beginning, middle and end of a year: January–March, May–August, October–December. */
export function thirdOfYear(year: WrittenYear, third: 1 | 2 | 3): Period {
  const [from, to] = third === 1 ? [1, 3] : third === 2 ? [5, 8] : [10, 12];
  return { ...monthsPeriod(year, from, to), vague: true };
}

/** The `ordinal`-th part of a year divided in parts of `months`; `last` is the final one. */
export function partOfYear(year: WrittenYear, ordinal: number | 'last', months: number): Period | null {
  const part = ordinal === 'last' ? 12 / months : ordinal;
  if (part < 1 || part * months > 12) return null;
  return monthsPeriod(year, (part - 1) * months + 1, part * months);
}

/** One pattern of a grammar: a sticky expression and what its groups mean. */
export interface PeriodPattern {
  readonly re: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => Period | null;
}

/** Tries the patterns in order at one position. The first that reads wins: longer forms come first in a grammar. */
export function periodAt(
  patterns: readonly PeriodPattern[],
  text: string,
  at: number,
): { readonly end: number; readonly period: Period } | null {
  for (const { re, read } of patterns) {
    re.lastIndex = at;
    const match = re.exec(text);
    if (!match) continue;
    const period = read(match);
    if (period) return { end: re.lastIndex, period };
  }
  return null;
}

/** Four digits as a year; two digits are not guessed. */
export function yearOf(text: string | undefined): number | null {
  return text && /^\d{4}$/.test(text) ? Number(text) : null;
}

/** Day, month, year in figures: day first, as the conferences of the region write it; ISO dates as they are. */
export function numericDay(groups: readonly (string | undefined)[]): Period | null {
  const [, a = '', b = '', c = ''] = groups;
  return a.length === 4 ? dayPeriod(Number(a), Number(b), Number(c)) : dayPeriod(Number(c), Number(b), Number(a));
}

export const NUMERIC_DAY: readonly PeriodPattern[] = [
  { re: /(\d{4})-(\d{2})-(\d{2})(?!\d)/y, read: numericDay },
  { re: /(?:el\s)?(?:día\s)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/y, read: numericDay },
];
