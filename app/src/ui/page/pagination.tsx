import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface PaginationProps {
  readonly lang: Lang;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly hrefOf: (page: number) => string;
}

/** The pages of a long list. Nothing is drawn when there is only one. */
export function Pagination({ lang, page, pages, hrefOf }: PaginationProps): VNode | null {
  const t = uiWords(lang);
  if (pages <= 1) return null;
  return (
    <nav class="pagination" aria-label={t('ui.pages.label')}>
      <ul>
        {page > 1 && (
          <li>
            <a rel="prev" href={hrefOf(page - 1)}>
              {t('ui.pages.previous')}
            </a>
          </li>
        )}
        {shownPages(page, pages).map((shown, index, all) => (
          <li class={index > 0 && shown - (all[index - 1] ?? shown) > 1 ? 'after-gap' : undefined}>
            <a
              href={hrefOf(shown)}
              aria-current={shown === page ? 'page' : undefined}
              aria-label={t('ui.pages.page', { page: shown })}
            >
              {shown}
            </a>
          </li>
        ))}
        {page < pages && (
          <li>
            <a rel="next" href={hrefOf(page + 1)}>
              {t('ui.pages.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** First, last, this one and its neighbours. */
function shownPages(page: number, pages: number): readonly number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((shown) => shown >= 1 && shown <= pages);
  return [...new Set(wanted)].toSorted((a, b) => a - b);
}
