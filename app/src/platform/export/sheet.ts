/** One value of a table. A date is a day, `YYYY-MM-DD`; absent values are written as empty cells, never as 0. */
export type CellValue = string | number | { readonly label: string; readonly href: string } | null | undefined;

export interface SheetColumn {
  readonly key: string;
  readonly header: string;
  readonly type: 'text' | 'integer' | 'number' | 'date' | 'link';
  /** Width in characters. */
  readonly width?: number;
}

/** A table to be exported: what CSV, XLSX and JSON have in common. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly Readonly<Record<string, CellValue>>[];
}

/** What the second sheet of a workbook tells about the first ones. */
export interface SheetAbout {
  readonly lang: 'es' | 'en';
  readonly title: string;
  /** The address or the name of the place that the rows come from. */
  readonly source: string;
  readonly exportedAt: Date;
  /** `Datos de ejemplo`, or what the reader must know before citing. */
  readonly notice?: string;
}

const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * Text that a spreadsheet would take for a formula, made harmless by a leading apostrophe (OWASP, CSV Injection).
 * Applies to text only: a negative number stays a number.
 */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

export function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.label : String(value);
}
