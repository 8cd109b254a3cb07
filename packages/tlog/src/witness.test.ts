import { describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { EMPTY, extend, leafHash, type NodeReader, proveConsistency, rootOf } from './merkle.ts';
import { compareCheckpoints, judgeGrowth, parseProof } from './witness.ts';

const leaves = Array.from({ length: 30 }, (_, i) => leafHash(Buffer.from([i])));
const { nodes } = extend(EMPTY, leaves);
const reader: NodeReader = {
  hash: async (level, index) => nodes.find((node) => node.level === level && node.index === index)!.hash,
};

function at(size: number, origin = 'example.org/log'): Checkpoint {
  return { origin, size, root: rootOf(extend(EMPTY, leaves.slice(0, size)).frontier), extensions: [] };
}

test('a log that grew shows it with a proof', async () => {
  expect(compareCheckpoints(at(13), at(30))).toBeUndefined();
  const proof = await proveConsistency(reader, 13, 30);
  expect(judgeGrowth(at(13), at(30), proof)).toEqual({ ok: true, value: { kind: 'grown', size: 30, from: 13 } });
});

describe('without a proof', () => {
  test('the first look has nothing to compare with', () => {
    expect(compareCheckpoints(undefined, at(5))).toEqual({ ok: true, value: { kind: 'first', size: 5 } });
  });

  test('the same checkpoint again is fine', () => {
    expect(compareCheckpoints(at(5), at(5))).toEqual({ ok: true, value: { kind: 'unchanged', size: 5 } });
  });

  test('the same size with another root is a fork', () => {
    const forked = { ...at(5), root: at(6).root };
    expect(compareCheckpoints(at(5), forked)).toEqual({ ok: false, refusal: { code: 'log-forked', size: 5 } });
  });

  test('a smaller log went back', () => {
    expect(compareCheckpoints(at(6), at(5))).toEqual({
      ok: false,
      refusal: { code: 'log-rolled-back', size: 5, seen: 6 },
    });
  });

  test('another log is another log', () => {
    expect(compareCheckpoints(at(5), at(6, 'example.org/other'))).toMatchObject({
      refusal: { code: 'checkpoint-of-another-log' },
    });
  });
});

test('growth without a valid proof is refused', async () => {
  const proof = await proveConsistency(reader, 13, 30);
  const rewritten = { ok: false, refusal: { code: 'log-rewritten', size: 30, seen: 13 } };
  expect(judgeGrowth(at(13), at(30), [])).toEqual(rewritten);
  expect(judgeGrowth(at(13), at(30), proof.slice(1))).toEqual(rewritten);
  expect(judgeGrowth({ ...at(13), root: at(12).root }, at(30), proof)).toEqual(rewritten);
});

describe('the answer with a proof', () => {
  const hash = Buffer.alloc(32).toString('base64');

  test('a list of hashes is read', () => {
    expect(parseProof({ proof: [hash, hash] })).toHaveLength(2);
    expect(parseProof({ proof: [] })).toEqual([]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', [hash]],
    ['no list', { proof: hash }],
    ['a number in the list', { proof: [1] }],
    ['a short hash', { proof: ['AAAA'] }],
    ['loose base64', { proof: [` ${hash}`] }],
    ['more hashes than any tree has', { proof: Array(129).fill(hash) }],
  ])('%s is not one', (_, answer) => {
    expect(parseProof(answer)).toBeUndefined();
  });
});
