import { randomUUID } from 'node:crypto';
import { isLang, ok, type Principal, type Result, type Role, refuse, refuseFields } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { hashToken } from './hashed-tokens.ts';
import { TOUCH_MS } from './lifetime.ts';
import { newToken } from './vault.ts';

/*
 * Programs that act for an organisation through the machine API. A token is shown once and kept as its hash; what it
 * may do is its scopes, as far as the role of its account may. Asked at every call, so that revocation is at once.
 */

/** So that a token found in a log or a repository is known for what it is. */
const MARK = 'enl_';
const SHOWN = MARK.length + 8;
const YEAR_MS = 365 * 24 * 3_600_000;

/** A program's account, with its tokens. */
export interface ServiceAccount {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly disabledAt: Date | undefined;
  readonly tokens: readonly ServiceToken[];
}

export interface ServiceToken {
  readonly id: string;
  /** Its first characters. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | undefined;
  readonly revokedAt: Date | undefined;
}

export interface NewServiceAccount {
  readonly organisation: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: 'es' | 'en';
  readonly madeBy: string | null;
}

export interface NewToken {
  readonly serviceAccount: string;
  /** Permissions of the policy table. */
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

export interface ServiceTokens {
  /** Who is behind this token; undefined when nobody is any more. */
  find(token: string, now: Date): Promise<Principal | undefined>;
  list(organisation?: string): Promise<readonly ServiceAccount[]>;
  create(account: NewServiceAccount, now: Date): Promise<string>;
  end(id: string, now: Date): Promise<boolean>;
  /** The token, readable this once. */
  issue(token: NewToken, now: Date): Promise<Result<string>>;
  revoke(id: string, now: Date): Promise<boolean>;
}

export function serviceTokens({ kysely: db }: Database): ServiceTokens {
  return {
    async find(token, now) {
      if (!token.startsWith(MARK)) return undefined;
      const row = await db
        .selectFrom('auth.service_token as t')
        .innerJoin('auth.service_account as s', 's.id', 't.service_account')
        .innerJoin('conf.party as p', 'p.code', 's.organisation')
        .select([
          't.id',
          't.scopes',
          't.last_used_at',
          's.id as account',
          's.name',
          's.organisation',
          's.role',
          's.lang',
        ])
        .select(['p.kind', 'p.name_es', 'p.name_en'])
        .where('t.token_hash', '=', hashToken(token))
        .where('t.revoked_at', 'is', null)
        .where('s.disabled_at', 'is', null)
        .where('t.expires_at', '>', now)
        .executeTakeFirst();
      if (!row) return undefined;
      if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= TOUCH_MS) {
        await db.updateTable('auth.service_token').set({ last_used_at: now }).where('id', '=', row.id).execute();
      }
      return {
        person: row.account,
        name: row.name,
        organisation: row.organisation,
        organisationName: { es: row.name_es, en: row.name_en },
        country: row.kind === 'country' ? row.organisation : null,
        roles: [row.role as Role],
        lang: isLang(row.lang) ? row.lang : 'es',
        scopes: row.scopes,
      };
    },
    async list(organisation) {
      let accounts = db.selectFrom('auth.service_account').selectAll().orderBy('organisation').orderBy('name');
      if (organisation !== undefined) accounts = accounts.where('organisation', '=', organisation);
      const [rows, tokens] = await Promise.all([
        accounts.execute(),
        db.selectFrom('auth.service_token').selectAll().orderBy('created_at', 'desc').orderBy('id').execute(),
      ]);
      return rows.map((row) => ({
        id: row.id,
        organisation: row.organisation,
        name: row.name,
        role: row.role as Role,
        createdAt: row.created_at,
        disabledAt: row.disabled_at ?? undefined,
        tokens: tokens
          .filter((token) => token.service_account === row.id)
          .map((token) => ({
            id: token.id,
            prefix: token.prefix,
            scopes: token.scopes,
            createdAt: token.created_at,
            expiresAt: token.expires_at,
            lastUsedAt: token.last_used_at ?? undefined,
            revokedAt: token.revoked_at ?? undefined,
          })),
      }));
    },
    async create({ organisation, name, role, lang, madeBy }, now) {
      const id = `service:${randomUUID()}`;
      await db
        .insertInto('auth.service_account')
        .values({ id, organisation, name, role, lang, made_by: madeBy, created_at: now })
        .execute();
      return id;
    },
    async end(id, now) {
      const ended = await db
        .updateTable('auth.service_account')
        .set({ disabled_at: now })
        .where('id', '=', id)
        .where('disabled_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return ended !== undefined;
    },
    async issue({ serviceAccount, scopes, expiresAt }, now) {
      if (scopes.length === 0) return refuseFields('http.input', { scopes: 'session.token-scopes' });
      const length = expiresAt.getTime() - now.getTime();
      if (length <= 0 || length > YEAR_MS) return refuseFields('http.input', { expires: 'session.token-expiry' });
      const account = await db
        .selectFrom('auth.service_account')
        .select('id')
        .where('id', '=', serviceAccount)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      if (!account) return refuse('not-found', 'http.not-found');
      const token = `${MARK}${newToken()}`;
      await db
        .insertInto('auth.service_token')
        .values({
          id: randomUUID(),
          service_account: serviceAccount,
          token_hash: hashToken(token),
          prefix: token.slice(0, SHOWN),
          scopes: [...new Set(scopes)],
          created_at: now,
          expires_at: expiresAt,
        })
        .execute();
      return ok(token);
    },
    async revoke(id, now) {
      const revoked = await db
        .updateTable('auth.service_token')
        .set({ revoked_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      return revoked !== undefined;
    },
  };
}
