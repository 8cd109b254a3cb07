import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../../test/random.ts';
import { concat, prefixed, utf8 } from './bytes.ts';
import { type Element, type Scalar, smallScalar } from './group.ts';
import { sodiumGroup } from './group-sodium.ts';
import { directTokenSource, localShareGroup } from './local.ts';
import { lagrangeWeights } from './polynomial.ts';
import { blind } from './rfc9497.ts';
import { encodeInput, tokenOf } from './token.ts';

/**
 * The attacker stole the registry, holds t-1 shares and every public commitment, and has a dictionary in which every
 * person of the registry stands with exactly the value that was enrolled. What the mathematics says (t-1 values of a
 * random polynomial are independent of its value at 0) is proved elsewhere; this test walks the ways in which an
 * implementation can betray it: a token that depends on no key, on one share, on a sum or a partial combination, on
 * something public, or on a key that can be guessed.
 */
const PERSONS = 60;
const group = await sodiumGroup();
const random = randomOf('red team');
const { keySet, holders } = localShareGroup(group, { n: 5, t: 3, random });

const dictionary = Array.from(
  { length: PERSONS },
  (_, i) => `persona ejemplo ${i}|19${String(i % 100).padStart(2, '0')}`,
);
const inputs = dictionary.map((value) =>
  encodeInput({ purpose: 'prior-application', profile: 'v1', family: 'K1', value }),
);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const registry = new Set((await directTokenSource(group, holders)(inputs)).map(hex));

/** How many persons of the dictionary the attacker links, with everything that one attempt makes of an input. */
function linked(attempt: (input: Uint8Array) => readonly Uint8Array[], stolen: ReadonlySet<string> = registry): number {
  return inputs.filter((input) => attempt(input).some((output) => stolen.has(hex(tokenOf(output))))).length;
}

/** The function's last step, for an element that the attacker takes for `k*H(input)`. */
function finish(input: Uint8Array, element: Element): Uint8Array {
  return group.sha512(concat(prefixed(input), prefixed(element), utf8('Finalize')));
}

/** The group element of an input, which everybody can compute. */
const hashed = (input: Uint8Array) => blind(group, 'VOPRF', { input, blind: smallScalar(1) });

const withKeys = (keys: readonly Scalar[]) => (input: Uint8Array) => {
  const element = hashed(input);
  return keys.map((key) => finish(input, group.multiply(key, element)));
};

/** The key that these holders' shares give when they are combined with the weights for `indexes`. */
function combination(stolen: readonly number[], indexes: readonly number[]): Scalar {
  const weights = lagrangeWeights(group, indexes);
  return stolen.reduce(
    (sum, holder) =>
      group.addScalars(sum, group.multiplyScalars(weights[indexes.indexOf(holder)]!, holders[holder - 1]!.secret)),
    smallScalar(0),
  );
}

describe('the whole registry, t-1 shares and a dictionary of every true person', () => {
  const all = [1, 2, 3, 4, 5];
  const pairs = all.flatMap((a) => all.filter((b) => b > a).map((b) => [a, b] as const));

  it('the attack itself works: with t shares it links everybody', () => {
    expect(linked(withKeys([combination([1, 4, 5], [1, 4, 5])]))).toBe(PERSONS);
  });

  it('the same attacker links everybody when tokens are an unkeyed SHA-512', () => {
    const attempt = (input: Uint8Array) => [group.sha512(input)];
    const unkeyed = new Set(inputs.map((input) => createHash('sha512').update(input).digest('hex').slice(0, 32)));
    expect(linked(attempt, unkeyed)).toBe(PERSONS);
    expect(linked(attempt)).toBe(0);
  });

  it.each(pairs)('shares %i and %i, in every combination that is not theirs to make, link nobody', (a, b) => {
    const [ka, kb] = [holders[a - 1]!.secret, holders[b - 1]!.secret];
    const others = all.filter((index) => index !== a && index !== b);
    const keys = [
      ka,
      kb,
      group.addScalars(ka, kb),
      group.subtractScalars(ka, kb),
      group.multiplyScalars(ka, kb),
      // As if the threshold were two, and with the third share left out.
      combination([a, b], [a, b]),
      ...others.map((third) => combination([a, b], [a, b, third])),
    ];
    expect(linked(withKeys(keys))).toBe(0);
  });

  it('two shares and what is public about the third, its commitment in the place of its partial, link nobody', () => {
    for (const third of [3, 4, 5]) {
      const indexes = [1, 2, third];
      const known = combination([1, 2], indexes);
      const weight = lagrangeWeights(group, indexes)[2]!;
      const attempt = (input: Uint8Array) => {
        const mine = group.multiply(known, hashed(input));
        return [...keySet.commitments, keySet.publicKey].map((commitment) =>
          finish(input, group.add(mine, group.multiply(weight, commitment))),
        );
      };
      expect(linked(attempt)).toBe(0);
    }
  });

  it('two shares and a guess of the third link nobody: the first thousand numbers, for one person', () => {
    const known = combination([1, 2], [1, 2, 3]);
    const weight = lagrangeWeights(group, [1, 2, 3])[2]!;
    const [input] = inputs;
    const guesses = Array.from({ length: 1000 }, (_, i) =>
      group.addScalars(known, group.multiplyScalars(weight, smallScalar(i))),
    );
    const hits = withKeys(guesses)(input!).filter((output) => registry.has(hex(tokenOf(output))));
    expect(hits).toEqual([]);
  });

  it('no key at all, or something public in its place, links nobody', () => {
    const attempt = (input: Uint8Array) => [
      group.sha512(input),
      group.sha512(concat(input, keySet.publicKey)),
      group.sha512(concat(keySet.publicKey, input)),
      finish(input, hashed(input)),
      finish(input, keySet.publicKey),
      ...withKeys(
        [keySet.publicKey, ...keySet.commitments].map((point) => group.scalarFromUniform(group.sha512(point))),
      )(input),
    ];
    expect(linked(attempt)).toBe(0);
  });

  it('the tokens of another purpose or epoch, made with every share, link nobody', async () => {
    const values = dictionary.map((value) =>
      encodeInput({ purpose: 'family-tracing', profile: 'v1', family: 'K1', value }),
    );
    const otherPurpose = await directTokenSource(group, holders)(values);
    const next = localShareGroup(group, { n: 5, t: 3, random, epoch: 2 });
    const otherEpoch = await directTokenSource(group, next.holders)(inputs);
    expect([...otherPurpose, ...otherEpoch].filter((token) => registry.has(hex(token)))).toEqual([]);
  });
});
