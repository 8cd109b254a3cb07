import { z } from 'zod';
import { readContent, storeDocument } from '../../engines/documents/index.ts';
import {
  answerReport,
  countShares,
  dropObligation,
  editAgreement,
  findEvidence,
  findObligation,
  listDependencies,
  listHistory,
  listParties,
  listReports,
  listShares,
  PROGRESS_KINDS,
  reportProgress,
  setDue,
  supersedeAgreement,
  tieObligations,
  timingOf,
  untieObligations,
  type Viewer,
} from '../../engines/obligations/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { admit, EVIDENCE_LIMITS } from '../../platform/files/index.ts';
import {
  choice,
  code,
  id,
  integer,
  list,
  optional,
  optionalText,
  text,
  type UploadedFile,
  upload,
} from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { byOf, optionalTypedDate, readerOf, typedDate } from './operations.ts';
import { type AgreementData, agreementView } from './pages/agreement.tsx';
import { MAX_EVIDENCE_FILES } from './pages/agreement-forms.tsx';
import { findSource, listMeetingNames } from './store.ts';

const version = integer({ min: 1, max: 1_000_000 });
const NOT_FOUND = refuse('not-found', 'http.not-found');

async function loadAgreement(ctx: Context, wanted: string): Promise<Result<AgreementData>> {
  const found = await findObligation(ctx.db, { code: wanted });
  if (found?.code == null) return NOT_FOUND;
  ctx.subject(found.code);
  const [shares, counts] = [await listShares(ctx.db, found.id), await countShares(ctx.db, found.id)];
  const reader = readerOf(ctx);
  const own = shares.find((share) => share.party === reader.party);
  const viewer: Viewer = reader.secretariat ? { kind: 'secretariat' } : { kind: 'party', ownShare: own?.state ?? null };
  const facts = {
    state: found.state,
    due: found.due.to,
    ruleType: found.rule.type,
    blocked: found.blocked,
    conditionMet: found.tied,
  };
  const source = found.text === null ? undefined : await findSource(ctx.db, found.text);
  const block = source?.blocks.find((one) => one.id === found.block);
  return ok({
    agreement: { ...found, code: found.code },
    timing: timingOf(facts, ctx.today, viewer),
    shares,
    counts,
    reports: await listReports(ctx.db, found.id),
    history: await listHistory(ctx.db, found.id),
    dependencies: await listDependencies(ctx.db, found.id),
    point: block?.number,
    block: block?.id,
    parties: await listParties(ctx.db),
    meetings: await listMeetingNames(ctx.db),
  });
}

const detail = page({
  id: 'agreements.detail',
  path: { es: '/acuerdos/:code', en: '/agreements/:code' },
  permission: 'obligation.read',
  audit: 'agreements.opened',
  input: z.strictObject({ code: code() }),
  load: (ctx, input) => loadAgreement(ctx, input.code),
  view: agreementView,
  api: {
    path: '/agreements/:code',
    output: z.object({
      code: z.string(),
      titleEs: z.string().nullable(),
      titleEn: z.string().nullable(),
      kind: z.string(),
      state: z.string(),
      timing: z.string(),
      quote: z.string(),
      quoteLang: z.string(),
      point: z.string().nullable(),
      meeting: z.string(),
      responsible: z.array(z.string()),
      responsibleImplied: z.boolean(),
      via: z.array(z.string()),
      support: z.array(z.string()),
      recipients: z.array(z.string()),
      nextForum: z.string().nullable(),
      deadlineAsWritten: z.string().nullable(),
      deadlineRule: z.record(z.string(), z.unknown()),
      dueFrom: z.string().nullable(),
      dueTo: z.string().nullable(),
      dueWhyEs: z.string().nullable(),
      dueWhyEn: z.string().nullable(),
      answered: z.number(),
      total: z.number(),
      parts: z.array(z.object({ party: z.string(), state: z.string() })),
      waitsFor: z.array(z.string()),
      version: z.number(),
    }),
    from: apiAgreement,
  },
});

function apiAgreement({ agreement, timing, counts, shares, point, dependencies }: AgreementData): unknown {
  return {
    ...agreement,
    timing,
    titleEs: agreement.title.es,
    titleEn: agreement.title.en,
    quoteLang: agreement.lang,
    point: point ?? null,
    meeting: agreement.meetingCode,
    deadlineRule: agreement.rule,
    dueFrom: agreement.due.from,
    dueTo: agreement.due.to,
    dueWhyEs: agreement.due.es,
    dueWhyEn: agreement.due.en,
    ...counts,
    parts: shares,
    waitsFor: dependencies.flatMap((one) => (one.direction === 'waits-for' && one.code !== null ? [one.code] : [])),
  };
}

const done = z.object({ code: z.string() });
const byCode = (path: string) => ({
  path: `/agreements/:code/${path}`,
  output: done,
  from: (data: { code: string }) => data,
});

const report = command({
  id: 'agreements.report',
  path: { es: '/acuerdos/:code/avance', en: '/agreements/:code/progress' },
  permission: 'progress.send',
  audit: 'agreements.reported',
  back: 'agreements.detail',
  upload: { maxBytes: EVIDENCE_LIMITS.bytes },
  input: z.strictObject({
    code: code(),
    kind: choice(PROGRESS_KINDS),
    body: text(8000),
    evidence: list(upload(), MAX_EVIDENCE_FILES),
  }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const party = ctx.who.organisation;
    if (party === null) return NOT_FOUND;
    const evidence = await keepEvidence(ctx, party, input.evidence);
    if (!evidence.ok) return evidence;
    const sent = await reportProgress(
      ctx.db,
      input.code,
      { kind: input.kind, body: input.body, lang: ctx.lang, party, evidence: evidence.value },
      byOf(ctx),
    );
    return sent.ok ? ok({ code: input.code, id: sent.value.id }) : sent;
  },
  then: (ctx, data) => ({
    to: `${ctx.url('agreements.detail', { code: data.code })}#r-${data.id}`,
    say: 'agreements.done.reported',
  }),
  api: {
    path: '/agreements/:code/progress',
    output: z.object({ code: z.string(), id: z.string() }),
    from: (data) => data,
  },
});

/** Keeps the files in the name of the party: seen by it and by the secretariat. */
async function keepEvidence(
  ctx: Context,
  party: string,
  files: readonly UploadedFile[],
): Promise<Result<readonly string[]>> {
  const kept: string[] = [];
  for (const one of files) {
    const admitted = admit(one, EVIDENCE_LIMITS);
    if (!admitted.ok)
      return { ok: false, refusal: { ...admitted.refusal, fields: { evidence: admitted.refusal.code } } };
    const stored = await storeDocument(ctx.db, {
      kind: 'evidence',
      name: admitted.value.name,
      lang: null,
      bytes: admitted.value.bytes,
      mime: admitted.value.mime,
      ownerParty: party,
      class: 'owner',
      account: ctx.who.person,
      at: ctx.now,
    });
    if (!stored.ok) return refuseFields('http.input', { evidence: stored.refusal.code });
    kept.push(stored.value.id);
  }
  return ok(kept);
}

const evidence = file({
  id: 'agreements.evidence',
  path: { es: '/acuerdos/:code/evidencia/:document', en: '/agreements/:code/evidence/:document' },
  permission: 'progress.read',
  audit: 'agreements.evidence-opened',
  types: ['application/octet-stream'],
  input: z.strictObject({ code: code(), document: id() }),
  load: async (ctx, input) => {
    const found = await findObligation(ctx.db, { code: input.code });
    if (!found || !(await findEvidence(ctx.db, found.id, input.document))) return NOT_FOUND;
    ctx.subject(input.document);
    const content = await readContent(ctx.db, input.document);
    // Always a download of unknown type: what a country sends is never run or shown inside this site.
    return content ? ok({ ...content, mime: 'application/octet-stream' }) : NOT_FOUND;
  },
});

const answer = command({
  id: 'agreements.answer',
  path: { es: '/acuerdos/:code/respuesta', en: '/agreements/:code/answer' },
  permission: 'progress.answer',
  audit: 'agreements.report-answered',
  back: 'agreements.detail',
  input: z.strictObject({
    code: code(),
    report: id(),
    verdict: choice(['accepted', 'returned']),
    answer: optionalText(4000),
    due: optionalTypedDate(),
  }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const { verdict, due } = input;
    const answered = await answerReport(
      ctx.db,
      input.code,
      input.report,
      { verdict, answer: input.answer, due },
      byOf(ctx),
    );
    if (answered.ok) return ok({ code: input.code });
    return named(answered, {
      'obligations.no-reason': 'answer',
      'obligations.no-date': 'due',
      'obligations.same-date': 'due',
    });
  },
  then: (ctx, data) => ({
    to: `${ctx.url('agreements.detail', { code: data.code })}#reports`,
    say: 'agreements.done.answered',
  }),
  api: byCode('answer'),
});

type Refused = ReturnType<typeof refuse>;
type FieldOfCode = Readonly<Record<string, string>>;

/** Ties a refusal to the field that it is about, so that the summary leads there. */
function named(refused: Refused, fields: FieldOfCode): Result<never> {
  const { code: key } = refused.refusal;
  const field = fields[key];
  return field === undefined ? refused : refuseFields('http.input', { [field]: key });
}

const setDate = command({
  id: 'agreements.date',
  path: { es: '/acuerdos/:code/fecha', en: '/agreements/:code/date' },
  permission: 'obligation.review',
  audit: 'agreements.dated',
  back: 'agreements.detail',
  input: z.strictObject({
    code: code(),
    version,
    due: typedDate(),
    reason: optionalText(4000),
    decision: optional(code()),
  }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const { due, reason, decision } = input;
    const moved = await setDue(ctx.db, input, { to: due, reason, decision }, byOf(ctx));
    if (moved.ok) return ok({ code: input.code });
    return named(moved, {
      'obligations.no-reason': 'reason',
      'obligations.same-date': 'due',
      'obligations.no-meeting': 'decision',
    });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.dated' }),
  api: byCode('date'),
});

const edit = command({
  id: 'agreements.edit',
  path: { es: '/acuerdos/:code/correccion', en: '/agreements/:code/correction' },
  permission: 'obligation.review',
  audit: 'agreements.edited',
  back: 'agreements.detail',
  input: z.strictObject({
    code: code(),
    version,
    es: optionalText(300),
    en: optionalText(300),
    responsible: list(code(), 40),
  }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const parties = await listParties(ctx.db);
    if (!input.responsible.every((one) => parties.has(one)))
      return refuseFields('http.input', { responsible: 'http.input.choice' });
    const change = { titleEs: input.es ?? null, titleEn: input.en ?? null, responsible: input.responsible };
    const edited = await editAgreement(ctx.db, input, change, ctx.today, byOf(ctx));
    if (edited.ok) return ok({ code: input.code });
    return named(edited, { 'obligations.no-title': ctx.lang, 'obligations.nobody-responsible': 'responsible' });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.edited' }),
});

const tie = command({
  id: 'agreements.tie',
  path: { es: '/acuerdos/:code/espera', en: '/agreements/:code/wait' },
  permission: 'dependency.tie',
  audit: 'agreements.tied',
  back: 'agreements.detail',
  input: z.strictObject({ code: code(), other: code(), until: choice(['accepted', 'delivered']) }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const tied = await tieObligations(ctx.db, input.code, input.other, input.until, byOf(ctx));
    if (tied.ok) return ok({ code: input.code });
    return named(tied, { 'obligations.no-such-agreement': 'other', 'obligations.circle': 'other' });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.tied' }),
});

const untie = command({
  id: 'agreements.untie',
  path: { es: '/acuerdos/:code/sin-espera', en: '/agreements/:code/no-wait' },
  permission: 'dependency.untie',
  audit: 'agreements.untied',
  back: 'agreements.detail',
  input: z.strictObject({ code: code(), other: code() }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const untied = await untieObligations(ctx.db, input.code, input.other, byOf(ctx));
    return untied.ok ? ok({ code: input.code }) : untied;
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.tied' }),
});

const drop = command({
  id: 'agreements.drop',
  path: { es: '/acuerdos/:code/sin-efecto', en: '/agreements/:code/drop' },
  permission: 'obligation.review',
  audit: 'agreements.dropped',
  back: 'agreements.detail',
  input: z.strictObject({ code: code(), version, decision: optional(code()), reason: text(4000) }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const decision = { meeting: input.decision ?? '', reason: input.reason };
    const dropped = await dropObligation(ctx.db, input, decision, byOf(ctx));
    if (dropped.ok) return ok({ code: input.code });
    return named(dropped, { 'obligations.no-decision': 'decision', 'obligations.body-may-not-drop': 'decision' });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.dropped' }),
});

const supersede = command({
  id: 'agreements.supersede',
  path: { es: '/acuerdos/:code/sustituir', en: '/agreements/:code/replace' },
  permission: 'obligation.review',
  audit: 'agreements.superseded',
  back: 'agreements.detail',
  input: z.strictObject({ code: code(), version, other: code(), reason: text(4000) }),
  run: async (ctx, input) => {
    ctx.subject(input.code);
    const replaced = await supersedeAgreement(ctx.db, input, byOf(ctx), { code: input.other, reason: input.reason });
    return replaced.ok ? ok({ code: input.code }) : named(replaced, { 'obligations.no-such-agreement': 'other' });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.detail', data), say: 'agreements.done.superseded' }),
});

export const agreementRoutes: readonly Route[] = [
  detail,
  report,
  evidence,
  answer,
  setDate,
  edit,
  tie,
  untie,
  supersede,
  drop,
];
