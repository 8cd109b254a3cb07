import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../../test/site.ts';
import { jobRunner } from '../../../platform/jobs/index.ts';
import { importFolder } from './command.ts';

let site: TestSite;
let folder: string;
beforeAll(async () => {
  site = await testSite();
  folder = await mkdtemp(join(tmpdir(), 'enlace-archive-'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const ARCHIVE: Readonly<Record<string, string>> = {
  '2003/CRM-GRCM-2003-INF-02_es.txt': 'Informe final del GRCM\nReunión del 15 de noviembre de 2003 sobre los países.',
  '2003/CRM-GRCM-2003-INF-02_en.txt': 'Final report of the RCGM\nMeeting of November 15, 2003 on the countries.',
  'español/nota.txt': 'Nota técnica sobre el retorno de las personas',
  'english/nota.txt': 'Technical note on the return of persons',
  'suelto.txt': 'Un documento suelto de los países',
  'copia de suelto.txt': 'Un documento suelto de los países',
  'imagen.pdf': '\u0089PNG no es un pdf',
};

async function writeArchive(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function works(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await site.database.admin.pool.query(
    `select w.symbol, w.dated::text, w.class, array_agg(v.lang order by v.lang) langs
     from conf.work w join conf.work_version v on v.work = w.id where v.state = 'available' group by w.id order by w.symbol nulls last, min(v.name)`,
  );
  return rows;
}

async function order(apply: boolean): Promise<{ readonly status: number; readonly said: string }> {
  let said = '';
  const { machinery } = site;
  const stdout = (text: string): void => {
    said += text;
  };
  const status = await importFolder(
    { folder, apply, class: 'members' },
    { machinery, lang: 'es', stdout, stderr: () => undefined },
  );
  return { status, said };
}

describe('an old archive from a folder', () => {
  it('is shown before anything comes in: symbols, dates, pairs, and what is refused and why', async () => {
    await writeArchive(ARCHIVE);
    const { status, said } = await order(false);
    expect(status).toBe(3);
    expect(said).toContain('CRM/GRCM/2003/INF-02\t2003-11-15\tInforme final del GRCM');
    expect(said).toMatch(/✗ imagen\.pdf: .*contenido/);
    expect(said).toContain('en los dos idiomas: 2. Ficheros rechazados: 1.');
    expect(await works()).toEqual([]);
  });

  it('comes in by document, both languages of one together, the same bytes once', async () => {
    const { said } = await order(true);
    expect(said).toContain('que entraron: 5; que ya estaban: 1; rechazados: 1.');
    expect(await works()).toEqual([
      { symbol: 'CRM/GRCM/2003/INF-02', dated: '2003-11-15', class: 'members', langs: ['en', 'es'] },
      { symbol: null, dated: null, class: 'members', langs: ['es'] },
      { symbol: null, dated: null, class: 'members', langs: ['en', 'es'] },
    ]);
    const found = await site.as('honduras').json('GET', '/api/v1/library?q=retornos');
    expect(found.json<{ count: number }>().count).toBe(1);
  });

  it('asked again does nothing; cut off in the middle, it goes on, a half pair too', async () => {
    expect((await order(true)).said).toContain('que entraron: 0; que ya estaban: 6');
    await writeArchive({ '2004/acta_es.txt': 'Acta de la primera sesión de los países' });
    await order(true);
    const before = (await works()).length;
    // As after a kill: the Spanish file is in, the English one of the same document is not.
    await writeArchive({ '2004/acta_en.txt': 'Minutes of the first session of the countries' });
    expect((await order(true)).said).toContain('que entraron: 1; que ya estaban: 7');
    expect((await works()).length).toBe(before);
  });

  it('says so when there is no such folder', async () => {
    const status = await importFolder(
      { folder: join(folder, 'no-existe'), apply: true, class: 'members' },
      { machinery: site.machinery, lang: 'es', stdout: () => undefined, stderr: () => undefined },
    );
    expect(status).toBe(1);
  });
});

describe('an old archive through the page', () => {
  let batch = '';
  const page = async (): Promise<ReturnType<typeof load>> =>
    load((await site.as('secretariat').get(`/es/biblioteca/incorporar/${batch}`)).body);

  it('is uploaded as a zip, read in the background, and shown with what was refused', async () => {
    const text = (words: string): Uint8Array => new TextEncoder().encode(words);
    const zip = zipSync({
      'actas/CRM-2001-DEC-1_es.txt': text('Declaración de ejemplo de los países'),
      'actas/CRM-2001-DEC-1_en.txt': text('Example declaration of the countries'),
      'suelto.txt': text(ARCHIVE['suelto.txt'] ?? ''),
      'virus.docx': text('MZ esto no es Word'),
      '__MACOSX/._suelto.txt': text('x'),
    });
    const sent = await site
      .as('secretariat')
      .postFiles('/es/biblioteca/incorporar', { class: 'public' }, { files: { name: 'archivo.zip', bytes: zip } });
    expect(sent.statusCode).toBe(303);
    await jobRunner(site.machinery).drain();
    const { rows } = await site.database.admin.pool.query('select id, state from conf.import_batch');
    expect(rows).toMatchObject([{ state: 'proposed' }]);
    batch = String(rows[0]?.id);
    const shown = await page();
    expect(shown('#files tbody tr').length).toBe(3);
    expect(shown('#refused tbody tr').text()).toContain('virus.docx');
    expect((await site.as('nobody').get('/es/biblioteca?q=declaración')).body).toContain('No hay documentos');
  });

  it('comes in when a person says so, and the report stays', async () => {
    const press = () => site.as('secretariat').post(`/es/biblioteca/incorporar/${batch}`, {});
    expect((await press()).statusCode).toBe(303);
    expect((await press()).statusCode).toBe(303);
    await jobRunner(site.machinery).drain();
    const shown = await page();
    expect(
      shown('#files .tag')
        .map((_, tag) => shown(tag).text())
        .get(),
    ).toEqual(['Entró', 'Entró', 'Ya estaba']);
    expect((await press()).statusCode).toBe(409);
    const found = await site.as('nobody').json('GET', '/api/v1/library?q=declaration');
    expect(found.json()).toMatchObject({ count: 1, works: [{ symbol: 'CRM/2001/DEC-01', langs: ['es', 'en'] }] });
  });

  it('is the secretariat’s alone', async () => {
    expect((await site.as('honduras').get('/es/biblioteca/incorporar')).statusCode).toBe(403);
    expect((await site.as('honduras').get(`/es/biblioteca/incorporar/${batch}`)).statusCode).toBe(403);
  });

  it.each([
    ['damaged', new TextEncoder().encode('PK\u0003\u0004 y nada más'), 'dañado'],
    ['with names that leave its folder', zipSync({ '../fuera.txt': new Uint8Array([65]) }), 'nombres que salen'],
  ])('an archive that is %s is refused with a sentence', async (_, bytes, sentence) => {
    const sent = await site
      .as('secretariat')
      .postFiles('/es/biblioteca/incorporar', { class: 'members' }, { files: { name: 'a.zip', bytes } });
    expect(sent.statusCode).toBe(422);
    expect(load(sent.body)('.error-summary').text()).toContain(sentence);
  });
});
