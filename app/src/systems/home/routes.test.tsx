import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeMeetings, candidate, NETWORK, publish } from '../../../test/register.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import { recordCandidates } from '../../engines/obligations/index.ts';

describe('the home page', () => {
  let site: TestSite;
  let of: { meeting: string; text: string; next: string };
  let glossary = '';
  beforeAll(async () => {
    site = await testSite();
    of = await arrangeMeetings(site);
    await site.database.admin.pool.query(`update conf.meeting set starts_on = '2017-06-20' where id = $1`, [of.next]);
    [glossary = ''] = await publish(site, of, [
      candidate(),
      candidate({ span: [9000, 9001], titleEs: 'Nominar punto focal', rule: { type: 'none' }, responsible: ['HN'] }),
    ]);
    await site.act('secretariat', (ctx) =>
      recordCandidates(ctx.db, { ...of, lang: 'es', candidates: [candidate({ span: [3, 4] })], now: ctx.now }),
    );
  });
  afterAll(() => site.close());

  const html = async (key: Parameters<TestSite['as']>[0], url: string) => {
    const reply = await site.as(key).get(url);
    expect(reply.statusCode, reply.body.slice(0, 300)).toBe(200);
    return load(reply.body);
  };

  it('shows what is due from the own country by urgency, with the act one click away', async () => {
    const page = await html('honduras', '/es/inicio');
    const heads = page('#due')
      .parent()
      .find('h3')
      .map((_, head) => page(head).text().trim())
      .get();
    expect(heads).toEqual(['Vencido (1)', 'Sin fecha (1)']);
    expect(page('.due-row a.button').first().attr('href')).toBe(`/es/acuerdos/${glossary}#report`);
  });

  it('shows the reader of another country nothing of it', async () => {
    expect((await html('costaRica', '/es/inicio'))('main').text()).not.toContain('Nominar punto focal');
  });

  it('tells what is new until the organisation marks it as seen, and marks nothing that came later', async () => {
    const before = await html('honduras', '/es/inicio');
    expect(before('#news').parent().text()).toContain('Nuevo acuerdo que le concierne');
    const until = before('input[name=until]').attr('value') ?? '';
    expect(
      (await site.as('honduras').post('/es/inicio/vistas', { until: '2017-01-01T00:00:00.000Z' })).statusCode,
    ).toBe(303);
    expect((await html('honduras', '/es/inicio'))('#news').length).toBe(1);
    expect((await site.as('honduras').post('/es/inicio/vistas', { until })).statusCode).toBe(303);
    expect((await html('honduras', '/es/inicio'))('#news').length).toBe(0);
    expect((await html('costaRica', '/es/inicio'))('#news').length).toBe(1);
  });

  it('names the next meeting', async () => {
    expect((await html('honduras', '/en/home'))('#next').parent().text()).toContain('Meeting 2017-GRCM · 20 Jun 2017');
  });

  it('shows the secretariat the countries in alphabetical order, counts that lead to their list, and what waits for it', async () => {
    const page = await html('secretariat', '/es/inicio');
    const names = page('#countries tbody th')
      .map((_, head) => page(head).text())
      .get();
    expect([names[0], names.at(-1)]).toEqual(['Belice', 'República Dominicana']);
    const link = page('#countries a[href*="HN"]').first();
    const list = await html('secretariat', link.attr('href') ?? '');
    expect(list('.due-row').length).toBe(Number.parseInt(link.text(), 10));
    expect(page('#desk').parent().find('a').attr('href')).toBe(`/es/acuerdos/revision/${NETWORK}`);
  });

  it('shows no country the grid', async () => {
    for (const key of ['honduras', 'presidency', 'iom', 'civilSociety'] as const) {
      expect((await html(key, '/es/inicio'))('#countries').length).toBe(0);
    }
  });

  it('finds agreements for people and for the palette, only those the reader may see', async () => {
    expect((await html('iom', '/es/buscar?q=glosario'))('main').text()).toContain(glossary);
    const hits = await site.as('honduras').json('GET', '/api/v1/search?q=glosario');
    expect(hits.json().hits[0]).toMatchObject({ href: `/es/acuerdos/${glossary}` });
    const none = await site.as('civilSociety').json('GET', '/api/v1/search?q=glosario');
    expect(none.json().hits).toEqual([]);
  });

  it('shows a job to who asked for it, with the way to its result or the reason it failed', async () => {
    const job = await site.act('secretariat', (ctx) => ctx.enqueue('nothing', {}));
    expect((await html('secretariat', `/es/procesos/${job}`))('noscript').text()).toContain('refresh');
    expect((await site.as('honduras').get(`/es/procesos/${job}`)).statusCode).toBe(404);
    await site.database.admin.pool.query(`update platform.job set state = 'done', result = $2 where id = $1`, [
      job,
      JSON.stringify({ route: 'agreements.review', params: { meeting: NETWORK } }),
    ]);
    const done = await html('secretariat', `/en/jobs/${job}`);
    expect(done('.job a.button').attr('href')).toBe(`/en/agreements/review/${NETWORK}`);
    await site.database.admin.pool.query(
      `update platform.job set state = 'failed', refusal = '{"kind":"conflict","code":"obligations.wrong-state"}' where id = $1`,
      [job],
    );
    expect((await html('secretariat', `/en/jobs/${job}`))('.error-summary').text()).toContain('can no longer be done');
  });
});
