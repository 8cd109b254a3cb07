import { FAMILIES, type FieldGroup } from './families.ts';
import type { Grade, Person } from './normalise/person.ts';

// The score of a pair of records from the tokens they share: a logistic over families. Everything here can be computed
// by the registry, which knows tokens, their families and how often each occurs, and nothing else.

/** A token that two records share, and how many records of the registry have it. */
export interface SharedToken {
  readonly family: number;
  readonly frequency: number;
}

/** What a record says about itself besides its tokens: which fields it has. */
export interface Outline {
  readonly date: 'full' | 'partial' | 'none';
  readonly place: boolean;
  readonly document: boolean;
  readonly parents: boolean;
  readonly grade: Grade;
}

/** Weights of profile v1, made by `enlace linkage train`. */
export interface Weights {
  readonly version: string;
  /** One number for each name in `FEATURES`, in their order. */
  readonly weights: readonly number[];
  readonly thresholds: readonly Threshold[];
}

/** Where false leads per query fall below the two rates, for one set of fields and one size of registry. */
export interface Threshold {
  readonly fields: FieldSet;
  readonly records: number;
  readonly strong: number;
  readonly weak: number;
}

/** The fields that both records of a pair have, as far as thresholds differ by them. */
export type FieldSet = 'name' | 'name+date' | 'name+date+place' | 'name+date+document';

const REFERENCE_SIZE = 1_000_000;
const NAMES: readonly string[] = FAMILIES.map(({ id }) => id);

/** The names of the numbers that a score is made of. */
export const FEATURES: readonly string[] = [
  'constant',
  ...NAMES.map((id) => `${id} once`),
  ...NAMES.map((id) => `${id} twice`),
  ...NAMES.map((id) => `${id} thrice`),
  ...NAMES.map((id) => `${id} rare`),
  'size',
  'date whole',
  'date but one part',
  'date year only',
  'date none in common',
  'date whole in both, none in common',
  'date whole in both, not the same',
  'date missing',
  'place whole',
  'place part',
  'place missing',
  'place none in common',
  'document same',
  'document half',
  'document missing',
  'document none in common',
  'parents same',
  'parents missing',
  'parents none in common',
  'rarest',
  'rarest name with year',
  'rarest with place',
  'two words and place',
];

/** What a record shows of itself. */
export function outlineOf(person: Person): Outline {
  return {
    date: person.date.precision === 'full' ? 'full' : person.date.precision === 'unknown' ? 'none' : 'partial',
    place: person.places.length > 0,
    document: person.document !== '',
    parents: person.father !== '' || person.mother !== '',
    grade: person.grade,
  };
}

const COUNT = NAMES.length;
const AFTER_FAMILIES = 1 + 4 * COUNT;
const HAS = FAMILIES.map(({ codes }) => ({
  wholeDate: codes.includes('D'),
  mostOfDate: codes.some((code) => code === 'W' || code === 'YM' || code === 'YD' || code === 'MD'),
  year: codes.includes('Y') || codes.includes('Z'),
  wholePlace: codes.includes('P') || codes.includes('PP'),
  partPlace: codes.includes('Q'),
  wholeDocument: codes.includes('X'),
  halfDocument: codes.includes('H'),
  parents: codes.includes('F') || codes.includes('M'),
}));
const WORD_DATE = NAMES.indexOf('w.D');

/** The numbers of a pair. They depend on which families agree, how often, how rare the tokens are, and what is missing. */
export function featuresOf(shared: readonly SharedToken[], a: Outline, b: Outline, records: number): Float64Array {
  const x = new Float64Array(FEATURES.length);
  x[0] = 1;
  let [date, place, document, parents] = [0, 0, 0, 0];
  let [rarest, rarestYear, rarestPlace] = [-9, -9, -9];
  const counts = new Uint8Array(COUNT);
  const rare = new Float64Array(COUNT).fill(-9);
  for (const { family, frequency } of shared) {
    const surprise = -Math.log(frequency) / 4;
    counts[family] = (counts[family] ?? 0) + 1;
    if (surprise > (rare[family] ?? 0)) rare[family] = surprise;
  }
  for (let f = 0; f < COUNT; f++) {
    const count = counts[f] ?? 0;
    const has = HAS[f];
    if (count === 0 || has === undefined) continue;
    const surprise = rare[f] ?? 0;
    x[1 + f] = 1;
    if (count > 1) x[1 + COUNT + f] = 1;
    if (count > 2) x[1 + 2 * COUNT + f] = 1;
    x[1 + 3 * COUNT + f] = surprise;
    date = Math.max(date, has.wholeDate ? 3 : has.mostOfDate ? 2 : has.year ? 1 : 0);
    place = Math.max(place, has.wholePlace ? 2 : has.partPlace ? 1 : 0);
    document = Math.max(document, has.wholeDocument ? 2 : has.halfDocument ? 1 : 0);
    if (has.parents) parents = 1;
    rarest = Math.max(rarest, surprise);
    if (has.year) rarestYear = Math.max(rarestYear, surprise);
    if (has.wholePlace) rarestPlace = Math.max(rarestPlace, surprise);
  }
  const bothWhole = a.date === 'full' && b.date === 'full';
  const dateMissing = a.date === 'none' || b.date === 'none';
  const rest = [
    Math.log(records / REFERENCE_SIZE) / 4,
    date === 3,
    date === 2,
    date === 1,
    date === 0 && !dateMissing,
    bothWhole && date === 0,
    bothWhole && date < 3,
    dateMissing,
    place === 2,
    place === 1,
    !(a.place && b.place),
    a.place && b.place && place === 0,
    document === 2,
    document === 1,
    !(a.document && b.document),
    a.document && b.document && document === 0,
    parents === 1,
    !(a.parents && b.parents),
    a.parents && b.parents && parents === 0,
    rarest,
    Math.max(rarestYear, -2),
    Math.max(rarestPlace, -2),
    (counts[WORD_DATE] ?? 0) >= 2 && place === 2,
  ];
  rest.forEach((value, k) => {
    x[AFTER_FAMILIES + k] = Number(value);
  });
  return x;
}

/** Logarithm of the odds that two records are of one person, before any officer has looked. */
export function scoreOf(features: Float64Array, { weights }: Weights): number {
  let sum = 0;
  for (let k = 0; k < features.length; k++) sum += (features[k] ?? 0) * (weights[k] ?? 0);
  return sum;
}

/** The set of fields by which the threshold of a pair is chosen. */
export function fieldSetOf(a: Outline, b: Outline): FieldSet {
  if (a.date === 'none' || b.date === 'none') return 'name';
  if (a.document && b.document) return 'name+date+document';
  return a.place && b.place ? 'name+date+place' : 'name+date';
}

/**
 * Strong or weak, or nothing. Thresholds are those of the size of the registry, between two known sizes in proportion
 * to their logarithms; beyond the largest the last one plus the logarithm. Grade C on either side is never strong.
 */
export function classOf(
  score: number,
  {
    a,
    b,
    records,
    weights,
  }: { readonly a: Outline; readonly b: Outline; readonly records: number; readonly weights: Weights },
): 'strong' | 'weak' | 'none' {
  const { strong, weak } = thresholdsFor(fieldSetOf(a, b), records, weights);
  if (score >= strong && a.grade !== 'C' && b.grade !== 'C') return 'strong';
  return score >= weak ? 'weak' : 'none';
}

/** The two thresholds for a set of fields at a size of registry. */
export function thresholdsFor(
  fields: FieldSet,
  records: number,
  { thresholds }: Weights,
): { readonly strong: number; readonly weak: number } {
  const known = thresholds.filter((one) => one.fields === fields).toSorted((a, b) => a.records - b.records);
  const above = known.find((one) => one.records >= records);
  const below = known.findLast((one) => one.records <= records);
  if (above === undefined && below === undefined)
    return { strong: Number.POSITIVE_INFINITY, weak: Number.POSITIVE_INFINITY };
  if (above === undefined || below === undefined || above === below) {
    const one = above ?? below;
    return { strong: one?.strong ?? Number.POSITIVE_INFINITY, weak: one?.weak ?? Number.POSITIVE_INFINITY };
  }
  const share = Math.log(records / below.records) / Math.log(above.records / below.records);
  const between = (low: number, high: number): number => low + (high - low) * share;
  return { strong: between(below.strong, above.strong), weak: between(below.weak, above.weak) };
}

/** Which groups of fields the shared tokens prove to agree, for the answer that an officer sees. Never a number. */
export function explain(shared: readonly SharedToken[]): readonly FieldGroup[] {
  return [...new Set(shared.flatMap(({ family }) => FAMILIES[family]?.groups ?? []))].toSorted();
}
