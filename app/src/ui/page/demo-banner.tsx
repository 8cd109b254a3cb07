import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

/** On every page of example data, also on paper: nobody may take it for the position of a State. */
export function DemoBanner({ lang }: { readonly lang: Lang }): VNode {
  return <p class="demo">{uiWords(lang)('ui.demo')}</p>;
}
