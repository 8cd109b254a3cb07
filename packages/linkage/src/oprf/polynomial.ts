/**
 * Shamir's sharing of a scalar and Feldman's commitments to it. The secret is the value at 0 of a polynomial of degree
 * t-1, the share of holder j its value at j: any t values give the secret, t-1 values are compatible with every secret.
 * @module
 */
import { type Element, type Group, type Scalar, smallScalar } from './group.ts';

/** The value at a holder's index, by Horner's rule; coefficients from the constant term upwards. */
export function valueAt(group: Group, coefficients: readonly Scalar[], index: number): Scalar {
  const x = smallScalar(index);
  return coefficients.reduceRight(
    (sum, coefficient) => group.addScalars(group.multiplyScalars(sum, x), coefficient),
    smallScalar(0),
  );
}

/** The same value in the exponent, from the commitments to the coefficients: anybody can compute it. */
export function commitmentAt(group: Group, commitments: readonly Element[], index: number): Element {
  const x = smallScalar(index);
  const powers = commitments
    .slice(1)
    .reduce<readonly Scalar[]>(
      (all) => [...all, group.multiplyScalars(all.at(-1) ?? smallScalar(1), x)],
      [smallScalar(1)],
    );
  return group.sumOfProducts(powers, commitments);
}

/**
 * The weights at 0 as whole numbers, which are small because indexes are: values at these indexes, multiplied by
 * `weights` and added, give `scale` times the secret.
 */
export function wholeWeights(indexes: readonly number[]): {
  readonly weights: readonly bigint[];
  readonly scale: bigint;
} {
  const points = indexes.map(BigInt);
  const parts = points.map((own) => {
    const others = points.filter((other) => other !== own);
    return {
      above: others.reduce((all, other) => all * other, 1n),
      below: others.reduce((all, other) => all * (other - own), 1n),
    };
  });
  const scale = parts.reduce((all, { above, below }) => lcm(all, below / gcd(above, below)), 1n);
  return { weights: parts.map(({ above, below }) => (above * scale) / below), scale };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

function lcm(a: bigint, b: bigint): bigint {
  const product = (a * b) / gcd(a, b);
  return product < 0n ? -product : product;
}

/** The inverses of scalars that are not zero, for the price of one inversion (Montgomery's trick). */
export function invertAll(group: Group, scalars: readonly Scalar[]): readonly Scalar[] {
  const before: Scalar[] = [];
  let product = smallScalar(1);
  for (const scalar of scalars) {
    before.push(product);
    product = group.multiplyScalars(product, scalar);
  }
  let inverse = group.invertScalar(product);
  const inverses: Scalar[] = [];
  for (const [i, scalar] of [...scalars.entries()].toReversed()) {
    inverses.push(group.multiplyScalars(inverse, before[i] ?? smallScalar(0)));
    inverse = group.multiplyScalars(inverse, scalar);
  }
  return inverses.toReversed();
}

/**
 * The weights with which values at these indexes add up to the value at `at` (0: the secret). Indexes are public,
 * distinct and not `at`.
 */
export function lagrangeWeights(group: Group, indexes: readonly number[], at = 0): readonly Scalar[] {
  if (new Set(indexes).size !== indexes.length || indexes.includes(at)) {
    throw new RangeError('interpolation needs distinct indexes');
  }
  const x = smallScalar(at);
  return indexes.map((index) => {
    const others = indexes.filter((other) => other !== index).map(smallScalar);
    const own = smallScalar(index);
    const product = (from: Scalar) =>
      others.reduce((all, other) => group.multiplyScalars(all, group.subtractScalars(other, from)), smallScalar(1));
    return group.multiplyScalars(product(x), group.invertScalar(product(own)));
  });
}
