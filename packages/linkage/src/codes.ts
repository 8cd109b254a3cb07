import type { Person } from './normalise/person.ts';

// A linkage key is a product of codes: something of the name with something of the date, the place or the document.

/** The short names of the codes. */
export type Code =
  | 'w'
  | 's'
  | 'p'
  | 'e'
  | 'ss'
  | 'pp'
  | 'ee'
  | 'ii'
  | 'l'
  | 'n'
  | 'D'
  | 'W'
  | 'YM'
  | 'YD'
  | 'MD'
  | 'Y'
  | 'Z'
  | 'P'
  | 'Q'
  | 'PP'
  | 'X'
  | 'H'
  | 'F'
  | 'M';

const LONG = 4;

/**
 * What each code takes from a person; nothing when the person lacks it. The short names are part of every token's input
 * and never change within a profile.
 */
export const CODES: Readonly<Record<Code, (person: Person) => readonly string[]>> = {
  /** Each name word, as the name it is a form of. */
  w: (person) => byLength(person).map(({ name }) => name),
  /** Each skeleton. */
  s: (person) => distinct(byLength(person).map(({ skeleton }) => skeleton)),
  /** First three letters of each word. */
  p: (person) => distinct(byLength(person).map(({ name }) => name.slice(0, 3))),
  /** Last three letters of each word. */
  e: (person) => distinct(byLength(person).map(({ name }) => name.slice(-3))),
  /** Pairs of skeletons. */
  ss: (person) => pairs(byLength(person).map(({ skeleton }) => skeleton)),
  /** Pairs of first letters: three each. */
  pp: (person) => pairs(byLength(person).map(({ name }) => name.slice(0, 3))),
  /** Pairs of last letters: three each. */
  ee: (person) => pairs(byLength(person).map(({ name }) => name.slice(-3))),
  /** Pairs of initials. */
  ii: (person) => pairs(byLength(person).map(({ name }) => name.slice(0, 1))),
  /** All consonants of the whole name, sorted: blind to order, to blanks and to which field. */
  l: (person) =>
    atLeastTwo(
      person,
      Array.from(person.words.map(({ skeleton }) => skeleton).join(''))
        .toSorted()
        .join(''),
    ),
  /** The name in its own script. */
  n: (person) => (person.native === '' ? [] : [person.native]),
  /** The full date. */
  D: ({ date }) => (date.precision === 'full' ? [`${date.year}-${date.month}-${date.day}`] : []),
  /** The full date with each digit in turn unknown. */
  W: ({ date }) => (date.precision === 'full' ? wild(digitsOf(date.year, date.month, date.day)) : []),
  /** Year and month, or year and day, or month and day: one of the three may be wrong. */
  YM: ({ date }) =>
    date.precision === 'full' || date.precision === 'year-month' ? [`${date.year}-${date.month}`] : [],
  YD: ({ date }) => (date.precision === 'full' ? [`${date.year}-${date.day}`] : []),
  MD: ({ date }) => (date.precision === 'full' ? [`${date.month}-${date.day}`] : []),
  /** The year, known for every date. */
  Y: ({ date }) => (date.precision === 'unknown' ? [] : [`${date.year}`]),
  /** The year with the one before and with the one after: ages told by heart are a year off. */
  Z: ({ date }) =>
    date.precision === 'unknown' ? [] : [`${date.year - 1}/${date.year}`, `${date.year}/${date.year + 1}`],
  /** Each part of the place. */
  P: ({ places }) => places,
  /** The place by its first or its last four letters. */
  Q: ({ places }) =>
    distinct(
      places
        .filter((part) => part.length >= LONG)
        .flatMap((part) => [`${part.slice(0, LONG)}-`, `-${part.slice(-LONG)}`]),
    ),
  /** The place as a whole. */
  PP: ({ places }) => (places.length > 1 ? [places.join('|')] : []),
  /** The document's number and its halves. */
  X: ({ document }) => (document === '' ? [] : [document]),
  H: ({ document }) => halves(document),
  /** Father, mother. */
  F: ({ father }) => (father === '' ? [] : [father]),
  M: ({ mother }) => (mother === '' ? [] : [mother]),
};

function byLength({ words }: Person): Person['words'] {
  return words.toSorted((a, b) => b.name.length - a.name.length);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

function pairs(values: readonly string[]): readonly string[] {
  return distinct(values.flatMap((a, k) => values.slice(k + 1).map((b) => (a < b ? `${a}+${b}` : `${b}+${a}`))));
}

function wild(text: string): readonly string[] {
  return Array.from(text, (_, k) => `${text.slice(0, k)}_${text.slice(k + 1)}`);
}

function digitsOf(year: number, month: number, day: number): string {
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

function halves(document: string): readonly string[] {
  if (document.length < 6) return [];
  const half = Math.ceil(document.length / 2);
  return [`${document.slice(0, half)}-`, `-${document.slice(-half)}`];
}

function atLeastTwo({ words }: Person, value: string): readonly string[] {
  return words.length < 2 ? [] : [value];
}
