/**
 * A date of birth as far as it is known. `year` is never without meaning: 1 January is what a clerk writes when only
 * the year is known, so it counts as a year.
 */
export type BirthDate =
  | { readonly precision: 'full'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly precision: 'year-month'; readonly year: number; readonly month: number }
  | { readonly precision: 'year'; readonly year: number }
  | { readonly precision: 'unknown' };

const UNKNOWN: BirthDate = { precision: 'unknown' };

/**
 * Reads `1990-05-17`, `19900517`, `17/05/1990`, `1990-05`, `1990`, with any separator and in any script's digits. An
 * impossible day (31 February) leaves the month, an impossible month the year; `1990-25-03` is read with day and month
 * swapped.
 */
export function birthDate(text: string): BirthDate {
  const groups = digits(text).match(/\d+/gu) ?? [];
  const [a = '', b = '', c = ''] = groups;
  if (groups.length === 1 && a.length === 8) {
    const yearFirst = dateOf(Number(a.slice(0, 4)), Number(a.slice(4, 6)), Number(a.slice(6)));
    return yearFirst.precision === 'unknown'
      ? dateOf(Number(a.slice(4)), Number(a.slice(2, 4)), Number(a.slice(0, 2)))
      : yearFirst;
  }
  if (groups.length === 1 && a.length === 6) return dateOf(Number(a.slice(0, 4)), Number(a.slice(4)), 0);
  if (a.length === 4) return dateOf(Number(a), Number(b || 0), Number(c || 0));
  if (c.length === 4) return dateOf(Number(c), Number(b), Number(a));
  if (groups.length === 2 && b.length === 4) return dateOf(Number(b), Number(a), 0);
  return UNKNOWN;
}

/** Digits of Arabic, Persian, Devanagari and Bengali as Latin ones. */
function digits(text: string): string {
  return text.normalize('NFKC').replace(/[٠-٩۰-۹०-९০-৯]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = [0x660, 0x6f0, 0x966, 0x9e6].find((start) => code >= start && code < start + 10) ?? code;
    return String(code - zero);
  });
}

function dateOf(year: number, month: number, day: number): BirthDate {
  if (year < 1850 || year > 2100) return UNKNOWN;
  if (month > 12 && day >= 1 && day <= 12) return dateOf(year, day, month);
  if (month < 1 || month > 12) return { precision: 'year', year };
  if (day < 1 || day > daysIn(year, month)) return { precision: 'year-month', year, month };
  if (month === 1 && day === 1) return { precision: 'year', year };
  return { precision: 'full', year, month, day };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
