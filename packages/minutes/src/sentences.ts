import type { Words } from './lexicon/lexicon.ts';

/** A sentence by position in the clean text. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

const STOP = /[.!?…]["”»’)\]]*(?=\s)/gu;
/** A title in quotation marks may hold stops of its own. */
const TITLE = /[“«][^”»\n]{0,300}[”»]/gu;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}.]+$/u;

/** No sentence of a report is longer; the search within one compares its parts with each other. */
const MAX_SENTENCE = 6000;

const KNOWN = new WeakMap<Words, ReadonlySet<string>>();

function abbreviations(words: Words): ReadonlySet<string> {
  let known = KNOWN.get(words);
  if (!known) {
    known = new Set(words.abbreviations);
    KNOWN.set(words, known);
  }
  return known;
}

function endsSentence(text: string, stop: number, after: number, end: number, words: Words): boolean {
  let next = after;
  while (next < end && /\s/u.test(text[next] ?? '')) next++;
  const follower = text[next] ?? '';
  if (next >= end) return false;
  if (/[\p{Ll},;:)]/u.test(follower)) return false;
  if (text[stop] !== '.') return true;
  const before = WORD_BEFORE.exec(text.slice(Math.max(0, stop - 24), stop))?.[0] ?? '';
  const word = before.replace(/^.*\.(?=[^.]*$)/u, '').toLowerCase();
  if (/^\p{L}$/u.test(word)) return false;
  // "núm. 3" goes on; "el año 2017. Se acordó" does not.
  return !(abbreviations(words).has(word) || abbreviations(words).has(before.toLowerCase()));
}

/**
 * Sentences of a stretch of text. `Intl.Segmenter` cuts "EE. UU.", "núm. 3" and "2. Agradecer" in two; this splitter
 * knows the abbreviations of the lexicon and single initials.
 */
export function sentencesOf(text: string, start: number, end: number, words: Words): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const push = (from: number, to: number): void => {
    let a = from;
    let b = to;
    while (a < b && /\s/u.test(text[a] ?? '')) a++;
    while (b > a && /\s/u.test(text[b - 1] ?? '')) b--;
    while (b - a > MAX_SENTENCE) {
      const cut = Math.max(text.lastIndexOf(';', a + MAX_SENTENCE), text.lastIndexOf(' ', a + MAX_SENTENCE));
      const stop = cut > a ? cut + 1 : a + MAX_SENTENCE;
      sentences.push({ start: a, end: stop });
      a = stop;
    }
    if (a < b) sentences.push({ start: a, end: b });
  };
  let from = start;
  const slice = text.slice(start, end);
  const titles = [...slice.matchAll(TITLE)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length - 1,
  }));
  let title = 0;
  for (const match of slice.matchAll(STOP)) {
    const stop = start + match.index;
    const after = stop + match[0].length;
    while ((titles[title]?.end ?? Number.POSITIVE_INFINITY) <= stop) title++;
    const inside = titles[title];
    if (inside && inside.start < stop && stop < inside.end) continue;
    if (!endsSentence(text, stop, after, end, words)) continue;
    push(from, after);
    from = after;
  }
  push(from, end);
  return sentences;
}
