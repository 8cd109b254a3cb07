import type { SharedToken } from './score.ts';

/** A token and the family of keys it was made from. */
export interface FamilyToken {
  readonly token: Uint8Array;
  readonly family: number;
}

/**
 * What a registry does with tokens: finds the records that share tokens with a query, and how often each token occurs.
 * It never sees a key. The same search is SQL at the registry of the Conference.
 */
export interface TokenIndex {
  readonly add: (record: number, token: Uint8Array, family: number) => void;
  /** The records that share a token with a query of so many tokens, each with all tokens shared. */
  readonly search: (
    count: number,
    tokenAt: (k: number) => FamilyToken | null,
  ) => ReadonlyMap<number, readonly SharedToken[]>;
}

/** An index in memory. A token in more records than `maxFrequency` says nothing and is passed over. */
export function tokenIndex(expected: number, maxFrequency: number): TokenIndex {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1024, expected * 1.7)));
  const first = new Int32Array(size).fill(-1);
  const counts = new Uint32Array(size);
  const stored = new Uint32Array(size * 4);
  const next = new Int32Array(Math.max(1, expected)).fill(-1);
  const recordAt = new Uint32Array(Math.max(1, expected));
  const familyAt = new Uint8Array(Math.max(1, expected));
  let used = 0;

  const slotOf = (token: Uint8Array): number => {
    const words = new Uint32Array(token.slice(0, 16).buffer);
    let at = (words[0] ?? 0) & (size - 1);
    while (
      first[at] !== -1 &&
      !(
        stored[at * 4] === words[0] &&
        stored[at * 4 + 1] === words[1] &&
        stored[at * 4 + 2] === words[2] &&
        stored[at * 4 + 3] === words[3]
      )
    )
      at = (at + 1) & (size - 1);
    if (first[at] === -1) stored.set(words, at * 4);
    return at;
  };
  return {
    add(record, token, family) {
      if (used >= next.length) throw new RangeError('more tokens than were announced');
      const at = slotOf(token);
      next[used] = first[at] ?? -1;
      recordAt[used] = record;
      familyAt[used] = family;
      first[at] = used;
      counts[at] = (counts[at] ?? 0) + 1;
      used += 1;
    },
    search(count, tokenAt) {
      const found = new Map<number, SharedToken[]>();
      for (let n = 0; n < count; n++) {
        const asked = tokenAt(n);
        if (asked === null) continue;
        const { token, family } = asked;
        const at = slotOf(token);
        const frequency = counts[at] ?? 0;
        if (frequency === 0 || frequency > maxFrequency) continue;
        for (let k = first[at] ?? -1; k !== -1; k = next[k] ?? -1) {
          if (familyAt[k] !== family) continue;
          const record = recordAt[k] ?? 0;
          const shared = found.get(record);
          if (shared === undefined) found.set(record, [{ family, frequency }]);
          else shared.push({ family, frequency });
        }
      }
      return found;
    },
  };
}
