import { formatDate, type Lang, type LocalDate, type Principal } from '../../kernel/index.ts';
import { invitation, numberEvents } from '../calendar/index.ts';
import type { Transaction } from '../database/index.ts';
import { type Machinery, readAs } from '../http/index.ts';
import { asSystem, lastDayOf, type Repeated, repeatedly } from '../jobs/index.ts';
import { mayEver } from '../policy/index.ts';
import type { Context, DueItem, NewsItem } from '../system/index.ts';
import { pathTo } from '../system/index.ts';
import { type Said, sentenceOf, writeLetter } from './letter.tsx';
import { logMail, type PostOptions, postOffice } from './post-office.ts';
import { reminderOf } from './reminder.ts';
import {
  DAILY,
  DEFAULT_SETTING,
  digestOf,
  mayStopDigest,
  type NotificationSetting,
  WEEKLY,
  zoneOf,
} from './setting.ts';
import {
  addTellings,
  eraseOldWords,
  hasOpen,
  insertMail,
  listDone,
  listSettings,
  type NewTelling,
  noteDone,
  type OpenTelling,
  settle,
  spreadToPeople,
  takeOpen,
} from './store.ts';

/*
 * From what was told to mail. Each step is one transaction that writes what it made and notes that it was made, under a
 * key that cannot come twice; so a crash between two steps, a second process and a clock that jumps neither lose nor
 * repeat anything. Only the last step leaves the house (post-office.ts says what that costs).
 *
 *   act: outbox row -> row for each person of the party -> mail (at once, or in the summary of the day) -> sent
 */

export interface MailRoomOptions extends PostOptions {
  /** Address of the sender, also of invitations. */
  readonly from: string;
  /** The example has its first summary at once; elsewhere a person's first one comes on the next Monday. */
  readonly firstDigestAtOnce: boolean;
}

export interface MailRoom extends Repeated {
  /** Does all that is to be done now, to the last mail in hand. */
  settle(): Promise<void>;
}

/** A person who can be told, with what they chose. */
interface Person {
  readonly who: Principal;
  readonly person: string;
  readonly email: string;
  readonly setting: NotificationSetting;
}

const PAUSE_MS = 2000;
const MINUTE_MS = 60_000;

/** Turns what was told into mail, and sends it. */
export function mailRoom(machinery: Machinery, options: MailRoomOptions): MailRoom {
  const post = postOffice(machinery, options);
  let lookedAt = Number.NaN;

  async function round(): Promise<false> {
    const now = machinery.clock.now();
    const minute = Math.floor(now.getTime() / MINUTE_MS);
    const open = await asSystem(machinery, hasOpen);
    // Hours are looked at once a minute, and whenever the clock has moved, whichever way.
    const isMinute = minute !== lookedAt;
    if (isMinute || open) {
      const people = await listPeople(machinery);
      await asSystem(machinery, (db) => spreadToPeople(db, peopleOf(machinery, people), now));
      if (isMinute) await keepHours(machinery, options, people, now);
      await asSystem(machinery, (db) => writeUrgent(db, machinery, options, people, now));
      lookedAt = minute;
    }
    await post.send();
    return false;
  }

  const loop = repeatedly(round, PAUSE_MS, (error) => machinery.fault(error, 'mail room'));
  return {
    settle: async () => {
      await round();
      await post.idle();
    },
    start: () => loop.start(),
    stop: async () => {
      await loop.stop();
      await post.close();
    },
  };
}

/** Everybody whose access stands, reading as they do: also what the public may, and in the language they chose. */
async function listPeople(machinery: Machinery): Promise<ReadonlyMap<string, Person>> {
  const settings = await asSystem(machinery, listSettings);
  const people = (await machinery.session.everyone()).flatMap(({ who, email }): readonly Person[] => {
    if (who.person === null) return [];
    const setting = settings.get(who.person) ?? DEFAULT_SETTING;
    const reader = { ...who, lang: setting.lang ?? who.lang, roles: [...new Set([...who.roles, 'public' as const])] };
    return [{ who: reader, person: who.person, email, setting }];
  });
  return new Map(people.map((one) => [one.person, one]));
}

/** Those of a party who may open the page: nobody is told of what they may not see. */
function peopleOf(machinery: Machinery, people: ReadonlyMap<string, Person>) {
  return (party: string, route: string): readonly string[] =>
    [...people.values()]
      .filter(({ who }) => who.organisation === party && mayOpen(machinery, who, route))
      .map(({ person }) => person);
}

function mayOpen({ house }: Machinery, who: Principal, route: string): boolean {
  const page = house.routes.get(route);
  return page !== undefined && mayEver(house.policy, who, page.permission);
}

/** Reminders of the day and summaries, for everybody at whose place the hour has come. */
async function keepHours(
  machinery: Machinery,
  options: MailRoomOptions,
  people: ReadonlyMap<string, Person>,
  now: Date,
): Promise<void> {
  const { reminders, digests } = await asSystem(machinery, async (db) => ({
    reminders: await listDone(db, 'reminders'),
    digests: await listDone(db, 'digest'),
  }));
  for (const one of people.values()) {
    const zone = zoneOf(one.setting, one.who);
    const today = lastDayOf(DAILY, zone, now);
    if (!reminders.get(one.person)?.has(today)) await remind(machinery, one, today, now);
    const digest = digestOf(one.setting, one.who.roles);
    const day = lastDayOf(digest === 'daily' ? DAILY : WEEKLY, zone, now);
    if (digests.get(one.person)?.has(day)) continue;
    const isFirst = !digests.has(one.person) && !options.firstDigestAtOnce;
    await summarise(machinery, options, one, { day, isFirst }, now);
  }
  await asSystem(machinery, (db) => eraseOldWords(db, now));
}

/** What waits for a person, read as they would read it. */
async function readDue(ctx: Context): Promise<readonly DueItem[]> {
  const due: DueItem[] = [];
  for (const system of ctx.house.systems) due.push(...((await system.due?.(ctx)) ?? []));
  return due;
}

/** Writes the reminders that must reach a person at once. */
async function remind(machinery: Machinery, one: Person, day: LocalDate, now: Date): Promise<void> {
  const tellings = await readAs(machinery, one.who, now, async (ctx) =>
    remindersOf(ctx, one.person, await readDue(ctx)),
  );
  await asSystem(machinery, async (db) => {
    if (!(await noteDone(db, { schedule: 'reminders', subject: one.person, day, at: now }))) return;
    await addTellings(
      db,
      tellings.filter(({ urgency }) => urgency === 'now'),
      now,
    );
  });
}

function remindersOf(ctx: Context, account: string, due: readonly DueItem[]): readonly NewTelling[] {
  return due.flatMap((item) => {
    const reminder = reminderOf(item, ctx.today);
    if (!reminder || item.due === null) return [];
    const { nearness, urgency, key } = reminder;
    const page = item.page ?? { route: 'home.start', params: {} };
    return [
      {
        account,
        kind: `mail.reminder.${nearness}`,
        urgency,
        key,
        route: page.route,
        params: { ...page.params, due: item.due },
      },
    ];
  });
}

function newsOf(account: string, news: readonly NewsItem[]): readonly NewTelling[] {
  return news.map(({ kind, key, page }) => ({ account, kind, key, urgency: 'digest', ...page }));
}

/**
 * The summary of one day for one person: what comes near or is late, and what is new. What was said once is not said
 * again; a day with nothing to say is noted and brings no mail. The first day only marks from when on.
 */
async function summarise(
  machinery: Machinery,
  options: MailRoomOptions,
  one: Person,
  { day, isFirst }: { readonly day: LocalDate; readonly isFirst: boolean },
  now: Date,
): Promise<void> {
  const read = await readAs(machinery, one.who, now, async (ctx) => {
    const due = await readDue(ctx);
    const news: NewsItem[] = [];
    for (const system of ctx.house.systems) news.push(...((await system.news?.(ctx)) ?? []));
    return {
      tellings: [...remindersOf(ctx, one.person, due), ...newsOf(one.person, news)],
      open: due.length,
      late: due.filter((item) => item.due !== null && item.due < ctx.today).length,
    };
  });
  await asSystem(machinery, async (db) => {
    if (!(await noteDone(db, { schedule: 'digest', subject: one.person, day, at: now })) || isFirst) return;
    await addTellings(
      db,
      read.tellings.filter(({ urgency }) => urgency === 'digest'),
      now,
    );
    const told = await takeOpen(db, { urgency: 'digest', account: one.person });
    const digest = digestOf(one.setting, one.who.roles);
    if (told.length === 0 || digest === 'none') {
      await settle(db, idsOf(told), null, now);
      return;
    }
    const { lang } = one.who;
    const t = machinery.house.translate[lang];
    const said: Said = {
      lang,
      title: t(`mail.digest.${digest}`, { date: formatDate(day, lang) }),
      groups: [
        { heading: t('mail.digest.due'), lines: told.filter(isReminder) },
        { heading: t('mail.digest.news'), lines: told.filter((line) => !isReminder(line)) },
      ].filter(({ lines }) => lines.length > 0),
      sum: read.open === 0 ? null : t('mail.digest.sum', { count: read.open, late: read.late }),
      link: { label: t('mail.link.due'), url: address(machinery, options, lang, 'home.start', {}) },
      hasMeeting: false,
      exampleMode: machinery.exampleMode,
    };
    const mail = await insertMail(db, {
      ...recipient(one),
      ...writeLetter(said, t),
      cause: 'digest',
      key: `digest:${day}`,
      mayStop: mayStopDigest(one.who.roles),
      calendar: null,
      now,
    });
    await settle(db, idsOf(told), mail, now);
    logMail(machinery, 'mail.written', { id: mail, party: one.who.organisation ?? '' }, now);
  });
}

/** A mail for each matter that cannot wait; the deadlines that came near on one day share one. */
async function writeUrgent(
  db: Transaction,
  machinery: Machinery,
  options: MailRoomOptions,
  people: ReadonlyMap<string, Person>,
  now: Date,
): Promise<void> {
  for (const tellings of bundles(await takeOpen(db, { urgency: 'now' }))) {
    const [first] = tellings;
    const one = first && people.get(first.account);
    if (!first || !one || !mayOpen(machinery, one.who, first.route)) {
      await settle(db, idsOf(tellings), null, now);
      continue;
    }
    const { lang } = one.who;
    const t = machinery.house.translate[lang];
    const single = tellings.length === 1;
    const sentence = sentenceOf(first, t, lang);
    const said: Said = {
      lang,
      title: single ? t('mail.urgent.one', { sentence }) : t('mail.urgent.several', { count: tellings.length }),
      // One matter is its own subject.
      groups: single ? [] : [{ heading: null, lines: tellings }],
      sum: null,
      link: single
        ? { label: t('mail.link.open'), url: address(machinery, options, lang, first.route, first.params) }
        : { label: t('mail.link.due'), url: address(machinery, options, lang, 'home.start', {}) },
      hasMeeting: first.invitation !== null,
      exampleMode: machinery.exampleMode,
    };
    const mail = await insertMail(db, {
      ...recipient(one),
      ...writeLetter(said, t),
      cause: first.invitation ? 'invitation' : 'urgent',
      key: `now:${first.id}`,
      mayStop: false,
      calendar: await calendarPart(db, machinery, options, one, first, now),
      now,
    });
    await settle(db, idsOf(tellings), mail, now);
    logMail(machinery, 'mail.written', { id: mail, party: one.who.organisation ?? '' }, now);
  }
}

function isReminder({ kind }: { readonly kind: string }): boolean {
  return kind.startsWith('mail.reminder.');
}

/** Reminders of one person together, everything else alone. */
function bundles(open: readonly OpenTelling[]): readonly (readonly OpenTelling[])[] {
  const reminders = new Map<string, OpenTelling[]>();
  const alone: OpenTelling[][] = [];
  for (const telling of open) {
    if (!isReminder(telling)) alone.push([telling]);
    else reminders.set(telling.account, [...(reminders.get(telling.account) ?? []), telling]);
  }
  return [...alone, ...reminders.values()];
}

async function calendarPart(
  db: Transaction,
  machinery: Machinery,
  options: MailRoomOptions,
  one: Person,
  { invitation: asked, route, params }: OpenTelling,
  now: Date,
): Promise<string | null> {
  if (!asked) return null;
  const { lang } = one.who;
  const numbers = await numberEvents(db, one.person, [asked.event], lang, now);
  const number = numbers.get(asked.event.uid);
  if (!number) return null;
  const url = address(machinery, options, lang, route, params);
  const people = { organiser: { name: 'Enlace', email: options.from }, guest: one.email };
  return invitation(asked.method, { event: asked.event, ...number, url }, people, lang);
}

/** The whole address of a page: only the parameters of its path, never a query. */
export function address(
  { house }: Pick<Machinery, 'house'>,
  { origin }: Pick<MailRoomOptions, 'origin'>,
  lang: Lang,
  route: string,
  params: Readonly<Record<string, string>>,
): string {
  const path = house.routes.get(route)?.path[lang] ?? '';
  const inPath = Object.entries(params).filter(([name]) => path.split('/').includes(`:${name}`));
  return `${origin}${pathTo(house, lang, route, Object.fromEntries(inPath))}`;
}

function recipient({ who, person }: Person) {
  return { account: person, party: who.organisation ?? '', name: who.name, lang: who.lang };
}

function idsOf(tellings: readonly OpenTelling[]): readonly string[] {
  return tellings.map(({ id }) => id);
}
