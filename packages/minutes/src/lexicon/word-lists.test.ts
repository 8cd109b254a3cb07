import { describe, expect, it } from 'vitest';
import { readReport } from '../read.ts';
import { DEFAULT_LEXICON } from './default.ts';
import { fitsList, WORD_LISTS, withWords, wordsOf } from './word-lists.ts';

describe('word lists that a secretariat changes', () => {
  const kinds = (text: string, lexicon = DEFAULT_LEXICON): readonly string[] =>
    readReport({ text, doc: 'x', lang: 'es', lexicon }).candidates.map(({ kind }) => kind);

  it('a verb that is added makes work of its sentence, in all its forms', () => {
    const text = 'Informe de la reunión\n\n1. Conminalizar a la Secretaría Técnica a enviar el calendario.\n';
    expect(kinds(text)).not.toContain('request');
    const taught = withWords(DEFAULT_LEXICON, [{ lang: 'es', list: 'ask', word: 'conminalizar', counts: true }]);
    expect(kinds(text, taught)).toEqual(['request']);
    expect(wordsOf(taught, 'es', 'ask')).toContain('conminalizar');
    expect(wordsOf(DEFAULT_LEXICON, 'es', 'ask')).not.toContain('conminalizar');
  });

  it('a verb that is taken out counts no more', () => {
    const text = 'Informe de la reunión\n\n1. Agradecer a Costa Rica por su hospitalidad.\n';
    expect(kinds(text)).toEqual(['thanks']);
    const without = withWords(DEFAULT_LEXICON, [{ lang: 'es', list: 'thank', word: 'agradecer', counts: false }]);
    expect(kinds(text, without)).not.toContain('thanks');
  });

  it('a verb with a changing stem is shown and taken out by its infinitive', () => {
    expect(wordsOf(DEFAULT_LEXICON, 'es', 'decide')).toContain('acordar');
    const without = withWords(DEFAULT_LEXICON, [{ lang: 'es', list: 'decide', word: 'acordar', counts: false }]);
    expect(wordsOf(without, 'es', 'decide').some((word) => word.startsWith('acord'))).toBe(false);
  });

  it('the last change of a word wins, and adding one that is there changes nothing', () => {
    const change = (counts: boolean) => ({ lang: 'en', list: 'work', word: 'frobnicate', counts }) as const;
    expect(wordsOf(withWords(DEFAULT_LEXICON, [change(true), change(false)]), 'en', 'work')).not.toContain(
      'frobnicate',
    );
    const [first = ''] = wordsOf(DEFAULT_LEXICON, 'en', 'work');
    const same = withWords(DEFAULT_LEXICON, [{ lang: 'en', list: 'work', word: first, counts: true }]);
    expect(wordsOf(same, 'en', 'work')).toEqual(wordsOf(DEFAULT_LEXICON, 'en', 'work'));
  });

  it.each([
    ['ask', 'es', 'conminar', true],
    ['ask', 'es', 'conmina', false],
    ['ask', 'es', 'Conminar', false],
    ['ask', 'en', 'urge', true],
    ['ask', 'en', 'to urge', false],
    ['actorNouns', 'es', 'oficina de enlace', true],
    ['actorNouns', 'es', '<b>', false],
  ] as const)('%s, %s: "%s" fits: %s', (list, lang, word, fits) => {
    expect(fitsList(list, lang, word)).toBe(fits);
  });

  it('every list has words in both languages, and every word in it fits', () => {
    for (const list of WORD_LISTS) {
      for (const lang of ['es', 'en'] as const) {
        const words = wordsOf(DEFAULT_LEXICON, lang, list);
        expect(words.length, `${list} ${lang}`).toBeGreaterThan(0);
        expect(words.filter((word) => !fitsList(list, lang, word))).toEqual([]);
      }
    }
  });
});
