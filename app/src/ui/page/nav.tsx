import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  /** `page`: this very page. `section`: a page inside it. */
  readonly current?: 'page' | 'section' | undefined;
}

/**
 * The main navigation. On a phone an empty `details` before the list folds it: one list, no script, and on a wide
 * screen the list is simply there.
 */
export function Nav({ lang, items }: { readonly lang: Lang; readonly items: readonly NavItem[] }): VNode {
  const t = uiWords(lang);
  return (
    <nav class="main-nav" aria-label={t('ui.nav.label')}>
      <details class="fold">
        <summary>{t('ui.nav.menu')}</summary>
      </details>
      <ul>
        {items.map(({ href, label, current }) => (
          <li>
            <a href={href} aria-current={current === undefined ? undefined : current === 'page' ? 'page' : 'true'}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
