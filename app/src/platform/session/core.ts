import { createHmac } from 'node:crypto';
import {
  type Clock,
  CONFERENCE_ZONE,
  dayIn,
  type Lang,
  type LocalDate,
  ok,
  type Result,
  type Role,
  refuse,
} from '../../kernel/index.ts';
import { connect, type Database, readOrMakeSecret } from '../database/index.ts';
import type { AccountMail, SendAccountMail } from './account-mail.ts';
import { isAppointed } from './appointed.ts';
import { hashToken } from './hashed-tokens.ts';
import { type Library, openLibrary } from './library.ts';
import { hasAccess, isOver, TOUCH_MS } from './lifetime.ts';
import { type LimitKind, limitKey, type SignInLimits, signInLimits } from './limits.ts';
import { type Links, links } from './links.ts';
import { type Passkeys, passkeys } from './passkeys.ts';
import { type PasswordCheck, passwordCheck } from './password-check.ts';
import type { Factors, SetCookies, SignedIn, Visitor } from './port.ts';
import { type Recoveries, recoveries } from './recovery.ts';
import { SECOND_FACTOR_REQUIRED, SECOND_FACTOR_URGED, type SecondFactor, secondFactor } from './second-factor.ts';
import { type ServiceTokens, serviceTokens } from './service-tokens.ts';
import { readSessionToken, sessionCookieName } from './session-cookie.ts';
import { type SignOn, signOn } from './sign-on.ts';
import { type Account, deleteSession, deleteSessionsOver, findAccount, findSession, touchSession } from './store.ts';
import { openVault, type Vault } from './vault.ts';

export interface SessionOptions {
  /** Address of the database for `enlace_auth`. */
  readonly url: string;
  /** File of the secret that signs cookies and seals secrets; made on first use, readable by us only. */
  readonly secretFile: string;
  readonly exampleMode: boolean;
  /** Served over https. */
  readonly secure: boolean;
  /** Address at which people reach the site, if the operator said it; otherwise what the request says. */
  readonly publicOrigin?: string | undefined;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Sends mail about accounts. Without it one line in the log says that a message could not leave, not what it said. */
  readonly sendAccountMail?: SendAccountMail | undefined;
  /** Roles whose second factor is demanded or urged, if not the usual ones. */
  readonly secondFactor?: { readonly required: readonly Role[]; readonly urged: readonly Role[] } | undefined;
  /** For tests: sign-on providers over http on this machine. */
  readonly insecureSignOn?: boolean | undefined;
}

/** An open session with its account. */
export interface Current {
  readonly id: string;
  readonly provedAt: Date;
  readonly account: Account;
}

/** What all parts of the sign-in stand on, once the secret is read. */
export interface Core {
  readonly options: SessionOptions;
  readonly database: Database;
  readonly library: Library;
  readonly vault: Vault;
  readonly cookieSecret: string;
  readonly limits: SignInLimits;
  readonly limitSecret: string;
  readonly passwords: PasswordCheck;
  readonly factor: SecondFactor;
  readonly passkeys: Passkeys;
  readonly signOn: SignOn;
  readonly links: Links;
  readonly recoveries: Recoveries;
  readonly tokens: ServiceTokens;
  readonly background: Background;
}

/** Work that nobody waits for: mail. Closing waits for it. */
export interface Background {
  start(what: string, work: () => Promise<void>): void;
  settle(): Promise<void>;
}

/** Opens everything; it connects on first use. */
export async function openCore(options: SessionOptions, database: Database): Promise<Core> {
  const secret = await readOrMakeSecret(options.secretFile);
  const cookieSecret = derive(secret, 'cookies');
  const vault = openVault(derive(secret, 'vault'));
  const { log } = options;
  const library = openLibrary({
    database,
    secret: cookieSecret,
    secure: options.secure,
    host: options.publicOrigin === undefined ? 'localhost' : new URL(options.publicOrigin).hostname,
    clock: options.clock,
    mayEnter: async (id) => {
      const account = await findAccount(database.kysely, { id });
      return account !== undefined && (await isUsable({ options, database }, account));
    },
  });
  return {
    options,
    database,
    library,
    vault,
    cookieSecret,
    limits: signInLimits(database),
    limitSecret: derive(secret, 'limits'),
    passwords: passwordCheck(database),
    factor: secondFactor(database, vault),
    passkeys: passkeys(database, library),
    signOn: signOn(database, { vault, log, insecure: options.insecureSignOn ?? false }),
    links: links(database),
    recoveries: recoveries(database),
    tokens: serviceTokens(database),
    background: background(log),
  };
}

export function connectSession(options: SessionOptions): Database {
  return connect(options.url, { log: options.log });
}

function today({ clock }: SessionOptions): LocalDate {
  return dayIn(CONFERENCE_ZONE, clock.now());
}

/** May the account be used today? Its own dates decide, and the appointments that it has. */
export async function isUsable(
  { options, database }: Pick<Core, 'options' | 'database'>,
  account: Account,
): Promise<boolean> {
  const day = today(options);
  return (
    hasAccess(account, day, options.exampleMode) &&
    (await isAppointed(database.kysely, account.principal.person ?? '', day))
  );
}

export async function findUsable(
  core: Pick<Core, 'options' | 'database'>,
  by: { readonly id: string } | { readonly email: string },
): Promise<Account | undefined> {
  const account = await findAccount(core.database.kysely, by);
  return account && (await isUsable(core, account)) ? account : undefined;
}

/** The session of a cookie, if it is not over and its account may still be used; otherwise its row is removed. */
export async function findCurrent(core: Core, cookie: string | undefined): Promise<Current | undefined> {
  const { options, database, cookieSecret } = core;
  const db = database.kysely;
  const token = readSessionToken(cookie, sessionCookieName(options.secure), cookieSecret);
  const found = token === undefined ? undefined : await findSession(db, hashToken(token));
  if (!found) return undefined;
  const now = options.clock.now();
  if (isOver(found, now) || !(await isUsable(core, found.account))) {
    await deleteSession(db, found.id);
    return undefined;
  }
  if (now.getTime() - found.lastSeenAt.getTime() >= TOUCH_MS) await touchSession(db, found.id, now);
  return found;
}

/** A new session. The one that the browser came with ends, so that nobody can have fixed it beforehand. */
export async function openSession(core: Core, visitor: Visitor, person: string): Promise<Result<SignedIn>> {
  const { headers, response: entered } = await core.library.api.enter({
    body: { account: person },
    headers: headersOf({ cookie: undefined, userAgent: visitor.userAgent }),
    returnHeaders: true,
  });
  if (!entered) return refuse('forbidden', 'session.ended');
  await endPresented(core, visitor);
  return ok({ person, cookies: headers.getSetCookie() });
}

export async function endPresented(core: Core, visitor: Visitor): Promise<void> {
  if (visitor.cookie !== undefined) await core.library.api.signOut({ headers: headersOf(visitor) });
  await deleteSessionsOver(core.database.kysely, core.options.clock.now());
}

export async function clearCookies(core: Core, visitor: Visitor): Promise<SetCookies> {
  const { headers } = await core.library.api.signOut({ headers: headersOf(visitor), returnHeaders: true });
  return headers.getSetCookie();
}

/** Counts a try under each of these; false when one of them had too many in the last minute. */
export async function admit(core: Core, keys: readonly (readonly [LimitKind, string])[]): Promise<boolean> {
  const now = core.options.clock.now();
  for (const [kind, value] of keys) {
    if (!(await core.limits.admit(limitKey(core.limitSecret, kind, value), now))) return false;
  }
  return true;
}

/** Takes the tries back: it was the right person. */
export async function forgive(core: Core, keys: readonly (readonly [LimitKind, string])[], at: Date): Promise<void> {
  for (const [kind, value] of keys) await core.limits.forgive(limitKey(core.limitSecret, kind, value), at);
  await core.limits.purge(at);
}

/** What the roles of this account ask for and it has not. Nothing is asked of the example accounts. */
export function missingFactor(core: Pick<Core, 'options'>, account: Account, guarded: boolean): Factors['missing'] {
  if (guarded || account.example) return undefined;
  const { required, urged } = core.options.secondFactor ?? {
    required: SECOND_FACTOR_REQUIRED,
    urged: SECOND_FACTOR_URGED,
  };
  const { roles } = account.principal;
  if (roles.some((role) => required.includes(role))) return 'required';
  return roles.some((role) => urged.includes(role)) ? 'urged' : undefined;
}

/** The site's address as this browser has it; what the operator said goes before what the request says. */
export function originOf({ options }: Pick<Core, 'options'>, visitor: Visitor | undefined): string {
  return options.publicOrigin ?? visitor?.origin ?? 'http://localhost';
}

/** The page that a one-time address opens. A test compares it with the route. */
export function linkPath(lang: Lang, token: string): string {
  return lang === 'es' ? `/es/entrar/enlace/${token}` : `/en/sign-in/link/${token}`;
}

/** Tells the person behind an account; nobody waits for it, and a fault is a line without any address. */
export function tellPerson(
  core: Core,
  account: Pick<Account, 'email' | 'principal'>,
  kind: AccountMail['kind'],
  href?: string,
): void {
  const { sendAccountMail, log } = core.options;
  core.background.start(`account mail ${kind}`, async () => {
    if (sendAccountMail) await sendAccountMail({ to: account.email, lang: account.principal.lang, kind, href });
    else log(`account mail ${kind}: there is no mail transport, nothing was sent`);
  });
}

export function headersOf(visitor: {
  readonly cookie: string | undefined;
  readonly userAgent?: string | undefined;
}): Headers {
  const headers = new Headers();
  if (visitor.cookie !== undefined) headers.set('cookie', visitor.cookie);
  if (visitor.userAgent !== undefined) headers.set('user-agent', visitor.userAgent.slice(0, 400));
  return headers;
}

function background(log: (line: string) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    start(what, work) {
      const job = work()
        .catch((error: unknown) => log(`${what} failed: ${error instanceof Error ? error.message : 'unknown error'}`))
        .finally(() => running.delete(job));
      running.add(job);
    },
    async settle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(`enlace sign-in\n${purpose}`).digest('base64url');
}
