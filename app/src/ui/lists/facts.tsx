import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface Fact {
  readonly label: string;
  /** Null or empty is said as "No informado": not told, not available and zero are three different things. */
  readonly value: ComponentChildren | null;
  readonly valueLang?: string | undefined;
  readonly changeHref?: string | undefined;
}

export interface FactsProps {
  readonly lang: Lang;
  readonly facts: readonly Fact[];
  /** Label above value, for narrow panels. */
  readonly stacked?: boolean | undefined;
}

/** Names and values of one thing. */
export function Facts({ lang, facts, stacked }: FactsProps): VNode {
  const t = uiWords(lang);
  return (
    <dl class={stacked ? 'facts facts-stacked' : 'facts'}>
      {facts.map(({ label, value, valueLang, changeHref }) => (
        <div>
          <dt>{label}</dt>
          <dd lang={valueLang}>{isMissing(value) ? <span class="missing">{t('ui.not-told')}</span> : value}</dd>
          {changeHref !== undefined && (
            <dd class="facts-change">
              <a href={changeHref}>
                {t('ui.change')}
                <span class="vh"> {label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function isMissing(value: ComponentChildren | null): boolean {
  return value === null || value === undefined || value === '';
}
