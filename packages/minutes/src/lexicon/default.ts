import { COUNTRIES } from './countries.ts';
import { ENGLISH } from './english.ts';
import type { Lexicon } from './lexicon.ts';
import { PARTIES } from './parties.ts';
import { SPANISH } from './spanish.ts';

/** The built-in lexicon. Pass another one, or this one extended by `withParties`, to read reports of other bodies better. */
export const DEFAULT_LEXICON: Lexicon = {
  parties: [...PARTIES, ...COUNTRIES],
  words: { es: SPANISH, en: ENGLISH },
};
