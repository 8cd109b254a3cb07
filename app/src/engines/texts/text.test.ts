import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './differences/differences.ts';
import { moveText, TEXT_STATES, TEXT_TRANSITIONS } from './states.ts';
import { type BlockWords, canonicalText, gapsOf, opening, parityOf } from './text.ts';
import { arrange } from './tree.ts';

function block(id: string, words: BlockWords['words'], ordinal = 1): BlockWords {
  return { id, parent: null, ordinal, kind: 'point', restarts: false, words };
}
const es = (version: number, content = 'Hola') => ({ content, version, basedOn: null });
const en = (basedOn: number, content = 'Hello') => ({ content, version: 1, basedOn });

describe('the two languages', () => {
  it.each([
    ['level', { es: es(3), en: en(3) }],
    ['behind', { es: es(3), en: en(2) }],
    ['missing', { es: es(3) }],
    ['missing', { es: es(3), en: en(3, '') }],
  ] as const)('are %s', (parity, words) => {
    expect(parityOf(block('a', words), 'es')).toBe(parity);
  });

  it('a text says exactly which paragraphs are missing, in which language and why', () => {
    const blocks = arrange([
      block('a', { es: es(1), en: en(1) }, 1),
      block('b', { es: es(3), en: en(2) }, 2),
      block('c', { en: en(1, 'Only English') }, 3),
    ]);
    expect(gapsOf(blocks, 'es')).toEqual([
      { block: 'b', number: '2', lang: 'en', why: 'behind', version: 3, opening: 'Hola' },
      { block: 'c', number: '3', lang: 'es', why: 'missing', version: 0, opening: 'Only English' },
    ]);
  });
});

describe('the canonical text', () => {
  it('is one paragraph a line with its number, in NFC', () => {
    const blocks = arrange([
      block('a', { es: es(1, 'Reunio\u0301n\n  de   ejemplo ') }, 1),
      { ...block('b', { es: es(1, 'Aparte.') }, 1), parent: 'a', kind: 'note' as const },
    ]);
    expect(canonicalText(blocks, 'es')).toBe('1. Reunión de ejemplo\nNOTA: Aparte.\n');
  });
});

describe('differences', () => {
  it('are of whole words, accents included', () => {
    expect(differences('plazo de dos años', 'plazo de tres años', 'es')).toEqual([
      { kind: 'same', text: 'plazo de ' },
      { kind: 'removed', text: 'dos' },
      { kind: 'added', text: 'tres' },
      { kind: 'same', text: ' años' },
    ]);
  });

  it('what stays and what comes spell the new words', () => {
    const words = fc.array(fc.constantFrom('la', 'reunión', 'acordó', 'EE. UU.', 'más', 'año'), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const parts = differences(a.join(' '), b.join(' '), 'es');
        const spelt = parts.filter((part) => part.kind !== 'removed').map((part) => part.text);
        expect(spelt.join('')).toBe(b.join(' '));
      }),
    );
  });
});

describe('the states of a text', () => {
  const ready = { paragraphs: 1, gaps: 0, openComments: 0 };

  it('each is reached, and there is no way back from adoption', () => {
    expect(
      TEXT_STATES.filter((state) => state !== 'draft' && !TEXT_TRANSITIONS.some((line) => line.to === state)),
    ).toEqual([]);
    expect(TEXT_TRANSITIONS.filter((line) => line.from === 'adopted' || line.from === 'published')).toEqual([
      { event: 'publish', from: 'adopted', to: 'published', guards: [] },
    ]);
  });

  it.each([
    ['draft', 'adopt', {}, 'texts.wrong-state'],
    ['draft', 'circulate', { paragraphs: 0 }, 'texts.no-paragraphs'],
    ['in_review', 'adopt', { gaps: 2 }, 'texts.incomplete'],
    ['in_review', 'adopt', { openComments: 1 }, 'texts.open-comments'],
    ['published', 'publish', {}, 'texts.wrong-state'],
  ] as const)('from %s, %s with %j is refused: %s', (state, event, facts, code) => {
    expect(moveText({ ...ready, ...facts, state }, event)).toMatchObject({ refusal: { code } });
  });
});

it('the opening of a paragraph is cut between words', () => {
  expect(opening('una frase que es bastante larga para una lista', 20)).toBe('una frase que es…');
});
