import { type Labelled, type Meeting, meet } from '../../packages/linkage/src/evaluate.ts';
import { normalisePerson } from '../../packages/linkage/src/index.ts';
import { frequenciesOf, plaintextFeatures } from '../../packages/linkage/src/plaintext-score.ts';
import { writeRecord } from '../../packages/linkage/test/generator/clerks.ts';
import { makePopulation } from '../../packages/linkage/test/generator/persons.ts';
import { randomFrom } from '../../packages/linkage/test/generator/random.ts';
import { cutFields, type FebrlRecord, type FieldCut, febrlStrangers, readFebrl } from './febrl.ts';

/** Queries, a registry that can be read again and again, and whether both are the same records. */
export interface Trial {
  readonly name: string;
  readonly queries: readonly Labelled[];
  readonly registry: () => Iterable<Labelled>;
  readonly self: boolean;
  /** For each query, what to count it under: a nationality. */
  readonly kinds: readonly string[];
}

function labelled({ fields, entity }: FebrlRecord, cut: FieldCut): Labelled {
  return { person: normalisePerson(cutFields(fields, cut)), entity };
}

/** FEBRL 3: the duplicates of half of the persons ask a registry of their originals and of strangers. */
export function febrlTrial(
  cut: FieldCut,
  { half, strangers }: { readonly half: 0 | 1; readonly strangers: number },
): Trial {
  const all = [...readFebrl(1), ...readFebrl(2), ...readFebrl(3)];
  const own = readFebrl(3).filter(({ entity }) => Number(entity) % 2 === half);
  const originals = own.filter(({ original }) => original).map((record) => labelled(record, cut));
  const queries = own.filter(({ original }) => !original).map((record) => labelled(record, cut));
  return {
    name: `FEBRL 3 ${cut}`,
    queries,
    kinds: queries.map(() => 'FEBRL'),
    self: false,
    *registry() {
      yield* originals;
      let k = 0;
      for (const fields of febrlStrangers(all, strangers, randomFrom(70 + half))) {
        yield { person: normalisePerson(cutFields(fields, cut)), entity: `stranger ${k}` };
        k += 1;
      }
    },
  };
}

/** A whole FEBRL set against itself: duplicates of one file. */
export function febrlSelf(number: 1 | 2 | 3, cut: FieldCut): Trial {
  const queries = readFebrl(number).map((record) => labelled(record, cut));
  return {
    name: `FEBRL ${number} with itself, ${cut}`,
    queries,
    kinds: queries.map(() => 'FEBRL'),
    self: true,
    registry: () => queries,
  };
}

/** Fictional persons of many nationalities with their doubles; the first ones were written twice, by two clerks. */
export function inventedTrial(
  cut: FieldCut,
  { seed, queries: count, strangers }: { readonly seed: number; readonly queries: number; readonly strangers: number },
): Trial {
  const queries: Labelled[] = [];
  const kinds: string[] = [];
  function* registry(): Generator<Labelled> {
    const random = randomFrom(seed);
    let k = 0;
    for (const truth of makePopulation(count + strangers, random)) {
      const entity = `person ${k}`;
      const record = { person: normalisePerson(cutFields(writeRecord(truth, 1, random), cut)), entity };
      if (k < count) {
        // Every third query was written on a bad day.
        const again = writeRecord(truth, k % 3 === 0 ? 1.6 : 1, random);
        if (queries.length < count) {
          queries.push({ person: normalisePerson(cutFields(again, cut)), entity });
          kinds.push(truth.nation.code);
        }
      }
      yield record;
      k += 1;
    }
  }
  const walk = registry();
  while (queries.length < count && !walk.next().done);
  return { name: `invented, ${cut}`, queries, kinds, self: false, registry };
}

/** Queries meet the registry under the token budget. */
export function meetByTokens({ queries, registry, self }: Trial): Meeting {
  return meet(queries, registry(), { self });
}

/** Keys without a budget find the pairs to compare in plain sight. */
const NO_BUDGET = 400;

/** Pairs found without a budget, with the numbers of the plaintext score. */
export function meetInPlainSight({ queries, registry, self }: Trial): {
  readonly meeting: Meeting;
  readonly rows: readonly Float64Array[];
} {
  const meeting = meet(queries, registry(), { self, budget: NO_BUDGET });
  const frequencies = frequenciesOf(persons(registry()));
  const wanted = new Map<number, number[]>();
  meeting.pairs.forEach(({ record }, k) => {
    const list = wanted.get(record);
    if (list === undefined) wanted.set(record, [k]);
    else list.push(k);
  });
  const rows: Float64Array[] = new Array(meeting.pairs.length);
  let record = 0;
  for (const { person } of registry()) {
    for (const k of wanted.get(record) ?? []) {
      const query = queries[meeting.pairs[k]!.query]!;
      rows[k] = plaintextFeatures(query.person, person, frequencies);
    }
    record += 1;
  }
  return { meeting, rows };
}

function* persons(registry: Iterable<Labelled>): Generator<Labelled['person']> {
  for (const { person } of registry) yield person;
}
