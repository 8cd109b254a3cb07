import { z } from 'zod';
import {
  addAgreement,
  confirmCandidate,
  editCandidate,
  KINDS,
  listOfMeeting,
  listParties,
  mergeIntoPrevious,
  type Obligation,
  previewPublication,
  publishRegister,
  reconsiderCandidate,
  rejectCandidate,
  splitCandidate,
  WORK_KINDS,
} from '../../engines/obligations/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, code, id, integer, list, optional, optionalText, text } from '../../platform/http/index.ts';
import { type Context, command, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { byOf, optionalTypedDate } from './operations.ts';
import { confirmShownView } from './pages/confirm-shown.tsx';
import { type NewData, newView } from './pages/new.tsx';
import { type PublicationData, publicationView } from './pages/publication.tsx';
import { type ReviewData, reviewView } from './pages/review.tsx';
import { findSource, listBodyCodes, listMeetingNames } from './store.ts';

const NOT_FOUND = refuse('not-found', 'http.not-found');
const version = integer({ min: 1, max: 1_000_000 });
/** A candidate and the version in which it was shown. */
const SEEN_ITEM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:\d{1,6}$/;
const SHOWN = ['all', 'pending'] as const;

async function loadReview(ctx: Context, meetingCode: string): Promise<Result<ReviewData>> {
  const meeting = (await listMeetingNames(ctx.db)).find((one) => one.code === meetingCode);
  if (!meeting) return NOT_FOUND;
  ctx.subject(meeting.code);
  const candidates = await listOfMeeting(ctx.db, meetingCode, ['candidate', 'confirmed', 'rejected', 'superseded']);
  const text = candidates.find((one) => one.text !== null)?.text ?? null;
  return ok({
    meeting,
    candidates: candidates.filter((one) => one.code === null),
    source: text === null ? undefined : await findSource(ctx.db, text),
    parties: await listParties(ctx.db),
    bodies: await listBodyCodes(ctx.db),
  });
}

const review = page({
  id: 'agreements.review',
  path: { es: '/acuerdos/revision/:meeting', en: '/agreements/review/:meeting' },
  permission: 'obligation.review',
  audit: 'agreements.review-opened',
  input: z.strictObject({
    meeting: code(),
    show: optional(choice(SHOWN)),
    edit: optional(id()),
    split: optional(id()),
  }),
  load: (ctx, input) => loadReview(ctx, input.meeting),
  view: reviewView,
});

interface Stepped {
  readonly meeting: string;
  /** The candidate on which to go on. */
  readonly next: string;
}

/** One decision about one candidate; the person goes on with the next one that waits. */
function decision(name: 'confirm' | 'reject' | 'reconsider', paths: { es: string; en: string }): Route {
  const acts = { confirm: confirmCandidate, reject: rejectCandidate, reconsider: reconsiderCandidate };
  const audits = { confirm: 'candidate-confirmed', reject: 'candidate-rejected', reconsider: 'candidate-reconsidered' };
  return command({
    id: `agreements.${name}`,
    path: { es: `/acuerdos/revision/:meeting/${paths.es}`, en: `/agreements/review/:meeting/${paths.en}` },
    permission: 'obligation.review',
    audit: `agreements.${audits[name]}`,
    back: 'agreements.review',
    input: z.strictObject({ meeting: code(), id: id(), version }),
    run: async (ctx, input): Promise<Result<Stepped>> => {
      ctx.subject(input.id);
      const result = await acts[name](ctx.db, input, byOf(ctx));
      if (!result.ok) return result;
      if (name === 'reconsider') return ok({ meeting: input.meeting, next: input.id });
      return ok({ meeting: input.meeting, next: await nextPending(ctx, input.meeting, result.value) });
    },
    then: (ctx, data) => ({ to: candidateHref(ctx, data) }),
    ...(name === 'confirm' && {
      api: {
        path: '/agreements/review/:meeting/confirm',
        output: z.object({ meeting: z.string(), next: z.string() }),
        from: (data: Stepped) => data,
      },
    }),
  });
}

async function nextPending(ctx: Context, meeting: string, after: Obligation): Promise<string> {
  const all = await listOfMeeting(ctx.db, meeting, ['candidate', 'confirmed', 'rejected']);
  const at = all.findIndex((one) => one.id === after.id);
  return all.slice(at + 1).find((one) => one.state === 'candidate')?.id ?? after.id;
}

function candidateHref(ctx: Pick<ViewContext, 'url'>, { meeting, next }: Stepped): string {
  return `${ctx.url('agreements.review', { meeting })}#c-${next}`;
}

/** Are these parties and this body in the register? */
async function checkCodes(
  ctx: Context,
  input: {
    readonly responsible: readonly string[];
    readonly recipients: readonly string[];
    readonly forum?: string | undefined;
  },
): Promise<Result<null>> {
  const parties = await listParties(ctx.db);
  const bodies = await listBodyCodes(ctx.db);
  const wrong =
    (['responsible', 'recipients'] as const).find((name) => !input[name].every((one) => parties.has(one))) ??
    (input.forum !== undefined && !bodies.includes(input.forum) ? 'forum' : undefined);
  return wrong === undefined ? ok(null) : refuseFields('http.input', { [wrong]: 'http.input.choice' });
}

const save = command({
  id: 'agreements.save-candidate',
  path: { es: '/acuerdos/revision/:meeting/editar', en: '/agreements/review/:meeting/edit' },
  permission: 'obligation.review',
  audit: 'agreements.candidate-edited',
  back: 'agreements.review',
  input: z.strictObject({
    meeting: code(),
    id: id(),
    version,
    kind: choice(KINDS),
    es: optionalText(300),
    en: optionalText(300),
    responsible: list(code(), 40),
    recipients: list(code(), 40),
    forum: optional(code()),
    due: optionalTypedDate(),
    confirm: optionalText(10),
  }),
  run: async (ctx, input): Promise<Result<Stepped>> => {
    ctx.subject(input.id);
    const known = await checkCodes(ctx, input);
    if (!known.ok) return known;
    const edited = await editCandidate(
      ctx.db,
      input,
      {
        kind: input.kind,
        titleEs: input.es ?? null,
        titleEn: input.en ?? null,
        responsible: input.responsible,
        recipients: input.recipients,
        nextForum: input.forum ?? null,
        due: input.due ?? null,
      },
      byOf(ctx),
    );
    if (!edited.ok) return edited;
    if (input.confirm === undefined || edited.value.state !== 'candidate')
      return ok({ meeting: input.meeting, next: input.id });
    const confirmed = await confirmCandidate(ctx.db, edited.value, byOf(ctx));
    if (!confirmed.ok) return confirmed;
    return ok({ meeting: input.meeting, next: await nextPending(ctx, input.meeting, confirmed.value) });
  },
  then: (ctx, data) => ({ to: candidateHref(ctx, data), say: 'agreements.done.saved' }),
});

const split = command({
  id: 'agreements.split',
  path: { es: '/acuerdos/revision/:meeting/dividir', en: '/agreements/review/:meeting/split' },
  permission: 'obligation.review',
  audit: 'agreements.candidate-split',
  back: 'agreements.review',
  input: z.strictObject({
    meeting: code(),
    id: id(),
    version,
    at: optionalText(500),
    es: optionalText(300),
    en: optionalText(300),
  }),
  run: async (ctx, input): Promise<Result<Stepped>> => {
    ctx.subject(input.id);
    const second = { at: input.at, titleEs: input.es ?? null, titleEn: input.en ?? null };
    const parts = await splitCandidate(ctx.db, input, second, byOf(ctx));
    if (parts.ok) return ok({ meeting: input.meeting, next: parts.value.second });
    return parts.refusal.code === 'obligations.words-not-there'
      ? refuseFields('http.input', { at: parts.refusal.code })
      : parts;
  },
  then: (ctx, data) => ({ to: candidateHref(ctx, data), say: 'agreements.done.split' }),
});

const merge = command({
  id: 'agreements.merge',
  path: { es: '/acuerdos/revision/:meeting/unir', en: '/agreements/review/:meeting/merge' },
  permission: 'obligation.review',
  audit: 'agreements.candidates-merged',
  back: 'agreements.review',
  input: z.strictObject({ meeting: code(), id: id(), version }),
  run: async (ctx, input): Promise<Result<Stepped>> => {
    ctx.subject(input.id);
    const merged = await mergeIntoPrevious(ctx.db, input, byOf(ctx));
    return merged.ok ? ok({ meeting: input.meeting, next: merged.value.id }) : merged;
  },
  then: (ctx, data) => ({ to: candidateHref(ctx, data), say: 'agreements.done.merged' }),
});

const check = page({
  id: 'agreements.confirm-check',
  path: { es: '/acuerdos/revision/:meeting/confirmar-todos', en: '/agreements/review/:meeting/confirm-all' },
  permission: 'obligation.review',
  audit: 'agreements.confirm-checked',
  input: z.strictObject({ meeting: code() }),
  load: (ctx, input) => loadReview(ctx, input.meeting),
  view: confirmShownView,
});

const confirmShown = command({
  id: 'agreements.confirm-shown',
  path: { es: '/acuerdos/revision/:meeting/confirmar-todos', en: '/agreements/review/:meeting/confirm-all' },
  permission: 'obligation.review',
  audit: 'agreements.candidates-confirmed',
  back: 'agreements.confirm-check',
  input: z.strictObject({
    meeting: code(),
    item: list(z.string().regex(SEEN_ITEM, 'http.input.id'), 1000),
  }),
  run: async (ctx, input) => {
    ctx.subject(input.meeting);
    if (input.item.length === 0) return refuse('conflict', 'obligations.nothing-confirmed');
    for (const item of input.item) {
      const [candidate = '', seen = ''] = item.split(':');
      const confirmed = await confirmCandidate(ctx.db, { id: candidate, version: Number(seen) }, byOf(ctx));
      if (!confirmed.ok) return confirmed;
    }
    return ok({ meeting: input.meeting });
  },
  then: (ctx, data) => ({ to: ctx.url('agreements.review', data), say: 'agreements.done.confirmed-shown' }),
});

const publishCheck = page({
  id: 'agreements.publish-check',
  path: { es: '/acuerdos/revision/:meeting/publicar', en: '/agreements/review/:meeting/publish' },
  permission: 'obligation.review',
  audit: 'agreements.publication-previewed',
  input: z.strictObject({ meeting: code() }),
  load: async (ctx, input): Promise<Result<PublicationData>> => {
    const loaded = await loadReview(ctx, input.meeting);
    if (!loaded.ok) return loaded;
    const { meeting, candidates, parties } = loaded.value;
    const items = await previewPublication(ctx.db, input.meeting, ctx.today);
    return ok({ meeting, parties, items, pending: candidates.filter((one) => one.state === 'candidate').length });
  },
  view: publicationView,
});

const publish = command({
  id: 'agreements.publish',
  path: { es: '/acuerdos/revision/:meeting/publicar', en: '/agreements/review/:meeting/publish' },
  permission: 'obligation.review',
  audit: 'agreements.published',
  back: 'agreements.publish-check',
  input: z.strictObject({ meeting: code() }),
  run: async (ctx, input) => {
    ctx.subject(input.meeting);
    const published = await publishRegister(ctx.db, input.meeting, ctx.today, byOf(ctx));
    return published.ok ? ok({ meeting: input.meeting, codes: published.value.map((one) => one.code) }) : published;
  },
  then: (ctx, data) => ({
    to: ctx.url('agreements.list', { view: 'meeting', meeting: data.meeting }),
    say: 'agreements.done.published',
  }),
  api: {
    path: '/agreements/review/:meeting/publish',
    output: z.object({ meeting: z.string(), codes: z.array(z.string()) }),
    from: (data) => data,
  },
});

const newAgreement = page({
  id: 'agreements.new',
  path: { es: '/acuerdos/nuevo', en: '/agreements/new' },
  permission: 'obligation.add',
  audit: 'agreements.new-opened',
  input: z.strictObject({ meeting: optional(code()) }),
  load: async (ctx): Promise<Result<NewData>> =>
    ok({
      meetings: await listMeetingNames(ctx.db),
      parties: await listParties(ctx.db),
      bodies: await listBodyCodes(ctx.db),
    }),
  view: newView,
});

const add = command({
  id: 'agreements.add',
  path: { es: '/acuerdos/nuevo', en: '/agreements/new' },
  permission: 'obligation.add',
  audit: 'agreements.entered',
  back: 'agreements.new',
  input: z.strictObject({
    meeting: code(),
    quote: text(8000),
    kind: choice(WORK_KINDS),
    es: optionalText(300),
    en: optionalText(300),
    responsible: list(code(), 40),
    recipients: list(code(), 40),
    forum: optional(code()),
    due: optionalTypedDate(),
  }),
  run: async (ctx, input) => {
    const known = await checkCodes(ctx, input);
    if (!known.ok) return known;
    const added = await addAgreement(
      ctx.db,
      {
        meetingCode: input.meeting,
        lang: ctx.lang,
        quote: input.quote,
        kind: input.kind,
        titleEs: input.es ?? null,
        titleEn: input.en ?? null,
        responsible: input.responsible,
        via: [],
        support: [],
        presenter: [],
        recipients: input.recipients,
        nextForum: input.forum ?? null,
        rule: { type: 'none' },
        deadlineAsWritten: null,
        due: input.due ?? null,
      },
      byOf(ctx),
    );
    if (!added.ok) return refusedNew(ctx, added);
    ctx.subject(added.value.id);
    return ok({ meeting: input.meeting, id: added.value.id });
  },
  then: (ctx, data) => ({
    to: ctx.url('agreements.publish-check', { meeting: data.meeting }),
    say: 'agreements.done.entered',
  }),
});

function refusedNew(ctx: Context, refused: Extract<Result<unknown>, { ok: false }>): Result<never> {
  const fields: Readonly<Record<string, string>> = {
    'obligations.no-title': ctx.lang,
    'obligations.nobody-responsible': 'responsible',
    'obligations.no-meeting': 'meeting',
  };
  const field = fields[refused.refusal.code];
  return field === undefined ? refused : refuseFields('http.input', { [field]: refused.refusal.code });
}

export const reviewRoutes: readonly Route[] = [
  review,
  decision('confirm', { es: 'confirmar', en: 'confirm' }),
  decision('reject', { es: 'descartar', en: 'reject' }),
  decision('reconsider', { es: 'reconsiderar', en: 'reconsider' }),
  save,
  split,
  merge,
  check,
  confirmShown,
  publishCheck,
  publish,
  newAgreement,
  add,
];
