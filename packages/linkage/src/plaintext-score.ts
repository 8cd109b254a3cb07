import type { Person } from './normalise/person.ts';
import { type Comparison, comparePersons, type DateComparison, type FieldComparison } from './plaintext.ts';

// The score of two persons in plain sight: the mark that tokens are measured against, and `--plaintext`.

/** How often name words and places occur in a register: an agreement in a rare name says more. */
export interface Frequencies {
  readonly persons: number;
  readonly words: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, number>;
}

/** Counts words and places of a register. */
export function frequenciesOf(persons: Iterable<Person>): Frequencies {
  const words = new Map<string, number>();
  const places = new Map<string, number>();
  let count = 0;
  for (const person of persons) {
    for (const { name } of person.words) words.set(name, (words.get(name) ?? 0) + 1);
    for (const part of person.places) places.set(part, (places.get(part) ?? 0) + 1);
    count += 1;
  }
  return { persons: count, words, places };
}

const DATES: readonly DateComparison[] = [
  'same',
  'same-year-known',
  'swapped',
  'one-digit',
  'two-of-three',
  'same-year',
  'near-year',
  'different',
  'not-recorded',
];
const FIELDS: readonly FieldComparison[] = ['same', 'near', 'part', 'different'];
const COMPARED = ['place', 'document', 'father', 'mother', 'native', 'sex'] as const;
const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, k) => k);

/** The names of the numbers that the plaintext score is made of. */
export const PLAINTEXT_FEATURES: readonly string[] = [
  'constant',
  ...upTo(4).map((n) => `${n} words same`),
  ...upTo(2).map((n) => `${n} words sound alike`),
  ...upTo(2).map((n) => `${n} words spelled alike`),
  ...upTo(2).map((n) => `${n} words alone`),
  ...upTo(2).map((n) => `${n} words longer`),
  ...DATES.map((level) => `date ${level}`),
  ...COMPARED.flatMap((field) => FIELDS.map((level) => `${field} ${level}`)),
  'rare names',
  'rare alike',
  'rare in all',
  'rare place',
  'size',
  'alone with date',
  'alone without date',
  'two words without date',
  'two words and place',
  'one word only',
  'one word and date, place',
];

/** The numbers of a comparison; `a` is the person of the query. */
export function plaintextFeatures(a: Person, b: Person, frequencies: Frequencies): Float64Array {
  const compared: Comparison = comparePersons(a, b);
  const { same, sound, alike, alone, longer } = compared.names;
  const { persons, words, places } = frequencies;
  const rarity = (word: string, least: number): number => -Math.log(((words.get(word) ?? 0) + least) / persons);
  const names = same.reduce((sum, word) => sum + rarity(word, 3), 0);
  const near = [...sound, ...alike].reduce((sum, word) => sum + rarity(word, 30), 0);
  const placeAgrees = compared.place === 'same' || compared.place === 'part';
  const commonPlace = Math.max(0, ...a.places.map((part) => places.get(part) ?? 0));
  const dateAgrees = compared.date === 'same' || compared.date === 'same-year-known';
  const found = same.length + sound.length;
  const one = (value: number, most: number): readonly number[] =>
    upTo(most).map((k) => Number(Math.min(value, most) === k));
  const values = [
    1,
    ...one(same.length, 4),
    ...one(sound.length, 2),
    ...one(alike.length, 2),
    ...one(alone, 2),
    ...one(longer, 2),
    ...DATES.map((level) => Number(compared.date === level)),
    ...COMPARED.flatMap((field) => FIELDS.map((level) => Number(compared[field] === level))),
    names / 4,
    near / 4,
    Math.min(names + near / 2, 16) / 4,
    placeAgrees ? -Math.log((commonPlace + 3) / persons) / 4 : 0,
    Math.log(persons / 1_000_000) / 4,
    compared.date === 'same' ? alone : 0,
    dateAgrees ? 0 : alone,
    Number(!dateAgrees && found >= 2),
    Number(same.length >= 2 && placeAgrees),
    Number(found + alike.length < 2 && alone > 0),
    Number(found + alike.length < 2 && compared.date === 'same' && placeAgrees),
  ];
  return Float64Array.from(values);
}
