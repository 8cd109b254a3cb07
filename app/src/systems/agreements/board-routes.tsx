import { z } from 'zod';
import {
  type BoardFilter,
  type BoardRow,
  listAgreeingMeetings,
  listBoard,
  listParties,
  listPendingReviews,
  partyOrder,
  TIMINGS,
} from '../../engines/obligations/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { exportFile } from '../../platform/export/index.ts';
import { choice, code, integer, optional, optionalText } from '../../platform/http/index.ts';
import { type Context, file, page, type Route } from '../../platform/system/index.ts';
import { type BoardQuery, PAGE_SIZE, STATE_FILTERS, VIEWS } from './board.ts';
import { readerOf } from './operations.ts';
import { type BoardData, boardView } from './pages/board.tsx';
import { registerDocument, registerSheet } from './pages/register-exports.ts';

const query = {
  view: optional(choice(VIEWS)),
  q: optionalText(100),
  country: optional(code()),
  meeting: optional(code()),
  state: optional(choice(STATE_FILTERS)),
  timing: optional(choice(TIMINGS)),
};

const BoardInput = z.strictObject({ ...query, page: optional(integer({ min: 1, max: 10_000 })) });

/** More rows than this are a task for the machine API, page by page. */
const MOST_EXPORTED = 10_000;

function filterOf(input: z.output<typeof BoardInput>, size: number = PAGE_SIZE): BoardFilter {
  return {
    view: input.view ?? 'due',
    q: input.q,
    party: input.country,
    meeting: input.meeting,
    state: input.state ?? 'ongoing',
    timing: input.timing,
    limit: size,
    offset: ((input.page ?? 1) - 1) * size,
  };
}

async function loadBoard(ctx: Context, filter: BoardFilter): Promise<BoardData> {
  const parties = await listParties(ctx.db);
  const reader = readerOf(ctx);
  const { rows, total, counts } = await listBoard(ctx.db, filter, reader, ctx.today, partyOrder(parties, ctx.lang));
  return {
    rows,
    total,
    counts,
    parties,
    meetings: await listAgreeingMeetings(ctx.db),
    reviews: reader.secretariat ? await listPendingReviews(ctx.db) : [],
  };
}

/** One agreement as the machine API lists it. */
export const ListedAgreement = z.object({
  code: z.string(),
  titleEs: z.string().nullable(),
  titleEn: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  timing: z
    .string()
    .describe('What follows today from the facts, for this reader; never "overdue" about somebody else'),
  responsible: z.array(z.string()),
  owedBy: z.array(z.string()),
  dueFrom: z.string().nullable(),
  dueTo: z.string().nullable(),
  deadlineAsWritten: z.string().nullable(),
  meeting: z.string(),
  answered: z.number(),
  total: z.number(),
});

export function listedAgreement(row: BoardRow): z.input<typeof ListedAgreement> {
  return {
    code: row.code,
    titleEs: row.title.es,
    titleEn: row.title.en,
    kind: row.kind,
    state: row.state,
    timing: row.timing,
    responsible: [...row.responsible],
    owedBy: [...row.owedBy],
    dueFrom: row.due.from,
    dueTo: row.due.to,
    deadlineAsWritten: row.deadlineAsWritten,
    meeting: row.meeting,
    answered: row.answered,
    total: row.total,
  };
}

const board = page({
  id: 'agreements.list',
  path: { es: '/acuerdos', en: '/agreements' },
  permission: 'obligation.read',
  audit: 'agreements.listed',
  input: BoardInput,
  load: async (ctx, input): Promise<Result<BoardData>> => ok(await loadBoard(ctx, filterOf(input))),
  view: (ctx, data, input) => boardView(ctx, data, input satisfies BoardQuery),
  api: {
    path: '/agreements',
    output: z.object({ agreements: z.array(ListedAgreement), total: z.number() }),
    from: (data) => ({ agreements: data.rows.map(listedAgreement), total: data.total }),
  },
});

const FORMATS = ['csv', 'xlsx', 'docx', 'json'] as const;

const download = file({
  id: 'agreements.export',
  path: { es: '/acuerdos/exportar/:format', en: '/agreements/export/:format' },
  permission: 'obligation.read',
  audit: 'agreements.exported',
  types: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/json',
  ],
  input: z.strictObject({ ...query, page: optional(integer({ min: 1, max: 10_000 })), format: choice(FORMATS) }),
  load: async (ctx, { format, ...input }) => {
    const data = await loadBoard(ctx, filterOf({ ...input, page: undefined }, MOST_EXPORTED));
    const name = `${ctx.t('agreements.export.name')}-${ctx.today}`;
    switch (format) {
      case 'csv':
        return ok(await exportFile({ format, name, sheet: registerSheet(ctx, data) }));
      case 'xlsx': {
        const about = {
          lang: ctx.lang,
          title: ctx.t('agreements.navigation'),
          source: ctx.url('agreements.list'),
          exportedAt: ctx.now,
          ...(ctx.exampleMode && { notice: ctx.t('ui.demo') }),
        };
        return ok(await exportFile({ format, name, sheets: [registerSheet(ctx, data)], about }));
      }
      case 'docx':
        return ok(await exportFile({ format, name, document: registerDocument(ctx, data) }));
      case 'json':
        return ok(await exportFile({ format, name, value: { agreements: data.rows.map(listedAgreement) } }));
    }
  },
});

export const boardRoutes: readonly Route[] = [board, download];
