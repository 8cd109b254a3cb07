import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, escapeValue, renderCards } from './vcard.ts';

const card: Card = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Persona Ejemplo 1 (Honduras)',
  organisation: 'Honduras',
  unit: 'Institución de ejemplo; unidad',
  post: 'Directora, área de ejemplo',
  roles: ['Punto focal · Trata de personas'],
  email: 'persona1.hn@ejemplo.invalid',
  phone: 'tel:+50400000101;ext=12',
  mobile: null,
  langs: ['es', 'en'],
  verifiedOn: '2017-01-20',
};

/** Reads a file back by the rules of RFC 6350, written apart from the code that it judges. */
function readBack(text: string): readonly [name: string, value: string][] {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1)];
    });
}

function readValue(value: string): string {
  return value.replaceAll(/\\([\\,;nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}

describe('RFC 6350: vCard 4.0', () => {
  it('a card is what a telephone takes', () => {
    expect(readBack(renderCards([card]))).toEqual([
      ['BEGIN', 'VCARD'],
      ['VERSION', '4.0'],
      ['KIND', 'individual'],
      ['UID', 'urn:uuid:11111111-1111-4111-8111-111111111111'],
      ['FN', 'Persona Ejemplo 1 (Honduras)'],
      ['ORG', 'Honduras;Institución de ejemplo\\; unidad'],
      ['TITLE', 'Directora\\, área de ejemplo'],
      ['ROLE', 'Punto focal · Trata de personas'],
      ['TEL;VALUE=uri;TYPE="work,voice"', 'tel:+50400000101;ext=12'],
      ['EMAIL;TYPE=work', 'persona1.hn@ejemplo.invalid'],
      ['LANG;PREF=1', 'es'],
      ['LANG;PREF=2', 'en'],
      ['REV', '20170120T000000Z'],
      ['END', 'VCARD'],
    ]);
  });

  it('3.2: lines have at most 75 octets, are folded outside of characters and end with CRLF', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        const text = renderCards([{ ...card, name }]);
        expect(text.endsWith('\r\n')).toBe(true);
        for (const line of text.split('\r\n')) {
          const octets = new TextEncoder().encode(line);
          expect(octets.length).toBeLessThanOrEqual(75);
          expect(new TextDecoder('utf-8', { fatal: true }).decode(octets)).toBe(line);
        }
      }),
    );
  });

  it('3.4: a value that was escaped reads as it was, and can begin no line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (post) => {
        const lines = readBack(renderCards([{ ...card, post }]));
        expect(lines).toHaveLength(14);
        const plain = post.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, '');
        expect(readValue(lines.find(([name]) => name === 'TITLE')?.[1] ?? '')).toBe(plain);
      }),
    );
  });

  it('a name cannot add a property', () => {
    expect(escapeValue('X\r\nTEL:+1\nEND:VCARD')).toBe('X\\nTEL:+1\\nEND:VCARD');
  });

  it('several cards are one file', () => {
    expect(renderCards([card, card]).match(/BEGIN:VCARD/g)).toHaveLength(2);
  });
});
