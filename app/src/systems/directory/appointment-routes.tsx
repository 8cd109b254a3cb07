import { z } from 'zod';
import { readContent } from '../../engines/documents/index.ts';
import { FUNCTIONS, type LocalDate, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { EVIDENCE_LIMITS } from '../../platform/files/index.ts';
import { choice, code, id, integer, list, optional, optionalText, text, upload } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { isActiveOn, STATES, standingOn } from './appointment.ts';
import { knownOf, memberCodes, vacanciesOf } from './list-routes.tsx';
import type { AppointmentRecord, Entry } from './listing.ts';
import {
  confirm,
  end,
  factsOf,
  type NominationForm,
  nominate,
  refuseNomination,
  seen,
  sign,
  withdraw,
} from './operations.ts';
import { type AppointmentData, appointmentView } from './pages/appointment.tsx';
import { nominateView } from './pages/nominate.tsx';
import { type ListState, type UpkeepData, upkeepView } from './pages/upkeep.tsx';
import type { Known } from './pages/words.ts';
import { PERSON_FIELDS, readPerson } from './person-routes.tsx';
import { listDue } from './reconfirmation.ts';
import { findAppointment, findPerson, listEntries, listPeople, reconfirmParty } from './store.ts';

const NOT_FOUND = refuse('not-found', 'http.not-found');
const version = integer({ min: 1, max: 1_000_000 });

const upkeep = page({
  id: 'directory.upkeep',
  path: { es: '/directorio/al-dia', en: '/directory/upkeep' },
  permission: 'directory.upkeep',
  audit: 'directory.upkeep-opened',
  input: z.strictObject({ party: optional(code()) }),
  load: async (ctx, { party: only }): Promise<Result<UpkeepData>> => {
    const known = await knownOf(ctx);
    const mine = partiesOf(ctx, known).filter((party) => only === undefined || party === only);
    const entries = (await listEntries(ctx.db)).filter(({ appointment }) => mine.includes(appointment.party));
    return ok({
      open: entries.filter(({ appointment: { state } }) => state === 'proposed' || state === 'nominated'),
      vacancies: vacanciesOf(
        known,
        memberCodes(known).filter((party) => mine.includes(party)),
        entries,
        ctx.today,
      ),
      lists: mine.map((party) => listState(ctx, party, entries)).filter((one) => one.people > 0 || mine.length === 1),
      known,
      mayNameFor: mine.filter((party) => ctx.can('appointment.propose', { party, state: 'proposed' })),
    });
  },
  view: upkeepView,
});

/** The parties whose list the reader keeps: all for the secretariat, else the own one. */
function partiesOf(ctx: Context, known: Known): readonly string[] {
  return [...known.parties.values()]
    .filter(({ kind }) => kind !== 'body' && kind !== 'group')
    .map((party) => party.code)
    .filter((party) => ctx.can('person.add', { party }));
}

/** How fresh the contacts of one party are: of those who hold a function today. */
export function listState(ctx: Context, party: string, entries: readonly Entry[]): ListState {
  const held = entries.filter(({ appointment }) => appointment.party === party && isActiveOn(appointment, ctx.today));
  const verified = new Map(held.map(({ person }) => [person.id, person.verifiedOn]));
  const due = listDue([...verified.values()]);
  return {
    party,
    people: verified.size,
    due,
    stale: due !== null && due < ctx.today,
    canReconfirm: ctx.can('person.reconfirm', { party }),
  };
}

const reconfirm = command({
  id: 'directory.reconfirm',
  path: { es: '/directorio/al-dia/:party', en: '/directory/upkeep/:party' },
  permission: 'person.reconfirm',
  audit: 'directory.reconfirmed',
  back: 'directory.upkeep',
  input: z.strictObject({ party: code() }),
  run: async (ctx, { party }) => {
    if (!ctx.can('person.reconfirm', { party })) return NOT_FOUND;
    ctx.subject(party);
    return ok({ party, people: await reconfirmParty(ctx.db, party, ctx.today) });
  },
  then: (ctx) => ({ to: ctx.url('directory.upkeep'), say: 'directory.said.reconfirmed' }),
  api: {
    path: '/directory/upkeep/:party',
    output: z.object({ party: z.string(), people: z.number() }),
    from: (done) => done,
  },
});

const nominateForm = page({
  id: 'directory.nominate',
  path: { es: '/directorio/nominar/:party', en: '/directory/nominate/:party' },
  permission: 'appointment.propose',
  audit: 'directory.nominate-opened',
  input: z.strictObject({
    party: code(),
    fn: optional(choice(FUNCTIONS)),
    topic: optional(code()),
    person: optional(id()),
    replaces: optional(id()),
    starts: optionalText(40),
  }),
  load: async (ctx, { party }) => {
    const known = await knownOf(ctx);
    if (!known.parties.has(party) || !ctx.can('appointment.propose', { party, state: 'proposed' })) return NOT_FOUND;
    const entries = await listEntries(ctx.db, { party, states: ['confirmed'] });
    return ok({
      party,
      people: await listPeople(ctx.db, party),
      holders: entries.filter(({ appointment }) => standingOn(appointment, ctx.today) !== 'ended'),
      known,
      signs: ctx.can('appointment.nominate', { party, state: 'nominated' }),
    });
  },
  view: nominateView,
});

/** A nomination as typed: the person by identifier, or the questions about a new one. */
const NOMINATION_FIELDS = {
  fn: choice(FUNCTIONS),
  topic: optional(code()),
  person: optional(id()),
  ...PERSON_FIELDS,
  starts: text(40),
  ends: optionalText(40),
  note: optionalText(200),
  file: list(upload(), 1),
  replaces: optional(id()),
} as const;

type NominationInput = z.output<z.ZodObject<typeof NOMINATION_FIELDS>>;

function readNomination(ctx: Context, known: Known, party: string, input: NominationInput): Result<NominationForm> {
  const faults: Record<string, string> = {};
  const day = (name: 'starts' | 'ends'): LocalDate | null => {
    const typed = input[name];
    if (typed === undefined) return null;
    const read = parseTypedDate(typed);
    if (read.ok) return read.value;
    faults[name] = read.refusal.code;
    return null;
  };
  const startsOn = day('starts');
  const endsOn = day('ends');
  const { topic = null } = input;
  if (topic !== null && !known.topics.some((one) => one.code === topic)) faults['topic'] = 'http.input.choice';
  const isSigning = ctx.can('appointment.nominate', { party, state: 'nominated' });
  if (isSigning && input.note === undefined) faults['note'] = 'directory.refusal.no-note';
  const person = input.person === undefined ? readPerson(input) : ok({ id: input.person });
  if (!person.ok) Object.assign(faults, person.refusal.fields);
  if (startsOn === null || !person.ok || Object.keys(faults).length > 0) return refuseFields('http.input', faults);
  return ok({
    party,
    function: input.fn,
    topic,
    person: person.value,
    startsOn,
    endsOn,
    note: input.note ?? null,
    noteFile: input.file[0],
    replaces: input.replaces ?? null,
  });
}

const sendNomination = command({
  id: 'directory.nominate-send',
  path: { es: '/directorio/nominar/:party', en: '/directory/nominate/:party' },
  permission: 'appointment.propose',
  audit: 'directory.nominated',
  back: 'directory.nominate',
  upload: { maxBytes: EVIDENCE_LIMITS.bytes },
  input: z.strictObject({ party: code(), ...NOMINATION_FIELDS }),
  run: async (ctx, { party, ...input }) => {
    const known = await knownOf(ctx);
    if (!known.parties.has(party) || !ctx.can('appointment.propose', { party, state: 'proposed' })) return NOT_FOUND;
    const form = readNomination(ctx, known, party, input);
    if (!form.ok) return form;
    const made = await nominate(ctx, form.value);
    if (!made.ok) return made;
    const appointment = await findAppointment(ctx.db, made.value);
    return appointment ? ok(appointment) : NOT_FOUND;
  },
  then: (ctx, made) => ({
    to: ctx.url('directory.appointment', { id: made.id }),
    say: made.state === 'nominated' ? 'directory.said.nominated' : 'directory.said.proposed',
  }),
  api: {
    path: '/directory/nominate/:party',
    output: z.object({ id: z.string(), state: z.enum(STATES) }),
    from: (made) => made,
  },
});

async function loadAppointment(ctx: Context, of: string): Promise<Result<AppointmentData>> {
  const appointment = await findAppointment(ctx.db, of);
  const person = appointment && (await findPerson(ctx.db, appointment.person));
  if (!appointment || !person) return NOT_FOUND;
  ctx.subject(appointment.id);
  const facts = factsOf(appointment);
  const { state } = appointment;
  const ended = standingOn(appointment, ctx.today) === 'ended';
  return ok({
    appointment,
    person,
    replaces: await replacedBy(ctx, appointment),
    known: await knownOf(ctx),
    may: {
      sign: state === 'proposed' && ctx.can('appointment.sign', facts),
      confirm: state === 'nominated' && ctx.can('appointment.confirm', facts),
      withdraw: (state === 'proposed' || state === 'nominated') && ctx.can('appointment.withdraw', facts),
      end: state === 'confirmed' && !ended && ctx.can('appointment.end', facts),
      note: ctx.can('document.read', { owner_party: appointment.party, class: 'owner' }),
    },
  });
}

async function replacedBy(ctx: Context, { replaces }: AppointmentRecord): Promise<Entry | null> {
  const appointment = replaces === null ? undefined : await findAppointment(ctx.db, replaces);
  const person = appointment && (await findPerson(ctx.db, appointment.person));
  return appointment && person ? { appointment, person } : null;
}

const appointmentPage = page({
  id: 'directory.appointment',
  path: { es: '/directorio/nombramientos/:id', en: '/directory/appointments/:id' },
  permission: 'directory.read',
  audit: 'directory.appointment-opened',
  input: z.strictObject({ id: id() }),
  load: (ctx, input) => loadAppointment(ctx, input.id),
  view: appointmentView,
  api: {
    path: '/directory/appointments/:id',
    output: z.object({
      id: z.string(),
      party: z.string(),
      person: z.string(),
      function: z.enum(FUNCTIONS),
      topic: z.string().nullable(),
      startsOn: z.string(),
      endsOn: z.string().nullable(),
      state: z.enum(STATES),
      note: z.string().nullable(),
      version: z.number(),
    }),
    from: ({ appointment }) => appointment,
  },
});

const note = file({
  id: 'directory.note',
  path: { es: '/directorio/nombramientos/:id/nota', en: '/directory/appointments/:id/note' },
  permission: 'directory.read',
  audit: 'directory.note-opened',
  types: ['application/octet-stream'],
  input: z.strictObject({ id: id() }),
  load: async (ctx, input) => {
    const appointment = await findAppointment(ctx.db, input.id);
    const content = appointment?.noteDocument == null ? undefined : await readContent(ctx.db, appointment.noteDocument);
    if (!content) return NOT_FOUND;
    ctx.subject(input.id);
    return ok({ ...content, mime: 'application/octet-stream' });
  },
});

const known = { id: id(), version };

/** What a command on one appointment answers. */
const Moved = z.object({ id: z.string(), state: z.enum(STATES), endsOn: z.string().nullable() });

async function moved(ctx: Context, of: string, done: Result<null>): Promise<Result<AppointmentRecord>> {
  if (!done.ok) return done;
  const appointment = await findAppointment(ctx.db, of);
  return appointment ? ok(appointment) : NOT_FOUND;
}

const signProposal = command({
  id: 'directory.sign',
  path: { es: '/directorio/nombramientos/:id/nominar', en: '/directory/appointments/:id/nominate' },
  permission: 'appointment.sign',
  audit: 'directory.proposal-nominated',
  back: 'directory.appointment',
  upload: { maxBytes: EVIDENCE_LIMITS.bytes },
  input: z.strictObject({ ...known, note: optionalText(200), file: list(upload(), 1) }),
  run: async (ctx, input) => {
    const found = await seen(ctx, input.id, input.version);
    if (!found.ok) return found;
    if (input.note === undefined) return refuseFields('http.input', { note: 'directory.refusal.no-note' });
    return await moved(ctx, input.id, await sign(ctx, found.value, input.note, input.file[0]));
  },
  then: (ctx, { id: of }) => ({ to: ctx.url('directory.appointment', { id: of }), say: 'directory.said.nominated' }),
});

const confirmNomination = command({
  id: 'directory.confirm',
  path: { es: '/directorio/nombramientos/:id/confirmar', en: '/directory/appointments/:id/confirm' },
  permission: 'appointment.confirm',
  audit: 'directory.confirmed',
  back: 'directory.appointment',
  input: z.strictObject(known),
  run: async (ctx, input) => {
    const found = await seen(ctx, input.id, input.version);
    return found.ok ? await moved(ctx, input.id, await confirm(ctx, found.value)) : found;
  },
  then: (ctx, { id: of }) => ({ to: ctx.url('directory.appointment', { id: of }), say: 'directory.said.confirmed' }),
  api: { path: '/directory/appointments/:id/confirm', output: Moved, from: (done) => done },
});

const refuseOne = command({
  id: 'directory.refuse',
  path: { es: '/directorio/nombramientos/:id/rechazar', en: '/directory/appointments/:id/refuse' },
  permission: 'appointment.confirm',
  audit: 'directory.refused',
  back: 'directory.appointment',
  input: z.strictObject({ ...known, reason: optionalText(1000) }),
  run: async (ctx, input) => {
    const found = await seen(ctx, input.id, input.version);
    if (!found.ok) return found;
    if (input.reason === undefined) return refuseFields('http.input', { reason: 'directory.refusal.no-reason' });
    return await moved(ctx, input.id, await refuseNomination(ctx, found.value, input.reason));
  },
  then: (ctx, { id: of }) => ({ to: ctx.url('directory.appointment', { id: of }), say: 'directory.said.refused' }),
});

const withdrawOne = command({
  id: 'directory.withdraw',
  path: { es: '/directorio/nombramientos/:id/retirar', en: '/directory/appointments/:id/withdraw' },
  permission: 'appointment.withdraw',
  audit: 'directory.withdrawn',
  back: 'directory.appointment',
  input: z.strictObject(known),
  run: async (ctx, input) => {
    const found = await seen(ctx, input.id, input.version);
    return found.ok ? await withdraw(ctx, found.value) : found;
  },
  then: (ctx) => ({ to: ctx.url('directory.upkeep'), say: 'directory.said.withdrawn' }),
});

const endOne = command({
  id: 'directory.end',
  path: { es: '/directorio/nombramientos/:id/terminar', en: '/directory/appointments/:id/end' },
  permission: 'appointment.end',
  audit: 'directory.ended',
  back: 'directory.appointment',
  input: z.strictObject({ ...known, ends: text(40), reason: optionalText(1000) }),
  run: async (ctx, input) => {
    const found = await seen(ctx, input.id, input.version);
    if (!found.ok) return found;
    const day = parseTypedDate(input.ends);
    if (!day.ok) return refuseFields('http.input', { ends: day.refusal.code });
    return await moved(ctx, input.id, await end(ctx, found.value, day.value, input.reason ?? null));
  },
  then: (ctx, { id: of }) => ({ to: ctx.url('directory.appointment', { id: of }), say: 'directory.said.ended' }),
  api: { path: '/directory/appointments/:id/end', output: Moved, from: (done) => done },
});

/** Appointments: nominating, deciding, ending, and keeping the list true. */
export const appointmentRoutes: readonly Route[] = [
  upkeep,
  reconfirm,
  nominateForm,
  sendNomination,
  appointmentPage,
  note,
  signProposal,
  confirmNomination,
  refuseOne,
  withdrawOne,
  endOne,
];
