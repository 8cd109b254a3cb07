/**
 * All shares of one key in one process: the command line, the example conference, tests. The same functions and the
 * same bytes as separate servers, and **it protects nothing**: whoever reads the memory of this process has the key.
 * @module
 */

import type { Random } from './oprf/group.ts';
import { sodiumGroup } from './oprf/group-sodium.ts';
import type { ShareHolder } from './oprf/key-set.ts';
import { directTokenSource, groupOf, localShareGroup } from './oprf/local.ts';
import { requestTokens } from './oprf/request-tokens.ts';
import type { TokenSource } from './oprf/token.ts';

/** Five holders, of whom three must act together: the default of the Conference. */
export async function newHolders(random: Random): Promise<readonly ShareHolder[]> {
  return localShareGroup(await sodiumGroup(), { n: 5, t: 3, random }).holders;
}

/** Inputs of one request to a share server. */
const BATCH = 500;

/**
 * Tokens from the holders in this process. `full` runs the whole protocol (blind, three servers evaluate and prove,
 * combine, unblind); otherwise the shares are put together once and the same tokens come about nine times faster.
 */
export async function localTokens({
  holders,
  full,
  random,
}: {
  readonly holders: readonly ShareHolder[];
  readonly full: boolean;
  readonly random: Random;
}): Promise<TokenSource> {
  const group = await sodiumGroup();
  if (!full) return directTokenSource(group, holders);
  const servers = groupOf(group, { holders, random });
  return async (inputs) => {
    const all: Uint8Array[] = [];
    for (let from = 0; from < inputs.length; from += BATCH) {
      const { keySet, ask } = servers;
      const made = await requestTokens(group, { keySet, ask, random }, inputs.slice(from, from + BATCH));
      if (!made.ok) throw new Error(`the share servers refused: ${made.refusal.code}`);
      all.push(...made.value.tokens);
    }
    return all;
  };
}

/** A thread as far as tokens need it. */
export interface TokenThread {
  readonly send: (message: unknown) => void;
  readonly onAnswer: (listener: (answer: unknown) => void) => void;
  readonly onFault: (listener: (fault: Error) => void) => void;
  readonly end: () => void;
}

/** The other end of a thread. */
export interface TokenPort {
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
}

/** What a thread is started with. */
export interface TokenThreadData {
  readonly holders: readonly ShareHolder[];
  readonly full: boolean;
}

interface Answer {
  readonly tokens?: readonly Uint8Array[];
  readonly fault?: string;
}

/** Serves tokens in a thread until it is ended. */
export async function serveTokens(port: TokenPort, { holders, full }: TokenThreadData, random: Random): Promise<void> {
  const source = await localTokens({ holders, full, random });
  port.onMessage((inputs) => {
    source(inputs as readonly Uint8Array[]).then(
      (tokens) => port.send({ tokens } satisfies Answer),
      (fault: unknown) => port.send({ fault: String(fault) } satisfies Answer),
    );
  });
}

/** A source that hands each batch to the next free thread. */
export function threadedTokens(threads: readonly TokenThread[]): TokenSource {
  const free = [...threads];
  const waiting: ((thread: TokenThread) => void)[] = [];
  const answers = new Map<
    TokenThread,
    { readonly resolve: (tokens: readonly Uint8Array[]) => void; readonly reject: (fault: Error) => void }
  >();
  for (const thread of threads) {
    thread.onAnswer((message) => {
      const { tokens, fault } = message as Answer;
      const answer = answers.get(thread);
      answers.delete(thread);
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
      if (tokens) answer?.resolve(tokens);
      else answer?.reject(new Error(fault ?? 'a thread gave no tokens'));
    });
    thread.onFault((fault) => answers.get(thread)?.reject(fault));
  }
  return async (inputs) => {
    const thread = free.pop() ?? (await new Promise<TokenThread>((resolve) => waiting.push(resolve)));
    return await new Promise((resolve, reject) => {
      answers.set(thread, { resolve, reject });
      thread.send(inputs);
    });
  };
}
