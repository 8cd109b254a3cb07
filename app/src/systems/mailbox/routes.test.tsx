import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import { type MailRoom, mailRoom } from '../../platform/mail/index.ts';

let site: TestSite;
let room: MailRoom;
const MEETING = {
  body: 'RFE',
  titlees: 'Red de Funcionarios de Enlace, San José, 2017',
  titleen: 'Liaison Officers Network, San José, 2017',
  starts: '2017-04-03',
  ends: '',
  opens: '9:00',
  closes: '17:00',
  zone: 'America/Costa_Rica',
  placees: 'San José',
  placeen: 'San José',
  mode: 'in_person',
  linked: '',
};

beforeAll(async () => {
  site = await testSite({ now: '2017-01-20T16:00:00Z' });
  room = mailRoom(site.machinery, {
    transport: undefined,
    origin: ORIGIN,
    from: 'enlace@enlace.invalid',
    firstDigestAtOnce: false,
  });
  await room.settle();
});
afterAll(async () => {
  await room.stop();
  await site.close();
});

async function settings(form: Readonly<Record<string, string>>, who: PersonKey = 'honduras') {
  return await site
    .as(who)
    .post('/es/avisos', { version: '0', lang: 'es', zone: 'America/Tegucigalpa', digest: 'weekly', ...form });
}

async function calendarOf(who: PersonKey): Promise<string | undefined> {
  const $ = load((await site.as(who).get('/es/avisos')).body);
  return $('a[href^="/calendario/"]').attr('href');
}

async function lines(file: string | undefined): Promise<readonly string[]> {
  const reply = await site.as('nobody').get(file ?? '');
  expect(reply.statusCode).toBe(200);
  return reply.body.replaceAll('\r\n ', '').split('\r\n');
}

describe('how a person is told', () => {
  it('shows weekly in the zone of the country before anybody chose, and keeps what is chosen', async () => {
    const page = load((await site.as('honduras').get('/es/avisos')).body);
    expect(page('input[name=digest]:checked').attr('value')).toBe('weekly');
    expect(page('select[name=zone] option[selected]').attr('value')).toBe('America/Tegucigalpa');
    expect((await settings({ digest: 'daily', lang: 'en', zone: 'America/Panama' })).statusCode).toBe(303);
    const after = load((await site.as('honduras').get('/es/avisos')).body);
    expect(after('input[name=digest]:checked').attr('value')).toBe('daily');
    expect(after('input[name=lang]:checked').attr('value')).toBe('en');
    expect(after('select[name=zone] option[selected]').attr('value')).toBe('America/Panama');
    expect(await site.acts()).toContain('mailbox.settings-saved done');
  });

  it('a form that knew an older choice is refused and keeps what was typed', async () => {
    const reply = await settings({ digest: 'weekly', zone: 'America/Managua' });
    expect(reply.statusCode).toBe(409);
    const page = load(reply.body);
    expect(page('select[name=zone] option[selected]').attr('value')).toBe('America/Managua');
  });

  it.each<[string, PersonKey, Readonly<Record<string, string>>, number]>([
    ['none for who answers for a country', 'costaRica', { digest: 'none' }, 422],
    ['none for an observer', 'iom', { digest: 'none' }, 303],
    ['a zone that does not exist', 'costaRica', { zone: 'America/Nowhere' }, 422],
    ['a language that is not ours', 'costaRica', { lang: 'fr' }, 422],
    ['a frequency that does not exist', 'costaRica', { digest: 'hourly' }, 422],
  ])('%s', async (_, who, form, status) => {
    expect((await settings(form, who)).statusCode).toBe(status);
  });

  it('does not offer none to who answers for a country, and says why', async () => {
    const page = load((await site.as('salvador').get('/en/notifications')).body);
    expect(page('input[name=digest][value=none]')).toHaveLength(0);
    expect(page('main').text()).toContain('You answer for your country or organisation');
  });
});

describe('the calendar of a person', () => {
  it('needs no session, ends when revoked or renewed, and is kept as a hash only', async () => {
    expect(await calendarOf('salvador')).toBeUndefined();
    await site.as('salvador').post('/es/avisos/calendario', {});
    const first = await calendarOf('salvador');
    expect(first).toMatch(/^\/calendario\/[\w-]{43}\.ics$/);
    const reply = await site.as('nobody').get(first ?? '');
    expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const { rows } = await site.database.admin.pool.query('select * from platform.calendar_token');
    expect(JSON.stringify(rows)).not.toContain(first?.slice(12, -4) ?? 'x');

    site.setNow('2017-01-20T16:00:01Z');
    await site.as('salvador').post('/es/avisos/calendario', {});
    const second = await calendarOf('salvador');
    expect(second).not.toBe(first);
    expect((await site.as('nobody').get(first ?? '')).statusCode).toBe(404);
    expect((await site.as('nobody').get(second ?? '')).statusCode).toBe(200);
    await site.as('salvador').post('/es/avisos/calendario/anular', {});
    expect((await site.as('nobody').get(second ?? '')).statusCode).toBe(404);
    expect(await calendarOf('salvador')).toBeUndefined();
  });

  it.each([
    '/calendario/x.ics',
    `/calendario/${'a'.repeat(43)}.ics`,
    `/calendario/${'a'.repeat(43)}`,
    '/calendario/..%2f.ics',
  ])('%s opens nothing, with the same answer as one that was revoked', async (url) => {
    const reply = await site.as('nobody').get(url);
    expect([reply.statusCode, reply.body]).toEqual([404, '404\n']);
  });

  it('the log has the first reading of each day, in the name of its owner', async () => {
    const readings = async (): Promise<number> =>
      (await site.acts()).filter((act) => act === 'mailbox.calendar-read done').length;
    const before = await readings();
    await site.as('unhcr').post('/es/avisos/calendario', {});
    const file = await calendarOf('unhcr');
    for (let n = 0; n < 3; n += 1) await lines(file);
    expect(await readings()).toBe(before + 1);
    expect(load((await site.as('unhcr').get('/es/avisos')).body)('main').text()).toContain('20 ene 2017');
  });

  it('answers 304 while nothing changed', async () => {
    const file = (await calendarOf('unhcr')) ?? '';
    const { etag } = (await site.as('nobody').get(file)).headers;
    const again = await site.server.inject({ method: 'GET', url: file, headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

describe('a meeting in mail and calendar', () => {
  it('a convened one invites its body; a change raises its number; a cancelled one leaves', async () => {
    await site.as('honduras').post('/es/avisos/calendario', {});
    const file = await calendarOf('honduras');
    const created = await site.as('secretariat').post('/es/reuniones/nueva', MEETING);
    const path = String(created.headers.location);
    const code = path.split('/').pop() ?? '';
    const moves = async (event: string): Promise<void> => {
      const $ = load((await site.as('secretariat').get(path)).body);
      const version = $('input[name=version]').first().attr('value') ?? '';
      const reply = await site.as('secretariat').post(`${path}/estado`, { version, event });
      expect(reply.statusCode).toBe(303);
      await room.settle();
    };
    const edits = async (change: Partial<typeof MEETING>): Promise<void> => {
      const $ = load((await site.as('secretariat').get(`${path}/editar`)).body);
      const version = $('input[name=version]').attr('value') ?? '';
      const reply = await site.as('secretariat').post(`${path}/editar`, { ...MEETING, ...change, version });
      expect(reply.statusCode).toBe(303);
      await room.settle();
    };

    expect(await lines(file)).toEqual(
      expect.arrayContaining(['STATUS:TENTATIVE', 'DTSTART:20170403T150000Z', 'SEQUENCE:0']),
    );
    await room.settle();
    expect(await calendarParts()).toEqual([]);

    await moves('convene');
    expect(await lines(file)).toEqual(expect.arrayContaining(['STATUS:CONFIRMED', 'SEQUENCE:1']));
    const uid = (await lines(file)).find((line) => line.startsWith('UID:meeting-'));
    const [invited, ...others] = await calendarParts();
    expect(others).toEqual([]);
    expect(invited).toEqual(expect.arrayContaining(['METHOD:REQUEST', String(uid), 'SEQUENCE:1']));

    await edits({ mode: 'hybrid' });
    expect(await calendarParts()).toHaveLength(1);
    await edits({ mode: 'hybrid', starts: '2017-04-10', opens: '10:30' });
    expect((await calendarParts()).at(-1)).toEqual(
      expect.arrayContaining(['METHOD:REQUEST', String(uid), 'SEQUENCE:2', 'DTSTART:20170410T163000Z']),
    );

    await moves('cancel');
    expect((await calendarParts()).at(-1)).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', String(uid), 'SEQUENCE:3', 'STATUS:CANCELLED']),
    );
    expect(await lines(file)).toEqual(expect.arrayContaining([String(uid), 'SEQUENCE:3', 'STATUS:CANCELLED']));

    const list = load((await site.as('honduras').get('/es/correo')).body);
    expect(list('tbody tr')).toHaveLength(3);
    expect(list('tbody').text()).toContain(`Enlace: ${code}: Meeting cancelled`);
  });

  /** The calendar parts that Honduras was sent, oldest first. */
  async function calendarParts(): Promise<readonly (readonly string[])[]> {
    const { rows } = await site.database.admin.pool.query<{ calendar: string }>(
      "select calendar from platform.mail where account = 'honduras' and calendar is not null order by made_at, key, id",
    );
    return rows
      .map(({ calendar }) => calendar.replaceAll('\r\n ', '').split('\r\n'))
      .toSorted((a, b) => sequence(a) - sequence(b));
  }

  function sequence(calendar: readonly string[]): number {
    return Number(calendar.find((line) => line.startsWith('SEQUENCE:'))?.slice(9));
  }
});

describe('the mails of a person', () => {
  it('are theirs alone, in the language in which they went, with one link', async () => {
    const list = await site.as('honduras').get('/en/mail');
    const href = load(list.body)('tbody a').first().attr('href') ?? '';
    const mail = load((await site.as('honduras').get(href)).body);
    expect(mail('article').attr('lang')).toBe('en');
    expect(mail('article a')).toHaveLength(1);
    expect(mail('article a').attr('href')).toMatch(/^\/en\/meetings\//);
    expect(mail('pre').text()).toContain('BEGIN:VCALENDAR');
    expect((await site.as('hondurasHead').get(href)).statusCode).toBe(404);
    expect((await site.as('secretariat').get(href)).statusCode).toBe(404);
    expect((await site.as('nobody').get(href)).statusCode).toBe(302);
  });

  it('the machine interface gives the same list', async () => {
    const { mails } = (await site.as('honduras').json('GET', '/api/v1/mails')).json() as { mails: unknown[] };
    expect(mails).toHaveLength(3);
  });

  it('only the secretariat sees whom a mail did not reach', async () => {
    for (const [who, status] of [
      ['secretariat', 200],
      ['honduras', 403],
      ['administrator', 403],
    ] as const) {
      expect((await site.as(who).get('/es/correo/sin-entregar')).statusCode).toBe(status);
    }
  });
});

describe('stopping the summary by mail', () => {
  const UNKNOWN = '00000000-0000-4000-8000-000000000000';

  it('opening the link asks and changes nothing; the form stops it; both answers are the same for a mail that never was', async () => {
    await site.act('unhcr', (ctx) =>
      ctx.tell({
        to: { accounts: ['unhcr'] },
        kind: 'obligations.notice.published',
        urgency: 'digest',
        route: 'home.start',
        key: 'stop',
      }),
    );
    site.setNow('2017-01-23T13:00:00Z');
    await room.settle();
    const { rows } = await site.database.admin.pool.query(
      "select id from platform.mail where account = 'unhcr' and may_stop",
    );
    const mail = String(rows[0]?.id);
    const opened = await site.as('nobody').get(`/unsubscribe/${mail}`);
    expect(opened.headers.location).toBe(`/es/avisos/baja/${mail}`);
    const page = load((await site.as('nobody').get(String(opened.headers.location))).body);
    expect(page('main form').attr('action')).toBe(`/unsubscribe/${mail}`);
    expect(await digest()).toBeUndefined();

    const unknown = await site.as('nobody').post(`/unsubscribe/${UNKNOWN}`, { lang: 'es' });
    const known = await site.as('nobody').post(`/unsubscribe/${mail}`, { lang: 'es' });
    expect([known.statusCode, known.headers.location]).toEqual([unknown.statusCode, unknown.headers.location]);
    expect((await site.as('nobody').get(String(known.headers.location))).statusCode).toBe(200);
    expect(await digest()).toBe('none');
    expect(await site.acts()).toContain('mailbox.stopped-by-mail done');
  });

  it('the mail of somebody who must be told stops nothing', async () => {
    const { rows } = await site.database.admin.pool.query(
      "select id from platform.mail where account = 'honduras' limit 1",
    );
    await site.as('nobody').post(`/unsubscribe/${rows[0]?.id}`, { 'List-Unsubscribe': 'One-Click' });
    const { rows: kept } = await site.database.admin.pool.query(
      "select digest from platform.notification_setting where account = 'honduras'",
    );
    expect(kept[0]?.digest).toBe('daily');
  });

  async function digest(): Promise<unknown> {
    const { rows } = await site.database.admin.pool.query(
      "select digest from platform.notification_setting where account = 'unhcr'",
    );
    return rows[0]?.digest;
  }
});
