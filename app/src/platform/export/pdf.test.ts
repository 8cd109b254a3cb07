import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { renderPdf } from './pdf.ts';
import type { PrintDocument } from './print-document.ts';
import { printedText } from './printed-text.ts';
import { sampleDocument } from './sample-document.ts';

// Read back by another hand: pdfinfo and pdftotext of Debian's poppler-utils, which these tests require.
const folder = mkdtempSync(join(tmpdir(), 'enlace-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

function poppler(tool: 'pdfinfo' | 'pdftotext', bytes: Uint8Array, before: string[], after: string[] = []): string {
  const path = join(folder, 'file.pdf');
  writeFileSync(path, bytes);
  return execFileSync(tool, [...before, path, ...after], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const structure = (bytes: Uint8Array): string => poppler('pdfinfo', bytes, ['-struct-text']);
const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The words that a screen reader says, in its order: the strings of the structure tree. */
function spoken(tree: string): string[] {
  return [...tree.matchAll(/^\s*"(.*)"$/gm)].flatMap((match) => words(match[1] ?? ''));
}

test('a report keeps its words, order and labels in the PDF, in both languages', async () => {
  for (const lang of ['es', 'en'] as const) {
    const doc = sampleDocument(lang);
    const said = spoken(structure(await renderPdf(doc)))
      .join(' ')
      .replace('reunión1', 'reunión');
    const footnotes = lang === 'es' ? ' Notas 1. La fecha se comunicará después.' : '';
    expect(said).toBe(words(printedText(doc)).join(' ') + footnotes);
  }
});

test('the page shows what the structure says', async () => {
  const doc = sampleDocument('es');
  const shown = new Set(words(poppler('pdftotext', await renderPdf(doc), ['-layout'], ['-'])));
  const lost = words(printedText(doc)).filter((word) => !shown.has(word) && word !== 'reunión');
  expect(lost).toEqual([]);
});

test('the file is tagged, titled and in its language, and so are its parts', async () => {
  const bytes = await renderPdf(sampleDocument('es'));
  const info = poppler('pdfinfo', bytes, []);
  expect(info).toMatch(/Title: +Informe de la reunión de ejemplo/);
  expect(info).toMatch(/Subject: +Puntos acordados/);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/);
  expect(info).toMatch(/JavaScript: +no/);
  const raw = Buffer.from(bytes).toString('latin1');
  expect(raw).toContain('/Lang (es)');
  expect(raw).toContain('/DisplayDocTitle true');
  const tree = structure(bytes);
  expect(tree).toMatch(/H1 \(block\)\s+"INFORME DE LA REUNIÓN DE EJEMPLO"/);
  expect(tree).toMatch(/LI \(block\)\s+Lbl \(block\)\s+"1\."\s+LBody \(block\)\s+P \(block\)\s+"Agradecer/);
  expect(tree).toMatch(/TH:?\s+\/Scope \/Column\s+"Acuerdo"/);
  expect(Buffer.from(await renderPdf(sampleDocument('en'))).toString('latin1')).toContain('/Lang (en)');
});

test('head and foot stand on each page but are not part of what is read aloud', async () => {
  const bytes = await renderPdf(sampleDocument('es'));
  for (const page of ['1', '2']) {
    const text = poppler('pdftotext', bytes, ['-layout', '-f', page, '-l', page], ['-']);
    expect(text).toContain('EJ/RFE/2016/INF-01');
    expect(text).toContain('Datos de ejemplo');
    expect(text).toContain(`Página ${page} de 2`);
  }
  expect(structure(bytes)).not.toMatch(/Página|Datos de ejemplo/);
});

test('the sheet turns for an annex in landscape', async () => {
  const info = poppler('pdfinfo', await renderPdf(sampleDocument('es')), ['-f', '1', '-l', '2']);
  expect(info).toMatch(/Page +1 size: +595\.28 x 841\.89/);
  expect(info).toMatch(/Page +2 size: +841\.89 x 595\.28/);
});

const LONG: PrintDocument = {
  lang: 'es',
  title: 'Registro',
  issuedAt: new Date(0),
  blocks: [
    {
      kind: 'table',
      columns: [
        { header: 'Primera', width: 1 },
        { header: 'Segunda', width: 3 },
      ],
      rows: Array.from({ length: 120 }, (_, row) => [`fila ${row}`, 'texto de ejemplo '.repeat(8)]),
    },
  ],
};

test('a table’s header row is printed on each page and read aloud once', async () => {
  const bytes = await renderPdf(LONG);
  const printed = poppler('pdftotext', bytes, ['-layout'], ['-']).match(/Primera/g)?.length;
  const pages = Number(/Pages: +(\d+)/.exec(poppler('pdfinfo', bytes, []))?.[1]);
  expect(pages).toBeGreaterThan(3);
  expect(printed).toBe(pages);
  const tree = structure(bytes);
  expect(tree.match(/"Primera"/g)?.length).toBe(1);
  expect(spoken(tree)).toEqual(words(printedText(LONG)));
});

test('a heading is never left alone at the foot of a page', async () => {
  for (let paragraphs = 26; paragraphs < 34; paragraphs += 1) {
    const doc: PrintDocument = {
      lang: 'es',
      title: 'x',
      issuedAt: new Date(0),
      symbol: 'S',
      blocks: [
        ...Array.from({ length: paragraphs }, () => ({ kind: 'paragraph', content: 'Relleno.' }) as const),
        { kind: 'heading', level: 1, text: 'TITULAR' },
        { kind: 'paragraph', content: 'Siguiente.' },
      ],
    };
    const pages = poppler('pdftotext', await renderPdf(doc), [], ['-']).split('\f');
    const page = pages.find((text) => text.includes('TITULAR'));
    expect(page).toContain('Siguiente.');
  }
});

test('the same document gives the same bytes, whatever the hour', async () => {
  const first = await renderPdf(sampleDocument('es'));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(Buffer.compare(first, await renderPdf(sampleDocument('es')))).toBe(0);
});

test('only web and mail addresses become links', async () => {
  const bytes = await renderPdf({ ...sampleDocument('es') });
  const raw = Buffer.from(bytes).toString('latin1');
  expect(raw).toContain('https://example.org/documento');
  expect(raw).not.toContain('javascript:');
});
