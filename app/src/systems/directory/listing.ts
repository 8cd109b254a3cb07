import {
  type AppointmentFunction,
  type Bilingual,
  compareText,
  FUNCTIONS,
  foldForSearch,
  type Lang,
  type LocalDate,
} from '../../kernel/index.ts';
import { type Appointment, isActiveOn } from './appointment.ts';

/** A subject for which people are named. */
export interface Topic {
  readonly code: string;
  readonly name: Bilingual;
  /** Every country names a focal point for it. */
  readonly focalPointExpected: boolean;
}

/** Somebody in the directory. */
export interface Person {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly post: { readonly es: string | null; readonly en: string | null };
  readonly unit: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly langs: readonly Lang[];
  readonly verifiedOn: LocalDate;
  readonly version: number;
  /** The person's account, if they can sign in. */
  readonly account: string | null;
}

/** An appointment with how it came about. */
export interface AppointmentRecord extends Appointment {
  readonly note: string | null;
  readonly noteDocument: string | null;
  readonly replaces: string | null;
  readonly reason: string | null;
  readonly proposedAt: Date;
  readonly nominatedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
}

/** One line of the directory: who holds what. */
export interface Entry {
  readonly person: Person;
  readonly appointment: AppointmentRecord;
}

/** What the list is narrowed to. */
export interface Filter {
  readonly q?: string | undefined;
  readonly country?: string | undefined;
  readonly topic?: string | undefined;
  readonly fn?: AppointmentFunction | undefined;
}

/** Names of parties and topics, for finding people by them. */
export interface Names {
  readonly party: (code: string) => Bilingual;
  readonly isCountry: (code: string) => boolean;
  readonly topic: (code: string) => Bilingual;
}

/** Entries held on that day and asked for: every word must occur in the name, post, unit, party or topic, accents aside. */
export function entriesOn(entries: readonly Entry[], day: LocalDate, filter: Filter, names: Names): readonly Entry[] {
  const words = foldForSearch(filter.q ?? '')
    .split(' ')
    .filter(Boolean);
  return entries.filter((entry) => {
    const { appointment } = entry;
    return (
      isActiveOn(appointment, day) &&
      (filter.country === undefined || appointment.party === filter.country) &&
      (filter.topic === undefined || appointment.topic === filter.topic) &&
      (filter.fn === undefined || appointment.function === filter.fn) &&
      words.every((word) => searchText(entry, names).includes(word))
    );
  });
}

function searchText({ person, appointment }: Entry, names: Names): string {
  const party = names.party(appointment.party);
  const topic = appointment.topic === null ? undefined : names.topic(appointment.topic);
  const parts = [person.name, person.post.es, person.post.en, person.unit, party.es, party.en, appointment.party];
  return foldForSearch([...parts, topic?.es, topic?.en].filter(Boolean).join(' '));
}

/** In what order people of one country are shown: by function, the whole before a topic, then by topic and name. */
export function inOrder(entries: readonly Entry[], names: Names, lang: Lang): readonly Entry[] {
  const topicOf = ({ appointment }: Entry): string =>
    appointment.topic === null ? '' : names.topic(appointment.topic)[lang];
  return entries.toSorted(
    (a, b) =>
      FUNCTIONS.indexOf(a.appointment.function) - FUNCTIONS.indexOf(b.appointment.function) ||
      compareText(topicOf(a), topicOf(b), lang) ||
      compareText(a.person.name, b.person.name, lang),
  );
}

export interface EntryGroup {
  /** Code of the party or the topic; empty for the work as a whole. */
  readonly code: string;
  readonly entries: readonly Entry[];
}

/** By country, or by topic with the people for the whole first; groups alphabetical in the language, never ranked. */
export function inGroups(
  entries: readonly Entry[],
  by: 'country' | 'topic',
  names: Names,
  lang: Lang,
): readonly EntryGroup[] {
  const keyOf = ({ appointment }: Entry): string => (by === 'country' ? appointment.party : (appointment.topic ?? ''));
  const nameOf = (code: string): string => (code === '' ? '' : names.topic(code)[lang]);
  const inTheOrder = (a: string, b: string): number =>
    by === 'country' ? compareParties(a, b, names, lang) : compareText(nameOf(a), nameOf(b), lang);
  const codes = [...new Set(entries.map(keyOf))].toSorted(inTheOrder);
  return codes.map((code) => {
    const here = inOrder(
      entries.filter((entry) => keyOf(entry) === code),
      names,
      lang,
    );
    return { code, entries: by === 'country' ? here : byParty(here, names, lang) };
  });
}

function byParty(entries: readonly Entry[], names: Names, lang: Lang): readonly Entry[] {
  return entries.toSorted((a, b) => compareParties(a.appointment.party, b.appointment.party, names, lang));
}

/** Countries in the order of the language, then organisations. */
export function compareParties(a: string, b: string, names: Names, lang: Lang): number {
  const kind = Number(names.isCountry(b)) - Number(names.isCountry(a));
  return kind !== 0 ? kind : compareText(names.party(a)[lang], names.party(b)[lang], lang);
}

/** Everything that one person holds in a list, together, in the order of the list. */
export function byPerson(entries: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const held = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const known = held.get(entry.person.id);
    if (known) known.push(entry);
    else held.set(entry.person.id, [entry]);
  }
  return [...held.values()];
}

/**
 * How to reach somebody is for those who may need to: anybody while the person holds a function, afterwards only their
 * own organisation and the secretariat. What the person was remains history for all.
 */
export function contactShown(holdsFunction: boolean, isOwnOrSecretariat: boolean): boolean {
  return holdsFunction || isOwnOrSecretariat;
}
