import { listBoard, listParties, listUnseenNotices, partyOrder, titleIn } from '../../engines/obligations/index.ts';
import type { Context, DueItem, NewsItem, SearchHit, System } from '../../platform/system/index.ts';
import { defineSystem } from '../../platform/system/index.ts';
import { agreementRoutes } from './agreement-routes.tsx';
import { boardRoutes } from './board-routes.tsx';
import { demo } from './demo.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { readerOf } from './operations.ts';
import { dueText, partsText } from './pages/register-words.ts';
import { reviewRoutes } from './review-routes.tsx';

/** The register of agreements: from the sentence of a report to what became of it. */
export const agreements: System = defineSystem({
  id: 'agreements',
  navigation: [{ route: 'agreements.list', label: 'agreements.navigation', order: 20 }],
  policy: { resources: [], rules: [] },
  routes: [...boardRoutes, ...reviewRoutes, ...agreementRoutes],
  messages: { es, en },
  due,
  news,
  search,
  demo,
});

const MOST_DUE = 200;

/** What the reader's organisation still owes. */
async function due(ctx: Context): Promise<readonly DueItem[]> {
  const party = ctx.who.organisation;
  if (party === null || !ctx.can('obligation.read')) return [];
  const filter = { view: 'due', party, state: 'ongoing', limit: MOST_DUE, offset: 0 } as const;
  const { rows } = await listBoard(ctx.db, filter, readerOf(ctx), ctx.today, []);
  const may = ctx.can('progress.send', { party });
  return rows
    .filter((row) => row.ownShare === 'owed')
    .map((row) => {
      const note = [row.due.to === null ? dueText(row.due, ctx.t, ctx.lang) : undefined, partsText(row, ctx.t)];
      return {
        id: row.code,
        what: titleIn(row.title, ctx.lang).text,
        href: `${ctx.url('agreements.detail', { code: row.code })}${may ? '#report' : ''}`,
        due: row.due.to,
        action: ctx.t(may ? 'agreements.act.report' : 'agreements.act.see'),
        note: note.filter(Boolean).join(' · '),
        page: { route: 'agreements.detail', params: { code: row.code } },
      };
    });
}

const MOST_NEWS = 200;

/** What the reader's organisation was told on its start page and has not marked as seen. */
async function news(ctx: Context): Promise<readonly NewsItem[]> {
  const party = ctx.who.organisation;
  if (party === null || !ctx.can('notice.read', { party })) return [];
  return (await listUnseenNotices(ctx.db, party, MOST_NEWS)).map(({ id, kind, code }) => ({
    kind: `obligations.notice.${kind}`,
    key: id,
    page: code === null ? { route: 'home.start', params: {} } : { route: 'agreements.detail', params: { code } },
  }));
}

/** Agreements by code, title and words of the report. */
async function search(ctx: Context, query: string): Promise<readonly SearchHit[]> {
  if (!ctx.can('obligation.read')) return [];
  const parties = await listParties(ctx.db);
  const filter = { view: 'due', q: query, state: 'all', limit: 10, offset: 0 } as const;
  const { rows } = await listBoard(ctx.db, filter, readerOf(ctx), ctx.today, partyOrder(parties, ctx.lang));
  return rows.map((row) => ({
    kind: ctx.t('agreements.navigation'),
    title: `${row.code} ${titleIn(row.title, ctx.lang).text}`,
    detail: ctx.t(`obligations.state.${row.state}`),
    href: ctx.url('agreements.detail', { code: row.code }),
  }));
}
