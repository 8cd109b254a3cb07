/**
 * What travels between a participant and a share server, as bytes for the body of an HTTP request and answer. Strict:
 * every length is exact and there is one encoding for each message.
 * @module
 */
import { bigEndian, concat, equalBytes, pieces, readBigEndian, utf8 } from './bytes.ts';
import type { Proof } from './dleq.ts';
import { type Element, ENCODED, type Group } from './group.ts';
import { KEY_SET_ID } from './key-set.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';

/**
 * How a server proves its answer. `check-element`: the batch ends with one more element, a secret weighted sum of the
 * others that the participant made; the server proves that element only, and the participant compares the sums
 * (n + 5 multiplications for the server). `whole-batch`: the batched proof of RFC 9497, which anybody can verify
 * without a secret (2n + 3). See docs/protocol.md, section 5.
 */
export type ProofKind = 'check-element' | 'whole-batch';

/** Blinded elements for one key set. They are uniform: they say nothing about the inputs but their number. */
export interface BlindedBatch {
  readonly keySet: Uint8Array;
  readonly proof: ProofKind;
  /** Not decoded yet: a server's multiplication refuses what is not an element. */
  readonly elements: readonly Uint8Array[];
}

/**
 * One server's answer, element by element, with its proof. It does not name the server: the participant verifies it
 * against the commitment of the server that it asked, so that no server can answer in another's name.
 */
export interface PartialBatch {
  readonly keySet: Uint8Array;
  readonly elements: readonly Element[];
  readonly proof: Proof;
}

/** The largest batch, check element included: 32 KiB. */
export const MAX_BATCH = 1024;

const BATCH = utf8('ELB1');
const PARTIAL = utf8('ELP1');
const KINDS: readonly ProofKind[] = ['check-element', 'whole-batch'];
const COUNTED = BATCH.length + KEY_SET_ID;

/** `"ELB1" | key set (16) | proof kind (1: 0 check element, 1 whole batch) | count (2) | elements (32 each)`. */
export function encodeBlindedBatch({ keySet, proof, elements }: BlindedBatch): Uint8Array {
  return concat(BATCH, keySet, bigEndian(KINDS.indexOf(proof), 1), bigEndian(elements.length, 2), ...elements);
}

export function parseBlindedBatch(bytes: Uint8Array): OprfResult<BlindedBatch> {
  const proof = KINDS[bytes[COUNTED] ?? KINDS.length];
  const fixed = COUNTED + 3;
  const count = readBigEndian(bytes.slice(COUNTED + 1, fixed));
  const wellFormed =
    equalBytes(bytes.slice(0, BATCH.length), BATCH) && hasElements(count) && bytes.length === fixed + count * ENCODED;
  if (!wellFormed || proof === undefined) return refuse({ code: 'message-malformed', message: 'batch' });
  return accept({
    keySet: bytes.slice(BATCH.length, COUNTED),
    proof,
    elements: pieces(bytes.slice(fixed), ENCODED),
  });
}

/** `"ELP1" | key set (16) | count (2) | elements (32 each) | challenge (32) | response (32)`. */
export function encodePartialBatch({ keySet, elements, proof }: PartialBatch): Uint8Array {
  return concat(PARTIAL, keySet, bigEndian(elements.length, 2), ...elements, proof.challenge, proof.response);
}

export function parsePartialBatch(group: Group, bytes: Uint8Array): OprfResult<PartialBatch> {
  const malformed = refuse({ code: 'message-malformed', message: 'partial' });
  const fixed = COUNTED + 2;
  const count = readBigEndian(bytes.slice(COUNTED, fixed));
  const end = fixed + count * ENCODED;
  if (!equalBytes(bytes.slice(0, PARTIAL.length), PARTIAL)) return malformed;
  if (!hasElements(count) || bytes.length !== end + 2 * ENCODED) return malformed;
  const elements: Element[] = [];
  for (const [at, piece] of pieces(bytes.slice(fixed, end), ENCODED).entries()) {
    const element = group.decodeElement(piece);
    if (!element) return refuse({ code: 'element-invalid', at });
    elements.push(element);
  }
  const challenge = group.decodeScalar(bytes.slice(end, end + ENCODED));
  const response = group.decodeScalar(bytes.slice(end + ENCODED));
  if (!challenge || !response) return malformed;
  return accept({ keySet: bytes.slice(PARTIAL.length, COUNTED), elements, proof: { challenge, response } });
}

function hasElements(count: number): boolean {
  return count >= 1 && count <= MAX_BATCH;
}
