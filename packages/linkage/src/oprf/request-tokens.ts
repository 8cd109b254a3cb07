import { wipe } from './bytes.ts';
import type { Group, Random } from './group.ts';
import type { KeySet } from './key-set.ts';
import { encodeBlindedBatch, MAX_BATCH, type PartialBatch, parsePartialBatch } from './messages.ts';
import { blindBatch, combine, finalise, type KnownAnswer } from './participant.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';
import type { TokenSource } from './token.ts';

/** Sends an encoded batch to one share server and gives its encoded answer; rejects when none comes in time. */
export type AskServer = (server: number, batch: Uint8Array) => Promise<Uint8Array>;

/** What a participant needs to get tokens. */
export interface TokenRequest {
  readonly keySet: KeySet;
  readonly ask: AskServer;
  readonly random: Random;
  /** Servers in the order of preference; all of the key set unless given. */
  readonly servers?: readonly number[];
  readonly knownAnswers?: readonly KnownAnswer[];
}

/** The tokens, and which servers did not help: the caller reports them even though the result is right. */
export interface Tokens {
  readonly tokens: readonly Uint8Array[];
  readonly wrong: readonly number[];
  readonly silent: readonly number[];
}

/**
 * The whole path for one batch: blind, ask t servers at once, verify, and in the place of each one that is silent or
 * wrong ask another, until t right answers are there or no server is left.
 */
export async function requestTokens(
  group: Group,
  { keySet, ask, random, servers, knownAnswers = [] }: TokenRequest,
  inputs: readonly Uint8Array[],
): Promise<OprfResult<Tokens>> {
  const blinded = blindBatch(group, { keySet, inputs, random, knownAnswers });
  const giveUp = (result: OprfResult<Tokens>): OprfResult<Tokens> => {
    wipe(...blinded.blinds, ...blinded.weights);
    return result;
  };
  const body = encodeBlindedBatch(blinded.batch);
  const waiting = [...(servers ?? keySet.commitments.map((_, i) => i + 1))];
  const answers = new Map<number, PartialBatch>();
  const wrong = new Set<number>();
  const silent: number[] = [];
  for (;;) {
    const asked = waiting.splice(0, keySet.threshold - answers.size);
    const replies = await Promise.allSettled(
      asked.map(async (server) => parsePartialBatch(group, await ask(server, body))),
    );
    for (const [i, reply] of replies.entries()) {
      const server = asked[i] ?? 0;
      if (reply.status === 'fulfilled' && reply.value.ok) answers.set(server, reply.value.value);
      else silent.push(server);
    }
    if (answers.size < keySet.threshold && waiting.length > 0) continue;
    const combined = combine(group, { keySet, blinded, answers });
    if (combined.ok) {
      const tokens = finalise(group, blinded, combined.value);
      return tokens.ok ? accept({ tokens: tokens.value, wrong: [...wrong], silent }) : tokens;
    }
    if (combined.refusal.code !== 'answers-too-few') return giveUp(combined);
    for (const server of combined.refusal.wrong) {
      wrong.add(server);
      answers.delete(server);
    }
    if (waiting.length === 0) return giveUp(refuse({ ...combined.refusal, wrong: [...wrong], silent }));
  }
}

/** `requestTokens` for any number of inputs, batch after batch; rejects with the refusal as its cause. */
export function remoteTokenSource(group: Group, request: TokenRequest): TokenSource {
  const size = MAX_BATCH - 1 - (request.knownAnswers?.length ?? 0);
  return async (inputs) => {
    const tokens: Uint8Array[] = [];
    for (let from = 0; from < inputs.length; from += size) {
      const result = await requestTokens(group, request, inputs.slice(from, from + size));
      if (!result.ok) throw new Error(`no tokens: ${result.refusal.code}`, { cause: result.refusal });
      tokens.push(...result.value.tokens);
    }
    return tokens;
  };
}
