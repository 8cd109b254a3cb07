import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';
import { Button, HiddenFields } from './button.tsx';

export interface FilterBarProps {
  readonly lang: Lang;
  /** The page's own address: filters are its query. */
  readonly action: string;
  /** Query keys that the filters must not lose: view, sorting. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
  /** Where "Quitar filtros" leads, when any is set. */
  readonly clearHref?: string | undefined;
  /** How many were found, in words; announced. */
  readonly result?: string | undefined;
  readonly children: ComponentChildren;
}

/** Narrows a list. A GET form, so that the state is in the address; on a phone it is folded behind a word. */
export function FilterBar({ lang, action, keep = {}, clearHref, result, children }: FilterBarProps): VNode {
  const t = uiWords(lang);
  return (
    <>
      <search class="filters">
        <details class="fold" open={clearHref !== undefined}>
          <summary>{t('ui.filters.label')}</summary>
        </details>
        <form method="get" action={action}>
          <HiddenFields fields={keep} />
          {children}
          <div class="filter-acts">
            <Button>{t('ui.filters.apply')}</Button>
            {clearHref !== undefined && <a href={clearHref}>{t('ui.filters.clear')}</a>}
          </div>
        </form>
      </search>
      {result !== undefined && (
        <p class="result" role="status">
          {result}
        </p>
      )}
    </>
  );
}
