import {
  type AppointmentFunction,
  type Bilingual,
  compareText,
  FUNCTIONS,
  formatDate,
  inLang,
  type Lang,
  type LocalDate,
} from '../../../kernel/index.ts';
import type { Crumb, ViewContext } from '../../../platform/system/index.ts';
import type { Contact, ContactWay, Option, Tone } from '../../../ui/index.ts';
import { type Seat, type Standing, standingOn } from '../appointment.ts';
import type { AppointmentRecord, Entry, Names, Person, Topic } from '../listing.ts';
import { parsePhone } from '../phone.ts';
import { isStale } from '../reconfirmation.ts';

/** A party as the directory names it. */
export interface DirectoryParty {
  readonly code: string;
  readonly kind: string;
  readonly name: Bilingual;
  readonly short: Bilingual;
}

/** The parties and topics that everything here is named by. */
export interface Known {
  readonly parties: ReadonlyMap<string, DirectoryParty>;
  readonly topics: readonly Topic[];
}

export type Words = Pick<ViewContext, 't' | 'lang' | 'url' | 'today'>;

export function namesOf({ parties, topics }: Known): Names {
  const names = new Map(topics.map((topic) => [topic.code, topic.name]));
  return {
    party: (code) => {
      const party = parties.get(code);
      return (party && usesAcronym(party) ? party.short : party?.name) ?? { es: code, en: code };
    },
    isCountry: (code) => parties.get(code)?.kind === 'country',
    topic: (code) => names.get(code) ?? { es: code, en: code },
  };
}

/** Organisations are called by their acronym; a country and the secretariat by their name. */
function usesAcronym({ kind }: DirectoryParty): boolean {
  return kind === 'organisation' || kind === 'civil_society';
}

export function partyName(known: Known, code: string, lang: Lang): string {
  return namesOf(known).party(code)[lang];
}

export function functionName({ t }: Pick<Words, 't'>, fn: AppointmentFunction): string {
  return t(`directory.function.${fn}`);
}

/** "Punto focal · Trata de personas", or the function alone when it is for the work as a whole. */
export function seatName(ctx: Words, known: Known, { function: fn, topic }: Omit<Seat, 'party'>): string {
  const name = functionName(ctx, fn);
  return topic === null ? name : `${name} · ${namesOf(known).topic(topic)[ctx.lang]}`;
}

export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  proposed: 'neutral',
  nominated: 'active',
  confirmed: 'active',
  active: 'done',
  ending: 'soon',
  ended: 'none',
  refused: 'none',
};

/** "desde 3 mar 2017", "1 ene 2015 a 3 mar 2017": the second day is the one from which it is no longer held. */
export function termWords(
  { t, lang }: Words,
  { startsOn, endsOn }: Pick<AppointmentRecord, 'startsOn' | 'endsOn'>,
): string {
  return endsOn === null
    ? t('directory.term.since', { from: formatDate(startsOn, lang) })
    : t('directory.term.until', { from: formatDate(startsOn, lang), to: formatDate(endsOn, lang) });
}

/** How to reach somebody, the quickest first. */
export function waysOf({ t }: Words, person: Person): readonly ContactWay[] {
  const calls = (
    [
      ['mobile', person.mobile],
      ['phone', person.phone],
    ] as const
  ).flatMap(([kind, number]) => {
    const phone = number === null ? undefined : parsePhone(number);
    const label = t(`directory.way.${kind}`, { name: person.name });
    return phone?.ok ? [{ ...phone.value, kind: t(`directory.short.${kind}`), label }] : [];
  });
  const { email } = person;
  if (email === null) return calls;
  const label = t('directory.way.email', { name: person.name });
  return [...calls, { shown: email, href: `mailto:${encodeURI(email)}`, label }];
}

export function postIn(person: Person, lang: Lang): { readonly text: string; readonly lang: Lang } | undefined {
  const post = inLang({ es: person.post.es ?? undefined, en: person.post.en ?? undefined }, lang);
  return post.text === '' ? undefined : post;
}

/** One person of a list, with all they hold there. In the past nobody is called: only who it was and when. */
export function contactOf(
  ctx: Words,
  [{ person, appointment }, ...more]: readonly [Entry, ...Entry[]],
  shown: { readonly roleOf: (appointment: AppointmentRecord) => string; readonly on: LocalDate },
): Contact {
  const post = postIn(person, ctx.lang);
  const now = shown.on === ctx.today;
  const base = {
    name: person.name,
    href: ctx.url('directory.person', { id: person.id }),
    roles: [appointment, ...more.map((entry) => entry.appointment)].map(shown.roleOf),
    ...(post && { post: post.text, ...(post.lang !== ctx.lang && { postLang: post.lang }) }),
  };
  if (!now) return { ...base, ways: [], verified: termWords(ctx, appointment) };
  const ending = [appointment, ...more.map((entry) => entry.appointment)].find(
    (one) => standingOn(one, shown.on) === 'ending',
  );
  const status = ending?.endsOn
    ? { tone: 'soon' as const, text: ctx.t('directory.ends', { date: formatDate(ending.endsOn, ctx.lang) }) }
    : isStale(person.verifiedOn, ctx.today)
      ? { tone: 'soon' as const, text: ctx.t('directory.unverified') }
      : undefined;
  return {
    ...base,
    ways: waysOf(ctx, person),
    verified: ctx.t('directory.verified', { date: formatDate(person.verifiedOn, ctx.lang) }),
    ...(status && { status }),
  };
}

export function functionOptions(ctx: Words): readonly Option[] {
  return FUNCTIONS.map((fn) => ({ value: fn, label: functionName(ctx, fn) }));
}

export function topicOptions({ lang }: Words, known: Known): readonly Option[] {
  return known.topics
    .map(({ code, name }) => ({ value: code, label: name[lang] }))
    .toSorted((a, b) => compareText(a.label, b.label, lang));
}

export function crumbs(ctx: Words, ...more: readonly Crumb[]): readonly Crumb[] {
  return [{ label: ctx.t('directory.navigation'), href: ctx.url('directory.list') }, ...more];
}
