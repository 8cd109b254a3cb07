import { type CheerioAPI, load } from 'cheerio';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';

const NOTE = 'Nota de ejemplo 31, 3 ene 2017';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

async function html(who: PersonKey, url: string): Promise<CheerioAPI> {
  const reply = await site.as(who).get(url);
  expect(reply.statusCode, `${who} ${url} ${reply.body.slice(0, 200)}`).toBe(200);
  return load(reply.body);
}

let count = 0;

/** The fields of a nomination, of a new person unless told otherwise. */
function nomination(change: Readonly<Record<string, string>> = {}): Record<string, string> {
  count += 1;
  return {
    fn: 'staff',
    topic: '',
    name: `Persona Ejemplo ${count}`,
    email: `persona${count}@ejemplo.invalid`,
    phone: '+504 0000-0101',
    langs: 'es',
    starts: '2017-01-10',
    note: NOTE,
    ...change,
  };
}

async function nominateBy(
  who: PersonKey,
  party: string,
  form = nomination(),
): Promise<{ status: number; id: string; body: string }> {
  const reply = await site.as(who).post(`/es/directorio/nominar/${party}`, form);
  const id = /nombramientos\/([0-9a-f-]{36})/.exec(String(reply.headers.location))?.[1] ?? '';
  return { status: reply.statusCode, id, body: reply.body };
}

async function act(
  who: PersonKey,
  id: string,
  word: string,
  form: Readonly<Record<string, string>> = {},
  known?: number,
) {
  const { rows } = await site.database.admin.pool.query('select version from conf.appointment where id = $1', [id]);
  const version = String(known ?? rows[0]?.version ?? 1);
  return await site.as(who).post(`/es/directorio/nombramientos/${id}/${word}`, { version, ...form });
}

/** A confirmed appointment, made as people make it. */
async function appointed(party: string, change: Readonly<Record<string, string>> = {}): Promise<string> {
  const { id } = await nominateBy('secretariat', party, nomination(change));
  expect((await act('secretariat', id, 'confirmar')).statusCode).toBe(303);
  return id;
}

async function row(id: string): Promise<Record<string, unknown>> {
  const { rows } = await site.database.admin.pool.query('select * from conf.appointment where id = $1', [id]);
  return (rows[0] ?? {}) as Record<string, unknown>;
}

async function personOf(id: string): Promise<string> {
  return String((await row(id))['person']);
}

function summary(body: string): string {
  return load(body)('.error-summary').text();
}

describe('a nomination: proposed, nominated with a note, confirmed', () => {
  it('a focal point proposes, the validator nominates with a note, the secretariat confirms', async () => {
    const { status, id } = await nominateBy('honduras', 'HN');
    expect(status).toBe(303);
    expect(await row(id)).toMatchObject({ state: 'proposed', note: NOTE });
    expect((await act('hondurasValidator', id, 'nominar', { note: NOTE })).statusCode).toBe(303);
    expect(await row(id)).toMatchObject({ state: 'nominated' });
    expect((await act('secretariat', id, 'confirmar')).statusCode).toBe(303);
    expect(await row(id)).toMatchObject({ state: 'confirmed' });
    const { rows } = await site.database.admin.pool.query(
      `select to_party, urgency from platform.outbox where kind = 'directory.told.confirmed' and params ->> 'id' = $1`,
      [id],
    );
    expect(rows).toEqual([{ to_party: 'HN', urgency: 'digest' }]);
    expect(await site.acts()).toEqual(
      expect.arrayContaining([
        'directory.nominated done',
        'directory.proposal-nominated done',
        'directory.confirmed done',
      ]),
    );
    expect((await html('iom', `/es/directorio/nombramientos/${id}`))('main').text()).toContain('Vigente');
  });

  it('until it is confirmed only the country and the secretariat see it', async () => {
    const { id } = await nominateBy('hondurasHead', 'HN');
    for (const who of ['honduras', 'secretariat'] as const) await html(who, `/es/directorio/nombramientos/${id}`);
    for (const who of ['salvador', 'iom', 'presidency'] as const) {
      expect((await site.as(who).get(`/es/directorio/nombramientos/${id}`)).statusCode).toBe(404);
    }
    expect((await html('salvador', '/es/directorio'))('main').text()).not.toContain(`Persona Ejemplo ${count}`);
    // Nor the entry of somebody who is only nominated: the same face as an entry that is not there.
    const person = await personOf(id);
    const hidden = await site.as('salvador').get(`/es/directorio/personas/${person}`);
    const missing = await site.as('salvador').get('/es/directorio/personas/6f2d3a34-0a3c-4c8e-9d2a-3f0a5e7b1c11');
    expect(hidden.statusCode).toBe(404);
    expect(hidden.body.replaceAll(person, 'x')).toBe(
      missing.body.replaceAll('6f2d3a34-0a3c-4c8e-9d2a-3f0a5e7b1c11', 'x'),
    );
  });

  it('is refused with a reason that the country reads', async () => {
    const { id } = await nominateBy('hondurasValidator', 'HN');
    const without = await act('secretariat', id, 'rechazar', { reason: ' ' });
    expect(without.statusCode).toBe(422);
    expect(summary(without.body)).toContain('Falta el motivo');
    expect((await act('secretariat', id, 'rechazar', { reason: 'La nota no dice desde qué día.' })).statusCode).toBe(
      303,
    );
    expect((await html('honduras', `/es/directorio/nombramientos/${id}`))('main').text()).toContain(
      'La nota no dice desde qué día.',
    );
  });

  it('a country takes back what is not decided yet, and nothing after', async () => {
    const { id } = await nominateBy('hondurasValidator', 'HN');
    expect((await act('honduras', id, 'retirar')).statusCode).toBe(404);
    expect((await act('hondurasHead', id, 'retirar')).statusCode).toBe(303);
    expect(await row(id)).toEqual({});
    const confirmed = await appointed('HN');
    expect((await act('hondurasHead', confirmed, 'retirar')).statusCode).toBe(404);
  });

  it('keeps the note for the country and the secretariat', async () => {
    const bytes = new TextEncoder().encode('Nota de ejemplo que nombra.');
    const reply = await site.as('hondurasValidator').postFiles('/es/directorio/nominar/HN', nomination(), {
      file: { name: 'nota.txt', bytes, mime: 'text/plain' },
    });
    const id = /nombramientos\/([0-9a-f-]{36})/.exec(String(reply.headers.location))?.[1] ?? '';
    await act('secretariat', id, 'confirmar');
    const url = `/es/directorio/nombramientos/${id}/nota`;
    expect((await site.as('honduras').get(url)).body).toBe('Nota de ejemplo que nombra.');
    expect((await site.as('secretariat').get(url)).statusCode).toBe(200);
    expect((await site.as('salvador').get(url)).statusCode).toBe(404);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a day that does not exist', { starts: '30 feb 2017' }, 'Ese día no existe'],
    ['digits that can be read in two ways', { starts: '3/4/2017' }, 'Escriba el mes con letras'],
    ['a year far away', { starts: '2030-01-01' }, 'fuera de lo razonable'],
    ['an end before the beginning', { ends: '2017-01-01' }, 'Termina antes de iniciar'],
    ['no note', { note: '' }, 'Falta la nota'],
    ['nobody', { name: '' }, 'Falta corregir'],
    ['no way to reach the person', { email: '', phone: '' }, 'Falta cómo localizar'],
    ['a number without the country', { phone: '2200-0101' }, 'Falta el código del país'],
    ['half an e-mail', { email: 'persona@ejemplo' }, 'no parece completo'],
    ['a topic that is not there', { topic: 'nada' }, 'Falta corregir'],
    ['a head for one topic', { fn: 'head', topic: 'visas' }, 'para todos los temas'],
  ])('%s is refused with a sentence, and what was typed comes back', async (_, change, sentence) => {
    const form = nomination({ unit: 'Unidad de ejemplo', ...change });
    const { status, body } = await nominateBy('hondurasValidator', 'HN', form);
    expect(status).toBe(422);
    expect(summary(body)).toContain(sentence);
    expect(load(body)('input[name=unit]').attr('value')).toBe('Unidad de ejemplo');
  });

  it('somebody of another country is not found, whoever they try to name or for whom', async () => {
    expect((await nominateBy('hondurasValidator', 'SV')).status).toBe(404);
    expect((await site.as('hondurasValidator').get('/es/directorio/nominar/SV')).statusCode).toBe(404);
    const id = await appointed('SV');
    const person = await personOf(id);
    expect((await nominateBy('hondurasValidator', 'HN', nomination({ person: person }))).status).toBe(404);
    for (const [word, form] of [
      ['terminar', { ends: '2017-01-20' }],
      ['retirar', {}],
      ['nominar', { note: NOTE }],
    ] as const) {
      expect((await act('hondurasHead', id, word, form)).statusCode, word).toBe(404);
    }
    const nominated = await nominateBy('secretariat', 'SV');
    expect((await act('hondurasHead', nominated.id, 'nominar', { note: 'x' })).statusCode).toBe(404);
  });

  it('only the secretariat confirms, also when the program is wrong', async () => {
    const { id } = await nominateBy('hondurasHead', 'HN');
    expect((await act('hondurasHead', id, 'confirmar')).statusCode).toBe(403);
    await expect(
      site.act('hondurasHead', (ctx) =>
        ctx.db.updateTable('conf.appointment').set({ state: 'confirmed' }).where('id', '=', id).execute(),
      ),
    ).rejects.toThrow(/only the secretariat confirms/);
  });

  it('two who decide at once: the second is told that it changed', async () => {
    const { id } = await nominateBy('hondurasHead', 'HN');
    expect((await act('secretariat', id, 'confirmar', {}, 1)).statusCode).toBe(303);
    const late = await act('secretariat2', id, 'rechazar', { reason: 'Motivo de ejemplo' }, 1);
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('Motivo de ejemplo');
  });

  it('takes four acts at most: from what is due to the function named', async () => {
    const due = (await html('hondurasValidator', '/es/inicio'))('a').filter((_, link) =>
      load(link).text().startsWith('Nombrar:'),
    );
    const href = due.attr('href') ?? '';
    expect(href).toContain('/es/directorio/nominar/HN?fn=');
    const form = await html('hondurasValidator', href);
    expect(form('select[name=fn] option[selected]').attr('value')).toMatch(/head|validator|liaison|focal_point/);
    // Home, the item, the form, the button: three acts after the home page.
    expect(form('form[method=post] button').length).toBe(2);
  });

  it('is done by a program too', async () => {
    const made = await site.as('hondurasValidator').json('POST', '/api/v1/directory/nominate/HN', nomination());
    expect(made.json()).toMatchObject({ state: 'nominated' });
    const { id } = made.json() as { id: string };
    const one = await site.as('secretariat').json('GET', `/api/v1/directory/appointments/${id}`);
    expect(one.json()).toMatchObject({ party: 'HN', function: 'staff', note: NOTE, version: 1 });
    const done = await site
      .as('secretariat')
      .json('POST', `/api/v1/directory/appointments/${id}/confirm`, { version: 1 });
    expect(done.json()).toMatchObject({ state: 'confirmed' });
  });
});

describe('one person at a time', () => {
  it('two heads of delegation on the same day are refused; a successor ends the other on that day', async () => {
    const first = await appointed('CR', { fn: 'head' });
    const second = nomination({ fn: 'head', starts: '2017-02-01' });
    const refused = await nominateBy('secretariat', 'CR', second);
    expect(refused.status).toBe(409);
    expect(summary(refused.body)).toContain('Diga a quién sustituye');
    const { id } = await nominateBy('secretariat', 'CR', { ...second, replaces: first });
    expect((await html('secretariat', `/es/directorio/nombramientos/${id}`))('main').text()).toContain(
      'termina el 1 feb 2017',
    );
    await act('secretariat', id, 'confirmar');
    expect(await row(first)).toMatchObject({ ends_on: '2017-02-01' });
  });

  it('holds in the database when two are confirmed at the same moment', async () => {
    const one = await nominateBy('secretariat', 'GT', nomination({ fn: 'head' }));
    const two = await nominateBy('secretariat', 'GT', nomination({ fn: 'head', email: 'otra@ejemplo.invalid' }));
    const replies = await Promise.all([
      act('secretariat', one.id, 'confirmar'),
      act('secretariat2', two.id, 'confirmar'),
    ]);
    expect(replies.map((reply) => reply.statusCode).toSorted((a, b) => a - b)).toEqual([303, 409]);
  });

  it('a person with an appointment in another country is refused until that one has ended', async () => {
    const email = 'la-misma@ejemplo.invalid';
    const there = await appointed('PA', { email });
    const form = nomination({ email, starts: '2017-01-25' });
    const refused = await nominateBy('hondurasValidator', 'HN', form);
    expect(refused.status).toBe(409);
    expect(summary(refused.body)).toContain('Nadie pertenece a dos');
    await act('secretariat', there, 'terminar', { ends: '2017-01-25' });
    expect((await nominateBy('hondurasValidator', 'HN', form)).status).toBe(303);
  });

  it('two countries that nominate the same person are told by the secretariat: neither sees the other', async () => {
    const email = 'disputada@ejemplo.invalid';
    const here = await nominateBy('hondurasValidator', 'HN', nomination({ email }));
    expect((await nominateBy('secretariat', 'NI', nomination({ email }))).status).toBe(409);
    expect(here.status).toBe(303);
    const peer = await nominateBy('salvador', 'SV', nomination({ email }));
    expect(peer.status).toBe(303);
    const decided = await act('secretariat', here.id, 'confirmar');
    expect(decided.statusCode).toBe(409);
    expect(summary(decided.body)).toContain('Nadie pertenece a dos');
  });

  it('nor does correcting an e-mail make one person of two countries', async () => {
    await appointed('PA', { email: 'panama@ejemplo.invalid' });
    const person = await personOf(await appointed('HN', { email: 'honduras@ejemplo.invalid' }));
    const reply = await site.as('honduras').post(`/es/directorio/personas/${person}/corregir`, {
      version: '1',
      name: 'Persona Ejemplo',
      email: 'Panama@ejemplo.invalid',
      langs: 'es',
    });
    expect(reply.statusCode).toBe(409);
    expect(summary(reply.body)).toContain('Nadie pertenece a dos');
  });

  it('who is listed already is chosen from the list, not entered twice', async () => {
    await appointed('HN', { email: 'listada@ejemplo.invalid' });
    const again = await nominateBy('honduras', 'HN', nomination({ email: 'LISTADA@ejemplo.invalid' }));
    expect(again.status).toBe(422);
    expect(summary(again.body)).toContain('Elija a esa persona en la lista');
  });
});

describe('finding and calling', () => {
  let id = '';
  let person = '';
  beforeAll(async () => {
    id = await appointed('NI', {
      fn: 'focal_point',
      topic: 'trafficking',
      name: 'Persona Ejemplo Buscada',
      email: 'buscada@ejemplo.invalid',
      phone: '+505 0000-0155',
      mobile: '+505 0000-0156',
      starts: '2015-03-01',
    });
    person = await personOf(id);
  });

  it('the first screen leads to the country, the second calls', async () => {
    const first = await html('iom', '/es/directorio');
    const link = first('nav[aria-label="Árbol telefónico"] a').filter((_, one) => first(one).text() === 'Nicaragua');
    const second = await html('iom', link.attr('href') ?? '');
    const contact = second('.contact').filter((_, one) => second(one).text().includes('Persona Ejemplo Buscada'));
    const ways = contact.find('.contact-ways a').map((_, one) => second(one).attr('href'));
    expect(ways.get()).toEqual(['tel:+50500000156', 'tel:+50500000155', 'mailto:buscada@ejemplo.invalid']);
    expect(contact.text()).toContain('Verificado 20 ene 2017');
  });

  it('by topic, through the same address in both languages', async () => {
    for (const url of ['/es/directorio?by=topic&topic=trafficking', '/en/directory?by=topic&topic=trafficking']) {
      expect((await html('salvador', url))('.contact').text()).toContain('Persona Ejemplo Buscada');
    }
  });

  it('answers who it was on a day of the past, and then calls nobody', async () => {
    const page = await html('iom', '/es/directorio?country=NI&on=2016-03-01');
    expect(page('h1').text()).toBe('Directorio: Nicaragua');
    expect(page('main').text()).toContain('Así era el 1 mar 2016');
    expect(page('.contact').text()).toContain('Persona Ejemplo Buscada');
    expect(page('.contact-ways a').length).toBe(0);
    expect((await html('iom', '/es/directorio?country=NI&on=2015-02-28'))('.contact').length).toBe(0);
    const api = await site.as('iom').json('GET', '/api/v1/directory?country=NI&on=2016-03-01');
    expect(api.json()).toMatchObject({ on: '2016-03-01', entries: [{ name: 'Persona Ejemplo Buscada', phone: null }] });
  });

  it('a day that does not exist is said beside the field', async () => {
    const page = await html('iom', '/es/directorio?on=2017-02-30');
    expect(page('#on-error').text()).toContain('Ese día no existe');
  });

  it('a person has a page without their name in its title, and a card', async () => {
    const page = await html('iom', `/es/directorio/personas/${person}`);
    expect(page('title').text()).toBe('Directorio: persona · Enlace');
    expect(page('h1').text()).toBe('Persona Ejemplo Buscada');
    const card = await site.as('iom').get(`/es/directorio/personas/${person}/tarjeta`);
    expect(card.headers['content-type']).toBe('text/vcard; charset=utf-8');
    expect(card.headers['content-disposition']).toContain('contacto.vcf');
    expect(card.body).toContain('FN:Persona Ejemplo Buscada\r\n');
    expect(card.body).toContain('ROLE:Punto focal · Trata de personas\r\n');
  });

  it('the list is exported as CSV, Excel, Word and cards', async () => {
    const of = async (format: string) => await site.as('honduras').get(`/es/directorio/exportar/${format}?country=NI`);
    expect((await of('csv')).body).toContain('Nicaragua,Punto focal,Trata de personas,Persona Ejemplo Buscada');
    expect((await of('vcf')).body).toContain('FN:Persona Ejemplo Buscada');
    expect(Object.keys(unzipSync((await of('xlsx')).rawPayload))).toContain('xl/workbook.xml');
    expect(Object.keys(unzipSync((await of('docx')).rawPayload))).toContain('word/document.xml');
    expect((await site.as('honduras').get('/es/directorio/exportar/vcf?on=2016-03-01')).statusCode).toBe(404);
  });

  it('people are found in the search box by those who may call them', async () => {
    const hits = async (who: PersonKey) =>
      (await site.as(who).json('GET', '/api/v1/search?q=buscada')).json() as { hits: { title: string }[] };
    expect((await hits('salvador')).hits.map(({ title }) => title)).toEqual(['Persona Ejemplo Buscada']);
    for (const who of ['civilSociety', 'auditor', 'administrator'] as const) expect((await hits(who)).hits).toEqual([]);
  });

  it('civil society, the auditor, the administrator and the public see no contact', async () => {
    for (const who of ['civilSociety', 'auditor', 'administrator'] as const) {
      for (const url of ['/es/directorio', `/es/directorio/personas/${person}`, '/es/directorio/exportar/csv']) {
        expect((await site.as(who).get(url)).statusCode, `${who} ${url}`).toBe(403);
      }
    }
    expect((await site.as('nobody').get('/es/directorio')).statusCode).toBe(302);
  });

  it('who holds no function any more can no longer be called by others, and stays in the history', async () => {
    await act('secretariat', id, 'terminar', { ends: '2017-01-20' });
    const peer = (await html('salvador', `/es/directorio/personas/${person}`))('main');
    expect(peer.text()).toContain('Ya no ejerce ninguna función');
    expect(peer.html()).not.toContain('tel:');
    expect((await site.as('salvador').get(`/es/directorio/personas/${person}/tarjeta`)).statusCode).toBe(404);
    const api = await site.as('salvador').json('GET', `/api/v1/directory/people/${person}`);
    expect(JSON.stringify(api.json())).not.toMatch(/buscada@|0155/);
    expect((await html('secretariat', `/es/directorio/personas/${person}`))('a[href^="tel:"]').length).toBe(2);
    const seat = await html('salvador', '/es/directorio/funciones/NI/focal_point?topic=trafficking');
    expect(seat('main').text()).toContain('Nadie ejerce hoy esta función');
    expect(seat('#functions').text()).toContain('Persona Ejemplo Buscada');
    const before = await html('salvador', '/es/directorio/funciones/NI/focal_point?topic=trafficking&on=2016-05-01');
    expect(before('main').text()).toContain('Ejercía la función el 1 may 2016');
  });
});

describe('keeping the list true', () => {
  it('"todo sigue igual" confirms the whole list of the own country in one act, and of no other', async () => {
    await appointed('SV');
    await appointed('HN');
    await site.database.admin.pool.query(`update conf.person set verified_on = '2016-06-01'`);
    expect((await html('hondurasHead', '/es/inicio'))('main').text()).toContain('Reconfirmar');
    expect((await site.as('hondurasHead').post('/es/directorio/al-dia/SV', {})).statusCode).toBe(404);
    expect((await site.as('honduras').post('/es/directorio/al-dia/HN', {})).statusCode).toBe(403);
    expect((await site.as('hondurasHead').post('/es/directorio/al-dia/HN', {})).statusCode).toBe(303);
    const { rows } = await site.database.admin.pool.query(
      `select distinct p.party, p.verified_on from conf.person p join conf.appointment a on a.person = p.id
       where a.state = 'confirmed' and a.ends_on is null and p.party in ('HN', 'SV') order by 1`,
    );
    expect(rows).toEqual([
      { party: 'HN', verified_on: '2017-01-20' },
      { party: 'SV', verified_on: '2016-06-01' },
    ]);
    expect((await html('hondurasHead', '/es/inicio'))('main').text()).not.toContain('Reconfirmar');
  });

  it('a vacancy is asked of those who can fill it: validator and head, and the secretariat by country', async () => {
    const of = async (who: PersonKey) => (await html(who, '/es/inicio'))('main').text();
    expect(await of('hondurasValidator')).toContain('Nombrar: Punto focal · Estadísticas migratorias');
    expect(await of('honduras')).not.toContain('Nombrar:');
    expect(await of('secretariat')).toContain('Directorio de Honduras');
    expect(await of('civilSociety')).not.toContain('Nombrar:');
  });

  it('what is due names no person: it goes into mail', async () => {
    await nominateBy('hondurasValidator', 'HN', nomination({ name: 'Persona Ejemplo Canario' }));
    const due = (await site.as('secretariat').json('GET', '/api/v1/due')).body;
    expect(due).toContain('Confirmar nominación');
    expect(due).not.toContain('Canario');
  });

  it('ending with a day that does not exist or has gone by is refused', async () => {
    const id = await appointed('HN');
    const refused = async (ends: string) => {
      const reply = await act('hondurasHead', id, 'terminar', { ends });
      return `${reply.statusCode} ${summary(reply.body)}`;
    };
    expect(await refused('31 abr 2017')).toMatch(/^422 .*Ese día no existe/s);
    expect(await refused('2017-01-19')).toMatch(/^422 .*no se termina en el pasado/s);
    expect((await act('hondurasHead', id, 'terminar', { ends: '2017-01-20' })).statusCode).toBe(303);
    expect((await act('hondurasHead', id, 'terminar', { ends: '2017-01-25' })).statusCode).toBe(409);
  });

  it('the secretariat adds a topic once; codes are told apart', async () => {
    const form = { code: 'consular', namees: 'Protección consular', nameen: 'Consular protection', expected: 'on' };
    expect((await site.as('secretariat').post('/es/directorio/temas', form)).statusCode).toBe(303);
    const again = await site.as('secretariat').post('/es/directorio/temas', form);
    expect(summary(again.body)).toContain('Ya hay un tema con ese código');
    expect((await site.as('honduras').post('/es/directorio/temas', form)).statusCode).toBe(403);
    expect((await html('secretariat', '/en/directory/topics'))('#topics').text()).toContain('Consular protection');
  });
});

describe('a person sees and corrects their own entry', () => {
  const correction = { version: '1', name: 'Persona Ejemplo Corregida', email: 'propia@ejemplo.invalid', langs: 'es' };

  it('found by the e-mail with which they sign in, also when they see nobody else', async () => {
    await site.database.admin.pool.query(
      `insert into auth.account (id, name, email, organisation, valid_from)
       values ('civilSociety', 'Persona Ejemplo', 'red@ejemplo.invalid', 'RROCM', '2016-01-01')`,
    );
    const person = await personOf(
      await appointed('RROCM', { email: 'Red@ejemplo.invalid', name: 'Persona Ejemplo Red' }),
    );
    expect((await html('civilSociety', '/es/directorio/mis-datos'))('main').text()).toContain('Persona Ejemplo Red');
    const reply = await site.as('civilSociety').post(`/es/directorio/personas/${person}/corregir`, correction);
    expect(reply.headers.location).toBe('/es/directorio/mis-datos');
    // The new address does not cut the tie.
    expect((await html('civilSociety', '/es/directorio/mis-datos'))('main').text()).toContain(
      'Persona Ejemplo Corregida',
    );
    const other = await personOf(await appointed('HN'));
    const foreign = await site.as('civilSociety').post(`/es/directorio/personas/${other}/corregir`, correction);
    expect(foreign.statusCode).toBe(404);
  });

  it('or said to be theirs, once', async () => {
    const person = await personOf(await appointed('SV', { name: 'Persona Ejemplo Soy' }));
    const page = await html('salvador', '/es/directorio/mis-datos');
    expect(page('main').text()).toContain('Persona Ejemplo Soy');
    const claim = (who: PersonKey) => site.as(who).post('/es/directorio/mis-datos', { person: person });
    expect((await claim('honduras')).statusCode).toBe(404);
    expect((await claim('salvador')).statusCode).toBe(303);
    expect((await claim('salvador')).statusCode).toBe(409);
    expect((await html('salvador', '/es/directorio/mis-datos'))('h1').text()).toBe('Mis datos en el directorio');
  });

  it('and is told when somebody else saved first', async () => {
    const person = await personOf(await appointed('HN'));
    const url = `/es/directorio/personas/${person}/corregir`;
    const email = 'primera@ejemplo.invalid';
    expect((await site.as('honduras').post(url, { ...correction, email })).statusCode).toBe(303);
    const late = await site.as('hondurasHead').post(url, { ...correction, email, name: 'Persona Ejemplo Tarde' });
    expect(late.statusCode).toBe(409);
    expect(load(late.body)('input[name=name]').attr('value')).toBe('Persona Ejemplo Tarde');
    expect(load(late.body)('main').text()).toContain('Ahora dice: Persona Ejemplo Corregida');
  });
});
