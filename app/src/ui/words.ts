import { type Lang, type Translate, translator } from '../kernel/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** The key of a sentence that the interface floor itself says. */
export type UiKey = keyof typeof es;

const WORDS: Readonly<Record<Lang, Translate<UiKey>>> = {
  es: translator({ es, en }, 'es'),
  en: translator({ es, en }, 'en'),
};

/** The interface floor's own sentences in one language. */
export function uiWords(lang: Lang): Translate<UiKey> {
  return WORDS[lang];
}
