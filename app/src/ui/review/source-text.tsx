import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { cutAtSpans, type Span } from '../texts/highlight.ts';
import { uiWords } from '../words.ts';
import type { CandidateState } from './candidate.tsx';

/** A sentence of the source that became a proposal. */
export interface SourceMark extends Span {
  /** The proposal's id: the mark links to it. */
  readonly candidate: string;
  readonly state: CandidateState;
}

export interface SourceParagraph {
  readonly id: string;
  /** "2.b", as the report numbers it. */
  readonly number?: string | undefined;
  readonly depth?: 0 | 1 | 2 | 3 | undefined;
  readonly text: string;
  readonly marks?: readonly SourceMark[] | undefined;
}

export interface SourceTextProps {
  readonly lang: Lang;
  readonly textLang: Lang;
  readonly paragraphs: readonly SourceParagraph[];
  /** The proposal under review. */
  readonly current?: string | undefined;
}

/** A report as it was read, with its proposals marked; each mark leads to its proposal. */
export function SourceText({ lang, textLang, paragraphs, current }: SourceTextProps): VNode {
  const t = uiWords(lang);
  return (
    <div class="source-text" lang={textLang}>
      {paragraphs.map(({ id, number, depth = 0, text, marks = [] }) => (
        <p id={id} class={`depth-${depth}`}>
          {number !== undefined && <span class="para-number">{number}</span>}
          <span>
            {cutAtSpans(text, marks).map((piece) =>
              piece.span === undefined ? (
                piece.text
              ) : (
                <mark
                  class={`mark mark-${piece.span.state}`}
                  data-for={piece.span.candidate}
                  data-current={piece.span.candidate === current ? 'true' : undefined}
                >
                  <a href={`#${piece.span.candidate}`}>
                    {piece.text}
                    <span class="vh" lang={lang}>
                      {' '}
                      ({t(`ui.candidate.${piece.span.state}`)})
                    </span>
                  </a>
                </mark>
              ),
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
