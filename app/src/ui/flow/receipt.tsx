import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type Fact, Facts } from '../lists/facts.tsx';
import { uiWords } from '../words.ts';

export interface ReceiptProps {
  readonly lang: Lang;
  readonly title: string;
  /** The number to quote. */
  readonly reference: string;
  readonly facts: readonly Fact[];
  /** What happens now and who does it. */
  readonly children?: ComponentChildren;
}

/** Proof that something was handed in: who, what, when. Prints on one sheet. */
export function Receipt({ lang, title, reference, facts, children }: ReceiptProps): VNode {
  const t = uiWords(lang);
  return (
    <section class="receipt measure" aria-labelledby="receipt">
      <h2 id="receipt">{title}</h2>
      <p>
        {t('ui.receipt.reference')} <strong class="reference">{reference}</strong>
      </p>
      <Facts lang={lang} facts={facts} />
      {children !== undefined && (
        <div>
          <h3>{t('ui.receipt.next')}</h3>
          {children}
        </div>
      )}
      <p class="hint screen-only">{t('ui.receipt.print')}</p>
    </section>
  );
}
