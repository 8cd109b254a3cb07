export { renderDocx } from './docx.ts';
export { contentDisposition, exportFile } from './export-file.ts';
export { renderPdf } from './pdf.ts';
export type {
  PrintBlock,
  PrintDocument,
  PrintItem,
  PrintList,
  PrintNote,
  PrintParagraph,
  TitleLine,
} from './print-document.ts';
export type { Sheet } from './sheet.ts';
export { renderXlsx } from './xlsx.ts';
