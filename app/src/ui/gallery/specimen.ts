import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';

/** One component, or one state of it, as the gallery shows it. */
export interface Specimen {
  readonly title: string;
  readonly node: VNode;
}

/** Chooses between the two wordings of an example. */
export function chooser(lang: Lang): (es: string, en: string) => string {
  return (es, en) => (lang === 'es' ? es : en);
}
