/**
 * What a witness decides when it looks at a log again.
 *
 * Threat model. The server may show a shorter log, another log, or a log whose past has changed; or answer with rubbish.
 * The witness needs only the last checkpoint it accepted and a consistency proof. It trusts no transport: what counts is
 * the log's signature. On the first look there is nothing to compare with, so the first look should be made early and
 * by many (trust on first use).
 */
import type { Checkpoint } from './checkpoint.ts';
import { sameHash, verifyConsistency } from './merkle.ts';
import { decodeBase64 } from './note.ts';
import { accept, type Refusal, type Result, refuse } from './refusal.ts';

/** What was found of a log that behaved: first look, nothing new, or grown. */
export type Observation =
  | { readonly kind: 'first'; readonly size: number }
  | { readonly kind: 'unchanged'; readonly size: number }
  | { readonly kind: 'grown'; readonly size: number; readonly from: number };

/** Compares without a proof. `undefined` means that only a consistency proof can tell. */
export function compareCheckpoints(seen: Checkpoint | undefined, now: Checkpoint): Result<Observation> | undefined {
  if (!seen) return accept({ kind: 'first', size: now.size });
  if (now.origin !== seen.origin) {
    return refuse<Refusal>({ code: 'checkpoint-of-another-log', origin: now.origin, expected: seen.origin });
  }
  if (now.size < seen.size) return refuse<Refusal>({ code: 'log-rolled-back', size: now.size, seen: seen.size });
  if (now.size > seen.size) return undefined;
  return sameHash(now.root, seen.root)
    ? accept({ kind: 'unchanged', size: now.size })
    : refuse<Refusal>({ code: 'log-forked', size: now.size });
}

/** Decides with the proof that the server gave. */
export function judgeGrowth(seen: Checkpoint, now: Checkpoint, proof: readonly Uint8Array[]): Result<Observation> {
  const continues = verifyConsistency({
    fromSize: seen.size,
    fromRoot: seen.root,
    toSize: now.size,
    toRoot: now.root,
    proof,
  });
  return continues
    ? accept({ kind: 'grown', size: now.size, from: seen.size })
    : refuse({ code: 'log-rewritten', size: now.size, seen: seen.size });
}

/** Reads `{"proof":["<base64>", …]}`; undefined unless it is a list of at most 128 hashes. */
export function parseProof(answer: unknown): readonly Uint8Array[] | undefined {
  const proof: unknown = typeof answer === 'object' && answer !== null && 'proof' in answer ? answer.proof : undefined;
  if (!Array.isArray(proof) || proof.length > 128) return undefined;
  const hashes = proof.map((item: unknown) => (typeof item === 'string' ? decodeBase64(item) : undefined));
  return hashes.every((hash) => hash?.length === 32) ? hashes.filter((hash) => hash !== undefined) : undefined;
}
