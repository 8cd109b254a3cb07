import { z } from 'zod';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { hashCalendarToken } from '../../platform/calendar/index.ts';
import { choice, id, integer } from '../../platform/http/index.ts';
import { DIGESTS, getSetting, mayStopDigest, saveSetting, zoneOfCountry } from '../../platform/mail/index.ts';
import { type Context, command, page, type Route } from '../../platform/system/index.ts';
import type { Mail } from './kept.ts';
import { listView } from './pages/list.tsx';
import { mailView } from './pages/mail.tsx';
import { type SettingsData, settingsView } from './pages/settings.tsx';
import { stoppedView, stopView } from './pages/stop.tsx';
import { unreachedView } from './pages/unreached.tsx';
import { deleteToken, findMail, findToken, listMails, listUnreached, putToken } from './store.ts';
import { ZONES } from './zones.ts';

const MOST_MAILS = 100;
const nothing = z.strictObject({});

/** The account of the reader; every page here is for people who have signed in. */
function ownAccount(ctx: Context): Result<string> {
  return ctx.who.person === null ? refuse('not-found', 'http.not-found') : ok(ctx.who.person);
}

const list = page({
  id: 'mailbox.list',
  path: { es: '/correo', en: '/mail' },
  permission: 'mail.read',
  audit: 'mailbox.listed',
  input: nothing,
  async load(ctx) {
    const account = ownAccount(ctx);
    if (!account.ok) return account;
    return ok({ mails: await listMails(ctx.db, account.value, MOST_MAILS), chases: ctx.can('mail.chase') });
  },
  view: listView,
  api: {
    path: '/mails',
    output: z.object({
      mails: z.array(z.object({ id: z.string(), cause: z.string(), subject: z.string().nullable(), at: z.string() })),
    }),
    from: ({ mails }) => ({ mails: mails.map((mail) => ({ ...mail, at: mail.at.toISOString() })) }),
  },
});

const mail = page({
  id: 'mailbox.mail',
  path: { es: '/correo/:id', en: '/mail/:id' },
  permission: 'mail.read',
  audit: 'mailbox.opened',
  input: z.strictObject({ id: id() }),
  async load(ctx, input): Promise<Result<Mail>> {
    const account = ownAccount(ctx);
    if (!account.ok) return account;
    const found = await findMail(ctx.db, account.value, input.id);
    if (!found) return refuse('not-found', 'http.not-found');
    ctx.subject(found.id);
    return ok(found);
  },
  view: mailView,
});

const unreached = page({
  id: 'mailbox.unreached',
  path: { es: '/correo/sin-entregar', en: '/mail/undelivered' },
  permission: 'mail.chase',
  audit: 'mailbox.unreached-listed',
  input: nothing,
  load: async (ctx) => ok({ unreached: await listUnreached(ctx.db, MOST_MAILS) }),
  view: unreachedView,
  api: {
    path: '/mails/undelivered',
    output: z.object({
      mails: z.array(
        z.object({
          id: z.string(),
          party: z.string(),
          cause: z.string(),
          reply: z.string().nullable(),
          at: z.string(),
        }),
      ),
    }),
    from: (data) => ({
      mails: data.unreached.map((one) => ({ ...one, at: one.at?.toISOString() ?? '' })),
    }),
  },
});

async function settingsData(ctx: Context): Promise<Result<SettingsData>> {
  const account = ownAccount(ctx);
  if (!account.ok) return account;
  const kept = await findToken(ctx.db, account.value);
  const token = kept && calendarToken(ctx, account.value, kept.madeAt);
  // Without the key that it was made with, an address cannot be shown again: a new one is made then.
  const isKnown = token !== undefined && hashCalendarToken(token).equals(kept?.hash ?? new Uint8Array());
  return ok({
    setting: await getSetting(ctx.db, account.value),
    ownZone: zoneOfCountry(ctx.who.country),
    mayStop: mayStopDigest(ctx.who.roles),
    calendar: kept ? { file: isKnown ? `/calendario/${token}.ics` : null, lastReadOn: kept.lastReadOn } : null,
    mails: ctx.can('mail.read'),
  });
}

/** Made again whenever its owner looks, from the installation's key: what is kept opens nothing. */
function calendarToken(ctx: Context, account: string, madeAt: Date): string {
  return ctx.secretFor(`calendar\n${account}\n${madeAt.toISOString()}`);
}

const settings = page({
  id: 'mailbox.settings',
  path: { es: '/avisos', en: '/notifications' },
  permission: 'notification-setting.read',
  audit: 'mailbox.settings-opened',
  input: nothing,
  load: settingsData,
  view: settingsView,
});

const saveSettings = command({
  id: 'mailbox.settings-save',
  path: { es: '/avisos', en: '/notifications' },
  permission: 'notification-setting.change',
  audit: 'mailbox.settings-saved',
  back: 'mailbox.settings',
  input: z.strictObject({
    version: integer({ min: 0, max: 1_000_000 }),
    lang: choice(['es', 'en']),
    zone: z.string('http.input.missing').max(60, 'http.input.choice'),
    digest: choice(DIGESTS),
  }),
  async run(ctx, input) {
    const account = ownAccount(ctx);
    if (!account.ok) return account;
    if (!ZONES.includes(input.zone)) return refuseFields('http.input', { zone: 'http.input.choice' });
    if (input.digest === 'none' && !mayStopDigest(ctx.who.roles))
      return refuseFields('http.input', { digest: 'mailbox.refusal.must-be-told' });
    const saved = await saveSetting(ctx.db, account.value, input, ctx.now);
    return saved ? ok({}) : refuse('conflict', 'http.changed-meanwhile');
  },
  then: (ctx) => ({ to: ctx.url('mailbox.settings'), say: 'mailbox.said.saved' }),
  api: { path: '/notifications', output: z.object({}), from: () => ({}) },
});

const makeCalendar = command({
  id: 'mailbox.calendar-make',
  path: { es: '/avisos/calendario', en: '/notifications/calendar' },
  permission: 'calendar-token.make',
  audit: 'mailbox.calendar-made',
  back: 'mailbox.settings',
  input: nothing,
  async run(ctx) {
    const account = ownAccount(ctx);
    if (!account.ok) return account;
    await putToken(ctx.db, account.value, hashCalendarToken(calendarToken(ctx, account.value, ctx.now)), ctx.now);
    return ok({});
  },
  then: (ctx) => ({ to: `${ctx.url('mailbox.settings')}#calendar`, say: 'mailbox.said.calendar-made' }),
});

const revokeCalendar = command({
  id: 'mailbox.calendar-revoke',
  path: { es: '/avisos/calendario/anular', en: '/notifications/calendar/revoke' },
  permission: 'calendar-token.revoke',
  audit: 'mailbox.calendar-revoked',
  back: 'mailbox.settings',
  input: nothing,
  async run(ctx) {
    const account = ownAccount(ctx);
    if (!account.ok) return account;
    return (await deleteToken(ctx.db, account.value)) ? ok({}) : refuse('conflict', 'http.changed-meanwhile');
  },
  then: (ctx) => ({ to: `${ctx.url('mailbox.settings')}#calendar`, say: 'mailbox.said.calendar-revoked' }),
});

/** Where the link for older mail programs leads. Opening it changes nothing: programs that scan mail open every link. */
const stop = page({
  id: 'mailbox.stop',
  path: { es: '/avisos/baja/:mail', en: '/notifications/stop/:mail' },
  permission: 'site.read',
  audit: 'mailbox.stop-opened',
  input: z.strictObject({ mail: id() }),
  load: async (_, input) => ok(input),
  view: stopView,
});

const stopped = page({
  id: 'mailbox.stopped',
  path: { es: '/avisos/baja', en: '/notifications/stop' },
  permission: 'site.read',
  audit: 'mailbox.stopped-shown',
  input: nothing,
  load: async () => ok({}),
  view: stoppedView,
});

/** Mails, whom they did not reach, how a person is told, and the calendar. */
export const routes: readonly Route[] = [
  list,
  mail,
  unreached,
  settings,
  saveSettings,
  makeCalendar,
  revokeCalendar,
  stop,
  stopped,
];
