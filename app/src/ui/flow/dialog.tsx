import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface DialogProps {
  readonly lang: Lang;
  readonly id: string;
  /** The words of the button that opens it. */
  readonly opener: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/**
 * A short form over the page. It is the browser's own popover: it opens without JavaScript, closes with Escape and gives
 * the focus back; a browser that does not know popovers shows it in its place, after the button.
 */
export function Dialog({ lang, id, opener, title, children }: DialogProps): VNode {
  return (
    <>
      <button type="button" class="button button-secondary" popovertarget={id}>
        {opener}
      </button>
      <div id={id} class="dialog" popover="auto" role="dialog" aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        <button type="button" class="button button-quiet" popovertarget={id} popovertargetaction="hide">
          {uiWords(lang)('ui.close')}
        </button>
      </div>
    </>
  );
}
