import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../../test/random.ts';
import { prove } from './dleq.ts';
import { type Element, isZero, type Scalar, smallScalar } from './group.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';
import { keySetId } from './key-set.ts';
import { directTokenSource, localShareGroup } from './local.ts';
import {
  encodeBlindedBatch,
  encodePartialBatch,
  MAX_BATCH,
  type PartialBatch,
  type ProofKind,
  parseBlindedBatch,
  parsePartialBatch,
} from './messages.ts';
import { blindBatch, combine, finalise } from './participant.ts';
import { remoteTokenSource, requestTokens } from './request-tokens.ts';
import { shareServer } from './share-server.ts';
import { encodeInput, type TokenInput } from './token.ts';

const sodium = await sodiumGroup();
const noble = nobleGroup();
const random = randomOf('tokens');
const local = localShareGroup(sodium, { n: 5, t: 3, random });
const { keySet, holders, ask } = local;
const input = (value: string) => encodeInput({ purpose: 'example', profile: 'v1', family: 'K1', value });
const inputs = ['persona ejemplo', '1990-01-01', ''].map(input);
const expected = await directTokenSource(sodium, holders)(inputs);
const PROOFS = ['check-element', 'whole-batch'] satisfies readonly ProofKind[];

function answersOf(batch: Parameters<ReturnType<typeof shareServer>['evaluateBatch']>[0], servers: readonly number[]) {
  return new Map(
    servers.map((server): [number, PartialBatch] => {
      const answer = shareServer(sodium, holders[server - 1]!, random).evaluateBatch(batch);
      if (!answer.ok) throw new Error(answer.refusal.code);
      return [server, answer.value];
    }),
  );
}

describe('tokens through t of n share servers', () => {
  it('every t servers give the same tokens, those of the whole key', async () => {
    expect(expected.map((token) => token.length)).toEqual([16, 16, 16]);
    for (const servers of subsets([1, 2, 3, 4, 5], 3)) {
      const source = remoteTokenSource(sodium, { keySet, ask, random, servers });
      expect(await source(inputs)).toEqual(expected);
      const chosen = servers.map((index) => holders[index - 1]!);
      expect(await directTokenSource(sodium, chosen)(inputs)).toEqual(expected);
    }
  });

  it('noble in the browser and libsodium on the servers give the same tokens', async () => {
    expect(await remoteTokenSource(noble, { keySet, ask, random })(inputs)).toEqual(expected);
    expect(await directTokenSource(noble, holders)(inputs)).toEqual(expected);
  });

  it('more inputs than a batch holds go in several batches, in their order', async () => {
    const many = Array.from({ length: MAX_BATCH + 1 }, (_, i) => input(String(i)));
    const small = localShareGroup(sodium, { n: 1, t: 1, random });
    const sizes: number[] = [];
    const source = remoteTokenSource(sodium, {
      keySet: small.keySet,
      random,
      ask: (server, body) => {
        sizes.push(body.length);
        return small.ask(server, body);
      },
    });
    expect(await source(many)).toEqual(await directTokenSource(sodium, small.holders)(many));
    expect(sizes).toEqual([23 + 32 * MAX_BATCH, 23 + 32 * 3]);
  });

  it('nothing to ask asks nobody', async () => {
    expect(await remoteTokenSource(sodium, { keySet, random, ask: () => Promise.reject(new Error()) })([])).toEqual([]);
  });

  it('one or two servers down: the next ones are asked and the silent are named', async () => {
    const down = new Set([1, 3]);
    const result = await requestTokens(
      sodium,
      { keySet, random, ask: (server, body) => (down.has(server) ? Promise.reject(new Error()) : ask(server, body)) },
      inputs,
    );
    expect(result).toEqual({ ok: true, value: { tokens: expected, silent: [1, 3], wrong: [] } });
  });

  it('three of five servers down: a refusal that says how many are missing', async () => {
    const request = {
      keySet,
      random,
      ask: (server: number, body: Uint8Array) => (server < 4 ? Promise.reject(new Error()) : ask(server, body)),
    };
    const refusal = { code: 'answers-too-few', needed: 3, found: 2, wrong: [], silent: [1, 2, 3] };
    expect(await requestTokens(sodium, request, inputs)).toEqual({ ok: false, refusal });
    await expect(remoteTokenSource(sodium, request)(inputs)).rejects.toMatchObject({ cause: refusal });
  });
});

describe('a wrong answer is found and its server named', () => {
  const foreign = sodium.multiplyBase(smallScalar(7));
  const shareOf = (server: number) => holders[server - 1]!.secret;
  const otherKey = sodium.addScalars(shareOf(2), smallScalar(1));

  /** What a server that wants to pass can do with the answer it would have given. */
  const lies: readonly [string, (right: PartialBatch, batch: readonly Element[]) => PartialBatch][] = [
    ['one element replaced', (right) => ({ ...right, elements: right.elements.with(0, foreign) })],
    [
      'two elements swapped',
      ({ elements, ...right }) => ({ ...right, elements: elements.with(0, elements[1]!).with(1, elements[0]!) }),
    ],
    ['the check element or last one replaced', (right) => ({ ...right, elements: right.elements.with(-1, foreign) })],
    [
      'errors that cancel in the plain sum',
      ({ elements, ...right }) => ({
        ...right,
        elements: elements
          .with(0, sodium.add(elements[0]!, foreign))
          .with(
            1,
            sodium.add(elements[1]!, sodium.multiply(sodium.subtractScalars(smallScalar(0), smallScalar(1)), foreign)),
          ),
      }),
    ],
    [
      'another key for all, the check element included, with its honest proof',
      ({ keySet: id, proof }, batch) => ({
        keySet: id,
        elements: batch.map((element) => sodium.multiply(otherKey, element)),
        proof: prove(
          sodium,
          {
            publicKey: sodium.multiplyBase(otherKey),
            inputs: batch.slice(-1),
            outputs: [sodium.multiply(otherKey, batch.at(-1)!)],
          },
          { secretKey: otherKey, nonce: proof.response },
        ),
      }),
    ],
    [
      'another key for all but the check element',
      ({ elements, ...right }, batch) => ({
        ...right,
        elements: [...batch.slice(0, -1).map((element) => sodium.multiply(otherKey, element)), elements.at(-1)!],
      }),
    ],
    ['an element too few', (right) => ({ ...right, elements: right.elements.slice(1) })],
    ['the challenge changed', (right) => ({ ...right, proof: { ...right.proof, challenge: smallScalar(3) } })],
    ['the response zero', (right) => ({ ...right, proof: { ...right.proof, response: smallScalar(0) } })],
    ['for another key set', (right) => ({ ...right, keySet: right.keySet.with(0, right.keySet[0]! ^ 1) })],
  ];

  describe.each(PROOFS)('proof on the %s', (proof) => {
    it.each(lies)('%s', (_, lie) => {
      const blinded = blindBatch(sodium, { keySet, inputs, random, proof });
      const right = answersOf(blinded.batch, [1, 2, 3, 5]);
      const answers = new Map(right).set(2, lie(right.get(2)!, blinded.batch.elements));
      const combined = combine(sodium, { keySet, blinded, answers });
      expect(combined).toMatchObject({ ok: true, value: { servers: [1, 3, 5], wrong: [2] } });
      if (combined.ok) expect(finalise(sodium, blinded, combined.value)).toEqual({ ok: true, value: expected });
    });

    it('one server cannot answer in the name of another', () => {
      const blinded = blindBatch(sodium, { keySet, inputs, random, proof });
      const right = answersOf(blinded.batch, [1, 2, 3]);
      const answers = new Map(right).set(4, right.get(2)!);
      expect(combine(sodium, { keySet, blinded, answers })).toMatchObject({ ok: true, value: { wrong: [4] } });
    });

    it('two liars together are both named', () => {
      const { blinded, answers } = answersWithError([foreign, sodium.add(foreign, foreign)]);
      expect(combine(sodium, { keySet, blinded, answers })).toEqual({
        ok: false,
        refusal: { code: 'answers-too-few', needed: 3, found: 1, wrong: [1, 2], silent: [] },
      });
    });

    it('two liars whose errors cancel in the combination change no token', () => {
      // The weights of servers 1 and 2 among 1, 2, 3 are 3 and -3.
      const { blinded, answers } = answersWithError([foreign, foreign]);
      answers.set(4, answersOf(blinded.batch, [4]).get(4)!).set(5, answersOf(blinded.batch, [5]).get(5)!);
      const combined = combine(sodium, { keySet, blinded, answers });
      if (!combined.ok) throw new Error(combined.refusal.code);
      expect(combined.value.wrong).toEqual(proof === 'whole-batch' ? [1, 2] : []);
      expect(finalise(sodium, blinded, combined.value)).toEqual({ ok: true, value: expected });
    });

    /** Answers of servers 1 to 3, with errors added to the first element of servers 1 and 2. */
    function answersWithError(errors: readonly Element[]) {
      const blinded = blindBatch(sodium, { keySet, inputs, random, proof });
      const answers = answersOf(blinded.batch, [1, 2, 3]);
      for (const [i, error] of errors.entries()) {
        const { elements, ...rest } = answers.get(i + 1)!;
        answers.set(i + 1, { ...rest, elements: elements.with(0, sodium.add(elements[0]!, error)) });
      }
      return { blinded, answers };
    }
  });

  it('in the whole path the liar is replaced by the next server', async () => {
    const result = await requestTokens(
      sodium,
      {
        keySet,
        random,
        ask: async (server, body) => {
          const answer = await ask(server, body);
          if (server !== 2) return answer;
          const parsed = parsePartialBatch(sodium, answer);
          if (!parsed.ok) throw new Error(parsed.refusal.code);
          return encodePartialBatch({ ...parsed.value, elements: parsed.value.elements.with(1, foreign) });
        },
      },
      inputs,
    );
    expect(result).toEqual({ ok: true, value: { tokens: expected, wrong: [2], silent: [] } });
  });

  it('a known answer shows that this is another key than the registry’s', async () => {
    const known = {
      input: input('testigo'),
      token: (await directTokenSource(sodium, holders)([input('testigo')]))[0]!,
    };
    const request = { keySet, ask, random, knownAnswers: [known] };
    expect(await requestTokens(sodium, request, inputs)).toMatchObject({ ok: true, value: { tokens: expected } });
    const other = localShareGroup(sodium, { n: 5, t: 3, random, epoch: 2 });
    expect(await requestTokens(sodium, { ...request, ...other }, inputs)).toEqual({
      ok: false,
      refusal: { code: 'known-answer-wrong' },
    });
  });
});

describe('what a token depends on', () => {
  const base: TokenInput = { purpose: 'prior-application', profile: 'v1', family: 'K1', value: 'persona ejemplo' };

  it('another purpose, profile, family, value or epoch gives another token', async () => {
    const variants = [
      base,
      { ...base, purpose: 'family-tracing' },
      { ...base, profile: 'v2' },
      { ...base, family: 'K2' },
      { ...base, value: 'otra persona ejemplo' },
      // The same letters in other parts.
      { ...base, family: 'K1p', value: 'ersona ejemplo' },
      { ...base, purpose: 'prior-applicationv1', profile: '' },
    ].map(encodeInput);
    const epochs = [local, localShareGroup(sodium, { n: 5, t: 3, random, epoch: 2 })];
    const tokens = await Promise.all(epochs.map(({ holders }) => directTokenSource(sodium, holders)(variants)));
    const hex = tokens.flat().map((token) => Buffer.from(token).toString('hex'));
    expect(new Set(hex).size).toBe(2 * variants.length);
  });

  it('no two lists of parts are encoded alike', () => {
    const part = fc.string({ unit: 'grapheme', maxLength: 6 });
    const parts = fc.record({ purpose: part, profile: part, family: part, value: part });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const equal = Object.keys(a).every((key) => a[key as keyof TokenInput] === b[key as keyof TokenInput]);
        expect(Buffer.from(encodeInput(a)).equals(encodeInput(b))).toBe(equal);
      }),
      { numRuns: 500 },
    );
  });

  it('the encoding is five parts, each after its length in two bytes', () => {
    expect(Buffer.from(encodeInput({ purpose: 'p', profile: 'v1', family: 'K1', value: 'ñ' })).toString('hex')).toBe(
      ['000d656e6c6163652f6173796c756d', '000170', '00027631', '00024b31', '0002c3b1'].join(''),
    );
    expect(() => encodeInput({ ...base, value: 'x'.repeat(65_536) })).toThrow(RangeError);
  });
});

describe('messages are strict', () => {
  const blinded = blindBatch(sodium, { keySet, inputs, random });
  const batch = encodeBlindedBatch(blinded.batch);
  const partial = encodePartialBatch(answersOf(blinded.batch, [1]).get(1)!);
  const longer = (bytes: Uint8Array) => Uint8Array.from([...bytes, 0]);

  it('both are read as they were written', () => {
    expect(parseBlindedBatch(batch)).toEqual({ ok: true, value: blinded.batch });
    for (const group of [sodium, noble]) {
      const parsed = parsePartialBatch(group, partial);
      expect(parsed.ok && encodePartialBatch(parsed.value)).toEqual(partial);
    }
  });

  it.each([
    ['empty', new Uint8Array()],
    ['another message', batch.with(0, 0)],
    ['cut', batch.slice(0, -1)],
    ['longer', longer(batch)],
    ['no elements', Uint8Array.from([...batch.slice(0, 21), 0, 0])],
    ['an unknown kind of proof', batch.with(20, 2)],
    [
      'too many elements',
      encodeBlindedBatch({
        ...blinded.batch,
        elements: Array.from({ length: MAX_BATCH + 1 }, () => new Uint8Array(32)),
      }),
    ],
  ])('a batch is refused: %s', (_, bytes) => {
    expect(parseBlindedBatch(bytes)).toEqual({ ok: false, refusal: { code: 'message-malformed', message: 'batch' } });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['another message', partial.with(0, 0)],
    ['cut', partial.slice(0, -1)],
    ['longer', longer(partial)],
    ['a scalar that is not reduced', partial.with(-1, 0xff)],
  ])('a partial is refused: %s', (_, bytes) => {
    const malformed = { ok: false, refusal: { code: 'message-malformed', message: 'partial' } };
    expect(parsePartialBatch(sodium, bytes)).toEqual(malformed);
    expect(parsePartialBatch(noble, bytes)).toEqual(malformed);
  });

  it('a partial with the identity or an encoding that is not canonical is refused', () => {
    for (const element of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
      const bytes = partial.slice();
      bytes.set(element, 22 + 32);
      expect(parsePartialBatch(sodium, bytes)).toEqual({ ok: false, refusal: { code: 'element-invalid', at: 1 } });
    }
  });

  it('a share server refuses an element that is none, the identity, and a batch for another key set', () => {
    for (const group of [sodium, noble]) {
      const server = shareServer(group, holders[0]!, random);
      for (const element of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
        const elements = [...blinded.batch.elements.slice(0, 1), element];
        expect(server.evaluateBatch({ ...blinded.batch, elements })).toEqual({
          ok: false,
          refusal: { code: 'element-invalid', at: 1 },
        });
      }
      expect(server.evaluateBatch({ ...blinded.batch, keySet: new Uint8Array(16) })).toEqual({
        ok: false,
        refusal: { code: 'key-set-unknown' },
      });
    }
  });

  it('a partial with any byte changed is refused or found, and never gives another token', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const at = place % partial.length;
        const parsed = parsePartialBatch(sodium, partial.with(at, partial[at]! ^ change));
        if (!parsed.ok) return;
        const answers = answersOf(blinded.batch, [2, 3]).set(1, parsed.value);
        expect(combine(sodium, { keySet, blinded, answers })).toMatchObject({ ok: false, refusal: { wrong: [1] } });
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a share server sees and keeps', () => {
  it('the same inputs give other elements each time', () => {
    const [one, two] = [1, 2].map(() => blindBatch(sodium, { keySet, inputs, random }).batch.elements);
    const hex = [...one!, ...two!].map((element) => Buffer.from(element).toString('hex'));
    expect(new Set(hex).size).toBe(2 * (inputs.length + 1));
  });

  it('blinds and weights are gone once the tokens are there', () => {
    const blinded = blindBatch(sodium, { keySet, inputs, random });
    const combined = combine(sodium, { keySet, blinded, answers: answersOf(blinded.batch, [1, 2, 3]) });
    if (!combined.ok) throw new Error(combined.refusal.code);
    expect([...blinded.blinds, ...blinded.weights].some(isZero)).toBe(false);
    finalise(sodium, blinded, combined.value);
    expect([...blinded.blinds, ...blinded.weights].every(isZero)).toBe(true);
  });

  it('a share that does not belong to its commitment does not start', () => {
    const wrong = { ...holders[0]!, secret: holders[1]!.secret };
    expect(() => shareServer(sodium, wrong, random)).toThrow('does not belong');
  });

  it('a source of randomness that repeats itself does not show the share: the nonce depends on the batch', () => {
    const stuck = () => new Uint8Array(64).fill(7);
    const server = shareServer(sodium, holders[0]!, stuck);
    const proofs = ['uno', 'dos'].map((value) => {
      const { batch } = blindBatch(sodium, { keySet, inputs: [input(value)], random });
      const answer = server.evaluateBatch(batch);
      if (!answer.ok) throw new Error(answer.refusal.code);
      return answer.value.proof;
    });
    // With one nonce for both, (s1 - s2) / (c2 - c1) would be the share.
    const quotient = sodium.multiplyScalars(
      sodium.subtractScalars(proofs[0]!.response, proofs[1]!.response),
      sodium.invertScalar(sodium.subtractScalars(proofs[1]!.challenge, proofs[0]!.challenge)) as Scalar,
    );
    expect(quotient).not.toEqual(holders[0]!.secret);
  });

  it('the identifier of a key set changes with epoch, threshold and every commitment', () => {
    const ids = [keySet, { ...keySet, epoch: 2 }, { ...keySet, generation: 1 }, { ...keySet, threshold: 2 }].map(
      (one) => Buffer.from(keySetId(sodium, one)).toString('hex'),
    );
    expect(new Set(ids).size).toBe(4);
  });
});

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
