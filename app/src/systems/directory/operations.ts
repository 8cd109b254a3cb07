import { storeDocument } from '../../engines/documents/index.ts';
import { type LocalDate, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { admit, EVIDENCE_LIMITS } from '../../platform/files/index.ts';
import type { UploadedFile } from '../../platform/http/index.ts';
import type { Context } from '../../platform/system/index.ts';
import {
  type Appointment,
  type Around,
  admitAppointment,
  admitEnd,
  admitTerm,
  endByReplacement,
  type Seat,
} from './appointment.ts';
import type { AppointmentRecord, Person } from './listing.ts';
import {
  changeAppointment,
  deleteAppointment,
  findAppointment,
  findPerson,
  insertAppointment,
  insertPerson,
  listEntries,
  listPeopleByEmail,
  type PersonForm,
  updatePerson,
  verifyPerson,
} from './store.ts';

const NOT_FOUND = refuse('not-found', 'http.not-found');
const CHANGED = refuse('conflict', 'http.changed-meanwhile');

/** What a nomination says; the person is one of the list, or new. */
export interface NominationForm extends Seat {
  readonly person: { readonly id: string } | PersonForm;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  /** Reference of the note; without it a draft is proposed, which somebody of the party still has to nominate. */
  readonly note: string | null;
  readonly noteFile?: UploadedFile | undefined;
  readonly replaces: string | null;
}

/** Names somebody for a function: proposes without a note, nominates with one. Returns the appointment's identifier. */
export async function nominate(ctx: Context, form: NominationForm): Promise<Result<string>> {
  const state =
    form.note !== null && ctx.can('appointment.nominate', { party: form.party, state: 'nominated' })
      ? 'nominated'
      : 'proposed';
  if (!ctx.can('appointment.propose', { party: form.party, state })) return NOT_FOUND;
  const term = admitTerm(form, ctx.today);
  if (!term.ok) return term;
  const person = await personFor(ctx, form);
  if (!person.ok) return person;
  const wanted = { ...form, person: person.value.id };
  const admitted = admitAppointment(wanted, await around(ctx, wanted, person.value.email));
  if (!admitted.ok) return admitted;
  const noteDocument = await keepNote(ctx, form.party, form.noteFile);
  if (!noteDocument.ok) return noteDocument;
  const id = await insertAppointment(ctx.db, { ...wanted, state, noteDocument: noteDocument.value, at: ctx.now });
  ctx.subject(id);
  return ok(id);
}

/** The person of the list, or a new entry; somebody of another party's list is not found. */
async function personFor(ctx: Context, form: NominationForm): Promise<Result<{ id: string; email: string | null }>> {
  if ('id' in form.person) {
    const found = await findPerson(ctx.db, form.person.id);
    return found?.party === form.party ? ok(found) : NOT_FOUND;
  }
  const { email } = form.person;
  const known = email === null ? [] : await listPeopleByEmail(ctx.db, email);
  if (known.some((person) => person.party === form.party))
    return refuseFields('http.input', { email: 'directory.refusal.email-known' });
  const values = { ...form.person, party: form.party, verifiedOn: ctx.today, at: ctx.now };
  return ok({ id: await insertPerson(ctx.db, values), email });
}

async function around(
  ctx: Context,
  wanted: Seat & { readonly replaces: string | null },
  email: string | null,
): Promise<Around> {
  const { party, topic } = wanted;
  const ofSeat = await listEntries(ctx.db, { party, function: wanted.function, topic });
  const same = email === null ? [] : await listPeopleByEmail(ctx.db, email);
  const elsewhere: Appointment[] = [];
  for (const person of same.filter((one) => one.party !== party)) {
    const entries = await listEntries(ctx.db, { person: person.id });
    elsewhere.push(...entries.map((entry) => entry.appointment));
  }
  return {
    ofSeat: ofSeat.map((entry) => entry.appointment),
    elsewhere,
    replaces: wanted.replaces === null ? undefined : await findAppointment(ctx.db, wanted.replaces),
  };
}

/** Keeps the note in the name of the party: seen by it and by the secretariat. */
async function keepNote(ctx: Context, party: string, file: UploadedFile | undefined): Promise<Result<string | null>> {
  if (!file) return ok(null);
  const admitted = admit(file, EVIDENCE_LIMITS);
  if (!admitted.ok) return { ok: false, refusal: { ...admitted.refusal, fields: { file: admitted.refusal.code } } };
  const { name, bytes, mime } = admitted.value;
  const stored = await storeDocument(ctx.db, {
    kind: 'evidence',
    name,
    lang: null,
    bytes,
    mime,
    ownerParty: party,
    class: 'owner',
    account: ctx.who.person,
    at: ctx.now,
  });
  return stored.ok ? ok(stored.value.id) : refuseFields('http.input', { file: stored.refusal.code });
}

/** An appointment that the reader may see, as they knew it. */
export async function seen(ctx: Context, id: string, version: number): Promise<Result<AppointmentRecord>> {
  const found = await findAppointment(ctx.db, id);
  if (!found) return NOT_FOUND;
  ctx.subject(id);
  return found.version === version ? ok(found) : CHANGED;
}

/** What was proposed is nominated with a note, by somebody who may sign for the party. */
export async function sign(
  ctx: Context,
  proposed: AppointmentRecord,
  note: string,
  file: UploadedFile | undefined,
): Promise<Result<null>> {
  if (!ctx.can('appointment.sign', factsOf(proposed))) return NOT_FOUND;
  if (proposed.state !== 'proposed') return refuse('conflict', 'directory.refusal.wrong-state');
  const document = await keepNote(ctx, proposed.party, file);
  if (!document.ok) return document;
  const change = { state: 'nominated', note, note_document: document.value, nominated_at: ctx.now } as const;
  return (await changeAppointment(ctx.db, proposed, change)) ? ok(null) : CHANGED;
}

/** The secretariat confirms: from its first day it is held, and whoever is replaced ends on that day. */
export async function confirm(ctx: Context, nominated: AppointmentRecord): Promise<Result<null>> {
  if (!ctx.can('appointment.confirm', factsOf(nominated))) return NOT_FOUND;
  if (nominated.state !== 'nominated') return refuse('conflict', 'directory.refusal.wrong-state');
  const person = await findPerson(ctx.db, nominated.person);
  if (!person) return NOT_FOUND;
  const known = await around(ctx, nominated, person.email);
  const others = known.ofSeat.filter((one) => one.id !== nominated.id && one.state === 'confirmed');
  const admitted = admitAppointment(nominated, { ...known, ofSeat: others });
  if (!admitted.ok) return admitted;
  const replaced = known.replaces && (await findAppointment(ctx.db, known.replaces.id));
  if (replaced && replaced.endsOn !== endByReplacement(replaced, nominated.startsOn)) {
    const change = { ends_on: endByReplacement(replaced, nominated.startsOn), ended_at: ctx.now };
    if (!(await changeAppointment(ctx.db, replaced, change))) return CHANGED;
  }
  const change = { state: 'confirmed', decided_at: ctx.now, reason: null } as const;
  if (!(await changeAppointment(ctx.db, nominated, change))) return CHANGED;
  await verifyPerson(ctx.db, nominated.person, ctx.today);
  await tellOutcome(ctx, nominated, 'directory.told.confirmed');
  return ok(null);
}

/** The party that nominated learns the outcome with its next summary; the mail names nobody. */
async function tellOutcome(ctx: Context, { id, party }: AppointmentRecord, kind: string): Promise<void> {
  await ctx.tell({
    to: { parties: [party] },
    kind,
    urgency: 'digest',
    route: 'directory.appointment',
    params: { id },
    key: `${id} ${ctx.now.toISOString()}`,
  });
}

/** The secretariat sends a nomination back, with its reason. */
export async function refuseNomination(
  ctx: Context,
  nominated: AppointmentRecord,
  reason: string,
): Promise<Result<null>> {
  if (!ctx.can('appointment.confirm', factsOf(nominated))) return NOT_FOUND;
  if (nominated.state !== 'nominated') return refuse('conflict', 'directory.refusal.wrong-state');
  const change = { state: 'refused', decided_at: ctx.now, reason } as const;
  if (!(await changeAppointment(ctx.db, nominated, change))) return CHANGED;
  await tellOutcome(ctx, nominated, 'directory.told.refused');
  return ok(null);
}

/** The party takes back what was not decided yet. */
export async function withdraw(ctx: Context, open: AppointmentRecord): Promise<Result<null>> {
  if (!ctx.can('appointment.withdraw', factsOf(open))) return NOT_FOUND;
  if (open.state !== 'proposed' && open.state !== 'nominated')
    return refuse('conflict', 'directory.refusal.wrong-state');
  return (await deleteAppointment(ctx.db, open)) ? ok(null) : CHANGED;
}

/** Ends an appointment: from that day it is no longer held, and with the last one access ends. */
export async function end(
  ctx: Context,
  held: AppointmentRecord,
  endsOn: LocalDate,
  reason: string | null,
): Promise<Result<null>> {
  if (!ctx.can('appointment.end', factsOf(held))) return NOT_FOUND;
  const admitted = admitEnd(held, endsOn, ctx.today);
  if (!admitted.ok) return admitted;
  return (await changeAppointment(ctx.db, held, { ends_on: endsOn, reason, ended_at: ctx.now })) ? ok(null) : CHANGED;
}

/** Corrects an entry of the directory: the own one, or one of the own party. */
export async function correct(ctx: Context, id: string, known: number, form: PersonForm): Promise<Result<Person>> {
  const person = await findPerson(ctx.db, id);
  if (!person || !ctx.can('person.edit', { party: person.party, account: person.account })) return NOT_FOUND;
  ctx.subject(id);
  const same = form.email === null ? [] : await listPeopleByEmail(ctx.db, form.email);
  if (same.some((one) => one.party === person.party && one.id !== id))
    return refuseFields('http.input', { email: 'directory.refusal.email-known' });
  if (!(await staysInOneCountry(ctx, person, same))) return refuse('conflict', 'directory.refusal.other-country');
  return (await updatePerson(ctx.db, id, known, form, ctx.today)) ? ok(person) : CHANGED;
}

/** A new e-mail must not make two entries with functions in two countries one human being. */
async function staysInOneCountry(ctx: Context, person: Person, same: readonly Person[]): Promise<boolean> {
  const holds = async (id: string): Promise<boolean> =>
    (await listEntries(ctx.db, { person: id, states: ['confirmed', 'nominated', 'proposed'] })).some(
      ({ appointment }) => appointment.endsOn === null || appointment.endsOn > ctx.today,
    );
  const others = same.filter((one) => one.party !== person.party);
  if (others.length === 0 || !(await holds(person.id))) return true;
  for (const other of others) if (await holds(other.id)) return false;
  return true;
}

/** What the policy table asks about an appointment. */
export function factsOf(appointment: Appointment): { readonly party: string; readonly state: string } {
  return { party: appointment.party, state: appointment.state };
}
