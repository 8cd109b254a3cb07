import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

/** Copies the address of one thing. Hidden until the island `enhance` finds that this browser can copy. */
export function CopyLink({ lang, href }: { readonly lang: Lang; readonly href: string }): VNode {
  const t = uiWords(lang);
  return (
    <button
      type="button"
      class="button button-quiet screen-only"
      data-copy={href}
      data-done={t('ui.copied')}
      aria-live="polite"
      hidden
    >
      {t('ui.copy')}
    </button>
  );
}
