import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

/** Leaves a page about a person at once, for a neutral one, without telling where one comes from. */
export function QuickExit({ lang, href }: { readonly lang: Lang; readonly href: string }): VNode {
  return (
    <a class="button button-warning quick-exit" href={href} rel="noreferrer" data-quick-exit>
      {uiWords(lang)('ui.quick-exit')}
    </a>
  );
}
