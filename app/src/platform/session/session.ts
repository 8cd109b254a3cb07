import { createHmac } from 'node:crypto';
import {
  type Clock,
  CONFERENCE_ZONE,
  dayIn,
  type LocalDate,
  ok,
  type Principal,
  type Result,
  type Role,
  refuse,
  refuseFields,
} from '../../kernel/index.ts';
import { connect, readOrMakeSecret } from '../database/index.ts';
import { EXAMPLES, EXAMPLES_SINCE, exampleEmail } from './examples.ts';
import { hashToken } from './hashed-tokens.ts';
import { type Library, openLibrary } from './library.ts';
import { hasAccess, isOver, TOUCH_MS } from './lifetime.ts';
import { addressBlock, limitKey, signInLimits } from './limits.ts';
import { hashPassword, LEAST_PASSWORD, MOST_PASSWORD, verifyPassword } from './password.ts';
import type { SessionPort, SetCookies, SignedIn, Visitor } from './port.ts';
import { readSessionToken, sessionCookieName } from './session-cookie.ts';
import {
  type Account,
  deleteSession,
  deleteSessionsOf,
  deleteSessionsOver,
  disableAccount,
  findAccount,
  findSession,
  insertAccount,
  listAccounts,
  listSessions,
  touchSession,
} from './store.ts';

/*
 * Sign-in. Threats: guessed passwords (argon2id, limits by address and by account), learning who has an account (one
 * face and one cost for unknown account and wrong password), a session fixed before sign-in (a sign-in always makes a
 * new one and ends the one presented), a stolen dump (hashes only), a session that outlives access (access is asked at
 * every request). Foreign forms are refused before they get here (http/origin.ts).
 *
 * Not promised: defence of a browser that others control, and of an account whose password was given away.
 */

export interface SessionOptions {
  /** Address of the database for `enlace_auth`. */
  readonly url: string;
  /** File of the secret that signs cookies; made on first use, readable by us only. */
  readonly secretFile: string;
  readonly exampleMode: boolean;
  /** Served over https. */
  readonly secure: boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** An invitation that was accepted: the account to make. */
export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly lang: 'es' | 'en';
  readonly validFrom: LocalDate;
  /** Last day of access. */
  readonly validTo?: LocalDate;
}

/** The sign-in with what the composition root and administration need besides. */
export interface Session extends SessionPort {
  /** Makes the accounts of the example conference where they are missing. A fault outside example mode. */
  provisionExamples(): Promise<void>;
  /** The person behind an example account; a fault when there is none. */
  findExample(key: string): Promise<Principal>;
  /** The new account's identifier. There is no other way to get an account. */
  createAccount(invitation: Invitation): Promise<Result<string>>;
  /** Withdraws access now and ends every session of the account. */
  endAccess(person: string): Promise<void>;
  close(): Promise<void>;
}

interface Current {
  readonly id: string;
  readonly account: Account;
}

/** Opens the sign-in; it connects on first use. */
export function createSession(options: SessionOptions): Session {
  const { clock, exampleMode } = options;
  const database = connect(options.url, { log: options.log });
  const db = database.kysely;
  const limits = signInLimits(database);
  const today = (): LocalDate => dayIn(CONFERENCE_ZONE, clock.now());
  const open = once(async () => {
    const secret = await readOrMakeSecret(options.secretFile);
    const cookieSecret = derive(secret, 'cookies');
    const library = openLibrary({
      database,
      secret: cookieSecret,
      secure: options.secure,
      clock,
      passwords: { hash: hashPassword, verify: verifyPassword },
      mayEnter: async (account) => (await findUsable({ id: account })) !== undefined,
    });
    return { library, cookieSecret, limitSecret: derive(secret, 'limits') };
  });

  const isUsable = (account: Account): boolean => hasAccess(account, today(), exampleMode);

  async function findUsable(by: { readonly id: string } | { readonly email: string }): Promise<Account | undefined> {
    const account = await findAccount(db, by);
    return account && isUsable(account) ? account : undefined;
  }

  /** The session of a cookie, if it is not over and its account may still be used; otherwise its row is removed. */
  async function current(cookie: string | undefined): Promise<Current | undefined> {
    const { cookieSecret } = await open();
    const token = readSessionToken(cookie, sessionCookieName(options.secure), cookieSecret);
    const found = token === undefined ? undefined : await findSession(db, hashToken(token));
    if (!found) return undefined;
    const now = clock.now();
    if (isOver(found, now) || !isUsable(found.account)) {
      await deleteSession(db, found.id);
      return undefined;
    }
    if (now.getTime() - found.lastSeenAt.getTime() >= TOUCH_MS) await touchSession(db, found.id, now);
    return found;
  }

  /** After a sign-in: the session that the browser came with ends, so that nobody can have fixed it beforehand. */
  async function endPresented(library: Library, visitor: Visitor): Promise<void> {
    if (visitor.cookie !== undefined) await library.api.signOut({ headers: headersOf(visitor) });
    await deleteSessionsOver(db, clock.now());
  }

  async function signOut(visitor: Visitor): Promise<SetCookies> {
    const { library } = await open();
    const { headers } = await library.api.signOut({ headers: headersOf(visitor), returnHeaders: true });
    return headers.getSetCookie();
  }

  return {
    find: async (cookie) => (await current(cookie))?.account.principal,
    findPerson: async (person) => (await findUsable({ id: person }))?.principal,
    everyone: async () =>
      (await listAccounts(db))
        .filter(({ account }) => isUsable(account))
        .map(({ account, email }) => ({ who: account.principal, email })),
    examples: () => (exampleMode ? EXAMPLES : []),
    signOut,

    async signIn(visitor, typed, password) {
      const { library, limitSecret } = await open();
      const email = typed.trim().toLowerCase();
      const now = clock.now();
      const keys = [
        limitKey(limitSecret, 'address', addressBlock(visitor.address)),
        limitKey(limitSecret, 'account', email),
      ];
      for (const key of keys) if (!(await limits.admit(key, now))) return refuse('conflict', 'session.too-many');
      const outcome = await tryPassword(library, visitor, email, password);
      if (!outcome.ok) return outcome;
      for (const key of keys) await limits.forgive(key, now);
      await limits.purge(now);
      await endPresented(library, visitor);
      return outcome;
    },

    async enterExample(visitor, key) {
      const account = exampleMode && EXAMPLES.some((example) => example.key === key) ? exampleEmail(key) : undefined;
      const usable = account === undefined ? undefined : await findUsable({ email: account });
      const person = usable?.principal.person;
      if (!person) return refuse('not-found', 'session.no-example');
      const { library } = await open();
      const { headers, response: entered } = await library.api.enter({
        body: { account: person },
        headers: headersOf({ cookie: undefined, userAgent: visitor.userAgent }),
        returnHeaders: true,
      });
      if (!entered) return refuse('not-found', 'session.no-example');
      await endPresented(library, visitor);
      return ok({ person, cookies: headers.getSetCookie() });
    },

    async signOutEverywhere(visitor) {
      const found = await current(visitor.cookie);
      if (found?.account.principal.person) await deleteSessionsOf(db, found.account.principal.person);
      return await signOut(visitor);
    },

    async sessions(visitor) {
      const found = await current(visitor.cookie);
      if (!found?.account.principal.person) return [];
      const rows = await listSessions(db, found.account.principal.person);
      return rows
        .filter((row) => !isOver(row, clock.now()))
        .map(({ userAgent, ...row }) => ({ ...row, userAgent: userAgent ?? undefined, current: row.id === found.id }));
    },

    async provisionExamples() {
      if (!exampleMode) throw new Error('Example accounts exist in example mode only');
      for (const { key, name, organisation, roles } of EXAMPLES) {
        await insertAccount(db, {
          name,
          email: exampleEmail(key),
          organisation,
          roles,
          lang: 'es',
          validFrom: EXAMPLES_SINCE,
          example: true,
        });
      }
    },

    async findExample(key) {
      const account = await findUsable({ email: exampleEmail(key) });
      if (!account) throw new Error(`There is no example account "${key}"`);
      return account.principal;
    },

    async createAccount({ password, ...invitation }) {
      if (password.length < LEAST_PASSWORD) return refuseFields('http.input', { password: 'session.password-short' });
      if (password.length > MOST_PASSWORD) return refuseFields('http.input', { password: 'http.input.too-long' });
      if (invitation.roles.length === 0) return refuseFields('http.input', { roles: 'http.input.missing' });
      const id = await insertAccount(db, {
        ...invitation,
        email: invitation.email.trim().toLowerCase(),
        passwordHash: await hashPassword(password),
      });
      return id === undefined ? refuse('conflict', 'session.email-taken') : ok(id);
    },

    endAccess: (person) => disableAccount(db, person, clock.now()),
    close: () => database.close(),
  };
}

/** The library hashes the password for an unknown account too, so that both refusals take the same time. */
async function tryPassword(
  library: Library,
  visitor: Visitor,
  email: string,
  password: string,
): Promise<Result<SignedIn>> {
  try {
    const { headers, response } = await library.api.signInEmail({
      body: { email, password },
      headers: headersOf({ cookie: undefined, userAgent: visitor.userAgent }),
      returnHeaders: true,
    });
    return ok({ person: response.user.id, cookies: headers.getSetCookie() });
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined) throw error;
    // Only who has the password is told that access has ended.
    return code === 'FAILED_TO_CREATE_SESSION'
      ? refuse('forbidden', 'session.ended')
      : refuse('invalid', 'session.wrong');
  }
}

/** The library refuses by throwing an error with a status of 4xx; anything else that it throws is a fault. */
function refusalCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  const refused = typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
  if (!refused || !('body' in error)) return undefined;
  const { body } = error;
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
}

function headersOf(visitor: { readonly cookie: string | undefined; readonly userAgent?: string | undefined }): Headers {
  const headers = new Headers();
  if (visitor.cookie !== undefined) headers.set('cookie', visitor.cookie);
  if (visitor.userAgent !== undefined) headers.set('user-agent', visitor.userAgent.slice(0, 400));
  return headers;
}

function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(`enlace sign-in\n${purpose}`).digest('base64url');
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
