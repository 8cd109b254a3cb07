import { bestF1, type MetPair, recallAtFalseRates, type ScoredPair } from '../../packages/linkage/src/evaluate.ts';
import { TOKEN_BUDGET, WEIGHTS } from '../../packages/linkage/src/index.ts';
import { featuresOf, scoreOf } from '../../packages/linkage/src/score.ts';
import { PLAINTEXT_WEIGHTS } from '../../packages/linkage/src/weights-plaintext.gen.ts';
import type { BenchResult } from '../result.ts';
import { type FieldCut, HAS_FEBRL } from './febrl.ts';
import { febrlSelf, febrlTrial, inventedTrial, meetByTokens, meetInPlainSight, type Trial } from './trials.ts';

// How many true pairs tokens find, beside the plaintext score on the same fields in the same run. FEBRL 3 was not
// used to learn from in these halves; the invented persons have other seeds than those of the weights.

const STRANGERS = Number(process.env['ENLACE_BENCH_STRANGERS'] ?? 200_000);
const MILLION = 1_000_000;
const RATES = [1, 0.1, 0.01] as const;

interface Side {
  readonly scored: readonly (ScoredPair & { readonly query: number })[];
  readonly truePairs: number;
}

interface Sides {
  readonly tokens: Side;
  readonly plain: Side;
  readonly records: number;
  readonly tokensPerRecord: number;
}

/** Both scores of one trial. In a registry of a million the chance pairs of the sample stand for more of them. */
function measure(trial: Trial, weightOf: (records: number) => number): Sides {
  const meeting = meetByTokens(trial);
  const plain = meetInPlainSight(trial);
  const weight = weightOf(meeting.records);
  const side = (pairs: readonly MetPair[], score: (k: number) => number): Side => ({
    scored: pairs.map(({ same, query }, k) => ({ score: score(k), same, weight, query })),
    truePairs: meeting.truePairs,
  });
  return {
    tokens: side(meeting.pairs, (k) => {
      const { shared, a, b } = meeting.pairs[k]!;
      return scoreOf(featuresOf(shared, a, b, meeting.records), WEIGHTS);
    }),
    plain: side(plain.meeting.pairs, (k) => scoreOf(plain.rows[k]!, PLAINTEXT_WEIGHTS)),
    records: meeting.records,
    tokensPerRecord: meeting.tokensPerRecord,
  };
}

function recalls({ scored, truePairs }: Side, queries: number): readonly number[] {
  return recallAtFalseRates(scored, { queries, truePairs, rates: RATES });
}

const percent = (value: number): string => value.toFixed(3);

function sideBySide(name: string, tokens: readonly number[], plain: readonly number[]): BenchResult {
  const gap = (plain[2] ?? 0) - (tokens[2] ?? 0);
  return {
    name: `${name}: recall at 1 / 0.1 / 0.01 false leads a query`,
    value: `${tokens.map(percent).join(' / ')} (plaintext ${plain.map(percent).join(' / ')})`,
    unit: 'share of true pairs',
    goal: 'at 0.01 within 3 points of plaintext',
    ok: gap <= 0.03,
  };
}

/** Duplicates inside one FEBRL set: F1 of the best threshold. */
function closed(number: 2 | 3, cut: FieldCut, development: number): readonly BenchResult[] {
  const { tokens, plain, tokensPerRecord } = measure(febrlSelf(number, cut), () => 1);
  const [own, other] = [tokens, plain].map(({ scored, truePairs }) => bestF1(scored, truePairs));
  return [
    {
      name: `FEBRL ${number} with itself, ${cut}: F1`,
      value: `${percent(own!.f1)} P ${percent(own!.precision)} R ${percent(own!.recall)} (plaintext ${percent(other!.f1)})`,
      unit: `${tokensPerRecord.toFixed(1)} tokens a record of ${TOKEN_BUDGET}`,
      goal: `>= ${development} (development baseline)`,
      ok: own!.f1 >= development,
    },
  ];
}

/** Recall in a registry of a million, from a sample of it. */
function open(trial: Trial): readonly BenchResult[] {
  const { tokens, plain } = measure(trial, (records) => MILLION / records);
  return [
    sideBySide(`${trial.name}, a million`, recalls(tokens, trial.queries.length), recalls(plain, trial.queries.length)),
  ];
}

/** Recall by nationality in the registry as it is, doubles of the asked persons among it. */
function byNationality(trial: Trial): readonly BenchResult[] {
  const { tokens, plain, records, tokensPerRecord } = measure(trial, () => 1);
  const of = (side: Side, kind: string): Side => ({
    scored: side.scored.filter(({ query }) => trial.kinds[query] === kind),
    truePairs: trial.kinds.filter((one) => one === kind).length,
  });
  const kinds = [...new Set(trial.kinds)].toSorted();
  return [
    sideBySide(
      `${trial.name}, ${records} records, all nations`,
      recalls(tokens, trial.queries.length),
      recalls(plain, trial.queries.length),
    ),
    ...kinds.map((kind): BenchResult => {
      const queries = trial.kinds.filter((one) => one === kind).length;
      const [own, other] = [recalls(of(tokens, kind), queries), recalls(of(plain, kind), queries)];
      return {
        name: `  ${kind} (${queries} queries)`,
        value: `${own.map(percent).join(' / ')} (plaintext ${other.map(percent).join(' / ')})`,
        unit: 'share of true pairs',
      };
    }),
    {
      name: 'own tokens of an invented person',
      value: tokensPerRecord.toFixed(1),
      unit: `mean, of ${TOKEN_BUDGET}`,
      ok: tokensPerRecord <= TOKEN_BUDGET,
      goal: `<= ${TOKEN_BUDGET}`,
    },
  ];
}

/** Tokens and plaintext side by side. */
export async function run(): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  if (HAS_FEBRL) {
    results.push(
      ...closed(3, 'nd', 0.895),
      ...closed(3, 'ndp', 0.957),
      ...closed(3, 'ndpx', 0.994),
      ...closed(3, 'np', 0.9),
    );
    for (const cut of ['nd', 'ndp', 'ndpx'] as const)
      results.push(...open(febrlTrial(cut, { half: 1, strangers: STRANGERS })));
  } else results.push({ name: 'FEBRL', value: 'not read', unit: '../shared is missing', ok: false });
  results.push(...byNationality(inventedTrial('full', { seed: 2001, queries: 4000, strangers: STRANGERS })));
  return results;
}
