import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CanonicalValue, canonicalJson } from './canonical-json.ts';

const text = (value: CanonicalValue): string => Buffer.from(canonicalJson(value)).toString('utf8');

test('an event has one spelling, whatever the order in which it was built', () => {
  expect(text({ outcome: 'denied', at: 1, fields: ['name', null, true] })).toBe(
    '{"at":1,"fields":["name",null,true],"outcome":"denied"}',
  );
});

test('RFC 8785, 3.2.2: strings escape only what must be escaped', () => {
  expect(text('\u20ac$\u000f\nA\'B"\\\\"/')).toBe(String.raw`"€$\u000f\nA'B\"\\\\\"/"`);
});

test('RFC 8785, 3.2.3: members are sorted by UTF-16 code unit', () => {
  const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const sorted = Object.keys(JSON.parse(text(Object.fromEntries(names.map((name) => [name, 0]))))).filter(
    (n) => n !== '1',
  );
  expect(sorted).toEqual(['\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
  expect(text({ b: 0, a: 0, A: 0, 10: 0, 9: 0 })).toBe('{"10":0,"9":0,"A":0,"a":0,"b":0}');
});

test('minus zero is zero', () => {
  expect(text(-0)).toBe('0');
});

test.each([
  ['undefined', undefined],
  ['a member that is undefined', { purpose: undefined }],
  ['a hole in a list', new Array(1)],
  ['a fraction', 0.5],
  ['a number too large to be exact', 2 ** 53],
  ['not a number', Number.NaN],
  ['a bigint', 1n],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a lone surrogate', 'a\ud800'],
  ['a lone surrogate in a name', { '\udc00': 1 }],
])('%s throws instead of being left out', (_, value) => {
  expect(() => canonicalJson(value as CanonicalValue)).toThrow(TypeError);
});

test('what is written reads back as the same value, and writing that again gives the same bytes', () => {
  const value = fc.letrec<{ value: CanonicalValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(value, (original) => {
      const once = text(original);
      expect(text(JSON.parse(once))).toBe(once);
      expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify(original)));
    }),
  );
});
