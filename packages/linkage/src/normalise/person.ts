import { type BirthDate, birthDate } from './date.ts';
import { documentNumber } from './document.ts';
import { type NameWord, nameWords } from './name.ts';
import { placeParts } from './place.ts';
import { skeletonOf } from './skeleton.ts';

/** A person as a clerk wrote it. Every field may be empty. */
export interface PersonFields {
  readonly given_names: string;
  readonly surnames: string;
  readonly full_name_native: string;
  readonly date_of_birth: string;
  readonly sex: string;
  readonly nationality: string;
  readonly place_of_birth: string;
  readonly father_name: string;
  readonly mother_name: string;
  readonly document_type: string;
  readonly document_issuer: string;
  readonly document_number: string;
}

/** A person without the habits of clerks: what linkage keys are made of. */
export interface Person {
  readonly words: readonly NameWord[];
  /** Skeletons of the name in its own script, when the Latin name says something else. */
  readonly native: string;
  readonly date: BirthDate;
  readonly sex: 'm' | 'f' | '';
  readonly places: readonly string[];
  readonly document: string;
  readonly father: string;
  readonly mother: string;
  readonly grade: Grade;
}

/**
 * A: full date, two name words, and a place or a document. B: full date and two name words. C: the rest; C never gives
 * a strong lead.
 */
export type Grade = 'A' | 'B' | 'C';

/** The rules of this package's normalisation, as named in an exchange profile. Tokens of different profiles never meet. */
export const NORMALISATION_PROFILE = 'v1';

/** Brings one person into the form that linkage keys are made of. Idempotent on its own words, and without order. */
export function normalisePerson(fields: PersonFields): Person {
  const latin = nameWords(fields.given_names, fields.surnames);
  const own = nameWords(fields.full_name_native);
  const words = latin.length > 0 ? latin : own;
  const date = birthDate(fields.date_of_birth);
  const places = placeParts(fields.place_of_birth);
  const document = documentNumber(fields.document_number);
  return {
    words,
    native: own.length >= 2 ? joinedSkeletons(own) : '',
    date,
    sex: sexOf(fields.sex),
    places,
    document,
    father: parentOf(fields.father_name),
    mother: parentOf(fields.mother_name),
    grade: gradeOf(words.length, date, places.length > 0 || document !== ''),
  };
}

function gradeOf(words: number, date: BirthDate, placeOrDocument: boolean): Grade {
  if (date.precision !== 'full' || words < 2) return 'C';
  return placeOrDocument ? 'A' : 'B';
}

function sexOf(text: string): Person['sex'] {
  const letter = text.trim().toLowerCase();
  if (/^(?:f|w|mujer|femenino|femme|female|woman)/u.test(letter)) return 'f';
  return /^(?:m|h|hombre|homme|man|male)/u.test(letter) ? 'm' : '';
}

function parentOf(text: string): string {
  return joinedSkeletons(nameWords(text));
}

function joinedSkeletons(words: readonly NameWord[]): string {
  return words
    .map(({ name }) => skeletonOf(name))
    .toSorted()
    .join(' ');
}
