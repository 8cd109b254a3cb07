import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { Clock } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { hashedTokens } from './hashed-tokens.ts';
import { ABSOLUTE_MS } from './lifetime.ts';
import { LEAST_PASSWORD, MOST_PASSWORD } from './password.ts';
import { sessionCookieName } from './session-cookie.ts';

export interface LibraryOptions {
  readonly database: Database;
  readonly secret: string;
  /** Served over https: the cookie then has the `__Host-` prefix and is sent over https only. */
  readonly secure: boolean;
  readonly clock: Clock;
  readonly passwords: {
    readonly hash: (password: string) => Promise<string>;
    readonly verify: (kept: { readonly hash: string; readonly password: string }) => Promise<boolean>;
  };
  /** Asked before any session is made, however the person signed in. */
  readonly mayEnter: (account: string) => Promise<boolean>;
}

/**
 * better-auth, told our tables and our rules. None of its routes is served: its functions are called by `session.ts`
 * alone. Nobody can sign up; its in-memory limits, its telemetry and its renewal of sessions are off, since limits are
 * in the database (`limits.ts`) and both ends of a session are ours (`lifetime.ts`).
 */
export function openLibrary({ database, secret, secure, clock, passwords, mayEnter }: LibraryOptions) {
  return betterAuth({
    // Never called: no address of ours is the library's.
    baseURL: 'http://localhost',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: { db: database.kysely, type: 'postgres', transaction: true, schemaName: 'auth' },
    plugins: [hashedTokens(), entry()],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: MOST_PASSWORD,
      password: passwords,
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'account',
        token: 'token_hash',
        createdAt: 'started_at',
        updatedAt: 'last_seen_at',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'user_agent',
      },
      expiresIn: ABSOLUTE_MS / 1000,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await mayEnter(session.userId))) return false;
            return { data: { ...session, createdAt: clock.now(), updatedAt: clock.now() } };
          },
        },
      },
    },
    advanced: {
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      cookiePrefix: 'enlace',
      cookies: { session_token: { name: sessionCookieName(secure), attributes: { secure } } },
    },
  });
}

export type Library = ReturnType<typeof openLibrary>;

/** Opens a session without a password, for the one-click accounts of the example conference. */
function entry() {
  return {
    id: 'entry',
    endpoints: {
      enter: createAuthEndpoint(
        '/enter',
        { method: 'POST', body: z.object({ account: z.string() }) },
        async (ctx): Promise<boolean> => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.account);
          const session = user && (await internalAdapter.createSession(user.id));
          if (!session) return false;
          await setSessionCookie(ctx, { session, user });
          return true;
        },
      ),
    },
  };
}
