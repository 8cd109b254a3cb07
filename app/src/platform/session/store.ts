import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isLang, type LocalDate, type Principal, ROLES, type Role } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { ABSOLUTE_MS, type Access, IDLE_MS, MOST_CODE_TRIES, PENDING_MS } from './lifetime.ts';

/** An account with all that decides about it. */
export interface Account extends Access {
  readonly principal: Principal & { readonly person: string };
  readonly email: string;
}

/** What is needed to make an account. Without a password nobody can sign in with one. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly lang: 'es' | 'en';
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate;
  readonly passwordHash?: string;
  readonly example?: boolean;
}

export interface SessionRow {
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string | null;
}

type Kysely = Database['kysely'];

/** By identifier or by e-mail. */
export async function findAccount(
  db: Kysely,
  by: { readonly id: string } | { readonly email: string },
): Promise<Account | undefined> {
  const [column, value] = 'id' in by ? (['a.id', by.id] as const) : (['a.email', by.email] as const);
  const row = await accounts(db).where(column, '=', value).executeTakeFirst();
  return row && accountOf(row);
}

/** The session that a token's hash stands for, with its account; over or not. */
export async function findSession(
  db: Kysely,
  tokenHash: string,
): Promise<{ id: string; startedAt: Date; lastSeenAt: Date; provedAt: Date; account: Account } | undefined> {
  const row = await accounts(db)
    .innerJoin('auth.session as s', 's.account', 'a.id')
    .select(['s.id as session', 's.started_at', 's.last_seen_at', 's.proved_at'])
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return (
    row && {
      id: row.session,
      startedAt: row.started_at,
      lastSeenAt: row.last_seen_at,
      provedAt: row.proved_at ?? row.started_at,
      account: accountOf(row),
    }
  );
}

/** Every account with its address, whether or not its access stands. */
export async function listAccounts(db: Kysely): Promise<readonly { account: Account; email: string }[]> {
  const rows = await accounts(db).select('a.email').orderBy('a.id').execute();
  return rows.map((row) => ({ account: accountOf(row), email: row.email }));
}

function accounts(db: Kysely) {
  return db
    .selectFrom('auth.account as a')
    .innerJoin('conf.party as p', 'p.code', 'a.organisation')
    .select(['a.id', 'a.name', 'a.email', 'a.organisation', 'a.lang'])
    .select(['a.valid_from', 'a.valid_to', 'a.disabled_at', 'a.example'])
    .select(['p.kind', 'p.name_es', 'p.name_en'])
    .select((eb) =>
      eb
        .selectFrom('auth.account_role as r')
        .whereRef('r.account', '=', 'a.id')
        .select(({ fn }) => fn.agg<string[] | null>('array_agg', ['r.role']).as('roles'))
        .as('roles'),
    );
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

function accountOf(row: AccountRow): Account {
  return {
    principal: {
      person: row.id,
      name: row.name,
      organisation: row.organisation,
      organisationName: { es: row.name_es, en: row.name_en },
      country: row.kind === 'country' ? row.organisation : null,
      roles: ROLES.filter((role) => row.roles?.includes(role)),
      lang: isLang(row.lang) ? row.lang : 'es',
    },
    email: row.email,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    disabledAt: row.disabled_at,
    example: row.example,
  };
}

/** The new account's identifier; undefined when the e-mail is taken. */
export async function insertAccount(db: Kysely, account: NewAccount): Promise<string | undefined> {
  const id = randomUUID();
  return await db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('auth.account')
      .values({
        id,
        name: account.name,
        email: account.email,
        organisation: account.organisation,
        lang: account.lang,
        valid_from: account.validFrom,
        valid_to: account.validTo ?? null,
        example: account.example ?? false,
      })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return undefined;
    await tx
      .insertInto('auth.account_role')
      .values(account.roles.map((role) => ({ account: id, role })))
      .execute();
    if (account.passwordHash !== undefined) await setPassword(tx, id, account.passwordHash, new Date());
    return id;
  });
}

/** Sets or changes the password. Whoever sets one came by a one-time address, or was signed in. */
export async function setPassword(db: Kysely, account: string, password: string, now: Date): Promise<void> {
  await db
    .insertInto('auth.credential')
    .values({ id: randomUUID(), account, provider: 'credential', provider_account: account, password })
    .onConflict((conflict) =>
      conflict.columns(['provider', 'provider_account']).doUpdateSet({ password, updated_at: now }),
    )
    .execute();
}

export async function hasPassword(db: Kysely, account: string): Promise<boolean> {
  const row = await db
    .selectFrom('auth.credential')
    .select('id')
    .where('account', '=', account)
    .where('provider', '=', 'credential')
    .executeTakeFirst();
  return row !== undefined;
}

/** The person showed that the address is theirs, by opening what was sent to it. */
export async function markVerified(db: Kysely, account: string, now: Date): Promise<void> {
  await db
    .updateTable('auth.account')
    .set({ email_verified: true, updated_at: now })
    .where('id', '=', account)
    .execute();
}

/**
 * Ties a person at a sign-on provider to the account, the first time; from then on only that person opens it. False
 * when the account is tied to another one.
 */
export async function tieIdentity(
  db: Kysely,
  tie: { readonly account: string; readonly provider: string; readonly subject: string },
): Promise<boolean> {
  const { account, provider, subject } = tie;
  const tied = await db
    .selectFrom('auth.credential')
    .select('provider_account')
    .where('account', '=', account)
    .where('provider', '=', provider)
    .executeTakeFirst();
  if (tied) return tied.provider_account === subject;
  const made = await db
    .insertInto('auth.credential')
    .values({ id: randomUUID(), account, provider, provider_account: subject })
    .onConflict((conflict) => conflict.columns(['provider', 'provider_account']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Withdraws access and ends every session, in one transaction. */
export async function disableAccount(db: Kysely, account: string, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('auth.account').set({ disabled_at: now, updated_at: now }).where('id', '=', account).execute();
    await tx.deleteFrom('auth.session').where('account', '=', account).execute();
  });
}

/** Sessions of an account, those over included, the newest first. */
export async function listSessions(db: Kysely, account: string): Promise<readonly SessionRow[]> {
  const rows = await db
    .selectFrom('auth.session')
    .select(['id', 'started_at', 'last_seen_at', 'user_agent'])
    .where('account', '=', account)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    lastSeenAt: row.last_seen_at,
    userAgent: row.user_agent === '' ? null : row.user_agent,
  }));
}

/** Notes that a session was used. */
export async function touchSession(db: Kysely, id: string, now: Date): Promise<void> {
  await db.updateTable('auth.session').set({ last_seen_at: now }).where('id', '=', id).execute();
}

/** Notes that the person proved again who they are. */
export async function markProved(db: Kysely, id: string, now: Date): Promise<void> {
  await db.updateTable('auth.session').set({ proved_at: now }).where('id', '=', id).execute();
}

/** The first factor was right: remembers who it was while the second is owed. */
export async function insertPending(db: Kysely, tokenHash: string, account: string, now: Date): Promise<void> {
  await db
    .deleteFrom('auth.pending_entry')
    .where('started_at', '<=', new Date(now.getTime() - PENDING_MS))
    .execute();
  await db.insertInto('auth.pending_entry').values({ token_hash: tokenHash, account, started_at: now }).execute();
}

export async function findPending(db: Kysely, tokenHash: string, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('auth.pending_entry')
    .select('account')
    .where('token_hash', '=', tokenHash)
    .where('tries', '<', MOST_CODE_TRIES)
    .where('started_at', '>', new Date(now.getTime() - PENDING_MS))
    .executeTakeFirst();
  return row?.account;
}

/** Counts a try before it is looked at, so that a burst gets no more than the rest. */
export async function countTry(db: Kysely, tokenHash: string, now: Date): Promise<string | undefined> {
  const row = await db
    .updateTable('auth.pending_entry')
    .set({ tries: sql<number>`tries + 1` })
    .where('token_hash', '=', tokenHash)
    .where('tries', '<', MOST_CODE_TRIES)
    .where('started_at', '>', new Date(now.getTime() - PENDING_MS))
    .returning('account')
    .executeTakeFirst();
  return row?.account;
}

export async function deletePending(db: Kysely, tokenHash: string): Promise<void> {
  await db.deleteFrom('auth.pending_entry').where('token_hash', '=', tokenHash).execute();
}

export async function deleteSession(db: Kysely, id: string): Promise<void> {
  await db.deleteFrom('auth.session').where('id', '=', id).execute();
}

export async function deleteSessionsOf(db: Kysely, account: string): Promise<void> {
  await db.deleteFrom('auth.session').where('account', '=', account).execute();
}

/** Removes sessions that are over: nothing else would, when their cookie never comes again. */
export async function deleteSessionsOver(db: Kysely, now: Date): Promise<void> {
  await db
    .deleteFrom('auth.session')
    .where((eb) =>
      eb.or([
        eb('last_seen_at', '<=', new Date(now.getTime() - IDLE_MS)),
        eb('started_at', '<=', new Date(now.getTime() - ABSOLUTE_MS)),
      ]),
    )
    .execute();
}
