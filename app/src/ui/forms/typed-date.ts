import { type LocalDate, ok, parseLocalDate, type Result, refuse } from '../../kernel/index.ts';

const MONTHS: readonly (readonly string[])[] = [
  ['ene', 'jan'],
  ['feb'],
  ['mar'],
  ['abr', 'apr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['ago', 'aug'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dic', 'dec'],
];

/**
 * Reads a day as people of the Conference write it: `2016-11-15`, `15 nov 2016`, `15 de noviembre de 2016`,
 * `November 15, 2016`, `15/11/2016`. Digits that could be read in two orders (`11/12/2016`) are refused, not guessed.
 */
export function parseTypedDate(typed: string): Result<LocalDate> {
  const text = typed.trim().toLowerCase();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const digits = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (digits) return dayOfDigits(Number(digits[1]), Number(digits[2]), digits[3]);
  const words = text.match(/[\p{L}]+|\d+/gu)?.filter((word) => word !== 'de' && word !== 'del') ?? [];
  const month = words.map(monthOf).find((found) => found > 0);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const year = numbers.find((word) => word.length === 4);
  const day = numbers.find((word) => word.length <= 2);
  if (words.length !== 3 || month === undefined || !year || !day) return refuse('invalid', 'ui.date.unreadable');
  return dayOf(year, month, day);
}

function dayOfDigits(first: number, second: number, year: string | undefined): Result<LocalDate> {
  if (first <= 12 && second <= 12 && first !== second) return refuse('invalid', 'ui.date.ambiguous');
  return first > 12 ? dayOf(year, second, first) : dayOf(year, first, second);
}

function dayOf(year: unknown, month: unknown, day: unknown): Result<LocalDate> {
  const two = (value: unknown): string => String(value).padStart(2, '0');
  const date = parseLocalDate(`${String(year)}-${two(month)}-${two(day)}`);
  return date === undefined ? refuse('invalid', 'ui.date.impossible') : ok(date);
}

function monthOf(word: string): number {
  return MONTHS.findIndex((starts) => starts.some((start) => word.startsWith(start))) + 1;
}
