import type { Lang, Refusal, Translate } from '../../kernel/index.ts';
import { ErrorBody, type ErrorKind, errorTitle } from '../../ui/index.ts';
import type { View } from '../system/index.ts';

/** Refusals for which the general sentence of the error page says all there is to say. */
const GENERAL: ReadonlySet<string> = new Set([
  'http.not-found',
  'http.forbidden',
  'http.fault',
  'http.too-many',
  'http.too-large',
]);

/** The page that a reader gets instead of the one asked for. */
export function errorView(
  refusal: Refusal,
  status: number,
  { t, lang, homeHref }: { readonly t: Translate; readonly lang: Lang; readonly homeHref: string },
): View {
  const kind = errorKind(refusal, status);
  const number = refusal.code === 'http.fault' ? String(refusal.details?.['number']) : undefined;
  const text = GENERAL.has(refusal.code) ? undefined : t(refusal.code, refusal.details);
  return {
    title: errorTitle(kind, lang),
    width: 'text',
    body: <ErrorBody lang={lang} kind={kind} homeHref={homeHref} reference={number} text={text} />,
  };
}

function errorKind(refusal: Refusal, status: number): ErrorKind {
  if (refusal.code === 'http.fault') return 'fault';
  if (status === 429) return 'too-many';
  if (status === 413) return 'too-large';
  return refusal.kind === 'invalid' ? 'conflict' : refusal.kind;
}
