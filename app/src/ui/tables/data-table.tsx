import type { ComponentChildren, VNode } from 'preact';
import { classNames } from '../class-names.ts';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Aligned to the right, in figures of equal width. */
  readonly numeric?: boolean | undefined;
  /** The cell that names its row; it stays in sight when the table scrolls sideways. */
  readonly rowHead?: boolean | undefined;
  /** Never broken into lines: dates, codes. */
  readonly nowrap?: boolean | undefined;
}

export interface DataTableProps<Row> {
  readonly id: string;
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** 13 px text in rows of 26 px, for matrices. */
  readonly dense?: boolean | undefined;
  /** What is said instead of a table without rows. */
  readonly empty?: ComponentChildren;
}

/** A table in a labelled region that scrolls by itself, with a head that stays. The page never scrolls sideways. */
export function DataTable<Row>({
  id,
  caption,
  captionHidden,
  columns,
  rows,
  dense,
  empty,
}: DataTableProps<Row>): VNode {
  if (rows.length === 0 && empty !== undefined) return <div class="empty">{empty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard (WCAG 2.1.1)
    <section class="scroll" aria-labelledby={`${id}-caption`} tabIndex={0}>
      <table id={id} class={classNames('table', dense && 'table-dense')}>
        <caption id={`${id}-caption`} class={captionHidden ? 'vh' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={cellClass(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) =>
                column.rowHead ? (
                  <th scope="row" class={cellClass(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td class={cellClass(column)}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  return classNames(column.numeric && 'num', column.nowrap && 'nowrap', column.rowHead && 'row-head');
}
