import { unzipSync } from 'fflate';
import { ok, type Result, refuse } from '../result.ts';
import { labelCounter, readNumbering } from './numbering.ts';
import { xmlEvents } from './xml.ts';

/** Text of a Word document as a reader of the printed page sees it: one paragraph a line, labels included. */
export interface DocxText {
  readonly text: string;
}

/** Limits against files that unpack to gigabytes. A report of a hundred pages stays far below. */
export const DOCX_LIMITS: {
  readonly bytes: number;
  readonly entries: number;
  readonly part: number;
  readonly ratio: number;
} = {
  bytes: 50 * 1024 * 1024,
  entries: 4000,
  /** Unpacked size of one part that is read. */
  part: 40 * 1024 * 1024,
  ratio: 250,
};

const WANTED = new Set(['word/document.xml', 'word/numbering.xml', 'word/styles.xml']);

interface Parts {
  readonly document: string | null;
  readonly numbering: string | null;
  readonly styles: string | null;
}

type Refused = 'zip-bomb' | 'damaged' | 'not-a-docx';

/** Unpacks only the parts that are read, after the directory has said how large they are. */
function partsOf(bytes: Uint8Array): Parts | Refused {
  let entries = 0;
  let bomb = false;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        entries++;
        const tooMany = entries > DOCX_LIMITS.entries;
        const isWanted = WANTED.has(file.name);
        const tooLarge =
          isWanted &&
          (file.originalSize > DOCX_LIMITS.part ||
            (file.originalSize > 1_000_000 && file.originalSize > file.size * DOCX_LIMITS.ratio));
        if (tooMany || tooLarge) bomb = true;
        return isWanted && !bomb;
      },
    });
  } catch {
    return 'damaged';
  }
  if (bomb) return 'zip-bomb';
  const decoder = (part: Uint8Array | undefined): string | null => (part ? utf8(part) : null);
  const document = decoder(files['word/document.xml']);
  if (document === null) return 'not-a-docx';
  return { document, numbering: decoder(files['word/numbering.xml']), styles: decoder(files['word/styles.xml']) };
}

/** The parts of a package are UTF-8 (ISO/IEC 29500-2); bytes that are not are replaced one by one. */
function utf8(bytes: Uint8Array): string {
  const units: string[] = [];
  for (let i = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) code = (code << 6) | ((bytes[i + k] ?? 0) & 0x3f);
    units.push(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code));
    i += length;
  }
  return units.join('');
}

interface ListPlace {
  readonly numId: string;
  readonly level: number;
}

/** Lists that a paragraph style brings with it ("List Bullet"). */
function styleLists(xml: string | null): ReadonlyMap<string, ListPlace> {
  const lists = new Map<string, ListPlace>();
  let style = '';
  let level = 0;
  for (const event of xmlEvents(xml ?? '')) {
    if (event.type !== 'open') continue;
    if (event.name === 'w:style') {
      style = event.attributes['w:styleId'] ?? '';
      level = 0;
    } else if (event.name === 'w:ilvl') level = Number(event.attributes['w:val'] ?? '0');
    else if (event.name === 'w:numId' && style !== '')
      lists.set(style, { numId: event.attributes['w:val'] ?? '', level });
  }
  return lists;
}

/** Parts of the body whose text is not printed in place: deletions, fallbacks of drawings, field codes. */
const SILENT = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText']);

function textOf(parts: Parts): string {
  const next = labelCounter(readNumbering(parts.numbering));
  const lists = styleLists(parts.styles);
  const lines: string[] = [];
  let paragraph = '';
  let place: { numId: string | null; level: number | null; style: string } = { numId: null, level: null, style: '' };
  let silent = 0;
  let inText = false;
  let row: string[] | null = null;
  let cell: string[] | null = null;
  let tables = 0;
  let inProperties = false;
  const flush = (): void => {
    const list = place.numId === null ? lists.get(place.style) : { numId: place.numId, level: place.level ?? 0 };
    const label =
      list && list.numId !== '0' && paragraph.trim() !== '' ? next(list.numId, place.level ?? list.level) : '';
    const line = label === '' ? paragraph : `${label} ${paragraph.trimStart()}`;
    if (cell) cell.push(line.trim());
    else lines.push(line.trimEnd());
    paragraph = '';
    place = { numId: null, level: null, style: '' };
  };
  for (const event of xmlEvents(parts.document ?? '')) {
    if (event.type === 'text') {
      if (inText && silent === 0) paragraph += event.text;
      continue;
    }
    if (event.type === 'close') {
      if (SILENT.has(event.name)) silent = Math.max(0, silent - 1);
      else if (event.name === 'w:t') inText = false;
      else if (event.name === 'w:pPr') inProperties = false;
      else if (event.name === 'w:p') flush();
      else if (event.name === 'w:tc' && tables === 1) {
        row?.push((cell ?? []).filter((line) => line !== '').join(' '));
        cell = null;
      } else if (event.name === 'w:tr' && tables === 1 && row) {
        lines.push(row.join(' | '));
        row = null;
      } else if (event.name === 'w:tbl') {
        tables = Math.max(0, tables - 1);
        if (tables === 0) lines.push('');
      }
      continue;
    }
    const value = event.attributes['w:val'] ?? '';
    if (SILENT.has(event.name)) {
      if (!event.closed) silent++;
      continue;
    }
    switch (event.name) {
      case 'w:t':
        inText = !event.closed;
        break;
      case 'w:tab':
        if (!inProperties && silent === 0) paragraph += ' ';
        break;
      case 'w:br':
      case 'w:cr':
        if (silent === 0) paragraph += cell ? ' ' : '\n';
        break;
      case 'w:noBreakHyphen':
        paragraph += '-';
        break;
      case 'w:pPr':
        inProperties = !event.closed;
        break;
      case 'w:pStyle':
        place.style = value;
        break;
      case 'w:ilvl':
        place.level = Number(value);
        break;
      case 'w:numId':
        place.numId = value;
        break;
      case 'w:p':
        if (event.closed && !cell) lines.push('');
        break;
      case 'w:tbl':
        if (!event.closed) tables++;
        break;
      case 'w:tr':
        if (tables === 1 && !event.closed) row = [];
        break;
      case 'w:tc':
        if (tables === 1 && !event.closed) cell = [];
        break;
      default:
        break;
    }
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/**
 * Text of a .docx with the printed labels ("2.", "b.") recomputed from the list definitions. Insertions under review
 * are read, deletions are not; tables come as one line per row, cells parted by " | ". Zip bombs, password-protected
 * and old .doc files, PDF and other formats are refused by name; nothing outside the three parts is unpacked.
 */
export function readDocx(bytes: Uint8Array): Result<DocxText> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > DOCX_LIMITS.bytes) return refuse('too-large');
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return refuse(isEncrypted(bytes) ? 'encrypted' : 'old-doc');
  if (bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46) return refuse('pdf');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return refuse('not-a-docx');
  const parts = partsOf(bytes);
  if (typeof parts === 'string') return refuse(parts);
  const text = textOf(parts);
  return /[\p{L}\p{N}]/u.test(text) ? ok({ text }) : refuse('empty');
}

/** A password-protected .docx is a compound file that names its stream "EncryptedPackage" in UTF-16 (MS-OFFCRYPTO). */
function isEncrypted(bytes: Uint8Array): boolean {
  const name = 'EncryptedPackage';
  const limit = Math.min(bytes.length - name.length * 2, 4 * 1024 * 1024);
  for (let i = 0; i <= limit; i += 2) {
    let k = 0;
    while (k < name.length && bytes[i + k * 2] === name.charCodeAt(k) && bytes[i + k * 2 + 1] === 0) k++;
    if (k === name.length) return true;
  }
  return false;
}
