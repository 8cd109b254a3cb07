import { z } from 'zod';
import { ok, ROLES } from '../../kernel/index.ts';
import { choice, optional } from '../../platform/http/inputs.ts';
import { apiFace } from '../../platform/http/openapi.ts';
import { page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { GALLERY_SECTIONS, Gallery } from '../../ui/index.ts';
import { permissionInWords } from './in-words.tsx';
import { type ApiCall, ApiPage } from './pages/api.tsx';
import { PolicyPage } from './pages/policy.tsx';
import { readPolicy } from './policy-table.ts';

const nothing = z.strictObject({});

/** What the house shows of itself: who may do what, the machine API, the components. */
export const routes: readonly Route[] = [
  page({
    id: 'access.policy',
    path: { es: '/quien-puede-que', en: '/who-may-do-what' },
    permission: 'site.read',
    audit: 'access.policy-opened',
    input: z.strictObject({ role: optional(choice(ROLES)) }),
    load: async () => ok({}),
    view: (ctx, _, { role }) => ({
      title: ctx.t('access.policy.title'),
      body: (
        <PolicyPage
          lang={ctx.lang}
          t={ctx.t}
          sections={readPolicy(ctx.house.policy, ctx.lang, role)}
          roles={ROLES}
          role={role}
          action={ctx.url('access.policy')}
        />
      ),
    }),
  }),
  page({
    id: 'access.api',
    path: { es: '/api', en: '/api' },
    permission: 'site.read',
    audit: 'access.api-opened',
    input: nothing,
    load: async () => ok({}),
    view: (ctx) => ({
      title: ctx.t('access.api.title'),
      body: <ApiPage t={ctx.t} calls={callsOf(ctx)} />,
    }),
  }),
  page({
    id: 'access.gallery',
    path: { es: '/galeria', en: '/gallery' },
    permission: 'site.read',
    audit: 'access.gallery-opened',
    input: z.strictObject({ section: optional(choice(GALLERY_SECTIONS)) }),
    load: async () => ok({}),
    view: (ctx, _, { section }) => ({
      title: ctx.t('access.gallery.title'),
      lede: ctx.t('access.gallery.about'),
      body: (
        <Gallery
          lang={ctx.lang}
          section={section ?? GALLERY_SECTIONS[0]}
          hrefOf={(to) => ctx.url('access.gallery', { section: to })}
        />
      ),
    }),
  }),
];

function callsOf({ house, lang }: ViewContext): readonly ApiCall[] {
  return [...house.routes.values()]
    .flatMap((route) => {
      const face = apiFace(route);
      return face ? [{ ...face, what: permissionInWords(house.policy, route.permission, lang) }] : [];
    })
    .toSorted((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}
