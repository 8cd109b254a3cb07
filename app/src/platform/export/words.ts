import { type Lang, type Translate, translator } from '../../kernel/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** The few words that every exported file says by itself. */
export function exportWords(lang: Lang): Translate<keyof typeof es> {
  return translator({ es, en }, lang);
}
