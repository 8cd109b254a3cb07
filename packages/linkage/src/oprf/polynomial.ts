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
