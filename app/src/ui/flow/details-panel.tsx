import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface DetailsPanelProps {
  readonly lang: Lang;
  readonly id: string;
  readonly title: ComponentChildren;
  /** The same page without the panel. */
  readonly closeHref: string;
  readonly children: ComponentChildren;
}

/** One row or cell of what lies beside it. On a phone it comes after the list, with its own way to close. */
export function DetailsPanel({ lang, id, title, closeHref, children }: DetailsPanelProps): VNode {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <div class="panel-head">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        <a href={closeHref}>{uiWords(lang)('ui.close')}</a>
      </div>
      {children}
    </section>
  );
}
