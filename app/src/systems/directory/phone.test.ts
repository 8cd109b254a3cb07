import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePhone } from './phone.ts';

describe('a telephone number is one that can be dialled from another country', () => {
  it.each([
    ['+504 2200-0101', 'tel:+50422000101'],
    ['+1 (202) 555-0101', 'tel:+12025550101'],
    ['  +52  55 0000 0101 ext. 12 ', 'tel:+525500000101;ext=12'],
    ['+506 0000.0101 x7', 'tel:+50600000101;ext=7'],
    ['＋504 22000101', 'tel:+50422000101'],
  ])('%s', (typed, href) => {
    expect(parsePhone(typed)).toMatchObject({ ok: true, value: { href } });
  });

  it.each([
    ['2200-0101', 'directory.refusal.phone-country'],
    ['00504 2200 0101', 'directory.refusal.phone-country'],
    ['+0 2200 0101', 'directory.refusal.phone'],
    ['+504 22', 'directory.refusal.phone'],
    ['+504 2200 0101 0101 0101 0101', 'directory.refusal.phone'],
    ['+504 oficina', 'directory.refusal.phone'],
    ['+504 22000101;phone-context=evil', 'directory.refusal.phone'],
  ])('%s is refused: %s', (typed, code) => {
    expect(parsePhone(typed)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('whatever is typed, what is dialled is a number and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+[\d ().x-]*$/)), (typed) => {
        const read = parsePhone(typed);
        if (read.ok) expect(read.value.href).toMatch(/^tel:\+[1-9]\d{6,14}(;ext=\d{1,6})?$/);
      }),
      { numRuns: 500 },
    );
  });
});
