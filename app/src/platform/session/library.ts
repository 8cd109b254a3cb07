import { randomUUID } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { type Clock, CONFERENCE_ZONE, dayIn } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { hashedTokens } from './hashed-tokens.ts';
import { ABSOLUTE_MS } from './lifetime.ts';
import { sessionCookieName } from './session-cookie.ts';

export interface LibraryOptions {
  readonly database: Database;
  readonly secret: string;
  /** Served over https: the cookie then has the `__Host-` prefix and is sent over https only. */
  readonly secure: boolean;
  /** The site's own host name, to which passkeys are bound. */
  readonly host: string;
  readonly clock: Clock;
  /** Asked before any session is made, however the person signed in. */
  readonly mayEnter: (account: string) => Promise<boolean>;
}

/**
 * better-auth, told our tables and our rules: it makes sessions and their cookies, and the ceremony of passkeys. None
 * of its routes is served: its functions are called by this folder alone. Nobody can sign up; passwords are checked by
 * us (`password-check.ts`), since a right one may still owe a second factor; its in-memory limits, its telemetry and
 * its renewal of sessions are off, since limits are in the database (`limits.ts`) and both ends of a session are ours.
 */
export function openLibrary({ database, secret, secure, host, clock, mayEnter }: LibraryOptions) {
  return betterAuth({
    // Never called: no address of ours is the library's.
    baseURL: 'http://localhost',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: { db: database.kysely, type: 'postgres', transaction: true, schemaName: 'auth' },
    plugins: [hashedTokens(), entry(), devices(host, database)],
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
          after: async (session) => {
            await database.kysely
              .updateTable('auth.account')
              .set({ last_entered_on: dayIn(CONFERENCE_ZONE, clock.now()) })
              .where('id', '=', session.userId)
              .execute();
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

/** Opens a session for an account that has shown who it is by other means than the library's. */
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

/** Passkeys on our table. A device that did not check the person is refused: a passkey opens an account alone. */
function devices(host: string, { kysely }: Database) {
  return passkey({
    rpID: host,
    rpName: 'Enlace',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      // Who adds it is decided by the caller: sessions are ours.
      requireSession: false,
      resolveUser: async ({ context }) => {
        const account = await kysely
          .selectFrom('auth.account')
          .select(['id', 'email', 'name'])
          .where('id', '=', context ?? '')
          .executeTakeFirstOrThrow();
        return { id: account.id, name: account.email, displayName: account.name };
      },
      afterVerification: async ({ verification }) => demandVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => demandVerified(verification.authenticationInfo.userVerified),
    },
    schema: {
      passkey: {
        fields: {
          userId: 'account',
          credentialID: 'credential_id',
          publicKey: 'public_key',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  });
}

function demandVerified(verified: boolean | undefined): void {
  if (verified !== true) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
}
