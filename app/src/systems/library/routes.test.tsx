import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import { arrangeMeetings, NETWORK } from '../../../test/register.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  await arrangeMeetings(site);
  await site.database.admin.pool.query(
    `insert into conf.delegation (meeting, party) select id, p from conf.meeting, unnest(array['HN', 'SV', 'RROCM']) p where code = $1`,
    [NETWORK],
  );
});
afterAll(() => site.close());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Given {
  readonly es?: string;
  readonly en?: string;
  readonly class?: string;
  readonly symbol?: string;
  readonly title?: string;
  readonly body?: string;
  readonly meeting?: string;
  readonly readers?: readonly string[];
}

/** A document brought, classified and made available through the pages; gives the code of its address. */
async function available(given: Given): Promise<string> {
  const files: Record<string, { name: string; bytes: Uint8Array }> = {};
  if (given.es !== undefined) files['filees'] = { name: 'documento.txt', bytes: bytes(given.es) };
  if (given.en !== undefined) files['fileen'] = { name: 'document.txt', bytes: bytes(given.en) };
  const sent = await site.as('secretariat').postFiles('/es/biblioteca/subir', {}, files);
  expect(sent.statusCode, sent.body).toBe(303);
  const code = /biblioteca\/([^/]+)\/clasificar/.exec(String(sent.headers.location))?.[1] ?? '';
  const shown = await site.as('secretariat').post(`/es/biblioteca/${code}/clasificar`, {
    version: '1',
    titlees: given.title ?? 'Documento de ejemplo',
    symbol: given.symbol ?? '',
    body: given.body ?? '',
    meeting: given.meeting ?? '',
    class: given.class ?? 'members',
    readers: given.readers ?? [],
    act: 'show',
  });
  expect(shown.statusCode, shown.body).toBe(303);
  return String(shown.headers.location).split('/').at(-1) ?? '';
}

async function listed(key: PersonKey | 'nobody', query = ''): Promise<readonly string[]> {
  const answer = await site.as(key).get(`/es/biblioteca${query}`);
  expect(answer.statusCode).toBe(200);
  return load(answer.body)('.work-title a')
    .map((_, a) => String(load(answer.body)(a).attr('href')).split('/').at(-1))
    .get();
}

describe('a document on its way to its readers', () => {
  it('is uploaded, classified, shown, found, downloaded by its symbol', async () => {
    const code = await available({
      es: 'Lineamientos de ejemplo\nLa cooperación consular de los países.',
      en: 'Example guidelines\nConsular cooperation of the countries.',
      symbol: 'crm/rfe/2016/inf-7',
      title: 'Lineamientos de ejemplo',
      body: 'RFE',
    });
    expect(code).toBe('CRM-RFE-2016-INF-07');
    const page = await site.as('honduras').get(`/es/biblioteca/${code}`);
    expect(load(page.body)('.expression').length).toBe(2);
    const file = await site.as('honduras').get(`/es/biblioteca/${code}/archivo/en-1`);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(file.headers['content-disposition']).toContain('CRM-RFE-2016-INF-07_en_v1.txt');
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    expect(file.body).toContain('Consular cooperation');
    expect(await listed('honduras', '?q=cooperaciones')).toContain(code);
    expect(await listed('honduras', '?q=RFE/2016/INF-07')).toContain(code);
    expect((await site.acts()).filter((act) => act.startsWith('library.'))).toContain('library.work-classified done');
  });
});

describe('nobody finds, counts or is told a word of what they may not see', () => {
  // Each document has a word that stands nowhere else; the restricted one is the canary.
  const WORDS = {
    public: 'publicamente',
    members: 'miembresía',
    delegations: 'delegatorio',
    restricted: 'canariosecreto',
  } as const;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    for (const [kind, word] of Object.entries(WORDS)) {
      codes[kind] = await available({
        es: `Documento ${kind}\nTexto de prueba con la palabra ${word} y la palabra compartida.`,
        class: kind,
        title: `Documento ${kind}`,
        ...(kind === 'delegations' ? { meeting: NETWORK } : {}),
        ...(kind === 'restricted' ? { readers: ['CR'] } : {}),
      });
    }
  });

  const SEES: readonly (readonly [PersonKey | 'nobody', readonly (keyof typeof WORDS)[]])[] = [
    ['secretariat', ['public', 'members', 'delegations', 'restricted']],
    ['honduras', ['public', 'members', 'delegations']],
    ['hondurasHead', ['public', 'members', 'delegations']],
    ['costaRica', ['public', 'members', 'restricted']],
    ['iom', ['public', 'members']],
    ['civilSociety', ['public', 'delegations']],
    ['auditor', ['public']],
    ['administrator', ['public']],
    ['nobody', ['public']],
  ];

  it.each(SEES)('%s sees %j, in the list, by search, by address and in the count', async (key, seen) => {
    for (const [kind, word] of Object.entries(WORDS)) {
      const isSeen = (seen as readonly string[]).includes(kind);
      const code = codes[kind] ?? '';
      expect(await listed(key), kind).toEqual(isSeen ? expect.arrayContaining([code]) : expect.not.arrayContaining([code]));
      expect(await listed(key, `?q=${word}`), kind).toEqual(isSeen ? [code] : []);
      expect((await site.as(key).get(`/es/biblioteca/${code}`)).statusCode, kind).toBe(isSeen ? 200 : 404);
      expect((await site.as(key).get(`/es/biblioteca/${code}/archivo/es-1`)).statusCode, kind).toBe(isSeen ? 200 : 404);
    }
    const { count } = (await site.as(key).json('GET', '/api/v1/library?q=compartida')).json<{ count: number }>();
    expect(count).toBe(seen.length);
  });

  it.each(SEES)('%s gets misspelt words put right by words of %j only', async (key, seen) => {
    const misspelt = { public: 'publicamante', members: 'miembresia', delegations: 'delegatorjo', restricted: 'canariosecrato' };
    for (const [kind, typed] of Object.entries(misspelt)) {
      const isSeen = (seen as readonly string[]).includes(kind);
      const answer = await site.as(key).get(`/es/biblioteca?q=${typed}`);
      const word = WORDS[kind as keyof typeof WORDS];
      if (isSeen) expect(answer.body, kind).toContain(codes[kind]);
      else expect(answer.body, kind).not.toContain(word);
    }
  });

  it('a document that becomes narrower takes its words with it', async () => {
    const page = load((await site.as('secretariat').get(`/es/biblioteca/${codes['members']}/clasificar`)).body);
    const form = { version: String(page('input[name=version]').val()), titlees: 'Documento members', class: 'restricted' };
    await site.as('secretariat').post(`/es/biblioteca/${codes['members']}/clasificar`, form);
    expect(await listed('honduras', '?q=miembresía')).toEqual([]);
    expect((await site.as('honduras').get('/es/biblioteca?q=miembresja')).body).not.toContain('miembresía');
    expect(await listed('secretariat', '?q=miembresja')).toEqual([codes['members']]);
  });

  it('a document that is withdrawn is found by nobody, and says why to the secretariat', async () => {
    const code = codes['restricted'] ?? '';
    const page = load((await site.as('secretariat').get(`/es/biblioteca/${code}`)).body);
    const version = String(page('form[action$="/retirar"] input[name=version]').val());
    const done = await site.as('secretariat').post(`/es/biblioteca/${code}/retirar`, { version, reason: 'Contenía un error.' });
    expect(done.statusCode).toBe(303);
    expect(await listed('costaRica', '?q=canariosecreto')).toEqual([]);
    expect((await site.as('costaRica').get(`/es/biblioteca/${code}`)).statusCode).toBe(404);
    expect((await site.as('costaRica').get(`/es/biblioteca/${code}/archivo/es-1`)).statusCode).toBe(404);
    expect((await site.as('secretariat').get(`/es/biblioteca/${code}`)).body).toContain('Contenía un error.');
    const { rows } = await site.database.admin.pool.query(`select * from conf.work_word where word = 'canariosecreto'`);
    expect(rows).toEqual([]);
  });
});

describe('search', () => {
  let extra = '';
  beforeAll(async () => {
    extra = await available({
      es: 'Nota sobre flujos\nLas personas migrantes extracontinentales necesitan asistencia humanitaria inmediata.',
      en: 'Note on flows\nExtra-regional migrants need humanitarian assistance at once. Vessels were seen.',
      title: 'Nota sobre flujos',
    });
  });

  it.each([
    ['another form of the word', 'extracontinental'],
    ['without its accents', 'migrantes'],
    ['capitals and accents where there are none', 'ASISTÉNCIA'],
    ['the English text', 'vessel'],
    ['a phrase', '"asistencia humanitaria inmediata"'],
    ['two words', 'humanitaria migrante'],
    ['one misspelt word', 'extracontientales'],
  ])('finds %s: %s', async (_, query) => {
    expect(await listed('honduras', `?q=${encodeURIComponent(query)}`)).toContain(extra);
  });

  it.each([
    ['a phrase in another order', '"humanitaria asistencia"'],
    ['a word that is excluded', 'asistencia -humanitaria'],
  ])('does not find %s: %s', async (_, query) => {
    expect(await listed('honduras', `?q=${encodeURIComponent(query)}`)).not.toContain(extra);
  });

  it('marks what was found and says what it searched in place of a misspelt word', async () => {
    const page = load((await site.as('honduras').get('/es/biblioteca?q=extracontientales')).body);
    expect(page('mark').first().text()).toBe('extracontinentales');
    expect(page('main').text()).toContain('Ningún documento contiene «extracontientales»');
  });

  it('marks cannot be forged and a text is never markup', async () => {
    const code = await available({ es: 'Título seguro\n<script>alert(1)</script> \ue000falso\ue001 zanahoria', title: '<b>x</b>' });
    const { body } = await site.as('honduras').get('/es/biblioteca?q=zanahoria');
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('<b>x</b>');
    expect(load(body)(`a[href$="${code}"]`).length).toBe(1);
    expect(load(body)('mark').map((_, mark) => load(body)(mark).text()).get()).toEqual(['zanahoria']);
  });

  it.each(['"', '-', ':*', "'", '!!!', 'a & | b', '((', '%', 'de la', '\\', '-"x'])('answers %j without a fault', async (query) => {
    expect((await site.as('honduras').get(`/es/biblioteca?q=${encodeURIComponent(query)}`)).statusCode).toBe(200);
  });

  it('is in the box that searches everything', async () => {
    const hits = (await site.as('honduras').json('GET', '/api/v1/search?q=extracontinental')).json<{ hits: { href: string }[] }>();
    expect(hits.hits.map(({ href }) => href)).toContain(`/es/biblioteca/${extra}`);
  });
});
