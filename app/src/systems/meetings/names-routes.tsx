import { z } from 'zod';
import { listParties } from '../../engines/obligations/index.ts';
import { ok, refuseFields } from '../../kernel/index.ts';
import { choice, code, text } from '../../platform/http/index.ts';
import { command, page, type Route } from '../../platform/system/index.ts';
import { namesView } from './pages/names.tsx';
import { addReadingAlias, listReadingAliases, removeReadingAlias } from './store.ts';

const PATH = { es: '/reuniones/nombres', en: '/meetings/names' };

const namesPage = page({
  id: 'meetings.names',
  path: PATH,
  permission: 'reading-alias.read',
  audit: 'meetings.names-opened',
  input: z.strictObject({}),
  load: async (ctx) =>
    ok({ aliases: await listReadingAliases(ctx.db), parties: [...(await listParties(ctx.db)).values()] }),
  view: namesView,
});

const addName = command({
  id: 'meetings.name-add',
  path: PATH,
  permission: 'reading-alias.add',
  audit: 'meetings.name-added',
  input: z.strictObject({ textlang: choice(['es', 'en']), alias: text(200), party: code() }),
  back: 'meetings.names',
  async run(ctx, { textlang, alias, party }) {
    if (alias.length < 2) return refuseFields('http.input', { alias: 'http.input.invalid' });
    const named = (await listParties(ctx.db)).get(party);
    if (!named) return refuseFields('http.input', { party: 'http.input.choice' });
    const added = await addReadingAlias(ctx.db, { lang: textlang, alias, canonical: named.name.es });
    return added ? ok({}) : refuseFields('http.input', { alias: 'meetings.refusal.name-known' });
  },
  then: (ctx) => ({ to: ctx.url('meetings.names'), say: 'meetings.said.saved' }),
});

const removeName = command({
  id: 'meetings.name-remove',
  path: { es: '/reuniones/nombres/quitar', en: '/meetings/names/remove' },
  permission: 'reading-alias.remove',
  audit: 'meetings.name-removed',
  input: z.strictObject({ textlang: choice(['es', 'en']), alias: text(200) }),
  back: 'meetings.names',
  async run(ctx, { textlang, alias }) {
    await removeReadingAlias(ctx.db, textlang, alias);
    return ok({});
  },
  then: (ctx) => ({ to: ctx.url('meetings.names'), say: 'meetings.said.saved' }),
});

/** The names that the secretariat adds to those with which reports are read. */
export const namesRoutes: readonly Route[] = [namesPage, addName, removeName];
