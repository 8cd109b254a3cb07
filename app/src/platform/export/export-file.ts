import { renderCsv } from './csv.ts';
import { renderDocx } from './docx.ts';
import { renderJson } from './json.ts';
import { renderPdf } from './pdf.ts';
import type { PrintDocument } from './print-document.ts';
import type { Sheet, SheetAbout } from './sheet.ts';
import { renderXlsx } from './xlsx.ts';

/** What to export and how; `name` is the file's name without extension, in the reader's language. */
export type ExportRequest =
  | { readonly format: 'docx' | 'pdf'; readonly name: string; readonly document: PrintDocument }
  | { readonly format: 'csv'; readonly name: string; readonly sheet: Sheet }
  | {
      readonly format: 'xlsx';
      readonly name: string;
      readonly sheets: readonly Sheet[];
      readonly about: SheetAbout;
    }
  | { readonly format: 'json'; readonly name: string; readonly value: unknown };

export type ExportFormat = ExportRequest['format'];

export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

const MIME: Readonly<Record<ExportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

/** The file that a reader downloads: bytes, media type and a name that every system can save. */
export async function exportFile(request: ExportRequest): Promise<ExportedFile> {
  return {
    name: fileName(request.name, request.format),
    mime: MIME[request.format],
    bytes: await bytesOf(request),
  };
}

async function bytesOf(request: ExportRequest): Promise<Uint8Array> {
  switch (request.format) {
    case 'docx':
      return renderDocx(request.document);
    case 'pdf':
      return renderPdf(request.document);
    case 'csv':
      return renderCsv(request.sheet);
    case 'xlsx':
      return renderXlsx(request.sheets, request.about);
    case 'json':
      return renderJson(request.value);
  }
}

const LONGEST_STEM = 100;

/** `CRM/RFE/2016/INF-01 · ES` becomes `CRM-RFE-2016-INF-01-ES.pdf`: letters and digits of any language, and hyphens. */
export function fileName(stem: string, extension: string): string {
  const clean = stem
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const short = Array.from(clean).slice(0, LONGEST_STEM).join('');
  return `${short || 'enlace'}.${extension}`;
}

/**
 * The header that names a download (RFC 6266): an ASCII name for old readers and the full name (RFC 8187) for the others.
 */
export function contentDisposition(name: string, disposition: 'attachment' | 'inline' = 'attachment'): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
