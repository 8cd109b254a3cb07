import { bigEndian, concat, equalBytes, pieces, readBigEndian, utf8 } from './bytes.ts';
import { type Element, ENCODED, type Group, type Scalar } from './group.ts';
import { lagrangeWeights } from './polynomial.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';

/**
 * What everybody knows about one epoch's key: who holds a share and the commitment to each share. The key itself is
 * nowhere. Members compare the identifier out of band before they use a key set.
 */
export interface KeySet {
  /** Another epoch is another key: tokens of two epochs cannot be linked. */
  readonly epoch: number;
  /** Counts the re-sharings within the epoch: same key, other shares. */
  readonly generation: number;
  /** How many holders must act together. */
  readonly threshold: number;
  /** `k*G`. */
  readonly publicKey: Element;
  /** `k_j*G` of holder j at place j-1; there are as many holders as commitments. */
  readonly commitments: readonly Element[];
}

/** What one share server holds. `secret` is sealed at rest and never leaves it. */
export interface ShareHolder {
  readonly keySet: KeySet;
  /** From 1. */
  readonly index: number;
  readonly secret: Scalar;
}

/** As many holders as a key can have; the Conference has 11 members. It keeps the weights of a combination small. */
export const MAX_HOLDERS = 32;

const HEADER = utf8('ELK1');
const FIXED = HEADER.length + 4 + 4 + 1 + 1;

/** `"ELK1" | epoch (4) | generation (4) | threshold (1) | holders (1) | public key (32) | commitments (32 each)`. */
export function encodeKeySet(keySet: KeySet): Uint8Array {
  return concat(
    HEADER,
    bigEndian(keySet.epoch, 4),
    bigEndian(keySet.generation, 4),
    bigEndian(keySet.threshold, 1),
    bigEndian(keySet.commitments.length, 1),
    keySet.publicKey,
    ...keySet.commitments,
  );
}

/**
 * Reads a key set and checks that its commitments belong together: all of them lie on one polynomial of degree t-1
 * whose value at 0 is the public key. A key set with a foreign commitment would make an honest server look like a liar.
 */
export function parseKeySet(group: Group, bytes: Uint8Array): OprfResult<KeySet> {
  const number = (from: number, length: number) => readBigEndian(bytes.slice(from, from + length));
  const malformed = refuse({ code: 'message-malformed', message: 'key-set' });
  if (bytes.length < FIXED || !equalBytes(bytes.slice(0, HEADER.length), HEADER)) return malformed;
  const [threshold, holders] = [number(12, 1), number(13, 1)];
  if (threshold < 1 || holders < threshold || holders > MAX_HOLDERS || bytes.length !== FIXED + (holders + 1) * ENCODED)
    return malformed;
  const elements = pieces(bytes.slice(FIXED), ENCODED).map((piece) => group.decodeElement(piece));
  const [publicKey, ...commitments] = elements.filter((element) => element !== undefined);
  if (publicKey === undefined || commitments.length !== holders) return malformed;
  const keySet = { epoch: number(4, 4), generation: number(8, 4), threshold, publicKey, commitments };
  return isConsistent(group, keySet) ? accept(keySet) : refuse({ code: 'key-set-inconsistent' });
}

function isConsistent(group: Group, { threshold, publicKey, commitments }: KeySet): boolean {
  const first = commitments.slice(0, threshold);
  const indexes = first.map((_, i) => i + 1);
  const interpolated = (at: number) => group.sumOfProducts(lagrangeWeights(group, indexes, at), first);
  return (
    equalBytes(interpolated(0), publicKey) &&
    commitments.every((commitment, i) => i < threshold || equalBytes(interpolated(i + 1), commitment))
  );
}

const SHARE = utf8('ELS1');

/** `"ELS1" | index (1) | secret (32) | key set`: what a share server seals at rest. */
export function encodeShareHolder({ keySet, index, secret }: ShareHolder): Uint8Array {
  return concat(SHARE, bigEndian(index, 1), secret, encodeKeySet(keySet));
}

/** Reads a share; one that does not belong to its commitment is refused, as its answers would only be called lies. */
export function parseShareHolder(group: Group, bytes: Uint8Array): OprfResult<ShareHolder> {
  const malformed = refuse({ code: 'message-malformed', message: 'share' });
  const start = SHARE.length + 1;
  if (!equalBytes(bytes.slice(0, SHARE.length), SHARE)) return malformed;
  const [index, secret] = [bytes[SHARE.length] ?? 0, group.decodeScalar(bytes.slice(start, start + ENCODED))];
  const keySet = parseKeySet(group, bytes.slice(start + ENCODED));
  if (!keySet.ok) return keySet;
  const commitment = keySet.value.commitments[index - 1];
  if (!secret || !commitment || !equalBytes(group.multiplyBase(secret), commitment)) return malformed;
  return accept({ keySet: keySet.value, index, secret });
}

/** Bytes of a key set's identifier. */
export const KEY_SET_ID = 16;

/** Sixteen bytes that name a key set in every message; a re-sharing changes them, as every share changes. */
export function keySetId(group: Group, keySet: KeySet): Uint8Array {
  return group.sha512(encodeKeySet(keySet)).slice(0, KEY_SET_ID);
}
