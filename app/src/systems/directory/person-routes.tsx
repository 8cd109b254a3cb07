import { z } from 'zod';
import { type AppointmentFunction, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { choice, id, integer, list, optionalText } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { isActiveOn } from './appointment.ts';
import { cardFile, knownOf, ListedEntry, listedEntry } from './list-routes.tsx';
import { contactShown, type Entry, inOrder, type Person } from './listing.ts';
import { correct } from './operations.ts';
import { directoryCards } from './pages/exports.ts';
import { editView } from './pages/nominate.tsx';
import { ownView, type PersonData, personView } from './pages/person.tsx';
import { namesOf } from './pages/words.ts';
import { parsePhone } from './phone.ts';
import { findOwnEntry, findPerson, listEntries, listPeople, type PersonForm, tieAccount } from './store.ts';

const NOT_FOUND = refuse('not-found', 'http.not-found');

/** The questions about a person, as typed; the name is asked for where it is needed. */
export const PERSON_FIELDS = {
  name: optionalText(120),
  postes: optionalText(200),
  posten: optionalText(200),
  unit: optionalText(200),
  email: optionalText(254),
  phone: optionalText(40),
  mobile: optionalText(40),
  langs: list(choice(['es', 'en']), 2),
} as const;

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** Reads a person's form: a name, and a way to reach them that works from another country. */
export function readPerson(input: z.output<z.ZodObject<typeof PERSON_FIELDS>>): Result<PersonForm> {
  const faults: Record<string, string> = {};
  if (input.name === undefined || input.name.length < 2) faults['name'] = 'http.input.missing';
  if (input.email !== undefined && !EMAIL.test(input.email)) faults['email'] = 'directory.refusal.email';
  if (input.email === undefined && input.phone === undefined && input.mobile === undefined)
    faults['email'] = 'directory.refusal.unreachable';
  for (const name of ['phone', 'mobile'] as const) {
    const read = input[name] === undefined ? undefined : parsePhone(input[name]);
    if (read && !read.ok) faults[name] = read.refusal.code;
  }
  if (input.langs.length === 0) faults['langs'] = 'directory.refusal.langs';
  if (Object.keys(faults).length > 0) return refuseFields('http.input', faults);
  return ok({
    name: input.name ?? '',
    post: { es: input.postes ?? null, en: input.posten ?? null },
    unit: input.unit ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    mobile: input.mobile ?? null,
    langs: [...new Set(input.langs)],
  });
}

function isReachable(ctx: Context, person: Person, entries: readonly Entry[]): boolean {
  const holds = entries.some(({ appointment }) => isActiveOn(appointment, ctx.today));
  return contactShown(holds, ctx.can('person.edit', { party: person.party, account: person.account }));
}

const STAND_INS: readonly AppointmentFunction[] = ['alternate', 'focal_point', 'liaison', 'head'];

/** Who answers in somebody's place: those of the same party and topics, then those for the work as a whole. */
async function standIns(ctx: Context, person: Person, held: readonly Entry[]): Promise<readonly Entry[]> {
  const topics = new Set(held.map(({ appointment }) => appointment.topic));
  const others = await listEntries(ctx.db, { party: person.party, states: ['confirmed'] });
  return others.filter(
    ({ person: other, appointment }) =>
      other.id !== person.id &&
      isActiveOn(appointment, ctx.today) &&
      STAND_INS.includes(appointment.function) &&
      (topics.has(appointment.topic) || appointment.topic === null),
  );
}

const personPage = page({
  id: 'directory.person',
  path: { es: '/directorio/personas/:id', en: '/directory/people/:id' },
  permission: 'directory.read',
  audit: 'directory.person-opened',
  input: z.strictObject({ id: id() }),
  load: async (ctx, input): Promise<Result<PersonData>> => {
    const person = await findPerson(ctx.db, input.id);
    if (!person) return NOT_FOUND;
    ctx.subject(person.id);
    const known = await knownOf(ctx);
    const entries = await listEntries(ctx.db, { person: person.id });
    const held = entries.filter(({ appointment }) => isActiveOn(appointment, ctx.today));
    return ok({
      person,
      entries,
      instead: held.length === 0 ? [] : inOrder(await standIns(ctx, person, held), namesOf(known), ctx.lang),
      known,
      reachable: isReachable(ctx, person, entries),
      canEdit: ctx.can('person.edit', { party: person.party, account: person.account }),
    });
  },
  view: personView,
  api: {
    path: '/directory/people/:id',
    output: z.object({
      id: z.string(),
      party: z.string(),
      name: z.string(),
      post: z.object({ es: z.string().nullable(), en: z.string().nullable() }),
      unit: z.string().nullable(),
      langs: z.array(z.string()),
      verifiedOn: z.string(),
      entries: z.array(ListedEntry),
    }),
    from: ({ person, entries, reachable }) => ({
      ...person,
      entries: entries.map((entry) => listedEntry(entry, reachable)),
    }),
  },
});

const card = file({
  id: 'directory.card',
  path: { es: '/directorio/personas/:id/tarjeta', en: '/directory/people/:id/card' },
  permission: 'directory.read',
  audit: 'directory.card-taken',
  types: ['text/vcard'],
  input: z.strictObject({ id: id() }),
  load: async (ctx, input) => {
    const person = await findPerson(ctx.db, input.id);
    const entries = person ? await listEntries(ctx.db, { person: person.id, states: ['confirmed'] }) : [];
    if (!person || !isReachable(ctx, person, entries)) return NOT_FOUND;
    ctx.subject(person.id);
    const held = entries.filter(({ appointment }) => isActiveOn(appointment, ctx.today));
    const known = await knownOf(ctx);
    if (held.length === 0) return NOT_FOUND;
    // The file's name goes into histories of downloads: it names no person.
    return ok(cardFile(ctx.t('directory.card.name'), directoryCards(ctx, { entries: held, known, on: ctx.today })));
  },
});

const own = page({
  id: 'directory.own',
  path: { es: '/directorio/mis-datos', en: '/directory/my-entry' },
  permission: 'person.read',
  audit: 'directory.own-opened',
  input: z.strictObject({}),
  load: async (ctx) => {
    const person = await findOwnEntry(ctx.db);
    const party = ctx.who.organisation;
    const mine = person || party === null ? [] : await listPeople(ctx.db, party);
    return ok({
      own: person ? { person, entries: await listEntries(ctx.db, { person: person.id }) } : null,
      mine: mine.filter((one) => one.account === null && ctx.can('person.edit', { party: one.party, account: null })),
      known: await knownOf(ctx),
    });
  },
  view: ownView,
});

const claim = command({
  id: 'directory.claim',
  path: { es: '/directorio/mis-datos', en: '/directory/my-entry' },
  permission: 'person.edit',
  audit: 'directory.own-claimed',
  back: 'directory.own',
  input: z.strictObject({ person: id() }),
  run: async (ctx, input) => {
    const person = await findPerson(ctx.db, input.person);
    if (!person || person.party !== ctx.who.organisation || ctx.who.person === null) return NOT_FOUND;
    ctx.subject(person.id);
    if (person.account !== null || (await findOwnEntry(ctx.db))) return refuse('conflict', 'directory.refusal.claimed');
    return (await tieAccount(ctx.db, person.id, ctx.who.person))
      ? ok({})
      : refuse('conflict', 'http.changed-meanwhile');
  },
  then: (ctx) => ({ to: ctx.url('directory.own'), say: 'directory.said.claimed' }),
});

const edit = page({
  id: 'directory.person-edit',
  path: { es: '/directorio/personas/:id/corregir', en: '/directory/people/:id/correct' },
  permission: 'person.edit',
  audit: 'directory.edit-opened',
  input: z.strictObject({ id: id() }),
  load: async (ctx, input) => {
    const person = await findPerson(ctx.db, input.id);
    if (!person || !ctx.can('person.edit', { party: person.party, account: person.account })) return NOT_FOUND;
    ctx.subject(person.id);
    return ok({ person, known: await knownOf(ctx) });
  },
  view: editView,
});

const save = command({
  id: 'directory.person-save',
  path: { es: '/directorio/personas/:id/corregir', en: '/directory/people/:id/correct' },
  permission: 'person.edit',
  audit: 'directory.person-corrected',
  back: 'directory.person-edit',
  input: z.strictObject({ id: id(), version: integer({ min: 1, max: 1_000_000 }), ...PERSON_FIELDS }),
  run: async (ctx, { id: person, version, ...input }) => {
    const form = readPerson(input);
    if (!form.ok) return form;
    const corrected = await correct(ctx, person, version, form.value);
    return corrected.ok ? ok({ id: person }) : corrected;
  },
  then: (ctx, { id: person }) => ({
    to: ctx.can('directory.read') ? ctx.url('directory.person', { id: person }) : ctx.url('directory.own'),
    say: 'directory.said.corrected',
  }),
});

/** People: their page and card, and what each may correct about themselves. */
export const personRoutes: readonly Route[] = [personPage, card, own, claim, edit, save];
