import { z } from 'zod';
import { addDays, ok, refuse } from '../../kernel/index.ts';
import { choice, list, text } from '../../platform/http/inputs.ts';
import { command, type Next, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { naming, organisationNames, recoveriesWaiting } from './account-routes.tsx';
import { createProgram, givenRole, issueToken, scopesOf, typedDate } from './operations.ts';
import { programView, tokenView } from './pages/program.tsx';
import { newProgramView, programsView } from './pages/programs.tsx';

const NOT_FOUND = refuse('not-found', 'http.not-found');
/** Suggested, since a token that nobody renews should end by itself. */
const SUGGESTED_DAYS = 90;
const one = z.strictObject({ id: text(100) });

/** Programs that act for an organisation through the machine API, and their tokens. */
export const programRoutes: readonly Route[] = [
  page({
    id: 'administration.programs',
    path: { es: '/administracion/programas', en: '/administration/programs' },
    permission: 'program.manage',
    audit: 'administration.programs-opened',
    input: z.strictObject({}),
    load: async (ctx) =>
      ok({
        programs: await ctx.accounts.serviceAccounts(),
        nameOf: naming(await organisationNames(ctx)),
        waiting: await recoveriesWaiting(ctx),
      }),
    view: programsView,
  }),
  page({
    id: 'administration.new-program',
    path: { es: '/administracion/programas/nuevo', en: '/administration/programs/new' },
    permission: 'program.manage',
    audit: 'administration.new-program-opened',
    input: z.strictObject({}),
    load: async (ctx) => ok({ organisations: await organisationNames(ctx) }),
    view: newProgramView,
  }),
  command({
    id: 'administration.create-program',
    path: { es: '/administracion/programas/nuevo', en: '/administration/programs/new' },
    permission: 'program.manage',
    audit: 'administration.program-created',
    input: z.strictObject({
      name: text(200),
      organisation: text(64),
      role: givenRole(),
      workinglang: choice(['es', 'en']),
    }),
    stepUp: true,
    back: 'administration.new-program',
    run: async (ctx, { workinglang: lang, ...program }) => await createProgram(ctx, { ...program, lang }),
    then: (ctx, id) => programNext(ctx, id, 'administration.program.made'),
  }),
  page({
    id: 'administration.program',
    path: { es: '/administracion/programas/:id', en: '/administration/programs/:id' },
    permission: 'program.manage',
    audit: 'administration.program-opened',
    input: one,
    load: async (ctx, { id }) => {
      const program = (await ctx.accounts.serviceAccounts()).find((account) => account.id === id);
      if (!program) return NOT_FOUND;
      ctx.subject(id);
      return ok({
        program,
        organisation: naming(await organisationNames(ctx))(program.organisation),
        scopes: scopesOf(ctx.house, program.role),
        suggested: addDays(ctx.today, SUGGESTED_DAYS),
      });
    },
    view: programView,
  }),
  command({
    id: 'administration.issue-token',
    path: { es: '/administracion/programas/:id/claves', en: '/administration/programs/:id/tokens' },
    permission: 'program.manage',
    audit: 'administration.token-issued',
    input: z.strictObject({ id: text(100), scopes: list(text(100), 200), expires: typedDate() }),
    stepUp: true,
    back: 'administration.program',
    run: async (ctx, { id, ...token }) => await issueToken(ctx, id, token),
    then: (ctx, token, { id }) => ({
      to: ctx.url('administration.program', { id }),
      once: tokenView(ctx, { token, program: id }),
    }),
  }),
  command({
    id: 'administration.revoke-token',
    path: { es: '/administracion/programas/:id/claves/revocar', en: '/administration/programs/:id/tokens/revoke' },
    permission: 'program.manage',
    audit: 'administration.token-revoked',
    input: z.strictObject({ id: text(100), token: text(100) }),
    stepUp: true,
    back: 'administration.program',
    run: async (ctx, { id, token }) => {
      const program = (await ctx.accounts.serviceAccounts()).find((account) => account.id === id);
      if (!program?.tokens.some((held) => held.id === token)) return NOT_FOUND;
      ctx.subject(id);
      return await ctx.accounts.revokeToken(token);
    },
    then: (ctx, _, { id }) => programNext(ctx, id, 'administration.token.revoked'),
  }),
  command({
    id: 'administration.end-program',
    path: { es: '/administracion/programas/:id/retirar', en: '/administration/programs/:id/withdraw' },
    permission: 'program.manage',
    audit: 'administration.program-ended',
    input: one,
    stepUp: true,
    back: 'administration.program',
    run: async (ctx, { id }) => {
      ctx.subject(id);
      return await ctx.accounts.endServiceAccount(id);
    },
    then: (ctx, _, { id }) => programNext(ctx, id, 'administration.program.ended'),
  }),
];

function programNext(ctx: ViewContext, id: string, say: string): Next {
  return { to: ctx.url('administration.program', { id }), say };
}
