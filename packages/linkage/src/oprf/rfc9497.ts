/**
 * The oblivious pseudorandom function of RFC 9497, ciphersuite ristretto255-SHA512, in its modes OPRF (0) and VOPRF
 * (1): whoever knows the key learns nothing about the input, whoever knows the input learns nothing about the key.
 * Names follow the RFC. The proofs of mode 1 are in `dleq.ts`.
 * @module
 */
import { bigEndian, concat, prefixed, utf8 } from './bytes.ts';
import { type Element, type Group, isZero, type Scalar, UNIFORM } from './group.ts';

/** The mode is part of every hash: the two give different outputs for the same key and input. */
export type Mode = 'OPRF' | 'VOPRF';

const CONTEXT: Readonly<Record<Mode, Uint8Array>> = { OPRF: contextString(0), VOPRF: contextString(1) };

/** A domain separation tag: the label, then the context string of the mode (RFC 9497, section 3.1). */
export function domain(label: string, mode: Mode): Uint8Array {
  return concat(utf8(label), CONTEXT[mode]);
}

function contextString(mode: number): Uint8Array {
  return concat(utf8('OPRFV1-'), bigEndian(mode, 1), utf8('-ristretto255-SHA512'));
}

const HASH_TO_GROUP: Readonly<Record<Mode, Uint8Array>> = {
  OPRF: domain('HashToGroup-', 'OPRF'),
  VOPRF: domain('HashToGroup-', 'VOPRF'),
};

/** `HashToScalar` of RFC 9497, section 4.1, with the domain separation tag written out. */
export function hashToScalar(group: Group, input: Uint8Array, dst: Uint8Array): Scalar {
  return group.scalarFromUniform(expandMessage(group, input, dst));
}

/** `DeriveKeyPair` of RFC 9497, section 3.2.1. For the published vectors: the Conference's key comes from a ceremony. */
export function deriveKeyPair(
  group: Group,
  { mode, seed, info }: { readonly mode: Mode; readonly seed: Uint8Array; readonly info: Uint8Array },
): { readonly secretKey: Scalar; readonly publicKey: Element } {
  const dst = domain('DeriveKeyPair', mode);
  for (let counter = 0; counter < 256; counter++) {
    const secretKey = hashToScalar(group, concat(seed, prefixed(info), bigEndian(counter, 1)), dst);
    if (!isZero(secretKey)) return { secretKey, publicKey: group.multiplyBase(secretKey) };
  }
  throw new Error('DeriveKeyPairError');
}

/** `Blind` of RFC 9497, section 3.3.1: the blinded element is uniform, whatever the input is. */
export function blind(group: Group, mode: Mode, { input, blind }: { input: Uint8Array; blind: Scalar }): Element {
  return multiplyHash(group, mode, { input, scalar: blind });
}

/**
 * `Finalize` of RFC 9497, section 3.3.1 (in mode VOPRF after the proof was verified). Gives 64 bytes. It takes the
 * inverse of the blind, because those of a batch are cheaper together.
 */
export function finalize(
  group: Group,
  { input, unblind, evaluated }: { readonly input: Uint8Array; readonly unblind: Scalar; readonly evaluated: Element },
): Uint8Array {
  return output(group, input, group.multiply(unblind, evaluated));
}

/** `Evaluate` of RFC 9497, section 3.3.1: the same output for somebody who holds the key. */
export function evaluate(group: Group, mode: Mode, { input, key }: { input: Uint8Array; key: Scalar }): Uint8Array {
  return output(group, input, multiplyHash(group, mode, { input, scalar: key }));
}

/** A scalar, not zero, times `HashToGroup` of RFC 9497, section 4.1. */
function multiplyHash(group: Group, mode: Mode, { input, scalar }: { input: Uint8Array; scalar: Scalar }): Element {
  const element = group.multiplyUniform(scalar, expandMessage(group, input, HASH_TO_GROUP[mode]));
  // `InvalidInputError` of section 3.3: as likely as guessing the key.
  if (isZero(element)) throw new RangeError('the input hashes to the identity');
  return element;
}

function output(group: Group, input: Uint8Array, element: Element): Uint8Array {
  return group.sha512(concat(prefixed(input), prefixed(element), utf8('Finalize')));
}

/** `expand_message_xmd` of RFC 9380, section 5.3.1, with SHA-512 and 64 bytes: one block suffices. */
function expandMessage(group: Group, message: Uint8Array, dst: Uint8Array): Uint8Array {
  const dstPrime = concat(dst, bigEndian(dst.length, 1));
  const first = group.sha512(
    concat(new Uint8Array(SHA512_BLOCK), message, bigEndian(UNIFORM, 2), bigEndian(0, 1), dstPrime),
  );
  return group.sha512(concat(first, bigEndian(1, 1), dstPrime));
}

const SHA512_BLOCK = 128;
