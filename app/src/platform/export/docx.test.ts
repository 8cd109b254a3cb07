import * as cheerio from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import { renderDocx } from './docx.ts';
import { itemLabel, type PrintDocument, type PrintList } from './print-document.ts';
import { printedText } from './printed-text.ts';
import { sampleDocument } from './sample-document.ts';

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The paragraphs as Word prints them: its numbering counted from numbering.xml, by the rules of ECMA-376 part 1, 17.9. */
function printedByWord(bytes: Uint8Array): string[] {
  const parts = unzipSync(bytes);
  const xml = (name: string) => cheerio.load(strFromU8(parts[name]!), { xml: true });
  const numbering = xml('word/numbering.xml');
  const counters = new Map<string, number>();
  const $ = xml('word/document.xml');
  return $('w\\:p')
    .map((_, paragraph) => {
      const text = $(paragraph)
        .find('w\\:t, w\\:br')
        .map((_, node) => (node.name === 'w:br' ? '\n' : $(node).text()))
        .get()
        .join('');
      const numId = $(paragraph).find('w\\:numId').attr('w:val');
      if (numId === undefined) return text;
      const level = Number($(paragraph).find('w\\:ilvl').attr('w:val'));
      const num = numbering(`w\\:num[w\\:numId="${numId}"]`);
      const abstractId = num.find('w\\:abstractNumId').attr('w:val');
      const definition = numbering(`w\\:abstractNum[w\\:abstractNumId="${abstractId}"] w\\:lvl[w\\:ilvl="${level}"]`);
      const start = num.find(`w\\:lvlOverride[w\\:ilvl="${level}"] w\\:startOverride`).attr('w:val');
      for (const key of counters.keys()) {
        const [id, at] = key.split(':');
        if (id === numId && Number(at) > level) counters.delete(key);
      }
      const key = `${numId}:${level}`;
      const count = (counters.get(key) ?? Number(start) - 1) + 1;
      counters.set(key, count);
      const format = definition.find('w\\:numFmt').attr('w:val');
      const number = format === 'bullet' ? '' : itemLabel('number', level, count).slice(0, -1);
      return `${definition.find('w\\:lvlText').attr('w:val')!.replace(/%\d/, number)} ${text}`;
    })
    .get();
}

test('a report keeps its words, order and labels in Word, which counts the points by itself', async () => {
  for (const lang of ['es', 'en'] as const) {
    const doc = sampleDocument(lang);
    expect(words(printedByWord(await renderDocx(doc)).join('\n'))).toEqual(words(printedText(doc)));
  }
});

test('points start where the report says and letters begin again under each point', async () => {
  const point = (content: string, ...lists: PrintList[]) => ({ content, more: lists });
  const letters = (...items: string[]): PrintList => ({
    kind: 'list',
    marker: 'number',
    items: items.map((content) => ({ content })),
  });
  const doc: PrintDocument = {
    lang: 'es',
    title: 'x',
    issuedAt: new Date(0),
    blocks: [
      {
        kind: 'list',
        marker: 'number',
        items: [point('uno', letters('x', 'y'), letters('z')), point('dos', letters('w'))],
      },
      { kind: 'list', marker: 'number', start: 12, items: [point('doce', letters('v')), point('trece')] },
      { kind: 'list', marker: 'number', items: [point('otra vez uno')] },
    ],
  };
  const lines = printedByWord(await renderDocx(doc));
  expect(lines).toEqual([
    '1. uno',
    'a. x',
    'b. y',
    'a. z',
    '2. dos',
    'a. w',
    '12. doce',
    'a. v',
    '13. trece',
    '1. otra vez uno',
  ]);
});

test('another reader finds nested lists, the table with its header, emphasis, the link and the footnote', async () => {
  const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(await renderDocx(sampleDocument('es'))) });
  const $ = cheerio.load(html);
  expect($('ol > li > ol > li > ol > li').length).toBe(2);
  expect(
    $('table thead th')
      .map((_, cell) => $(cell).text())
      .get(),
  ).toEqual(['Acuerdo', 'Responsable', 'Vence']);
  expect($('table tbody tr').length).toBe(2);
  expect($('strong').text()).toContain('el borrador');
  expect($('em').text()).toBe('próxima');
  expect($('s').text()).toBe('dos');
  expect(
    $('a[href^=http]')
      .map((_, a) => $(a).attr('href'))
      .get(),
  ).toEqual(['https://example.org/documento?a=1&b=2']);
  expect(html).not.toContain('javascript:');
  expect($('li[id^=footnote]').text()).toContain('La fecha se comunicará después.');
});

test('the page head carries symbol and example notice, the foot counts the pages in the document’s language', async () => {
  const parts = unzipSync(await renderDocx(sampleDocument('es')));
  expect(strFromU8(parts['word/header1.xml']!)).toMatch(/EJ\/RFE\/2016\/INF-01.*Datos de ejemplo/);
  expect(strFromU8(parts['word/footer1.xml']!)).toMatch(/Página .*PAGE.* de .*NUMPAGES/);
  const english = unzipSync(await renderDocx(sampleDocument('en')));
  expect(strFromU8(english['word/footer1.xml']!)).toMatch(/Page .*PAGE.* of .*NUMPAGES/);
  expect(strFromU8(english['word/styles.xml']!)).toContain('w:lang w:val="en-US"');
});

test('the sheet turns for an annex in landscape', async () => {
  const xml = strFromU8(unzipSync(await renderDocx(sampleDocument('es')))['word/document.xml']!);
  expect(xml.match(/<w:pgSz[^>]*>/g)).toEqual([
    expect.stringContaining('w:w="11906"'),
    expect.stringContaining('w:orient="landscape"'),
  ]);
});

test('the same document gives the same bytes, whatever the hour', async () => {
  const first = await renderDocx(sampleDocument('es'));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(Buffer.compare(first, await renderDocx(sampleDocument('es')))).toBe(0);
  const properties = strFromU8(unzipSync(first)['docProps/core.xml']!);
  expect(properties.match(/\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual(['2016-11-15T18:00:00Z', '2016-11-15T18:00:00Z']);
});

test('characters that XML forbids are left out, and the file still opens', async () => {
  const doc: PrintDocument = {
    lang: 'es',
    title: 'nulo\u0000 y medio \ud800',
    issuedAt: new Date(0),
    blocks: [{ kind: 'paragraph', content: 'a\u0000b\u0007c\ud800d <w:p> & 😀\uffff' }],
  };
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await renderDocx(doc)) });
  expect(value.trim()).toBe('abcd <w:p> & 😀');
});
