import { z } from 'zod';
import { ok } from '../../kernel/index.ts';
import { page, type Route } from '../../platform/system/index.ts';

export const routes: readonly Route[] = [
  page({
    id: 'home.start',
    path: { es: '/inicio', en: '/home' },
    permission: 'home.read',
    audit: 'home.opened',
    input: z.strictObject({}),
    load: async () => ok({}),
    view: (ctx) => ({ title: ctx.t('home.navigation'), body: <p>{ctx.who.name}</p> }),
  }),
  page({
    id: 'home.search',
    path: { es: '/buscar', en: '/search' },
    permission: 'home.read',
    audit: 'home.searched',
    input: z.strictObject({ q: z.string().max(200).optional() }),
    load: async () => ok({}),
    view: (ctx) => ({ title: ctx.t('home.navigation'), body: <p>{ctx.who.name}</p> }),
  }),
];
