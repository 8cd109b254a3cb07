import type { Database } from '../database/index.ts';
import { hashToken } from './hashed-tokens.ts';
import { newToken } from './vault.ts';

/** Why a person may set a password with a one-time address. */
export type LinkPurpose = 'invitation' | 'password' | 'recovery';

const MINUTE_MS = 60_000;
/** How long an address opens: a forgotten password is a matter of minutes, an invitation waits for a working day. */
const LIFE_MS: Readonly<Record<LinkPurpose, number>> = {
  password: 30 * MINUTE_MS,
  recovery: 24 * 60 * MINUTE_MS,
  invitation: 7 * 24 * 60 * MINUTE_MS,
};

/**
 * One-time addresses: only hashes are kept, a new one takes back the earlier ones of its purpose, and each opens once.
 * Not those of other purposes: whoever asks for a password in another's name must not spoil their invitation.
 */
export interface Links {
  make(account: string, purpose: LinkPurpose, now: Date): Promise<string>;
  find(token: string, now: Date): Promise<{ readonly account: string; readonly purpose: LinkPurpose } | undefined>;
  /** True for one caller only, also when two come at the same moment. */
  use(token: string, now: Date): Promise<boolean>;
  takeBack(account: string, now: Date): Promise<void>;
  /** Is an address of this purpose on its way? */
  isOut(account: string, purpose: LinkPurpose, now: Date): Promise<boolean>;
}

export function links({ kysely: db }: Database): Links {
  async function takeBack(account: string, now: Date): Promise<void> {
    await db
      .updateTable('auth.link')
      .set({ used_at: now })
      .where('account', '=', account)
      .where('used_at', 'is', null)
      .execute();
  }
  return {
    async make(account, purpose, now) {
      await db
        .updateTable('auth.link')
        .set({ used_at: now })
        .where('account', '=', account)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .execute();
      const token = newToken();
      await db
        .insertInto('auth.link')
        .values({
          token_hash: hashToken(token),
          account,
          purpose,
          expires_at: new Date(now.getTime() + LIFE_MS[purpose]),
        })
        .execute();
      return token;
    },
    async find(token, now) {
      const row = await db
        .selectFrom('auth.link')
        .select(['account', 'purpose'])
        .where('token_hash', '=', hashToken(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && { account: row.account, purpose: row.purpose as LinkPurpose };
    },
    async use(token, now) {
      const used = await db
        .updateTable('auth.link')
        .set({ used_at: now })
        .where('token_hash', '=', hashToken(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('account')
        .executeTakeFirst();
      return used !== undefined;
    },
    takeBack,
    async isOut(account, purpose, now) {
      const row = await db
        .selectFrom('auth.link')
        .select('purpose')
        .where('account', '=', account)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
