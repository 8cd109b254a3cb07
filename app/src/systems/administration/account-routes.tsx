import { z } from 'zod';
import { compareText, ok, refuse } from '../../kernel/index.ts';
import { choice, code, integer, list, optional, text } from '../../platform/http/inputs.ts';
import type { Invited } from '../../platform/session/index.ts';
import { type Context, command, type Next, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { narrow } from './account-filter.ts';
import {
  changeAccount,
  email,
  endAccess,
  endSessionsOf,
  givenRole,
  giveRoles,
  inviteAgain,
  invitePerson,
  optionalTypedDate,
  restoreAccess,
  typedDate,
  versionOf,
} from './operations.ts';
import { accountView } from './pages/account.tsx';
import { handOverView, newAccountView } from './pages/account-form.tsx';
import { accountsView } from './pages/accounts.tsx';
import { STANDINGS } from './standing.ts';
import { listOrganisations } from './store.ts';

const PAGE = 50;
const NOT_FOUND = refuse('not-found', 'http.not-found');
const one = z.strictObject({ id: text(100) });
const roles = list(givenRole(), 10);
const version = integer({ min: 0, max: 1e14 });
const person = {
  name: text(200),
  workinglang: choice(['es', 'en']),
  validFrom: typedDate(),
  validTo: optionalTypedDate(),
};

/** Accounts of people, for those who administer them. */
export const accountRoutes: readonly Route[] = [
  page({
    id: 'administration.accounts',
    path: { es: '/administracion', en: '/administration' },
    permission: 'account.manage',
    audit: 'administration.accounts-opened',
    input: z.strictObject({
      organisation: optional(code()),
      role: optional(givenRole()),
      state: optional(choice(STANDINGS)),
      factor: optional(choice(['none'])),
      page: optional(integer({ min: 1, max: 10_000 })),
    }),
    load: async (ctx, { page: asked = 1, ...filter }) => {
      const organisations = await organisationNames(ctx);
      const nameOf = naming(organisations);
      const found = narrow(await ctx.accounts.list(), filter, { today: ctx.today, lang: ctx.lang, nameOf });
      const pages = Math.max(1, Math.ceil(found.length / PAGE));
      if (asked > pages) return NOT_FOUND;
      return ok({
        filter,
        accounts: found.slice((asked - 1) * PAGE, asked * PAGE),
        found: found.length,
        page: asked,
        pages,
        organisations,
        nameOf,
        waiting: await recoveriesWaiting(ctx),
      });
    },
    view: accountsView,
  }),
  page({
    id: 'administration.new-account',
    path: { es: '/administracion/cuentas/nueva', en: '/administration/accounts/new' },
    permission: 'account.manage',
    audit: 'administration.new-account-opened',
    input: z.strictObject({}),
    load: async (ctx) => ok({ organisations: await organisationNames(ctx) }),
    view: newAccountView,
  }),
  command({
    id: 'administration.invite',
    path: { es: '/administracion/cuentas/nueva', en: '/administration/accounts/new' },
    permission: 'account.manage',
    audit: 'administration.person-invited',
    input: z.strictObject({ ...person, email: email(), organisation: text(64), roles }),
    stepUp: true,
    back: 'administration.new-account',
    run: async (ctx, { workinglang: lang, ...rest }) => await invitePerson(ctx, { ...rest, lang }),
    then: invitedNext,
  }),
  page({
    id: 'administration.account',
    path: { es: '/administracion/cuentas/:id', en: '/administration/accounts/:id' },
    permission: 'account.manage',
    audit: 'administration.account-opened',
    input: one,
    load: async (ctx, { id }) => {
      const account = await ctx.accounts.find(id);
      const organisation =
        account && (await listOrganisations(ctx.db)).find(({ code: own }) => own === account.organisation);
      if (!account || !organisation) return NOT_FOUND;
      ctx.subject(id);
      return ok({
        account,
        organisation: organisation.name[ctx.lang],
        kind: organisation.kind,
        version: versionOf(account),
        own: id === ctx.who.person,
      });
    },
    view: accountView,
  }),
  command({
    id: 'administration.invite-again',
    path: { es: '/administracion/cuentas/:id/invitar', en: '/administration/accounts/:id/invite' },
    permission: 'account.manage',
    audit: 'administration.person-invited-again',
    input: one,
    stepUp: true,
    back: 'administration.account',
    run: async (ctx, { id }) => await inviteAgain(ctx, id),
    then: invitedNext,
  }),
  command({
    id: 'administration.change-account',
    path: { es: '/administracion/cuentas/:id/datos', en: '/administration/accounts/:id/details' },
    permission: 'account.manage',
    audit: 'administration.account-changed',
    input: z.strictObject({ id: text(100), version, ...person }),
    stepUp: true,
    back: 'administration.account',
    run: async (ctx, { id, version: seen, workinglang: lang, ...rest }) =>
      await changeAccount(ctx, id, seen, { ...rest, lang }),
    then: (ctx, _, { id }) => accountNext(ctx, id, 'administration.saved'),
  }),
  command({
    id: 'administration.give-roles',
    path: { es: '/administracion/cuentas/:id/funciones', en: '/administration/accounts/:id/roles' },
    permission: 'account.manage',
    audit: 'administration.roles-given',
    input: z.strictObject({ id: text(100), version, roles }),
    stepUp: true,
    back: 'administration.account',
    run: async (ctx, { id, version: seen, roles: given }) => await giveRoles(ctx, id, seen, given),
    then: (ctx, _, { id }) => accountNext(ctx, id, 'administration.roles.given'),
  }),
  command({
    id: 'administration.end-access',
    path: { es: '/administracion/cuentas/:id/retirar', en: '/administration/accounts/:id/withdraw' },
    permission: 'account.manage',
    audit: 'administration.access-ended',
    input: one,
    stepUp: true,
    back: 'administration.account',
    run: async (ctx, { id }) => await endAccess(ctx, id),
    then: (ctx, _, { id }) => accountNext(ctx, id, 'administration.access-ended'),
  }),
  command({
    id: 'administration.restore-access',
    path: { es: '/administracion/cuentas/:id/devolver', en: '/administration/accounts/:id/restore' },
    permission: 'account.manage',
    audit: 'administration.access-restored',
    input: one,
    stepUp: true,
    back: 'administration.account',
    run: async (ctx, { id }) => await restoreAccess(ctx, id),
    then: (ctx, _, { id }) => accountNext(ctx, id, 'administration.access-restored'),
  }),
  command({
    id: 'administration.end-sessions',
    path: { es: '/administracion/cuentas/:id/cerrar-sesiones', en: '/administration/accounts/:id/end-sessions' },
    permission: 'account.manage',
    audit: 'administration.sessions-ended',
    input: one,
    back: 'administration.account',
    run: async (ctx, { id }) => await endSessionsOf(ctx, id),
    then: (ctx, _, { id }) => accountNext(ctx, id, 'administration.sessions-ended'),
  }),
];

function accountNext(ctx: ViewContext, id: string, say: string): Next {
  return { to: ctx.url('administration.account', { id }), say };
}

/** The invitation went by mail, or the address is shown this once to be handed over. */
function invitedNext(ctx: ViewContext, invited: Invited): Next {
  const next = accountNext(ctx, invited.account, 'administration.invited');
  return invited.link === undefined ? next : { ...next, once: handOverView(ctx, invited) };
}

/** Organisations in whose name people may act, in the order of the reader's language. */
export async function organisationNames(
  ctx: Context,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  return (await listOrganisations(ctx.db))
    .map(({ code: own, name }) => ({ code: own, name: name[ctx.lang] }))
    .toSorted((a, b) => compareText(a.name, b.name, ctx.lang));
}

export function naming(
  organisations: readonly { readonly code: string; readonly name: string }[],
): (organisation: string) => string {
  const names = new Map(organisations.map((organisation) => [organisation.code, organisation.name]));
  return (organisation) => names.get(organisation) ?? organisation;
}

/** How many people ask to be let in again and wait for this reader. */
export async function recoveriesWaiting(ctx: Context): Promise<number> {
  return (await ctx.accounts.recoveries(ctx.who)).filter(({ mine }) => mine !== undefined).length;
}
