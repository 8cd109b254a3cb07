import { describe, expect, it } from 'vitest';
import { oldWordFile } from '../../../../test/old-word-file.ts';
import { type PrintDocument, renderDocx, renderPdf } from '../../../platform/export/index.ts';
import { admit, LIBRARY_LIMITS } from '../../../platform/files/index.ts';
import { readDocument } from './read-document.ts';

const SENTENCE = 'La reunión acordó proteger a niñas y niños migrantes.';
const PAPER: PrintDocument = {
  lang: 'es',
  title: 'Acta de ejemplo',
  issuedAt: new Date(0),
  blocks: [{ kind: 'paragraph', content: SENTENCE }],
};

/** Admitted as an upload is, then read. */
async function read(name: string, bytes: Uint8Array) {
  const admitted = admit({ name, bytes }, LIBRARY_LIMITS);
  if (!admitted.ok) throw new Error(admitted.refusal.code);
  return await readDocument(admitted.value);
}

describe('the text of a document is read, accents and all', () => {
  it.each([
    ['acta.txt in UTF-8', 'acta.txt', async () => new TextEncoder().encode(SENTENCE)],
    ['acta.txt in Windows-1252', 'acta.txt', async () => Buffer.from(SENTENCE, 'latin1')],
    ['acta.docx', 'acta.docx', () => renderDocx(PAPER)],
    ['acta.pdf', 'acta.pdf', () => renderPdf(PAPER)],
    ['acta.doc of Word 97', 'acta.doc', async () => oldWordFile(`Acta\n${SENTENCE}\n`)],
  ])('from %s', async (_, name, make) => {
    const { text, lang, unread } = await read(name, await make());
    expect(text?.replaceAll(/\s+/g, ' ')).toContain(SENTENCE);
    expect([lang, unread]).toEqual(['es', null]);
  });

  it('in the language of its words', async () => {
    const english = new TextEncoder().encode('The meeting agreed on the protection of children and of their families.');
    expect((await read('acta.txt', english)).lang).toBe('en');
  });
});

describe('a document without a text is kept and says why', () => {
  it.each([
    ['a damaged old Word file', { type: 'doc', bytes: oldWordFile('x').subarray(0, 700) }, 'files.unreadable'],
    ['a table', { type: 'xlsx', bytes: new Uint8Array([1]) }, 'documents.unread.kind'],
    [
      'a text without letters',
      { type: 'txt', bytes: new TextEncoder().encode('--- 123 ---') },
      'documents.unread.no-text',
    ],
    ['a PDF that is none', { type: 'pdf', bytes: new TextEncoder().encode('%PDF-1.4 nada') }, 'files.unreadable'],
  ])('%s', async (_, file, unread) => {
    expect(await readDocument(file)).toEqual({ text: null, lang: null, unread });
  });
});

it('an old Word file with macros is refused before it is read', () => {
  const bytes = Buffer.concat([oldWordFile('x'), Buffer.from('_VBA_PROJECT\0', 'utf16le')]);
  expect(admit({ name: 'acta.doc', bytes }, LIBRARY_LIMITS)).toMatchObject({ refusal: { code: 'files.macros' } });
});
