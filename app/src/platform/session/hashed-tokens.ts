import { createHash } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters';

/*
 * The library keeps the session token itself in the database, so that a stolen dump would open every session. This
 * plugin stands between the library and its tables: what is written and searched is the token's SHA-256, what the
 * library gets back is the token that it asked with. The token has 190 random bits: a plain hash cannot be guessed.
 *
 * Not promised: whoever can read the memory of the process, or the cookies of a browser, has tokens.
 */

/** What the table holds in place of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Replaces session tokens by their hash on the way to the database. */
export function hashedTokens(): BetterAuthPlugin {
  return { id: 'hashed-tokens', init: ({ adapter }) => ({ context: { adapter: hashing(adapter) } }) };
}

function hashing(adapter: DBAdapter): DBAdapter {
  return {
    ...hashingStatements(adapter),
    transaction: (work) => adapter.transaction((inner) => work(hashingStatements(inner))),
  };
}

function hashingStatements<A extends DBTransactionAdapter>(adapter: A): A {
  return {
    ...adapter,
    create: async <T extends Record<string, unknown>, R>(query: { model: string; data: Omit<T, 'id'> }): Promise<R> => {
      const { data, token } = hideIn(query.model, query.data);
      return shown(await adapter.create<Record<string, unknown>, R>({ ...query, data }), token);
    },
    findOne: async <T>(query: { model: string; where: Where[] }): Promise<T | null> =>
      shown(await adapter.findOne<T>({ ...query, where: hidden(query.model, query.where) }), asked(query)),
    findMany: async <T>(query: { model: string; where?: Where[] }): Promise<T[]> =>
      await adapter.findMany<T>(query.where ? { ...query, where: hidden(query.model, query.where) } : query),
    count: async (query: { model: string; where?: Where[] }): Promise<number> =>
      await adapter.count(query.where ? { ...query, where: hidden(query.model, query.where) } : query),
    update: async <T>(query: { model: string; where: Where[]; update: Record<string, unknown> }): Promise<T | null> => {
      const { data, token } = hideIn(query.model, query.update);
      const row = await adapter.update<T>({ ...query, where: hidden(query.model, query.where), update: data });
      return shown(row, token ?? asked(query));
    },
    updateMany: async (query: { model: string; where: Where[]; update: Record<string, unknown> }): Promise<number> =>
      await adapter.updateMany({
        ...query,
        where: hidden(query.model, query.where),
        update: hideIn(query.model, query.update).data,
      }),
    delete: async <T>(query: { model: string; where: Where[] }): Promise<void> =>
      await adapter.delete<T>({ ...query, where: hidden(query.model, query.where) }),
    deleteMany: async (query: { model: string; where: Where[] }): Promise<number> =>
      await adapter.deleteMany({ ...query, where: hidden(query.model, query.where) }),
  };
}

function hideIn<T extends object>(model: string, data: T): { readonly data: T; readonly token: string | undefined } {
  const token = model === 'session' && 'token' in data && typeof data.token === 'string' ? data.token : undefined;
  return token === undefined ? { data, token } : { data: { ...data, token: hashToken(token) }, token };
}

function hidden(model: string, where: Where[]): Where[] {
  if (model !== 'session') return where;
  return where.map((clause) => (clause.field === 'token' ? { ...clause, value: hashValue(clause.value) } : clause));
}

function hashValue(value: Where['value']): Where['value'] {
  if (typeof value === 'string') return hashToken(value);
  if (Array.isArray(value)) return value.map((item) => hashToken(String(item)));
  throw new Error('a session is searched by a token that is no text');
}

/** The token by which one session was asked for. */
function asked({ model, where }: { readonly model: string; readonly where: readonly Where[] }): string | undefined {
  const value = model === 'session' ? where.find((clause) => clause.field === 'token')?.value : undefined;
  return typeof value === 'string' ? value : undefined;
}

function shown<T>(row: T, token: string | undefined): T {
  return row !== null && token !== undefined ? { ...row, token } : row;
}
