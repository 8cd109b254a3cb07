import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type UiKey, uiWords } from '../words.ts';
import { cutAtSpans, type Span } from './highlight.ts';

export interface SourceQuoteProps {
  readonly lang: Lang;
  /** The sentence, exactly as it was adopted. */
  readonly text: string;
  readonly textLang: Lang;
  /** Report and point: "Informe de la reunión de San Pedro Sula, punto 7". */
  readonly source: ComponentChildren;
  readonly sourceHref?: string | undefined;
  /** The words that matter: the deadline, who must act. */
  readonly highlights?: readonly Span[] | undefined;
}

const WRITTEN_IN: Readonly<Record<Lang, UiKey>> = { es: 'ui.quote.in-es', en: 'ui.quote.in-en' };

/** A sentence of a report and where it stands. Its language is marked, and named when it is not the page's. */
export function SourceQuote({ lang, text, textLang, source, sourceHref, highlights = [] }: SourceQuoteProps): VNode {
  const t = uiWords(lang);
  return (
    <figure class="quote">
      <blockquote lang={textLang}>
        <p>{cutAtSpans(text, highlights).map((piece) => (piece.span ? <mark>{piece.text}</mark> : piece.text))}</p>
      </blockquote>
      <figcaption>
        {sourceHref === undefined ? source : <a href={sourceHref}>{source}</a>}
        {textLang !== lang && <span> · {t(WRITTEN_IN[textLang])}</span>}
      </figcaption>
    </figure>
  );
}
