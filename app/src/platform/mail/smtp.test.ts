import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORIGIN, PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import { type TestSmtp, testSmtp } from '../../../test/smtp.ts';
import { type MailRoom, mailRoom } from './mail-room.ts';
import { smtpTransport } from './smtp.ts';
import type { Telling } from './telling.ts';

const FROM = 'enlace@conferencia.invalid';
const HOUR = 3_600_000;

let site: TestSite;
let smtp: TestSmtp;
let room: MailRoom;
let now: number;

beforeEach(async () => {
  now = Date.parse('2017-01-17T16:00:00Z');
  site = await testSite({ now: new Date(now).toISOString() });
  smtp = await testSmtp();
  room = roomWith(smtp.url);
});
afterEach(async () => {
  await room.stop();
  await smtp.close();
  await site.close();
});

function roomWith(url: string): MailRoom {
  const transport = smtpTransport({ url, from: FROM, timeoutMs: 500 });
  return mailRoom(site.machinery, { transport, origin: ORIGIN, from: FROM, firstDigestAtOnce: false });
}

async function later(ms: number): Promise<void> {
  now += ms;
  site.setNow(new Date(now).toISOString());
  await room.settle();
}

function convened(account: string, key = account): Telling {
  return {
    to: { accounts: [account] },
    kind: 'meetings.told.convened',
    urgency: 'now',
    route: 'meetings.detail',
    params: { code: '2017-03-SJO' },
    key,
    invitation: {
      method: 'request',
      event: {
        uid: 'meeting-ejemplo@enlace',
        title: { es: 'Reunión de la Red, San José', en: 'Meeting of the Network, San José' },
        place: { es: 'San José; Costa Rica', en: 'San José; Costa Rica' },
        startsOn: '2017-03-15',
        endsOn: '2017-03-15',
        opensAt: '09:00',
        closesAt: '17:00',
        zone: 'America/New_York',
        status: 'confirmed',
      },
    },
  };
}

function tell(...tellings: readonly Telling[]): Promise<void> {
  return site.act('secretariat', async (ctx) => {
    for (const telling of tellings) await ctx.tell(telling);
  });
}

async function kept(account: string): Promise<Record<string, unknown>> {
  const { rows } = await site.database.admin.pool.query('select * from platform.mail where account = $1', [account]);
  return rows[0] as Record<string, unknown>;
}

describe('a mail on its way', () => {
  it('arrives in both forms, in UTF-8, with the meeting for the calendar and the headers of an automatic mail', async () => {
    await tell(convened('honduras'));
    await room.settle();
    const [mail] = smtp.taken;
    expect(smtp.taken).toHaveLength(1);
    expect(mail).toMatchObject({
      subject: 'Enlace: 2017-03-SJO: Reunión convocada',
      from: { name: 'Enlace', address: FROM },
      to: [{ address: 'honduras@ejemplo.invalid' }],
      date: '2017-01-17T16:00:00.000Z',
    });
    expect(mail?.text).toContain('Abrir en Enlace:\nhttps://enlace.invalid/es/reuniones/2017-03-SJO');
    expect(mail?.html).toContain('<html lang="es">');
    expect(mail?.html).toContain('Reunión convocada');
    const header = (name: string): string | undefined => mail?.headers.find((one) => one.key === name)?.value;
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('content-language')).toBe('es');
    expect(header('list-unsubscribe')).toBeUndefined();
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}@conferencia\.invalid>$/);
    const parts = (mail?.attachments ?? []).filter(({ mimeType }) => mimeType === 'text/calendar');
    expect(parts.map(({ method }) => method)).toContain('REQUEST');
    const calendar = unfold(parts[0]?.content);
    expect(calendar).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'UID:meeting-ejemplo@enlace',
        'SEQUENCE:0',
        // 15 March 2017: summer time in New York since the 12th.
        'DTSTART:20170315T130000Z',
        'DTEND:20170315T210000Z',
        'SUMMARY:Reunión de la Red\\, San José',
        'LOCATION:San José\\; Costa Rica',
        'STATUS:CONFIRMED',
        'ORGANIZER;CN="Enlace":mailto:enlace@conferencia.invalid',
      ]),
    );
    expect(calendar.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:MAILTO:honduras@ejemplo.invalid',
    ]);
  });

  it('is no longer kept word by word once the server has it', async () => {
    await tell(convened('honduras'));
    await room.settle();
    expect(await kept('honduras')).toMatchObject({
      state: 'sent',
      attempts: 1,
      subject: null,
      words: null,
      markup: null,
      calendar: null,
    });
  });

  it('carries the way out in one click where the reader may take it (RFC 8058), and no secret in its Message-ID', async () => {
    const news = { kind: 'obligations.notice.published', urgency: 'digest', route: 'home.start', key: 'k' } as const;
    await room.settle();
    await tell({ ...news, to: { accounts: ['iom', 'honduras'] } });
    await later(6 * 24 * HOUR);
    const headers = smtp.taken.map(({ to, headers: all, messageId }) => ({
      to: to?.[0]?.address,
      url: all.find(({ key }) => key === 'list-unsubscribe')?.value,
      post: all.find(({ key }) => key === 'list-unsubscribe-post')?.value,
      messageId,
    }));
    const iom = headers.find(({ to }) => to === 'iom@ejemplo.invalid');
    expect(iom?.post).toBe('List-Unsubscribe=One-Click');
    const path = /^<https:\/\/enlace\.invalid(\/unsubscribe\/[0-9a-f-]{36})>$/.exec(iom?.url ?? '')?.[1] ?? '';
    expect(iom?.messageId).not.toContain(path.slice(-12));
    expect(headers.find(({ to }) => to === 'honduras@ejemplo.invalid')?.url).toBeUndefined();

    const click = await site.server.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(click.statusCode).toBe(200);
    await tell({ ...news, to: { accounts: ['iom'] }, key: 'after' });
    await later(7 * 24 * HOUR);
    expect(smtp.taken.filter(({ to }) => to?.[0]?.address === 'iom@ejemplo.invalid')).toHaveLength(1);
  });
});

describe('a mailbox that does not take it', () => {
  it('a refusal for good is tried three times with growing pauses, then the secretariat sees whom to call', async () => {
    smtp.onRecipient((address) => (address.startsWith('honduras@') ? 550 : undefined));
    await tell(convened('honduras'), convened('costaRica'));
    await room.settle();
    expect(smtp.taken.map(({ to }) => to?.[0]?.address)).toEqual(['costaRica@ejemplo.invalid']);
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 1, refusals: 1, reply: '550' });
    await later(59_000);
    expect(await kept('honduras')).toMatchObject({ attempts: 1 });
    await later(1000);
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 2 });
    await later(5 * 60_000);
    expect(await kept('honduras')).toMatchObject({ state: 'undeliverable', attempts: 3, refusals: 3 });
    await later(48 * HOUR);
    expect(await kept('honduras')).toMatchObject({ attempts: 3 });
    const page = await site.as('secretariat').get('/es/correo/sin-entregar');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Persona Ejemplo honduras');
    expect(page.body).not.toContain('@ejemplo.invalid');
    expect((await site.as('costaRica').get('/es/correo/sin-entregar')).statusCode).toBe(403);
    expect(await site.acts()).toContain('mail.undeliverable done');
  });

  it('greylisting is waited for, and the mail arrives with the same Message-ID', async () => {
    let asked = 0;
    smtp.onRecipient(() => {
      asked += 1;
      return asked === 1 ? 451 : undefined;
    });
    await tell(convened('honduras'));
    await room.settle();
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 1, refusals: 0, reply: '451' });
    await later(60_000);
    expect(await kept('honduras')).toMatchObject({ state: 'sent', attempts: 2 });
    expect([...smtp.counts().values()]).toEqual([1]);
  });

  it('a mailbox that puts off for days is given up in the end', async () => {
    smtp.onMail(() => 452);
    await tell(convened('honduras'));
    await room.settle();
    // The days in between are the rule's (rules.test.ts): here the last two attempts.
    await site.database.admin.pool.query('update platform.mail set attempts = 12');
    await later(12 * HOUR);
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 13 });
    await later(12 * HOUR);
    expect(await kept('honduras')).toMatchObject({ state: 'undeliverable', attempts: 14, reply: '452' });
  });

  it('one that hangs holds up no other', async () => {
    smtp.onMail((address) => (address.startsWith('honduras@') ? 'silence' : undefined));
    await tell(
      convened('honduras'),
      ...(['costaRica', 'salvador', 'iom', 'unhcr', 'presidency'] as const).map((one) => convened(one)),
    );
    await room.settle();
    const others = smtp.taken.map(({ to }) => to?.[0]?.address).filter((to) => to !== 'honduras@ejemplo.invalid');
    expect(others).toHaveLength(5);
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(await kept('costaRica')).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('a server in trouble', () => {
  it('that cannot be reached is nobody’s fault: nothing is counted, and all goes out when it is back', async () => {
    const port = Number(new URL(smtp.url).port);
    await smtp.close();
    await tell(convened('honduras'), convened('costaRica'));
    for (let week = 0; week < 4; week += 1) await later(7 * 24 * HOUR);
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 0, refusals: 0 });
    smtp = await testSmtp({ port });
    await later(60_000);
    expect(smtp.taken).toHaveLength(2);
  });

  it('a line cut after the server took the mail makes it arrive twice, with the same Message-ID: the known window', async () => {
    let cuts = 0;
    smtp.onMail(() => {
      cuts += 1;
      return cuts === 1 ? 'cut' : undefined;
    });
    await tell(convened('honduras'));
    await room.settle();
    expect(await kept('honduras')).toMatchObject({ state: 'waiting', attempts: 1 });
    await later(60_000);
    expect(await kept('honduras')).toMatchObject({ state: 'sent', attempts: 2 });
    expect([...smtp.counts().values()]).toEqual([2]);
  });

  it('mail leaves this machine only encrypted', async () => {
    const transport = smtpTransport({ url: smtp.url.replace('127.0.0.1', '0.0.0.0'), from: FROM, timeoutMs: 500 });
    expect(await transport.ready()).toBe(false);
    expect(smtp.taken).toEqual([]);
  });
});

describe('two senders', () => {
  it('never both send: the second waits until the first is gone, then takes up what it had in hand', async () => {
    const other = roomWith(smtp.url);
    await room.settle();
    // An administrator may not open the page of a meeting, and is not told.
    const told = (Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]).filter((one) => one !== 'administrator');
    await tell(...told.map((one) => convened(one)));
    await Promise.all([room.settle(), other.settle()]);
    expect([...smtp.counts().values()].every((count) => count === 1)).toBe(true);
    await site.database.admin.pool.query("update platform.mail set state = 'sending'");
    await other.settle();
    expect([...smtp.counts().values()].every((count) => count === 1)).toBe(true);
    await room.stop();
    await other.settle();
    expect(smtp.counts().size).toBe(told.length);
    await other.stop();
  });
});

/** The lines of a calendar, unfolded (RFC 5545, 3.1). */
function unfold(content: string | ArrayBuffer | Uint8Array | undefined): readonly string[] {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return text.replaceAll(/\r?\n /g, '').split(/\r?\n/);
}
