import { createHash } from 'node:crypto';
import type { Random } from '../src/oprf/group.ts';

/** Bytes that look random and are the same in every run: SHA-256 in counter mode over a seed. */
export function randomOf(seed: string): Random {
  let counter = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      createHash('sha256').update(`${seed}/${counter++}`).digest(),
    );
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}
