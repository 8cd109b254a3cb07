import { z } from 'zod';
import { compareText, ok, refuse } from '../../kernel/index.ts';
import { page, type Route } from '../../platform/system/index.ts';
import { recoveriesWaiting } from './account-routes.tsx';
import { findOrganisation } from './operations.ts';
import { ownView } from './pages/own.tsx';

/** Who acts for an organisation, for those who answer for it. They see it; only administration changes it. */
export const ownRoutes: readonly Route[] = [
  page({
    id: 'administration.own',
    path: { es: '/administracion/mi-organizacion', en: '/administration/my-organisation' },
    permission: 'account.read',
    audit: 'administration.own-accounts-opened',
    input: z.strictObject({}),
    load: async (ctx) => {
      const { organisation: code } = ctx.who;
      if (code === null || !ctx.can('account.read', { organisation: code }))
        return refuse('not-found', 'http.not-found');
      const organisation = await findOrganisation(ctx, code);
      if (!organisation) return refuse('not-found', 'http.not-found');
      const accounts = await ctx.accounts.list({ organisation: code });
      return ok({
        organisation,
        accounts: accounts.toSorted((a, b) => compareText(a.name, b.name, ctx.lang)),
        programs: (await ctx.accounts.serviceAccounts(code)).filter(({ disabledAt }) => disabledAt === undefined),
        signOns: (await ctx.accounts.signOns()).filter((line) => line.organisation === code),
        waiting: await recoveriesWaiting(ctx),
      });
    },
    view: ownView,
  }),
];
