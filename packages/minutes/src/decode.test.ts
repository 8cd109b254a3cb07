import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes: number[] = mark ? (bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]) : [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes.push(...(bigEndian ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8]));
  }
  return new Uint8Array(bytes);
}

describe('decoding a text file', () => {
  it.each([
    ['UTF-8', utf8('Reunión 🌎'), 'Reunión 🌎', 'utf-8'],
    ['UTF-8 with its mark, which stays as one unit', utf8('\uFEFFReunión'), '\uFEFFReunión', 'utf-8'],
    ['decomposed accents, left as they are', utf8('Reunio\u0301n'), 'Reunio\u0301n', 'utf-8'],
    ['Windows-1252', new Uint8Array([0x52, 0xe9, 0x93, 0x61, 0x94]), 'Ré“a”', 'windows-1252'],
    ['a mixture of both', new Uint8Array([...utf8('Reunión '), 0xf3]), 'Reunión ó', 'mixed'],
    ['UTF-16 with a mark', utf16('Acta nº 3', false, true), '\uFEFFActa nº 3', 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16('Acta nº 3', true, true), '\uFEFFActa nº 3', 'utf-16be'],
    ['UTF-16 without a mark', utf16('Acta de la reunión', false, false), 'Acta de la reunión', 'utf-16le'],
  ])('reads %s', (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: { text, encoding } });
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['only spaces', utf8(' \n\t '), 'empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0]), 'binary'],
    ['a PDF', utf8('%PDF-1.4 …'), 'pdf'],
    ['an old .doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'old-doc'],
    ['a zip', new Uint8Array([0x50, 0x4b, 3, 4, 1]), 'binary'],
  ])('refuses %s', (_, bytes, code) => {
    expect(decodeText(bytes)).toMatchObject({ ok: false, refusal: { code } });
  });
});
