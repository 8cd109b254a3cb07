import { concat, equalBytes, utf8, wipe } from './bytes.ts';
import { prove } from './dleq.ts';
import { type Element, type Group, type Random, type Scalar, UNIFORM } from './group.ts';
import { keySetId, type ShareHolder } from './key-set.ts';
import type { BlindedBatch, PartialBatch } from './messages.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';
import { hashToScalar } from './rfc9497.ts';

/** A share server ready to answer for one share. */
export interface ShareServer {
  evaluateBatch(batch: BlindedBatch): OprfResult<PartialBatch>;
}

/**
 * The server side of one share: multiplies every blinded element by the share and proves that it did. It learns the
 * number of elements and nothing else. Signature, purpose and quota of the request are the caller's to check before.
 */
export function shareServer(group: Group, holder: ShareHolder, random: Random): ShareServer {
  const own = keySetId(group, holder.keySet);
  const publicKey = holder.keySet.commitments[holder.index - 1];
  if (!publicKey || !equalBytes(group.multiplyBase(holder.secret), publicKey)) {
    throw new Error(`the share of holder ${holder.index} does not belong to its commitment`);
  }
  return {
    evaluateBatch({ keySet, proof, elements: received }) {
      if (!equalBytes(keySet, own)) return refuse({ code: 'key-set-unknown' });
      const elements: Element[] = [];
      for (const [at, bytes] of received.entries()) {
        const element = group.multiplyReceived(holder.secret, bytes);
        if (!element) return refuse({ code: 'element-invalid', at });
        elements.push(element);
      }
      // The multiplication accepted them, so they are elements.
      const inputs = received as readonly Element[];
      const proved = proof === 'whole-batch' ? 0 : -1;
      const claim = { publicKey, inputs: inputs.slice(proved), outputs: elements.slice(proved) };
      const nonce = hedgedNonce(group, { random, secret: holder.secret, received });
      const made = prove(group, claim, { secretKey: holder.secret, nonce });
      wipe(nonce);
      return accept({ keySet: own, elements, proof: made });
    },
  };
}

/** A nonce that is new for another batch even if the source of randomness repeats itself, as a repeated one shows k. */
function hedgedNonce(
  group: Group,
  { random, secret, received }: { random: Random; secret: Scalar; received: readonly Uint8Array[] },
): Scalar {
  for (;;) {
    const uniform = random(UNIFORM);
    const nonce = hashToScalar(group, concat(uniform, secret, ...received), NONCE);
    wipe(uniform);
    if (nonce.some((byte) => byte !== 0)) return nonce;
  }
}

const NONCE = utf8('enlace/share-server/nonce/v1');
