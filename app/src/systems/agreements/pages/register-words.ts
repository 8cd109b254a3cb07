import { type NextActor, type Party, partyNames, type Timing } from '../../../engines/obligations/index.ts';
import { formatDate, type Lang, type LocalDate, type Translate } from '../../../kernel/index.ts';
import type { Tone } from '../../../ui/index.ts';

/** How the words of the register's pages are tinted; the word says it, the tint repeats it. */
export const TIMING_TONES: Readonly<Record<Timing, Tone>> = {
  overdue: 'overdue',
  due_soon: 'soon',
  not_due: 'neutral',
  undated: 'none',
  waiting: 'none',
  reached: 'neutral',
  delivered: 'active',
  closed: 'done',
};

type Due = { readonly to: LocalDate | null } & { readonly [L in Lang]: string | null };

/** The day, or what there is instead of one: "en la próxima reunión (GRCM): fecha por fijar". */
export function dueText(due: Due, t: Translate, lang: Lang): string {
  if (due.to !== null) return formatDate(due.to, lang);
  return due[lang] ?? t('agreements.no-date');
}

/** Who owes it, short enough for a row: names up to three, then how many. */
export function whoText(
  codes: readonly string[],
  parties: ReadonlyMap<string, Party>,
  t: Translate,
  lang: Lang,
): string {
  if (codes.length === 0) return t('agreements.nobody');
  if (codes.length <= 3) return partyNames(codes, parties, lang).join(', ');
  const onlyCountries = codes.every((code) => parties.get(code)?.kind === 'country');
  return t(onlyCountries ? 'agreements.countries' : 'agreements.parties', { count: codes.length });
}

/** "7 de 11", only where several parties owe a part. */
export function partsText(
  row: { readonly answered: number; readonly total: number },
  t: Translate,
): string | undefined {
  return row.total > 1 ? t('agreements.parts', { answered: row.answered, total: row.total }) : undefined;
}

/** Whose move it is, in words. */
export function nextText(
  next: NextActor,
  facts: { readonly own: string | null; readonly total: number },
  parties: ReadonlyMap<string, Party>,
  t: Translate,
  lang: Lang,
): string {
  switch (next.who) {
    case 'nobody':
      return t('agreements.next.nobody');
    case 'condition':
      return t('agreements.next.condition');
    case 'secretariat':
      return t(`agreements.next.secretariat-${next.to}`);
    case 'parties': {
      if (facts.own !== null && next.parties.includes(facts.own)) return t('agreements.next.own');
      if (next.parties.length > 0) return partyNames(next.parties, parties, lang).join(', ');
      return t('agreements.next.missing', { count: next.missing, total: facts.total });
    }
  }
}

/** Names of parties for a value cell; null when there are none, which pages say as "No informado". */
export function namesOrNull(codes: readonly string[], parties: ReadonlyMap<string, Party>, lang: Lang): string | null {
  return codes.length === 0 ? null : partyNames(codes, parties, lang).join(', ');
}
