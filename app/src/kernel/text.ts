/** The two working languages of the Conference, equals. */
export type Lang = 'es' | 'en';

export const LANGS: readonly Lang[] = ['es', 'en'];

export function isLang(value: unknown): value is Lang {
  return value === 'es' || value === 'en';
}

export function otherLang(lang: Lang): Lang {
  return lang === 'es' ? 'en' : 'es';
}

/** One text in both languages. */
export interface Bilingual {
  readonly es: string;
  readonly en: string;
}

/** A text that may still lack a language; the original is never overwritten by a translation. */
export interface PartialBilingual {
  readonly es?: string | undefined;
  readonly en?: string | undefined;
}

/** The text in `lang`, or what there is with the language it is written in, so that a page can mark it (`lang`). */
export function inLang(text: PartialBilingual, lang: Lang): { readonly text: string; readonly lang: Lang } {
  const own = text[lang];
  if (own !== undefined && own !== '') return { text: own, lang };
  const other = otherLang(lang);
  return { text: text[other] ?? '', lang: other };
}

/** Lower case, without accents, punctuation squeezed: for matching what people type, never for showing. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
