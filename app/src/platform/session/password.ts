import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the default of the library) with the parameters of security.md, section 9: 19 MiB, two passes. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Shorter passwords are refused when they are set; longer ones than the most are refused everywhere. */
export const LEAST_PASSWORD = 12;
export const MOST_PASSWORD = 200;

/** The hash that is kept, with its salt and parameters. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, PARAMETERS);
}

/** Does the password give this hash? Parameters are read from the hash, so that older ones still open. */
export async function verifyPassword(kept: { readonly hash: string; readonly password: string }): Promise<boolean> {
  return await verify(kept.hash, kept.password);
}
