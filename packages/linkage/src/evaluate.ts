import { FAMILIES, linkageKeys, TOKEN_BUDGET } from './families.ts';
import type { Person } from './normalise/person.ts';
import { type Outline, outlineOf, type SharedToken } from './score.ts';

// The evaluation harness: which pairs of records meet in a registry, and how well a score tells them apart. Tokens are
// a bijection of keys, so keys stand for tokens here.

/** A record whose person is known, for training and measuring. */
export interface Labelled {
  readonly person: Person;
  readonly entity: string;
}

/** Two records that share a token. */
export interface MetPair {
  readonly query: number;
  readonly record: number;
  readonly same: boolean;
  readonly shared: readonly SharedToken[];
  readonly a: Outline;
  readonly b: Outline;
}

/** All pairs that meet, and what rates are counted against. */
export interface Meeting {
  readonly pairs: readonly MetPair[];
  readonly records: number;
  readonly queries: number;
  /** Pairs of one person that exist, met or not. */
  readonly truePairs: number;
  readonly tokensPerRecord: number;
}

/** A token in more records than this says nothing and is not looked up. */
export const MAX_FREQUENCY = 200;

/** Lets queries meet a registry, which is read once and not kept. With `self` a record does not meet itself. */
export function meet(
  queries: readonly Labelled[],
  registry: Iterable<Labelled>,
  { self = false, budget = TOKEN_BUDGET }: { readonly self?: boolean; readonly budget?: number } = {},
): Meeting {
  const ids = new Map<string, number>();
  const owners: number[][] = [];
  const outlines = queries.map(({ person }) => outlineOf(person));
  queries.forEach(({ person }, q) => {
    for (const { family, value } of linkageKeys(person, FAMILIES, budget)) {
      const key = `${family} ${value}`;
      const id = ids.get(key);
      if (id === undefined) {
        ids.set(key, owners.length);
        owners.push([q]);
      } else owners[id]?.push(q);
    }
  });
  const frequency = new Uint32Array(owners.length);
  const met: { query: number; record: number; same: boolean; hits: number[]; b: Outline }[] = [];
  const entities = new Map<string, number>();
  let record = 0;
  let tokens = 0;
  for (const { person, entity } of registry) {
    const hits = new Map<number, number[]>();
    const keys = linkageKeys(person, FAMILIES, budget);
    tokens += keys.length;
    for (const { family, value } of keys) {
      const id = ids.get(`${family} ${value}`);
      if (id === undefined) continue;
      frequency[id] = (frequency[id] ?? 0) + 1;
      for (const q of owners[id] ?? []) {
        if (self && q === record) continue;
        const list = hits.get(q);
        if (list === undefined) hits.set(q, [family, id]);
        else list.push(family, id);
      }
    }
    const b = outlineOf(person);
    for (const [query, list] of hits)
      met.push({ query, record, same: queries[query]?.entity === entity, hits: list, b });
    entities.set(entity, (entities.get(entity) ?? 0) + 1);
    record += 1;
  }
  const pairs: MetPair[] = [];
  for (const { query, record: at, same, hits, b } of met) {
    const shared: SharedToken[] = [];
    for (let k = 0; k < hits.length; k += 2) {
      const count = frequency[hits[k + 1] ?? 0] ?? 0;
      if (count <= MAX_FREQUENCY) shared.push({ family: hits[k] ?? 0, frequency: Math.max(1, count) });
    }
    const a = outlines[query];
    if (shared.length > 0 && a) pairs.push({ query, record: at, same, shared, a, b });
  }
  const truePairs = queries.reduce((sum, { entity }) => sum + (entities.get(entity) ?? 0) - Number(self), 0);
  return { pairs, records: record, queries: queries.length, truePairs, tokensPerRecord: tokens / record };
}

/** A pair with its score. `weight` says for how many pairs it stands (a small registry standing for a large one). */
export interface ScoredPair {
  readonly score: number;
  readonly same: boolean;
  readonly weight: number;
}

/** Share of the true pairs above the score at which so many false pairs per query remain, for each rate. */
export function recallAtFalseRates(
  scored: readonly ScoredPair[],
  {
    queries,
    truePairs,
    rates,
  }: { readonly queries: number; readonly truePairs: number; readonly rates: readonly number[] },
): readonly number[] {
  const sorted = bestFirst(scored);
  return rates.map((rate) => {
    let [falsePairs, found, best] = [0, 0, 0];
    for (const { same, weight } of sorted) {
      if (same) found += 1;
      else falsePairs += weight;
      if (falsePairs > rate * queries) break;
      best = found;
    }
    return best / truePairs;
  });
}

/** The lowest score above which at most so many false pairs per query remain. */
export function scoreAtFalseRate(
  scored: readonly ScoredPair[],
  { queries, rate }: { readonly queries: number; readonly rate: number },
): number {
  let falsePairs = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const { same, weight, score } of bestFirst(scored)) {
    if (!same) falsePairs += weight;
    if (falsePairs > rate * queries) return last === Number.POSITIVE_INFINITY ? score + 1e-6 : (score + last) / 2;
    last = score;
  }
  return last;
}

/** The best F1 of any single threshold, with its precision and recall. */
export function bestF1(
  scored: readonly ScoredPair[],
  truePairs: number,
): { readonly f1: number; readonly precision: number; readonly recall: number } {
  let [found, wrong] = [0, 0];
  let best = { f1: 0, precision: 0, recall: 0 };
  for (const { same, weight } of bestFirst(scored)) {
    if (same) found += 1;
    else wrong += weight;
    const f1 = (2 * found) / (truePairs + found + wrong);
    if (f1 > best.f1) best = { f1, precision: found / (found + wrong), recall: found / truePairs };
  }
  return best;
}

/** At equal scores the false pairs come first: a tie never flatters. */
function bestFirst(scored: readonly ScoredPair[]): readonly ScoredPair[] {
  return scored.toSorted((a, b) => b.score - a.score || Number(a.same) - Number(b.same));
}
