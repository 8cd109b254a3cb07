/**
 * All roles in one process: for the example conference, the command line and tests. It runs the same functions and the
 * same bytes as separate servers, and **protects nothing**: whoever reads this process' memory has every share.
 * @module
 */
import { admit, announcementDigest, assemble, type Ceremony, deal } from './ceremony.ts';
import { type Group, type Random, type Scalar, smallScalar } from './group.ts';
import type { KeySet, ShareHolder } from './key-set.ts';
import { encodePartialBatch, parseBlindedBatch } from './messages.ts';
import { lagrangeWeights } from './polynomial.ts';
import type { OprfResult } from './refusal.ts';
import type { AskServer } from './request-tokens.ts';
import { evaluate } from './rfc9497.ts';
import { type ShareServer, shareServer } from './share-server.ts';
import { type TokenSource, tokenOf } from './token.ts';

/** A key set, its holders, and a way to ask each of them by bytes. */
export interface LocalShareGroup {
  readonly keySet: KeySet;
  readonly holders: readonly ShareHolder[];
  /** The body of the answer of server `index` (from 1) to the body of a request; rejects when it refuses. */
  readonly ask: AskServer;
}

/** Runs the whole key ceremony among n holders in this process. */
export function localShareGroup(
  group: Group,
  {
    n,
    t,
    random,
    epoch = 1,
  }: { readonly n: number; readonly t: number; readonly random: Random; readonly epoch?: number },
): LocalShareGroup {
  const ceremony: Ceremony = { session: random(16), epoch, generation: 0, threshold: t, holders: n };
  const indexes = Array.from({ length: n }, (_, i) => i + 1);
  const dealings = indexes.map((dealer) => deal(group, ceremony, { dealer, random }));
  const announced = dealings.map(({ announcement }) => announcement);
  const digests = new Map(announced.map((one) => [one.dealer, announcementDigest(group, ceremony, one)] as const));
  const announcements = unwrap(admit(group, ceremony, { announcements: announced, digests }));
  const holders = indexes.map((holder) => {
    const shares = new Map(
      dealings.flatMap(({ announcement, shares }) => {
        const share = shares[holder - 1];
        return share ? [[announcement.dealer, share] as const] : [];
      }),
    );
    return unwrap(assemble(group, ceremony, { announcements, shares, holder }));
  });
  return groupOf(group, { holders, random });
}

/** The same from shares that exist already, such as those that a re-sharing gave. */
export function groupOf(
  group: Group,
  { holders, random }: { readonly holders: readonly ShareHolder[]; readonly random: Random },
): LocalShareGroup {
  const [first] = holders;
  if (!first) throw new RangeError('a group has at least one holder');
  const servers = new Map<number, ShareServer>(
    holders.map((holder) => [holder.index, shareServer(group, holder, random)]),
  );
  return {
    keySet: first.keySet,
    holders,
    async ask(index, body) {
      const server = servers.get(index);
      if (!server) throw new RangeError(`there is no share server ${index}`);
      return encodePartialBatch(unwrap(server.evaluateBatch(unwrap(parseBlindedBatch(body)))));
    },
  };
}

/**
 * Tokens straight from t shares held in this process: bit for bit those of the full path, with one multiplication an
 * input instead of about eight. It puts the key together in memory, which no real deployment may do; it is for the
 * example, the command line on one's own register, and measurements.
 */
export function directTokenSource(group: Group, holders: readonly ShareHolder[]): TokenSource {
  const key = secretOf(group, holders);
  return async (inputs) => inputs.map((input) => tokenOf(evaluate(group, 'VOPRF', { input, key })));
}

function secretOf(group: Group, holders: readonly ShareHolder[]): Scalar {
  const needed = holders[0]?.keySet.threshold ?? 1;
  const chosen = holders.slice(0, needed);
  if (chosen.length < needed) throw new RangeError(`the key needs ${needed} shares`);
  const weights = lagrangeWeights(
    group,
    chosen.map(({ index }) => index),
  );
  return chosen.reduce<Scalar>(
    (sum, { secret }, i) => group.addScalars(sum, group.multiplyScalars(weights[i] ?? smallScalar(0), secret)),
    smallScalar(0),
  );
}

function unwrap<T>(result: OprfResult<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`, { cause: result.refusal });
  return result.value;
}
