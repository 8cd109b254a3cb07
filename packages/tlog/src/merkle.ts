/**
 * Merkle tree log: RFC 6962, section 2.1, with the verification algorithms of RFC 9162, section 2.1. SHA-256 only.
 *
 * Threat model. Whoever keeps the log may edit, delete, insert, reorder or cut events, and may show different logs to
 * different people. One root hash commits to every event and its place. An inclusion proof shows that an event is under
 * a root; a consistency proof shows that a later root continues an earlier one. Neither shows that an event is true, or
 * that everything which happened was written.
 *
 * Flow. Append: `extend` turns a frontier (the roots of the complete subtrees, at most 53 hashes) and new leaves into the
 * next frontier and the nodes to store. Prove: read stored nodes through a `NodeReader`. Verify: pure, no reader.
 *
 * Only COMPLETE subtrees are ever stored: `hash(level, index)` covers leaves [index·2^level, (index+1)·2^level) and never
 * changes once written. Everything else is recomputed from those, so a table of nodes can be insert-only.
 *
 * Not promised: constant time (all data here are public to the verifier), other hash functions, logs of more than 2^53
 * events.
 */
import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

/** The state an appender needs: how many leaves, and the roots of the complete subtrees, largest (leftmost) first. */
export type Frontier = { readonly size: number; readonly peaks: readonly Hash[] };

/** A complete subtree. Level 0 is the leaf hash itself. */
export type TreeNode = { readonly level: number; readonly index: number; readonly hash: Hash };

/** Where complete subtrees are kept, usually a database table. Asking for one that is not complete is a fault. */
export type NodeReader = { readonly hash: (level: number, index: number) => Promise<Hash> };

/** Half-open run of leaves. */
type Range = { readonly start: number; readonly end: number };

/** What an inclusion proof claims: the leaf stands at `index` in the tree of `size` leaves with that `root`. */
export type InclusionClaim = {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
  readonly proof: readonly Hash[];
};

/** What a consistency proof claims: the tree of `toSize` leaves begins with all the leaves of the earlier one. */
export type ConsistencyClaim = {
  readonly fromSize: number;
  readonly fromRoot: Hash;
  readonly toSize: number;
  readonly toRoot: Hash;
  readonly proof: readonly Hash[];
};

/** A log without events. */
export const EMPTY: Frontier = { size: 0, peaks: [] };

/** MTH({}) of RFC 6962: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = hash('sha256', Buffer.alloc(0), 'buffer');

/** Hash of an event: SHA-256(0x00 || body). The prefix keeps a body from posing as an inner node. */
export function leafHash(body: Uint8Array): Hash {
  const input = Buffer.allocUnsafe(body.length + 1);
  input[0] = 0x00;
  input.set(body, 1);
  return hash('sha256', input, 'buffer');
}

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const input = Buffer.allocUnsafe(65);
  input[0] = 0x01;
  input.set(left, 1);
  input.set(right, 33);
  return hash('sha256', input, 'buffer');
}

/** Appends leaves. `nodes` are the complete subtrees that come to exist, the leaves included, in the order they do. */
export function extend(
  frontier: Frontier,
  leaves: readonly Hash[],
): { readonly frontier: Frontier; readonly nodes: readonly TreeNode[] } {
  const peaks = [...frontier.peaks];
  const nodes: TreeNode[] = [];
  let size = frontier.size;
  for (const leaf of leaves) {
    let node: TreeNode = { level: 0, index: size, hash: leaf };
    nodes.push(node);
    while (node.index % 2 === 1) {
      const left = peaks.pop();
      if (!left) throw new RangeError('a frontier with fewer peaks than its size needs');
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      nodes.push(node);
    }
    peaks.push(node.hash);
    size += 1;
  }
  return { frontier: { size, peaks }, nodes };
}

/** The root that commits to all leaves so far. */
export function rootOf(frontier: Frontier): Hash {
  return foldPeaks(frontier.peaks);
}

/** Rebuilds the frontier of the first `size` leaves from stored nodes, for an appender that starts again. */
export async function readFrontier(reader: NodeReader, size: number): Promise<Frontier> {
  return { size, peaks: await readPeaks(reader, { start: 0, end: size }) };
}

/** PATH(index, D[0:size]) of RFC 6962, 2.1.1: sibling hashes from the leaf up to the root. */
export function proveInclusion(reader: NodeReader, index: number, size: number): Promise<Hash[]> {
  if (!(isSize(index) && isSize(size) && index < size)) throw new RangeError(`no leaf ${index} among ${size}`);
  return readRanges(reader, inclusionPath(index, { start: 0, end: size }));
}

/** PROOF(fromSize, D[0:toSize]) of RFC 6962, 2.1.2. Empty when there is nothing to prove: equal sizes, or from nothing. */
export function proveConsistency(reader: NodeReader, fromSize: number, toSize: number): Promise<Hash[]> {
  if (!(isSize(fromSize) && isSize(toSize) && fromSize <= toSize)) {
    throw new RangeError(`a log of ${toSize} does not continue one of ${fromSize}`);
  }
  if (fromSize === 0) return Promise.resolve([]);
  return readRanges(reader, consistencyPath(fromSize, { start: 0, end: toSize }, true));
}

/** RFC 9162, 2.1.3.2. False for anything but an exact proof; never throws on hostile input. */
export function verifyInclusion({ index, size, leaf, root, proof }: InclusionClaim): boolean {
  if (!(isSize(index) && isSize(size) && index < size) || ![leaf, root, ...proof].every(isHash)) return false;
  let at = index;
  let last = size - 1;
  let computed = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      computed = nodeHash(sibling, computed);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      computed = nodeHash(computed, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(computed, root);
}

/**
 * RFC 9162, 2.1.4.2. An earlier log of nothing must have the empty root (the RFC leaves this case open; refusing other
 * roots costs nothing). False for anything but an exact proof; never throws on hostile input.
 */
export function verifyConsistency({ fromSize, fromRoot, toSize, toRoot, proof }: ConsistencyClaim): boolean {
  if (!(isSize(fromSize) && isSize(toSize) && fromSize <= toSize)) return false;
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false;
  if (fromSize === toSize) return proof.length === 0 && sameHash(fromRoot, toRoot);
  if (fromSize === 0) return proof.length === 0 && sameHash(fromRoot, EMPTY_ROOT);

  let at = fromSize - 1;
  let last = toSize - 1;
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // A complete earlier tree is itself a node of the later one, and its root is left out of the proof.
  const [seed, ...rest] = at === 0 ? [fromRoot, ...proof] : proof;
  if (!seed) return false;
  let earlier = seed;
  let later = seed;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      later = nodeHash(later, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(earlier, fromRoot) && sameHash(later, toRoot);
}

/** Equality of two hashes, by content. */
export function sameHash(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}

function inclusionPath(index: number, { start, end }: Range): Range[] {
  if (end - start === 1) return [];
  const split = start + splitOf(end - start);
  return index < split
    ? [...inclusionPath(index, { start, end: split }), { start: split, end }]
    : [...inclusionPath(index, { start: split, end }), { start, end: split }];
}

/** SUBPROOF of RFC 6962; `known` while the subtree is one whose root the verifier already holds. */
function consistencyPath(fromSize: number, { start, end }: Range, known: boolean): Range[] {
  if (fromSize === end) return known ? [] : [{ start, end }];
  const split = start + splitOf(end - start);
  return fromSize <= split
    ? [...consistencyPath(fromSize, { start, end: split }, known), { start: split, end }]
    : [...consistencyPath(fromSize, { start: split, end }, false), { start, end: split }];
}

function readRanges(reader: NodeReader, ranges: readonly Range[]): Promise<Hash[]> {
  return Promise.all(ranges.map(async (range) => foldPeaks(await readPeaks(reader, range))));
}

/** The complete subtrees that tile a range, largest first. `start` is always a multiple of the largest. */
function readPeaks(reader: NodeReader, { start, end }: Range): Promise<Hash[]> {
  const peaks: Promise<Hash>[] = [];
  for (let left = start; left < end; ) {
    let level = 0;
    let width = 1;
    while (width * 2 <= end - left) {
      width *= 2;
      level += 1;
    }
    peaks.push(reader.hash(level, left / width));
    left += width;
  }
  return Promise.all(peaks);
}

function foldPeaks(peaks: readonly Hash[]): Hash {
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The largest power of two smaller than `n`. Arithmetic, not bits: bit operators stop at 2^31. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isOdd(n: number): boolean {
  return n % 2 === 1;
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function isHash(value: Uint8Array): boolean {
  return value.length === 32;
}
