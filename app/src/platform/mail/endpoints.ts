import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONFERENCE_ZONE, dayIn, type Lang, type Principal } from '../../kernel/index.ts';
import type { CalendarEvent } from '../calendar/index.ts';
import { feed, findCalendarOwner, type NumberedEvent, noteCalendarRead, numberEvents } from '../calendar/index.ts';
import { type Machinery, readAs } from '../http/index.ts';
import { asSystem } from '../jobs/index.ts';
import { type CalendarItem, type Context, type DueItem, pathTo } from '../system/index.ts';
import { address } from './mail-room.ts';
import { DEFAULT_SETTING } from './setting.ts';
import { findStoppable, getSetting, saveSetting } from './store.ts';

/*
 * The two addresses that open something without a session. Whoever holds the address of a calendar reads that person's
 * meetings and deadlines, by title: so it is as long as a key, kept as a hash, revocable, and ends with the person's
 * access. Whoever holds an unsubscribe address can stop one person's summaries, and nothing else.
 */

/** Registers the calendar to subscribe to, and the end of the summaries in one click (RFC 8058). */
export function registerMail(app: FastifyInstance, machinery: Machinery, origin: string): void {
  app.get<{ Params: { file: string } }>('/calendario/:file', async (request, reply) => {
    const calendar = await readCalendar(machinery, origin, tokenOf(request.params.file));
    if (calendar === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('404\n');
    return calendarReply(request, reply, calendar);
  });

  app.get<{ Params: { mail: string } }>('/unsubscribe/:mail', async (request, reply) => {
    const lang = (request.headers['accept-language'] ?? '').toLowerCase().startsWith('en') ? 'en' : 'es';
    return reply.redirect(pathTo(machinery.house, lang, 'mailbox.stop', { mail: request.params.mail }), 302);
  });

  app.post<{ Params: { mail: string } }>('/unsubscribe/:mail', async (request, reply) => {
    const lang = isPage(request.body) ? request.body.lang : undefined;
    await stopSummaries(machinery, request.params.mail);
    // The same answer for a mail that never was: nobody learns from it.
    if (lang === undefined) return reply.code(200).type('text/plain; charset=utf-8').send('OK\n');
    return reply.redirect(pathTo(machinery.house, lang, 'mailbox.stopped', {}), 303);
  });
}

/** Our own page sends its language as well; mail programs send `List-Unsubscribe=One-Click` and no more. */
function isPage(body: unknown): body is { readonly lang: Lang } {
  return typeof body === 'object' && body !== null && 'lang' in body && (body.lang === 'es' || body.lang === 'en');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function stopSummaries(machinery: Machinery, mail: string): Promise<void> {
  if (!UUID.test(mail)) return;
  const now = machinery.clock.now();
  await asSystem(machinery, async (db) => {
    const account = await findStoppable(db, mail);
    if (account === undefined) return;
    const setting = await getSetting(db, account);
    if (setting.digest === 'none' || !(await saveSetting(db, account, { ...setting, digest: 'none' }, now))) return;
    machinery.audit.appendAtCommit({
      at: now.toISOString(),
      organisation: null,
      person: account,
      roles: [],
      act: 'mailbox.stopped-by-mail',
      permission: null,
      subject: mail,
      outcome: 'done',
    });
  });
}

/** `TOKEN.ics`; anything else opens nothing. */
function tokenOf(file: string): string | undefined {
  return /^([A-Za-z0-9_-]{43})\.ics$/.exec(file)?.[1];
}

async function readCalendar(
  machinery: Machinery,
  origin: string,
  token: string | undefined,
): Promise<string | undefined> {
  if (token === undefined) return undefined;
  const account = await asSystem(machinery, (db) => findCalendarOwner(db, token));
  const found = account === undefined ? undefined : await machinery.session.findPerson(account);
  if (account === undefined || !found) return undefined;
  const now = machinery.clock.now();
  const setting = (await asSystem(machinery, (db) => getSetting(db, account))) ?? DEFAULT_SETTING;
  const who: Principal = {
    ...found,
    lang: setting.lang ?? found.lang,
    roles: [...new Set([...found.roles, 'public' as const])],
  };
  const items = await readAs(machinery, who, now, calendarItems);
  return await asSystem(machinery, async (db) => {
    const numbers = await numberEvents(
      db,
      account,
      items.map(({ event }) => event),
      who.lang,
      now,
    );
    if (await noteCalendarRead(db, account, dayIn(CONFERENCE_ZONE, now))) logReading(machinery, who, now);
    const numbered = items.flatMap(({ event, page }): readonly NumberedEvent[] => {
      const number = numbers.get(event.uid);
      return number
        ? [{ event, ...number, url: address(machinery, { origin }, who.lang, page.route, page.params) }]
        : [];
    });
    const t = machinery.house.translate[who.lang];
    return feed(t('mail.calendar.name'), numbered, who.lang);
  });
}

/** Programs read a calendar many times a day: the log has the first of each day. */
function logReading({ audit }: Machinery, who: Principal, now: Date): void {
  const { organisation, person, roles } = who;
  const at = now.toISOString();
  audit.appendAtCommit({
    at,
    organisation,
    person,
    roles,
    act: 'mailbox.calendar-read',
    permission: null,
    outcome: 'done',
  });
}

/** What the systems have for the reader's calendar, and every deadline of theirs as a whole day. */
async function calendarItems(ctx: Context): Promise<readonly CalendarItem[]> {
  const items: CalendarItem[] = [];
  for (const system of ctx.house.systems) {
    items.push(...((await system.calendar?.(ctx)) ?? []));
    for (const due of (await system.due?.(ctx)) ?? []) {
      const event = eventOf(ctx, system.id, due);
      if (event) items.push({ event, page: due.page ?? { route: 'home.start', params: {} } });
    }
  }
  return items;
}

function eventOf(ctx: Context, system: string, { id, what, due }: DueItem): CalendarEvent | undefined {
  if (due === null) return undefined;
  const title = ctx.t('mail.calendar.due', { what });
  return {
    uid: `${system}-${ctx.who.organisation}-${id}@enlace`,
    title: { es: title, en: title },
    place: { es: null, en: null },
    startsOn: due,
    endsOn: null,
    opensAt: null,
    closesAt: null,
    zone: CONFERENCE_ZONE,
    status: 'confirmed',
    free: true,
  };
}

function calendarReply(request: FastifyRequest, reply: FastifyReply, calendar: string): FastifyReply {
  const tag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache').header('referrer-policy', 'no-referrer');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply
    .header('content-disposition', 'inline; filename="enlace.ics"')
    .type('text/calendar; charset=utf-8')
    .send(calendar);
}
