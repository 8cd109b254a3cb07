import {
  type AppointmentFunction,
  addDays,
  CONFERENCE_ZONE,
  countriesInOrder,
  dayIn,
  type LocalDate,
  type Result,
} from '../../kernel/index.ts';
import type { Context, DemoTools } from '../../platform/system/index.ts';
import { confirm, end, type NominationForm, nominate, refuseNomination } from './operations.ts';
import { findAppointment, listEntries, type PersonForm, reconfirmParty } from './store.ts';

/** First digits of numbers that nobody has: subscriber numbers there do not begin with 0, and 555-01xx is kept free. */
const PREFIXES: Readonly<Record<string, string>> = {
  BZ: '+501 000-01',
  CA: '+1 613 555-01',
  CR: '+506 0000-01',
  DO: '+1 809 555-01',
  GT: '+502 0000-01',
  HN: '+504 0000-01',
  MX: '+52 55 0000 01',
  NI: '+505 0000-01',
  PA: '+507 000-01',
  SV: '+503 0000-01',
  US: '+1 202 555-01',
};

/** Days ago on which the first people were named, and on which others followed them. */
const FIRST = 4300;
const SECOND = 1500;

interface Role {
  readonly number: number;
  readonly function: AppointmentFunction;
  readonly topic: string | null;
}

/** Who was named first, and who followed: one head, one liaison officer and one focal point of each country changed. */
const EARLIER: readonly Role[] = [
  { number: 8, function: 'head', topic: null },
  { number: 9, function: 'liaison', topic: null },
  { number: 10, function: 'focal_point', topic: 'smuggling' },
];

const PRESENT: readonly Role[] = [
  { number: 1, function: 'head', topic: null },
  { number: 2, function: 'validator', topic: null },
  { number: 3, function: 'liaison', topic: null },
  { number: 4, function: 'focal_point', topic: 'smuggling' },
  { number: 4, function: 'focal_point', topic: 'trafficking' },
  { number: 5, function: 'focal_point', topic: 'extracontinental' },
  { number: 6, function: 'focal_point', topic: 'indicators' },
  { number: 6, function: 'focal_point', topic: 'statistics' },
  { number: 7, function: 'alternate', topic: 'smuggling' },
];

/** Functions that some countries of the example have not filled. */
const UNFILLED: Readonly<Record<string, readonly string[]>> = {
  BZ: ['indicators', 'statistics'],
  GT: ['statistics'],
  NI: ['extracontinental'],
  PA: ['indicators'],
};

interface Delegation {
  readonly code: string;
  readonly name: string;
}

/**
 * Eleven delegations of plainly fictional people since the first day of the example: a change of guard, vacancies, a
 * focal point whose end is near, nominations in every state, and lists that were confirmed more or less lately.
 */
export async function demo(tools: DemoTools): Promise<void> {
  const today = dayIn(CONFERENCE_ZONE, tools.now);
  const day = (ago: number): LocalDate => addDays(today, -ago);
  for (const { code, name } of countriesInOrder('es')) await nameDelegation(tools, day, { code, name: name.es });
  await nameOrganisations(tools, day);
  await whatGoesOn(tools, day);
  for (const [index, { code }] of countriesInOrder('es').entries()) {
    // Honduras is asked to reconfirm soon; Belize and Nicaragua are late; the others are up to date.
    const ago = code === 'HN' ? 168 : code === 'BZ' || code === 'NI' ? 240 : 20 + index * 9;
    await tools.as('secretaria', at(day(ago)), 'directory.reconfirmed', (ctx) =>
      reconfirmParty(ctx.db, code, ctx.today),
    );
  }
}

type Day = (ago: number) => LocalDate;

async function nameDelegation(tools: DemoTools, day: Day, delegation: Delegation): Promise<void> {
  const earlier = await appoint(tools, delegation, EARLIER, { on: day(FIRST), replaces: new Map() });
  const unfilled = UNFILLED[delegation.code] ?? [];
  const present = PRESENT.filter(({ topic }) => topic === null || !unfilled.includes(topic));
  await appoint(tools, delegation, present, { on: day(SECOND), replaces: earlier });
}

/** Nominates people for these functions and confirms them, so that they begin on that day. Appointments by function. */
async function appoint(
  tools: DemoTools,
  { code, name }: Delegation,
  roles: readonly Role[],
  { on, replaces }: { readonly on: LocalDate; readonly replaces: ReadonlyMap<string, string> },
): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  const people = new Map<number, string>();
  const account = code === 'HN' || code === 'SV' ? `${code.toLowerCase()}-valida` : 'secretaria';
  await tools.as(account, at(addDays(on, -9)), 'directory.nominated', async (ctx) => {
    for (const role of roles) {
      const known = people.get(role.number);
      const id = must(
        await nominate(ctx, {
          party: code,
          function: role.function,
          topic: role.topic,
          person: known === undefined ? personOf(code, name, role.number) : { id: known },
          startsOn: on,
          endsOn: null,
          note: `Nota de ejemplo ${code}-${on.slice(0, 4)}/${role.number}`,
          replaces: replaces.get(keyOf(role)) ?? null,
        }),
      );
      made.set(keyOf(role), id);
      people.set(role.number, (await findAppointment(ctx.db, id))?.person ?? '');
    }
  });
  await confirmAll(tools, addDays(on, -4), [...made.values()]);
  return made;
}

async function confirmAll(tools: DemoTools, on: LocalDate, ids: readonly string[]): Promise<void> {
  await tools.as('secretaria', at(on), 'directory.confirmed', async (ctx) => {
    for (const id of ids) must(await confirm(ctx, await appointmentOf(ctx, id)));
  });
}

/** Observers, the secretariat and civil society: whom to call there. */
async function nameOrganisations(tools: DemoTools, day: Day): Promise<void> {
  const ids = await tools.as('secretaria', at(day(SECOND)), 'directory.nominated', async (ctx) => {
    const made: string[] = [];
    for (const [code, key, fn] of [
      ['ST', 'secretaria', 'staff'],
      ['OIM', 'oim', 'liaison'],
      ['ACNUR', 'acnur', 'liaison'],
      ['SICA', 'sica', 'liaison'],
      ['RROCM', 'rrocm', 'liaison'],
    ] as const) {
      const person = {
        ...personOf(code, code, 1),
        email: `${key}@ejemplo.invalid`,
        phone: '+506 0000-0190',
        mobile: null,
      };
      const form = { party: code, function: fn, topic: null, startsOn: ctx.today, endsOn: null, replaces: null };
      made.push(must(await nominate(ctx, { ...form, person, note: `Nota de ejemplo ${code}` })));
    }
    return made;
  });
  await confirmAll(tools, day(SECOND), ids);
  await tools.as('secretaria', at(day(75)), 'directory.reconfirmed', async (ctx) => {
    for (const code of ['ST', 'OIM', 'ACNUR', 'SICA', 'RROCM']) await reconfirmParty(ctx.db, code, ctx.today);
  });
}

/** What is open today: an end that is near, a vacancy that has just begun, and nominations in every state. */
async function whatGoesOn(tools: DemoTools, day: Day): Promise<void> {
  await endHeld(tools, { code: 'DO', topic: 'statistics' }, day(45), day(45));
  await endHeld(tools, { code: 'HN', topic: 'extracontinental' }, day(10), day(-20));
  const open = (code: string, number: number, fn: AppointmentFunction, topic: string | null): NominationForm => ({
    party: code,
    function: fn,
    topic,
    person: personOf(code, nameOf(code), number),
    startsOn: day(-15),
    endsOn: null,
    note: `Nota de ejemplo ${code}-${day(0).slice(0, 4)}/${number}`,
    replaces: null,
  });
  await tools.as('sv-valida', at(day(3)), 'directory.nominated', async (ctx) =>
    must(await nominate(ctx, open('SV', 11, 'alternate', 'trafficking'))),
  );
  await tools.as('hn', at(day(2)), 'directory.nominated', async (ctx) =>
    must(await nominate(ctx, { ...open('HN', 11, 'alternate', 'extracontinental'), note: null })),
  );
  await tools.as('pa', at(day(6)), 'directory.nominated', async (ctx) =>
    must(await nominate(ctx, { ...open('PA', 11, 'focal_point', 'indicators'), note: null })),
  );
  const refused = await tools.as('secretaria', at(day(30)), 'directory.nominated', async (ctx) =>
    must(await nominate(ctx, open('CR', 11, 'staff', null))),
  );
  await tools.as('secretaria', at(day(28)), 'directory.refused', async (ctx) =>
    must(await refuseNomination(ctx, await appointmentOf(ctx, refused), 'La nota de ejemplo no dice desde qué fecha.')),
  );
}

async function endHeld(
  tools: DemoTools,
  { code, topic }: { readonly code: string; readonly topic: string },
  said: LocalDate,
  endsOn: LocalDate,
): Promise<void> {
  await tools.as('secretaria', at(said), 'directory.ended', async (ctx) => {
    const [held] = await listEntries(ctx.db, { party: code, function: 'focal_point', topic, states: ['confirmed'] });
    if (!held) throw new Error('the example directory lost an appointment');
    must(await end(ctx, held.appointment, endsOn, 'Cambio de puesto de ejemplo.'));
  });
}

async function appointmentOf(ctx: Context, id: string) {
  const found = await findAppointment(ctx.db, id);
  if (!found) throw new Error('the example directory lost an appointment');
  return found;
}

/** The people whose e-mail is that of an example account: their access follows what they hold. */
function emailOf(code: string, number: number): string {
  const key = code.toLowerCase();
  if (code === 'MX' && number === 1) return 'presidencia@ejemplo.invalid';
  if (code === 'HN' && number === 1) return 'hn-jefe@ejemplo.invalid';
  if ((code === 'HN' || code === 'SV') && number === 2) return `${key}-valida@ejemplo.invalid`;
  return number === 4 ? `${key}@ejemplo.invalid` : `persona${number}.${key}@ejemplo.invalid`;
}

function personOf(code: string, country: string, number: number): PersonForm {
  const prefix = PREFIXES[code];
  const two = String(number).padStart(2, '0');
  return {
    name: `Persona Ejemplo ${number} (${country})`,
    post: { es: 'Dirección de ejemplo', en: 'Example directorate' },
    unit: 'Institución de ejemplo',
    email: emailOf(code, number),
    phone: prefix === undefined ? null : `${prefix}${two}`,
    mobile: prefix === undefined || number % 2 === 0 ? null : `${prefix}${String(number + 40)}`,
    langs: code === 'BZ' || code === 'CA' || code === 'US' ? ['en', 'es'] : ['es'],
  };
}

function nameOf(code: string): string {
  return countriesInOrder('es').find((country) => country.code === code)?.name.es ?? code;
}

function keyOf({ function: fn, topic }: Role): string {
  return `${fn} ${topic ?? ''}`;
}

function at(day: LocalDate): Date {
  return new Date(`${day}T15:00:00Z`);
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the example directory was refused: ${result.refusal.code}`);
  return result.value;
}
