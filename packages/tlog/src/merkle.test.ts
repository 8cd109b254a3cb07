import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../test/vectors/certificate-transparency.json' with { type: 'json' };
import {
  EMPTY,
  EMPTY_ROOT,
  extend,
  type Hash,
  leafHash,
  type NodeReader,
  nodeHash,
  proveConsistency,
  proveInclusion,
  readFrontier,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** A store of nodes that, like the database, refuses to answer for a subtree that is not complete. */
function grow(leaves: readonly Hash[]) {
  const stored = new Map<string, Hash>();
  const { frontier, nodes } = extend(EMPTY, leaves);
  for (const { level, index, hash } of nodes) stored.set(`${level}/${index}`, hash);
  const reader: NodeReader = {
    hash: (level, index) => {
      const found = stored.get(`${level}/${index}`);
      return found ? Promise.resolve(found) : Promise.reject(new Error(`node ${level}/${index} is not stored`));
    },
  };
  return { frontier, reader, nodes };
}

/** MTH as RFC 6962, 2.1 words it: recursive, over all the leaves, with a hash of its own. The oracle of these tests. */
function rfc6962Root(leaves: readonly Uint8Array[]): string {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const mth = (part: readonly Uint8Array[]): Buffer => {
    if (part.length === 0) return sha256();
    if (part.length === 1) return sha256(Uint8Array.of(0), part[0]!);
    let k = 1;
    while (k * 2 < part.length) k *= 2;
    return sha256(Uint8Array.of(1), mth(part.slice(0, k)), mth(part.slice(k)));
  };
  return hex(mth(leaves));
}

const bodies = Array.from({ length: 130 }, (_, i) => Buffer.from(`event ${i}`));
const leaves = bodies.map(leafHash);
const roots = bodies.map((_, n) => rootOf(extend(EMPTY, leaves.slice(0, n)).frontier));
roots.push(rootOf(extend(EMPTY, leaves).frontier));
const tree = grow(leaves);

test('append events, prove that one is in the log, prove that the log only grew', async () => {
  const before = extend(EMPTY, [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]);
  const after = extend(before.frontier, [leafHash(Buffer.from('c'))]);
  const stored = [...before.nodes, ...after.nodes];
  const reader: NodeReader = {
    hash: async (level, index) => stored.find((node) => node.level === level && node.index === index)!.hash,
  };

  const leaf = leafHash(Buffer.from('b'));
  const root = rootOf(after.frontier);
  expect(verifyInclusion({ index: 1, size: 3, leaf, root, proof: await proveInclusion(reader, 1, 3) })).toBe(true);

  const claim = { fromSize: 2, fromRoot: rootOf(before.frontier), toSize: 3, toRoot: root };
  expect(verifyConsistency({ ...claim, proof: await proveConsistency(reader, 2, 3) })).toBe(true);
});

describe('Certificate Transparency vectors (RFC 6962)', () => {
  const ct = grow(vectors.leaves.map((leaf) => leafHash(bytes(leaf))));
  const root = (size: number): Hash => bytes(vectors.roots[size]!);

  test('the nine published roots, from no leaf to eight', () => {
    for (const [size, expected] of vectors.roots.entries()) {
      const { frontier } = extend(
        EMPTY,
        vectors.leaves.slice(0, size).map((leaf) => leafHash(bytes(leaf))),
      );
      expect(hex(rootOf(frontier))).toBe(expected);
    }
    expect(vectors.roots).toHaveLength(9);
    expect(hex(EMPTY_ROOT)).toBe(vectors.roots[0]);
  });

  test.each(vectors.inclusion)('inclusion of leaf $index among $size', async ({ index, size, proof }) => {
    expect((await proveInclusion(ct.reader, index, size)).map(hex)).toEqual(proof);
    const leaf = leafHash(bytes(vectors.leaves[index]!));
    expect(verifyInclusion({ index, size, leaf, root: root(size), proof: proof.map(bytes) })).toBe(true);
  });

  test.each(vectors.consistency)('consistency of $fromSize with $toSize', async ({ fromSize, toSize, proof }) => {
    expect((await proveConsistency(ct.reader, fromSize, toSize)).map(hex)).toEqual(proof);
    const claim = { fromSize, fromRoot: root(fromSize), toSize, toRoot: root(toSize) };
    expect(verifyConsistency({ ...claim, proof: proof.map(bytes) })).toBe(true);
  });
});

describe('RFC 6962, every tree of up to 130 leaves', () => {
  test('roots equal those of the recursive definition', () => {
    expect(roots.map(hex)).toEqual(roots.map((_, n) => rfc6962Root(bodies.slice(0, n))));
  });

  test('8,515 inclusion proofs verify, and none of them for the neighbouring leaf', async () => {
    let proofs = 0;
    for (let size = 1; size <= 130; size++) {
      for (let index = 0; index < size; index++) {
        const claim = {
          index,
          size,
          leaf: leaves[index]!,
          root: roots[size]!,
          proof: await proveInclusion(tree.reader, index, size),
        };
        if (!verifyInclusion(claim)) throw new Error(`inclusion ${index} of ${size}`);
        if (verifyInclusion({ ...claim, leaf: leaves[(index + 1) % 130]! }))
          throw new Error(`neighbour ${index} of ${size}`);
        proofs += 1;
      }
    }
    expect(proofs).toBe(8515);
  });

  test('8,646 consistency proofs verify, and none of them from another root', async () => {
    let proofs = 0;
    for (let toSize = 0; toSize <= 130; toSize++) {
      for (let fromSize = 0; fromSize <= toSize; fromSize++) {
        const proof = await proveConsistency(tree.reader, fromSize, toSize);
        const claim = { fromSize, fromRoot: roots[fromSize]!, toSize, toRoot: roots[toSize]!, proof };
        if (!verifyConsistency(claim)) throw new Error(`consistency ${fromSize} of ${toSize}`);
        if (verifyConsistency({ ...claim, fromRoot: leaves[129]! })) throw new Error(`forged ${fromSize}`);
        proofs += 1;
      }
    }
    expect(proofs).toBe(8646);
  });

  test('an appender that starts again rebuilds the same frontier from stored nodes', async () => {
    for (let size = 0; size <= 130; size++) {
      expect(await readFrontier(tree.reader, size)).toEqual(extend(EMPTY, leaves.slice(0, size)).frontier);
    }
  });

  test('the nodes of appending in batches are those of appending at once, each stored once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (batches) => {
        let frontier = EMPTY;
        const nodes = [];
        for (const size of batches) {
          const step = extend(frontier, leaves.slice(frontier.size, Math.min(frontier.size + size, 130)));
          frontier = step.frontier;
          nodes.push(...step.nodes);
        }
        expect(nodes).toEqual(extend(EMPTY, leaves.slice(0, frontier.size)).nodes);
        expect(new Set(nodes.map(({ level, index }) => `${level}/${index}`)).size).toBe(nodes.length);
      }),
    );
  });
});

/** Every way in which a proof is usually forged. */
function* forgeries(proof: readonly Hash[], others: readonly Hash[]): Generator<readonly Hash[]> {
  for (const [i, element] of proof.entries()) {
    const flipped = Uint8Array.from(element);
    flipped[i % 32]! ^= 1 << (i % 8);
    yield proof.with(i, flipped);
    yield proof.toSpliced(i, 1);
    yield proof.toSpliced(i, 0, element);
    yield proof.with(i, element.subarray(0, 31));
    yield proof.with(i, Buffer.concat([element, Buffer.alloc(1)]));
    if (i > 0) yield proof.with(i, proof[i - 1]!).with(i - 1, element);
  }
  for (const other of others) {
    yield [...proof, other];
    yield [other, ...proof];
  }
  yield [...proof, new Uint8Array(0)];
  if (proof.length > 1) yield proof.toReversed();
}

describe('forged proofs are refused', () => {
  test('inclusion: altered, missing, repeated, swapped, shortened and added elements; wrong index, size, leaf, root', async () => {
    let forged = 0;
    for (const [index, size] of [
      [0, 1],
      [0, 8],
      [5, 8],
      [2, 3],
      [1, 5],
      [64, 65],
      [99, 130],
      [129, 130],
    ] as const) {
      const proof = await proveInclusion(tree.reader, index, size);
      const claim = { index, size, leaf: leaves[index]!, root: roots[size]!, proof };
      const attempts = [
        ...[...forgeries(proof, [claim.root, claim.leaf])].map((bad) => ({ ...claim, proof: bad })),
        ...[index - 1, index + 1, index ^ 2, size, -1, 0.5, Number.NaN].map((bad) => ({ ...claim, index: bad })),
        ...[0, size * 2, size * 4, -1, 2 ** 60].map((bad) => ({ ...claim, size: bad })),
        ...[leaves[(index + 1) % 130]!, new Uint8Array(0)].map((bad) => ({ ...claim, leaf: bad })),
        ...[EMPTY_ROOT, new Uint8Array(0), roots[size - 1]!].map((bad) => ({ ...claim, root: bad })),
      ];
      for (const attempt of attempts) {
        expect(verifyInclusion(attempt), JSON.stringify({ index, size, attempt })).toBe(false);
        forged += 1;
      }
    }
    expect(forged).toBeGreaterThan(250);
  });

  test('consistency: the same, and a shorter log, a swapped order, an empty proof', async () => {
    let forged = 0;
    for (const [fromSize, toSize] of [
      [1, 8],
      [6, 8],
      [2, 5],
      [6, 7],
      [64, 128],
      [64, 130],
      [65, 130],
      [129, 130],
    ] as const) {
      const proof = await proveConsistency(tree.reader, fromSize, toSize);
      const claim = { fromSize, fromRoot: roots[fromSize]!, toSize, toRoot: roots[toSize]!, proof };
      const attempts = [
        ...[...forgeries(proof, [claim.fromRoot, claim.toRoot])].map((bad) => ({ ...claim, proof: bad })),
        ...[fromSize - 1, fromSize + 1, fromSize ^ 2, toSize, toSize + 1, 0.5].map((bad) => ({
          ...claim,
          fromSize: bad,
        })),
        ...[toSize * 2, Math.floor(toSize / 2), fromSize, 0, -1].map((bad) => ({ ...claim, toSize: bad })),
        { ...claim, proof: [] },
        { ...claim, fromRoot: claim.toRoot, toRoot: claim.fromRoot },
        { ...claim, fromRoot: new Uint8Array(0) },
        { ...claim, toRoot: roots[toSize - 1]! },
      ];
      for (const attempt of attempts) {
        expect(verifyConsistency(attempt), JSON.stringify({ fromSize, toSize, attempt })).toBe(false);
        forged += 1;
      }
    }
    expect(forged).toBeGreaterThan(250);
  });

  test('a proof may not climb higher than the tree: a claim of a smaller size under a larger root', async () => {
    const [left, leaf] = [leaves[0]!, leaves[1]!];
    expect(verifyInclusion({ index: 0, size: 1, leaf, root: roots[2]!, proof: [left] })).toBe(false);

    const above = (root: Hash): Hash => nodeHash(left, root);
    const proof = [...(await proveConsistency(tree.reader, 3, 4)), left];
    const claim = { fromSize: 3, fromRoot: above(roots[3]!), toSize: 4, toRoot: above(roots[4]!), proof };
    expect(verifyConsistency(claim)).toBe(false);
  });

  test('where there is nothing to prove, a proof is refused', () => {
    const same = { fromSize: 8, fromRoot: roots[8]!, toSize: 8, toRoot: roots[8]! };
    expect(verifyConsistency({ ...same, proof: [] })).toBe(true);
    expect(verifyConsistency({ ...same, proof: [roots[8]!] })).toBe(false);
    expect(verifyConsistency({ ...same, fromSize: 0, fromRoot: EMPTY_ROOT, proof: [roots[8]!] })).toBe(false);
  });

  test('from nothing: only the empty root counts as the root of nothing', () => {
    const claim = { fromSize: 0, toSize: 8, toRoot: roots[8]!, proof: [] };
    expect(verifyConsistency({ ...claim, fromRoot: EMPTY_ROOT })).toBe(true);
    expect(verifyConsistency({ ...claim, fromRoot: roots[1]! })).toBe(false);
  });

  test('asking to prove what cannot be is a fault', () => {
    expect(() => proveInclusion(tree.reader, 8, 8)).toThrow(RangeError);
    expect(() => proveConsistency(tree.reader, 9, 8)).toThrow(RangeError);
    expect(() => extend({ size: 3, peaks: [] }, [leaves[0]!])).toThrow(RangeError);
  });

  test('an inner node cannot pose as a leaf, nor a leaf as an inner node', () => {
    const pair = Buffer.concat([leaves[0]!, leaves[1]!]);
    expect(hex(leafHash(pair))).not.toBe(hex(roots[2]!));
  });
});

test('positions beyond 2^31 are exact', async () => {
  const asked: string[] = [];
  const reader: NodeReader = {
    hash: async (level, index) => {
      asked.push(`${level}/${index}`);
      return leaves[0]!;
    },
  };
  await readFrontier(reader, 2 ** 40 + 2 ** 33 + 1);
  expect(asked).toEqual(['40/0', `33/${2 ** 7}`, `0/${2 ** 40 + 2 ** 33}`]);
  expect(await proveInclusion(reader, 2 ** 40, 2 ** 41)).toHaveLength(41);
});
