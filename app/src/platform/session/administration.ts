import { isLang, ok, type Result, ROLES, type Role, refuse, refuseFields } from '../../kernel/index.ts';
import { type Core, findUsable, linkPath, originOf, tellPerson } from './core.ts';
import type { AccountLine, AccountsPort, Invited, NewInvitation } from './port.ts';
import { deleteSessionsOf, disableAccount, findAccount, hasPassword, insertAccount } from './store.ts';

/** Accounts for those who administer them; see `AccountsPort`. */
export function accountsPort(open: () => Promise<Core>): AccountsPort {
  async function sendInvitation(core: Core, id: string): Promise<Invited> {
    const account = await findAccount(core.database.kysely, { id });
    if (!account || account.example) return { account: id, link: undefined };
    const path = linkPath(account.principal.lang, await core.links.make(id, 'invitation', core.options.clock.now()));
    if (!core.options.sendAccountMail) return { account: id, link: `${core.options.publicOrigin ?? ''}${path}` };
    tellPerson(core, account, 'invitation', `${originOf(core, undefined)}${path}`);
    return { account: id, link: undefined };
  }

  const port: AccountsPort = {
    list: async (filter = {}) => await lines(await open(), filter),
    find: async (id) => (await lines(await open(), { id }))[0],

    async names(ids) {
      if (ids.length === 0) return new Map();
      const { database } = await open();
      const people = await database.kysely
        .selectFrom('auth.account')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .execute();
      const programs = await database.kysely
        .selectFrom('auth.service_account')
        .select(['id', 'name'])
        .where('id', 'in', ids)
        .execute();
      return new Map([...people, ...programs].map(({ id, name }) => [id, name]));
    },

    async invite(invitation) {
      const core = await open();
      const fit = fitInvitation(invitation);
      if (!fit.ok) return fit;
      const { validTo, ...rest } = invitation;
      const id = await insertAccount(core.database.kysely, {
        ...rest,
        email: invitation.email.trim().toLowerCase(),
        ...(validTo === undefined ? {} : { validTo }),
      });
      if (id === undefined) return refuse('conflict', 'session.email-taken');
      return ok(await sendInvitation(core, id));
    },

    async inviteAgain(id) {
      const core = await open();
      if (!(await findUsable(core, { id }))) return refuse('not-found', 'http.not-found');
      if (await hasPassword(core.database.kysely, id)) return refuse('conflict', 'session.has-password');
      return ok(await sendInvitation(core, id));
    },

    async change(id, { name, lang, validFrom, validTo }) {
      const core = await open();
      if (validTo !== undefined && validTo < validFrom) {
        return refuseFields('http.input', { validTo: 'session.ends-before' });
      }
      const changed = await core.database.kysely
        .updateTable('auth.account')
        .set({ name, lang, valid_from: validFrom, valid_to: validTo ?? null, updated_at: core.options.clock.now() })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return found(changed);
    },

    async setRoles(id, roles) {
      const core = await open();
      const db = core.database.kysely;
      if (roles.length === 0) return refuseFields('http.input', { roles: 'http.input.missing' });
      if (!(await findAccount(db, { id }))) return refuse('not-found', 'http.not-found');
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('auth.account_role').where('account', '=', id).execute();
        await tx
          .insertInto('auth.account_role')
          .values([...new Set(roles)].map((role) => ({ account: id, role })))
          .execute();
        await tx.deleteFrom('auth.session').where('account', '=', id).execute();
        await tx
          .updateTable('auth.account')
          .set({ updated_at: core.options.clock.now() })
          .where('id', '=', id)
          .execute();
      });
      return ok(undefined);
    },

    async end(id) {
      const core = await open();
      const db = core.database.kysely;
      if (!(await findAccount(db, { id }))) return refuse('not-found', 'http.not-found');
      await disableAccount(db, id, core.options.clock.now());
      await core.links.takeBack(id, core.options.clock.now());
      return ok(undefined);
    },

    async restore(id) {
      const core = await open();
      const restored = await core.database.kysely
        .updateTable('auth.account')
        .set({ disabled_at: null, updated_at: core.options.clock.now() })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return found(restored);
    },

    async endSessions(id) {
      const core = await open();
      if (!(await findAccount(core.database.kysely, { id }))) return refuse('not-found', 'http.not-found');
      await deleteSessionsOf(core.database.kysely, id);
      return ok(undefined);
    },

    signOns: async () => await (await open()).signOn.list(),
    async saveSignOn(id, signOn) {
      const core = await open();
      return await core.signOn.save(id, signOn, core.options.clock.now());
    },
    removeSignOn: async (id) => found(await (await open()).signOn.remove(id)),
    testSignOn: async (id) => await (await open()).signOn.test(id),
    signOnStates: async () => await (await open()).signOn.states(),

    serviceAccounts: async (organisation) => await (await open()).tokens.list(organisation),
    async createServiceAccount(account) {
      const core = await open();
      return ok(await core.tokens.create(account, core.options.clock.now()));
    },
    async endServiceAccount(id) {
      const core = await open();
      return found(await core.tokens.end(id, core.options.clock.now()));
    },
    async issueToken(token) {
      const core = await open();
      return await core.tokens.issue(token, core.options.clock.now());
    },
    async revokeToken(id) {
      const core = await open();
      return found(await core.tokens.revoke(id, core.options.clock.now()));
    },

    async recoveries(reader) {
      const core = await open();
      return await core.recoveries.listFor(reader, core.options.clock.now());
    },
    async confirmRecovery(id, reader) {
      const core = await open();
      const now = core.options.clock.now();
      const confirmed = await core.recoveries.confirm(id, reader, now);
      if (!confirmed.ok) return confirmed;
      const account = await findUsable(core, { id: confirmed.value.account });
      if (account && confirmed.value.granted) {
        const token = await core.links.make(account.principal.person, 'recovery', now);
        const { lang } = account.principal;
        tellPerson(core, account, 'recovery', `${originOf(core, undefined)}${linkPath(lang, token)}`);
      } else if (account) {
        tellPerson(core, account, 'recovery-confirmed');
      }
      return confirmed;
    },
    async refuseRecovery(id, reader) {
      const core = await open();
      const refused = await core.recoveries.refuseIt(id, reader, core.options.clock.now());
      const account = refused.ok ? await findAccount(core.database.kysely, { id: refused.value.account }) : undefined;
      if (account) tellPerson(core, account, 'recovery-refused');
      return refused;
    },
  };
  return port;
}

function found(row: unknown): Result<undefined> {
  return row === undefined || row === false ? refuse('not-found', 'http.not-found') : ok(undefined);
}

function fitInvitation({ roles, validFrom, validTo }: NewInvitation): Result<undefined> {
  if (roles.length === 0) return refuseFields('http.input', { roles: 'http.input.missing' });
  if (validTo !== undefined && validTo < validFrom) {
    return refuseFields('http.input', { validTo: 'session.ends-before' });
  }
  return ok(undefined);
}

async function lines(
  { database, options }: Core,
  { organisation, id }: { readonly organisation?: string; readonly id?: string },
): Promise<readonly AccountLine[]> {
  let query = database.kysely
    .selectFrom('auth.account as a')
    .select(['a.id', 'a.name', 'a.email', 'a.organisation', 'a.lang', 'a.example'])
    .select(['a.valid_from', 'a.valid_to', 'a.disabled_at', 'a.last_entered_on', 'a.updated_at'])
    .select((eb) => [
      eb.exists(eb.selectFrom('auth.credential as c').whereRef('c.account', '=', 'a.id')).as('credential'),
      eb
        .selectFrom('auth.link as l')
        .whereRef('l.account', '=', 'a.id')
        .where('l.purpose', '=', 'invitation')
        .where('l.used_at', 'is', null)
        .where('l.expires_at', '>', options.clock.now())
        .select(({ fn }) => fn.max('l.expires_at').as('until'))
        .as('invited_until'),
      eb
        .selectFrom('auth.account_role as r')
        .whereRef('r.account', '=', 'a.id')
        .select(({ fn }) => fn.agg<string[] | null>('array_agg', ['r.role']).as('roles'))
        .as('roles'),
      eb
        .exists(
          eb.selectFrom('auth.totp as t').whereRef('t.account', '=', 'a.id').where('t.confirmed_at', 'is not', null),
        )
        .as('code'),
      eb
        .selectFrom('auth.passkey as k')
        .whereRef('k.account', '=', 'a.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('passkeys'),
      eb
        .selectFrom('auth.session as s')
        .whereRef('s.account', '=', 'a.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('sessions'),
    ])
    .orderBy('a.organisation')
    .orderBy('a.name')
    .orderBy('a.id');
  if (organisation !== undefined) query = query.where('a.organisation', '=', organisation);
  if (id !== undefined) query = query.where('a.id', '=', id);
  if (!options.exampleMode) query = query.where('a.example', '=', false);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: row.organisation,
    roles: ROLES.filter((role: Role) => row.roles?.includes(role)),
    lang: isLang(row.lang) ? row.lang : 'es',
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
    example: row.example,
    code: row.code === true,
    passkeys: Number(row.passkeys ?? 0),
    openSessions: Number(row.sessions ?? 0),
    canEnter: row.example || row.credential === true || Number(row.passkeys ?? 0) > 0,
    invitedUntil: row.invited_until ?? undefined,
    lastEnteredOn: row.last_entered_on ?? undefined,
    updatedAt: row.updated_at,
  }));
}
