import { z } from 'zod';
import {
  followUpFor,
  listOfText,
  listParties,
  type RegisterLine,
  registerOfText,
} from '../../engines/obligations/index.ts';
import {
  adoptText,
  BLOCK_KINDS,
  createReport,
  findReportOf,
  gapsOf,
  hashesOf,
  listBlocks,
  listComments,
  listFrozen,
  moveTextOn,
  reportsOf,
  type TextHead,
} from '../../engines/texts/index.ts';
import { isLang, type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import { exportFile } from '../../platform/export/index.ts';
import { choice, code, integer, optional } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { type Meeting, reportSymbol } from './meeting.ts';
import { meetingAt } from './meeting-routes.tsx';
import { showSource } from './operations.ts';
import { beginView } from './pages/begin.tsx';
import { printedReport } from './pages/printed-report.ts';
import { adoptionView, reportView } from './pages/report.tsx';
import { longDateWords } from './pages/words.ts';
import { type FollowedAgreement, headOfReport, pointsFromRegister } from './prefill.ts';
import { stateWithReport } from './states.ts';
import { listDelegations, listMeetings, setMeetingStatus, takenSymbols } from './store.ts';

const version = integer({ min: 0, max: 1_000_000 });

/** A meeting's report as far as the reader may see it. */
export async function reportAt(
  ctx: Context,
  address: string,
): Promise<Result<{ readonly meeting: Meeting; readonly text: TextHead }>> {
  const found = await meetingAt(ctx, address);
  if (!found.ok) return found;
  const head = await findReportOf(ctx.db, found.value.id);
  if (!head) return refuse('not-found', 'http.not-found');
  ctx.subject(head.id);
  return ok({ meeting: found.value, text: head });
}

/** What the reader may do to a report in its present state. */
export function rightsOn(ctx: Context, { state }: TextHead) {
  return {
    write: ctx.can('text.write', { state }),
    propose: ctx.can('text-comment.propose', { state, party: ctx.who.organisation }),
    adopt: ctx.can('text.adopt', { state }),
    publish: ctx.can('text.publish', { state }),
  };
}

const report = page({
  id: 'meetings.report',
  path: { es: '/reuniones/:code/informe', en: '/meetings/:code/report' },
  permission: 'text.read',
  audit: 'meetings.report-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { meeting, text: head } = found.value;
    const blocks = await listBlocks(ctx.db, head.id);
    const open = (await listComments(ctx.db, head.id)).filter((comment) => comment.state === 'open');
    const agreements = (await listOfText(ctx.db, head.id)).flatMap((one) =>
      one.code !== null && one.block !== null ? [{ code: one.code, block: one.block }] : [],
    );
    return ok({
      meeting,
      text: head,
      blocks,
      gaps: gapsOf(blocks, head.originalLang),
      frozen: await listFrozen(ctx.db, head.id),
      proposals: countBy(open.map((comment) => comment.block)),
      agreements: new Map(
        blocks.map((block) => [block.id, agreements.filter((one) => one.block === block.id).map((one) => one.code)]),
      ),
      can: rightsOn(ctx, head),
    });
  },
  view: reportView,
  api: {
    path: '/meetings/:code/report',
    output: z.object({
      symbol: z.string().nullable(),
      state: z.string(),
      originalLang: z.enum(['es', 'en']),
      sha256: z.object({ es: z.string(), en: z.string() }).nullable(),
      paragraphs: z.array(
        z.object({
          id: z.string(),
          parent: z.string().nullable(),
          kind: z.enum(BLOCK_KINDS),
          label: z.string(),
          number: z.string(),
          es: z.string().nullable(),
          en: z.string().nullable(),
          stale: z.boolean(),
          agreements: z.array(z.string()),
        }),
      ),
    }),
    from: ({ text: head, blocks, frozen, agreements }) => ({
      ...head,
      sha256: frozen.length === 2 ? Object.fromEntries(frozen.map((one) => [one.lang, one.sha256])) : null,
      paragraphs: blocks.map((block) => ({
        ...block,
        es: block.es ?? null,
        en: block.en ?? null,
        agreements: agreements.get(block.id) ?? [],
      })),
    }),
  },
});

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** What the register says about the body's work since its last meeting: what is open, and how the last agreements ended. */
async function followedAgreements(ctx: Context, meeting: Meeting): Promise<readonly FollowedAgreement[]> {
  const open = await followUpFor(ctx.db, meeting);
  const earlier = (await listMeetings(ctx.db)).filter(
    (one) =>
      one.body === meeting.body && one.id !== meeting.id && (one.startsOn ?? '') < (meeting.startsOn ?? ctx.today),
  );
  const reports = await reportsOf(
    ctx.db,
    earlier.map((one) => one.id),
  );
  const last = earlier.map((one) => reports.get(one.id)).find((one) => one !== undefined);
  const ended = last ? await registerOfText(ctx.db, last.id) : [];
  const lines = new Map<string, RegisterLine>([...ended, ...open].map((line) => [line.code, line]));
  const parties = await listParties(ctx.db);
  return [...lines.values()]
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((line) => ({
      ...line,
      responsible: line.responsible.map((party) => parties.get(party)?.short ?? { es: party, en: party }),
    }));
}

const begin = page({
  id: 'meetings.report-begin',
  path: { es: '/reuniones/:code/informe/empezar', en: '/meetings/:code/report/begin' },
  permission: 'text.begin',
  audit: 'meetings.report-begin-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    return ok({ meeting: found.value, followed: (await followedAgreements(ctx, found.value)).length });
  },
  view: beginView,
});

const create = command({
  id: 'meetings.report-create',
  path: { es: '/reuniones/:code/informe/empezar', en: '/meetings/:code/report/begin' },
  permission: 'text.begin',
  audit: 'meetings.report-begun',
  input: z.strictObject({ code: code(), textlang: choice(['es', 'en']), from: choice(['register', 'empty']) }),
  back: 'meetings.report-begin',
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const meeting = found.value;
    const say = (lang: Lang, key: string, blanks: Readonly<Record<string, string | number>>): string =>
      ctx.house.translate[lang](key, blanks);
    const parties = await listParties(ctx.db);
    const drafts = [
      ...headOfReport(
        meeting,
        {
          conference: parties.get('CRM')?.name ?? { es: '', en: '' },
          receiver: (meeting.reportsTo !== null && parties.get(meeting.reportsTo)?.name) || null,
          date: {
            es: longDateWords(meeting, 'es', ctx.house.translate.es),
            en: longDateWords(meeting, 'en', ctx.house.translate.en),
          },
        },
        say,
      ),
      ...(input.from === 'register' ? pointsFromRegister(await followedAgreements(ctx, meeting), ctx.today, say) : []),
    ];
    const other: Lang = input.textlang === 'es' ? 'en' : 'es';
    const made = await createReport(ctx.db, {
      meeting: meeting.id,
      lang: input.textlang,
      symbol: reportSymbol(meeting, await takenSymbols(ctx.db)),
      sourceDocument: null,
      blocks: drafts.map((draft) => ({ ...draft, content: draft[input.textlang], translation: draft[other] })),
      account: ctx.who.person,
      at: ctx.now,
    });
    if (!made.ok) return made;
    await setMeetingStatus(ctx.db, meeting.id, stateWithReport('draft'));
    ctx.subject(made.value.text);
    return ok({ code: meeting.code });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.report', { code: done.code }), say: 'meetings.said.begun' }),
});

const moveReport = command({
  id: 'meetings.report-move',
  path: { es: '/reuniones/:code/informe/estado', en: '/meetings/:code/report/state' },
  permission: 'text.write',
  audit: 'meetings.report-moved',
  input: z.strictObject({ code: code(), version, event: choice(['circulate', 'withdraw', 'publish']) }),
  back: 'meetings.report',
  async run(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { text: head, meeting } = found.value;
    const moved = await moveTextOn(ctx.db, { text: head.id, event: input.event, known: input.version });
    if (!moved.ok) return moved;
    await setMeetingStatus(ctx.db, meeting.id, stateWithReport(moved.value));
    if (moved.value === 'published') await showSource(ctx.db, head.sourceDocument);
    return ok({ code: meeting.code, state: moved.value });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.report', { code: done.code }), say: `meetings.said.${done.state}` }),
  api: {
    path: '/meetings/:code/report/state',
    output: z.object({ state: z.string() }),
    from: (done) => done,
  },
});

const adoption = page({
  id: 'meetings.adoption',
  path: { es: '/reuniones/:code/informe/adoptar', en: '/meetings/:code/report/adopt' },
  permission: 'text.adopt',
  audit: 'meetings.adoption-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { text: head } = found.value;
    const blocks = await listBlocks(ctx.db, head.id);
    const comments = await listComments(ctx.db, head.id);
    return ok({
      ...found.value,
      paragraphs: blocks.length,
      gaps: gapsOf(blocks, head.originalLang),
      openComments: comments.filter((comment) => comment.state === 'open').length,
      hashes: hashesOf(blocks),
    });
  },
  view: adoptionView,
});

const sha256 = z.string('http.input.missing').regex(/^[0-9a-f]{64}$/, 'http.input.invalid');

const adopt = command({
  id: 'meetings.adopt',
  path: { es: '/reuniones/:code/informe/adoptar', en: '/meetings/:code/report/adopt' },
  permission: 'text.adopt',
  audit: 'meetings.report-adopted',
  input: z.strictObject({ code: code(), es: sha256, en: sha256 }),
  back: 'meetings.adoption',
  async run(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { text: head, meeting } = found.value;
    const adopted = await adoptText(ctx.db, { text: head.id, expected: { es: input.es, en: input.en }, at: ctx.now });
    if (!adopted.ok) return adopted;
    await setMeetingStatus(ctx.db, meeting.id, 'adopted');
    return ok({ code: meeting.code, sha256: adopted.value });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.report', { code: done.code }), say: 'meetings.said.adopted' }),
  api: {
    path: '/meetings/:code/report/adopt',
    output: z.object({ sha256: z.object({ es: z.string(), en: z.string() }) }),
    from: (done) => done,
  },
});

const reportFile = file({
  id: 'meetings.report-file',
  path: { es: '/reuniones/:code/informe/:textlang/:format', en: '/meetings/:code/report/:textlang/:format' },
  permission: 'text.read',
  audit: 'meetings.report-downloaded',
  input: z.strictObject({
    code: code(),
    textlang: choice(['es', 'en']),
    format: choice(['docx', 'pdf']),
    annexes: optional(choice(['no'])),
  }),
  types: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf'],
  async load(ctx, input) {
    const found = await reportAt(ctx, input.code);
    if (!found.ok) return found;
    const { text: head, meeting } = found.value;
    const lang = isLang(input.textlang) ? input.textlang : ctx.lang;
    const parties = await listParties(ctx.db);
    const document = printedReport(
      {
        lang,
        t: ctx.house.translate[lang],
        meeting,
        text: head,
        blocks: await listBlocks(ctx.db, head.id),
        delegations: await listDelegations(ctx.db, meeting.id),
        register: await registerOfText(ctx.db, head.id),
        parties,
        conference: parties.get('CRM')?.name[lang] ?? '',
        issuedAt: head.adoptedAt ?? ctx.now,
        today: ctx.today,
        exampleMode: ctx.exampleMode,
      },
      input.annexes !== 'no',
    );
    const name = `${head.symbol ?? meeting.code} ${lang.toUpperCase()}`;
    return ok(await exportFile({ format: input.format, name, document }));
  },
});

/** The report of a meeting as a whole: reading, beginning, states, adoption, paper. */
export const reportRoutes: readonly Route[] = [report, begin, create, moveReport, adoption, adopt, reportFile];
