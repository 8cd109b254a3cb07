import { z } from 'zod';
import { compareText, ok, refuse } from '../../kernel/index.ts';
import { code, flag, optionalText, text } from '../../platform/http/inputs.ts';
import { command, type Next, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { recoveriesWaiting } from './account-routes.tsx';
import { findOrganisation, findSignOn, saveSignOn } from './operations.ts';
import { organisationView, signOnView } from './pages/organisation.tsx';
import { organisationsView } from './pages/organisations.tsx';
import { standingOf } from './standing.ts';
import { listOrganisations } from './store.ts';

const NOT_FOUND = refuse('not-found', 'http.not-found');
const one = z.strictObject({ id: text(100) });
const settings = {
  issuer: text(500),
  clientid: text(200),
  clientsecret: optionalText(500),
  domains: text(2_000),
  active: flag(),
};

/** Organisations in whose name people act, and how each opens the accounts of its own people. */
export const organisationRoutes: readonly Route[] = [
  page({
    id: 'administration.organisations',
    path: { es: '/administracion/organizaciones', en: '/administration/organisations' },
    permission: 'account.manage',
    audit: 'administration.organisations-opened',
    input: z.strictObject({}),
    load: async (ctx) => {
      const [organisations, accounts, signOns, programs] = [
        await listOrganisations(ctx.db),
        await ctx.accounts.list(),
        await ctx.accounts.signOns(),
        await ctx.accounts.serviceAccounts(),
      ];
      return ok({
        waiting: await recoveriesWaiting(ctx),
        organisations: organisations
          .map(({ code: own, kind, name }) => ({
            code: own,
            kind,
            name: name[ctx.lang],
            people: accounts.filter(
              (account) => account.organisation === own && standingOf(account, ctx.today) === 'active',
            ).length,
            programs: programs.filter(
              ({ organisation, disabledAt }) => organisation === own && disabledAt === undefined,
            ).length,
            signOn: signOnStateOf(signOns.filter(({ organisation }) => organisation === own)),
          }))
          .toSorted((a, b) => compareText(a.name, b.name, ctx.lang)),
      });
    },
    view: organisationsView,
  }),
  page({
    id: 'administration.organisation',
    path: { es: '/administracion/organizaciones/:code', en: '/administration/organisations/:code' },
    permission: 'account.manage',
    audit: 'administration.organisation-opened',
    input: z.strictObject({ code: code() }),
    load: async (ctx, { code: asked }) => {
      const organisation = await findOrganisation(ctx, asked);
      if (!organisation) return NOT_FOUND;
      const signOns = (await ctx.accounts.signOns()).filter((line) => line.organisation === asked);
      return ok({ organisation, signOns });
    },
    view: organisationView,
  }),
  command({
    id: 'administration.add-sign-on',
    path: {
      es: '/administracion/organizaciones/:code/acceso-unico',
      en: '/administration/organisations/:code/sign-on',
    },
    permission: 'sign-on.manage',
    audit: 'administration.sign-on-added',
    input: z.strictObject({ code: code(), ...settings }),
    stepUp: true,
    back: 'administration.organisation',
    run: async (ctx, { code: organisation, ...input }) =>
      await saveSignOn(ctx, undefined, { organisation, ...settingsOf(input) }),
    then: (ctx, { id }) => signOnNext(ctx, id, 'administration.sign-on.saved'),
  }),
  page({
    id: 'administration.sign-on',
    path: { es: '/administracion/acceso-unico/:id', en: '/administration/sign-on/:id' },
    permission: 'sign-on.manage',
    audit: 'administration.sign-on-opened',
    input: one,
    load: async (ctx, { id }) => {
      const line = await findSignOn(ctx, id);
      const organisation = line && (await findOrganisation(ctx, line.organisation));
      return line && organisation ? ok({ organisation, line }) : NOT_FOUND;
    },
    view: signOnView,
  }),
  command({
    id: 'administration.save-sign-on',
    path: { es: '/administracion/acceso-unico/:id', en: '/administration/sign-on/:id' },
    permission: 'sign-on.manage',
    audit: 'administration.sign-on-changed',
    input: z.strictObject({ id: text(100), ...settings }),
    stepUp: true,
    back: 'administration.sign-on',
    run: async (ctx, { id, ...input }) => await saveSignOn(ctx, id, { organisation: '', ...settingsOf(input) }),
    then: (ctx, { id }) => signOnNext(ctx, id, 'administration.sign-on.saved'),
  }),
  command({
    id: 'administration.test-sign-on',
    path: { es: '/administracion/acceso-unico/:id/probar', en: '/administration/sign-on/:id/test' },
    permission: 'sign-on.manage',
    audit: 'administration.sign-on-tested',
    input: one,
    back: 'administration.sign-on',
    run: async (ctx, { id }) => await ctx.accounts.testSignOn(id),
    then: (ctx, _, { id }) => signOnNext(ctx, id, 'administration.sign-on.answers'),
  }),
  command({
    id: 'administration.remove-sign-on',
    path: { es: '/administracion/acceso-unico/:id/quitar', en: '/administration/sign-on/:id/remove' },
    permission: 'sign-on.manage',
    audit: 'administration.sign-on-removed',
    input: one,
    stepUp: true,
    back: 'administration.sign-on',
    run: async (ctx, { id }) => {
      const line = await findSignOn(ctx, id);
      if (!line) return NOT_FOUND;
      ctx.subject(line.organisation);
      const removed = await ctx.accounts.removeSignOn(id);
      return removed.ok ? ok(line.organisation) : removed;
    },
    then: (ctx, organisation) => ({
      to: ctx.url('administration.organisation', { code: organisation }),
      say: 'administration.sign-on.removed',
    }),
  }),
];

function signOnNext(ctx: ViewContext, id: string, say: string): Next {
  return { to: ctx.url('administration.sign-on', { id }), say };
}

function signOnStateOf(lines: readonly { readonly active: boolean }[]): 'none' | 'active' | 'inactive' {
  if (lines.length === 0) return 'none';
  return lines.some(({ active }) => active) ? 'active' : 'inactive';
}

function settingsOf(input: {
  readonly issuer: string;
  readonly clientid: string;
  readonly clientsecret?: string | undefined;
  readonly domains: string;
  readonly active: boolean;
}) {
  return {
    issuer: input.issuer,
    clientId: input.clientid,
    clientSecret: input.clientsecret ?? '',
    domains: input.domains.split(/[\s,;]+/).filter(Boolean),
    active: input.active,
  };
}
