import type { Language } from '../types.ts';
import type { Lexicon, VerbClasses, Words } from './lexicon.ts';

/** Lists of verbs: what a sentence does depends on the list in which its verb stands. */
export const VERB_LISTS = ['decide', 'ask', 'assign', 'undertake', 'thank', 'say', 'submit', 'work'] as const;
/** Lists of other words. */
export const NOUN_LISTS = ['actorNouns', 'forumNouns', 'groupNouns', 'idleHeadings', 'abbreviations'] as const;
/** Every list that can be changed word by word. */
export const WORD_LISTS: readonly [...typeof VERB_LISTS, ...typeof NOUN_LISTS] = [...VERB_LISTS, ...NOUN_LISTS];
export type WordList = (typeof WORD_LISTS)[number];

/** A word that is added to a list, or (`counts` false) taken out of it. */
export interface WordChange {
  readonly lang: Language;
  readonly list: WordList;
  readonly word: string;
  readonly counts: boolean;
}

/** The words of a list as people read them: verbs in the infinitive, without the stems kept beside them. */
export function wordsOf(lexicon: Lexicon, lang: Language, list: WordList): readonly string[] {
  return entries(lexicon.words[lang], list).map(shown);
}

/** The lexicon after these changes; a later change of the same word wins. The built-in lexicon stays as it is. */
export function withWords(lexicon: Lexicon, changes: readonly WordChange[]): Lexicon {
  const words = { ...lexicon.words };
  for (const { lang, list, word, counts } of changes) {
    const kept = entries(words[lang], list).filter((entry) => shown(entry) !== word || counts);
    const next = counts && !kept.some((entry) => shown(entry) === word) ? [...kept, word] : kept;
    words[lang] = isVerbList(list)
      ? { ...words[lang], verbs: { ...words[lang].verbs, [list]: next } }
      : { ...words[lang], [list]: next };
  }
  return { ...lexicon, words };
}

/** Can this word stand in the list? Spanish verbs are infinitives, since their other forms are made from it. */
export function fitsList(list: WordList, lang: Language, word: string): boolean {
  if (!isVerbList(list)) return /^\p{L}[\p{L}\p{M} .'-]*$/u.test(word);
  return lang === 'es' ? /^\p{Ll}+(?:ar|er|ir|ír)$/u.test(word) : /^[a-z][a-z-]+$/.test(word);
}

function isVerbList(list: WordList): list is Extract<WordList, keyof VerbClasses> {
  return (VERB_LISTS as readonly string[]).includes(list);
}

function entries(words: Words, list: WordList): readonly string[] {
  return isVerbList(list) ? words.verbs[list] : words[list];
}

function shown(entry: string): string {
  return entry.split(':', 1)[0] ?? entry;
}
