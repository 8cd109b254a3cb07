import { diffWords } from 'diff';
import type { Lang } from '../../../kernel/index.ts';

/** A stretch that two versions share, or that one of them has alone. */
export interface Difference {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

const SEGMENTERS: Readonly<Record<Lang, Intl.Segmenter>> = {
  es: new Intl.Segmenter('es', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};

/** What changed between two versions of a paragraph, word by word. `same` and `added` together spell the new one. */
export function differences(before: string, after: string, lang: Lang): readonly Difference[] {
  return diffWords(before, after, { intlSegmenter: SEGMENTERS[lang] }).map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value,
  }));
}
