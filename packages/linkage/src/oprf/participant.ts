/**
 * The participant's side: blind, ask any t share servers, verify and combine their answers, unblind. What it sends is
 * uniform, what it keeps (inputs, blinds, weights) never leaves it.
 * @module
 */
import { equalBytes, wipe } from './bytes.ts';
import { verify } from './dleq.ts';
import { type Element, type Group, type Random, randomScalar, type Scalar, smallScalar } from './group.ts';
import { type KeySet, keySetId } from './key-set.ts';
import { type BlindedBatch, MAX_BATCH, type PartialBatch, type ProofKind } from './messages.ts';
import { invertAll, wholeWeights } from './polynomial.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';
import { blind, finalize } from './rfc9497.ts';
import { tokenOf } from './token.ts';

/**
 * An input whose token is known, from the ceremony or from an earlier batch. It shows that the key set in use is the
 * one that made the registry's tokens, which no proof against that same key set can show.
 */
export interface KnownAnswer {
  readonly input: Uint8Array;
  readonly token: Uint8Array;
}

/** A batch and what is needed to open its answers. Everything but `batch` is secret. */
export interface BlindedInputs {
  readonly batch: Omit<BlindedBatch, 'elements'> & { readonly elements: readonly Element[] };
  readonly inputs: readonly Uint8Array[];
  readonly blinds: readonly Scalar[];
  /** Of the check element; empty when the proof covers the whole batch. */
  readonly weights: readonly Scalar[];
  readonly knownAnswers: readonly KnownAnswer[];
}

/** What the whole key would have given, and who was caught answering wrongly. */
export interface Combined {
  /** `scale` times the element that the whole key would have given: so the combination takes additions only. */
  readonly evaluated: readonly Element[];
  readonly scale: Scalar;
  readonly servers: readonly number[];
  readonly wrong: readonly number[];
}

/**
 * Blinds the inputs, known answers after them, for one key set. A batch is sent to every server that is asked; after
 * a refusal blind again, so that no two batches can be compared.
 */
export function blindBatch(
  group: Group,
  {
    keySet,
    inputs,
    random,
    knownAnswers = [],
    proof = 'check-element',
  }: {
    readonly keySet: KeySet;
    readonly inputs: readonly Uint8Array[];
    readonly random: Random;
    readonly knownAnswers?: readonly KnownAnswer[];
    readonly proof?: ProofKind;
  },
): BlindedInputs {
  const all = [...inputs, ...knownAnswers.map(({ input }) => input)];
  if (all.length === 0 || all.length >= MAX_BATCH) throw new RangeError(`a batch holds 1 to ${MAX_BATCH - 1} inputs`);
  const blinds = all.map(() => randomScalar(group, random));
  const blinded = all.map((input, i) => blind(group, 'VOPRF', { input, blind: at(blinds, i) }));
  const weights = proof === 'check-element' ? all.map(() => randomScalar(group, random)) : [];
  const check = proof === 'check-element' ? [group.sumOfProducts(weights, blinded)] : [];
  const batch = { keySet: keySetId(group, keySet), proof, elements: [...blinded, ...check] };
  return { batch, inputs: all, blinds, weights, knownAnswers };
}

/**
 * Verifies the answers, each against the commitment of the server that was asked, and combines t of them. A wrong
 * answer is found and its server named; with t right answers among those given the result is right all the same.
 */
export function combine(
  group: Group,
  {
    keySet,
    blinded,
    answers,
  }: {
    readonly keySet: KeySet;
    readonly blinded: BlindedInputs;
    /** By the number of the server that was asked. */
    readonly answers: ReadonlyMap<number, PartialBatch>;
  },
): OprfResult<Combined> {
  const [...all] = answers;
  let right = all.filter(([server, partial]) => isProved(group, { keySet, blinded, server, partial }));
  while (right.length >= keySet.threshold) {
    const chosen = right.slice(0, keySet.threshold);
    const servers = chosen.map(([server]) => server);
    const { weights, scale } = wholeWeights(servers);
    const evaluated = blinded.batch.elements.map((_, i) =>
      group.sumOfMultiples(
        weights,
        chosen.map(([, { elements }]) => at(elements, i)),
      ),
    );
    if (sumsAgree(group, blinded, evaluated)) {
      const wrong = all.filter((answer) => !right.includes(answer)).map(([server]) => server);
      return accept({
        evaluated: evaluated.slice(0, blinded.inputs.length),
        scale: smallScalar(scale),
        servers,
        wrong,
      });
    }
    // The sums are linear: when the combination is wrong, so is at least one part of it.
    right = right.filter(([, partial]) => sumsAgree(group, blinded, partial.elements));
  }
  const wrong = all.filter((answer) => !right.includes(answer)).map(([server]) => server);
  return refuse({ code: 'answers-too-few', needed: keySet.threshold, found: right.length, wrong, silent: [] });
}

/** Whether a server's proof holds; with a check element it covers that element only, and `sumsAgree` the others. */
function isProved(
  group: Group,
  {
    keySet,
    blinded: { batch },
    server,
    partial,
  }: { keySet: KeySet; blinded: BlindedInputs; server: number; partial: PartialBatch },
): boolean {
  const publicKey = keySet.commitments[server - 1];
  if (!publicKey || !equalBytes(partial.keySet, batch.keySet)) return false;
  if (partial.elements.length !== batch.elements.length) return false;
  const proved = batch.proof === 'whole-batch' ? 0 : -1;
  const inputs = batch.elements.slice(proved);
  return verify(group, { publicKey, inputs, outputs: partial.elements.slice(proved) }, partial.proof);
}

/** Whether the weighted sum of the answers is the answer to the check element. */
function sumsAgree(group: Group, { batch, weights }: BlindedInputs, elements: readonly Element[]): boolean {
  if (batch.proof === 'whole-batch') return true;
  return equalBytes(group.sumOfProducts(weights, elements.slice(0, -1)), at(elements, elements.length - 1));
}

/** Unblinds: one token for each input, in their order. The blinds are wiped, so this can be done once. */
export function finalise(
  group: Group,
  blinded: BlindedInputs,
  { evaluated, scale }: Pick<Combined, 'evaluated' | 'scale'>,
): OprfResult<readonly Uint8Array[]> {
  const unblinds = invertAll(
    group,
    blinded.blinds.map((one) => group.multiplyScalars(one, scale)),
  );
  const tokens = blinded.inputs.map((input, i) =>
    tokenOf(finalize(group, { input, unblind: at(unblinds, i), evaluated: at(evaluated, i) })),
  );
  wipe(...unblinds, ...blinded.blinds, ...blinded.weights);
  const asked = tokens.length - blinded.knownAnswers.length;
  const known = blinded.knownAnswers.every(({ token }, i) => equalBytes(token, at(tokens, asked + i)));
  return known ? accept(tokens.slice(0, asked)) : refuse({ code: 'known-answer-wrong' });
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError('the lists of a batch have different lengths');
  return value;
}
