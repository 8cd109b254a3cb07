import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface MaskedValueProps {
  readonly lang: Lang;
  /** What is hidden: "Nombre". */
  readonly label: string;
  /** The page that asks the reason and writes it into the log. */
  readonly revealHref: string;
  /** The value, only in the answer to a stated reason; and when it is hidden again, in words. */
  readonly revealed?: { readonly value: string; readonly until: string } | undefined;
}

/** A datum about a person: hidden until somebody gives a reason. The markup of a hidden value does not contain it. */
export function MaskedValue({ lang, label, revealHref, revealed }: MaskedValueProps): VNode {
  const t = uiWords(lang);
  if (revealed) {
    return (
      <span class="masked">
        {revealed.value} <span class="hint">{t('ui.masked.until', { until: revealed.until })}</span>
      </span>
    );
  }
  return (
    <span class="masked">
      <span class="missing">{t('ui.masked.hidden')}</span>{' '}
      <a href={revealHref}>
        {t('ui.masked.show')}
        <span class="vh"> {label}</span>
      </a>
    </span>
  );
}
