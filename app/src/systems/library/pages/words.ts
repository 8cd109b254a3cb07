import type { Work, WorkClass, WorkTitle } from '../../../engines/documents/index.ts';
import { formatDate, formatNumber, type Lang, otherLang } from '../../../kernel/index.ts';
import type { Crumb, ViewContext } from '../../../platform/system/index.ts';
import type { Tone } from '../../../ui/index.ts';

/** The title in a language, or the other with the language it is in. */
export function titleIn(title: WorkTitle, lang: Lang): { readonly text: string; readonly lang: Lang } {
  const own = title[lang];
  return own === undefined ? { text: title[otherLang(lang)] ?? '', lang: otherLang(lang) } : { text: own, lang };
}

/** `lang` attribute for a text that is not in the page's language. */
export function langIfOther(shown: Lang, page: Lang): Lang | undefined {
  return shown === page ? undefined : shown;
}

/** What a work is called where there is little room: its symbol, or its title. */
export function shortName(work: Pick<Work, 'symbol' | 'title'>, lang: Lang): string {
  return work.symbol ?? titleIn(work.title, lang).text;
}

export function dateWords(dated: string | null, ctx: Pick<ViewContext, 't' | 'lang'>): string {
  return dated === null ? ctx.t('library.undated') : formatDate(dated, ctx.lang);
}

const CLASS_TONES: Readonly<Record<WorkClass, Tone>> = {
  public: 'done',
  members: 'neutral',
  delegations: 'active',
  restricted: 'soon',
};

export function classTone(kind: WorkClass): Tone {
  return CLASS_TONES[kind];
}

/** `DOCX, 34 kB`: what somebody wants to know before downloading on a telephone. */
export function fileWords(file: { readonly mime: string; readonly size: number }, lang: Lang): string {
  const kind = KINDS[file.mime] ?? 'TXT';
  const size =
    file.size < 1000
      ? `${file.size} B`
      : file.size < 1_000_000
        ? `${formatNumber(Math.round(file.size / 1000), lang)} kB`
        : `${formatNumber(Math.round(file.size / 100_000) / 10, lang)} MB`;
  return `${kind}, ${size}`;
}

const KINDS: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/msword': 'DOC',
  'application/pdf': 'PDF',
};

/** The way back to the list and to the work, for its inner pages. */
export function crumbs(
  ctx: Pick<ViewContext, 't' | 'url' | 'lang'>,
  work?: Pick<Work, 'code' | 'symbol' | 'title'>,
): readonly Crumb[] {
  const list = { label: ctx.t('library.navigation'), href: ctx.url('library.list') };
  if (!work) return [list];
  return [list, { label: shortName(work, ctx.lang), href: ctx.url('library.detail', { code: work.code }) }];
}

/** Spanish before English, as everywhere; within a language as they came. */
export function inLangOrder<V extends { readonly lang: Lang }>(versions: readonly V[]): readonly V[] {
  return versions.toSorted((a, b) => b.lang.localeCompare(a.lang));
}
