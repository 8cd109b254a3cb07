/** How the bytes of a text were read; `mixed`: some lines in UTF-8 and others in Windows-1252. */
type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Controls that no text carries; tab, line ends, form feed and the old end-of-file mark are left out of the list. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the controls are what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/;

/**
 * The text of a file, or undefined if it is not text. A byte-order mark decides; then valid UTF-8; then UTF-16 by the
 * place of its zero bytes; what is left is Windows-1252, line by line if other lines are UTF-8, so that a report
 * pasted together from two machines keeps its accents. The mark is dropped.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const decoded = decode(bytes);
  return decoded && !BINARY.test(decoded.text) ? decoded : undefined;
}

function decode(bytes: Uint8Array): DecodedText | undefined {
  const encoding = markOf(bytes) ?? wideByZeros(bytes);
  if (encoding) {
    const text = strictly(encoding, bytes);
    return text === undefined ? undefined : { text, encoding };
  }
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  return lineByLine(bytes);
}

function markOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Western text in UTF-16 has a zero in nearly every second byte, always on the same side. */
function wideByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 4096);
  const pairs = Math.floor(sample.length / 2);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (pairs < 2 || bytes.length % 2 === 1) return undefined;
  if (even === 0 && odd > pairs * 0.7) return 'utf-16le';
  if (odd === 0 && even > pairs * 0.7) return 'utf-16be';
  return undefined;
}

function lineByLine(bytes: Uint8Array): DecodedText {
  let text = '';
  let accentsInUtf8 = false;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    const utf8 = strictly('utf-8', line);
    if (utf8 !== undefined && utf8.length < line.length) accentsInUtf8 = true;
    text += utf8 ?? windows1252(line);
    start = end;
  }
  return { text, encoding: accentsInUtf8 ? 'mixed' : 'windows-1252' };
}

function strictly(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What Windows-1252 puts where Latin-1 has controls, 0x80 to 0x9f (encoding.spec.whatwg.org, index-windows-1252). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By our own table: Node 20's `TextDecoder('windows-1252')` reads Latin-1, and loses quotes and dashes (measured). */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign);
}
