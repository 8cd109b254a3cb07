import { ok, type Result, refuse } from './result.ts';

/** How the bytes of a text file were understood. `mixed`: mostly UTF-8 with some Windows-1252 bytes, as left by copying between programs. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

/** Text and the way it was decoded. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** A report of a meeting is thousands of times smaller; above this nothing is read. */
export const MAX_TEXT_BYTES: number = 20 * 1024 * 1024;

/** Windows-1252, 0x80 to 0x9F (WHATWG Encoding, index windows-1252). */
const HIGH_CONTROLS = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
] as const;

function fromWindows1252(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? (HIGH_CONTROLS[byte - 0x80] ?? byte) : byte;
}

/** The length of the well-formed UTF-8 sequence at `at`, or 0 (RFC 3629, no overlong forms, no surrogates). */
function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  for (let k = 1; k < length; k++) {
    const next = bytes[at + k] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  let value = length === 1 ? first : first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) value = (value << 6) | ((bytes[at + k] ?? 0) & 0x3f);
  return value;
}

function decodeUtf16(bytes: Uint8Array, start: number, bigEndian: boolean): string {
  const units: string[] = [];
  for (let i = start; i + 1 < bytes.length; i += 2) {
    const [high, low] = bigEndian ? [bytes[i], bytes[i + 1]] : [bytes[i + 1], bytes[i]];
    units.push(String.fromCharCode(((high ?? 0) << 8) | (low ?? 0)));
  }
  return units.join('');
}

function decodeBytes(bytes: Uint8Array): Decoded {
  const units: string[] = [];
  let foreign = 0;
  let multibyte = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes, i);
    if (length === 0) {
      foreign++;
      units.push(String.fromCharCode(fromWindows1252(bytes[i] ?? 0)));
      i++;
    } else {
      if (length > 1) multibyte++;
      units.push(String.fromCodePoint(codePoint(bytes, i, length)));
      i += length;
    }
  }
  return { text: units.join(''), encoding: foreign === 0 ? 'utf-8' : multibyte === 0 ? 'windows-1252' : 'mixed' };
}

function zeros(bytes: Uint8Array, parity: 0 | 1): number {
  let count = 0;
  for (let i = parity; i < bytes.length; i += 2) if (bytes[i] === 0) count++;
  return count;
}

function startsWith(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, k) => bytes[k] === byte);
}

/** Letters, marks, digits, punctuation and spaces must dominate: anything else is not a report. */
function looksBinary(text: string): boolean {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 13 && unit !== 12 && unit !== 11) || unit === 0xfffd)
      odd++;
  }
  return odd > 0 && odd * 50 > text.length;
}

/**
 * Turns the bytes of a text file into a string. UTF-8, UTF-16 (with or without mark) and Windows-1252 are
 * recognised, and mixtures byte by byte. The BOM of a UTF-8 file stays as one unit, so that spans agree with what
 * other readers of the raw file count. PDF, Word and other binary files are refused by name.
 */
export function decodeText(bytes: Uint8Array): Result<Decoded> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > MAX_TEXT_BYTES) return refuse('too-large');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refuse('pdf');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse('old-doc');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return refuse('binary');
  let decoded: Decoded;
  if (startsWith(bytes, 0xff, 0xfe)) decoded = { text: decodeUtf16(bytes, 0, false), encoding: 'utf-16le' };
  else if (startsWith(bytes, 0xfe, 0xff)) decoded = { text: decodeUtf16(bytes, 0, true), encoding: 'utf-16be' };
  else if (bytes.length >= 8 && zeros(bytes, 1) * 5 > bytes.length * 2 && zeros(bytes, 0) * 20 < bytes.length)
    decoded = { text: decodeUtf16(bytes, 0, false), encoding: 'utf-16le' };
  else if (bytes.length >= 8 && zeros(bytes, 0) * 5 > bytes.length * 2 && zeros(bytes, 1) * 20 < bytes.length)
    decoded = { text: decodeUtf16(bytes, 0, true), encoding: 'utf-16be' };
  else decoded = decodeBytes(bytes);
  if (looksBinary(decoded.text)) return refuse('binary');
  if (!/[\p{L}\p{N}]/u.test(decoded.text)) return refuse('empty');
  return ok(decoded);
}
