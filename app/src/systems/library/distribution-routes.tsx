import { z } from 'zod';
import {
  acknowledge,
  type Basis,
  canReceive,
  type Distribution,
  delegationsOf,
  findDistribution,
  findWorkById,
  listCorrespondents,
  listReceipts,
  listSentVersions,
  listVersions,
  membersOf,
  type Recipient,
  readersOf,
  remindPending,
  sendWork,
  type Work,
} from '../../engines/documents/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, code, id, list, optional, optionalText } from '../../platform/http/index.ts';
import { type Context, command, page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { distributionView } from './pages/distribution.tsx';
import { sendView } from './pages/send.tsx';
import { listNamedMeetings, listNames } from './store.ts';
import { workAt } from './work-routes.tsx';

const BASES = ['body', 'meeting', 'parties'] as const satisfies readonly Basis[];

const CHOICE = {
  party: list(code(), 60),
  /** Until when recipients are asked to acknowledge it; left empty, nobody is asked. */
  by: optionalText(40),
} as const;

/** Who is to receive a work, found now. */
interface Addressed {
  readonly basis: Basis;
  readonly recipients: readonly Recipient[];
  /** Those who may not read a work of its class: of a body or a meeting they are left out, of parties named nothing is sent. */
  readonly shut: readonly Recipient[];
  readonly acknowledgeBy: string | null;
}

async function address(
  ctx: Context,
  work: Work,
  asked: { readonly basis: Basis; readonly party: readonly string[]; readonly by?: string | undefined },
): Promise<Result<Addressed>> {
  const day = asked.by === undefined ? undefined : parseTypedDate(asked.by);
  if (day && !day.ok) return refuseFields('http.input', { by: day.refusal.code });
  if (day?.ok && day.value < ctx.today) return refuseFields('http.input', { by: 'library.refusal.past-day' });
  const delegations = work.meeting === null ? [] : await delegationsOf(ctx.db, work.meeting);
  const found = await recipientsOf(ctx, work, asked, delegations);
  if (found === undefined)
    return refuseFields('http.input', {
      basis: asked.basis === 'body' ? 'library.refusal.no-body' : 'library.refusal.no-meeting-basis',
    });
  const reached = delegations.map((one) => one.code);
  const shut = found.filter((party) => !canReceive(party, work, reached));
  const recipients = asked.basis === 'parties' ? found : found.filter((party) => !shut.includes(party));
  if (recipients.length === 0) {
    return refuseFields('http.input', { [asked.basis === 'parties' ? 'party' : 'basis']: 'library.refusal.nobody' });
  }
  return ok({ basis: asked.basis, recipients, shut, acknowledgeBy: day?.ok ? day.value : null });
}

/** Undefined when the work has no body or meeting by which to find them. */
async function recipientsOf(
  ctx: Context,
  work: Work,
  { basis, party }: { readonly basis: Basis; readonly party: readonly string[] },
  delegations: readonly Recipient[],
): Promise<readonly Recipient[] | undefined> {
  switch (basis) {
    case 'body':
      return work.body === null ? undefined : await membersOf(ctx.db, work.body, ctx.today);
    case 'meeting':
      return work.meeting === null ? undefined : delegations;
    case 'parties':
      return (await listCorrespondents(ctx.db)).filter((one) => party.includes(one.code));
  }
}

const sendPage = page({
  id: 'library.send',
  path: { es: '/biblioteca/:code/enviar', en: '/library/:code/send' },
  permission: 'distribution.send',
  audit: 'library.send-opened',
  input: z.strictObject({ code: code(), basis: optional(choice(BASES)), ...CHOICE }),
  async load(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    const { basis } = input;
    const preview = basis === undefined ? undefined : await address(ctx, work, { ...input, basis });
    return ok({
      work,
      versions: (await listVersions(ctx.db, work.id)).filter(({ state }) => state === 'available'),
      readers: await readersOf(ctx.db, work.id),
      correspondents: await listCorrespondents(ctx.db),
      names: await listNames(ctx.db),
      meeting: (await listNamedMeetings(ctx.db)).find((one) => one.id === work.meeting),
      preview: preview?.ok ? preview.value : undefined,
      refusal: preview && !preview.ok ? preview.refusal : undefined,
      asked: { basis, party: input.party, by: input.by ?? '' },
    });
  },
  view: sendView,
});

const send = command({
  id: 'library.sent',
  path: { es: '/biblioteca/:code/enviar', en: '/library/:code/send' },
  permission: 'distribution.send',
  audit: 'library.work-sent',
  // `expected`: the recipients that the preview named; who joined or left since is no surprise to anybody.
  input: z.strictObject({ code: code(), basis: choice(BASES), ...CHOICE, expected: optionalText(2000) }),
  back: 'library.send',
  async run(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    if (work.status !== 'available') return refuse('conflict', 'library.refusal.not-available');
    const addressed = await address(ctx, work, input);
    if (!addressed.ok) return addressed;
    const { basis, recipients, shut, acknowledgeBy } = addressed.value;
    if (basis === 'parties' && shut.length > 0) {
      return refuse('conflict', 'library.refusal.shut', { parties: shut.map((party) => party.code).join(', ') });
    }
    const codes = recipients.map((party) => party.code);
    if (input.expected !== undefined && input.expected !== codes.join(' ')) {
      return refuse('conflict', 'library.refusal.recipients-changed');
    }
    const versions = (await listVersions(ctx.db, work.id)).filter(({ state }) => state === 'available');
    const by = { account: ctx.who.person, at: ctx.now };
    const sent = await sendWork(ctx.db, work, { basis, versions, recipients: codes, acknowledgeBy }, by);
    if (!sent.ok) return sent;
    await tellRecipients(ctx, { id: sent.value.id, code: work.code, acknowledgeBy }, codes, 1);
    return ok({ code: work.code, id: sent.value.id, recipients: codes.length });
  },
  then: (ctx, done) => ({
    to: ctx.url('library.distribution', { code: done.code, id: done.id }),
    say: 'library.said.sent',
  }),
  api: {
    path: '/library/:code/send',
    output: z.object({ id: z.string(), recipients: z.number() }),
    from: (done) => done,
  },
});

/** Tells the recipients that something waits for them: where, never what. */
export async function tellRecipients(
  ctx: Context,
  sent: { readonly id: string; readonly code: string; readonly acknowledgeBy: string | null },
  parties: readonly string[],
  notice: number,
): Promise<void> {
  await ctx.tell({
    to: { parties },
    kind: sent.acknowledgeBy === null ? 'library.notice.sent' : 'library.notice.acknowledge',
    urgency: 'digest',
    route: 'library.detail',
    params: { code: sent.code },
    key: `${sent.id}/${notice}`,
  });
}

async function distributionAt(
  ctx: Context,
  input: { readonly code: string; readonly id: string },
): Promise<Result<{ readonly work: Work; readonly distribution: Distribution }>> {
  const distribution = await findDistribution(ctx.db, input.id);
  const work = distribution && (await findWorkById(ctx.db, distribution.work));
  if (!distribution || !work) return refuse('not-found', 'http.not-found');
  ctx.subject(distribution.id);
  return ok({ work, distribution });
}

const BY_ID = z.strictObject({ code: code(), id: id() });

const RECEIPT = z.object({
  party: z.string(),
  notices: z.number(),
  notifiedAt: z.date(),
  openedAt: z.date().nullable(),
  acknowledgedAt: z.date().nullable(),
});

const distributionPage = page({
  id: 'library.distribution',
  path: { es: '/biblioteca/:code/envios/:id', en: '/library/:code/distributions/:id' },
  permission: 'distribution.read',
  audit: 'library.distribution-opened',
  input: BY_ID,
  async load(ctx, input) {
    const found = await distributionAt(ctx, input);
    if (!found.ok) return found;
    return ok({
      ...found.value,
      sent: await listSentVersions(ctx.db, found.value.distribution.id),
      receipts: await listReceipts(ctx.db, [found.value.distribution.id]),
      names: await listNames(ctx.db),
    });
  },
  view: distributionView,
  api: {
    path: '/library/:code/distributions/:id',
    output: z.object({
      acknowledgeBy: z.string().nullable(),
      versions: z.array(z.object({ version: z.string(), lang: z.string(), number: z.number(), sha256: z.string() })),
      receipts: z.array(RECEIPT),
    }),
    from: ({ distribution, sent, receipts }) => ({ ...distribution, versions: sent, receipts }),
  },
});

const remind = command({
  id: 'library.remind',
  path: { es: '/biblioteca/:code/envios/:id/reenviar', en: '/library/:code/distributions/:id/send-again' },
  permission: 'receipt.remind',
  audit: 'library.pending-reminded',
  input: BY_ID,
  back: 'library.distribution',
  async run(ctx, input) {
    const found = await distributionAt(ctx, input);
    if (!found.ok) return found;
    const { work, distribution } = found.value;
    if (work.status !== 'available') return refuse('conflict', 'library.refusal.not-available');
    const pending = await remindPending(ctx.db, distribution, ctx.now);
    for (const { party, notices } of pending) {
      await tellRecipients(ctx, { ...distribution, code: work.code }, [party], notices + 1);
    }
    return ok({ ...input, parties: pending.length });
  },
  then: (ctx, done) => ({
    to: ctx.url('library.distribution', { code: done.code, id: done.id }),
    say: done.parties === 0 ? 'library.said.nobody-pending' : 'library.said.reminded',
  }),
  api: {
    path: '/library/:code/distributions/:id/send-again',
    output: z.object({ parties: z.number() }),
    from: (done) => done,
  },
});

const acknowledgeReceipt = command({
  id: 'library.acknowledge',
  path: { es: '/biblioteca/:code/envios/:id/acuse', en: '/library/:code/distributions/:id/acknowledgement' },
  permission: 'receipt.acknowledge',
  audit: 'library.acknowledged',
  input: BY_ID,
  back: 'library.distribution',
  async run(ctx, input) {
    const found = await distributionAt(ctx, input);
    const { organisation, person } = ctx.who;
    if (!found.ok || organisation === null) return refuse('not-found', 'http.not-found');
    const done = await acknowledge(ctx.db, input.id, { party: organisation, account: person, at: ctx.now });
    return done.ok ? ok({ code: found.value.work.code }) : done;
  },
  then: (ctx, done) => ({ to: ctx.url('library.detail', { code: done.code }), say: 'library.said.acknowledged' }),
  api: {
    path: '/library/:code/distributions/:id/acknowledgement',
    output: z.object({ code: z.string() }),
    from: (done) => done,
  },
});

/** From the library to those whom it concerns, and back: who has received, opened and acknowledged. */
export const distributionRoutes: readonly Route[] = [sendPage, send, distributionPage, remind, acknowledgeReceipt];
