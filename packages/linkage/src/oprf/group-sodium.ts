import sodium from 'libsodium-wrappers-sumo';
import { concat, equalBytes } from './bytes.ts';
import { doubleAndAdd, type Element, ENCODED, type Group, IDENTITY, isZero, type Scalar, UNIFORM } from './group.ts';

/** The group on libsodium, compiled to WebAssembly. It needs a moment to start, hence the promise. */
export async function sodiumGroup(): Promise<Group> {
  await sodium.ready;
  return GROUP;
}

const GROUP: Group = {
  library: 'libsodium',
  sha512: (bytes) => sodium.crypto_hash_sha512(bytes),
  decodeElement: (bytes) =>
    bytes.length === ENCODED && !isZero(bytes) && sodium.crypto_core_ristretto255_is_valid_point(bytes)
      ? (bytes.slice() as Element)
      : undefined,
  elementFromUniform: (bytes) => sodium.crypto_core_ristretto255_from_hash(bytes) as Element,
  add: (a, b) => sodium.crypto_core_ristretto255_add(a, b) as Element,
  multiply: (scalar, element) =>
    // libsodium refuses to give the identity.
    isZero(scalar) || isZero(element) ? IDENTITY : (sodium.crypto_scalarmult_ristretto255(scalar, element) as Element),
  multiplyBase: (scalar) =>
    isZero(scalar) ? IDENTITY : (sodium.crypto_scalarmult_ristretto255_base(scalar) as Element),
  multiplyUniform: (scalar, bytes) => GROUP.multiply(scalar, GROUP.elementFromUniform(bytes)),
  multiplyReceived(scalar, bytes) {
    if (isZero(scalar)) throw new RangeError('multiplying by zero hides whether the element was valid');
    if (bytes.length !== ENCODED) return undefined;
    try {
      return sodium.crypto_scalarmult_ristretto255(scalar, bytes) as Element;
    } catch {
      // The scalar is not zero and the length is right, so libsodium refused the element.
      return undefined;
    }
  },
  sumOfProducts: (scalars, elements) =>
    elements.reduce(
      (sum, element, i) => GROUP.add(sum, GROUP.multiply(scalars[i] ?? missing(), element)),
      IDENTITY as Element,
    ),
  sumOfMultiples: (multiples, elements) =>
    doubleAndAdd(
      elements.map((point, i) => ({ multiple: multiples[i] ?? missing(), point })),
      {
        zero: IDENTITY,
        add: (a, b) => GROUP.add(a, b),
        subtract: (a, b) => sodium.crypto_core_ristretto255_sub(a, b) as Element,
      },
    ),
  decodeScalar(bytes) {
    if (bytes.length !== ENCODED) return undefined;
    const reduced = sodium.crypto_core_ristretto255_scalar_reduce(concat(bytes, new Uint8Array(UNIFORM - ENCODED)));
    return equalBytes(reduced, bytes) ? (reduced as Scalar) : undefined;
  },
  scalarFromUniform: (bytes) => sodium.crypto_core_ristretto255_scalar_reduce(bytes) as Scalar,
  addScalars: (a, b) => sodium.crypto_core_ristretto255_scalar_add(a, b) as Scalar,
  subtractScalars: (a, b) => sodium.crypto_core_ristretto255_scalar_sub(a, b) as Scalar,
  multiplyScalars: (a, b) => sodium.crypto_core_ristretto255_scalar_mul(a, b) as Scalar,
  invertScalar: (scalar) => sodium.crypto_core_ristretto255_scalar_invert(scalar) as Scalar,
};

function missing(): never {
  throw new RangeError('a sum needs a factor for every element');
}
