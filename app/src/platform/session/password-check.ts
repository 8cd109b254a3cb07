import { randomBytes } from 'node:crypto';
import type { Database } from '../database/index.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Checks passwords, at one price. */
export interface PasswordCheck {
  /** The account that e-mail and password belong to. */
  findOwner(email: string, password: string): Promise<string | undefined>;
  /** Is it the password of this account? */
  isOf(account: string, password: string): Promise<boolean>;
}

/**
 * One hash is made whether the account exists or not, has a password or not, and owes a second factor or not: an
 * answer's time tells nothing. `verify` is counted by a test.
 */
export function passwordCheck({ kysely: db }: Database, verify: typeof verifyPassword = verifyPassword): PasswordCheck {
  let nobodys: Promise<string> | undefined;

  async function check(found: { id: string; password: string | null } | undefined, typed: string) {
    nobodys ??= hashPassword(randomBytes(24).toString('base64url'));
    const right = await verify({ hash: found?.password ?? (await nobodys), password: typed });
    return right && found?.password ? found.id : undefined;
  }

  const credentials = db
    .selectFrom('auth.account as a')
    .leftJoin('auth.credential as c', (join) =>
      join.onRef('c.account', '=', 'a.id').on('c.provider', '=', 'credential'),
    )
    .select(['a.id', 'c.password']);

  return {
    findOwner: async (email, typed) =>
      await check(await credentials.where('a.email', '=', email).executeTakeFirst(), typed),
    isOf: async (account, typed) =>
      (await check(await credentials.where('a.id', '=', account).executeTakeFirst(), typed)) !== undefined,
  };
}
