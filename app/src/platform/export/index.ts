export { renderCsv } from './csv.ts';
export { renderDocx } from './docx.ts';
export {
  contentDisposition,
  type ExportedFile,
  type ExportFormat,
  type ExportRequest,
  exportFile,
  fileName,
} from './export-file.ts';
export { renderJson } from './json.ts';
export { renderPdf } from './pdf.ts';
export type {
  Inline,
  PrintBlock,
  PrintColumn,
  PrintDocument,
  PrintItem,
  PrintList,
  PrintNote,
  PrintParagraph,
  PrintParticipants,
  PrintTable,
  Run,
  TitleLine,
} from './print-document.ts';
export type { CellValue, Sheet, SheetAbout, SheetColumn } from './sheet.ts';
export { renderXlsx } from './xlsx.ts';
