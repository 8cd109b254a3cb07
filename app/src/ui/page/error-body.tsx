import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type UiKey, uiWords } from '../words.ts';

/** The kinds of page a reader meets instead of the one asked for. `forbidden` is only for people who may know it exists. */
export type ErrorKind = 'not-found' | 'forbidden' | 'conflict' | 'too-large' | 'too-many' | 'expired' | 'fault';

export interface ErrorBodyProps {
  readonly lang: Lang;
  readonly kind: ErrorKind;
  readonly homeHref: string;
  /** The number of a fault in the log, to be quoted to the secretariat. */
  readonly reference?: string | undefined;
  /** A more exact sentence than the general one. */
  readonly text?: string | undefined;
}

const KEYS: Readonly<Record<ErrorKind, readonly [UiKey, UiKey]>> = {
  'not-found': ['ui.error.not-found.title', 'ui.error.not-found.text'],
  forbidden: ['ui.error.forbidden.title', 'ui.error.forbidden.text'],
  conflict: ['ui.error.conflict.title', 'ui.error.conflict.text'],
  'too-large': ['ui.error.too-large.title', 'ui.error.too-large.text'],
  'too-many': ['ui.error.too-many.title', 'ui.error.too-many.text'],
  expired: ['ui.error.expired.title', 'ui.error.expired.text'],
  fault: ['ui.error.fault.title', 'ui.error.fault.text'],
};

/** The heading of an error page. */
export function errorTitle(kind: ErrorKind, lang: Lang): string {
  return uiWords(lang)(KEYS[kind][0]);
}

/** The body of an error page under `errorTitle`: what happened, what is safe, what to do. */
export function ErrorBody({ lang, kind, homeHref, reference, text }: ErrorBodyProps): VNode {
  const t = uiWords(lang);
  return (
    <div class="prose">
      <p>{text ?? t(KEYS[kind][1])}</p>
      {reference !== undefined && (
        <p>
          {t('ui.error.reference')} <code>{reference}</code>
        </p>
      )}
      <p>
        <a href={homeHref}>{t('ui.error.home')}</a>
      </p>
    </div>
  );
}
