import { describe, expect, it } from 'vitest';
import published from '../../test/vectors/rfc9497-ristretto255.json' with { type: 'json' };
import { prove, verify } from './dleq.ts';
import type { Element, Group, Scalar } from './group.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';
import { blind, deriveKeyPair, evaluate, finalize, type Mode } from './rfc9497.ts';

interface Vectors {
  readonly modes: readonly {
    readonly mode: Mode;
    readonly seed: string;
    readonly keyInfo: string;
    readonly secretKey: string;
    readonly publicKey?: string;
    readonly batches: readonly {
      readonly name: string;
      readonly proof?: string;
      readonly proofNonce?: string;
      readonly items: readonly Readonly<Record<'input' | 'blind' | 'blinded' | 'evaluated' | 'output', string>>[];
    }[];
  }[];
}

const { modes } = published as Vectors;
const proved = modes
  .flatMap(({ batches, ...mode }) => batches.map((batch) => ({ ...mode, ...batch })))
  .filter(({ proof }) => proof !== undefined);

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
const scalar = (group: Group, text: string): Scalar => group.decodeScalar(bytes(text))!;
const element = (group: Group, text: string): Element => group.decodeElement(bytes(text))!;

describe.each([await sodiumGroup(), nobleGroup()])('RFC 9497, appendix A.1, on $library', (group) => {
  describe.each(modes)('mode $mode', ({ mode, seed, keyInfo, secretKey, publicKey, batches }) => {
    it('the key is derived from the published seed', () => {
      const pair = deriveKeyPair(group, { mode, seed: bytes(seed), info: bytes(keyInfo) });
      expect(hex(pair.secretKey)).toBe(secretKey);
      if (publicKey !== undefined) expect(hex(pair.publicKey)).toBe(publicKey);
    });

    it.each(batches)('$name: every blinded element, evaluated element and output', ({ items }) => {
      const key = scalar(group, secretKey);
      for (const item of items) {
        const input = bytes(item.input);
        const chosen = scalar(group, item.blind);
        const blinded = blind(group, mode, { input, blind: chosen });
        expect(hex(blinded)).toBe(item.blinded);
        const evaluated = group.multiply(key, blinded);
        expect(hex(evaluated)).toBe(item.evaluated);
        expect(hex(finalize(group, { input, unblind: group.invertScalar(chosen), evaluated }))).toBe(item.output);
        expect(hex(evaluate(group, mode, { input, key }))).toBe(item.output);
      }
    });
  });

  describe.each(proved)('$name: the batched proof', ({ secretKey, publicKey, proof, proofNonce, items }) => {
    const claim = {
      publicKey: element(group, publicKey!),
      inputs: items.map(({ blinded }) => element(group, blinded)),
      outputs: items.map(({ evaluated }) => element(group, evaluated)),
    };
    const proofGiven = {
      challenge: scalar(group, proof!.slice(0, 64)),
      response: scalar(group, proof!.slice(64)),
    };

    it('is made as published', () => {
      const made = prove(group, claim, {
        secretKey: scalar(group, secretKey),
        nonce: scalar(group, proofNonce!),
      });
      expect(hex(made.challenge) + hex(made.response)).toBe(proof);
    });

    it('is verified, and refused for any other key, input, output, challenge or response', () => {
      expect(verify(group, claim, proofGiven)).toBe(true);
      const other = group.multiplyBase(proofGiven.response);
      const replaced = (list: readonly Element[]) => [...list.slice(0, -1), other];
      expect(verify(group, { ...claim, publicKey: other }, proofGiven)).toBe(false);
      expect(verify(group, { ...claim, inputs: replaced(claim.inputs) }, proofGiven)).toBe(false);
      expect(verify(group, { ...claim, outputs: replaced(claim.outputs) }, proofGiven)).toBe(false);
      expect(verify(group, claim, { ...proofGiven, challenge: proofGiven.response })).toBe(false);
      expect(verify(group, claim, { ...proofGiven, response: proofGiven.challenge })).toBe(false);
      expect(verify(group, { ...claim, inputs: [], outputs: [] }, proofGiven)).toBe(false);
    });
  });
});
