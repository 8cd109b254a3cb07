import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import {
  admit,
  type Core,
  type Current,
  findCurrent,
  findUsable,
  linkPath,
  missingFactor,
  originOf,
  tellPerson,
} from './core.ts';
import { addressBlock } from './limits.ts';
import { hashPassword, LEAST_PASSWORD, MOST_PASSWORD } from './password.ts';
import type { FactorAdded, VisitorActs } from './port.ts';
import { deleteSession, deleteSessionsOf, hasPassword, listSessions, markVerified, setPassword } from './store.ts';

/** The acts by which people look after what protects their account, or get it back. */
export type OwnAccountActs = Pick<
  VisitorActs,
  | 'factors'
  | 'beginCode'
  | 'codeSetUp'
  | 'confirmCode'
  | 'removeCode'
  | 'newBackupCodes'
  | 'askNewPasskey'
  | 'addPasskey'
  | 'removePasskey'
  | 'changePassword'
  | 'forgotPassword'
  | 'findLink'
  | 'useLink'
  | 'askRecovery'
  | 'withdrawRecovery'
>;

export function ownAccountActs(open: () => Promise<Core>): OwnAccountActs {
  /** Works for whoever is signed in; nobody else gets here but by a session that ended meanwhile. */
  async function own<T>(
    cookie: string | undefined,
    work: (core: Core, current: Current, person: string) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const core = await open();
    const current = await findCurrent(core, cookie);
    if (!current) return refuse('forbidden', 'http.sign-in-first');
    return await work(core, current, current.account.principal.person);
  }

  return {
    async factors({ cookie }) {
      const core = await open();
      const current = await findCurrent(core, cookie);
      if (!current) return NOTHING;
      const { person } = current.account.principal;
      const totp = await core.factor.totp(person);
      const keys = await core.passkeys.list(person);
      return {
        hasPassword: await hasPassword(core.database.kysely, person),
        totp,
        passkeys: keys,
        backupCodesLeft: await core.factor.backupCodesLeft(person),
        missing: missingFactor(core, current.account, totp !== undefined || keys.length > 0),
        recoveryAsked: await isAsked(core, person),
      };
    },

    beginCode: ({ cookie }) =>
      own(cookie, async (core, _, person) => await core.factor.begin(person, core.options.clock.now())),

    async codeSetUp({ cookie }) {
      const core = await open();
      const current = await findCurrent(core, cookie);
      return current && (await core.factor.settingUp(current.account.principal.person, current.account.email));
    },

    confirmCode: ({ cookie }, code) =>
      own(cookie, async (core, current, person) => {
        const confirmed = await core.factor.confirm(person, code, core.options.clock.now());
        return confirmed.ok ? await added(core, current) : confirmed;
      }),

    removeCode: ({ cookie }) =>
      own(cookie, async (core, current, person) => {
        await core.factor.remove(person);
        return await removed(core, current);
      }),

    newBackupCodes: ({ cookie }) =>
      own(cookie, async (core, _, person) => {
        const { code, passkey } = await core.factor.guards(person);
        if (!code && !passkey) return refuse('conflict', 'session.no-second-factor');
        return ok(await core.factor.newBackupCodes(person));
      }),

    async askNewPasskey({ cookie }) {
      const core = await open();
      const current = await findCurrent(core, cookie);
      return current && (await core.passkeys.askToAdd(current.account.principal.person));
    },

    addPasskey: (visitor, name, answer) =>
      own(visitor.cookie, async (core, current, person) => {
        const made = await core.passkeys.add(person, name, answer, originOf(core, visitor));
        return made.ok ? await added(core, current) : made;
      }),

    removePasskey: ({ cookie }, id) =>
      own(cookie, async (core, current, person) => {
        if (!(await core.passkeys.remove(person, id))) return refuse('not-found', 'http.not-found');
        return await removed(core, current);
      }),

    changePassword: ({ cookie }, password) =>
      own(cookie, async (core, current, person) => {
        const fit = fitPassword(password);
        if (!fit.ok) return fit;
        const db = core.database.kysely;
        await setPassword(db, person, await hashPassword(password), core.options.clock.now());
        await core.links.takeBack(person, core.options.clock.now());
        for (const { id } of await listSessions(db, person)) if (id !== current.id) await deleteSession(db, id);
        tellPerson(core, current.account, 'password-changed');
        return ok(undefined);
      }),

    async forgotPassword(visitor, typed) {
      const core = await open();
      const email = typed.trim().toLowerCase();
      if (!(await admitRequest(core, visitor.address, email))) return refuse('conflict', 'session.too-many');
      // Found, made and sent when the answer is on its way: its time tells nothing.
      core.background.start('password link', async () => {
        const account = await findUsable(core, { email });
        if (!account || account.example) return;
        const { person, lang } = account.principal;
        const token = await core.links.make(person, 'password', core.options.clock.now());
        tellPerson(core, account, 'password', `${originOf(core, visitor)}${linkPath(lang, token)}`);
      });
      return ok(undefined);
    },

    async findLink(_, token) {
      const core = await open();
      const link = await core.links.find(token, core.options.clock.now());
      const account = link && (await findUsable(core, { id: link.account }));
      if (!link || !account) return undefined;
      return { purpose: link.purpose, needsCode: await needsCode(core, link) };
    },

    async useLink(_, token, password, code) {
      const core = await open();
      const now = core.options.clock.now();
      const link = await core.links.find(token, now);
      const account = link && (await findUsable(core, { id: link.account }));
      if (!link || !account) return refuse('conflict', 'session.link-over');
      const fit = fitPassword(password);
      if (!fit.ok) return fit;
      if (!(await admit(core, [['proof', link.account]]))) return refuse('conflict', 'session.too-many');
      if (await needsCode(core, link)) {
        const outcome = code === undefined ? 'wrong' : await core.factor.take(link.account, code, now);
        if (outcome !== 'right') return refuseFields('http.input', { code: 'session.code-wrong' });
      }
      const hash = await hashPassword(password);
      if (!(await core.links.use(token, now))) return refuse('conflict', 'session.link-over');
      const db = core.database.kysely;
      await setPassword(db, link.account, hash, now);
      await core.links.takeBack(link.account, now);
      await markVerified(db, link.account, now);
      if (link.purpose === 'recovery') await core.factor.clear(link.account);
      await deleteSessionsOf(db, link.account);
      if (link.purpose !== 'invitation') {
        tellPerson(core, account, link.purpose === 'recovery' ? 'recovery-used' : 'password-changed');
      }
      return ok(link.account);
    },

    async askRecovery(visitor, typed) {
      const core = await open();
      const email = typed.trim().toLowerCase();
      if (!(await admitRequest(core, visitor.address, email))) return refuse('conflict', 'session.too-many');
      core.background.start('recovery request', async () => {
        const account = await findUsable(core, { email });
        if (!account || account.example) return;
        const opened = await core.recoveries.ask(account.principal.person, core.options.clock.now());
        if (opened) tellPerson(core, account, 'recovery-asked');
      });
      return ok(undefined);
    },

    withdrawRecovery: ({ cookie }) =>
      own(cookie, async (core, _, person) => {
        const now = core.options.clock.now();
        if (!(await isAsked(core, person))) return refuse('conflict', 'session.recovery-none');
        await core.links.takeBack(person, now);
        await core.recoveries.withdraw(person, now);
        return ok(undefined);
      }),
  };
}

const NOTHING = {
  hasPassword: false,
  totp: undefined,
  passkeys: [],
  backupCodesLeft: 0,
  missing: undefined,
  recoveryAsked: false,
} as const;

/** A password that may be set. */
export function fitPassword(password: string): Result<undefined> {
  if (password.length < LEAST_PASSWORD) return refuseFields('http.input', { password: 'session.password-short' });
  if (password.length > MOST_PASSWORD) return refuseFields('http.input', { password: 'http.input.too-long' });
  return ok(undefined);
}

/** The first factor of an account brings the codes on paper. */
async function added(core: Core, { account }: Current): Promise<Result<FactorAdded>> {
  const { person } = account.principal;
  tellPerson(core, account, 'second-factor-added');
  const first = (await core.factor.backupCodesLeft(person)) === 0;
  return ok({ backupCodes: first ? await core.factor.newBackupCodes(person) : undefined });
}

/** With the last factor go the codes on paper: they would be the only guard, and are none. */
async function removed(core: Core, { account }: Current): Promise<Result<undefined>> {
  const { person } = account.principal;
  const { code, passkey } = await core.factor.guards(person);
  if (!code && !passkey) await core.factor.clear(person);
  tellPerson(core, account, 'second-factor-removed');
  return ok(undefined);
}

/** A forgotten password is no way round the second factor; after a recovery two persons stand in for it. */
async function needsCode(core: Core, link: { readonly account: string; readonly purpose: string }): Promise<boolean> {
  if (link.purpose === 'recovery') return false;
  const { code, passkey } = await core.factor.guards(link.account);
  return code || passkey;
}

/** A request is open, or both have confirmed and the address is on its way. */
async function isAsked(core: Core, person: string): Promise<boolean> {
  const now = core.options.clock.now();
  return (await core.recoveries.isOpen(person)) || (await core.links.isOut(person, 'recovery', now));
}

async function admitRequest(core: Core, address: string, email: string): Promise<boolean> {
  return await admit(core, [
    ['request-address', addressBlock(address)],
    ['request-account', email],
  ]);
}
