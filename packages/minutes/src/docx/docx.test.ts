import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocx } from './docx.ts';

const NUMBERING = `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`;

function paragraph(text: string, list?: readonly [numId: number, level: number]): string {
  const properties = list
    ? `<w:pPr><w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr></w:pPr>`
    : '';
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

function docx(body: string, more: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
    'word/numbering.xml': strToU8(NUMBERING),
    ...more,
  });
}

function textOf(bytes: Uint8Array): string {
  const read = readDocx(bytes);
  return read.ok ? read.value.text : read.refusal.code;
}

describe('reading a Word document', () => {
  it('recomputes the labels that are printed but not written', () => {
    const body = [
      paragraph('Uno', [1, 0]),
      paragraph('Dos', [1, 0]),
      paragraph('Sub', [1, 1]),
      paragraph('Sub', [1, 1]),
      paragraph('Hondo', [1, 2]),
      paragraph('Tres', [1, 0]),
      paragraph('Otra', [1, 1]),
      paragraph('Viñeta', [2, 0]),
      paragraph('Nueva lista', [3, 0]),
    ].join('');
    expect(textOf(docx(body)).trim().split('\n')).toEqual([
      '1. Uno',
      '2. Dos',
      'a. Sub',
      'b. Sub',
      '2.b.I) Hondo',
      '3. Tres',
      'a. Otra',
      '• Viñeta',
      '5. Nueva lista',
    ]);
  });

  it('reads insertions, leaves out deletions, field codes and the fallback of drawings', () => {
    const body =
      '<w:p><w:r><w:t>La ST </w:t></w:r><w:ins><w:r><w:t>enviará</w:t></w:r></w:ins><w:del><w:r><w:delText>envió</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t> A&amp;B</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>A&amp;B</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>';
    expect(textOf(docx(body))).toBe('La ST enviará A&B\n');
  });

  it('gives a row of a table on one line', () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('Acción')}${cell('Responsable')}</w:tr><w:tr>${cell('Enviar')}${cell('ST')}</w:tr></w:tbl>`;
    expect(textOf(docx(table))).toBe('Acción | Responsable\nEnviar | ST\n');
  });

  it('keeps letters outside the basic plane and accents', () => {
    expect(textOf(docx(paragraph('Migración 🌎')))).toBe('Migración 🌎\n');
  });

  it.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['a document without words', docx(paragraph(' ')), 'empty'],
    ['a PDF', strToU8('%PDF-1.7'), 'pdf'],
    ['plain text', strToU8('hola'), 'not-a-docx'],
    ['another zip', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'not-a-docx'],
    ['an old .doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'old-doc'],
    ['a cut file', docx(paragraph('hola')).slice(0, 60), 'damaged'],
    ['a zip bomb', docx('', { 'word/document.xml': new Uint8Array(41 * 1024 * 1024) }), 'zip-bomb'],
  ])('refuses %s', (_, bytes, code) => {
    expect(textOf(bytes)).toBe(code);
  });

  it('tells a protected file from an old one', () => {
    const name = 'EncryptedPackage'.split('').flatMap((letter) => [letter.charCodeAt(0), 0]);
    expect(textOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...name]))).toBe('encrypted');
  });
});
