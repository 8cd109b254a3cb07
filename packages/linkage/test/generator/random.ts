/** A stream of random numbers from a seed: the same persons on every machine. */
export interface Random {
  readonly next: () => number;
  readonly chance: (share: number) => boolean;
  readonly below: (count: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Few items often, many seldom. */
  readonly pickSkewed: <T>(items: readonly T[]) => T;
}

/** The generator mulberry32 (public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const at = <T>(items: readonly T[], k: number): T => {
    const item = items[k];
    if (item === undefined) throw new Error('picked from nothing');
    return item;
  };
  return {
    next,
    chance: (share) => next() < share,
    below: (count) => Math.floor(next() * count),
    pick: (items) => at(items, Math.floor(next() * items.length)),
    pickSkewed: (items) => at(items, Math.floor(next() ** 1.8 * items.length)),
  };
}
