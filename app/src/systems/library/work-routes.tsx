import { z } from 'zod';
import {
  classifyWork,
  findWork,
  isSearchable,
  type ListedWork,
  listDistributions,
  listReceipts,
  listSentVersions,
  listVersions,
  listWorks,
  listYears,
  MOST_RANKED,
  noteOpened,
  parseSymbol,
  printSymbol,
  readersOf,
  readVersion,
  searchWorks,
  suggestQuery,
  WORK_CLASSES,
  type Work,
  type WorkFilter,
  withdrawWork,
} from '../../engines/documents/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, code, integer, list, optional, optionalText, text } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { checkSymbol, makeAvailable, proposeSymbol } from './operations.ts';
import { classifyView } from './pages/classify.tsx';
import { detailView } from './pages/detail.tsx';
import { listView, PAGE_SIZE } from './pages/list.tsx';
import { listNamedMeetings, listNames } from './store.ts';

const LANG = choice(['es', 'en']);

/** The work of an address, or `not found`. */
export async function workAt(ctx: Context, address: string): Promise<Result<Work>> {
  const work = await findWork(ctx.db, address);
  if (!work) return refuse('not-found', 'http.not-found');
  ctx.subject(work.id);
  return ok(work);
}

const LISTED = z.object({
  code: z.string(),
  symbol: z.string().nullable(),
  title: z.object({ es: z.string().optional(), en: z.string().optional() }),
  body: z.string().nullable(),
  dated: z.string().nullable(),
  class: z.enum(WORK_CLASSES),
  langs: z.array(LANG),
});

const listPage = page({
  id: 'library.list',
  path: { es: '/biblioteca', en: '/library' },
  permission: 'work.read',
  audit: 'library.listed',
  input: z.strictObject({
    q: optionalText(200),
    body: optional(code()),
    meeting: optional(code()),
    year: optional(z.string().regex(/^\d{4}$/)),
    class: optional(choice(WORK_CLASSES)),
    lang: optional(LANG),
    page: optional(integer({ min: 1, max: 100_000 })),
  }),
  async load(ctx, input) {
    const names = await listNames(ctx.db);
    const meetings = await listNamedMeetings(ctx.db);
    const meeting = meetings.find((one) => one.code === input.meeting);
    if (input.meeting !== undefined && !meeting) return refuse('not-found', 'http.not-found');
    const filter = { ...input, meeting: meeting?.id };
    const asked = { limit: PAGE_SIZE, offset: ((input.page ?? 1) - 1) * PAGE_SIZE };
    const found = await find(ctx, input.q, filter, asked);
    return ok({ ...found, names, meetings, years: await listYears(ctx.db) });
  },
  view: listView,
  api: {
    path: '/library',
    output: z.object({ count: z.number(), corrected: z.string().nullable(), works: z.array(LISTED) }),
    from: (data) => ({ ...data, corrected: data.corrected ?? null }),
  },
});

interface Found {
  readonly works: readonly ListedWork[];
  readonly count: number;
  /** What was searched in place of what was typed, since nothing has that. */
  readonly corrected: string | undefined;
  /** What the reader may have meant, though something was found. */
  readonly suggested: string | undefined;
}

/** Searches; where nothing answers, with the misspelt words put right, and says so. */
async function find(
  ctx: Context,
  query: string | undefined,
  filter: WorkFilter,
  asked: { readonly limit: number; readonly offset: number },
): Promise<Found> {
  const none = { corrected: undefined, suggested: undefined };
  if (query === undefined) return { ...(await listWorks(ctx.db, filter, asked)), ...none };
  if (!isSearchable(query)) return { works: [], count: 0, ...none };
  // Beyond what is ranked there is no order to page through.
  if (asked.offset >= MOST_RANKED) return { works: [], count: 0, ...none };
  const page = { ...asked, lang: ctx.lang };
  const found = await searchWorks(ctx.db, query, filter, page);
  const suggested = await suggestQuery(ctx.db, query);
  if (found.count > 0 || suggested === undefined) return { ...found, corrected: undefined, suggested };
  const better = await searchWorks(ctx.db, suggested, filter, page);
  return better.count > 0 ? { ...better, corrected: suggested, suggested: undefined } : { ...found, ...none };
}

const VERSION = z.object({
  id: z.string(),
  lang: LANG,
  number: z.number(),
  name: z.string(),
  sha256: z.string(),
  size: z.number(),
  mime: z.string(),
  state: z.string(),
});

const detailPage = page({
  id: 'library.detail',
  path: { es: '/biblioteca/:code', en: '/library/:code' },
  permission: 'work.read',
  audit: 'library.opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    const distributions = await listDistributions(ctx.db, work.id);
    const receipts = await listReceipts(
      ctx.db,
      distributions.map(({ id }) => id),
    );
    const sent = new Map<string, Awaited<ReturnType<typeof listSentVersions>>>();
    for (const { id } of distributions) sent.set(id, await listSentVersions(ctx.db, id));
    const meetings = await listNamedMeetings(ctx.db);
    const canClassify = ctx.can('work.classify', {});
    return ok({
      work,
      versions: await listVersions(ctx.db, work.id),
      readers: canClassify ? await readersOf(ctx.db, work.id) : [],
      distributions,
      receipts,
      sent,
      names: await listNames(ctx.db),
      meeting: meetings.find(({ id }) => id === work.meeting),
      canClassify,
      isOwn: ctx.who.organisation === work.ownerParty,
    });
  },
  view: detailView,
  api: {
    path: '/library/:code',
    output: LISTED.omit({ langs: true }).extend({ status: z.string(), versions: z.array(VERSION) }),
    from: ({ work, versions }) => ({ ...work, versions }),
  },
});

const download = file({
  id: 'library.download',
  path: { es: '/biblioteca/:code/archivo/:file', en: '/library/:code/file/:file' },
  permission: 'work.read',
  audit: 'library.downloaded',
  input: z.strictObject({
    code: code(),
    /** Language and number of the version: `es-1`. */
    file: z.string().regex(/^(es|en)-[1-9]\d{0,4}$/),
  }),
  types: [
    'text/plain',
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  async load(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const versions = await listVersions(ctx.db, found.value.id);
    const version = versions.find(({ lang, number }) => `${lang}-${number}` === input.file);
    const content = version && (await readVersion(ctx.db, version.id));
    if (!version || !content) return refuse('not-found', 'http.not-found');
    const { organisation, person } = ctx.who;
    if (organisation !== null && person !== null && ctx.can('receipt.acknowledge')) {
      await noteOpened(ctx.db, version.id, { party: organisation, account: person, at: ctx.now });
    }
    return ok({ name: downloadName(found.value, version, content.name), mime: content.mime, bytes: content.bytes });
  },
});

/** A file with a symbol is called by it, since in a folder of downloads `informe final (3).docx` tells nothing. */
function downloadName(work: Work, version: { readonly lang: string; readonly number: number }, name: string): string {
  if (work.symbol === null) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? '';
  return `${work.code}_${version.lang}_v${version.number}${ending}`;
}

const classifyPage = page({
  id: 'library.classify',
  path: { es: '/biblioteca/:code/clasificar', en: '/library/:code/classify' },
  permission: 'work.classify',
  audit: 'library.classify-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    const year = (work.dated ?? ctx.today).slice(0, 4);
    const meetings = await listNamedMeetings(ctx.db);
    return ok({
      work,
      versions: await listVersions(ctx.db, work.id),
      readers: await readersOf(ctx.db, work.id),
      names: await listNames(ctx.db),
      meetings,
      likelyMeeting: meetings.find(
        ({ body, startsOn, endsOn }) =>
          work.dated !== null &&
          body === work.body &&
          startsOn !== null &&
          startsOn <= work.dated &&
          work.dated <= (endsOn ?? startsOn),
      ),
      proposed: work.symbol ?? (await proposeSymbol(ctx.db, { body: work.body ?? 'CRM', year, series: 'DOC' })),
    });
  },
  view: classifyView,
});

const FORM = {
  version: integer({ min: 1, max: 1_000_000 }),
  titlees: optionalText(300),
  titleen: optionalText(300),
  symbol: optionalText(60),
  body: optional(code()),
  meeting: optional(code()),
  dated: optionalText(40),
  class: choice(WORK_CLASSES),
  readers: list(code(), 60),
  act: optional(choice(['save', 'show'])),
} as const;

const classify = command({
  id: 'library.classified',
  path: { es: '/biblioteca/:code/clasificar', en: '/library/:code/classify' },
  permission: 'work.classify',
  audit: 'library.work-classified',
  input: z.strictObject({ code: code(), ...FORM }),
  back: 'library.classify',
  async run(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    if (work.status === 'withdrawn') return refuse('conflict', 'library.refusal.withdrawn');
    const facts = await factsOf(ctx, work, input);
    if (!facts.ok) return facts;
    const change = { facts: facts.value, readers: input.readers, known: input.version };
    const changed = await classifyWork(ctx.db, work, change);
    if (!changed.ok) return changed;
    const now = (await findWorkAfter(ctx, work.id)) ?? work;
    if (input.act !== 'show') return ok({ code: now.code, shown: false });
    const shown = await makeAvailable(ctx.db, now, ctx.now);
    return shown.ok ? ok({ code: now.code, shown: true }) : shown;
  },
  then: (ctx, done) => ({
    to: ctx.url('library.detail', { code: done.code }),
    say: done.shown ? 'library.said.shown' : 'library.said.classified',
  }),
  api: {
    path: '/library/:code/classify',
    output: z.object({ code: z.string(), shown: z.boolean() }),
    from: (done) => done,
  },
});

async function findWorkAfter(ctx: Context, id: string): Promise<Work | undefined> {
  return await findWork(ctx.db, `d-${id.slice(0, 8)}`);
}

type FormInput = z.output<z.ZodObject<typeof FORM>>;

/** What the form says of a work, or what does not fit together, by field. */
async function factsOf(ctx: Context, work: Work, input: FormInput) {
  const faults: Record<string, string> = {};
  const names = await listNames(ctx.db);
  const meeting = (await listNamedMeetings(ctx.db)).find((one) => one.code === input.meeting);
  const dated = input.dated === undefined ? undefined : parseTypedDate(input.dated);
  const symbol = input.symbol === undefined ? null : parseSymbol(input.symbol);
  const printed = symbol ? printSymbol(symbol) : null;
  if (input.titlees === undefined && input.titleen === undefined) faults['titlees'] = 'library.refusal.no-title';
  if (input.body !== undefined && names.get(input.body)?.kind !== 'body') faults['body'] = 'http.input.choice';
  if (input.meeting !== undefined && !meeting) faults['meeting'] = 'http.input.choice';
  if (dated && !dated.ok) faults['dated'] = dated.refusal.code;
  if (symbol === undefined) faults['symbol'] = 'library.refusal.symbol';
  if (printed !== null && !(await checkSymbol(ctx.db, printed, work)))
    faults['symbol'] = 'library.refusal.symbol-taken';
  if (input.class === 'delegations' && !meeting) faults['meeting'] = 'library.refusal.no-meeting';
  if (input.readers.some((party) => !names.has(party))) faults['readers'] = 'http.input.choice';
  if (Object.keys(faults).length > 0) return refuseFields('http.input', faults);
  return ok({
    symbol: printed,
    titleEs: input.titlees ?? null,
    titleEn: input.titleen ?? null,
    body: input.body ?? null,
    meeting: meeting?.id ?? null,
    dated: dated?.ok ? dated.value : null,
    class: input.class,
  });
}

const show = command({
  id: 'library.show',
  path: { es: '/biblioteca/:code/disponible', en: '/library/:code/available' },
  permission: 'work.classify',
  audit: 'library.work-shown',
  input: z.strictObject({ code: code() }),
  back: 'library.detail',
  async run(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const shown = await makeAvailable(ctx.db, found.value, ctx.now);
    return shown.ok ? ok({ code: found.value.code, versions: shown.value }) : shown;
  },
  then: (ctx, done) => ({ to: ctx.url('library.detail', { code: done.code }), say: 'library.said.shown' }),
  api: {
    path: '/library/:code/available',
    output: z.object({ code: z.string(), versions: z.number() }),
    from: (done) => done,
  },
});

const withdraw = command({
  id: 'library.withdraw',
  path: { es: '/biblioteca/:code/retirar', en: '/library/:code/withdraw' },
  permission: 'work.classify',
  audit: 'library.work-withdrawn',
  input: z.strictObject({ code: code(), version: integer({ min: 1, max: 1_000_000 }), reason: text(1000) }),
  back: 'library.detail',
  async run(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const done = await withdrawWork(ctx.db, found.value, { reason: input.reason, known: input.version, at: ctx.now });
    return done.ok ? ok({ code: found.value.code }) : done;
  },
  then: (ctx, done) => ({ to: ctx.url('library.detail', { code: done.code }), say: 'library.said.withdrawn' }),
});

/** Works: found, opened, classified, shown and taken back. */
export const workRoutes: readonly Route[] = [listPage, detailPage, download, classifyPage, classify, show, withdraw];
