import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtSpans } from './highlight.ts';

test('a text is cut at its spans, in order', () => {
  expect(cutAtSpans('uno dos tres', [{ start: 4, end: 7 }])).toEqual([
    { text: 'uno ' },
    { text: 'dos', span: { start: 4, end: 7 } },
    { text: ' tres' },
  ]);
});

test('no letter is lost or doubled, whatever the spans, and no piece is empty', () => {
  const span = fc.record({ start: fc.integer({ min: -5, max: 40 }), end: fc.integer({ min: -5, max: 40 }) });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(span), (text, spans) => {
      const pieces = cutAtSpans(text, spans);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every((piece) => piece.text.length > 0)).toBe(true);
    }),
  );
});
