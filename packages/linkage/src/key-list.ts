import { FAMILIES, linkageKeys, TOKEN_BUDGET } from './families.ts';
import type { Person } from './normalise/person.ts';

const CHUNK = 1 << 22;

/**
 * The linkage keys of many records with each distinct key held once, so that an equal input is evaluated once. A key is
 * recognised by 64 bits of a hash: among 10^7 keys two that differ are taken for one with probability 3e-6.
 */
export interface KeyList {
  readonly add: (person: Person) => void;
  readonly records: () => number;
  /** Numbers of the distinct keys of a record, and their families. */
  readonly keysOf: (record: number) => { readonly ids: Uint32Array; readonly families: Uint8Array };
  readonly distinct: () => number;
  /** How many records hold a key. */
  readonly holders: (id: number) => number;
  readonly input: (id: number) => { readonly family: number; readonly value: string };
}

/** An empty list for records of at most so many keys. */
export function keyList(budget: number = TOKEN_BUDGET): KeyList {
  const starts = growing(Uint32Array);
  const ids = growing(Uint32Array);
  const families = growing(Uint8Array);
  const low = growing(Uint32Array);
  const high = growing(Uint32Array);
  const holders = growing(Uint32Array);
  const familyOf = growing(Uint8Array);
  const texts = textStore();
  let slots = new Int32Array(1 << 16).fill(-1);

  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let id = 0; id < low.size(); id++) {
      let at = low.get(id) & (slots.length - 1);
      while (slots[at] !== -1) at = (at + 1) & (slots.length - 1);
      slots[at] = id;
    }
  };
  const numberOf = (family: number, value: string): number => {
    const [h1, h2] = hashOf(family, value);
    let at = h1 & (slots.length - 1);
    for (;;) {
      const id = slots[at] ?? -1;
      if (id === -1) break;
      if (low.get(id) === h1 && high.get(id) === h2) return id;
      at = (at + 1) & (slots.length - 1);
    }
    const id = low.size();
    slots[at] = id;
    low.push(h1);
    high.push(h2);
    holders.push(0);
    familyOf.push(family);
    texts.push(value);
    if (id * 2 > slots.length) grow();
    return id;
  };
  return {
    add(person) {
      starts.push(ids.size());
      for (const { family, value } of linkageKeys(person, FAMILIES, budget)) {
        const id = numberOf(family, value);
        ids.push(id);
        families.push(family);
        holders.set(id, holders.get(id) + 1);
      }
    },
    records: () => starts.size(),
    keysOf(record) {
      const from = starts.get(record);
      const to = record + 1 < starts.size() ? starts.get(record + 1) : ids.size();
      return { ids: ids.slice(from, to), families: families.slice(from, to) };
    },
    distinct: () => low.size(),
    holders: (id) => holders.get(id),
    input: (id) => ({ family: familyOf.get(id), value: texts.get(id) }),
  };
}

/** Two independent 32-bit hashes of a key (the mixing steps of MurmurHash3, public domain). */
function hashOf(family: number, value: string): readonly [number, number] {
  let h1 = 0x9747b28c ^ family;
  let h2 = 0x85ebca6b + family;
  for (let k = 0; k < value.length; k++) {
    const code = value.charCodeAt(k);
    h1 = Math.imul(h1 ^ code, 0xcc9e2d51);
    h1 = (h1 << 13) | (h1 >>> 19);
    h2 = Math.imul(h2 ^ code, 0x1b873593);
    h2 = (h2 << 15) | (h2 >>> 17);
    h2 = (h2 + h1) | 0;
  }
  return [finish(h1 ^ value.length), finish(h2 + h1)];
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

interface Growing<T> {
  readonly push: (value: number) => void;
  readonly get: (k: number) => number;
  readonly set: (k: number, value: number) => void;
  readonly size: () => number;
  readonly slice: (from: number, to: number) => T;
}

function growing<T extends Uint8Array | Uint32Array>(kind: new (length: number) => T): Growing<T> {
  let items = new kind(1024);
  let size = 0;
  return {
    push(value) {
      if (size === items.length) {
        const larger = new kind(Math.ceil(items.length * 1.5));
        larger.set(items);
        items = larger;
      }
      items[size] = value;
      size += 1;
    },
    get: (k) => items[k] ?? 0,
    set(k, value) {
      items[k] = value;
    },
    size: () => size,
    slice: (from, to) => items.slice(from, to) as T,
  };
}

/** Keys are ASCII: one byte a letter, one after the other, in chunks. Ten million strings would weigh a gigabyte. */
function textStore(): { readonly push: (text: string) => void; readonly get: (k: number) => string } {
  const ends = growing(Uint32Array);
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    push(text) {
      let chunk = chunks[Math.floor(size / CHUNK)] ?? new Uint8Array(0);
      let at = size % CHUNK;
      for (let k = 0; k < text.length; k++) {
        if (at === 0 || at === CHUNK) {
          chunk = new Uint8Array(CHUNK);
          chunks.push(chunk);
          at = 0;
        }
        chunk[at] = text.charCodeAt(k);
        at += 1;
      }
      size += text.length;
      ends.push(size);
    },
    get(k) {
      const codes: number[] = [];
      for (let at = k === 0 ? 0 : ends.get(k - 1); at < ends.get(k); at++)
        codes.push(chunks[Math.floor(at / CHUNK)]?.[at % CHUNK] ?? 0);
      return String.fromCharCode(...codes);
    },
  };
}
