import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface DiffTextProps {
  readonly lang: Lang;
  readonly parts: readonly DiffPart[];
  readonly textLang?: Lang | undefined;
}

/** Two versions of a text in one. What came and what went is underlined or struck through, and named to who listens. */
export function DiffText({ lang, parts, textLang }: DiffTextProps): VNode {
  const t = uiWords(lang);
  const named = (start: string, text: string): VNode => (
    <>
      <span class="vh" lang={lang}>
        [{start}{' '}
      </span>
      {text}
      <span class="vh">]</span>
    </>
  );
  return (
    <p class="diff" lang={textLang}>
      {parts.map(({ kind, text }) => {
        if (kind === 'added') return <ins>{named(t('ui.diff.added'), text)}</ins>;
        if (kind === 'removed') return <del>{named(t('ui.diff.removed'), text)}</del>;
        return text;
      })}
    </p>
  );
}
