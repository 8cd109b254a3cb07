import { randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { ok, type Result, type Role, refuse } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { base32, keyAddress, stepOfCode } from './totp.ts';
import type { Vault } from './vault.ts';

/*
 * The second factor of an account: a code of an authenticator app, or a passkey (passkeys.ts); ten codes on paper for
 * the day when both are lost. Threats: a code read over the shoulder and typed again (a step is used once, also by two
 * requests at the same moment), guessing (five tries an entry, fifty without a right one), a stolen dump (the secret
 * is sealed, backup codes are marks).
 *
 * Not promised: a code typed into a false page can be used by that page within its half minute; passkeys cannot.
 */

/** Roles that get at nothing before they have a second factor: those that touch data of identified persons. */
export const SECOND_FACTOR_REQUIRED: readonly Role[] = [];

/** Roles that are urged to have one: what they can do reaches beyond their own country's answers. */
export const SECOND_FACTOR_URGED: readonly Role[] = ['secretariat', 'validator', 'administrator'];

const BACKUP_CODES = 10;
/** Wrong codes in a row, over however long, after which codes are no longer taken. */
const MOST_FAILURES = 50;
/** Letters and digits that are not mistaken for each other on paper. */
const PAPER = 'abcdefghjkmnpqrstuvwxyz23456789';

/** What became of a code. */
export type CodeOutcome = 'right' | 'wrong' | 'used' | 'held';

/** An authenticator app as its person sees it. */
export interface TotpState {
  readonly confirmedAt: Date;
  readonly lastUsedAt: Date | undefined;
  /** Too many wrong codes: none is taken any more. */
  readonly held: boolean;
}

/** A key that waits for the first right code. */
export interface TotpSetUp {
  /** In groups of four, to be typed. */
  readonly key: string;
  /** For the QR image. */
  readonly address: string;
}

export interface SecondFactor {
  /** Is anything but the password needed to get in? */
  guards(account: string): Promise<{ readonly code: boolean; readonly passkey: boolean }>;
  totp(account: string): Promise<TotpState | undefined>;
  backupCodesLeft(account: string): Promise<number>;
  begin(account: string, now: Date): Promise<Result<undefined>>;
  settingUp(account: string, email: string): Promise<TotpSetUp | undefined>;
  confirm(account: string, code: string, now: Date): Promise<Result<undefined>>;
  remove(account: string): Promise<void>;
  /** Takes the place of all earlier ones. They are shown this once. */
  newBackupCodes(account: string): Promise<readonly string[]>;
  /** Takes six digits of the app, or a backup code; each opens once. */
  take(account: string, code: string, now: Date): Promise<CodeOutcome>;
  /** Every second factor goes: two persons have confirmed who it is (recovery.ts). */
  clear(account: string): Promise<void>;
}

export function secondFactor({ kysely: db }: Database, vault: Vault): SecondFactor {
  const mark = (account: string, code: string): string =>
    vault.mark('backup code', `${account}\n${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);

  async function takeTotp(account: string, code: string, now: Date): Promise<CodeOutcome> {
    const row = await db
      .selectFrom('auth.totp')
      .select(['secret', 'failures', 'last_step'])
      .where('account', '=', account)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst();
    if (!row) return 'wrong';
    if (row.failures >= MOST_FAILURES) return 'held';
    const step = stepOfCode(vault.open(row.secret, about(account)), code, now);
    if (step === undefined) {
      await db
        .updateTable('auth.totp')
        .set({ failures: sql<number>`failures + 1` })
        .where('account', '=', account)
        .execute();
      return 'wrong';
    }
    // One statement decides: of two requests with the same code, one finds the step used.
    const taken = await db
      .updateTable('auth.totp')
      .set({ last_step: step, last_used_at: now, failures: 0 })
      .where('account', '=', account)
      .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
      .returning('account')
      .executeTakeFirst();
    return taken ? 'right' : 'used';
  }

  async function takeBackup(account: string, code: string, now: Date): Promise<CodeOutcome> {
    const taken = await db
      .updateTable('auth.backup_code')
      .set({ used_at: now })
      .where('account', '=', account)
      .where('code_hash', '=', mark(account, code))
      .where('used_at', 'is', null)
      .returning('account')
      .executeTakeFirst();
    return taken ? 'right' : 'wrong';
  }

  async function removeTotp(account: string): Promise<void> {
    await db.deleteFrom('auth.totp').where('account', '=', account).execute();
  }

  return {
    async guards(account) {
      const row = await db
        .selectFrom('auth.account as a')
        .where('a.id', '=', account)
        .select((eb) => [
          eb
            .exists(
              eb
                .selectFrom('auth.totp as t')
                .whereRef('t.account', '=', 'a.id')
                .where('t.confirmed_at', 'is not', null),
            )
            .as('code'),
          eb.exists(eb.selectFrom('auth.passkey as p').whereRef('p.account', '=', 'a.id')).as('passkey'),
        ])
        .executeTakeFirst();
      return { code: row?.code === true, passkey: row?.passkey === true };
    },
    async totp(account) {
      const row = await db
        .selectFrom('auth.totp')
        .select(['confirmed_at', 'last_used_at', 'failures'])
        .where('account', '=', account)
        .executeTakeFirst();
      if (!row?.confirmed_at) return undefined;
      const { confirmed_at: confirmedAt, last_used_at: lastUsedAt } = row;
      return { confirmedAt, lastUsedAt: lastUsedAt ?? undefined, held: row.failures >= MOST_FAILURES };
    },
    async backupCodesLeft(account) {
      const row = await db
        .selectFrom('auth.backup_code')
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .where('account', '=', account)
        .where('used_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(row.left);
    },
    async begin(account, now) {
      const secret = vault.seal(randomBytes(20), about(account));
      const begun = await db
        .insertInto('auth.totp')
        .values({ account, secret, created_at: now })
        .onConflict((conflict) =>
          conflict
            .column('account')
            .doUpdateSet({ secret, created_at: now })
            .where('auth.totp.confirmed_at', 'is', null),
        )
        .returning('account')
        .executeTakeFirst();
      return begun ? ok(undefined) : refuse('conflict', 'session.code-exists');
    },
    async settingUp(account, email) {
      const row = await db
        .selectFrom('auth.totp')
        .select('secret')
        .where('account', '=', account)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst();
      if (!row) return undefined;
      const secret = vault.open(row.secret, about(account));
      const key = (base32(secret).match(/.{1,4}/g) ?? []).join(' ');
      return { key, address: keyAddress(secret, 'Enlace', email) };
    },
    async confirm(account, code, now) {
      const row = await db
        .selectFrom('auth.totp')
        .select('secret')
        .where('account', '=', account)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst();
      if (!row) return refuse('conflict', 'session.code-not-begun');
      const step = stepOfCode(vault.open(row.secret, about(account)), code.replaceAll(/\s/g, ''), now);
      if (step === undefined) return refuse('invalid', 'session.code-wrong');
      await db
        .updateTable('auth.totp')
        .set({ confirmed_at: now, last_step: step, last_used_at: now })
        .where('account', '=', account)
        .execute();
      return ok(undefined);
    },
    remove: removeTotp,
    async newBackupCodes(account) {
      const codes = Array.from({ length: BACKUP_CODES }, paperCode);
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('auth.backup_code').where('account', '=', account).execute();
        await tx
          .insertInto('auth.backup_code')
          .values(codes.map((code) => ({ account, code_hash: mark(account, code) })))
          .execute();
      });
      return codes;
    },
    async take(account, typed, now) {
      const code = typed.replaceAll(/\s/g, '');
      return /^\d{6}$/.test(code) ? await takeTotp(account, code, now) : await takeBackup(account, code, now);
    },
    async clear(account) {
      await removeTotp(account);
      await db.deleteFrom('auth.backup_code').where('account', '=', account).execute();
      await db.deleteFrom('auth.passkey').where('account', '=', account).execute();
    },
  };
}

function about(account: string): string {
  return `auth.totp.secret ${account}`;
}

/** Ten characters of an alphabet of 31: 49 bits, more than fifty tries could ever find. */
function paperCode(): string {
  const letters = Array.from({ length: 10 }, () => PAPER[randomInt(PAPER.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
