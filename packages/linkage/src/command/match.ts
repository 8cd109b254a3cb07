import { MAX_FREQUENCY } from '../evaluate.ts';
import { FAMILIES, TOKEN_BUDGET } from '../families.ts';
import { type KeyList, keyList } from '../key-list.ts';
import { normalisePerson, type Person, type PersonFields } from '../normalise/person.ts';
import { classOf, featuresOf, type Outline, outlineOf, scoreOf, type SharedToken, type Weights } from '../score.ts';
import { tokenIndex } from '../token-index.ts';
import type { TokenSource } from '../tokens.ts';

/** A candidate that a search gives: two records that may be one person. */
export interface Candidate {
  readonly query: number;
  readonly record: number;
  readonly score: number;
  readonly class: 'strong' | 'weak';
}

/** How a token's input is written: purpose and profile keep tokens of other uses apart. */
export type EncodeKey = (key: { readonly family: string; readonly value: string }) => Uint8Array;

/** What the private path needs. */
export interface MatchMachinery {
  readonly tokens: TokenSource;
  readonly encode: EncodeKey;
  readonly weights: Weights;
  /** Random bytes for tokens that are never evaluated. */
  readonly progress: (done: string) => void;
  /** Evaluate every key, also those that one record alone holds and that therefore cannot meet another. */
  readonly everyKey: boolean;
}

/** Persons of a file in the form that keys are made of; only outlines and numbers of keys are kept. */
export interface PersonList {
  readonly keys: KeyList;
  readonly outlines: Outline[];
}

/** An empty list of persons. Registry and queries go into one list, so that an equal key is evaluated once. */
export function personList(): PersonList {
  return { keys: keyList(), outlines: [] };
}

/** Adds a person and gives its number in the list. */
export function addPerson({ keys, outlines }: PersonList, fields: PersonFields): { readonly number: number; readonly person: Person } {
  const person = normalisePerson(fields);
  keys.add(person);
  outlines.push(outlineOf(person));
  return { number: outlines.length - 1, person };
}

/** Figures of a run that the command prints. */
export interface MatchFigures {
  readonly evaluated: number;
  readonly distinct: number;
  readonly tokensPerRecord: number;
  readonly mostTokens: number;
}

const BATCH = 4000;

/**
 * Tokens for every key of a list. Without `everyKey` a key that a single record holds gets none: no token of it could
 * meet another, so the result is the same.
 */
export async function tokensOf(list: PersonList, machinery: MatchMachinery): Promise<{ readonly tokens: Uint8Array; readonly known: Uint8Array; readonly evaluated: number }> {
  const { keys } = list;
  const count = keys.distinct();
  const known = new Uint8Array(count);
  const tokens = new Uint8Array(count * 16);
  const wanted: number[] = [];
  let evaluated = 0;
  let total = 0;
  for (let id = 0; id < count; id++) if (machinery.everyKey || keys.holders(id) > 1) total += 1;
  const flush = async (): Promise<void> => {
    const inputs = wanted.map((id) => {
      const { family, value } = keys.input(id);
      return machinery.encode({ family: FAMILIES[family]?.id ?? '', value });
    });
    const made = await machinery.tokens(inputs);
    wanted.forEach((id, k) => {
      tokens.set(made[k] ?? new Uint8Array(16), id * 16);
      known[id] = 1;
    });
    evaluated += wanted.length;
    wanted.length = 0;
    machinery.progress(`tokens ${evaluated} of ${total}`);
  };
  for (let id = 0; id < count; id++) {
    if (!machinery.everyKey && keys.holders(id) < 2) continue;
    wanted.push(id);
    if (wanted.length === BATCH) await flush();
  }
  if (wanted.length > 0) await flush();
  return { tokens, known, evaluated };
}

/**
 * Enrols the records of `registry` and searches for those of `queries` (ranges of numbers of one list; the same range
 * to find duplicates: then no record meets itself, and each pair comes once from each side).
 */
export async function matchPersons(
  list: PersonList,
  { registry, queries, floor }: { readonly registry: Range; readonly queries: Range; readonly floor: number },
  machinery: MatchMachinery,
  found: (candidate: Candidate) => void,
): Promise<MatchFigures> {
  const { keys, outlines } = list;
  const { tokens, known, evaluated } = await tokensOf(list, machinery);
  let entries = 0;
  let allKeys = 0;
  let mostTokens = 0;
  for (let record = registry.from; record < registry.to; record++) {
    const { ids } = keys.keysOf(record);
    allKeys += ids.length;
    mostTokens = Math.max(mostTokens, ids.length);
    for (const id of ids) entries += known[id] ?? 0;
  }
  const index = tokenIndex(entries, MAX_FREQUENCY);
  const tokenAt = (id: number): Uint8Array => tokens.subarray(id * 16, id * 16 + 16);
  for (let record = registry.from; record < registry.to; record++) {
    const { ids, families } = keys.keysOf(record);
    ids.forEach((id, k) => {
      if (known[id] === 1) index.add(record, tokenAt(id), families[k] ?? 0);
    });
  }
  const records = registry.to - registry.from;
  for (let query = queries.from; query < queries.to; query++) {
    const { ids, families } = keys.keysOf(query);
    const asked = Array.from(ids, (id, k) => ({ id, token: tokenAt(id), family: families[k] ?? 0 })).filter(({ id }) => known[id] === 1);
    const a = outlines[query];
    for (const [record, shared] of index.search(asked)) {
      const b = outlines[record];
      if (record === query || a === undefined || b === undefined) continue;
      const score = scorePair(shared, { a, b, records, weights: machinery.weights });
      if (score >= floor)
        found({ query, record, score, class: classOf(score, { a, b, records, weights: machinery.weights }) === 'strong' ? 'strong' : 'weak' });
    }
    if ((query - queries.from) % 20_000 === 19_999) machinery.progress(`queries ${query - queries.from + 1} of ${queries.to - queries.from}`);
  }
  return { evaluated, distinct: keys.distinct(), tokensPerRecord: allKeys / Math.max(1, records), mostTokens: Math.min(mostTokens, TOKEN_BUDGET) };
}

/** Numbers of a list, the last one excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

function scorePair(shared: readonly SharedToken[], { a, b, records, weights }: { readonly a: Outline; readonly b: Outline; readonly records: number; readonly weights: Weights }): number {
  return scoreOf(featuresOf(shared, a, b, records), weights);
}
