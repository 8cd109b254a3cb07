import { z } from 'zod';
import { findDocument } from '../../engines/documents/index.ts';
import { followUpFor, redateForMeeting } from '../../engines/obligations/index.ts';
import { findReportOf, reportsOf } from '../../engines/texts/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, code, id, integer, list, optional, optionalText, text } from '../../platform/http/index.ts';
import { type Context, command, page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import {
  CAPACITIES,
  faultsOf,
  hasMoved,
  isInvited,
  MEETING_MODES,
  MEETING_ZONES,
  type Meeting,
  type MeetingForm,
  suggestCode,
} from './meeting.ts';
import { callOff, invite, inviteAgain, tellOfAgenda } from './operations.ts';
import { agendaView } from './pages/agenda.tsx';
import { type DelegationsData, delegationsView } from './pages/delegations.tsx';
import { detailView } from './pages/detail.tsx';
import { editView } from './pages/edit.tsx';
import { listView } from './pages/list.tsx';
import { MEETING_EVENTS, MEETING_STATES, moveMeeting } from './states.ts';
import {
  addAgendaItem,
  findMeeting,
  findMeetingById,
  insertMeeting,
  listAgenda,
  listBodies,
  listDelegations,
  listMeetings,
  moveMeetingStatus,
  removeAgendaItem,
  replaceDelegations,
  rollOf,
  setAgendaOrdinal,
  takenCodes,
  updateMeeting,
} from './store.ts';

const byCode = z.strictObject({ code: code() });

/** An hour and minute, `09:00` or `9:00`. */
function optionalHour() {
  const hour = z
    .string('meetings.refusal.hour')
    .trim()
    .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'meetings.refusal.hour')
    .transform((typed) => typed.padStart(5, '0'));
  return optional(hour);
}

/** The fields of a meeting's form, as typed. */
export const MEETING_FIELDS = {
  body: code(),
  titlees: text(300),
  titleen: text(300),
  starts: optionalText(40),
  ends: optionalText(40),
  opens: optionalHour(),
  closes: optionalHour(),
  zone: choice(MEETING_ZONES),
  placees: optionalText(200),
  placeen: optionalText(200),
  mode: choice(MEETING_MODES),
  linked: optional(id()),
} as const;

type MeetingInput = z.output<z.ZodObject<typeof MEETING_FIELDS>>;

/** Reads a meeting's form: days as people write them, and what does not fit together told by field. */
export function readMeetingForm(input: MeetingInput): Result<MeetingForm> {
  const faults: Record<string, string> = {};
  const day = (name: 'starts' | 'ends'): string | null => {
    const typed = input[name];
    if (typed === undefined) return null;
    const read = parseTypedDate(typed);
    if (read.ok) return read.value;
    faults[name] = read.refusal.code;
    return null;
  };
  const form: MeetingForm = {
    body: input.body,
    title: { es: input.titlees, en: input.titleen },
    startsOn: day('starts'),
    endsOn: day('ends'),
    opensAt: input.opens ?? null,
    closesAt: input.closes ?? null,
    zone: input.zone,
    place: { es: input.placees ?? null, en: input.placeen ?? null },
    mode: input.mode,
    linkedMeeting: input.linked ?? null,
  };
  const all = Object.keys(faults).length > 0 ? faults : faultsOf(form);
  return Object.keys(all).length > 0 ? refuseFields('http.input', all) : ok(form);
}

/** Enters a meeting under a new address. When it gets a date, what waits for that date is re-dated at once. */
export async function addMeeting(
  ctx: Context,
  form: MeetingForm,
  status: Meeting['status'] = 'planned',
): Promise<Result<Meeting>> {
  const choices = await checkChoices(ctx, form);
  if (!choices.ok) return choices;
  const address = suggestCode(
    { startsOn: form.startsOn, place: form.place.es ?? form.place.en, body: form.body },
    await takenCodes(ctx.db),
  );
  const meeting = await insertMeeting(ctx.db, { ...form, code: address, status, at: ctx.now });
  if (form.startsOn !== null) await redateForMeeting(ctx.db, { id: meeting }, ctx.now, ctx.who.person);
  ctx.subject(meeting);
  const added = await findMeetingById(ctx.db, meeting);
  return added ? ok(added) : refuse('not-found', 'http.not-found');
}

/** Do the body and the meeting beside it exist? */
async function checkChoices(ctx: Context, { body, linkedMeeting }: MeetingForm): Promise<Result<null>> {
  if (!(await listBodies(ctx.db)).some((one) => one.code === body))
    return refuseFields('http.input', { body: 'http.input.choice' });
  if (linkedMeeting !== null && !(await findMeetingById(ctx.db, linkedMeeting)))
    return refuseFields('http.input', { linked: 'http.input.choice' });
  return ok(null);
}

/** The meeting of an address, or `not found`. */
export async function meetingAt(ctx: Context, address: string): Promise<Result<Meeting>> {
  const meeting = await findMeeting(ctx.db, address);
  if (!meeting) return refuse('not-found', 'http.not-found');
  ctx.subject(meeting.id);
  return ok(meeting);
}

const MEETING_OUTPUT = {
  code: z.string(),
  body: z.string(),
  title: z.object({ es: z.string(), en: z.string() }),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  zone: z.string(),
  place: z.object({ es: z.string().nullable(), en: z.string().nullable() }),
  mode: z.enum(MEETING_MODES),
  status: z.enum(MEETING_STATES),
} as const;

const meetingList = page({
  id: 'meetings.list',
  path: { es: '/reuniones', en: '/meetings' },
  permission: 'meeting.read',
  audit: 'meetings.listed',
  input: z.strictObject({ body: optional(code()), year: optional(z.string().regex(/^\d{4}$/)) }),
  async load(ctx, filter) {
    const all = await listMeetings(ctx.db);
    const reports = await reportsOf(
      ctx.db,
      all.map((meeting) => meeting.id),
    );
    const bodies = await listBodies(ctx.db);
    const chosen = all.filter(
      (meeting) =>
        (filter.body === undefined || meeting.body === filter.body) &&
        (filter.year === undefined || meeting.startsOn?.startsWith(filter.year) === true),
    );
    return ok({
      meetings: chosen.map((meeting) => ({ ...meeting, report: reports.get(meeting.id)?.state ?? null })),
      bodies,
      years: [...new Set(all.flatMap((meeting) => meeting.startsOn?.slice(0, 4) ?? []))],
      filter,
    });
  },
  view: listView,
  api: {
    path: '/meetings',
    output: z.object({ meetings: z.array(z.object({ ...MEETING_OUTPUT, report: z.string().nullable() })) }),
    from: (data) => ({ meetings: data.meetings }),
  },
});

const meetingDetail = page({
  id: 'meetings.detail',
  path: { es: '/reuniones/:code', en: '/meetings/:code' },
  permission: 'meeting.read',
  audit: 'meetings.opened',
  input: byCode,
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const meeting = found.value;
    const agenda = await listAgenda(ctx.db, meeting.id);
    const report = (await findReportOf(ctx.db, meeting.id)) ?? null;
    const source = report?.sourceDocument ?? null;
    const hasFollowUp = agenda.some((item) => item.kind === 'follow_up');
    return ok({
      meeting,
      linked: meeting.linkedMeeting === null ? null : ((await findMeetingById(ctx.db, meeting.linkedMeeting)) ?? null),
      delegations: await listDelegations(ctx.db, meeting.id),
      agenda,
      report,
      hasSource: source !== null && (await findDocument(ctx.db, source)) !== undefined,
      followUp: hasFollowUp ? await followUpFor(ctx.db, meeting) : [],
      canEdit: ctx.can('meeting.edit', { status: meeting.status }),
    });
  },
  view: detailView,
  api: {
    path: '/meetings/:code',
    output: z.object({
      ...MEETING_OUTPUT,
      linkedMeeting: z.string().nullable(),
      delegations: z.array(z.object({ party: z.string(), capacity: z.enum(CAPACITIES), attended: z.boolean() })),
      agenda: z.array(
        z.object({
          title: z.object({ es: z.string(), en: z.string() }),
          kind: z.enum(['topic', 'follow_up']),
        }),
      ),
      followUp: z.array(z.string()),
      report: z.object({ symbol: z.string().nullable(), state: z.string() }).nullable(),
    }),
    from: (data) => ({
      ...data.meeting,
      linkedMeeting: data.linked?.code ?? null,
      delegations: data.delegations,
      agenda: data.agenda,
      followUp: data.followUp.map((line) => line.code),
      report: data.report,
    }),
  },
});

const newMeeting = page({
  id: 'meetings.new',
  path: { es: '/reuniones/nueva', en: '/meetings/new' },
  permission: 'meeting.add',
  audit: 'meetings.new-opened',
  input: z.strictObject({}),
  load: async (ctx) => ok({ meeting: null, bodies: await listBodies(ctx.db), others: await listMeetings(ctx.db) }),
  view: editView,
});

const createMeeting = command({
  id: 'meetings.create',
  path: { es: '/reuniones/nueva', en: '/meetings/new' },
  permission: 'meeting.add',
  audit: 'meetings.added',
  input: z.strictObject(MEETING_FIELDS),
  back: 'meetings.new',
  async run(ctx, input) {
    const form = readMeetingForm(input);
    return form.ok ? await addMeeting(ctx, form.value) : form;
  },
  then: (ctx, meeting) => ({ to: ctx.url('meetings.detail', { code: meeting.code }), say: 'meetings.said.added' }),
  api: { path: '/meetings', output: z.object(MEETING_OUTPUT), from: (meeting) => meeting },
});

const editMeeting = page({
  id: 'meetings.edit',
  path: { es: '/reuniones/:code/editar', en: '/meetings/:code/edit' },
  permission: 'meeting.edit',
  audit: 'meetings.edit-opened',
  input: byCode,
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const others = (await listMeetings(ctx.db)).filter((other) => other.id !== found.value.id);
    return ok({ meeting: found.value, bodies: await listBodies(ctx.db), others });
  },
  view: editView,
});

const saveMeeting = command({
  id: 'meetings.save',
  path: { es: '/reuniones/:code/editar', en: '/meetings/:code/edit' },
  permission: 'meeting.edit',
  audit: 'meetings.edited',
  input: z.strictObject({ code: code(), version: integer({ min: 1, max: 1_000_000 }), ...MEETING_FIELDS }),
  back: 'meetings.edit',
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const form = readMeetingForm(input);
    if (!form.ok) return form;
    const before = found.value;
    if (form.value.linkedMeeting === before.id)
      return refuseFields('http.input', { linked: 'meetings.refusal.linked-to-itself' });
    const choices = await checkChoices(ctx, form.value);
    if (!choices.ok) return choices;
    if (!(await updateMeeting(ctx.db, before.id, input.version, form.value)))
      return refuse('conflict', 'http.changed-meanwhile');
    const isMoved =
      form.value.startsOn !== before.startsOn ||
      form.value.endsOn !== before.endsOn ||
      form.value.linkedMeeting !== before.linkedMeeting;
    if (isInvited(before.status) && hasMoved(before, form.value)) await inviteAgain(ctx, before);
    const redated = isMoved ? await redateForMeeting(ctx.db, { id: before.id }, ctx.now, ctx.who.person) : 0;
    return ok({ code: before.code, redated });
  },
  then: (ctx, done) => ({
    to: ctx.url('meetings.detail', { code: done.code }),
    say: done.redated > 0 ? 'meetings.said.redated' : 'meetings.said.saved',
  }),
});

const move = command({
  id: 'meetings.move',
  path: { es: '/reuniones/:code/estado', en: '/meetings/:code/state' },
  permission: 'meeting.edit',
  audit: 'meetings.moved',
  input: z.strictObject({
    code: code(),
    version: integer({ min: 1, max: 1_000_000 }),
    event: choice(MEETING_EVENTS),
  }),
  back: 'meetings.detail',
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const meeting = found.value;
    const next = moveMeeting(
      {
        status: meeting.status,
        dated: meeting.startsOn !== null,
        agendaItems: (await listAgenda(ctx.db, meeting.id)).length,
        begun: meeting.startsOn !== null && meeting.startsOn <= ctx.today,
      },
      input.event,
    );
    if (!next.ok) return next;
    if (!(await moveMeetingStatus(ctx.db, meeting.id, input.version, next.value)))
      return refuse('conflict', 'http.changed-meanwhile');
    if (input.event === 'convene') await invite(ctx, meeting.id);
    if (input.event === 'circulate_agenda') await tellOfAgenda(ctx, meeting);
    if (input.event === 'cancel' && isInvited(meeting.status)) await callOff(ctx, meeting);
    return ok({ code: meeting.code, status: next.value });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.detail', { code: done.code }), say: 'meetings.said.moved' }),
  api: {
    path: '/meetings/:code/state',
    output: z.object({ code: z.string(), status: z.enum(MEETING_STATES) }),
    from: (done) => done,
  },
});

async function delegationsData(ctx: Context, address: string): Promise<Result<DelegationsData>> {
  const found = await meetingAt(ctx, address);
  if (!found.ok) return found;
  const meeting = found.value;
  const delegations = await listDelegations(ctx.db, meeting.id);
  const roll = await rollOf(ctx.db, meeting.body, meeting.startsOn ?? ctx.today);
  const onRoll = new Set(roll.map((one) => one.party));
  return ok({ meeting, delegations, possible: [...roll, ...delegations.filter((one) => !onRoll.has(one.party))] });
}

const delegationsPage = page({
  id: 'meetings.delegations',
  path: { es: '/reuniones/:code/delegaciones', en: '/meetings/:code/delegations' },
  permission: 'delegation.add',
  audit: 'meetings.delegations-opened',
  input: byCode,
  load: (ctx, input) => delegationsData(ctx, input.code),
  view: delegationsView,
});

const saveDelegations = command({
  id: 'meetings.delegations-save',
  path: { es: '/reuniones/:code/delegaciones', en: '/meetings/:code/delegations' },
  permission: 'delegation.add',
  audit: 'meetings.delegations-saved',
  input: z.strictObject({ code: code(), present: list(code(), 100) }),
  back: 'meetings.delegations',
  async run(ctx, input) {
    const data = await delegationsData(ctx, input.code);
    if (!data.ok) return data;
    const { meeting, possible } = data.value;
    const present = new Set(input.present);
    if (input.present.some((party) => !possible.some((one) => one.party === party)))
      return refuseFields('http.input', { present: 'http.input.choice' });
    const delegations = possible
      .filter((one) => present.has(one.party) || one.capacity === 'member')
      .map(({ party, capacity }) => ({ party, capacity, attended: present.has(party) }));
    await replaceDelegations(ctx.db, meeting.id, delegations);
    return ok({ code: meeting.code });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.detail', { code: done.code }), say: 'meetings.said.saved' }),
});

const agendaPage = page({
  id: 'meetings.agenda',
  path: { es: '/reuniones/:code/agenda', en: '/meetings/:code/agenda' },
  permission: 'agenda-item.add',
  audit: 'meetings.agenda-opened',
  input: byCode,
  async load(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const items = await listAgenda(ctx.db, found.value.id);
    return ok({ meeting: found.value, items, followUp: await followUpFor(ctx.db, found.value) });
  },
  view: agendaView,
});

const addToAgenda = command({
  id: 'meetings.agenda-add',
  path: { es: '/reuniones/:code/agenda', en: '/meetings/:code/agenda' },
  permission: 'agenda-item.add',
  audit: 'meetings.agenda-item-added',
  input: z.strictObject({
    code: code(),
    kind: choice(['topic', 'follow_up']),
    titlees: text(300),
    titleen: text(300),
  }),
  back: 'meetings.agenda',
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const items = await listAgenda(ctx.db, found.value.id);
    if (input.kind === 'follow_up' && items.some((item) => item.kind === 'follow_up'))
      return refuse('conflict', 'meetings.refusal.one-follow-up');
    await addAgendaItem(ctx.db, found.value.id, {
      kind: input.kind,
      title: { es: input.titlees, en: input.titleen },
    });
    return ok({ code: found.value.code });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.agenda', { code: done.code }), say: 'meetings.said.saved' }),
});

const changeAgenda = command({
  id: 'meetings.agenda-change',
  path: { es: '/reuniones/:code/agenda/punto', en: '/meetings/:code/agenda/item' },
  permission: 'agenda-item.edit',
  audit: 'meetings.agenda-item-changed',
  input: z.strictObject({ code: code(), item: id(), act: choice(['up', 'down', 'remove']) }),
  back: 'meetings.agenda',
  async run(ctx, input) {
    const found = await meetingAt(ctx, input.code);
    if (!found.ok) return found;
    const items = await listAgenda(ctx.db, found.value.id);
    const at = items.findIndex((item) => item.id === input.item);
    if (at === -1) return refuse('conflict', 'http.changed-meanwhile');
    if (input.act === 'remove') await removeAgendaItem(ctx.db, found.value.id, input.item);
    else {
      const order = items.map((item) => item.id);
      const to = input.act === 'up' ? at - 1 : at + 1;
      const other = order[to];
      if (other !== undefined) [order[at], order[to]] = [other, input.item];
      for (const [index, item] of order.entries()) await setAgendaOrdinal(ctx.db, item, index + 1);
    }
    return ok({ code: found.value.code });
  },
  then: (ctx, done) => ({ to: ctx.url('meetings.agenda', { code: done.code }), say: 'meetings.said.saved' }),
});

/** Meetings themselves: calendar, page, forms, who took part, agenda. */
export const meetingRoutes: readonly Route[] = [
  meetingList,
  meetingDetail,
  newMeeting,
  createMeeting,
  editMeeting,
  saveMeeting,
  move,
  delegationsPage,
  saveDelegations,
  agendaPage,
  addToAgenda,
  changeAgenda,
];
