import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCsv } from './csv.ts';
import { contentDisposition, exportFile, fileName } from './export-file.ts';
import { renderJson } from './json.ts';
import { guardFormula, type Sheet, type SheetAbout } from './sheet.ts';
import { renderXlsx } from './xlsx.ts';

const SHEET: Sheet = {
  name: 'Acuerdos: 2016/2017',
  columns: [
    { key: 'id', header: 'Código', type: 'link', width: 14 },
    { key: 'text', header: 'Acuerdo', type: 'text', width: 60 },
    { key: 'due', header: 'Vence', type: 'date' },
    { key: 'answers', header: 'Respuestas', type: 'integer' },
    { key: 'share', header: 'Proporción', type: 'number' },
  ],
  rows: [
    {
      id: { label: 'A-2016-001', href: 'https://example.org/es/acuerdos/A-2016-001' },
      text: '=HYPERLINK("http://example.org")',
      due: '2017-01-15',
      answers: -7,
      share: 0.000_000_25,
    },
    { id: 'A-2016-002', text: 'Línea «uno»;\n"dos", ñandú', due: null, answers: null, share: 1234.5 },
    { id: 'A-2016-003', text: '@ejemplo', due: 'por fijar', answers: 0, share: undefined },
  ],
};

const ABOUT: SheetAbout = {
  lang: 'es',
  title: 'Registro de ejemplo',
  source: 'https://example.org/es/acuerdos',
  exportedAt: new Date('2017-01-20T12:00:00Z'),
  notice: 'Datos de ejemplo',
};

async function reopened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return workbook;
}

test('a CSV opens in Excel with accents, ISO dates, plain numbers and no formulas', () => {
  const bytes = renderCsv(SHEET);
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(Buffer.from(bytes), { bom: true });
  expect(rows).toEqual([
    ['Código', 'Acuerdo', 'Vence', 'Respuestas', 'Proporción'],
    [
      'https://example.org/es/acuerdos/A-2016-001',
      `'=HYPERLINK("http://example.org")`,
      '2017-01-15',
      '-7',
      '0.00000025',
    ],
    ['A-2016-002', 'Línea «uno»;\n"dos", ñandú', '', '', '1234.5'],
    ['A-2016-003', "'@ejemplo", 'por fijar', '0', ''],
  ]);
});

test('no text of a CSV begins like a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '=', '+', '-', '@', '\t', '\r'), (tail, head) => {
      const sheet: Sheet = {
        name: 'x',
        columns: [{ key: 'a', header: head, type: 'text' }],
        rows: [{ a: head + tail }],
      };
      const rows = parse(Buffer.from(renderCsv(sheet)), {
        bom: true,
        relax_column_count: true,
        skip_empty_lines: false,
      });
      for (const value of rows.flat()) expect(value).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  expect(guardFormula('plain')).toBe('plain');
});

test('a workbook read by another program: dates are dates, numbers numbers, formulas text, links links', async () => {
  const workbook = await reopened(await renderXlsx([SHEET], ABOUT));
  const sheet = workbook.worksheets[0]!;
  expect(sheet.name).toBe('Acuerdos  2016 2017');
  expect(sheet.getRow(1).values).toEqual([undefined, 'Código', 'Acuerdo', 'Vence', 'Respuestas', 'Proporción']);
  expect(sheet.getCell('A2').value).toMatchObject({
    text: 'A-2016-001',
    hyperlink: 'https://example.org/es/acuerdos/A-2016-001',
  });
  expect(sheet.getCell('B2').type).toBe(ExcelJS.ValueType.String);
  expect(sheet.getCell('B2').value).toBe('=HYPERLINK("http://example.org")');
  expect(sheet.getCell('B2').numFmt).toBe('@');
  expect(sheet.getCell('C2').value).toEqual(new Date('2017-01-15T00:00:00Z'));
  expect(sheet.getCell('C2').numFmt).toBe('yyyy-mm-dd');
  expect(sheet.getCell('C4').value).toBe('por fijar');
  expect(sheet.getCell('D2').value).toBe(-7);
  expect(sheet.getCell('D3').value).toBeNull();
  expect(sheet.getCell('D4').value).toBe(0);
  expect(sheet.getCell('E2').value).toBe(0.000_000_25);
});

test('the header row of a workbook is frozen, bold and filtered, and the widths are kept', async () => {
  const sheet = (await reopened(await renderXlsx([SHEET], ABOUT))).worksheets[0]!;
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.autoFilter).toBe('A1:E4');
  expect(sheet.getCell('A1').font.bold).toBe(true);
  expect(sheet.getCell('B2').font?.bold ?? false).toBe(false);
  expect(sheet.getColumn(2).width).toBe(60);
});

test('the last sheet says what the workbook is, where it comes from and that the data are examples', async () => {
  const workbook = await reopened(await renderXlsx([SHEET], ABOUT));
  const about = workbook.worksheets[1]!;
  expect(about.name).toBe('Acerca de');
  const lines = about.getSheetValues().map((row) => (row as unknown[] | undefined)?.slice(1));
  expect(lines).toContainEqual(['Fuente', 'https://example.org/es/acuerdos']);
  expect(lines).toContainEqual(['Fecha de exportación', '2017-01-20T12:00:00Z']);
  expect(lines).toContainEqual(['Aviso', 'Datos de ejemplo']);
  expect(lines).toContainEqual(['Filas', 'Acuerdos: 2016/2017: 3']);
  expect(workbook.title).toBe('Registro de ejemplo');
  expect(workbook.created).toEqual(ABOUT.exportedAt);
});

test('sheets with the same or an impossible name are still told apart', async () => {
  const named = (name: string): Sheet => ({ ...SHEET, name });
  const sheets = ['a'.repeat(40), 'a'.repeat(35), "'[]'", ''].map(named);
  const names = (await reopened(await renderXlsx(sheets, ABOUT))).worksheets.map((sheet) => sheet.name);
  expect(names).toEqual(['a'.repeat(31), `${'a'.repeat(29)} 2`, '1', '1 2', 'Acerca de']);
});

test('the same rows give the same workbook, whatever the hour', async () => {
  const first = await renderXlsx([SHEET], ABOUT);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(Buffer.compare(first, await renderXlsx([SHEET], ABOUT))).toBe(0);
});

test('an empty sheet is still a sheet with its header', async () => {
  const sheet = (await reopened(await renderXlsx([{ ...SHEET, rows: [] }], ABOUT))).worksheets[0]!;
  expect(sheet.rowCount).toBe(1);
});

test('JSON does not depend on the order in which the keys were written', () => {
  expect(new TextDecoder().decode(renderJson({ b: [{ d: 1, c: 2 }], a: 'ñ' }))).toBe(
    new TextDecoder().decode(renderJson({ a: 'ñ', b: [{ c: 2, d: 1 }] })),
  );
});

test('a file’s name can be saved anywhere and keeps its letters', () => {
  expect(fileName('CRM/RFE/2016/INF-01 · versión ES', 'pdf')).toBe('CRM-RFE-2016-INF-01-versión-ES.pdf');
  expect(fileName('../../etc/passwd', 'csv')).toBe('etc-passwd.csv');
  expect(fileName('···', 'csv')).toBe('enlace.csv');
});

test('the name travels in ASCII for old readers and whole for the others', () => {
  expect(contentDisposition('Reunión «1».pdf')).toBe(
    `attachment; filename="Reunion _1_.pdf"; filename*=UTF-8''Reuni%C3%B3n%20%C2%AB1%C2%BB.pdf`,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(contentDisposition(name)).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.%!~-]*$/);
    }),
  );
});

test('each format says its media type and ends in its extension', async () => {
  const file = await exportFile({ format: 'csv', name: 'Acuerdos', sheet: SHEET });
  expect(file).toMatchObject({ name: 'Acuerdos.csv', mime: 'text/csv; charset=utf-8' });
  const json = await exportFile({ format: 'json', name: 'Acuerdos', value: [] });
  expect(new TextDecoder().decode(json.bytes)).toBe('[]\n');
});
