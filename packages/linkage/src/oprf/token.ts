import { concat, prefixed, utf8 } from './bytes.ts';

/** What a token is made of. Another purpose, profile, family or value gives a token that cannot be linked to this one. */
export interface TokenInput {
  /** Why it is asked: an approved purpose, such as `prior-application`. */
  readonly purpose: string;
  /** The version of the exchange profile. */
  readonly profile: string;
  /** The family of linkage keys. */
  readonly family: string;
  /** The normalised value. */
  readonly value: string;
}

const APPLICATION = utf8('enlace/asylum');

/** The bytes that go into the function: five parts in UTF-8, each after its length in two bytes. */
export function encodeInput({ purpose, profile, family, value }: TokenInput): Uint8Array {
  return concat(prefixed(APPLICATION), ...[purpose, profile, family, value].map((part) => prefixed(utf8(part))));
}

/** Bytes of a token: it fits a `uuid` column, and two of 10^9 tokens collide with probability 2^-69. */
export const TOKEN = 16;

/** The token of a value: the first 16 bytes of the function's output. */
export function tokenOf(output: Uint8Array): Uint8Array {
  return output.slice(0, TOKEN);
}

/** Gives the token of every input, in their order. Rejects when there is no way to get them. */
export type TokenSource = (inputs: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>;
