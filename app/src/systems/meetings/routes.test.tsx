import { readFileSync } from 'node:fs';
import { readDocx, readReport } from '@enlace/minutes';
import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import { arrange } from '../../engines/texts/index.ts';
import { jobRunner } from '../../platform/jobs/index.ts';
import { blocksOf } from './reading.ts';

const REPORT_ES = `CONFERENCIA DE EJEMPLO
INFORME DE LA REUNIÓN DE LA RED DE FUNCIONARIOS DE ENLACE

Ciudad Ejemplo, Honduras
15 de noviembre de 2016

La Red de Funcionarios de Enlace, reunida el 15 de noviembre de 2016 en Ciudad Ejemplo, con la participación de Costa Rica, Honduras y México, presenta su informe:

1. Agradecer a las delegaciones por compartir sus avances.

2. Sobre los indicadores de ejemplo:

a. Los Países Miembros remitirán sus comentarios a la ST dentro del plazo de dos meses.

b. La OIM traducirá el estudio al inglés antes del 15 de enero de 2017.

3. Se solicita a la ST que convoque una reunión virtual en el primer trimestre de 2017.
`;

const REPORT_EN = `EXAMPLE CONFERENCE
REPORT OF THE MEETING OF THE LIAISON OFFICERS NETWORK

Example City, Honduras
15 November 2016

The Liaison Officers Network, meeting on 15 November 2016 in Example City, with the participation of Costa Rica, Honduras and Mexico, presents its report:

1. Thank the delegations for sharing their progress.

2. On the example indicators:

a. Member Countries will send their comments to the TS within two months.

b. IOM will translate the study into English before 15 January 2017.

3. The TS is requested to convene a virtual meeting in the first quarter of 2017.
`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const FIELDS = {
  body: 'RFE',
  titlees: 'Reunión de ejemplo',
  titleen: 'Example meeting',
  starts: '15 nov 2016',
  ends: '',
  zone: 'America/Tegucigalpa',
  placees: 'Ciudad Ejemplo, Honduras',
  placeen: 'Example City, Honduras',
  mode: 'in_person',
  linked: '',
};

describe('meetings', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  async function addMeeting(fields: Partial<typeof FIELDS> = {}): Promise<string> {
    const reply = await site.as('secretariat').post('/es/reuniones/nueva', { ...FIELDS, ...fields });
    expect(reply.statusCode, reply.body).toBe(303);
    return reply.headers.location!.split('/').at(-1)!;
  }

  const upload = (key: PersonKey, url: string, name: string, content: Uint8Array) =>
    site.as(key).postFiles(url, {}, { file: { name, bytes: content } });

  async function drain(): Promise<void> {
    // The site's clock stands in 2017; the queue's default is the database's own.
    await site.database.admin.pool.query("update platform.job set run_after = created_at where state = 'waiting'");
    await jobRunner(site.machinery).drain();
  }

  async function jobs(): Promise<readonly { state: string; refusal: unknown; result: unknown }[]> {
    return (
      await site.database.admin.pool.query('select state, refusal, result from platform.job order by created_at, id')
    ).rows;
  }

  it('a meeting is entered by the secretariat and seen by everybody with an account', async () => {
    const code = await addMeeting();
    expect(code).toBe('2016-11-CE');
    for (const key of ['honduras', 'iom', 'civilSociety'] as const) {
      const reply = await site.as(key).get(`/es/reuniones/${code}`);
      expect(reply.statusCode, key).toBe(200);
      expect(load(reply.body)('h1').text()).toBe('Reunión de ejemplo');
      expect(reply.body).not.toContain('Cambiar datos');
    }
    const list = load((await site.as('honduras').get('/en/meetings?body=RFE&year=2016')).body);
    expect(list('table caption').text()).toBe('Held');
    expect(list('main').text()).toContain('Example meeting');
    expect((await site.as('honduras').post('/es/reuniones/nueva', FIELDS)).statusCode).toBe(403);
    expect(await site.acts()).toContain('meetings.added denied');
  });

  it.each([
    [{ starts: '11/12/2016' }, 'starts'],
    [{ starts: '2016-02-30' }, 'starts'],
    [{ ends: '2016-11-14' }, 'ends'],
    [{ starts: '', ends: '2016-11-14' }, 'starts'],
    [{ titleen: '' }, 'titleen'],
    [{ body: 'NADIE' }, 'body'],
  ])('a form with %j comes back with what was typed and the field %s marked', async (wrong, field) => {
    const reply = await site.as('secretariat').post('/es/reuniones/nueva', { ...FIELDS, ...wrong });
    expect(reply.statusCode).toBe(422);
    const html = load(reply.body);
    expect(html(`.error-summary a[href="#${field}"]`)).toHaveLength(1);
    expect(html('#titlees').attr('value')).toBe('Reunión de ejemplo');
  });

  it('of two people who change the same meeting the second sees both', async () => {
    const code = await addMeeting({ starts: '2018-03-01' });
    const save = (title: string) =>
      site.as('secretariat').post(`/es/reuniones/${code}/editar`, { ...FIELDS, titlees: title, version: '1' });
    expect((await save('Primero')).statusCode).toBe(303);
    const second = await save('Segundo');
    expect(second.statusCode).toBe(409);
    expect(load(second.body)('#titlees').attr('value')).toBe('Segundo');
    expect(second.body).toContain('Ahora consta: Primero');
  });

  it('a meeting is convened with a date, its agenda circulated with points, and opened on its day', async () => {
    const code = await addMeeting({ starts: '', placees: '', placeen: '' });
    const move = async (event: string, version: number) =>
      (await site.as('secretariat').post(`/es/reuniones/${code}/estado`, { event, version: String(version) }))
        .statusCode;
    expect(await move('convene', 1)).toBe(409);
    await site
      .as('secretariat')
      .post(`/es/reuniones/${code}/editar`, { ...FIELDS, starts: '2017-01-20', version: '1' });
    expect(await move('convene', 2)).toBe(303);
    expect(await move('circulate_agenda', 3)).toBe(409);
    const add = await site
      .as('secretariat')
      .post(`/es/reuniones/${code}/agenda`, { kind: 'topic', titlees: 'Apertura', titleen: 'Opening' });
    expect(add.statusCode).toBe(303);
    expect(await move('circulate_agenda', 3)).toBe(303);
    expect(await move('open', 4)).toBe(303);
    expect(await move('convene', 5)).toBe(409);
  });

  it('a member country that is not ticked is noted as absent', async () => {
    const code = await addMeeting({ starts: '2018-04-01' });
    const save = (present: readonly string[]) =>
      site.as('secretariat').post(`/es/reuniones/${code}/delegaciones`, { present });
    expect((await save(['HN', 'CR', 'OIM'])).statusCode).toBe(303);
    expect((await save(['HN', 'XX'])).statusCode).toBe(422);
    const { delegations } = JSON.parse((await site.as('honduras').json('GET', `/api/v1/meetings/${code}`)).body);
    expect(delegations).toContainEqual({ party: 'BZ', capacity: 'member', attended: false });
    expect(delegations).toContainEqual({ party: 'HN', capacity: 'member', attended: true });
    expect(delegations.some((one: { party: string }) => one.party === 'ACNUR')).toBe(false);
  });

  describe('the report of a meeting', () => {
    it('is read from its file, confirmed by a person, translated from a second file, adopted and published', async () => {
      const first = await upload('secretariat', '/es/reuniones/importar', 'informe.txt', bytes(REPORT_ES));
      expect(first.statusCode, first.body).toBe(303);
      const confirm = await site.as('secretariat').get(first.headers.location!);
      const form = load(confirm.body);
      expect(form('#starts').attr('value')).toBe('2016-11-15');
      expect(form('#body option[selected]').attr('value')).toBe('RFE');
      expect(form('#placees').attr('value')).toBe('Ciudad Ejemplo, Honduras');

      const done = await site
        .as('secretariat')
        .post(first.headers.location!, { ...FIELDS, placees: 'Otra Ciudad, Honduras', into: '' });
      expect(done.statusCode, done.body).toBe(303);
      await drain();
      expect((await jobs()).at(-1)).toMatchObject({ state: 'done', result: { route: 'agreements.review' } });
      const code = '2016-11-OC';

      const report = load((await site.as('secretariat').get(`/es/reuniones/${code}/informe`)).body);
      expect(report('#p-2b').text()).toBe('b.');
      expect(report('main').text()).toContain('EN sin traducción');
      expect((await site.as('honduras').get(`/es/reuniones/${code}/informe`)).statusCode).toBe(404);

      const again = await upload('secretariat', '/es/reuniones/importar', 'copia.txt', bytes(REPORT_ES));
      expect(again.statusCode).toBe(409);
      expect(load(again.body)(`main a[href="/es/reuniones/${code}/informe"]`)).toHaveLength(1);

      site.setNow('2017-01-21T16:00:00Z');
      const english = await upload('secretariat', `/es/reuniones/${code}/importar`, 'report.txt', bytes(REPORT_EN));
      expect(english.statusCode, english.body).toBe(303);
      await drain();
      expect((await jobs()).at(-1)).toMatchObject({ state: 'done', result: { route: 'meetings.imported' } });
      const tree = JSON.parse((await site.as('secretariat').json('GET', `/api/v1/meetings/${code}/report`)).body);
      expect(tree.paragraphs.every((one: { es: string; en: string }) => one.es && one.en)).toBe(true);
      expect(tree.paragraphs.find((one: { number: string }) => one.number === '2.b').en).toContain(
        'IOM will translate',
      );

      const circulate = await site
        .as('secretariat')
        .post(`/es/reuniones/${code}/informe/estado`, { event: 'circulate', version: '1' });
      expect(circulate.statusCode).toBe(303);
      const adoption = load((await site.as('presidency').get(`/es/reuniones/${code}/informe/adoptar`)).body);
      const hashes = { es: adoption('input[name=es]').attr('value')!, en: adoption('input[name=en]').attr('value')! };
      expect((await site.as('honduras').post(`/es/reuniones/${code}/informe/adoptar`, hashes)).statusCode).toBe(403);
      const wrong = await site
        .as('presidency')
        .post(`/es/reuniones/${code}/informe/adoptar`, { ...hashes, en: hashes.es });
      expect(wrong.statusCode).toBe(409);
      const adopted = await site.as('presidency').post(`/es/reuniones/${code}/informe/adoptar`, hashes);
      expect(adopted.statusCode, adopted.body).toBe(303);
      expect((await site.as('iom').get(`/en/meetings/${code}/report`)).body).toContain(hashes.en);
      const published = await site
        .as('secretariat')
        .post(`/es/reuniones/${code}/informe/estado`, { event: 'publish', version: '3' });
      expect(published.statusCode, published.body).toBe(303);
      expect((await site.as('civilSociety').get(`/es/reuniones/${code}/informe`)).statusCode).toBe(200);
      expect(await site.acts()).toContain('meetings.report-adopted done');
    });

    it.each([
      ['a scanned PDF', 'informe.pdf', bytes('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'), 'PDF'],
      [
        'an old Word document',
        'informe.doc',
        Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
        '',
      ],
      ['a picture called text', 'informe.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'PNG'],
      ['an empty file', 'informe.txt', new Uint8Array(), 'vacío'],
      ['nothing', '', new Uint8Array(), 'Elija un archivo'],
    ])('%s is refused with a sentence, and nothing is stored', async (_, name, content, word) => {
      const count = async () =>
        (
          await site.database.admin.pool.query(
            'select (select count(*) from conf.document)::int d, (select count(*) from platform.job)::int j',
          )
        ).rows;
      const before = await count();
      const reply = await upload('secretariat', '/es/reuniones/importar', name, content);
      expect(reply.statusCode, reply.body).toBe(422);
      expect(load(reply.body)('.error-summary').text()).toContain(word);
      expect(await count()).toEqual(before);
    });

    it('a report with accents taken apart and a byte-order mark is read like any other', async () => {
      const code = await addMeeting({ starts: '2018-06-01', placees: 'Marca, Honduras' });
      const text = `\ufeff${'1. Se acordó que la Secretaría Técnica enviará la relatoría.'.normalize('NFD')}\r\n`;
      site.setNow('2018-06-02T16:00:00Z');
      const sent = await upload('secretariat', `/es/reuniones/${code}/importar`, 'nfd.txt', bytes(text));
      expect(sent.statusCode, sent.body).toBe(303);
      await drain();
      const tree = JSON.parse((await site.as('secretariat').json('GET', `/api/v1/meetings/${code}/report`)).body);
      expect(tree.paragraphs[0].es).toBe('Se acordó que la Secretaría Técnica enviará la relatoría.');
    });

    it('a report without agreements says so and offers to enter them by hand', async () => {
      const code = await addMeeting({ starts: '2018-07-01', placees: 'Nada, Honduras' });
      site.setNow('2018-07-02T16:00:00Z');
      const reply = await site
        .as('secretariat')
        .postFiles(
          `/es/reuniones/${code}/importar`,
          { pasted: 'La reunión fue breve y transcurrió con normalidad.' },
          {},
        );
      expect(reply.statusCode, reply.body).toBe(303);
      await drain();
      expect((await jobs()).at(-1)).toMatchObject({ state: 'done', result: { route: 'meetings.imported' } });
      const page = await site.as('secretariat').get(`/es/reuniones/${code}/importado`);
      expect(page.body).toContain('No se encontró ningún acuerdo');
      expect(load(page.body)(`main a[href="/es/acuerdos/revision/${code}"]`)).toHaveLength(1);
    });

    it('a second file that is not the same report in the other language changes nothing', async () => {
      const code = await imported('2018-08-01', 'Otra, Honduras', REPORT_ES.replace('avances', 'logros'));
      const other = 'The minutes.\n\nNothing was decided in this meeting of the group, which was short.';
      site.setNow('2018-08-03T16:00:00Z');
      expect(
        (await upload('secretariat', `/es/reuniones/${code}/importar`, 'other.txt', bytes(other))).statusCode,
      ).toBe(303);
      await drain();
      expect((await jobs()).at(-1)).toMatchObject({
        state: 'failed',
        refusal: { code: 'meetings.refusal.other-structure' },
      });
    });

    /** A meeting with a report that was read. */
    async function imported(starts: string, place: string, text: string): Promise<string> {
      const code = await addMeeting({ starts, placees: place });
      site.setNow(`${starts}T20:00:00Z`);
      const sent = await upload('secretariat', `/es/reuniones/${code}/importar`, `${code}.txt`, bytes(text));
      expect(sent.statusCode, sent.body).toBe(303);
      await drain();
      expect((await jobs()).at(-1)).toMatchObject({ state: 'done' });
      return code;
    }

    interface Paragraph {
      readonly id: string;
      readonly parent: string | null;
      readonly kind: string;
      readonly number: string;
      readonly label: string;
      readonly es: string;
      readonly en: string | null;
    }

    async function tree(code: string): Promise<{ readonly state: string; readonly paragraphs: readonly Paragraph[] }> {
      return JSON.parse((await site.as('secretariat').json('GET', `/api/v1/meetings/${code}/report`)).body);
    }

    it('goes out as DOCX and comes back as the same tree with the same numbers', async () => {
      const code = await imported('2018-09-01', 'Ida, Honduras', REPORT_ES.replace('avances', 'esfuerzos'));
      const url = `/es/reuniones/${code}/informe/es/docx`;
      const docx = await site.as('secretariat').get(`${url}?annexes=no`);
      expect(docx.headers['content-type']).toContain('wordprocessingml');
      const before = (await tree(code)).paragraphs;
      const read = readDocx(docx.rawPayload);
      if (!read.ok) throw new Error(read.refusal.es);
      const nodes = blocksOf(readReport({ text: read.value.text, doc: 'x' })).map((block, index) => ({
        ...block,
        id: block.key,
        ordinal: index + 1,
      }));
      const shape = (one: { kind: string; label: string; number: string }, content: string) => [
        one.kind,
        one.label,
        one.number,
        content,
      ];
      expect(arrange(nodes).map((one) => shape(one, one.content))).toEqual(before.map((one) => shape(one, one.es)));
      const full = await site.as('secretariat').get(url);
      expect(full.rawPayload.length).toBeGreaterThan(docx.rawPayload.length);
      const parts = Object.values(unzipSync(docx.rawPayload)).map((part) => strFromU8(part));
      expect(parts.join('\n')).toContain('Datos de ejemplo: no describen la posición');
    });

    it('is printed as PDF in both languages, and a paragraph that lacks one says in which it is', async () => {
      const code = await imported('2018-10-01', 'Papel, Honduras', REPORT_ES.replace('avances', 'adelantos'));
      for (const lang of ['es', 'en']) {
        const pdf = await site.as('secretariat').get(`/es/reuniones/${code}/informe/${lang}/pdf`);
        expect(pdf.statusCode).toBe(200);
        expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
      }
      expect((await site.as('honduras').get(`/es/reuniones/${code}/informe/es/pdf`)).statusCode).toBe(404);
    });

    it('of two people who write the same paragraph the second sees both texts', async () => {
      const code = await imported('2018-11-01', 'Doble, Honduras', REPORT_ES.replace('avances', 'pasos'));
      const { id } = (await tree(code)).paragraphs.find((one) => one.number === '1')!;
      const url = `/es/reuniones/${code}/informe/parrafo/${id}`;
      const write = (key: PersonKey, content: string) =>
        site.as(key).post(url, { textlang: 'es', content, version: '1', original: '1' });
      expect((await write('secretariat', 'Agradecer a todas las delegaciones.')).statusCode).toBe(303);
      const second = await write('secretariat2', 'Agradecer mucho.');
      expect(second.statusCode).toBe(409);
      const html = load(second.body);
      expect(html('#content-es').text()).toBe('Agradecer mucho.');
      expect(html('.diff').text()).toContain('todas');
      expect(html('#content-en').text()).toBe('');
      expect((await write('honduras', 'x')).statusCode).toBe(403);
    });

    it('delegations propose words by paragraph, with a difference that all delegations see and a reasoned answer', async () => {
      const code = await imported('2018-12-01', 'Palabras, Honduras', REPORT_ES.replace('avances', 'aportes'));
      const { id } = (await tree(code)).paragraphs.find((one) => one.number === '2.b')!;
      const url = `/es/reuniones/${code}/informe/parrafo/${id}`;
      const move = await site
        .as('secretariat')
        .post(`/es/reuniones/${code}/informe/estado`, { event: 'circulate', version: '1' });
      expect(move.statusCode).toBe(303);
      const proposed = 'La OIM traducirá el estudio al inglés antes del 1 de febrero de 2017.';
      const sent = await site
        .as('honduras')
        .post(`${url}/propuestas`, { textlang: 'es', proposed, body: 'Hace falta más tiempo.' });
      expect(sent.statusCode, sent.body).toBe(303);
      const seen = load((await site.as('costaRica').get(url)).body);
      expect(seen('.diff ins').text()).toContain('febrero');
      expect(seen('main').text()).not.toContain('Aceptar estas palabras');
      expect((await site.as('iom').get(url)).statusCode).toBe(404);
      const comment = load((await site.as('secretariat').get(url)).body)('input[name=comment]').attr('value')!;
      const decide = (form: Record<string, string>) =>
        site.as('secretariat').post(`${url}/resolver`, { comment, ...form });
      const bare = await decide({ decision: 'decline', reason: '' });
      expect(bare.statusCode).toBe(422);
      expect(bare.body).toContain('Escriba por qué no se acepta');
      expect((await decide({ decision: 'accept', reason: '' })).statusCode).toBe(303);
      expect((await tree(code)).paragraphs.find((one) => one.id === id)?.es).toBe(proposed);
      const adoption = await site.as('presidency').get(`/es/reuniones/${code}/informe/adoptar`);
      expect(adoption.body).toContain('EN sin traducción');
      expect(load(adoption.body)('input[name=es]')).toHaveLength(0);
    });

    it('is written from the first word, with what the register knows in both languages', async () => {
      const code = await addMeeting({ starts: '2019-03-01', placees: 'Nueva, Honduras', placeen: 'New, Honduras' });
      const begin = await site
        .as('secretariat')
        .post(`/es/reuniones/${code}/informe/empezar`, { textlang: 'en', from: 'register' });
      expect(begin.statusCode, begin.body).toBe(303);
      const { paragraphs } = await tree(code);
      expect(paragraphs.map((one) => one.en)).toContain('New, Honduras');
      expect(paragraphs.every((one) => one.es !== null && one.en !== null)).toBe(true);
      const add = await site.as('secretariat').post(`/es/reuniones/${code}/informe/agregar`, {
        after: paragraphs.at(-1)!.id,
        version: '1',
        kind: 'point',
        en: 'Thank the hosts.',
        es: '',
      });
      expect(add.statusCode, add.body).toBe(303);
      expect((await tree(code)).paragraphs.at(-1)).toMatchObject({ number: '1', en: 'Thank the hosts.', es: null });
      const page = load((await site.as('secretariat').get(`/es/reuniones/${code}/informe`)).body);
      expect(page('main [lang=en]').text()).toContain('Thank the hosts.');
    });

    it('a confirmation that is sent twice makes one meeting and one report', async () => {
      site.setNow('2019-05-01T16:00:00Z');
      const sent = await upload(
        'secretariat',
        '/es/reuniones/importar',
        'dos.txt',
        bytes(REPORT_ES.replace('avances', 'trabajos')),
      );
      const confirm = () =>
        site
          .as('secretariat')
          .post(sent.headers.location!, { ...FIELDS, starts: '2019-05-01', placees: 'Dos Veces, Honduras', into: '' });
      const replies = await Promise.all([confirm(), confirm()]);
      expect(new Set(replies.map((reply) => reply.headers.location)).size).toBe(1);
      await drain();
      const { rows } = await site.database.admin.pool.query(
        "select code from conf.meeting where code like '2019-05-%'",
      );
      expect(rows).toEqual([{ code: '2019-05-DV' }]);
      expect((await confirm()).statusCode).toBe(409);
    });

    it('a file above the limit is refused before it is read to its end', async () => {
      const huge = new Uint8Array(21_000_000).fill(97);
      const reply = await upload('secretariat', '/es/reuniones/importar', 'enorme.txt', huge);
      expect(reply.statusCode).toBe(413);
      expect(reply.body).toContain('El archivo es demasiado grande');
      expect(reply.body).toContain('El archivo pasa de 20 MB');
    });

    it('what waits for the next meeting of a body is dated when that meeting gets its day', async () => {
      const code = await imported(
        '2019-06-01',
        'Espera, Honduras',
        '1. La OIM presentará un estudio de ejemplo en la próxima reunión del GRCM.\n',
      );
      const due = async (): Promise<unknown> =>
        (
          await site.database.admin.pool.query(
            "select due_to from conf.obligation o join conf.meeting m on m.id = o.meeting where m.code = $1 and o.kind <> 'note'",
            [code],
          )
        ).rows[0]?.due_to;
      expect(await due()).toBeNull();
      const next = await addMeeting({ body: 'GRCM', starts: '', placees: '', placeen: '' });
      expect(await due()).toBeNull();
      const dated = await site
        .as('secretariat')
        .post(`/es/reuniones/${next}/editar`, { ...FIELDS, body: 'GRCM', starts: '10 sept 2019', version: '1' });
      expect(dated.statusCode, dated.body).toBe(303);
      expect(String(await due())).toContain('2019-09-10');
    });

    it.each([
      ['000_13d5677cbccfe3b6.txt', '2020-01-10', 17],
      ['004_ed27cf98e0552e1c.txt', '2020-02-10', 15],
    ])('the real report %s becomes paragraphs and proposals', async (name, starts, paragraphs) => {
      const content = seed(name);
      if (content === undefined) return;
      const code = await addMeeting({ starts, placees: 'Real, Honduras' });
      site.setNow(`${starts}T20:00:00Z`);
      expect((await upload('secretariat', `/es/reuniones/${code}/importar`, name, content)).statusCode).toBe(303);
      await drain();
      const status = JSON.parse((await site.as('secretariat').json('GET', `/api/v1/meetings/${code}/import`)).body);
      expect(status.paragraphs).toBe(paragraphs);
      expect(status.candidates).toBeGreaterThanOrEqual(20);
      expect((await site.as('honduras').json('GET', `/api/v1/meetings/${code}/report`)).statusCode).toBe(404);
    });

    it('is found by its words, by those who may read it', async () => {
      const find = (key: PersonKey) =>
        site.act(
          key,
          async (ctx) =>
            (await ctx.house.systems.find((one) => one.id === 'meetings')?.search?.(ctx, 'traduccion')) ?? [],
        );
      await imported('2019-04-01', 'Hallazgo, Honduras', '1. La OIM hará la traducción del manual.\n');
      expect((await find('secretariat')).some((hit) => hit.title.includes('traducción del manual'))).toBe(true);
      expect((await find('honduras')).some((hit) => hit.title.includes('traducción del manual'))).toBe(false);
    });
  });
});

const SEEDS = new URL('../../../../../shared/seeds/', import.meta.url);

function seed(name: string): Uint8Array | undefined {
  try {
    return readFileSync(new URL(name, SEEDS));
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`NOT RUN: ${name} is not there, so the real report was not imported`);
    return undefined;
  }
}
