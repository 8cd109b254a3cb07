import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface Crumb {
  readonly label: string;
  /** Absent on the last one, the page itself. */
  readonly href?: string | undefined;
}

/** Where this page hangs. Two levels at most. */
export function Breadcrumb({ lang, items }: { readonly lang: Lang; readonly items: readonly Crumb[] }): VNode {
  return (
    <nav class="breadcrumb" aria-label={uiWords(lang)('ui.breadcrumb.label')}>
      <ol>
        {items.map(({ label, href }) => (
          <li>{href === undefined ? <span aria-current="page">{label}</span> : <a href={href}>{label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
