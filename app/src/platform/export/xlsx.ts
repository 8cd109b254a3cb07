import {
  type CellStyle,
  type Cell as HucreCell,
  type CellValue as HucreValue,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import { parseLocalDate } from '../../kernel/index.ts';
import { fixedZip } from './fixed-zip.ts';
import { linkTarget, printable } from './print-document.ts';
import { type CellValue, type Sheet, type SheetAbout, type SheetColumn, textOf } from './sheet.ts';
import { exportWords } from './words.ts';

/** `@` keeps a text a text, also when somebody edits the cell: what begins with `=` stays what was written. */
const FORMATS: Readonly<Record<SheetColumn['type'], string>> = {
  text: '@',
  link: '@',
  integer: '0',
  number: 'General',
  date: 'yyyy-mm-dd',
};

/** Limits of Excel (Microsoft, Excel specifications and limits). */
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;

/**
 * The sheets as one workbook: header row frozen, with filters; dates as dates, text as text cells, which no spreadsheet
 * calculates; and a last sheet that says what this is and where the rows come from. Same input, same bytes.
 */
export async function renderXlsx(sheets: readonly Sheet[], about: SheetAbout): Promise<Uint8Array> {
  const words = exportWords(about.lang);
  const names = sheetNames([...sheets.map((sheet) => sheet.name), words('export.sheet-about')]);
  const worksheets = [...sheets, aboutSheet(sheets, about)].map((sheet, index) => worksheet(sheet, names[index] ?? ''));
  const bytes = await writeXlsx({
    sheets: worksheets,
    properties: {
      title: printable(about.title),
      subject: printable(about.source),
      creator: 'Enlace',
      created: about.exportedAt,
      modified: about.exportedAt,
    },
  });
  return fixedZip(bytes);
}

function worksheet(sheet: Sheet, name: string): WriteSheet {
  const cells = new Map<string, Partial<HucreCell>>();
  for (const [position, column] of sheet.columns.entries()) {
    cells.set(`0,${position}`, { style: HEADER_STYLE });
    for (const [index, row] of sheet.rows.entries()) {
      const target = linkOf(column, row[column.key]);
      if (target !== undefined) cells.set(`${index + 1},${position}`, { hyperlink: { target } });
    }
  }
  return {
    name,
    columns: sheet.columns.map((column) => ({
      width: column.width ?? 20,
      style: { alignment: { vertical: 'top', wrapText: true }, numFmt: FORMATS[column.type] },
    })),
    rows: [
      sheet.columns.map((column) => cut(column.header)),
      ...sheet.rows.map((row) => sheet.columns.map((column) => cellValue(column, row[column.key]))),
    ],
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${columnLetters(sheet.columns.length)}${sheet.rows.length + 1}` },
  };
}

const HEADER_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE4E9EE' } },
  alignment: { vertical: 'top', wrapText: true },
  numFmt: '@',
};

function cellValue(column: SheetColumn, value: CellValue): HucreValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const text = textOf(value);
  if (column.type === 'date') return parseLocalDate(text) === undefined ? cut(text) : new Date(`${text}T00:00:00Z`);
  return cut(text);
}

function cut(text: string): string {
  return printable(text).slice(0, LONGEST_TEXT);
}

function linkOf(column: SheetColumn, value: CellValue): string | undefined {
  if (column.type !== 'link' || value === null || value === undefined) return undefined;
  return linkTarget(typeof value === 'object' ? value.href : String(value));
}

function aboutSheet(sheets: readonly Sheet[], about: SheetAbout): Sheet {
  const words = exportWords(about.lang);
  const lines: readonly (readonly [string, CellValue])[] = [
    [words('export.about-title'), about.title],
    [words('export.about-source'), about.source],
    [words('export.about-date'), `${about.exportedAt.toISOString().slice(0, 19)}Z`],
    [words('export.about-rows'), sheets.map((sheet) => `${sheet.name}: ${sheet.rows.length}`).join('\n')],
    ...(about.notice === undefined ? [] : [[words('export.about-notice'), about.notice] as const]),
  ];
  return {
    name: words('export.sheet-about'),
    columns: [
      { key: 'what', header: words('export.about-what'), type: 'text', width: 24 },
      { key: 'value', header: words('export.about-value'), type: 'text', width: 80 },
    ],
    rows: lines.map(([what, value]) => ({ what, value })),
  };
}

/** Names that Excel accepts: 31 characters, none of `[ ] : * ? / \`, no apostrophe at the ends, no two alike. */
function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const clean =
      printable(name)
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || '1';
    let unique = clean.slice(0, LONGEST_NAME);
    for (let copy = 2; taken.has(unique.toLowerCase()); copy += 1) {
      const suffix = ` ${copy}`;
      unique = clean.slice(0, LONGEST_NAME - suffix.length) + suffix;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function columnLetters(count: number): string {
  const rest = Math.floor((count - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((count - 1) % 26));
}
