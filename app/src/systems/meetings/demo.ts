import { readContent } from '../../engines/documents/index.ts';
import {
  adoptText,
  createReport,
  decideComment,
  findReportOf,
  hashesOf,
  listBlocks,
  listVersions,
  moveTextOn,
  proposeWords,
  type TextEvent,
  writeExpression,
} from '../../engines/texts/index.ts';
import { addDays, CONFERENCE_ZONE, dayIn, type Lang, type LocalDate, type Result } from '../../kernel/index.ts';
import type { Context, DemoTools } from '../../platform/system/index.ts';
import { EXAMPLE_PLACE, exampleReport, LATER_PLACE, LATER_POINTS } from './demo-report.ts';
import { keepUpload } from './import-routes.tsx';
import { type Meeting, type MeetingForm, reportSymbol } from './meeting.ts';
import { addMeeting } from './meeting-routes.tsx';
import { importReport, invite, readingKnowledge, readReportFile, showSource } from './operations.ts';

import { longDateWords } from './pages/words.ts';
import { headOfReport, type Sentences } from './prefill.ts';
import { stateWithReport } from './states.ts';
import { addAgendaItem, replaceDelegations, rollOf, setMeetingStatus, takenSymbols } from './store.ts';

/**
 * The example conference: a meeting of two years ago whose report was uploaded in both languages, reviewed, adopted
 * and published; then a meeting that was held, one that is coming, and one whose date is not fixed.
 */
export async function demo(tools: DemoTools): Promise<void> {
  const today = dayIn(CONFERENCE_ZONE, tools.now);
  const held = addDays(today, -730);
  const meeting = await need(
    tools.as('secretaria', noon(held, 1), 'meetings.added', (ctx) =>
      addMeeting(
        ctx,
        form('RFE', held, EXAMPLE_PLACE, 'Red de Funcionarios de Enlace', 'Liaison Officers Network'),
        'report_drafting',
      ),
    ),
  );
  const report = exampleReport(held);
  await upload(tools, meeting, noon(held, 1), 'informe-ciudad-ejemplo.txt', report.es);
  await upload(tools, meeting, noon(held, 2), 'report-example-city.txt', report.en);
  await review(tools, meeting, held);
  await laterMeetings(tools, today);
}

/** A file becomes a report as it does through the page: kept, read in its own thread, taken into the meeting. */
async function upload(tools: DemoTools, meeting: Meeting, at: Date, name: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const kept = await tools.as('secretaria', at, 'meetings.report-uploaded', async (ctx) => {
    const { document } = granted(await keepUpload(ctx, { file: { name, mime: 'text/plain', bytes } }));
    return { document, content: await readContent(ctx.db, document), knowledge: await readingKnowledge(ctx.db) };
  });
  const { lexicon } = kept.knowledge;
  const reading = granted(
    await readReportFile(kept.content?.bytes ?? bytes, { doc: name, held: meeting.startsOn, lexicon, most: null }),
  );
  await tools.as('secretaria', at, 'meetings.import-recorded', async (ctx) => {
    const { document, knowledge } = kept;
    const read = { meeting, document, reading, knowledge, account: ctx.who.person, now: ctx.now };
    return granted(await importReport(ctx.db, read));
  });
}

/** The days after the meeting: delegations propose words, the secretariat answers, the presidency adopts. */
async function review(tools: DemoTools, meeting: Meeting, held: LocalDate): Promise<void> {
  await move(tools, meeting, noon(held, 3), 'circulate');
  await proposal(tools, meeting, held, {
    account: 'hn',
    number: '2.a',
    words: {
      es: ['redactará una nota', 'redactará antes de la próxima reunión una nota'],
      en: ['will draft', 'will draft before the next meeting'],
    },
    comment: 'Conviene decir para cuándo.',
    refusal: 'El Salvador prefiere no fijar fecha en el texto; queda en el registro.',
  });
  await proposal(tools, meeting, held, {
    account: 'cr',
    number: '6.a',
    words: {
      es: ['en cada cuadro y en cada año', 'en cada cuadro, en qué años y desde cuándo'],
      en: ['in each table and each year', 'in each table, for which years and since when'],
    },
    comment: 'Sin la fecha de inicio no se pueden comparar los cuadros.',
    refusal: null,
  });
  await tools.as('presidencia', noon(held, 7), 'meetings.report-adopted', async (ctx) => {
    const text = await reportOf(ctx, meeting);
    const expected = hashesOf(await listBlocks(ctx.db, text.id));
    granted(await adoptText(ctx.db, { text: text.id, expected, at: ctx.now }));
    await setMeetingStatus(ctx.db, meeting.id, 'adopted');
  });
  await move(tools, meeting, noon(held, 8), 'publish');
}

interface Proposal {
  readonly account: string;
  readonly number: string;
  /** In each language: what is there, and what is proposed in its place. */
  readonly words: Readonly<Record<Lang, readonly [string, string]>>;
  readonly comment: string;
  /** Why it was not accepted; null when it was. */
  readonly refusal: string | null;
}

async function proposal(tools: DemoTools, meeting: Meeting, held: LocalDate, one: Proposal): Promise<void> {
  const rewrite = (content: string, lang: Lang): string => content.replace(...one.words[lang]);
  const comment = await tools.as(one.account, noon(held, 4), 'meetings.words-proposed', async (ctx) => {
    const text = await reportOf(ctx, meeting);
    const block = (await listBlocks(ctx.db, text.id)).find((paragraph) => paragraph.number === one.number);
    const made = await proposeWords(ctx.db, {
      text: text.id,
      block: block?.id ?? '',
      lang: 'es',
      party: ctx.who.organisation ?? '',
      body: one.comment,
      proposed: rewrite(block?.es ?? '', 'es'),
      account: ctx.who.person,
      at: ctx.now,
    });
    return { ...granted(made), block: block?.id ?? '' };
  });
  await tools.as('secretaria', noon(held, 5), 'meetings.proposal-decided', async (ctx) => {
    const { id: text } = await reportOf(ctx, meeting);
    const by = { account: ctx.who.person, at: ctx.now };
    const accept = one.refusal === null;
    granted(await decideComment(ctx.db, { text, comment: comment.id, accept, reason: one.refusal, ...by }));
    if (!accept) return;
    const english = (await listVersions(ctx.db, comment.block)).find((version) => version.lang === 'en');
    const content = rewrite(english?.content ?? '', 'en');
    const known = english?.version ?? 0;
    granted(await writeExpression(ctx.db, { text, block: comment.block, lang: 'en', content, known, ...by }));
  });
}

async function move(tools: DemoTools, meeting: Meeting, at: Date, event: Exclude<TextEvent, 'adopt'>): Promise<void> {
  await tools.as('secretaria', at, 'meetings.report-moved', async (ctx) => {
    const text = await reportOf(ctx, meeting);
    const state = granted(await moveTextOn(ctx.db, { text: text.id, event, known: text.version }));
    await setMeetingStatus(ctx.db, meeting.id, stateWithReport(state));
    if (state === 'published') await showSource(ctx.db, text.sourceDocument);
  });
}

async function reportOf(ctx: Context, meeting: Meeting) {
  const text = await findReportOf(ctx.db, meeting.id);
  if (!text) throw new Error(`the example meeting ${meeting.code} has no report`);
  return text;
}

async function laterMeetings(tools: DemoTools, today: LocalDate): Promise<void> {
  const past = addDays(today, -390);
  const held = await need(
    tools.as('secretaria', noon(past, -60), 'meetings.added', (ctx) =>
      addMeeting(ctx, form('GRCM', past, LATER_PLACE, 'GRCM', 'RCGM')),
    ),
  );
  await tools.as('secretaria', noon(past, 1), 'meetings.delegations-saved', async (ctx) => {
    const roll = await rollOf(ctx.db, held.body, past);
    const present = roll.filter((one) => one.party !== 'BZ').map((one) => ({ ...one, attended: true }));
    const absent = roll.filter((one) => one.party === 'BZ').map((one) => ({ ...one, attended: false }));
    const noted = [...present, ...absent].map(({ party, capacity, attended }) => ({ party, capacity, attended }));
    await replaceDelegations(ctx.db, held.id, noted);
    await agenda(ctx, held);
    await setMeetingStatus(ctx.db, held.id, 'report_drafting');
  });
  await laterReport(tools, held, today);
  const coming = addDays(today, 45);
  const next = await need(
    tools.as('secretaria', noon(today, -20), 'meetings.added', (ctx) =>
      addMeeting(ctx, form('RFE', coming, EXAMPLE_PLACE, 'Red de Funcionarios de Enlace', 'Liaison Officers Network')),
    ),
  );
  await tools.as('secretaria', noon(today, -15), 'meetings.moved', async (ctx) => {
    await agenda(ctx, next);
    await setMeetingStatus(ctx.db, next.id, 'agenda_circulated');
    await invite(ctx, next.id);
  });
  await need(
    tools.as('secretaria', noon(today, -10), 'meetings.added', (ctx) =>
      addMeeting(ctx, form('GRCM', null, null, 'GRCM', 'RCGM')),
    ),
  );
}

/** The later meeting's report, written here: Spanish first, English on the way, one proposal of Panama not yet decided. */
async function laterReport(tools: DemoTools, meeting: Meeting, today: LocalDate): Promise<void> {
  const text = await tools.as('secretaria', noon(today, -9), 'meetings.report-begun', async (ctx) => {
    const say: Sentences = (lang, key, blanks) => ctx.house.translate[lang](key, blanks);
    const date = (lang: Lang): string => longDateWords(meeting, lang, ctx.house.translate[lang]);
    const conference = { es: 'Conferencia de ejemplo sobre migración', en: 'Example conference on migration' };
    const head = headOfReport(meeting, { conference, receiver: null, date: { es: date('es'), en: date('en') } }, say);
    const points = LATER_POINTS.map((point, index) => ({
      key: `p${index}`,
      parent: null,
      kind: 'point' as const,
      ...point,
    }));
    const made = await createReport(ctx.db, {
      meeting: meeting.id,
      lang: 'es',
      symbol: reportSymbol(meeting, await takenSymbols(ctx.db)),
      sourceDocument: null,
      blocks: [...head, ...points].map((block) => ({ ...block, content: block.es, translation: block.en })),
      account: ctx.who.person,
      at: ctx.now,
    });
    return granted(made).text;
  });
  await move(tools, meeting, noon(today, -8), 'circulate');
  await tools.as('pa', noon(today, -3), 'meetings.words-proposed', async (ctx) => {
    const block = (await listBlocks(ctx.db, text)).find((paragraph) => paragraph.number === '2');
    const proposed = `${(block?.es ?? '').replace('.', '')}, si se confirman los fondos.`;
    granted(
      await proposeWords(ctx.db, {
        text,
        block: block?.id ?? '',
        lang: 'es',
        party: 'PA',
        body: 'El taller depende de que se confirmen los fondos.',
        proposed,
        account: ctx.who.person,
        at: ctx.now,
      }),
    );
  });
}

async function agenda(ctx: Context, meeting: Meeting): Promise<void> {
  const both = (key: string) => ({ es: ctx.house.translate.es(key), en: ctx.house.translate.en(key) });
  await addAgendaItem(ctx.db, meeting.id, { kind: 'topic', title: both('meetings.demo.opening') });
  await addAgendaItem(ctx.db, meeting.id, { kind: 'follow_up', title: both('meetings.follow-up.title') });
  await addAgendaItem(ctx.db, meeting.id, { kind: 'topic', title: both('meetings.demo.plan') });
}

function form(
  body: string,
  startsOn: LocalDate | null,
  place: { readonly es: string; readonly en: string } | null,
  es: string,
  en: string,
): MeetingForm {
  const year = startsOn === null ? null : startsOn.slice(0, 4);
  return {
    body,
    title: {
      es: [es, place?.es ?? 'próxima reunión', year].filter(Boolean).join(', '),
      en: [en, place?.en ?? 'next meeting', year].filter(Boolean).join(', '),
    },
    startsOn,
    endsOn: startsOn,
    opensAt: startsOn === null ? null : '09:00',
    closesAt: startsOn === null ? null : '17:00',
    zone: CONFERENCE_ZONE,
    place: { es: place?.es ?? null, en: place?.en ?? null },
    mode: 'in_person',
    linkedMeeting: null,
  };
}

/** Ten in the morning in Costa Rica, so many days after. */
function noon(day: LocalDate, daysAfter: number): Date {
  return new Date(`${addDays(day, daysAfter)}T16:00:00Z`);
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the example conference was refused: ${result.refusal.code}`);
  return result.value;
}

async function need<T>(result: Promise<Result<T>>): Promise<T> {
  return granted(await result);
}
