import {
  type LocalDate,
  ok,
  type Principal,
  type Result,
  type Role,
  refuse,
  refuseFields,
} from '../../kernel/index.ts';
import { accountsPort } from './administration.ts';
import {
  type Core,
  connectSession,
  findCurrent,
  findUsable,
  isUsable,
  missingFactor,
  openCore,
  type SessionOptions,
} from './core.ts';
import { EXAMPLES, EXAMPLES_SINCE, exampleEmail } from './examples.ts';
import { fitPassword, ownAccountActs } from './own-account.ts';
import { hashPassword } from './password.ts';
import type { Addressee, SessionPort } from './port.ts';
import { isFresh, signInActs } from './sign-in.ts';
import { disableAccount, insertAccount, listAccounts } from './store.ts';

/*
 * Sign-in. Threats: guessed passwords (argon2id, limits by address and by account), learning who has an account (one
 * face and one cost for unknown account and wrong password), a session fixed before sign-in (a sign-in always makes a
 * new one and ends the one presented), a stolen dump (hashes and sealed secrets only), a session that outlives access
 * (access is asked at every request), a second factor talked away (recovery.ts). Foreign forms are refused before they
 * get here (http/origin.ts).
 *
 * Not promised: defence of a browser that others control, and of an account whose password was given away while it had
 * no second factor.
 */

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

/** The sign-in with what the composition root and the command line need besides. */
export interface Session extends SessionPort {
  /** Makes the accounts of the example conference where they are missing. A fault outside example mode. */
  provisionExamples(): Promise<void>;
  /** The person behind an example account; a fault when there is none. */
  findExample(key: string): Promise<Principal>;
  /** The new account's identifier. The command line makes the first account so; all others are invited. */
  createAccount(invitation: Invitation): Promise<Result<string>>;
  /** Withdraws access now and ends every session of the account. */
  endAccess(person: string): Promise<void>;
  /** Waits for mail that is on its way. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the sign-in; it connects on first use. */
export function createSession(options: SessionOptions): Session {
  const { clock, exampleMode } = options;
  const database = connectSession(options);
  const db = database.kysely;
  const open = once(() => openCore(options, database));

  return {
    ...signInActs(open),
    ...ownAccountActs(open),
    accounts: accountsPort(open),

    async find(cookie) {
      const core = await open();
      const found = await findCurrent(core, cookie);
      if (!found) return undefined;
      const { principal } = found.account;
      if (missingFactor(core, found.account, false) !== 'required') return principal;
      const { code, passkey } = await core.factor.guards(principal.person);
      return code || passkey ? principal : { ...principal, needsSecondFactor: true };
    },
    findPerson: async (person) => (await findUsable({ options, database }, { id: person }))?.principal,
    findService: async (token) => await (await open()).tokens.find(token, clock.now()),
    isFresh: async (cookie) => await isFresh(await open(), cookie),
    async everyone() {
      const addressees: Addressee[] = [];
      for (const { account, email } of await listAccounts(db)) {
        if (await isUsable({ options, database }, account)) addressees.push({ who: account.principal, email });
      }
      return addressees;
    },
    examples: () => (exampleMode ? EXAMPLES : []),

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
      const account = await findUsable({ options, database }, { email: exampleEmail(key) });
      if (!account) throw new Error(`There is no example account "${key}"`);
      return account.principal;
    },

    async createAccount({ password, ...invitation }) {
      const fit = fitPassword(password);
      if (!fit.ok) return fit;
      if (invitation.roles.length === 0) return refuseFields('http.input', { roles: 'http.input.missing' });
      const id = await insertAccount(db, {
        ...invitation,
        email: invitation.email.trim().toLowerCase(),
        passwordHash: await hashPassword(password),
      });
      return id === undefined ? refuse('conflict', 'session.email-taken') : ok(id);
    },

    endAccess: (person) => disableAccount(db, person, clock.now()),
    settle: async () => await (await open()).background.settle(),
    async close() {
      if (open.begun()) await (await open()).background.settle();
      await database.close();
    },
  };
}

function once(make: () => Promise<Core>): (() => Promise<Core>) & { readonly begun: () => boolean } {
  let made: Promise<Core> | undefined;
  const open = (): Promise<Core> => {
    made ??= make();
    return made;
  };
  return Object.assign(open, { begun: () => made !== undefined });
}
