import { type Labelled, type Meeting, meet, type ScoredPair, scoreAtFalseRate } from './evaluate.ts';
import { fitLogistic } from './logistic.ts';
import type { PersonFields } from './normalise/person.ts';
import { normalisePerson } from './normalise/person.ts';
import { FEATURES, type FieldSet, featuresOf, fieldSetOf, scoreOf, type Threshold, type Weights } from './score.ts';

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
  let row = 0;
  const scores = meetings.map(({ pairs }) => pairs.map(() => scoreOf(rows[row++] ?? new Float64Array(0), bare)));
  const scoreAt = (m: number, p: number): number => scores[m]?.[p] ?? 0;
  const sizeWeight = (weights[FEATURES.indexOf('size')] ?? 0) / 4;
  return { ...bare, thresholds: thresholdsOf(meetings, { scoreAt, sizeWeight }) };
}

/** The false pairs of one set of fields: how many per query lie above a score, in a registry of `records`. */
interface FalsePairs {
  readonly records: number;
  readonly queries: number;
  readonly scored: readonly ScoredPair[];
}

/** Rates that a sample of some thousand queries can still count; between them the tail is measured. */
const COUNTED = { often: 0.3, seldom: 0.03 } as const;

/**
 * For each set of fields and size of registry the scores above which false leads stay below the two rates. False pairs
 * by chance grow with the registry, and their number falls with the score like an exponential (odds are logarithms):
 * what the sample cannot count is read from that slope. A smaller registry is granted nothing: it has as many twins and
 * siblings of those who are asked for. `sizeWeight` is what the score itself loses by the logarithm of
 * the size.
 */
export function thresholdsOf(
  meetings: readonly Meeting[],
  { scoreAt, sizeWeight }: { readonly scoreAt: (meeting: number, pair: number) => number; readonly sizeWeight: number },
): readonly Threshold[] {
  const records = Math.max(...meetings.map((meeting) => meeting.records));
  return FIELD_SETS.flatMap((fields) => {
    const pairs = meetings.flatMap((meeting, m) =>
      meeting.records < records / 4
        ? []
        : meeting.pairs.flatMap(({ a, b, query, same }, p) =>
            fieldSetOf(a, b) === fields
              ? [
                  {
                    who: `${m} ${query}`,
                    score: scoreAt(m, p) + sizeWeight * Math.log(records / meeting.records),
                    same,
                    weight: records / meeting.records,
                  },
                ]
              : [],
          ),
    );
    const queries = new Set(pairs.map(({ who }) => who)).size;
    if (queries === 0) return [];
    return SIZES.map((size) => {
      const at = (rate: number): number =>
        Math.round(
          (scoreForRate({ records, queries, scored: pairs }, rate * Math.min(1, records / size)) +
            sizeWeight * Math.log(size / records)) *
            100,
        ) / 100;
      return { fields, records: size, strong: at(FALSE_LEADS.strong), weak: at(FALSE_LEADS.weak) };
    });
  });
}

function scoreForRate({ queries, scored }: FalsePairs, rate: number): number {
  if (rate >= COUNTED.seldom) return scoreAtFalseRate(scored, { queries, rate });
  const seldom = scoreAtFalseRate(scored, { queries, rate: COUNTED.seldom });
  const often = scoreAtFalseRate(scored, { queries, rate: COUNTED.often });
  const slope = Math.min(1, Math.max(0.5, Math.log(COUNTED.often / COUNTED.seldom) / Math.max(1e-6, seldom - often)));
  return seldom + Math.log(COUNTED.seldom / rate) / slope;
}

/**
 * Persons that never were: each field drawn by itself from what a register holds. They stand for the strangers of a
 * large registry, among whom names and dates of the register meet by chance.
 */
export function* strangers(
  register: readonly PersonFields[],
  count: number,
  random: () => number,
): Generator<Labelled> {
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
    yield* strangers(
      register.map(({ fields }) => fields),
      count,
      random,
    );
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
    if (typeof value.version !== 'string' || typeof value.weights !== 'object' || !Array.isArray(value.thresholds))
      return null;
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
  return (
    (FIELD_SETS as readonly unknown[]).includes(fields) &&
    [records, strong, weak].every((one) => typeof one === 'number')
  );
}
