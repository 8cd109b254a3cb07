import { z } from 'zod';
import { ok } from '../../kernel/index.ts';
import { command, page, type Route } from '../../platform/system/index.ts';

const nothing = z.strictObject({});

function stub(id: string, es: string, en: string, permission: 'site.read' | 'site.enter' | 'own-account.manage'): Route {
  return page({
    id: `access.${id}`,
    path: { es, en },
    permission,
    audit: `access.${id}-opened`,
    input: z.strictObject({ next: z.string().max(500).optional() }),
    load: async () => ok({}),
    view: () => ({ title: id, body: <p>{id}</p> }),
  });
}

export const routes: readonly Route[] = [
  stub('sign-in', '/entrar', '/sign-in', 'site.enter'),
  stub('account', '/cuenta', '/account', 'own-account.manage'),
  stub('policy', '/quien-puede-que', '/who-may-do-what', 'site.read'),
  stub('log', '/registro', '/log', 'site.read'),
  stub('api', '/api', '/api', 'site.read'),
  command({
    id: 'access.sign-out',
    path: { es: '/salir', en: '/sign-out' },
    permission: 'own-account.manage',
    audit: 'access.signed-out',
    input: nothing,
    back: 'access.account',
    run: async (ctx) => ok(await ctx.session.signOut()),
    then: (ctx, cookies) => ({ to: ctx.url('access.sign-in'), cookies }),
  }),
];
