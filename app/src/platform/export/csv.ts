import { stringify } from 'csv-stringify/sync';
import { printable } from './print-document.ts';
import { type CellValue, guardFormula, type Sheet, type SheetColumn, textOf } from './sheet.ts';

/**
 * The sheet as CSV (RFC 4180): UTF-8 with BOM, so that Excel reads the accents; ISO dates, decimal point, CRLF. A link
 * is written as its address.
 */
export function renderCsv(sheet: Sheet): Uint8Array {
  const records = [
    sheet.columns.map((column) => guardFormula(column.header)),
    ...sheet.rows.map((row) => sheet.columns.map((column) => field(column, row[column.key]))),
  ];
  return new TextEncoder().encode(stringify(records, { bom: true, record_delimiter: 'windows' }));
}

function field(column: SheetColumn, value: CellValue): string {
  if (typeof value === 'number' && (column.type === 'integer' || column.type === 'number')) return decimal(value);
  const text = column.type === 'link' && typeof value === 'object' && value !== null ? value.href : textOf(value);
  return guardFormula(printable(text));
}

/** Never an exponent or a group separator, which spreadsheets read in their own ways. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) return '';
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}
