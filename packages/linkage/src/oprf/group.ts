declare const kind: unique symbol;

/**
 * A member of ristretto255 in its canonical encoding of RFC 9496. Only a `Group` makes one, so whoever holds an
 * `Element` need not check it again. What arrives from outside is a `Uint8Array` until `decodeElement` took it.
 */
export type Element = Uint8Array & { readonly [kind]: 'element' };

/** An integer modulo the group's order, 32 bytes, the smallest first, reduced. */
export type Scalar = Uint8Array & { readonly [kind]: 'scalar' };

/** Gives so many unpredictable bytes; passed in, so that tests repeat and no file here names a platform. */
export type Random = (length: number) => Uint8Array;

/** Bytes of an encoded element or scalar. */
export const ENCODED = 32;

/** Bytes that `elementFromUniform` and `scalarFromUniform` take. */
export const UNIFORM = 64;

/** The neutral element. It is a legal intermediate result, and refused whenever it arrives from outside. */
export const IDENTITY: Element = new Uint8Array(ENCODED) as Element;

/**
 * What the protocols here need of ristretto255 and SHA-512. Two libraries implement it and each is the other's oracle
 * in the tests: libsodium (compiled C, whose scalar multiplication takes the same time for every scalar) where speed
 * and secrets matter, noble (JavaScript on bigint, small) in the browser.
 */
export interface Group {
  readonly library: 'libsodium' | 'noble';
  sha512(bytes: Uint8Array): Uint8Array;

  /** Strict: a wrong length, an encoding that is not canonical and the identity are undefined. */
  decodeElement(bytes: Uint8Array): Element | undefined;
  /** The one-way map of RFC 9496, section 4.3.4, from 64 uniform bytes. */
  elementFromUniform(bytes: Uint8Array): Element;
  add(a: Element, b: Element): Element;
  /** For secret and public scalars. */
  multiply(scalar: Scalar, element: Element): Element;
  multiplyBase(scalar: Scalar): Element;
  /** `elementFromUniform`, then `multiply`, in one step: noble need not encode and decode in between. */
  multiplyUniform(scalar: Scalar, bytes: Uint8Array): Element;
  /** `decodeElement`, then `multiply`, in one step: the library's own check is not done twice. The scalar is not zero. */
  multiplyReceived(scalar: Scalar, bytes: Uint8Array): Element | undefined;
  /** The sum of `scalars[i] * elements[i]`, as fast as the library can: no promise about time. */
  sumOfProducts(scalars: readonly Scalar[], elements: readonly Element[]): Element;

  /** The sum of `multiples[i] * elements[i]` for small public numbers, also negative: a few additions. */
  sumOfMultiples(multiples: readonly bigint[], elements: readonly Element[]): Element;

  /** Strict: a wrong length and a number that is not reduced are undefined. Zero is a scalar. */
  decodeScalar(bytes: Uint8Array): Scalar | undefined;
  scalarFromUniform(bytes: Uint8Array): Scalar;
  addScalars(a: Scalar, b: Scalar): Scalar;
  subtractScalars(a: Scalar, b: Scalar): Scalar;
  multiplyScalars(a: Scalar, b: Scalar): Scalar;
  /** The scalar is not zero. */
  invertScalar(scalar: Scalar): Scalar;
}

/** Doubling and adding over all terms at once, for the implementations of `sumOfMultiples` (Straus 1964). */
export function doubleAndAdd<P>(
  terms: readonly { readonly multiple: bigint; readonly point: P }[],
  { zero, add, subtract }: { zero: P; add: (a: P, b: P) => P; subtract: (a: P, b: P) => P },
): P {
  const sizes = terms.map(({ multiple }) => (multiple < 0n ? -multiple : multiple));
  const bits = Math.max(0, ...sizes.map((size) => size.toString(2).length));
  let sum = zero;
  for (let bit = BigInt(bits) - 1n; bit >= 0n; bit--) {
    if (sum !== zero) sum = add(sum, sum);
    for (const [i, { multiple, point }] of terms.entries()) {
      if (((sizes[i] ?? 0n) >> bit) & 1n)
        sum = multiple < 0n ? subtract(sum, point) : sum === zero ? point : add(sum, point);
    }
  }
  return sum;
}

/** A number as a scalar: an index of a holder, or a product of some. Not negative and below 2^252. */
export function smallScalar(value: number | bigint): Scalar {
  const digits = BigInt(value)
    .toString(16)
    .padStart(2 * ENCODED, '0');
  if (!/^0[0-9a-f]{63}$/.test(digits)) throw new RangeError('this number is not a small scalar');
  return Uint8Array.from({ length: ENCODED }, (_, i) =>
    Number.parseInt(digits.slice(2 * (ENCODED - 1 - i), 2 * (ENCODED - i)), 16),
  ) as Scalar;
}

/** A uniform scalar; zero, which never happens by chance, is drawn again. */
export function randomScalar(group: Group, random: Random): Scalar {
  for (;;) {
    const uniform = random(UNIFORM);
    if (uniform.length !== UNIFORM) throw new RangeError('the source of randomness gave another number of bytes');
    const scalar = group.scalarFromUniform(uniform);
    if (!isZero(scalar)) return scalar;
  }
}

/** Whether a scalar is zero or an element the identity. */
export function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
