import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

/** The id of every page's main landmark. */
export const MAIN_ID = 'main';

/** The first stop of the tab key: past header and navigation to the content. */
export function SkipLink({ lang }: { readonly lang: Lang }): VNode {
  return (
    <a class="skip" href={`#${MAIN_ID}`}>
      {uiWords(lang)('ui.skip')}
    </a>
  );
}
