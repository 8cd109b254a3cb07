import { z } from 'zod';
import {
  countParts,
  listOpenReports,
  listParties,
  listPendingReviews,
  listUnseenNotices,
  markNoticesSeen,
} from '../../engines/obligations/index.ts';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import { id, optionalText } from '../../platform/http/index.ts';
import { type Context, command, page, type Route, type SearchHit } from '../../platform/system/index.ts';
import { jobView } from './pages/job.tsx';
import { searchView } from './pages/search.tsx';
import { type StartData, startView } from './pages/start.tsx';
import { findJob, findNextMeeting, type Job, listJobs } from './store.ts';

const MOST_NOTICES = 20;
const MOST_REPORTS = 20;
const MOST_JOBS = 5;

async function loadStart(ctx: Context): Promise<StartData> {
  const { db, who, house } = ctx;
  const due = [];
  for (const system of house.systems) due.push(...((await system.due?.(ctx)) ?? []));
  const secretariat = ctx.can('obligation.review');
  return {
    due,
    notices:
      who.organisation !== null && ctx.can('notice.read')
        ? await listUnseenNotices(db, who.organisation, MOST_NOTICES)
        : [],
    meeting: await findNextMeeting(db, ctx.today),
    jobs: who.person === null ? [] : await listJobs(db, who.person, MOST_JOBS),
    desk: secretariat
      ? {
          parts: await countParts(db, ctx.today),
          reviews: await listPendingReviews(db),
          reports: await listOpenReports(db, MOST_REPORTS),
          parties: await listParties(db),
        }
      : undefined,
  };
}

const start = page({
  id: 'home.start',
  path: { es: '/inicio', en: '/home' },
  permission: 'home.read',
  audit: 'home.opened',
  input: z.strictObject({}),
  load: async (ctx): Promise<Result<StartData>> => ok(await loadStart(ctx)),
  view: startView,
  api: {
    path: '/due',
    output: z.object({
      due: z.array(
        z.object({
          id: z.string(),
          what: z.string(),
          href: z.string(),
          due: z.string().nullable(),
          action: z.string(),
        }),
      ),
    }),
    from: (data) => ({ due: data.due }),
  },
});

const seen = command({
  id: 'home.notices-seen',
  path: { es: '/inicio/vistas', en: '/home/seen' },
  permission: 'notice.mark',
  audit: 'home.notices-marked',
  back: 'home.start',
  // Up to which moment, so that what arrives while the page is being read stays new.
  input: z.strictObject({ until: z.iso.datetime('http.input.date').regex(/^20/, 'http.input.date') }),
  run: async (ctx, input) => {
    const { organisation } = ctx.who;
    if (organisation === null) return refuse('not-found', 'http.not-found');
    return ok({ count: await markNoticesSeen(ctx.db, organisation, new Date(input.until), ctx.now) });
  },
  then: (ctx) => ({ to: ctx.url('home.start'), say: 'home.notices.marked' }),
});

/** Shorter queries would match everything. */
const SHORTEST_QUERY = 2;

const search = page({
  id: 'home.search',
  path: { es: '/buscar', en: '/search' },
  permission: 'home.read',
  audit: 'home.searched',
  input: z.strictObject({ q: optionalText(100) }),
  load: async (ctx, input): Promise<Result<{ hits: readonly SearchHit[] }>> => {
    const hits: SearchHit[] = [];
    if (input.q !== undefined && input.q.length >= SHORTEST_QUERY) {
      for (const system of ctx.house.systems) hits.push(...((await system.search?.(ctx, input.q)) ?? []));
    }
    return ok({ hits });
  },
  view: (ctx, data, input) => searchView(ctx, data.hits, input.q),
  api: {
    path: '/search',
    output: z.object({
      hits: z.array(z.object({ kind: z.string(), title: z.string(), detail: z.string().optional(), href: z.string() })),
    }),
    from: (data) => data,
  },
});

const job = page({
  id: 'home.job',
  path: { es: '/procesos/:id', en: '/jobs/:id' },
  permission: 'job.read',
  audit: 'home.job-opened',
  input: z.strictObject({ id: id() }),
  load: async (ctx, input): Promise<Result<Job>> => {
    const found = await findJob(ctx.db, input.id);
    if (!found) return refuse('not-found', 'http.not-found');
    ctx.subject(found.id);
    return ok(found);
  },
  view: jobView,
  api: {
    path: '/jobs/:id',
    output: z.object({
      id: z.string(),
      kind: z.string(),
      state: z.string(),
      done: z.number(),
      all: z.number(),
      result: z.object({ route: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
      refusal: z.object({ kind: z.string(), code: z.string() }).nullable(),
    }),
    from: (data) => data,
  },
});

export const routes: readonly Route[] = [start, seen, search, job];
