import { pippenger } from '@noble/curves/abstract/curve.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { bytesToNumberLE } from '@noble/curves/utils.js';
// biome-ignore lint/correctness/noUndeclaredDependencies: comes with @noble/curves in exactly this version
import { sha512 } from '@noble/hashes/sha2.js';
import { doubleAndAdd, type Element, ENCODED, type Group, IDENTITY, isZero, type Scalar } from './group.ts';

const { Point } = ristretto255;
const { Fn } = Point;

/**
 * The group on noble, for the browser and as the oracle of the other one. Its arithmetic is on bigint, which makes no
 * promise that time is independent of a secret.
 */
export function nobleGroup(): Group {
  return GROUP;
}

const GROUP: Group = {
  library: 'noble',
  sha512: (bytes) => sha512(bytes),
  decodeElement(bytes) {
    if (bytes.length !== ENCODED || isZero(bytes)) return undefined;
    try {
      return Point.fromBytes(bytes).toBytes() as Element;
    } catch {
      return undefined;
    }
  },
  elementFromUniform: (bytes) => deriveToCurve(bytes).toBytes() as Element,
  add: (a, b) => Point.fromBytes(a).add(Point.fromBytes(b)).toBytes() as Element,
  multiply: (scalar, element) =>
    // noble refuses to multiply by zero.
    isZero(scalar) || isZero(element)
      ? IDENTITY
      : (Point.fromBytes(element).multiply(Fn.fromBytes(scalar)).toBytes() as Element),
  multiplyBase: (scalar) =>
    isZero(scalar) ? IDENTITY : (Point.BASE.multiply(Fn.fromBytes(scalar)).toBytes() as Element),
  multiplyUniform: (scalar, bytes) =>
    isZero(scalar) ? IDENTITY : (deriveToCurve(bytes).multiply(Fn.fromBytes(scalar)).toBytes() as Element),
  multiplyReceived(scalar, bytes) {
    if (isZero(scalar)) throw new RangeError('multiplying by zero hides whether the element was valid');
    const element = GROUP.decodeElement(bytes);
    return element && GROUP.multiply(scalar, element);
  },
  sumOfProducts: (scalars, elements) =>
    pippenger(
      Point,
      elements.map((element) => Point.fromBytes(element)),
      scalars.map((scalar) => Fn.fromBytes(scalar)),
    ).toBytes() as Element,
  sumOfMultiples: (multiples, elements) =>
    doubleAndAdd(
      elements.map((element, i) => ({ multiple: multiples[i] ?? missing(), point: Point.fromBytes(element) })),
      { zero: Point.ZERO, add: (a, b) => a.add(b), subtract: (a, b) => a.subtract(b) },
    ).toBytes() as Element,
  decodeScalar(bytes) {
    if (bytes.length !== ENCODED) return undefined;
    const value = bytesToNumberLE(bytes);
    return value < Fn.ORDER ? encodeScalar(value) : undefined;
  },
  scalarFromUniform: (bytes) => encodeScalar(Fn.create(bytesToNumberLE(bytes))),
  addScalars: (a, b) => encodeScalar(Fn.add(Fn.fromBytes(a), Fn.fromBytes(b))),
  subtractScalars: (a, b) => encodeScalar(Fn.sub(Fn.fromBytes(a), Fn.fromBytes(b))),
  multiplyScalars: (a, b) => encodeScalar(Fn.mul(Fn.fromBytes(a), Fn.fromBytes(b))),
  invertScalar: (scalar) => encodeScalar(Fn.inv(Fn.fromBytes(scalar))),
};

function encodeScalar(value: bigint): Scalar {
  return Fn.toBytes(value) as Scalar;
}

function deriveToCurve(bytes: Uint8Array): InstanceType<typeof Point> {
  if (!ristretto255_hasher.deriveToCurve) throw new Error('noble lost the map of RFC 9496, section 4.3.4');
  return ristretto255_hasher.deriveToCurve(bytes);
}

function missing(): never {
  throw new RangeError('a sum needs a factor for every element');
}
