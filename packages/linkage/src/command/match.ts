import { MAX_FREQUENCY } from '../evaluate.ts';
import { FAMILIES, TOKEN_BUDGET } from '../families.ts';
import { type KeyList, keyList } from '../key-list.ts';
import { normalisePerson, type Person, type PersonFields } from '../normalise/person.ts';
import type { TokenSource } from '../oprf/token.ts';
import { type Outline, outlineOf, type SharedToken } from '../score.ts';
import { tokenIndex } from '../token-index.ts';

/** Persons of both files in the form that keys are made of, so that an equal key is evaluated once. */
export interface PersonList {
  readonly keys: KeyList;
  readonly outlines: Outline[];
  /** Kept only where persons are compared in plain sight. */
  readonly persons: Person[];
}

/** Keys for plaintext blocking are not counted against a budget: nobody sees them. */
const NO_BUDGET = 400;

/** An empty list. */
export function personList(plaintext: boolean): PersonList {
  return { keys: keyList(plaintext ? NO_BUDGET : TOKEN_BUDGET), outlines: [], persons: [] };
}

/** Adds a person to a list. */
export function addPerson({ keys, outlines, persons }: PersonList, fields: PersonFields, keep: boolean): void {
  const person = normalisePerson(fields);
  keys.add(person);
  outlines.push(outlineOf(person));
  if (keep) persons.push(person);
}

/** A token for each key of a list that could meet another; the rest are unknown. */
export interface TokenTable {
  readonly at: (key: number) => Uint8Array;
  readonly isKnown: (key: number) => boolean;
  readonly evaluated: number;
}

const TOKEN = 16;
const BATCH = 4000;

/** How the tokens of a list are obtained. */
export interface TokenPath {
  readonly source: TokenSource;
  readonly encode: (key: { readonly family: string; readonly value: string }) => Uint8Array;
  /**
   * Evaluate also the keys that one record alone holds. No token of theirs can meet another, so without them the
   * result is the same; at a registry that serves many they are needed, because the other records come later.
   */
  readonly everyKey: boolean;
  /** Batches on the way at the same time. */
  readonly together: number;
  readonly progress: (done: number, all: number) => void;
}

/** Runs every key that needs it through the function, each distinct key once. */
export async function tokensOf({ keys }: PersonList, path: TokenPath): Promise<TokenTable> {
  const count = keys.distinct();
  const wanted: number[] = [];
  for (let id = 0; id < count; id++) if (path.everyKey || keys.holders(id) > 1) wanted.push(id);
  const place = new Int32Array(count).fill(-1);
  const tokens = new Uint8Array(wanted.length * TOKEN);
  let done = 0;
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < wanted.length) {
      const from = next;
      const batch = wanted.slice(from, from + BATCH);
      next += batch.length;
      const inputs = batch.map((id) => {
        const { family, value } = keys.input(id);
        return path.encode({ family: FAMILIES[family]?.id ?? '', value });
      });
      const made = await path.source(inputs);
      batch.forEach((id, k) => {
        const token = made[k];
        if (token === undefined) throw new Error('a token is missing');
        tokens.set(token, (from + k) * TOKEN);
        place[id] = from + k;
      });
      done += batch.length;
      path.progress(done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: path.together }, work));
  return {
    at: (key) => tokens.subarray((place[key] ?? 0) * TOKEN, ((place[key] ?? 0) + 1) * TOKEN),
    isKnown: (key) => (place[key] ?? -1) >= 0,
    evaluated: wanted.length,
  };
}

/** Keys by their numbers instead of tokens: for the plaintext path, which hides nothing. */
export function plainTable({ keys }: PersonList): TokenTable {
  const token = new Uint32Array(TOKEN / 4);
  return {
    at(key) {
      token[0] = Math.imul(key, 0x9e3779b1) >>> 0;
      token[1] = key;
      return new Uint8Array(token.buffer);
    },
    isKnown: (key) => keys.holders(key) > 1,
    evaluated: 0,
  };
}

/** Numbers of a list, the last one excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Two records that may be one person. */
export interface Candidate {
  readonly query: number;
  readonly record: number;
  readonly score: number;
}

/** Figures of a search. */
export interface SearchFigures {
  readonly tokensPerRecord: number;
  readonly mostTokens: number;
}

/**
 * Enrols the records of `registry` and searches for those of `queries`; the same range finds duplicates: then no record
 * meets itself. Candidates come in the order of the queries, best first.
 */
export function searchPersons(
  { keys }: PersonList,
  {
    registry,
    queries,
    table,
    score,
    floor,
    progress,
  }: {
    readonly registry: Range;
    readonly queries: Range;
    readonly table: TokenTable;
    readonly score: (query: number, record: number, shared: readonly SharedToken[]) => number;
    readonly floor: number;
    readonly progress: (done: number, all: number) => void;
  },
  found: (candidate: Candidate) => void,
): SearchFigures {
  let [entries, allKeys, mostTokens] = [0, 0, 0];
  for (let record = registry.from; record < registry.to; record++) {
    const { ids } = keys.keysOf(record);
    allKeys += ids.length;
    mostTokens = Math.max(mostTokens, ids.length);
    for (const id of ids) entries += Number(table.isKnown(id));
  }
  const index = tokenIndex(entries, MAX_FREQUENCY);
  for (let record = registry.from; record < registry.to; record++) {
    const { ids, families } = keys.keysOf(record);
    ids.forEach((id, k) => {
      if (table.isKnown(id)) index.add(record, table.at(id), families[k] ?? 0);
    });
  }
  for (let query = queries.from; query < queries.to; query++) {
    const { ids, families } = keys.keysOf(query);
    const candidates: Candidate[] = [];
    for (const [record, shared] of index.search(ids.length, (k) =>
      table.isKnown(ids[k] ?? 0) ? { token: table.at(ids[k] ?? 0), family: families[k] ?? 0 } : null,
    )) {
      if (record === query) continue;
      const value = score(query, record, shared);
      if (value >= floor) candidates.push({ query, record, score: value });
    }
    for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.record - b.record)) found(candidate);
    const done = query - queries.from + 1;
    if (done % 20_000 === 0) progress(done, queries.to - queries.from);
  }
  return { tokensPerRecord: allKeys / Math.max(1, registry.to - registry.from), mostTokens };
}
