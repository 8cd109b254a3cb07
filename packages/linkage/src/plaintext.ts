import type { BirthDate } from './normalise/date.ts';
import type { NameWord } from './normalise/name.ts';
import type { Person } from './normalise/person.ts';
import { editDistance, jaroWinkler } from './similarity.ts';

// The plaintext comparer: what two officers see side by side, and the mark against which tokens are measured. It never
// runs at the registry.

/** How the fields of two persons stand to each other. */
export interface Comparison {
  readonly names: NameComparison;
  readonly date: DateComparison;
  readonly place: FieldComparison;
  readonly document: FieldComparison;
  readonly father: FieldComparison;
  readonly mother: FieldComparison;
  readonly sex: FieldComparison;
  readonly native: FieldComparison;
}

/** Words of the shorter name: how many are the same name, sound alike, are spelled alike, or have no counterpart. */
export interface NameComparison {
  readonly same: readonly string[];
  readonly sound: readonly string[];
  readonly alike: readonly string[];
  readonly alone: number;
  readonly longer: number;
}

/** `near` is a spelling or a sign apart. */
export type FieldComparison = 'same' | 'near' | 'part' | 'different' | 'not-recorded';
export type DateComparison =
  | 'same'
  | 'same-year-known'
  | 'swapped'
  | 'one-digit'
  | 'two-of-three'
  | 'same-year'
  | 'near-year'
  | 'different'
  | 'not-recorded';

/** Spellings of at least this Jaro-Winkler similarity are alike. */
const ALIKE = 0.86;

/** Puts two persons side by side. The order of the two does not matter. */
export function comparePersons(a: Person, b: Person): Comparison {
  return {
    names: compareNames(a.words, b.words),
    date: compareDates(a.date, b.date),
    place: comparePlaces(a.places, b.places),
    document: compareNumbers(a.document, b.document),
    father: compareBags(a.father, b.father),
    mother: compareBags(a.mother, b.mother),
    sex: a.sex === '' || b.sex === '' ? 'not-recorded' : a.sex === b.sex ? 'same' : 'different',
    native: compareBags(a.native, b.native),
  };
}

function compareNames(a: readonly NameWord[], b: readonly NameWord[]): NameComparison {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const free = new Set(long);
  const rest = new Set(short);
  const take = (fits: (x: NameWord, y: NameWord) => boolean): readonly string[] => {
    const taken: string[] = [];
    for (const x of rest) {
      for (const y of free) {
        if (fits(x, y)) {
          taken.push(x.name);
          free.delete(y);
          rest.delete(x);
          break;
        }
      }
    }
    return taken;
  };
  const same = take((x, y) => x.name === y.name);
  const sound = take((x, y) => x.skeleton === y.skeleton && x.skeleton.length > 2);
  const alike = take((x, y) => jaroWinkler(x.name, y.name) >= ALIKE || jaroWinkler(x.spelled, y.spelled) >= ALIKE);
  const begun = take((x, y) => x.skeleton === y.skeleton || editDistance(x.skeleton, y.skeleton, 1) <= 1);
  return { same, sound, alike: [...alike, ...begun], alone: rest.size, longer: long.length - short.length };
}

function compareDates(a: BirthDate, b: BirthDate): DateComparison {
  if (a.precision === 'unknown' || b.precision === 'unknown') return 'not-recorded';
  if (a.precision !== 'full' || b.precision !== 'full') {
    if (a.year === b.year) {
      const months = a.precision !== 'year' && b.precision !== 'year';
      return months && a.month !== b.month ? 'same-year' : 'same-year-known';
    }
    return Math.abs(a.year - b.year) <= 2 ? 'near-year' : 'different';
  }
  const same = Number(a.year === b.year) + Number(a.month === b.month) + Number(a.day === b.day);
  if (same === 3) return 'same';
  if (a.year === b.year && a.month === b.day && a.day === b.month) return 'swapped';
  if (digitsApart(a, b) === 1) return 'one-digit';
  if (same === 2) return 'two-of-three';
  if (a.year === b.year) return 'same-year';
  return Math.abs(a.year - b.year) <= 1 ? 'near-year' : 'different';
}

type FullDate = Extract<BirthDate, { readonly precision: 'full' }>;

function digitsApart(a: FullDate, b: FullDate): number {
  const text = ({ year, month, day }: FullDate): string =>
    `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  return Array.from(text(a)).filter((digit, k) => digit !== text(b)[k]).length;
}

function comparePlaces(a: readonly string[], b: readonly string[]): FieldComparison {
  if (a.length === 0 || b.length === 0) return 'not-recorded';
  const shared = a.filter((part) => b.includes(part)).length;
  if (shared > 0) return shared === Math.min(a.length, b.length) ? 'same' : 'part';
  return a.some((x) => b.some((y) => jaroWinkler(x, y) >= 0.9 || editDistance(x, y, 1) <= 1)) ? 'near' : 'different';
}

function compareNumbers(a: string, b: string): FieldComparison {
  if (a === '' || b === '') return 'not-recorded';
  if (a === b) return 'same';
  if (editDistance(a, b, 1) <= 1) return 'near';
  const half = Math.ceil(Math.min(a.length, b.length) / 2);
  return a.slice(0, half) === b.slice(0, half) || a.slice(-half) === b.slice(-half) ? 'part' : 'different';
}

function compareBags(a: string, b: string): FieldComparison {
  if (a === '' || b === '') return 'not-recorded';
  if (a === b) return 'same';
  const words = b.split(' ');
  const shared = a.split(' ').filter((word) => words.includes(word)).length;
  if (shared > 0) return shared === Math.min(a.split(' ').length, words.length) ? 'near' : 'part';
  return 'different';
}
