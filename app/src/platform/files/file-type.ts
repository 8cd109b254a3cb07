import { decodeText } from './text-encoding.ts';
import { readZipDirectory, type ZipDirectory } from './zip.ts';

/** What a file is, by its bytes; its name and the type that the sender declares say nothing. */
export type FileType =
  | 'txt'
  | 'html'
  | 'xml'
  | 'rtf'
  | 'docx'
  | 'xlsx'
  | 'odt'
  | 'doc'
  | 'xls'
  | 'ole'
  | 'pdf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'zip'
  | 'empty'
  | 'unknown';

export interface Identified {
  readonly type: FileType;
  /** Locked with a password: its content cannot be read. */
  readonly encrypted?: true;
  /** Carries macros: programs that would run on the reader's machine. */
  readonly macros?: true;
  /** For zip packages whose table of contents could be read. */
  readonly directory?: ZipDirectory;
}

/** Media types to store and serve with; what is not listed is never admitted. */
export const MIME: Readonly<Partial<Record<FileType, string>>> = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
};

const SIGNATURES: readonly (readonly [FileType, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['rtf', '{\\rtf'],
  ['zip', 'PK\x05\x06'],
];

const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const ZIP = 'PK\x03\x04';

/** Decides by magic bytes, then by structure. Total: any bytes get an answer, and nothing is unpacked. */
export function identify(bytes: Uint8Array): Identified {
  if (bytes.length === 0) return { type: 'empty' };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.subarray(0, 1024).toString('latin1');
  if (head.startsWith(OLE)) return identifyOle(buffer);
  if (head.startsWith(ZIP)) return identifyZip(buffer);
  if (head.includes('%PDF-'))
    return { type: 'pdf', ...(buffer.includes('/Encrypt') ? { encrypted: true as const } : {}) };
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { type: 'webp' };
  const known = SIGNATURES.find(([, signature]) => head.startsWith(signature));
  return known ? { type: known[0] } : identifyText(buffer);
}

/** The old Office container, [MS-CFB]: the names of its streams, in UTF-16, tell what is inside. */
function identifyOle(buffer: Buffer): Identified {
  const holds = (stream: string): boolean => buffer.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (holds('EncryptedPackage')) return { type: 'ole', encrypted: true };
  const macros = holds('_VBA_PROJECT') ? { macros: true as const } : {};
  if (holds('WordDocument')) return { type: 'doc', ...macros };
  if (holds('Workbook') || holds('Book')) return { type: 'xls', ...macros };
  return { type: 'ole', ...macros };
}

function identifyZip(buffer: Buffer): Identified {
  const directory = readZipDirectory(buffer);
  if (!directory) return { type: 'zip' };
  const names = new Set(directory.entries.map((entry) => entry.name));
  const has = (name: string): boolean => names.has(name);
  const macros = directory.entries.some((entry) => /vbaProject\.bin$/i.test(entry.name))
    ? { macros: true as const }
    : {};
  const encrypted = directory.entries.some((entry) => entry.encrypted) ? { encrypted: true as const } : {};
  const found = { directory, ...macros, ...encrypted };
  if (has('[Content_Types].xml') && has('word/document.xml')) return { type: 'docx', ...found };
  if (has('[Content_Types].xml') && has('xl/workbook.xml')) return { type: 'xlsx', ...found };
  if (has('mimetype') && has('content.xml')) return { type: 'odt', ...found };
  return { type: 'zip', ...found };
}

function identifyText(buffer: Buffer): Identified {
  const decoded = decodeText(buffer);
  if (!decoded) return { type: 'unknown' };
  const start = decoded.text.slice(0, 1024).trimStart().toLowerCase();
  if (start === '' && decoded.text.trim() === '') return { type: 'empty' };
  if (/^(<!doctype html|<html|<head|<body|<script)|<(html|head|body|script)[\s>]/.test(start)) return { type: 'html' };
  if (start.startsWith('<?xml')) return { type: 'xml' };
  return { type: 'txt' };
}
