import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeMeetings, candidate, NETWORK, publish } from '../../../test/register.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import { recordCandidates } from '../../engines/obligations/index.ts';

describe('the register of agreements', () => {
  let site: TestSite;
  let of: { meeting: string; text: string; next: string };
  let glossary = '';
  let translation = '';
  beforeAll(async () => {
    site = await testSite();
    of = await arrangeMeetings(site);
    [glossary = '', translation = ''] = await publish(site, of, [
      candidate(),
      candidate({
        span: [5000, 5050],
        quote: 'La OIM se compromete a traducirlo al inglés.',
        titleEs: 'Traducir el estudio al inglés',
        titleEn: null,
        responsible: ['OIM'],
        recipients: [],
        nextForum: null,
        rule: { type: 'none' },
        deadlineAsWritten: null,
      }),
    ]);
  });
  afterAll(() => site.close());

  const html = async (key: Parameters<TestSite['as']>[0], url: string) => {
    const reply = await site.as(key).get(url);
    expect(reply.statusCode, `${url} ${reply.body.slice(0, 200)}`).toBe(200);
    return load(reply.body);
  };

  it('says overdue to a country about itself and a neutral "date reached" to everybody else', async () => {
    expect((await html('honduras', '/es/acuerdos'))('main').text()).toContain('Vencido (1)');
    const peer = (await html('iom', '/es/acuerdos'))('main').text();
    expect(peer).toContain('Fecha cumplida (1)');
    expect(peer).not.toMatch(/vencid/i);
    expect(peer).toContain('0 de 11');
  });

  it('lists by country in the alphabetical order of the language', async () => {
    const heads = (page: Awaited<ReturnType<typeof html>>) =>
      page('.due-group h2')
        .map((_, head) =>
          page(head)
            .text()
            .replace(/ \(\d+\)/, '')
            .trim(),
        )
        .get();
    const es = heads(await html('honduras', '/es/acuerdos?view=country'));
    const en = heads(await html('honduras', '/en/agreements?view=country'));
    expect(es.slice(0, 2)).toEqual(['Belice', 'Canadá']);
    expect(es.at(-1)).toBe('República Dominicana');
    expect(en.at(3)).toBe('Dominican Republic');
  });

  it('says in the view by country only the own lateness, never that of the country of the group', async () => {
    const groups = async (key: 'honduras' | 'secretariat') => {
      const page = await html(key, '/es/acuerdos?view=country');
      const words = (name: string) =>
        page('.due-group')
          .filter((_, one) => page(one).find('h2').text().startsWith(name))
          .text();
      return { own: words('Honduras'), other: words('Costa Rica'), buttons: page('.due-row a.button').length };
    };
    const honduras = await groups('honduras');
    expect(honduras.own).toContain('Vencido');
    expect(honduras.other).toContain('Fecha cumplida');
    expect(honduras.buttons).toBe(1);
    expect((await groups('secretariat')).other).toContain('Vencido');
  });

  it('keeps filters in the address and in the switch of language', async () => {
    const page = await html('honduras', '/es/acuerdos?country=OIM&state=all&q=ingles');
    expect(page('.due-row').length).toBe(1);
    expect(page('#language').attr('href')).toBe('/en/agreements?country=OIM&state=all&q=ingles');
  });

  it('shows the sentence, the date and why, and the way to report', async () => {
    const page = await html('honduras', `/es/acuerdos/${glossary}`);
    expect(page('blockquote').text()).toContain('dentro del plazo de dos meses');
    expect(page('main').text()).toContain('2 meses desde el 15/11/2016');
    expect(page('main').text()).toContain('23:59, hora de Costa Rica, UTC−6');
    expect(page('form[enctype]').attr('action')).toBe(`/es/acuerdos/${glossary}/avance`);
  });

  it('takes a report with evidence, which peers cannot open', async () => {
    const sent = await site.as('honduras').postFiles(
      `/es/acuerdos/${glossary}/avance`,
      { kind: 'delivered', body: 'Comentarios de ejemplo enviados.' },
      {
        evidence: { name: 'nota.pdf', bytes: new TextEncoder().encode('%PDF-1.4 ejemplo'), mime: 'application/pdf' },
      },
    );
    expect(sent.statusCode).toBe(303);
    const page = await html('honduras', `/es/acuerdos/${glossary}`);
    const href = page('#reports').parent().find('ul a').attr('href') ?? '';
    expect((await site.as('honduras').get(href)).statusCode).toBe(200);
    expect((await site.as('secretariat').get(href)).statusCode).toBe(200);
    for (const peer of ['costaRica', 'iom'] as const) expect((await site.as(peer).get(href)).statusCode).toBe(404);
    expect((await site.as('civilSociety').get(`/es/acuerdos/${glossary}`)).statusCode).toBe(404);
    expect((await html('costaRica', `/es/acuerdos/${glossary}`))('main').text()).not.toContain(
      'Comentarios de ejemplo',
    );
    expect(await site.acts()).toContain('agreements.reported done');
  });

  it('refuses a file that is not what its name says, and keeps the words that were typed', async () => {
    const reply = await site
      .as('salvador')
      .postFiles(
        `/es/acuerdos/${glossary}/avance`,
        { kind: 'progress', body: 'Con archivo' },
        { evidence: { name: 'nota.pdf', bytes: new TextEncoder().encode('<html><script>1</script></html>') } },
      );
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('.error-summary a').attr('href')).toBe('#evidence');
    expect(page('.error-summary').text()).toContain('El nombre termina en .pdf, pero el contenido es HTML');
    expect(page('#body').text()).toBe('Con archivo');
  });

  it('gives a refused form back with what was typed and what to correct', async () => {
    const reply = await site.as('iom').post(`/en/agreements/${translation}/progress`, { body: 'Half of it', kind: '' });
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('#body').text()).toBe('Half of it');
    expect(page('.error-summary a').attr('href')).toBe('#kind');
  });

  it('lets the secretariat answer, date, tie and drop, with the reason for each', async () => {
    const page = await html('secretariat', `/es/acuerdos/${glossary}`);
    const report = page('input[name=report]').attr('value') ?? '';
    const bare = await site
      .as('secretariat')
      .post(`/es/acuerdos/${glossary}/respuesta`, { report, verdict: 'returned' });
    expect(load(bare.body)('.error-summary a').attr('href')).toBe(`#${report}-answer`);
    const answered = await site
      .as('secretariat')
      .post(`/es/acuerdos/${glossary}/respuesta`, { report, verdict: 'accepted' });
    expect(answered.statusCode).toBe(303);
    const seen = await html('secretariat', `/es/acuerdos/${translation}`);
    const version = seen('#date input[name=version]').attr('value') ?? '';
    const dated = await site
      .as('secretariat')
      .post(`/es/acuerdos/${translation}/fecha`, { version, due: '28 ene 2017' });
    expect(dated.statusCode).toBe(303);
    const stale = await site
      .as('secretariat2')
      .post(`/es/acuerdos/${translation}/fecha`, { version, due: '28 feb 2017', reason: 'Otra' });
    expect(stale.statusCode).toBe(409);
    expect(load(stale.body)('main').text()).toContain('Ahora está así: 28 ene 2017');
    expect(load(stale.body)('#date-due').attr('value')).toBe('28 feb 2017');
  });

  it.each([
    ['honduras', 'GET', `/es/acuerdos/revision/${NETWORK}`],
    ['presidency', 'GET', `/es/acuerdos/revision/${NETWORK}/publicar`],
    ['iom', 'GET', '/es/acuerdos/nuevo'],
    ['auditor', 'GET', '/es/acuerdos'],
    ['presidency', 'POST', `/es/acuerdos/revision/${NETWORK}/confirmar`],
    ['honduras', 'POST', '/es/acuerdos/A-2016-001/sin-efecto'],
    ['auditor', 'POST', '/es/acuerdos/A-2016-001/avance'],
  ] as const)('does not let %s %s %s, and logs the attempt', async (key, method, url) => {
    const browser = site.as(key);
    const reply = await (method === 'GET' ? browser.get(url) : browser.post(url, {}));
    expect(reply.statusCode).toBe(403);
    expect((await site.acts()).at(-1)).toMatch(/^agreements\..* denied$/);
  });

  it.each(['csv', 'xlsx', 'docx', 'json'])('exports what the filter shows as %s', async (format) => {
    const reply = await site.as('honduras').get(`/en/agreements/export/${format}?country=OIM&state=all`);
    expect(reply.statusCode).toBe(200);
    expect(reply.rawPayload.length).toBeGreaterThan(100);
    if (format === 'csv' || format === 'json') {
      expect(reply.body).toContain('A-2016-002');
      expect(reply.body).not.toContain('A-2016-001');
    }
  });

  it.each(['xlsx', 'docx'])('says in the %s that the data are examples', async (format) => {
    const reply = await site.as('honduras').get(`/es/acuerdos/exportar/${format}?country=OIM&state=all`);
    const parts = Object.values(unzipSync(reply.rawPayload)).map((part) => strFromU8(part));
    expect(parts.join('\n')).toContain('Datos de ejemplo: no describen la posición');
  });

  it('answers machines with the same list and the same rules', async () => {
    const listed = await site.as('costaRica').json('GET', '/api/v1/agreements?state=all');
    expect(
      listed.json().agreements.map((one: { code: string; timing: string }) => `${one.code} ${one.timing}`),
    ).toContain(`${glossary} overdue`);
    const one = await site.as('iom').json('GET', `/api/v1/agreements/${glossary}`);
    expect(one.json()).toMatchObject({ code: glossary, timing: 'reached', parts: [], answered: 1, total: 11 });
    const sent = await site
      .as('costaRica')
      .json('POST', `/api/v1/agreements/${glossary}/progress`, { kind: 'progress', body: 'Example' });
    expect(sent.statusCode, sent.body).toBe(200);
  });

  describe('the review of what was read', () => {
    beforeAll(async () => {
      await site.act('secretariat', (ctx) =>
        recordCandidates(ctx.db, {
          ...of,
          lang: 'es',
          now: ctx.now,
          candidates: [
            candidate({ span: [7000, 7100], titleEs: 'Nominar puntos focales' }),
            candidate({
              span: [7100, 7200],
              titleEs: 'Participar en la reunión virtual',
              quote: 'a efectos de que participen en una reunión virtual',
            }),
            candidate({ span: [7300, 7400], kind: 'thanks', titleEs: 'Agradecer a la OIM' }),
          ],
        }),
      );
    });

    const url = `/es/acuerdos/revision/${NETWORK}`;
    const review = () => html('secretariat', url);
    const fields = (page: Awaited<ReturnType<typeof html>>, title: string) => {
      const article = page('article').filter((_, one) => page(one).find('h3').text() === title);
      return {
        id: article.find('input[name=id]').first().attr('value') ?? '',
        version: article.find('input[name=version]').first().attr('value') ?? '',
      };
    };

    it('shows each proposal with its acts as plain forms and links, and thanks without "confirm"', async () => {
      const page = await review();
      expect(page('article').length).toBe(3);
      const thanks = page('article').filter((_, one) => page(one).find('h3').text() === 'Agradecer a la OIM');
      expect(thanks.find('form[action$=confirmar]').length).toBe(0);
      expect(page('form[action$=confirmar]').length).toBe(2);
    });

    it('goes on with the next one that waits after each decision', async () => {
      const page = await review();
      const reply = await site.as('secretariat').post(`${url}/confirmar`, fields(page, 'Nominar puntos focales'));
      expect(reply.headers.location).toBe(`${url}#c-${fields(page, 'Participar en la reunión virtual').id}`);
    });

    it('refuses to overwrite what a colleague saved, and shows both', async () => {
      const seen = fields(await review(), 'Participar en la reunión virtual');
      const form = { ...seen, kind: 'request', es: 'Participar', responsible: ['PM'] };
      expect((await site.as('secretariat2').post(`${url}/editar`, { ...form, es: 'Asistir' })).statusCode).toBe(303);
      const late = await site.as('secretariat').post(`${url}/editar`, form);
      expect(late.statusCode).toBe(409);
      const page = load(late.body);
      expect(page(`[id="${seen.id}-es"]`).attr('value')).toBe('Participar');
      expect(page('main').text()).toContain('Ahora está así: Asistir');
    });

    it('splits, merges and rejects', async () => {
      const seen = fields(await review(), 'Asistir');
      const wrong = await site.as('secretariat').post(`${url}/dividir`, { ...seen, at: 'no está' });
      expect(load(wrong.body)('.error-summary').text()).toContain('no están dentro de la frase');
      const split = await site
        .as('secretariat')
        .post(`${url}/dividir`, { ...seen, at: 'en una reunión', es: 'En la reunión' });
      expect(split.statusCode).toBe(303);
      const merged = await site.as('secretariat').post(`${url}/unir`, fields(await review(), 'En la reunión'));
      expect(merged.statusCode).toBe(303);
      expect((await review())('q').text()).toContain('a efectos de que participen en una reunión virtual');
      const rejected = await site
        .as('secretariat')
        .post(`${url}/descartar`, fields(await review(), 'Agradecer a la OIM'));
      expect(rejected.statusCode).toBe(303);
    });

    it('confirms all that wait after a check page, previews, and publishes; until then countries see nothing', async () => {
      const check = await html('secretariat', `${url}/confirmar-todos`);
      const items = check('input[name=item]')
        .map((_, one) => check(one).attr('value') ?? '')
        .get();
      expect(items.length).toBe(1);
      expect((await site.as('secretariat').post(`${url}/confirmar-todos`, { item: items })).statusCode).toBe(303);
      expect((await html('honduras', '/es/acuerdos?state=all'))('.due-row').length).toBe(2);
      const preview = await html('secretariat', `${url}/publicar`);
      expect(preview('main').text()).toContain('Se abren 2 acuerdos');
      expect(preview('main').text()).toContain('Nadie verá quién falta');
      const published = await site.as('secretariat').post(`${url}/publicar`, {});
      expect(published.statusCode).toBe(303);
      expect((await html('honduras', '/es/acuerdos?state=all'))('.due-row').length).toBe(4);
      expect((await site.as('secretariat').post(`${url}/publicar`, {})).statusCode).toBe(409);
    });
  });

  it.each([
    ['a year that is a slip of the hand', { due: '0000-01-01' }, 'due'],
    ['a body that does not exist', { forum: 'XYZ' }, 'forum'],
    ['a party that does not exist', { responsible: ['XA'] }, 'responsible'],
    ['a meeting that does not exist', { meeting: '1999-XX' }, 'meeting'],
  ])('refuses %s at its field', async (_, over, field) => {
    const form = {
      meeting: NETWORK,
      quote: 'Se acordó',
      kind: 'agreement',
      es: 'Enviar',
      responsible: ['ST'],
      ...over,
    };
    const refused = await site.as('secretariat').post('/es/acuerdos/nuevo', form);
    expect(refused.statusCode).toBe(422);
    expect(load(refused.body)('.error-summary a').attr('href')).toBe(`#${field}`);
  });

  it('enters an agreement by hand, confirmed and unseen until published', async () => {
    const refused = await site
      .as('secretariat')
      .post('/es/acuerdos/nuevo', { meeting: NETWORK, quote: 'Se acordó', kind: 'agreement', es: 'Enviar' });
    expect(load(refused.body)('.error-summary a').attr('href')).toBe('#responsible');
    const entered = await site.as('secretariat').post('/es/acuerdos/nuevo', {
      meeting: NETWORK,
      quote: 'Se acordó enviar el reporte.',
      kind: 'agreement',
      es: 'Enviar el reporte',
      responsible: ['ST'],
      due: '2017-03-01',
    });
    expect(entered.statusCode).toBe(303);
    expect((await html('honduras', '/es/acuerdos?state=all&q=reporte'))('.due-row').length).toBe(0);
  });
});
