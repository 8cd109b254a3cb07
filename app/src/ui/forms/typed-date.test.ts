import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, formatDate, formatLongDate, LANGS } from '../../kernel/index.ts';
import { parseTypedDate } from './typed-date.ts';

describe('a day is read as people write it', () => {
  test.each([
    '2016-11-15',
    '2016/11/15',
    '15 nov 2016',
    '15 de noviembre de 2016',
    '15 de noviembre del 2016',
    'November 15, 2016',
    '15/11/2016',
    '11/15/2016',
    ' 15-NOV-2016 ',
  ])('%s', (typed) => {
    expect(parseTypedDate(typed)).toEqual({ ok: true, value: '2016-11-15' });
  });

  test('whatever Enlace writes, Enlace reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(...LANGS), (days, lang) => {
        const date = addDays('1970-01-01', days);
        for (const typed of [date, formatDate(date, lang), formatLongDate(date, lang)]) {
          expect(parseTypedDate(typed)).toEqual({ ok: true, value: date });
        }
      }),
    );
  });
});

test('digits that two countries read in two orders are refused, not guessed', () => {
  expect(parseTypedDate('11/12/2016')).toMatchObject({ ok: false, refusal: { code: 'ui.date.ambiguous' } });
  expect(parseTypedDate('11/11/2016')).toEqual({ ok: true, value: '2016-11-11' });
});

test('a day that does not exist is refused', () => {
  for (const typed of ['30 feb 2017', '2017-13-01', '31/31/2017', '29 feb 2017']) {
    expect(parseTypedDate(typed)).toMatchObject({ ok: false, refusal: { code: 'ui.date.impossible' } });
  }
});

test('anything else is refused without a fault', () => {
  for (const typed of ['', 'pronto', '15 nov', 'nov 2016', '15 nov 16', '15 nov 2016 aprox']) {
    expect(parseTypedDate(typed)).toMatchObject({ ok: false, refusal: { code: 'ui.date.unreadable' } });
  }
  fc.assert(fc.property(fc.string(), (typed) => typeof parseTypedDate(typed).ok === 'boolean'));
});
