import type { Bilingual, LocalDate } from '../../kernel/index.ts';
import type { MeetingState } from './states.ts';

export const MEETING_MODES = ['in_person', 'virtual', 'hybrid'] as const;

export type MeetingMode = (typeof MEETING_MODES)[number];

/** The zones in which the Conference meets: its members' capitals. */
export const MEETING_ZONES = [
  'America/Costa_Rica',
  'America/Belize',
  'America/Toronto',
  'America/Santo_Domingo',
  'America/Guatemala',
  'America/Tegucigalpa',
  'America/Mexico_City',
  'America/Managua',
  'America/Panama',
  'America/El_Salvador',
  'America/New_York',
] as const;

/** What people write about a meeting. */
export interface MeetingForm {
  readonly body: string;
  readonly title: Bilingual;
  /** Null while the date is not fixed. */
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  /** `HH:MM` in the zone of the place; null while only the day is fixed. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly zone: string;
  readonly place: { readonly es: string | null; readonly en: string | null };
  readonly mode: MeetingMode;
  /** The gathering at whose side it meets and to which it reports. */
  readonly linkedMeeting: string | null;
}

/** A meeting with the names that pages show. */
export interface Meeting extends MeetingForm {
  readonly id: string;
  readonly code: string;
  readonly status: MeetingState;
  readonly version: number;
  readonly bodyName: Bilingual;
  readonly bodyAcronym: Bilingual;
  /** Body that receives its report. */
  readonly reportsTo: string | null;
}

/** A body with its names, for a list to choose from. */
export interface BodyName {
  readonly code: string;
  readonly name: Bilingual;
  readonly acronym: Bilingual;
}

export const CAPACITIES = ['member', 'observer', 'secretariat', 'civil_society', 'guest'] as const;

export type Capacity = (typeof CAPACITIES)[number];

/** Who took part, or was absent and is still asked. */
export interface Delegation {
  readonly party: string;
  readonly name: Bilingual;
  readonly capacity: Capacity;
  readonly attended: boolean;
}

/** A point of the agenda. The content of `follow_up` is computed from the register, never written. */
export interface AgendaItem {
  readonly id: string;
  readonly ordinal: number;
  readonly title: Bilingual;
  readonly kind: 'topic' | 'follow_up';
}

/** What is wrong with a form, by field, as message keys. */
export function faultsOf(form: MeetingForm): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  if (form.endsOn !== null && form.startsOn === null) faults['starts'] = 'meetings.refusal.first-day-missing';
  else if (form.endsOn !== null && form.startsOn !== null && form.endsOn < form.startsOn)
    faults['ends'] = 'meetings.refusal.ends-before-start';
  if (form.opensAt !== null && form.startsOn === null) faults['starts'] ??= 'meetings.refusal.first-day-missing';
  if (form.closesAt !== null && form.opensAt === null) faults['opens'] = 'meetings.refusal.opening-missing';
  else if (form.closesAt !== null && form.opensAt !== null && isOneDay(form) && form.closesAt <= form.opensAt)
    faults['closes'] = 'meetings.refusal.closes-before-opening';
  return faults;
}

function isOneDay({ startsOn, endsOn }: MeetingForm): boolean {
  return endsOn === null || endsOn === startsOn;
}

/** States in which a meeting stands in the calendars of those invited. */
const INVITED: ReadonlySet<MeetingState> = new Set(['convened', 'agenda_circulated', 'open']);

/** Have the delegations been invited, so that they must hear of what changes? */
export function isInvited(status: MeetingState): boolean {
  return INVITED.has(status);
}

/** Everything that a calendar shows of a meeting; undefined while it has no date. */
export function eventOf(meeting: Meeting): MeetingEvent | undefined {
  const { id, title, place, startsOn, endsOn, opensAt, closesAt, zone, status } = meeting;
  if (startsOn === null) return undefined;
  const shown = status === 'cancelled' ? 'cancelled' : status === 'planned' ? 'tentative' : 'confirmed';
  return { uid: `meeting-${id}@enlace`, title, place, startsOn, endsOn, opensAt, closesAt, zone, status: shown };
}

/** A meeting as calendars hold it. */
export interface MeetingEvent
  extends Pick<MeetingForm, 'title' | 'place' | 'endsOn' | 'opensAt' | 'closesAt' | 'zone'> {
  /** The same for ever: changes and the cancellation find the entry by it. */
  readonly uid: string;
  readonly startsOn: LocalDate;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
}

/** Would anybody's calendar look different? Other changes are nobody's business. */
export function hasMoved(before: MeetingForm, after: MeetingForm): boolean {
  const shown = (form: MeetingForm): string =>
    JSON.stringify([form.title, form.place, form.startsOn, form.endsOn, form.opensAt, form.closesAt, form.zone]);
  return shown(before) !== shown(after);
}

/**
 * The address of a new meeting: year, month and the place's initials (`2016-11-SPS`), or the body's code while the
 * date is not fixed. Taken addresses are passed in; a second meeting of the same month and place gets a number.
 */
export function suggestCode(
  meeting: { readonly startsOn: LocalDate | null; readonly place: string | null; readonly body: string },
  taken: ReadonlySet<string>,
): string {
  const sign = initials(meeting.place) ?? meeting.body;
  const base = meeting.startsOn === null ? `${meeting.body}-X` : `${meeting.startsOn.slice(0, 7)}-${sign}`;
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(code)) return code;
  }
}

/** "San Pedro Sula, Honduras" becomes SPS, "Tegucigalpa" TEG. */
function initials(place: string | null): string | undefined {
  const city = (place ?? '').split(',')[0] ?? '';
  const words = city
    .normalize('NFD')
    .replaceAll(/[^A-Za-z ]/g, '')
    .split(' ')
    .filter((word) => word.length > 2);
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? '').slice(0, 3);
  return letters === '' ? undefined : letters.toUpperCase().slice(0, 6);
}

/** The symbol of a meeting's report, as the Conference writes it: `CRM/RFE/2016/INF-01`. */
export function reportSymbol(
  meeting: { readonly body: string; readonly startsOn: LocalDate | null },
  taken: ReadonlySet<string>,
): string {
  const year = meeting.startsOn?.slice(0, 4) ?? 's-f';
  const root = meeting.body === 'CRM' ? 'CRM' : `CRM/${meeting.body}`;
  for (let number = 1; ; number += 1) {
    const symbol = `${root}/${year}/INF-${String(number).padStart(2, '0')}`;
    if (!taken.has(symbol)) return symbol;
  }
}
