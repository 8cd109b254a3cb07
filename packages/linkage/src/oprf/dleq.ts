/**
 * Proof that one secret k links a public key K = k*G and every pair of a batch, D_i = k*C_i, without showing k:
 * the discrete logarithm equality proof of RFC 9497, section 2.2, in the context of mode VOPRF. One proof of 64 bytes
 * for the whole batch: both sides draw weights from a hash of the batch and compare one weighted sum.
 *
 * Costs, in scalar multiplications: n + 3 to make, 2n + 4 to verify.
 * @module
 */
import { bigEndian, concat, equalBytes, prefixed, utf8 } from './bytes.ts';
import type { Element, Group, Scalar } from './group.ts';
import { domain, hashToScalar } from './rfc9497.ts';

/** Challenge and response; 32 bytes each. */
export interface Proof {
  readonly challenge: Scalar;
  readonly response: Scalar;
}

/** What is claimed: `outputs[i]` is `inputs[i]` times the secret behind `publicKey`. */
export interface Claim {
  readonly publicKey: Element;
  readonly inputs: readonly Element[];
  readonly outputs: readonly Element[];
}

/** `GenerateProof`. The nonce must be uniform, secret and new each time: a nonce used twice shows the key. */
export function prove(
  group: Group,
  claim: Claim,
  { secretKey, nonce }: { readonly secretKey: Scalar; readonly nonce: Scalar },
): Proof {
  const m = group.sumOfProducts(weights(group, claim), claim.inputs);
  const composite = { m, z: group.multiply(secretKey, m) };
  const challenge = challengeOf(group, claim.publicKey, {
    ...composite,
    t2: group.multiplyBase(nonce),
    t3: group.multiply(nonce, m),
  });
  return { challenge, response: group.subtractScalars(nonce, group.multiplyScalars(challenge, secretKey)) };
}

/** `VerifyProof`. False for every batch in which at least one output is wrong, except with negligible probability. */
export function verify(group: Group, claim: Claim, { challenge, response }: Proof): boolean {
  if (claim.inputs.length !== claim.outputs.length || claim.inputs.length === 0) return false;
  const d = weights(group, claim);
  const m = group.sumOfProducts(d, claim.inputs);
  const z = group.sumOfProducts(d, claim.outputs);
  const t2 = group.add(group.multiplyBase(response), group.multiply(challenge, claim.publicKey));
  const t3 = group.add(group.multiply(response, m), group.multiply(challenge, z));
  return equalBytes(challengeOf(group, claim.publicKey, { m, z, t2, t3 }), challenge);
}

/** The weights of `ComputeComposites`, section 2.2.1. */
function weights(group: Group, { publicKey, inputs, outputs }: Claim): readonly Scalar[] {
  const seedDst = domain('Seed-', 'VOPRF');
  const seed = group.sha512(concat(prefixed(publicKey), prefixed(seedDst)));
  return inputs.map((input, i) =>
    hashToScalar(
      group,
      concat(
        prefixed(seed),
        bigEndian(i, 2),
        prefixed(input),
        prefixed(outputs[i] ?? new Uint8Array()),
        utf8('Composite'),
      ),
      HASH_TO_SCALAR,
    ),
  );
}

const HASH_TO_SCALAR = domain('HashToScalar-', 'VOPRF');

function challengeOf(
  group: Group,
  publicKey: Element,
  { m, z, t2, t3 }: Readonly<Record<'m' | 'z' | 't2' | 't3', Element>>,
): Scalar {
  const transcript = [publicKey, m, z, t2, t3].map(prefixed);
  return hashToScalar(group, concat(...transcript, utf8('Challenge')), HASH_TO_SCALAR);
}
