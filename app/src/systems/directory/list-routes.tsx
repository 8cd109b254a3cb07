import { z } from 'zod';
import { listParties } from '../../engines/obligations/index.ts';
import { FUNCTIONS, type LocalDate, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { exportFile } from '../../platform/export/index.ts';
import { choice, code, flag, optional, optionalText, text } from '../../platform/http/index.ts';
import { type Context, command, file, page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { type Entry, entriesOn } from './listing.ts';
import { directoryCards, directoryDocument, directorySheet } from './pages/exports.ts';
import { GROUPINGS, type ListData, type ListQuery, listView } from './pages/list.tsx';
import { seatView } from './pages/seat.tsx';
import { topicsView } from './pages/topics.tsx';
import { type Known, namesOf } from './pages/words.ts';
import { insertTopic, listEntries, listTopics } from './store.ts';
import { expectedSeats, type Vacancy, vacanciesOn } from './vacancy.ts';

const query = {
  q: optionalText(100),
  country: optional(code()),
  topic: optional(code()),
  fn: optional(choice(FUNCTIONS)),
  on: optionalText(40),
  by: optional(choice(GROUPINGS)),
};

/** Kinds of parties whose people are in the directory. */
const KINDS: readonly string[] = ['country', 'organisation', 'secretariat', 'civil_society'];

/** The parties and topics by which everything here is named. */
export async function knownOf(ctx: Context): Promise<Known> {
  return { parties: await listParties(ctx.db), topics: await listTopics(ctx.db) };
}

/** The countries whose functions are expected to be filled. */
export function memberCodes(known: Known): readonly string[] {
  return [...known.parties.values()].filter(({ kind }) => kind === 'country').map((party) => party.code);
}

/** Functions without a holder, of these parties, from all that the reader sees. */
export function vacanciesOf(
  known: Known,
  parties: readonly string[],
  entries: readonly Entry[],
  today: LocalDate,
): readonly Vacancy[] {
  const topics = known.topics.filter((topic) => topic.focalPointExpected).map((topic) => topic.code);
  const appointments = entries.map(({ appointment }) => appointment);
  return vacanciesOn(expectedSeats(parties, topics), appointments, today);
}

/** The day that a list is about: today unless another was typed and exists. */
function dayOf(ctx: Context, typed: string | undefined): { readonly on: LocalDate; readonly onFault?: string } {
  if (typed === undefined) return { on: ctx.today };
  const read = parseTypedDate(typed);
  return read.ok ? { on: read.value } : { on: ctx.today, onFault: read.refusal.code };
}

async function loadList(ctx: Context, filter: ListQuery): Promise<ListData> {
  const known = await knownOf(ctx);
  const all = await listEntries(ctx.db, { states: ['confirmed'] });
  const { on, onFault } = dayOf(ctx, filter.on);
  const country = filter.country !== undefined && memberCodes(known).includes(filter.country) ? [filter.country] : [];
  const present = new Set([...memberCodes(known), ...all.map(({ appointment }) => appointment.party)]);
  return {
    entries: entriesOn(all, on, filter, namesOf(known)),
    known,
    on,
    isPast: on !== ctx.today,
    onFault,
    vacancies: on === ctx.today && filter.q === undefined ? vacanciesOf(known, country, all, ctx.today) : [],
    choices: [...known.parties.values()]
      .filter(({ kind, code: of }) => KINDS.includes(kind) && present.has(of))
      .map((party) => party.code),
  };
}

/** One line of the directory for other programs. */
export const ListedEntry = z.object({
  appointment: z.string(),
  party: z.string(),
  function: z.enum(FUNCTIONS),
  topic: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable().describe('First day on which it is no longer held'),
  person: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  verifiedOn: z.string(),
});

/** In the past nobody is called: numbers and addresses are of today. */
export function listedEntry({ person, appointment }: Entry, reachable: boolean): z.input<typeof ListedEntry> {
  return {
    appointment: appointment.id,
    party: appointment.party,
    function: appointment.function,
    topic: appointment.topic,
    startsOn: appointment.startsOn,
    endsOn: appointment.endsOn,
    person: person.id,
    name: person.name,
    email: reachable ? person.email : null,
    phone: reachable ? person.phone : null,
    mobile: reachable ? person.mobile : null,
    verifiedOn: person.verifiedOn,
  };
}

const directoryList = page({
  id: 'directory.list',
  path: { es: '/directorio', en: '/directory' },
  permission: 'directory.read',
  audit: 'directory.listed',
  input: z.strictObject(query),
  load: async (ctx, input): Promise<Result<ListData>> => ok(await loadList(ctx, input)),
  view: listView,
  api: {
    path: '/directory',
    output: z.object({ on: z.string(), entries: z.array(ListedEntry) }),
    from: (data) => ({ on: data.on, entries: data.entries.map((entry) => listedEntry(entry, !data.isPast)) }),
  },
});

const FORMATS = ['csv', 'xlsx', 'docx', 'vcf'] as const;

const download = file({
  id: 'directory.export',
  path: { es: '/directorio/exportar/:format', en: '/directory/export/:format' },
  permission: 'directory.read',
  audit: 'directory.exported',
  types: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'text/vcard',
  ],
  input: z.strictObject({ ...query, format: choice(FORMATS) }),
  load: async (ctx, { format, ...input }) => {
    const data = await loadList(ctx, input);
    const name = `${ctx.t('directory.export.name')}-${data.on}`;
    switch (format) {
      case 'csv':
        return ok(await exportFile({ format, name, sheet: directorySheet(ctx, data) }));
      case 'xlsx': {
        const about = {
          lang: ctx.lang,
          title: ctx.t('directory.export.title'),
          source: ctx.url('directory.list'),
          exportedAt: ctx.now,
          ...(ctx.exampleMode && { notice: ctx.t('ui.demo') }),
        };
        return ok(await exportFile({ format, name, sheets: [directorySheet(ctx, data)], about }));
      }
      case 'docx':
        return ok(await exportFile({ format, name, document: directoryDocument(ctx, data) }));
      case 'vcf':
        // A card is for calling: who held a function in the past has none.
        if (data.on !== ctx.today) return refuse('not-found', 'http.not-found');
        return ok(cardFile(name, directoryCards(ctx, data)));
    }
  },
});

/** A vCard download. */
export function cardFile(
  name: string,
  cards: string,
): { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } {
  return { name: `${name}.vcf`, mime: 'text/vcard; charset=utf-8', bytes: new TextEncoder().encode(cards) };
}

const seat = page({
  id: 'directory.seat',
  path: { es: '/directorio/funciones/:party/:fn', en: '/directory/functions/:party/:fn' },
  permission: 'directory.read',
  audit: 'directory.function-opened',
  input: z.strictObject({ party: code(), fn: choice(FUNCTIONS), topic: optional(code()), on: optionalText(40) }),
  load: async (ctx, input) => {
    const known = await knownOf(ctx);
    const { party, fn, topic = null } = input;
    if (!known.parties.has(party) || (topic !== null && !known.topics.some((one) => one.code === topic)))
      return refuse('not-found', 'http.not-found');
    const { on, onFault } = dayOf(ctx, input.on);
    const entries = await listEntries(ctx.db, { party, function: fn, topic, states: ['confirmed'] });
    const alternates = fn === 'alternate' ? [] : await listEntries(ctx.db, { party, function: 'alternate', topic });
    return ok({
      seat: { party, function: fn, topic },
      entries,
      alternates: entriesOn(alternates, on, {}, namesOf(known)),
      known,
      on,
      onTyped: input.on,
      onFault,
      canNominate: ctx.can('appointment.propose', { party, state: 'proposed' }),
    });
  },
  view: seatView,
});

const topics = page({
  id: 'directory.topics',
  path: { es: '/directorio/temas', en: '/directory/topics' },
  permission: 'topic.add',
  audit: 'directory.topics-opened',
  input: z.strictObject({}),
  load: async (ctx) => ok({ topics: await listTopics(ctx.db) }),
  view: topicsView,
});

const addTopic = command({
  id: 'directory.topic-add',
  path: { es: '/directorio/temas', en: '/directory/topics' },
  permission: 'topic.add',
  audit: 'directory.topic-added',
  back: 'directory.topics',
  input: z.strictObject({
    code: z.string('http.input.missing').regex(/^[a-z][a-z0-9-]{1,31}$/, 'directory.refusal.topic-code'),
    namees: text(120),
    nameen: text(120),
    expected: flag(),
  }),
  run: async (ctx, input) => {
    const topic = {
      code: input.code,
      name: { es: input.namees, en: input.nameen },
      focalPointExpected: input.expected,
    };
    ctx.subject(input.code);
    return (await insertTopic(ctx.db, topic, ctx.now))
      ? ok({})
      : refuseFields('http.input', { code: 'directory.refusal.topic-known' });
  },
  then: (ctx) => ({ to: ctx.url('directory.topics'), say: 'directory.said.saved' }),
});

/** Finding people: the list, its exports, functions and topics. */
export const listRoutes: readonly Route[] = [directoryList, download, seat, topics, addTopic];
