import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scalar, smallScalar } from './group.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';
import { MAX_HOLDERS } from './key-set.ts';
import { commitmentAt, invertAll, lagrangeWeights, valueAt, wholeWeights } from './polynomial.ts';

const group = await sodiumGroup();
const scalars = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => group.scalarFromUniform(bytes));
const polynomials = fc.array(scalars, { minLength: 1, maxLength: 6 });
const sum = (values: readonly Scalar[]) => values.reduce((so, value) => group.addScalars(so, value), smallScalar(0));

/** A polynomial and as many indexes as determine it. */
const shared = polynomials.chain((coefficients) =>
  fc.record({
    coefficients: fc.constant(coefficients),
    indexes: fc.uniqueArray(fc.integer({ min: 1, max: MAX_HOLDERS }), {
      minLength: coefficients.length,
      maxLength: coefficients.length,
    }),
  }),
);

describe('sharing of a secret', () => {
  it('any t values give the value at 0 and at every other index', () => {
    fc.assert(
      fc.property(shared, fc.integer({ min: 33, max: 1000 }), ({ coefficients, indexes }, elsewhere) => {
        const values = indexes.map((index) => valueAt(group, coefficients, index));
        const interpolate = (at: number) =>
          sum(lagrangeWeights(group, indexes, at).map((weight, i) => group.multiplyScalars(weight, values[i]!)));
        expect(interpolate(0)).toEqual(coefficients[0]);
        expect(interpolate(elsewhere)).toEqual(valueAt(group, coefficients, elsewhere));
      }),
    );
  });

  it('the whole weights are the same weights, multiplied by their scale', () => {
    fc.assert(
      fc.property(shared, ({ indexes }) => {
        const { weights, scale } = wholeWeights(indexes);
        const exact = lagrangeWeights(group, indexes);
        for (const [i, weight] of weights.entries()) {
          const size = smallScalar(weight < 0n ? -weight : weight);
          const scalar = weight < 0n ? group.subtractScalars(smallScalar(0), size) : size;
          expect(scalar).toEqual(group.multiplyScalars(exact[i]!, smallScalar(scale)));
        }
      }),
    );
    expect(wholeWeights([1, 2, 3])).toEqual({ weights: [3n, -3n, 1n], scale: 1n });
    expect(wholeWeights([1, 3, 5])).toEqual({ weights: [15n, -10n, 3n], scale: 8n });
  });

  it('even for the most holders a scale is a small scalar', () => {
    const all = Array.from({ length: MAX_HOLDERS }, (_, i) => i + 1);
    for (const indexes of [all, all.filter((index) => index % 2 === 1), all.slice(16)]) {
      expect(() => smallScalar(wholeWeights(indexes).scale)).not.toThrow();
    }
  });

  it('commitments have the value of the polynomial in the exponent', () => {
    fc.assert(
      fc.property(polynomials, fc.integer({ min: 1, max: MAX_HOLDERS }), (coefficients, index) => {
        const commitments = coefficients.map((coefficient) => group.multiplyBase(coefficient));
        const expected = group.multiplyBase(valueAt(group, coefficients, index));
        expect(commitmentAt(group, commitments, index)).toEqual(expected);
        expect(commitmentAt(nobleGroup(), commitments, index)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('indexes that are not distinct, or that ask for a value that is given, are a fault', () => {
    expect(() => lagrangeWeights(group, [1, 1])).toThrow(RangeError);
    expect(() => lagrangeWeights(group, [1, 2], 2)).toThrow(RangeError);
  });

  it('inverses together are the inverses one by one', () => {
    fc.assert(
      fc.property(fc.array(scalars, { maxLength: 8 }), (list) => {
        expect(invertAll(group, list)).toEqual(list.map((scalar) => group.invertScalar(scalar)));
      }),
    );
  });

  it('a small scalar is not negative and fits', () => {
    expect(smallScalar(258).slice(0, 3)).toEqual(Uint8Array.of(2, 1, 0));
    expect(smallScalar(2n ** 252n - 1n)[31]).toBe(15);
    for (const wrong of [-1, 2n ** 252n]) expect(() => smallScalar(wrong)).toThrow(RangeError);
  });
});
