/** A row of a table as written: its number in the file (the header is line 1) and its cells. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a row was left out. */
export interface UnreadableRow {
  readonly line: number;
  readonly reason: 'cells' | 'quotes' | 'encoding' | 'no-id';
}

/** A table, with the rows that could not be read apart: the others are never lost for them. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly unreadable: readonly UnreadableRow[];
}

/** A quoted cell may hold a few line ends; more of them is a quote that was never closed. */
const MOST_LINES_OF_A_ROW = 6;

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab, whichever the header uses most). A file that is mostly not UTF-8 is
 * read as Windows-1252. A quote that is never closed costs its own line, not the rest of the file.
 */
export function readCsv(bytes: Uint8Array): CsvTable {
  const lines = readText(bytes).split(/\r\n|\n|\r/u);
  if (lines.at(-1) === '') lines.pop();
  const delimiter = delimiterOf(lines[0] ?? '');
  const header = (splitLine(lines[0] ?? '', delimiter) ?? []).map((name) => name.trim());
  const rows: CsvRow[] = [];
  const unreadable: UnreadableRow[] = [];
  for (let k = 1; k < lines.length; k++) {
    const line = k + 1;
    let text = lines[k] ?? '';
    if (text.trim() === '') continue;
    let cells = splitLine(text, delimiter);
    for (let more = 1; cells === null && more < MOST_LINES_OF_A_ROW && k + more < lines.length; more++) {
      text += `\n${lines[k + more] ?? ''}`;
      const joined = splitLine(text, delimiter);
      if (joined !== null && joined.length === header.length) {
        cells = joined;
        k += more;
      }
    }
    if (cells === null) unreadable.push({ line, reason: 'quotes' });
    else if (cells.length !== header.length) unreadable.push({ line, reason: 'cells' });
    else if (/[\ufffd\0]/u.test(text)) unreadable.push({ line, reason: 'encoding' });
    else rows.push({ line, cells });
  }
  return { header, rows, unreadable };
}

/** The cells of one line; null when a quote is open at its end. */
function splitLine(line: string, delimiter: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ') at += 1;
    if (line[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const end = line.indexOf('"', from);
        if (end === -1) return null;
        cell += line.slice(from, end);
        from = end + 1;
        if (line[from] !== '"') break;
        cell += '"';
        from += 1;
      }
      const next = line.indexOf(delimiter, from);
      cells.push((cell + line.slice(from, next === -1 ? undefined : next)).trim());
      at = next;
    } else {
      const next = line.indexOf(delimiter, at);
      cells.push(line.slice(at, next === -1 ? undefined : next).trim());
      at = next;
    }
    if (at === -1) return cells;
    at += 1;
  }
}

function delimiterOf(header: string): string {
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** UTF-8 with U+FFFD for what is not; Windows-1252 when more than half of the lines with special letters are not UTF-8. */
export function readText(bytes: Uint8Array): string {
  const text = utf8Text(bytes);
  const special = text.match(/^.*\P{ASCII}.*$/gmu) ?? [];
  const broken = special.filter((line) => line.includes('\ufffd')).length;
  return broken * 2 > special.length ? windowsText(bytes) : text;
}

function windowsText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : String.fromCharCode(byte);
  return text;
}

/** The language library alone has no decoder of bytes: this one is the same in Node and in a browser. */
function utf8Text(bytes: Uint8Array): string {
  const parts: string[] = [];
  let codes: number[] = [];
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let k = start; k < bytes.length; ) {
    const first = bytes[k] ?? 0;
    const size =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0;
    let code = size === 1 ? first : first & (0x7f >> size);
    let right = size > 0;
    for (let n = 1; n < size && right; n++) {
      const byte = bytes[k + n] ?? 0;
      right = byte >= 0x80 && byte < 0xc0;
      code = (code << 6) | (byte & 0x3f);
    }
    if (!right || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) {
      code = 0xfffd;
      k += 1;
    } else k += size;
    codes.push(code);
    if (codes.length === 8192) {
      parts.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  parts.push(String.fromCodePoint(...codes));
  return parts.join('');
}

/** One cell for output: quoted when needed, and disarmed when a spreadsheet would take it for a formula. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) && !/^-?\d+(?:\.\d+)?$/u.test(text) ? `'${text}` : text;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
