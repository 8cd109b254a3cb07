import { type Labelled, type Meeting, type MetPair, meet, scoreAtFalseRate } from './evaluate.ts';
import { fitLogistic } from './logistic.ts';
import type { PersonFields } from './normalise/person.ts';
import { normalisePerson } from './normalise/person.ts';
import { FEATURES, featuresOf, type FieldSet, fieldSetOf, scoreOf, type Threshold, type Weights } from './score.ts';

// Training: which weights tell the pairs of one person from all others, at the size of a registry and not of a sample.

/** False leads per query that the two classes may cost. */
export const FALSE_LEADS = { strong: 0.01, weak: 0.1 } as const;

const RIDGE = 1;
const SIZES: readonly number[] = [10_000, 100_000, 1_000_000, 10_000_000];
const FIELD_SETS: readonly FieldSet[] = ['name', 'name+date', 'name+date+place', 'name+date+document'];

/** Weights from meetings of known persons, and the thresholds that follow from them. */
export function trainWeights(meetings: readonly Meeting[], version: string): Weights {
  const rows: Float64Array[] = [];
  const same: boolean[] = [];
  for (const { pairs, records } of meetings) {
    for (const pair of pairs) {
      rows.push(featuresOf(pair.shared, pair.a, pair.b, records));
      same.push(pair.same);
    }
  }
  const beta = fitLogistic({ rows, same, weights: rows.map(() => 1) }, RIDGE);
  const weights = Array.from(beta, (value) => Math.round(value * 1000) / 1000);
  const bare: Weights = { version, weights, thresholds: [] };
  const scoreAt: ScoreAt = (m, p, records) => {
    const [meeting, pair] = [meetings[m], meetings[m]?.pairs[p]];
    return meeting && pair ? scoreInRegistry(meeting, pair, { records, weights: bare }) : 0;
  };
  return { ...bare, thresholds: thresholdsOf(meetings, scoreAt) };
}

/** The score of pair `pair` of meeting `meeting` if the registry had so many records. */
type ScoreAt = (meeting: number, pair: number, records: number) => number;

/**
 * For each set of fields and size of registry the scores above which false leads stay below the two rates. A meeting
 * with a smaller registry stands for a larger one: its chance pairs count in proportion. Small meetings are left out.
 */
export function thresholdsOf(meetings: readonly Meeting[], scoreAt: ScoreAt): readonly Threshold[] {
  const least = Math.max(...meetings.map(({ records }) => records)) / 4;
  return FIELD_SETS.flatMap((fields) => {
    const pairs = meetings.flatMap((meeting, m) =>
      meeting.records < least
        ? []
        : meeting.pairs.flatMap((pair, p) => (fieldSetOf(pair.a, pair.b) === fields ? [{ pair, m, p, records: meeting.records }] : [])),
    );
    const queries = new Set(pairs.map(({ pair, m }) => `${m} ${pair.query}`)).size;
    if (queries === 0) return [];
    return SIZES.map((records) => {
      const scored = pairs.map(({ pair, m, p, records: met }) => ({ score: scoreAt(m, p, records), same: pair.same, weight: records / met }));
      const at = (rate: number): number => Math.round(scoreAtFalseRate(scored, { queries, rate }) * 100) / 100;
      return { fields, records, strong: at(FALSE_LEADS.strong), weak: at(FALSE_LEADS.weak) };
    });
  });
}

/** The score that a pair would have in a larger or smaller registry: its tokens would be less or more rare. */
function scoreInRegistry(meeting: Meeting, { shared, a, b }: MetPair, { records, weights }: { readonly records: number; readonly weights: Weights }): number {
  const growth = records / meeting.records;
  const grown = shared.map(({ family, frequency }) => ({ family, frequency: 1 + (frequency - 1) * growth }));
  return scoreOf(featuresOf(grown, a, b, records), weights);
}

/**
 * Persons that never were: each field drawn by itself from what a register holds. They stand for the strangers of a
 * large registry, among whom names and dates of the register meet by chance.
 */
export function* strangers(register: readonly PersonFields[], count: number, random: () => number): Generator<Labelled> {
  const pick = (field: keyof PersonFields): string => register[Math.floor(random() * register.length)]?.[field] ?? '';
  for (let k = 0; k < count; k++) {
    const fields: PersonFields = {
      given_names: pick('given_names'),
      surnames: pick('surnames'),
      full_name_native: '',
      date_of_birth: pick('date_of_birth'),
      sex: pick('sex'),
      nationality: pick('nationality'),
      place_of_birth: pick('place_of_birth'),
      father_name: pick('father_name'),
      mother_name: pick('mother_name'),
      document_type: '',
      document_issuer: '',
      document_number: pick('document_number') === '' ? '' : String(Math.floor(random() * 9e7) + 1e7),
    };
    yield { person: normalisePerson(fields), entity: `stranger ${k}` };
  }
}

/** Meets the records of a labelled register with themselves and with strangers. */
export function meetWithStrangers(
  register: readonly { readonly fields: PersonFields; readonly entity: string }[],
  { strangers: count, random }: { readonly strangers: number; readonly random: () => number },
): Meeting {
  const known = register.map(({ fields, entity }) => ({ person: normalisePerson(fields), entity }));
  function* registry(): Generator<Labelled> {
    yield* known;
    yield* strangers(register.map(({ fields }) => fields), count, random);
  }
  return meet(known, registry(), { self: true });
}

/** Weights as a file: names beside the numbers, so that a reader and a later version can tell what they are. */
export function writeWeights({ version, weights, thresholds }: Weights): string {
  const named = Object.fromEntries(FEATURES.map((name, k) => [name, weights[k] ?? 0]));
  return `${JSON.stringify({ version, weights: named, thresholds }, null, 2)}\n`;
}

/** Reads such a file; null when it is none. Names that this version does not know are passed over. */
export function readWeights(text: string): Weights | null {
  try {
    const value = JSON.parse(text) as { version?: unknown; weights?: Record<string, unknown>; thresholds?: unknown };
    if (typeof value.version !== 'string' || typeof value.weights !== 'object' || !Array.isArray(value.thresholds)) return null;
    const named = value.weights;
    const thresholds = value.thresholds.filter(isThreshold);
    return { version: value.version, weights: FEATURES.map((name) => Number(named[name] ?? 0)), thresholds };
  } catch {
    return null;
  }
}

function isThreshold(value: unknown): value is Threshold {
  if (typeof value !== 'object' || value === null) return false;
  const { fields, records, strong, weak } = value as Record<string, unknown>;
  return (FIELD_SETS as readonly unknown[]).includes(fields) && [records, strong, weak].every((one) => typeof one === 'number');
}

