import { compareText, type Lang } from '../../kernel/index.ts';

/** The three ways of laying out the register. */
export const VIEWS = ['due', 'country', 'meeting'] as const;

export type BoardView = (typeof VIEWS)[number];

/** `ongoing` is what people ask for every day and therefore what an address without `state` shows. */
export const STATE_FILTERS = [
  'ongoing',
  'owing',
  'closed',
  'all',
  'open',
  'in_progress',
  'delivered',
  'accepted',
  'superseded',
  'dropped',
] as const;

export type StateFilter = (typeof STATE_FILTERS)[number];

/** Rows on one page: a register of 5,000 must stay quick to read for people and machines. */
export const PAGE_SIZE = 100;

/** What the address of the board says. */
export interface BoardQuery {
  readonly view?: BoardView | undefined;
  readonly q?: string | undefined;
  readonly country?: string | undefined;
  readonly meeting?: string | undefined;
  readonly state?: StateFilter | undefined;
  readonly timing?: string | undefined;
  readonly page?: number | undefined;
}

/** The query of an address with some of it changed; what is at its usual value is left out. */
export function boardParams(
  query: BoardQuery,
  change: Partial<BoardQuery> = {},
): Readonly<Record<string, string | number | undefined>> {
  const next = { ...query, ...('page' in change ? {} : { page: undefined }), ...change };
  return {
    view: next.view === 'due' ? undefined : next.view,
    q: next.q,
    country: next.country,
    meeting: next.meeting,
    state: next.state === 'ongoing' ? undefined : next.state,
    timing: next.timing,
    page: next.page === 1 ? undefined : next.page,
  };
}

/** Is anything narrowed, so that "Quitar filtros" means something? */
export function isNarrowed(query: BoardQuery): boolean {
  return Object.entries(boardParams(query)).some(
    ([name, value]) => name !== 'view' && name !== 'page' && value !== undefined,
  );
}

/** Rows in the order given, cut where their group changes. */
export function inGroups<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly { readonly key: string; readonly rows: readonly Row[] }[] {
  const groups: { key: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(row);
    else groups.push({ key, rows: [row] });
  }
  return groups;
}

/** Options in the alphabetical order of the language. */
export function alphabetical<T extends { readonly label: string }>(options: readonly T[], lang: Lang): readonly T[] {
  return options.toSorted((a, b) => compareText(a.label, b.label, lang));
}
