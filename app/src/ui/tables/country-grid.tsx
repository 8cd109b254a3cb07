import type { VNode } from 'preact';
import { countriesInOrder, type Lang, type MemberCode } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';
import { type Column, DataTable } from './data-table.tsx';

export interface CountryGridProps {
  readonly lang: Lang;
  readonly id: string;
  readonly caption: string;
  /** What is counted, in the order of the columns. */
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  /** Counts by country and column. Absent is "no informado", not 0. */
  readonly counts: Readonly<Partial<Record<MemberCode, Readonly<Record<string, number>>>>>;
  /** Where a count leads: the list it counts. */
  readonly hrefOf: (country: MemberCode, key: string) => string;
}

/**
 * The secretariat's eleven countries by what is open. Alphabetical in the working language, counts as text: no colour,
 * no total to rank by.
 */
export function CountryGrid({ lang, id, caption, columns, counts, hrefOf }: CountryGridProps): VNode {
  const t = uiWords(lang);
  const cell = (code: MemberCode, name: string, { key, label }: { key: string; label: string }): VNode => {
    const count = counts[code]?.[key];
    if (count === undefined) return <span class="missing">{t('ui.not-told')}</span>;
    if (count === 0) return <>0</>;
    return (
      <a href={hrefOf(code, key)}>
        {count}
        <span class="vh">
          {' '}
          {label}, {name}
        </span>
      </a>
    );
  };
  const table: readonly Column<ReturnType<typeof countriesInOrder>[number]>[] = [
    { head: t('ui.country'), rowHead: true, cell: ({ name }) => name[lang] },
    ...columns.map((column) => ({
      head: column.label,
      numeric: true,
      cell: ({ code, name }: { code: MemberCode; name: Readonly<Record<Lang, string>> }) =>
        cell(code, name[lang], column),
    })),
  ];
  return <DataTable id={id} caption={caption} columns={table} rows={countriesInOrder(lang)} />;
}
