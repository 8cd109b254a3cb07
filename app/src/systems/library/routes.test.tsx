import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeMeetings, NETWORK } from '../../../test/register.ts';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';

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
  expect(sent.statusCode, load(sent.body)('.error-summary').text()).toBe(303);
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
  expect(shown.statusCode, load(shown.body)('.error-summary').text()).toBe(303);
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
      expect(await listed(key), kind).toEqual(
        isSeen ? expect.arrayContaining([code]) : expect.not.arrayContaining([code]),
      );
      expect(await listed(key, `?q=${word}`), kind).toEqual(isSeen ? [code] : []);
      expect((await site.as(key).get(`/es/biblioteca/${code}`)).statusCode, kind).toBe(isSeen ? 200 : 404);
      expect((await site.as(key).get(`/es/biblioteca/${code}/archivo/es-1`)).statusCode, kind).toBe(isSeen ? 200 : 404);
    }
    const { count } = (await site.as(key).json('GET', '/api/v1/library?q=compartida')).json<{ count: number }>();
    expect(count).toBe(seen.length);
  });

  it.each(SEES)('%s gets misspelt words put right by words of %j only', async (key, seen) => {
    const misspelt = {
      public: 'publicamante',
      members: 'miembresia',
      delegations: 'delegatorjo',
      restricted: 'canariosecrato',
    };
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
    const form = {
      version: String(page('input[name=version]').val()),
      titlees: 'Documento members',
      class: 'restricted',
    };
    await site.as('secretariat').post(`/es/biblioteca/${codes['members']}/clasificar`, form);
    expect(await listed('honduras', '?q=miembresía')).toEqual([]);
    expect((await site.as('honduras').get('/es/biblioteca?q=miembresja')).body).not.toContain('miembresía');
    expect(await listed('secretariat', '?q=miembresja')).toEqual([codes['members']]);
  });

  it('a document that is withdrawn is found by nobody, and says why to the secretariat', async () => {
    const code = codes['restricted'] ?? '';
    const page = load((await site.as('secretariat').get(`/es/biblioteca/${code}`)).body);
    const version = String(page('form[action$="/retirar"] input[name=version]').val());
    const done = await site
      .as('secretariat')
      .post(`/es/biblioteca/${code}/retirar`, { version, reason: 'Contenía un error.' });
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
    const code = await available({
      es: 'Título seguro\n<img src=x onerror=alert(1)> \ue000falso\ue001 zanahoria',
      title: '<b>x</b>',
    });
    const { body } = await site.as('honduras').get('/es/biblioteca?q=zanahoria');
    expect(body).not.toContain('<img src=x');
    expect(body).not.toContain('<b>x</b>');
    expect(load(body)(`a[href$="${code}"]`).length).toBe(1);
    expect(
      load(body)('mark')
        .map((_, mark) => load(body)(mark).text())
        .get(),
    ).toEqual(['zanahoria']);
  });

  it.each(['"', '-', ':*', "'", '!!!', 'a & | b', '((', '%', 'de la', '\\', '-"x'])(
    'answers %j without a fault',
    async (query) => {
      expect((await site.as('honduras').get(`/es/biblioteca?q=${encodeURIComponent(query)}`)).statusCode).toBe(200);
    },
  );

  it('is in the box that searches everything', async () => {
    const hits = (await site.as('honduras').json('GET', '/api/v1/search?q=extracontinental')).json<{
      hits: { href: string }[];
    }>();
    expect(hits.hits.map(({ href }) => href)).toContain(`/es/biblioteca/${extra}`);
  });
});

describe('a distribution', () => {
  let code = '';
  let id = '';
  const row = async (party: string): Promise<Record<string, unknown>> =>
    (
      await site.database.admin.pool.query('select * from conf.receipt where distribution = $1 and party = $2', [
        id,
        party,
      ])
    ).rows[0] as Record<string, unknown>;

  beforeAll(async () => {
    code = await available({
      es: 'Plan de trabajo\nPrimera versión del plan de trabajo.',
      title: 'Plan de trabajo',
      body: 'RFE',
    });
  });

  it('shows by name who will receive it before anything is sent, and who is left out and why', async () => {
    const page = load(
      (await site.as('secretariat').get(`/es/biblioteca/${code}/enviar?basis=body&by=2017-02-15`)).body,
    );
    // The civil society is among the members of the body and may not see a document for members.
    expect(page('main').text()).toContain('no lo podrían abrir: Red Regional de Organizaciones Civiles');
    expect(page('input[name=expected]').val()).toBe('ACNUR BZ CA CR DO GT HN MX NI OCAM OIM PA SICA SV US');
  });

  it('is not sent to a party that was named and could not open it', async () => {
    const asked = { basis: 'parties', party: ['HN', 'RROCM'] };
    expect((await site.as('secretariat').post(`/es/biblioteca/${code}/enviar`, asked)).statusCode).toBe(409);
    const page = load(
      (await site.as('secretariat').get(`/es/biblioteca/${code}/enviar?basis=parties&party=RROCM`)).body,
    );
    expect(page('form[method=post][action$="/enviar"]').length).toBe(0);
  });

  it('goes to the parties chosen, tells them where and not what, and freezes version and hash', async () => {
    const sent = await site.as('secretariat').post(`/es/biblioteca/${code}/enviar`, {
      basis: 'parties',
      party: ['HN', 'CR', 'OIM'],
      by: '2017-02-15',
      expected: 'CR HN OIM',
    });
    expect(sent.statusCode).toBe(303);
    id = String(sent.headers.location).split('/').at(-1) ?? '';
    const { rows } = await site.database.admin.pool.query(
      `select to_party, kind, params::text from platform.outbox where kind = 'library.notice.acknowledge' order by to_party`,
    );
    expect(rows.map((each) => each['to_party'])).toEqual(['CR', 'HN', 'OIM']);
    expect(JSON.stringify(rows)).not.toContain('Plan de trabajo');
  });

  it('is not sent when the recipients are no longer those that were shown', async () => {
    const sent = await site.as('secretariat').post(`/es/biblioteca/${code}/enviar`, {
      basis: 'parties',
      party: ['HN'],
      expected: 'HN SV',
    });
    expect(sent.statusCode).toBe(409);
  });

  it('keeps the version that was sent when a newer one takes its place', async () => {
    const sha = async (): Promise<unknown> =>
      (await site.as('secretariat').json('GET', `/api/v1/library/${code}/distributions/${id}`)).json<{
        versions: unknown;
      }>().versions;
    const before = await sha();
    const added = await site.as('secretariat').postFiles(
      `/es/biblioteca/${code}/version-nueva`,
      {},
      {
        filees: { name: 'plan2.txt', bytes: bytes('Plan de trabajo\nSegunda versión, con zapatos.') },
      },
    );
    expect(added.statusCode).toBe(303);
    expect(await sha()).toEqual(before);
    expect((await site.as('honduras').get(`/es/biblioteca/${code}/archivo/es-1`)).body).toContain('Primera versión');
    expect(await listed('honduras', '?q=zapatos')).toEqual([code]);
    await expect(
      site.database.app.transaction(
        { person: 'secretariat', org: 'ST', country: null, roles: ['secretariat'], lang: 'es' },
        (db) => db.deleteFrom('conf.distribution_item').execute(),
      ),
    ).rejects.toThrow('permission denied');
  });

  it('counts as opened what somebody of the party downloaded, and never the mere look at the page', async () => {
    await site.as('costaRica').get(`/es/biblioteca/${code}`);
    expect((await row('CR'))['opened_at']).toBeNull();
    await site.as('costaRica').get(`/es/biblioteca/${code}/archivo/es-1`);
    expect(await row('CR')).toMatchObject({ opened_by: 'costaRica', acknowledged_at: null });
    expect((await row('HN'))['opened_at']).not.toBeNull();
    await site.as('salvador').get(`/es/biblioteca/${code}/archivo/es-1`);
    expect((await row('OIM'))['opened_at']).toBeNull();
  });

  it('is acknowledged by a button, once, and until then it is on the list of what is due', async () => {
    expect((await site.as('honduras').get('/es/inicio')).body).toContain('Acusar recibo de Plan de trabajo');
    const press = () => site.as('honduras').post(`/es/biblioteca/${code}/envios/${id}/acuse`, {});
    expect((await press()).statusCode).toBe(303);
    const first = (await row('HN'))['acknowledged_at'];
    site.setNow('2017-01-21T16:00:00Z');
    expect((await press()).statusCode).toBe(303);
    expect((await row('HN'))['acknowledged_at']).toEqual(first);
    expect((await site.as('honduras').get('/es/inicio')).body).not.toContain('Acusar recibo de Plan de trabajo');
  });

  it('shows a recipient its own receipt and no other', async () => {
    const page = load((await site.as('costaRica').get(`/es/biblioteca/${code}/envios/${id}`)).body);
    expect(page('#receipts tbody tr').length).toBe(1);
    expect((await site.as('salvador').get(`/es/biblioteca/${code}/envios/${id}`)).statusCode).toBe(404);
    expect((await site.as('salvador').post(`/es/biblioteca/${code}/envios/${id}/acuse`, {})).statusCode).toBe(404);
  });

  it('is sent again to those pending in one click, and to nobody else', async () => {
    const again = await site.as('secretariat').post(`/es/biblioteca/${code}/envios/${id}/reenviar`, {});
    expect(again.statusCode).toBe(303);
    expect([(await row('HN'))['notices'], (await row('CR'))['notices'], (await row('OIM'))['notices']]).toEqual([
      1, 2, 2,
    ]);
    const page = load((await site.as('secretariat').get(`/es/biblioteca/${code}/envios/${id}`)).body);
    expect(page('#receipts tbody tr').first().text()).toContain('Costa Rica');
    expect((await site.as('honduras').post(`/es/biblioteca/${code}/envios/${id}/reenviar`, {})).statusCode).toBe(403);
  });

  it('names the recipients of a restricted document as its readers', async () => {
    const narrow = await available({ es: 'Nota reservada de prueba', class: 'restricted', title: 'Nota reservada' });
    expect((await site.as('salvador').get(`/es/biblioteca/${narrow}`)).statusCode).toBe(404);
    await site.as('secretariat').post(`/es/biblioteca/${narrow}/enviar`, { basis: 'parties', party: 'SV' });
    expect((await site.as('salvador').get(`/es/biblioteca/${narrow}`)).statusCode).toBe(200);
    expect((await site.as('honduras').get(`/es/biblioteca/${narrow}`)).statusCode).toBe(404);
  });
});

describe('bad input', () => {
  const zip = (name: string): Uint8Array => bytes(`PK\u0003\u0004${name}`);
  it.each<[string, string, Uint8Array, string]>([
    [
      'a picture with the ending of a document',
      'informe.pdf',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      'el contenido es PNG',
    ],
    ['a web page', 'informe.txt', bytes('<html><body>x</body></html>'), 'el contenido es HTML'],
    ['an empty file', 'informe.txt', new Uint8Array(), 'está vacío'],
    ['half a Word file', 'informe.docx', zip('[Content_Types].xml'), 'dañado'],
  ])('%s is refused with a sentence that says what to do, and nothing is kept', async (_, name, content, sentence) => {
    const count = async (): Promise<unknown> =>
      (
        await site.database.admin.pool.query(
          'select (select count(*) from conf.work) w, (select count(*) from conf.file) f',
        )
      ).rows[0];
    const before = await count();
    const answer = await site
      .as('secretariat')
      .postFiles('/es/biblioteca/subir', { titlees: 'Lo que escribí' }, { filees: { name, bytes: content } });
    expect(answer.statusCode).toBe(422);
    expect(load(answer.body)('.error-summary').text()).toContain(sentence);
    expect(load(answer.body)('#titlees').val()).toBe('Lo que escribí');
    expect(await count()).toEqual(before);
  });

  it('a document that the library has is refused with the way to it; who may not see it learns nothing', async () => {
    const text = 'Documento duplicado de ejemplo, palabra ornitorrinco';
    const code = await available({ es: text, class: 'restricted', title: 'Duplicado' });
    const file = { filees: { name: 'otro-nombre.txt', bytes: bytes(text) } };
    const again = await site.as('secretariat').postFiles('/es/biblioteca/subir', {}, file);
    expect(again.statusCode).toBe(409);
    expect(load(again.body)(`main a[href$="/${code}"]`).length).toBe(1);
    const other = await site.as('honduras').postFiles('/es/biblioteca/subir', {}, file);
    expect(other.statusCode).toBe(303);
  });

  it('what a delegation brings is seen by it and the secretariat until the secretariat classifies it', async () => {
    const sent = await site.as('costaRica').postFiles(
      '/es/biblioteca/subir',
      {},
      {
        filees: { name: 'aporte.txt', bytes: bytes('Aporte de Costa Rica de ejemplo') },
      },
    );
    const code = String(sent.headers.location).split('/').at(-1) ?? '';
    expect(await listed('costaRica')).toContain(code);
    expect(await listed('secretariat')).toContain(code);
    expect(await listed('honduras')).not.toContain(code);
    expect((await site.as('costaRica').get(`/es/biblioteca/${code}/clasificar`)).statusCode).toBe(403);
    expect((await site.as('secretariat').get('/es/inicio')).body).toContain('Clasificar Aporte de Costa Rica');
  });

  it('a symbol is given once', async () => {
    await available({ es: 'Uno con signatura', symbol: 'CRM/2016/DOC-05', title: 'Uno' });
    const sent = await site
      .as('secretariat')
      .postFiles('/es/biblioteca/subir', {}, { filees: { name: 'dos.txt', bytes: bytes('Dos sin signatura') } });
    const at = String(sent.headers.location);
    const taken = await site
      .as('secretariat')
      .post(at, { version: '1', titlees: 'Dos', symbol: 'CRM/2016/DOC-05', class: 'members' });
    expect(taken.statusCode).toBe(422);
    expect(load(taken.body)('#symbol-error').text()).toContain('Otro documento tiene esta signatura');
  });

  it('two people who classify the same document do not overwrite each other', async () => {
    const sent = await site
      .as('secretariat')
      .postFiles('/es/biblioteca/subir', {}, { filees: { name: 'tres.txt', bytes: bytes('Tres a la vez') } });
    const at = String(sent.headers.location);
    const form = { version: '1', titlees: 'Tres', class: 'members' };
    expect((await site.as('secretariat').post(at, form)).statusCode).toBe(303);
    const late = await site.as('secretariat2').post(at, { ...form, titlees: 'Otro título' });
    expect(late.statusCode).toBe(409);
    expect(load(late.body)('#titlees').val()).toBe('Otro título');
    expect(load(late.body)('main').text()).toContain('Ahora dice: Tres');
  });
});
