import { isSearchable, listAwaited, listReceived, searchWorks } from '../../engines/documents/index.ts';
import { hasRole } from '../../kernel/index.ts';
import { type Context, type DueItem, defineSystem, type SearchHit, type System } from '../../platform/system/index.ts';
import { demo } from './demo.ts';
import { distributionRoutes } from './distribution-routes.tsx';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { importRoutes } from './import-routes.tsx';
import { readArchiveJob, takeArchiveJob } from './jobs.ts';
import { shortName, titleIn } from './pages/words.ts';
import { uploadRoutes } from './upload-routes.tsx';
import { workRoutes } from './work-routes.tsx';

/** Documents for the box that searches everything; the library's own page finds more and says how. */
async function search(ctx: Context, query: string): Promise<readonly SearchHit[]> {
  if (!isSearchable(query)) return [];
  const found = await searchWorks(ctx.db, query, {}, { limit: 8, offset: 0, lang: ctx.lang });
  return found.works.map((work) => ({
    kind: ctx.t('library.search.kind'),
    title: titleIn(work.title, ctx.lang).text,
    ...(work.symbol === null ? {} : { detail: work.symbol }),
    href: ctx.url('library.detail', { code: work.code }),
  }));
}

/** Documents that await the reader's acknowledgement; for the secretariat, those that wait to be classified. */
async function due(ctx: Context): Promise<readonly DueItem[]> {
  const { organisation } = ctx.who;
  const awaited =
    organisation !== null && ctx.can('receipt.acknowledge') ? await listAwaited(ctx.db, organisation) : [];
  const received = hasRole(ctx.who, 'secretariat') ? await listReceived(ctx.db, 20) : [];
  const href = (code: string): string => ctx.url('library.detail', { code });
  return [
    ...awaited.map((one) => ({
      id: `D-${one.distribution.slice(0, 8)}`,
      what: ctx.t('library.due.acknowledge', { name: shortName(one, ctx.lang) }),
      href: href(one.code),
      due: one.acknowledgeBy,
      action: ctx.t('library.detail.acknowledge'),
    })),
    ...received.map((work) => ({
      id: `D-${work.id.slice(0, 8)}`,
      what: ctx.t('library.due.classify', { name: shortName(work, ctx.lang) }),
      href: href(work.code),
      due: null,
      action: ctx.t('library.due.open'),
    })),
  ];
}

/** The documents of the Conference: in both languages, by version, found, distributed and acknowledged. */
export const library: System = defineSystem({
  id: 'library',
  navigation: [{ route: 'library.list', label: 'library.navigation', order: 75 }],
  // What may be done with a document is decided in the engine; the library adds nothing to it.
  policy: { resources: [], rules: [] },
  routes: [...workRoutes, ...uploadRoutes, ...distributionRoutes, ...importRoutes],
  messages: { es, en },
  jobs: [readArchiveJob, takeArchiveJob],
  search,
  due,
  demo,
});
