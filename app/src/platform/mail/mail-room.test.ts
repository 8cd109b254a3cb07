import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORIGIN, type TestSite, testSite } from '../../../test/site.ts';
import { addNotices } from '../../engines/obligations/index.ts';
import type { DueItem, House, System } from '../system/index.ts';
import { type MailRoom, mailRoom } from './mail-room.ts';
import type { Telling } from './telling.ts';

// Monday 23 January 2017, seven o'clock: 13:00 UTC in Costa Rica and Honduras.

/** What is due for whom, told to the house by a system of the test's own. */
const due = new Map<string, DueItem[]>();

const deadlines: System = {
  id: 'deadlines',
  navigation: [],
  policy: { resources: [], rules: [] },
  routes: [],
  messages: { es: {}, en: {} },
  due: async (ctx) => due.get(ctx.who.person ?? '') ?? [],
};

let site: TestSite;
let room: MailRoom;

beforeEach(async () => {
  due.clear();
  site = await testSite({ now: '2017-01-17T16:00:00Z' });
  room = roomOn(site);
  await room.settle();
});
afterEach(async () => {
  await room.stop();
  await site.close();
});

function roomOn({ machinery }: TestSite): MailRoom {
  const house: House = { ...machinery.house, systems: [...machinery.house.systems, deadlines] };
  return mailRoom(
    { ...machinery, house },
    { transport: undefined, origin: ORIGIN, from: 'enlace@enlace.invalid', firstDigestAtOnce: false },
  );
}

function item(id: string, day: string): DueItem {
  const page = { route: 'agreements.detail', params: { code: id } };
  return { id, what: 'Un título que no sale en el correo', href: '/', due: day, action: 'Ver', page };
}

interface Got {
  readonly account: string;
  readonly cause: string;
  readonly subject: string;
  readonly words: string;
  readonly markup: string;
  readonly lang: string;
  readonly state: string;
  readonly may_stop: boolean;
}

async function mails(account?: string): Promise<readonly Got[]> {
  const { rows } = await site.database.admin.pool.query(
    'select * from platform.mail where $1::text is null or account = $1 order by made_at, account, subject',
    [account ?? null],
  );
  return rows as Got[];
}

async function at(now: string): Promise<void> {
  site.setNow(now);
  await room.settle();
}

const NEWS: Telling = {
  to: { parties: ['HN'] },
  kind: 'obligations.notice.published',
  urgency: 'digest',
  route: 'agreements.detail',
  params: { code: 'A-2016-001' },
  key: 'ejemplo',
};

const CONVENED: Telling = {
  ...NEWS,
  kind: 'meetings.told.convened',
  urgency: 'now',
  route: 'meetings.detail',
  params: { code: '2017-03-SJO' },
};

function tell(telling: Telling): Promise<void> {
  return site.act('secretariat', (ctx) => ctx.tell(telling));
}

describe('the periodic summary', () => {
  it('comes on Monday at seven in the zone of the person, once, with what is due and what is new', async () => {
    due.set('honduras', [
      item('A-2016-007', '2017-01-30'),
      item('A-2016-008', '2017-01-02'),
      item('A-2016-009', '2018-01-01'),
    ]);
    await tell(NEWS);
    await at('2017-01-23T12:59:00Z');
    expect(await mails()).toEqual([]);
    await at('2017-01-23T13:00:00Z');
    await at('2017-01-23T13:01:00Z');
    const [mail, ...more] = await mails('honduras');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      cause: 'digest',
      state: 'sent',
      lang: 'es',
      subject: 'Enlace: resumen semanal del 23 ene 2017',
    });
    expect(mail?.words).toBe(`Enlace: resumen semanal del 23 ene 2017

Vence
- A-2016-007: Vence en una semana o menos, el 30 ene 2017
- A-2016-008: Venció el 2 ene 2017 y está pendiente

Novedades
- A-2016-001: Nuevo acuerdo que le concierne

En total tiene 3 asuntos pendientes; vencidos: 1.

Ver lo que vence:
https://enlace.invalid/es/inicio

--
Este correo no lleva contenido ni datos personales. En Enlace, la página «Avisos» dice con qué frecuencia llega.
Datos de ejemplo.
`);
  });

  it('comes an hour or two earlier in the east: at seven there', async () => {
    await tell({ ...NEWS, to: { accounts: ['iom', 'honduras'] } });
    await site.act('iom', async (ctx) => {
      await ctx.db
        .insertInto('platform.notification_setting')
        .values({ account: 'iom', zone: 'America/Santo_Domingo', lang: 'en', changed_at: ctx.now })
        .execute();
    });
    await at('2017-01-23T11:00:00Z');
    expect((await mails()).map(({ account, lang, subject }) => [account, lang, subject])).toEqual([
      ['iom', 'en', 'Enlace: weekly summary of 23 Jan 2017'],
    ]);
    await at('2017-01-23T13:00:00Z');
    expect((await mails()).map(({ account }) => account)).toEqual(['iom', 'honduras']);
  });

  it('says nothing twice: a second one holds only what came since, and a day without news brings none', async () => {
    due.set('honduras', [item('A-2016-007', '2017-01-27')]);
    await at('2017-01-23T13:00:00Z');
    await at('2017-01-30T13:00:00Z');
    expect(await mails('honduras')).toHaveLength(2); // the summary of 23 January, and late at once on the 30th
    await at('2017-02-06T13:00:00Z');
    expect(await mails('honduras')).toHaveLength(2);
    await tell(NEWS);
    await at('2017-02-13T13:00:00Z');
    const last = (await mails('honduras')).at(-1);
    expect(last?.words).toContain('A-2016-001');
    expect(last?.words).not.toContain('A-2016-007');
  });

  it('reads the notices of the start page that nobody has seen yet, so that they are written in one place', async () => {
    await site.act('secretariat', async (ctx) => {
      await addNotices(ctx.db, {
        obligation: await obligation(),
        kind: 'published',
        key: 'k',
        parties: ['HN', 'CR'],
        at: ctx.now,
      });
    });
    await site.act('costaRica', (ctx) =>
      ctx.db.updateTable('conf.notice').set({ seen_at: ctx.now }).where('party', '=', 'CR').execute(),
    );
    await at('2017-01-23T13:00:00Z');
    expect((await mails()).map(({ account }) => account)).toEqual(['honduras', 'hondurasHead', 'hondurasValidator']);
    expect((await mails())[0]?.words).toContain('- A-2016-00001: Nuevo acuerdo que le concierne');
  });

  it('a person’s first one comes on the next Monday, with everything told until then', async () => {
    const other = await testSite({ now: '2017-01-18T16:00:00Z' });
    try {
      await other.act('secretariat', (ctx) => ctx.tell(NEWS));
      const first = roomOn(other);
      await first.settle();
      const count = async (): Promise<unknown> =>
        (
          await other.database.admin.pool.query(
            "select count(*)::int as n from platform.mail where account = 'honduras'",
          )
        ).rows[0];
      expect(await count()).toEqual({ n: 0 });
      other.setNow('2017-01-23T13:00:00Z');
      await first.settle();
      expect(await count()).toEqual({ n: 1 });
    } finally {
      await other.close();
    }
  });

  it('whoever chose none gets none, but not those who answer for a country', async () => {
    for (const who of ['iom', 'honduras'] as const) {
      await site.act(who, (ctx) =>
        ctx.db
          .insertInto('platform.notification_setting')
          .values({ account: who, digest: 'none', changed_at: ctx.now })
          .execute(),
      );
    }
    await tell({ ...NEWS, to: { accounts: ['iom', 'honduras'] } });
    await at('2017-01-23T13:00:00Z');
    expect((await mails()).map(({ account, may_stop }) => [account, may_stop])).toEqual([['honduras', false]]);
  });
});

describe('notices at once', () => {
  it('a meeting for the calendar goes out at once to each person of the party who may open the page', async () => {
    await tell({ ...CONVENED, to: { parties: ['ST'] } });
    await tell({ ...CONVENED, to: { parties: ['HN'] } });
    await room.settle();
    expect((await mails()).map(({ account, cause }) => [account, cause])).toEqual(
      ['auditor', 'honduras', 'hondurasHead', 'hondurasValidator', 'secretariat', 'secretariat2'].map((account) => [
        account,
        'urgent',
      ]),
    );
  });

  it('who may not open the page is not told', async () => {
    await tell({ ...NEWS, to: { parties: ['ST'] }, route: 'mailbox.unreached', params: {} });
    await at('2017-01-23T13:00:00Z');
    expect((await mails()).map(({ account }) => account)).toEqual(['secretariat', 'secretariat2']);
  });

  it('a deadline is reminded of the day before, on the day and three days after, each once; one mail a day', async () => {
    due.set('honduras', [item('A-2016-007', '2017-01-20'), item('A-2016-008', '2017-01-20')]);
    for (let day = 17; day <= 26; day += 1) {
      await at(`2017-01-${day}T13:05:00Z`);
      await at(`2017-01-${day}T18:00:00Z`);
    }
    expect((await mails('honduras')).map(({ subject, words }) => [subject, words.split('\n')[2]])).toEqual([
      ['Enlace: 2 plazos requieren su atención', '- A-2016-007: Vence mañana, el 20 ene 2017'],
      ['Enlace: 2 plazos requieren su atención', '- A-2016-007: Vence hoy, 20 ene 2017'],
      ['Enlace: 2 plazos requieren su atención', '- A-2016-007: Venció el 20 ene 2017 y está pendiente'],
    ]);
  });

  it('one matter leads to its own page', async () => {
    due.set('honduras', [item('A-2016-007', '2017-01-18')]);
    await at('2017-01-17T16:01:00Z');
    // The reminders of the 17th were looked at before anything was due.
    await at('2017-01-18T13:00:00Z');
    const [mail] = await mails('honduras');
    expect(mail?.words).toContain('https://enlace.invalid/es/acuerdos/A-2016-007');
  });

  it('what was late long before anybody could be told is in the summary only', async () => {
    due.set(
      'honduras',
      Array.from({ length: 32 }, (_, n) => item(`A-2010-${100 + n}`, '2010-05-01')),
    );
    await at('2017-01-20T13:00:00Z');
    expect(await mails()).toEqual([]);
    await at('2017-01-23T13:00:00Z');
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.words).toContain('A-2010-129');
    expect(mail?.words).toContain('- Y 2 más');
  });
});

describe('a mail', () => {
  it('has one link and no content: no title, no name, in either form', async () => {
    due.set('honduras', [item('A-2016-007', '2017-01-30')]);
    await tell(NEWS);
    await tell(CONVENED);
    await at('2017-01-23T13:00:00Z');
    const all = await mails();
    expect(all.length).toBeGreaterThan(5);
    for (const { words, markup, subject } of all) {
      expect(words.match(/https?:\/\//g)).toHaveLength(1);
      expect(markup.match(/https?:\/\//g)).toHaveLength(1);
      expect(markup).not.toMatch(/<img|<link|<script|url\(/);
      for (const text of [words, markup, subject]) expect(text).not.toMatch(/Persona Ejemplo|Un título/);
    }
  });

  it('is not sent to whom access ended meanwhile', async () => {
    const gone = { ...site.machinery.session, everyone: async () => [] };
    await tell({ ...NEWS, to: { accounts: ['honduras'] } });
    const empty = mailRoom(
      { ...site.machinery, session: gone },
      { transport: undefined, origin: ORIGIN, from: 'enlace@enlace.invalid', firstDigestAtOnce: true },
    );
    await empty.settle();
    expect(await mails()).toEqual([]);
  });

  it('is in the log when it is written and when it is sent, by identifier', async () => {
    await tell({ ...CONVENED, to: { accounts: ['honduras'] } });
    await room.settle();
    expect((await site.acts()).slice(-2)).toEqual(['mail.written done', 'mail.sent done']);
  });
});

describe('a clock that jumps', () => {
  async function everything(): Promise<readonly (readonly [string, string])[]> {
    return (await mails()).map(({ account, subject }) => [account, subject] as const);
  }

  it('forward by months: one summary with all that was told, none for each week missed', async () => {
    await tell(NEWS);
    due.set('honduras', [item('A-2016-007', '2017-02-01')]);
    await at('2017-05-30T16:00:00Z');
    const got = await mails('honduras');
    expect(got.map(({ cause }) => cause)).toEqual(['digest']);
    expect(got[0]?.words).toContain('A-2016-001');
    expect(got[0]?.words).toContain('A-2016-007: Venció');
  });

  it('back: nothing is said twice; and what is told afterwards is not forgotten', async () => {
    due.set('honduras', [item('A-2016-007', '2017-01-30')]);
    await tell(NEWS);
    await at('2017-01-23T13:00:00Z');
    const before = await everything();
    for (const past of ['2017-01-22T00:00:00Z', '2017-01-16T13:00:00Z', '2016-12-05T13:00:00Z', '2016-12-12T13:00:00Z'])
      await at(past);
    expect(await everything()).toEqual(before);
    await at('2017-01-23T13:00:00Z');
    expect(await everything()).toEqual(before);
    await tell({ ...CONVENED, to: { accounts: ['honduras'] }, key: 'after' });
    await room.settle();
    expect(await everything()).toHaveLength(before.length + 1);
  });

  it('far forward and back again: what was written under the wrong clock still goes out', async () => {
    site.setNow('2036-01-01T13:00:00Z');
    await tell({ ...NEWS, key: 'from the future' });
    await site.database.admin.pool.query(
      `insert into platform.mail (id, account, party, name, lang, cause, key, may_stop, subject, words, markup, made_at, try_after)
       values (gen_random_uuid(), 'costaRica', 'CR', 'Persona Ejemplo', 'es', 'urgent', 'k', false, 's', 'w', 'm', now() + interval '20 years', now() + interval '20 years')`,
    );
    await at('2017-01-23T13:00:00Z');
    expect((await mails('costaRica')).map(({ state }) => state)).toEqual(['sent']);
    expect((await mails('honduras')).at(-1)?.words).toContain('A-2016-001');
  });
});

describe('several mail rooms at once', () => {
  it('write and deliver everything once', async () => {
    for (let n = 0; n < 20; n += 1) await tell({ ...CONVENED, to: { accounts: ['honduras'] }, key: `k${n}` });
    await tell(NEWS);
    site.setNow('2017-01-23T13:00:00Z');
    const rooms = [room, roomOn(site), roomOn(site)];
    await Promise.all(rooms.map((one) => one.settle()));
    await room.settle();
    const got = await mails('honduras');
    expect(got.filter(({ cause }) => cause === 'digest')).toHaveLength(1);
    expect(got.filter(({ cause }) => cause === 'urgent')).toHaveLength(20);
    expect(new Set(got.map(({ state }) => state))).toEqual(new Set(['sent']));
  });
});

/** An agreement in force that Honduras and Costa Rica owe. */
async function obligation(): Promise<string> {
  const { rows } = await site.database.admin.pool.query(
    `with m as (insert into conf.meeting (code, body, title_es, title_en) values ('EJEMPLO-1', 'GRCM', 'Ejemplo', 'Example') returning id)
     insert into conf.obligation (id, meeting, lang, quote, kind, state, code, owed_by, created_at)
     select gen_random_uuid(), m.id, 'es', 'Se acuerda un ejemplo.', 'agreement', 'open', 'A-2016-00001', '{HN,CR}', now() from m returning id`,
  );
  return String(rows[0]?.id);
}
