import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, openBrowser, type Program, ROOT, runEnlace, runNode, startProgram } from './program.ts';
import { type Seed, seeds } from './seeds.ts';

// The main job on real reports: read, confirmed, on the board, answered with evidence, printed, and the log verified.

const run = promisify(execFile);

/** A report after its review. */
interface Reviewed {
  readonly meeting: string;
  readonly seed: Seed;
  readonly codes: readonly string[];
}

let program: Program;
let browser: Browser;
let folder: string;
/** The technical secretariat, in Spanish. */
let office: Page;
/** The focal point of Honduras, in Spanish. */
let country: Page;
const reviewed: Reviewed[] = [];

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'enlace-main-job-'));
  office = (await enter(browser, program, 'secretaria', 'es')).page;
  country = (await enter(browser, program, 'hn', 'es')).page;
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** One space for any run of blanks: paper breaks its lines where it likes. */
function flat(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

async function saved(page: Page, act: () => Promise<void>, name: string): Promise<string> {
  const path = join(folder, name);
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  await download.saveAs(path);
  return path;
}

async function wordsOfDocx(path: string): Promise<string> {
  return flat((await mammoth.extractRawText({ path })).value);
}

async function wordsOfPdf(path: string): Promise<string> {
  return flat((await run('pdftotext', ['-raw', path, '-'])).stdout);
}

/** The report's own words, without marks that other programs left in it. */
function wordsWithoutMarks(text: string): string {
  return flat(text.replaceAll(/\[bookmark: [^\]]*\]/gu, ''));
}

async function importReport(seed: Seed): Promise<string> {
  await office.goto('/es/reuniones/importar');
  await office.setInputFiles('input[name="file"]', seed.file);
  await office.getByRole('button', { name: 'Leer el informe' }).click();
  await office.waitForURL(/\/importar\/[0-9a-f-]{36}$/);
  for (const [name, value] of Object.entries(seed.typed ?? {})) await office.fill(`input[name="${name}"]`, value);
  await office.getByRole('button', { name: 'Confirmar y leer los acuerdos' }).click();
  await office.waitForURL(/\/procesos\//);
  await office.locator('.job .button-primary').click({ timeout: 60_000 });
  await office.waitForURL(/\/acuerdos\/revision\//);
  return decodeURIComponent(new URL(office.url()).pathname.split('/').at(-1) ?? '');
}

const all = seeds();

describe.skipIf(all.length === 0).each(all)('the report $name', (seed) => {
  let meeting: string;
  let text: string;

  it('is read, and every proposal stands on a marked sentence of the report', async () => {
    text = wordsWithoutMarks(await readFile(seed.file, 'utf8'));
    meeting = await importReport(seed);
    const candidates = office.locator('[data-candidate]');
    expect(await candidates.count()).toBeGreaterThanOrEqual(8);
    const marked = await office
      .locator('.split-source mark')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-for')));
    const ids = await candidates.evaluateAll((articles) => articles.map(({ id }) => id));
    expect(ids.filter((id) => !marked.includes(id))).toEqual([]);
    for (const quote of await candidates.locator('q').allTextContents()) expect(text).toContain(flat(quote));
  });

  it('is not seen by a country before it is published', async () => {
    const response = await country.goto(`/es/acuerdos/revision/${meeting}`);
    expect(response?.status()).toBe(403);
    await country.goto(`/es/acuerdos?meeting=${meeting}`);
    expect(await country.locator('main a[href*="/acuerdos/A-"]').count()).toBe(0);
  });

  it('is confirmed by keyboard, then all that wait, and published', async () => {
    const first = office.locator('[data-candidate].candidate-proposed:has([data-key="c"])').first();
    const id = await first.getAttribute('id');
    await first.focus();
    await office.keyboard.press('c');
    await office.locator(`[id="${id}"].candidate-confirmed`).waitFor();
    await office.getByRole('link', { name: 'Confirmar todas las que esperan' }).click();
    await office.locator('main form button').click();
    await office.waitForURL(/\/revision\/[^/]+$/);
    await office.getByRole('link', { name: /Publicar \d+ confirmado/ }).click();
    const rows = await office.locator('#publication tbody tr').count();
    await office.locator('main form button').click();
    await office.waitForURL(/view=meeting/);
    const codes = await codesOnBoard(office, 'es', meeting);
    expect(codes).toHaveLength(rows);
    expect(new Set(codes).size).toBe(rows);
    reviewed.push({ meeting, seed, codes });
  });
});

async function codesOnBoard(page: Page, lang: 'es' | 'en', meeting: string): Promise<readonly string[]> {
  const board = lang === 'es' ? '/es/acuerdos' : '/en/agreements';
  await page.goto(`${board}?view=meeting&meeting=${meeting}&state=all`);
  const codes = await page
    .locator('main a[href]')
    .evaluateAll((links) =>
      links.flatMap(
        (link) => /\/(?:acuerdos|agreements)\/(A-\d{4}-\d+)$/.exec(link.getAttribute('href') ?? '')?.[1] ?? [],
      ),
    );
  return [...new Set(codes)].toSorted();
}

describe.skipIf(all.length === 0)('after publication', () => {
  let owed: string;

  it('a country finds what it owes and reads the sentence of the report', async () => {
    const glossary = reviewed.find(({ seed }) => seed.words.includes('dentro del plazo de dos meses'));
    expect(glossary).toBeDefined();
    await country.goto('/es/inicio');
    await country
      .getByRole('link', { name: /comentarios.*documento/i })
      .first()
      .click();
    await country.waitForURL(/\/acuerdos\/A-/);
    owed = /A-\d{4}-\d+/.exec(country.url())?.[0] ?? '';
    expect(glossary?.codes).toContain(owed);
    expect(flat(await country.locator('blockquote').innerText())).toContain('dentro del plazo de dos meses');
  });

  it('it reports what it did, with a file that proves it', async () => {
    const proof = join(folder, 'comentarios.txt');
    await writeFile(proof, 'Comentarios de Honduras al glosario. Texto de ejemplo.\n');
    await country.locator('input[name="kind"][value="delivered"]').check();
    await country.fill('textarea[name="body"]', 'Enviamos los comentarios al glosario.');
    await country.setInputFiles('input[name="evidence"]', proof);
    await country.getByRole('button', { name: 'Enviar informe' }).click();
    await country.getByText('Su informe fue enviado a la Secretaría Técnica.').waitFor();
    const back = await saved(country, () => country.getByRole('link', { name: 'comentarios.txt' }).click(), 'back.txt');
    expect(await readFile(back)).toEqual(await readFile(proof));
  });

  it('the secretariat accepts it', async () => {
    await office.goto(`/es/acuerdos/${owed}`);
    await office.getByText('Enviamos los comentarios al glosario.').waitFor();
    await office.locator('input[name="verdict"][value="accepted"]').check();
    await office.locator('.report').getByRole('button', { name: 'Responder' }).click();
    await office.getByText('La respuesta fue enviada.').waitFor();
    expect(await office.locator('.report').innerText()).toMatch(/Aceptad/);
  });

  it('the report on paper says what its page says, in both languages, and marks what is not translated', async () => {
    for (const { meeting, seed, codes } of reviewed) {
      await office.goto(`/es/reuniones/${meeting}/informe`);
      const page = flat(await office.locator('main').innerText());
      for (const lang of ['es', 'en'] as const) {
        for (const format of ['docx', 'pdf'] as const) {
          const link = office.locator(`main a[href$="/informe/${lang}/${format}"]`);
          const path = await saved(office, () => link.click(), `${meeting}-${lang}.${format}`);
          const paper = format === 'docx' ? await wordsOfDocx(path) : await wordsOfPdf(path);
          for (const words of seed.words) {
            expect(page).toContain(words);
            expect(paper, `${lang}.${format}`).toContain(words);
          }
          expect(codes.filter((code) => !paper.includes(code))).toEqual([]);
          expect(codes.filter((code) => !page.includes(code))).toEqual([]);
          // Nobody translated anything: on the English paper each paragraph says that it is in Spanish.
          if (lang === 'en') expect(paper).toContain('[ES] ');
          else expect(paper).not.toContain('[ES] ');
        }
      }
    }
  });

  it('the register says the same on the page, in Word, in Excel and in CSV, in both languages', async () => {
    for (const { meeting, codes } of reviewed) {
      for (const lang of ['es', 'en'] as const) {
        expect(await codesOnBoard(office, lang, meeting)).toEqual(codes);
        const shown = flat(await office.locator('main').innerText());
        const file = async (format: string): Promise<string> =>
          await saved(
            office,
            () => office.locator(`main a[href*="/${lang === 'es' ? 'exportar' : 'export'}/${format}"]`).click(),
            `${meeting}-register-${lang}.${format}`,
          );
        const docx = await wordsOfDocx(await file('docx'));
        expect(codes.filter((code) => !docx.includes(code))).toEqual([]);
        const csv = await readFile(await file('csv'), 'utf8');
        const rows: string[][] = parse(csv, { bom: true, delimiter: [',', ';'] });
        expect(new Set(rows.slice(1).map(([code]) => code))).toEqual(new Set(codes));
        expect(rows).toHaveLength(codes.length + 1);
        for (const [, title = ''] of rows.slice(1)) expect(shown).toContain(flat(title));
        for (const [, title = ''] of rows.slice(1)) expect(docx).toContain(flat(title));
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.readFile(await file('xlsx'));
        const cells = workbook.worksheets.flatMap((sheet) =>
          (sheet.getColumn(1).values as unknown[]).map(String).filter((value) => /^A-\d{4}-\d+$/.test(value)),
        );
        expect(cells.toSorted()).toEqual(codes);
      }
    }
  });

  it('the log of all this verifies, with the program and without it', async () => {
    await program.stop({ keepData: true });
    try {
      const verified = await runEnlace(program.dataDir, ['audit', 'verify']);
      expect(verified.status, verified.output).toBe(0);
      expect(Number(/\d+/.exec(verified.output.replaceAll(/(?<=\d)\D(?=\d{3}\b)/g, ''))?.[0])).toBeGreaterThan(0);
      const log = join(folder, 'log.jsonl');
      const exported = await runEnlace(program.dataDir, ['audit', 'export', log]);
      expect(exported.status, exported.output).toBe(0);
      const key = /--key (\S+)/.exec(exported.output)?.[1] ?? '';
      const verifier = join(ROOT, 'dist/enlace-verify.mjs');
      const alone = await runNode(verifier, ['log', log, '--checkpoint', `${log}.checkpoint`, '--key', key]);
      expect(alone.status, alone.output).toBe(0);
      // The verifier bites: one byte of one act, and it refuses.
      const lines = (await readFile(log, 'utf8')).split('\n');
      const act = lines.at(40) ?? '';
      const at = Math.floor(act.length / 2);
      lines[40] = `${act.slice(0, at)}${act[at] === 'A' ? 'B' : 'A'}${act.slice(at + 1)}`;
      await writeFile(log, lines.join('\n'));
      const forged = await runNode(verifier, ['log', log, '--checkpoint', `${log}.checkpoint`, '--key', key]);
      expect(forged.status, forged.output).not.toBe(0);
    } finally {
      await rm(program.dataDir, { recursive: true, force: true });
    }
  });
});
