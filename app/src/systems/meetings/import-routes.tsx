import { z } from 'zod';
import { findDocument, findDocumentsWithContent, readContent, storeDocument } from '../../engines/documents/index.ts';
import { listOfText } from '../../engines/obligations/index.ts';
import { findReportFrom, findReportOf, gapsOf, listBlocks, reportsOf } from '../../engines/texts/index.ts';
import { formatLongDate, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { admit, REPORT_LIMITS } from '../../platform/files/index.ts';
import { code, id, optional, optionalText, type UploadedFile, upload } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { IMPORT_JOB } from './jobs.ts';
import type { Meeting } from './meeting.ts';
import { addMeeting, MEETING_FIELDS, meetingAt, readMeetingForm } from './meeting-routes.tsx';
import { readingKnowledge, readReportFile } from './operations.ts';
import { confirmView, importedView, importView } from './pages/import.tsx';
import { meetingOf } from './reading.ts';

import { findMeetingById, findWaitingImport, listBodies, listMeetings } from './store.ts';

const MAX_PASTED = 400_000;

/** The head of a report stands in its first pages: enough to know the meeting, little enough to read in a request. */
const HEAD_LENGTH = 12_000;

const UPLOAD_FIELDS = { file: upload().optional(), pasted: optionalText(MAX_PASTED) } as const;

/** Keeps what was sent, after looking whether it can be a report at all and whether it is already here. */
export async function keepUpload(
  ctx: Context,
  sent: { readonly file?: UploadedFile | undefined; readonly pasted?: string | undefined },
): Promise<Result<{ readonly document: string }>> {
  const given = uploadOf(ctx, sent);
  if (!given) return refuseFields('http.input', { file: 'meetings.refusal.nothing-sent' });
  const admitted = admit(given, REPORT_LIMITS);
  if (!admitted.ok) return admitted;
  const known = await findDocumentsWithContent(ctx.db, given.bytes);
  const report = await findReportFrom(
    ctx.db,
    known.map((document) => document.id),
  );
  if (report) {
    const meeting = report.meeting === null ? undefined : await findMeetingById(ctx.db, report.meeting);
    return refuse('conflict', 'meetings.refusal.already-imported', { meeting: meeting?.code ?? '' });
  }
  // A file that was stored and never taken into a meeting is used again, not stored twice.
  const [waiting] = known.filter((document) => document.kind === 'report_source');
  if (waiting) return ok({ document: waiting.id });
  const stored = await storeDocument(ctx.db, {
    kind: 'report_source',
    name: admitted.value.name,
    lang: null,
    bytes: given.bytes,
    mime: admitted.value.mime,
    ownerParty: ctx.who.organisation ?? 'ST',
    class: 'owner',
    account: ctx.who.person,
    at: ctx.now,
  });
  return stored.ok ? ok({ document: stored.value.id }) : stored;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function uploadOf(
  ctx: Context,
  sent: { readonly file?: UploadedFile | undefined; readonly pasted?: string | undefined },
): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  if (sent.file) return sent.file;
  if (sent.pasted === undefined) return undefined;
  return { name: `${ctx.t('meetings.import.pasted-name')}.txt`, bytes: new TextEncoder().encode(sent.pasted) };
}

/** Puts the reading in the queue; a file that is already waiting there is not read twice. */
async function enqueueImport(ctx: Context, document: string, meeting: Meeting): Promise<{ readonly job: string }> {
  const waiting = await findWaitingImport(ctx.db, document);
  return { job: waiting ?? (await ctx.enqueue(IMPORT_JOB, { document, meeting: meeting.id })) };
}

const importPage = page({
  id: 'meetings.import',
  path: { es: '/reuniones/:code/importar', en: '/meetings/:code/import' },
  permission: 'text.begin',
  audit: 'meetings.import-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const report = await findReportOf(ctx.db, found.value.id);
    return ok({ meeting: found.value, has: report?.originalLang ?? null });
  },
  view: importView,
});

const importIntoMeeting = command({
  id: 'meetings.upload',
  path: { es: '/reuniones/:code/importar', en: '/meetings/:code/import' },
  permission: 'text.begin',
  audit: 'meetings.report-uploaded',
  input: z.strictObject({ code: code(), ...UPLOAD_FIELDS }),
  back: 'meetings.import',
  upload: { maxBytes: REPORT_LIMITS.bytes },
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const kept = await keepUpload(ctx, input);
    return kept.ok ? ok(await enqueueImport(ctx, kept.value.document, found.value)) : kept;
  },
  then: (ctx, done) => ({ to: ctx.url('home.job', { id: done.job }) }),
  api: {
    path: '/meetings/:code/import',
    output: z.object({ job: z.string() }),
    from: (done) => done,
  },
});

const importNewPage = page({
  id: 'meetings.import-new',
  path: { es: '/reuniones/importar', en: '/meetings/import' },
  permission: 'meeting.add',
  audit: 'meetings.import-new-opened',
  input: z.strictObject({}),
  load: async () => ok({ meeting: null, has: null }),
  view: importView,
});

const uploadNew = command({
  id: 'meetings.upload-new',
  path: { es: '/reuniones/importar', en: '/meetings/import' },
  permission: 'meeting.add',
  audit: 'meetings.new-report-uploaded',
  input: z.strictObject(UPLOAD_FIELDS),
  back: 'meetings.import-new',
  upload: { maxBytes: REPORT_LIMITS.bytes },
  run: (ctx, input) => keepUpload(ctx, input),
  then: (ctx, done) => ({ to: ctx.url('meetings.import-confirm', { document: done.document }) }),
});

const confirmPage = page({
  id: 'meetings.import-confirm',
  path: { es: '/reuniones/importar/:document', en: '/meetings/import/:document' },
  permission: 'meeting.add',
  audit: 'meetings.import-confirm-opened',
  input: z.strictObject({ document: id() }),
  async load(ctx, input) {
    const document = await findDocument(ctx.db, input.document);
    const content = document && (await readContent(ctx.db, document.id));
    if (!content) return refuse('not-found', 'http.not-found');
    ctx.subject(input.document);
    const meetings = await listMeetings(ctx.db);
    const reports = await reportsOf(
      ctx.db,
      meetings.map((meeting) => meeting.id),
    );
    const read = await headForm(ctx, content);
    if (!read.ok) return read;
    const open = meetings.filter((meeting) => !reports.has(meeting.id) && meeting.status !== 'cancelled');
    const fits = (meeting: Meeting): boolean =>
      meeting.body === read.value['body'] && meeting.startsOn === read.value['starts'];
    return ok({
      document: { id: input.document, name: content.name },
      read: read.value,
      bodies: await listBodies(ctx.db),
      others: meetings,
      open,
      likely: open.find(fits)?.id ?? null,
    });
  },
  view: confirmView,
});

/** The values of a meeting's form as far as the head of the report gives them. */
async function headForm(
  ctx: Context,
  content: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<Readonly<Record<string, string>>>> {
  const { lexicon, find, isBody } = await readingKnowledge(ctx.db);
  const options = { doc: content.name, held: null, lexicon, most: HEAD_LENGTH };
  const read = await readReportFile(content.bytes, options);
  if (!read.ok) return read;
  const { body, place, held } = meetingOf(read.value, find, isBody);
  const named = (await listBodies(ctx.db)).find((one) => one.code === body);
  const title = (lang: 'es' | 'en'): string =>
    [named?.acronym[lang], place, held === null ? undefined : formatLongDate(held, lang)].filter(Boolean).join(', ');
  return ok({
    body: body ?? '',
    titlees: title('es'),
    titleen: title('en'),
    starts: held ?? '',
    ends: '',
    placees: place ?? '',
    placeen: place ?? '',
    mode: 'in_person',
    zone: 'America/Costa_Rica',
    linked: '',
  });
}

const confirmImport = command({
  id: 'meetings.confirm',
  path: { es: '/reuniones/importar/:document', en: '/meetings/import/:document' },
  permission: 'meeting.add',
  audit: 'meetings.import-confirmed',
  input: z.strictObject({
    document: id(),
    into: optional(id()),
    ...MEETING_FIELDS,
    body: optional(code()),
    titlees: optionalText(300),
    titleen: optionalText(300),
  }),
  back: 'meetings.import-confirm',
  async run(ctx, input) {
    if (!(await findDocument(ctx.db, input.document))) return refuse('not-found', 'http.not-found');
    // Sent twice, the form makes one meeting and one report.
    const waiting = await findWaitingImport(ctx.db, input.document);
    if (waiting !== undefined) return ok({ job: waiting });
    const taken = await findReportFrom(ctx.db, [input.document]);
    if (taken) return refuse('conflict', 'meetings.refusal.read-elsewhere');
    const meeting = await meetingFor(ctx, input);
    return meeting.ok ? ok(await enqueueImport(ctx, input.document, meeting.value)) : meeting;
  },
  then: (ctx, done) => ({ to: ctx.url('home.job', { id: done.job }) }),
});

/** The meeting that was chosen, or a new one from the form. */
async function meetingFor(
  ctx: Context,
  input: Parameters<typeof completeForm>[0] & { readonly into?: string | undefined },
): Promise<Result<Meeting>> {
  if (input.into !== undefined) {
    const chosen = await findMeetingById(ctx.db, input.into);
    return chosen ? ok(chosen) : refuse('not-found', 'http.not-found');
  }
  const form = completeForm(input);
  return form.ok ? await addMeeting(ctx, form.value, 'report_drafting') : form;
}

function completeForm(
  input: Omit<Parameters<typeof readMeetingForm>[0], 'body' | 'titlees' | 'titleen'> & {
    readonly body?: string | undefined;
    readonly titlees?: string | undefined;
    readonly titleen?: string | undefined;
  },
): ReturnType<typeof readMeetingForm> {
  const { body, titlees, titleen } = input;
  if (body !== undefined && titlees !== undefined && titleen !== undefined)
    return readMeetingForm({ ...input, body, titlees, titleen });
  const missing = Object.entries({ body, titlees, titleen }).filter(([, value]) => value === undefined);
  return refuseFields('http.input', Object.fromEntries(missing.map(([name]) => [name, 'http.input.missing'])));
}

const importedPage = page({
  id: 'meetings.imported',
  path: { es: '/reuniones/:code/importado', en: '/meetings/:code/imported' },
  permission: 'text.begin',
  audit: 'meetings.imported-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const text = await findReportOf(ctx.db, found.value.id);
    if (!text) return refuse('not-found', 'http.not-found');
    const blocks = await listBlocks(ctx.db, text.id);
    return ok({
      meeting: found.value,
      paragraphs: blocks.length,
      candidates: (await listOfText(ctx.db, text.id)).length,
      gaps: gapsOf(blocks, text.originalLang).length,
    });
  },
  view: importedView,
  api: {
    path: '/meetings/:code/import',
    output: z.object({ paragraphs: z.number(), candidates: z.number(), gaps: z.number() }),
    from: (data) => data,
  },
});

const source = file({
  id: 'meetings.source',
  path: { es: '/reuniones/:code/fuente', en: '/meetings/:code/source' },
  permission: 'document.read',
  audit: 'meetings.source-downloaded',
  input: z.strictObject({ code: code() }),
  types: ['text/plain', DOCX],
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const text = await findReportOf(ctx.db, found.value.id);
    const content = text?.sourceDocument ? await readContent(ctx.db, text.sourceDocument) : undefined;
    return content ? ok(content) : refuse('not-found', 'http.not-found');
  },
});

/** From a file to a report and its agreements. */
export const importRoutes: readonly Route[] = [
  importPage,
  importIntoMeeting,
  importNewPage,
  uploadNew,
  confirmPage,
  confirmImport,
  importedPage,
  source,
];
