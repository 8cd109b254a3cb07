import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface FlashNotice {
  readonly tone: 'done' | 'notice';
  readonly text: ComponentChildren;
}

/** What the last act brought about, said once, at the top of the page that follows it. */
export function Flash({ lang, tone, text }: FlashNotice & { readonly lang: Lang }): VNode {
  return (
    <div class={`flash flash-${tone}`} role="status">
      <strong>{uiWords(lang)(tone === 'done' ? 'ui.flash.done' : 'ui.flash.notice')}</strong> <span>{text}</span>
    </div>
  );
}
