import type { Language } from './types.ts';

const SPANISH = new Set([
  'de',
  'la',
  'el',
  'que',
  'los',
  'las',
  'del',
  'para',
  'por',
  'con',
  'una',
  'se',
  'su',
  'al',
  'y',
  'en',
  'sobre',
  'como',
  'será',
  'o',
]);
const ENGLISH = new Set([
  'the',
  'of',
  'and',
  'to',
  'that',
  'for',
  'on',
  'with',
  'will',
  'by',
  'its',
  'was',
  'were',
  'be',
  'shall',
  'at',
  'is',
  'from',
  'an',
  'it',
]);

/** The language of a text by its commonest small words. Spanish when nothing decides. */
export function languageOf(text: string): Language {
  let balance = 0;
  for (const match of text.slice(0, 40_000).matchAll(/[\p{L}\p{M}]+/gu)) {
    const word = match[0].toLowerCase();
    if (SPANISH.has(word)) balance--;
    else if (ENGLISH.has(word)) balance++;
  }
  return balance > 0 ? 'en' : 'es';
}
