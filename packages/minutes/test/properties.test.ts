import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, rawSpan, readReport, toContractJson } from '../src/index.ts';
import { ownReports } from './reports.ts';

const reports = [...ownReports('development'), ...ownReports('further-development')];

/** Residue of converters that must change nothing but positions. */
const NOISE: readonly ((text: string) => string)[] = [
  (text) => text.replace(/\n/g, '\r\n'),
  (text) => text.replace(/ /g, (space, at: number) => (at % 5 === 0 ? '\u00A0' : space)),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/([a-z])([a-z]{4})/g, (_, a: string, b: string) => `${a}\u00AD${b}`),
  (text) => text.replace(/ (?=de |of )/g, ' \u200B'),
  (text) => text.replace(/ (?=[a-z]{6})/g, ' [bookmark: _GoBack]'),
  (text) => `\uFEFF${text}`,
];

describe('spans and noise', () => {
  it('a quote is the raw text at its span, and noise does not change what is read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...reports), fc.subarray([...NOISE]), ({ text, name }, noises) => {
        const raw = noises.reduce((noisy, apply) => apply(noisy), text);
        const reading = readReport({ text: raw, doc: name });
        for (const { quote, span } of reading.candidates) expect(raw.slice(...span)).toBe(quote);
        const plain = readReport({ text, doc: name });
        const facts = ({ candidates }: typeof reading) =>
          candidates.map(({ kind, responsible, deadline, deliverable }) => ({
            kind,
            responsible,
            from: deadline?.from,
            to: deadline?.to,
            deliverable,
          }));
        expect(facts(reading)).toEqual(facts(plain));
      }),
      { numRuns: 40 },
    );
  });

  it('astral characters count two units and move every later span by two', () => {
    const [report] = reports;
    const text = report?.text ?? '';
    const shifted = readReport({ text: `\u{1F30D}\n${text}`, doc: 'x' }).candidates.map(({ span }) => [
      span[0] - 3,
      span[1] - 3,
    ]);
    expect(shifted).toEqual(readReport({ text, doc: 'x' }).candidates.map(({ span }) => [...span]));
  });

  it('every unit of the clean text points back into the raw text, in order', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            'é',
            'e\u0301',
            '\u0301',
            '\r',
            '\n',
            '\u00A0',
            '\u00AD',
            '\u200B',
            '\uFEFF',
            '\u{1F30D}',
            '[bookmark: x]',
            '[',
            ']',
            'ﬁ',
            'İ',
            '\uD83C',
          ),
        }),
        (raw) => {
          const cleaned = clean(raw);
          expect(cleaned.from).toHaveLength(cleaned.text.length);
          for (let i = 0; i < cleaned.text.length; i++) {
            const [start, end] = rawSpan(cleaned, i, i + 1);
            expect(start >= 0 && start < end && end <= raw.length).toBe(true);
            if (i > 0) expect(start >= (cleaned.from[i - 1] ?? 0)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('any text at all', () => {
  const words =
    'se acuerda que la ST enviará los países deberán antes del 30 de junio y Solicitar a México para ser evaluada por OIM ; : . , ( ) “ ” | 1. a) • NOTA.- the Council agreed that IOM will report by 31 March to be approved shall Members'.split(
      ' ',
    );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words, '\n', '\t'), { maxLength: 200 }).map((list) => list.join(' ')),
  );

  it('is read without a fault, twice to the same bytes, with true quotes in order', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('es' as const, 'en' as const), (text, lang) => {
        const reading = readReport({ text, doc: 'any', lang });
        expect(JSON.stringify(toContractJson([reading]))).toBe(
          JSON.stringify(toContractJson([readReport({ text, doc: 'any', lang })])),
        );
        let before = 0;
        for (const { quote, span } of reading.candidates) {
          expect(text.slice(...span)).toBe(quote);
          expect(span[0]).toBeGreaterThanOrEqual(before);
          before = span[0];
        }
      }),
      { numRuns: 300 },
    );
  });
});
