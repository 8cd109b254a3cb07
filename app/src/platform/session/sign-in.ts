import { ok, type Result, refuse } from '../../kernel/index.ts';
import {
  admit,
  type Core,
  clearCookies,
  endPresented,
  findCurrent,
  findUsable,
  forgive,
  openSession,
  originOf,
} from './core.ts';
import { EXAMPLES, exampleEmail } from './examples.ts';
import { hashToken } from './hashed-tokens.ts';
import { FRESH_MS, isOver, PENDING_MS } from './lifetime.ts';
import { addressBlock } from './limits.ts';
import type { Entered, SignedIn, Visitor, VisitorActs, Ways } from './port.ts';
import { ownCookie, readOwnCookie } from './session-cookie.ts';
import {
  countTry,
  deletePending,
  deleteSession,
  deleteSessionsOf,
  findPending,
  insertPending,
  listSessions,
  markProved,
  tieIdentity,
} from './store.ts';
import { newToken } from './vault.ts';

/** The acts by which people come in, go out and prove again who they are. */
export type SignInActs = Pick<
  VisitorActs,
  | 'signIn'
  | 'secondStep'
  | 'enterCode'
  | 'askPasskey'
  | 'enterPasskey'
  | 'enterExample'
  | 'signOns'
  | 'beginSignOn'
  | 'finishSignOn'
  | 'signOut'
  | 'signOutEverywhere'
  | 'endSession'
  | 'sessions'
  | 'proofWays'
  | 'prove'
  | 'provePasskey'
>;

export function signInActs(open: () => Promise<Core>): SignInActs {
  return {
    async signIn(visitor, typed, password) {
      const core = await open();
      const email = typed.trim().toLowerCase();
      const keys = [
        ['address', addressBlock(visitor.address)],
        ['account', email],
      ] as const;
      const at = core.options.clock.now();
      if (!(await admit(core, keys))) return refuse('conflict', 'session.too-many');
      const owner = await core.passwords.findOwner(email, password);
      if (owner === undefined) return refuse('invalid', 'session.wrong');
      // Only who has the password is told that access has ended.
      if (!(await findUsable(core, { id: owner }))) return refuse('forbidden', 'session.ended');
      await forgive(core, keys, at);
      return await enterOrOwe(core, visitor, owner);
    },

    async secondStep(visitor) {
      const core = await open();
      const account = await pendingAccount(core, visitor);
      return account === undefined ? undefined : { ...(await core.factor.guards(account)), password: false };
    },

    async enterCode(visitor, code) {
      const core = await open();
      const { clock, secure } = core.options;
      const token = readOwnCookie(visitor.cookie, secure, 'pending');
      const db = core.database.kysely;
      const account = token && (await countTry(db, hashToken(token), clock.now()));
      if (!token || !account) return refuse('conflict', 'session.entry-over');
      const outcome = await core.factor.take(account, code, clock.now());
      if (outcome !== 'right') return refuse('invalid', CODE_REFUSALS[outcome]);
      await deletePending(db, hashToken(token));
      return withoutPending(core, await openSession(core, visitor, account));
    },

    askPasskey: async () => await (await open()).passkeys.ask(),

    async enterPasskey(visitor, answer) {
      const core = await open();
      if (!(await admit(core, [['address', addressBlock(visitor.address)]]))) {
        return refuse('conflict', 'session.too-many');
      }
      const at = core.options.clock.now();
      const entered = await core.passkeys.open(answer, {
        origin: originOf(core, visitor),
        userAgent: visitor.userAgent,
        now: at,
      });
      if (!entered.ok) return entered;
      await forgive(core, [['address', addressBlock(visitor.address)]], at);
      await endPresented(core, visitor);
      return withoutPending(core, ok({ person: entered.value.account, cookies: entered.value.cookies }));
    },

    async enterExample(visitor, key) {
      const core = await open();
      const example = core.options.exampleMode && EXAMPLES.some((one) => one.key === key);
      const account = example ? await findUsable(core, { email: exampleEmail(key) }) : undefined;
      if (!account) return refuse('not-found', 'session.no-example');
      return await openSession(core, visitor, account.principal.person);
    },

    signOns: async () => await (await open()).signOn.offers(),

    async beginSignOn(visitor, id, returnTo) {
      const core = await open();
      const { clock, secure } = core.options;
      const begun = await core.signOn.begin(id, `${originOf(core, visitor)}${returnTo}`, clock.now());
      if (!begun.ok) return begun;
      const { to, state } = begun.value;
      return ok({ to, cookies: [ownCookie(secure, 'sign_on', state, PENDING_MS / 1000)] });
    },

    async finishSignOn(visitor, answer) {
      const core = await open();
      const { clock, secure } = core.options;
      const state = readOwnCookie(visitor.cookie, secure, 'sign_on');
      const vouched = await core.signOn.finish(answer, state, clock.now());
      if (!vouched.ok) return vouched;
      const { signOn, organisation, email, subject } = vouched.value;
      const account = await findUsable(core, { email });
      // An address of another organisation's account is answered as one that nobody has.
      if (!account || account.principal.organisation !== organisation) {
        return refuse('forbidden', 'session.sign-on-no-account');
      }
      const { person } = account.principal;
      if (!(await tieIdentity(core.database.kysely, { account: person, provider: signOn, subject }))) {
        return refuse('forbidden', 'session.sign-on-no-account');
      }
      const entered = await enterOrOwe(core, visitor, person);
      if (!entered.ok) return entered;
      return ok({ ...entered.value, cookies: [...entered.value.cookies, ownCookie(secure, 'sign_on', '', 0)] });
    },

    signOut: async (visitor) => await clearCookies(await open(), visitor),

    async signOutEverywhere(visitor) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      if (found) await deleteSessionsOf(core.database.kysely, found.account.principal.person);
      return await clearCookies(core, visitor);
    },

    async endSession(visitor, id) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      if (!found) return false;
      const own = await listSessions(core.database.kysely, found.account.principal.person);
      if (!own.some((session) => session.id === id)) return false;
      await deleteSession(core.database.kysely, id);
      return true;
    },

    async sessions(visitor) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      if (!found) return [];
      const rows = await listSessions(core.database.kysely, found.account.principal.person);
      return rows
        .filter((row) => !isOver(row, core.options.clock.now()))
        .map(({ userAgent, ...row }) => ({ ...row, userAgent: userAgent ?? undefined, current: row.id === found.id }));
    },

    async proofWays(visitor) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      return found
        ? await waysOf(core, found.account.principal.person)
        : { password: false, code: false, passkey: false };
    },

    async prove(visitor, { password, code }) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      if (!found) return refuse('forbidden', 'http.sign-in-first');
      const { person } = found.account.principal;
      const at = core.options.clock.now();
      if (!(await admit(core, [['proof', person]]))) return refuse('conflict', 'session.too-many');
      const ways = await waysOf(core, person);
      if (ways.password) {
        if (password === undefined || !(await core.passwords.isOf(person, password))) {
          return refuse('invalid', 'session.password-wrong');
        }
      } else {
        const outcome = code === undefined ? 'wrong' : await core.factor.take(person, code, at);
        if (outcome !== 'right') return refuse('invalid', CODE_REFUSALS[outcome]);
      }
      await forgive(core, [['proof', person]], at);
      await markProved(core.database.kysely, found.id, at);
      return ok(undefined);
    },

    async provePasskey(visitor, answer) {
      const core = await open();
      const found = await findCurrent(core, visitor.cookie);
      if (!found) return refuse('forbidden', 'http.sign-in-first');
      const { person } = found.account.principal;
      if (!(await admit(core, [['proof', person]]))) return refuse('conflict', 'session.too-many');
      const at = core.options.clock.now();
      const proved = await core.passkeys.open(answer, {
        origin: originOf(core, visitor),
        userAgent: visitor.userAgent,
        now: at,
        account: person,
      });
      if (!proved.ok) return proved;
      await forgive(core, [['proof', person]], at);
      await endPresented(core, visitor);
      return ok({ person, cookies: proved.value.cookies });
    },
  };
}

/** Did the person prove who they are within the last five minutes? Nothing is asked of the example accounts. */
export async function isFresh(core: Core, cookie: string | undefined): Promise<boolean> {
  const found = await findCurrent(core, cookie);
  if (!found) return false;
  return found.account.example || core.options.clock.now().getTime() - found.provedAt.getTime() < FRESH_MS;
}

/** The first factor was right: in, or still owing the second. */
async function enterOrOwe(core: Core, visitor: Visitor, person: string): Promise<Result<Entered>> {
  const { clock, secure } = core.options;
  const guards = await core.factor.guards(person);
  if (!guards.code && !guards.passkey) {
    const entered = await openSession(core, visitor, person);
    return entered.ok ? ok({ ...entered.value, secondStep: false }) : entered;
  }
  await endPresented(core, visitor);
  const token = newToken();
  await insertPending(core.database.kysely, hashToken(token), person, clock.now());
  return ok({ person, secondStep: true, cookies: [ownCookie(secure, 'pending', token, PENDING_MS / 1000)] });
}

async function pendingAccount(core: Core, visitor: Visitor): Promise<string | undefined> {
  const token = readOwnCookie(visitor.cookie, core.options.secure, 'pending');
  if (token === undefined) return undefined;
  return await findPending(core.database.kysely, hashToken(token), core.options.clock.now());
}

function withoutPending(core: Core, entered: Result<SignedIn>): Result<SignedIn> {
  if (!entered.ok) return entered;
  const cookies = [...entered.value.cookies, ownCookie(core.options.secure, 'pending', '', 0)];
  return ok({ ...entered.value, cookies });
}

/** With a second factor, the password alone proves nothing more. */
async function waysOf(core: Core, person: string): Promise<Ways> {
  const guards = await core.factor.guards(person);
  return { ...guards, password: !guards.code && !guards.passkey };
}

const CODE_REFUSALS = {
  wrong: 'session.code-wrong',
  used: 'session.code-used',
  held: 'session.code-held',
} as const;
