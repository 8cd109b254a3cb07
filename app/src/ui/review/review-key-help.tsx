import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

/** What can be done about a proposal. */
export type ReviewAct = 'confirm' | 'edit' | 'reject' | 'split' | 'merge';

/** The same letters in both languages: they are on every keyboard, and the help says what each does. */
export const REVIEW_KEYS: Readonly<Record<ReviewAct | 'next' | 'previous', string>> = {
  next: 'j',
  previous: 'k',
  confirm: 'c',
  edit: 'e',
  reject: 'r',
  split: 's',
  merge: 'm',
};

const ORDER = ['next', 'previous', 'confirm', 'edit', 'reject', 'split', 'merge'] as const;

/** The keys, in sight, and the switch that turns them off (WCAG 2.1.4). Hidden until the island `review-keys` has them working. */
export function ReviewKeyHelp({ lang }: { readonly lang: Lang }): VNode {
  const t = uiWords(lang);
  return (
    <div class="key-help screen-only" data-key-help hidden>
      <p class="key-list">
        {ORDER.map((act) => (
          <span>
            <kbd>{REVIEW_KEYS[act]}</kbd> {t(`ui.review.${act}`)}
          </span>
        ))}
      </p>
      <label>
        <input type="checkbox" data-key-switch /> {t('ui.search.slash')}
      </label>
    </div>
  );
}
