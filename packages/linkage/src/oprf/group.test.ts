import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Element, type Group, IDENTITY, type Scalar, smallScalar } from './group.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';

const sodium = await sodiumGroup();
const noble = nobleGroup();
const groups: readonly Group[] = [sodium, noble];

const uniform = fc.uint8Array({ minLength: 64, maxLength: 64 });
const scalars = uniform.map((bytes) => sodium.scalarFromUniform(bytes));
const elements = uniform.map((bytes) => sodium.elementFromUniform(bytes));
const FEW = { numRuns: 15 };

/** The group's order, little-endian (RFC 9496, section 4.4): 2^252 + 27742317777372353535851937790883648493. */
const ORDER = Uint8Array.from(Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex'));

describe('libsodium and noble are each the other’s oracle', () => {
  const same = (work: (group: Group) => Uint8Array | undefined) => expect(work(noble)).toEqual(work(sodium));

  it('on hashes and on the maps from uniform bytes', () => {
    fc.assert(
      fc.property(uniform, (bytes) => {
        same((group) => group.sha512(bytes));
        same((group) => group.elementFromUniform(bytes));
        same((group) => group.scalarFromUniform(bytes));
      }),
      FEW,
    );
  });

  it('on every operation', () => {
    fc.assert(
      fc.property(scalars, scalars, elements, elements, (a, b, p, q) => {
        same((group) => group.add(p, q));
        same((group) => group.multiply(a, p));
        same((group) => group.multiplyReceived(a, p));
        same((group) => group.multiplyUniform(a, Uint8Array.from([...p, ...q])));
        same((group) => group.multiplyBase(a));
        same((group) => group.sumOfProducts([a, b], [p, q]));
        same((group) => group.sumOfMultiples([3n, -300n], [p, q]));
        same((group) => group.addScalars(a, b));
        same((group) => group.subtractScalars(a, b));
        same((group) => group.multiplyScalars(a, b));
        same((group) => group.invertScalar(a));
      }),
      FEW,
    );
  });

  it('on which bytes are an element or a scalar, nearly always not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 31, maxLength: 33 }), scalars, (bytes, scalar) => {
        same((group) => group.decodeElement(bytes));
        same((group) => group.decodeScalar(bytes));
        same((group) => group.multiplyReceived(scalar, bytes));
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(groups)('the group on $library', (group) => {
  it('keeps the laws of a module over its scalars', () => {
    fc.assert(
      fc.property(scalars, scalars, elements, (a, b, p) => {
        const sum = group.add(group.multiply(a, p), group.multiply(b, p));
        expect(group.multiply(group.addScalars(a, b), p)).toEqual(sum);
        expect(group.sumOfProducts([a, b], [p, p])).toEqual(sum);
        expect(group.multiply(a, group.multiply(b, p))).toEqual(group.multiply(group.multiplyScalars(a, b), p));
        expect(group.multiply(group.invertScalar(a), group.multiply(a, p))).toEqual(p);
        expect(group.subtractScalars(group.addScalars(a, b), b)).toEqual(a);
        const q = group.multiply(b, p);
        const three = group.add(group.add(p, p), p);
        expect(group.add(group.sumOfMultiples([3n, -2n], [p, q]), group.add(q, q))).toEqual(three);
      }),
      FEW,
    );
  });

  it('the identity is a result, and never accepted from outside', () => {
    const [zero, one] = [smallScalar(0), smallScalar(1)];
    const base = group.multiplyBase(one);
    const minus = group.multiplyBase(group.subtractScalars(zero, one));
    expect(group.add(base, minus)).toEqual(IDENTITY);
    expect(group.multiply(zero, base)).toEqual(IDENTITY);
    expect(group.multiplyBase(zero)).toEqual(IDENTITY);
    expect(group.multiplyUniform(zero, new Uint8Array(64).fill(7))).toEqual(IDENTITY);
    expect(group.multiply(one, IDENTITY)).toEqual(IDENTITY);
    expect(group.sumOfProducts([one, one], [base, minus])).toEqual(IDENTITY);
    expect(group.sumOfProducts([zero], [base])).toEqual(IDENTITY);
    expect(group.sumOfMultiples([0n, 5n, 5n], [base, base, minus])).toEqual(IDENTITY);
    expect(group.decodeElement(IDENTITY)).toBeUndefined();
    expect(group.multiplyReceived(one, IDENTITY)).toBeUndefined();
  });

  // RFC 9496, appendix A.2: encodings that must be refused, each for another reason.
  it.each([
    ['not canonical: the field’s prime', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['not canonical: all ones', `${'ff'.repeat(31)}7f`],
    ['not canonical: 2^255', `${'00'.repeat(31)}80`],
    ['negative: one', `01${'00'.repeat(31)}`],
    ['negative: minus one', `01${'ff'.repeat(30)}7f`],
    ['not on the curve', '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371'],
  ])('refuses an element that is %s', (_, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
    expect(bytes).toHaveLength(32);
    expect(group.decodeElement(bytes)).toBeUndefined();
    expect(group.multiplyReceived(smallScalar(1), bytes)).toBeUndefined();
  });

  it('refuses a scalar that is not reduced, and takes the largest', () => {
    expect(group.decodeScalar(ORDER)).toBeUndefined();
    expect(group.decodeScalar(new Uint8Array(32).fill(255))).toBeUndefined();
    expect(group.decodeScalar(new Uint8Array(31))).toBeUndefined();
    const largest = group.subtractScalars(smallScalar(0), smallScalar(1));
    expect(largest[0]).toBe(ORDER[0]! - 1);
    expect(group.decodeScalar(largest)).toEqual(largest);
    expect(group.decodeScalar(smallScalar(0))).toEqual(smallScalar(0));
  });

  it('a received element is not an alias of the bytes it was read from', () => {
    const bytes = group.multiplyBase(smallScalar(7)).slice();
    const element = group.decodeElement(bytes);
    bytes.fill(0);
    expect(element).toEqual(group.multiplyBase(smallScalar(7)));
  });

  it('a scalar of zero cannot hide an invalid element', () => {
    expect(() => group.multiplyReceived(smallScalar(0) as Scalar, new Uint8Array(32) as Element)).toThrow(RangeError);
  });
});
