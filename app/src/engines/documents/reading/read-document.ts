import { decodeText, languageOf } from '@enlace/minutes';
import type { Lang } from '../../../kernel/index.ts';
import { runParser } from '../../../platform/files/index.ts';
import type { DocumentType } from './parse-document.ts';

/** What search keeps of a text: a book of a hundred pages; what comes after is found by nothing. */
const MOST_CHARACTERS = 300_000;

/** What was read of a file: its text, or why there is none. */
export type ReadText =
  | { readonly text: string; readonly lang: Lang; readonly unread: null }
  | { readonly text: null; readonly lang: null; readonly unread: string };

/** The entry of the parsers' thread: beside the sources, or beside the bundle that this became part of. */
const PARSER_WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../parser-worker.ts', import.meta.url)
  : new URL('./parser-worker.js', import.meta.url);

const READABLE: readonly string[] = ['docx', 'doc', 'pdf'] satisfies readonly DocumentType[];

/**
 * Reads the text of an admitted file for search. A file without one (a scanned sheet, a table) is kept all the same
 * and found by its title; the reason is a message key. Plain text has nothing to unpack and is read here; everything
 * else in the parsers' thread, with its limits of time and memory.
 */
export async function readDocument(file: { readonly type: string; readonly bytes: Uint8Array }): Promise<ReadText> {
  if (file.type === 'txt') {
    const decoded = decodeText(file.bytes);
    return decoded.ok ? readAs(decoded.value.text) : NOT_READ;
  }
  if (!READABLE.includes(file.type)) return { text: null, lang: null, unread: 'documents.unread.kind' };
  const parsed = await runParser<string>({
    entry: PARSER_WORKER,
    parser: 'document',
    bytes: file.bytes,
    options: file.type,
  });
  return parsed.ok ? readAs(parsed.value) : { text: null, lang: null, unread: parsed.refusal.code };
}

const NOT_READ: ReadText = { text: null, lang: null, unread: 'files.unreadable' };

function readAs(raw: string): ReadText {
  const text = clean(raw).slice(0, MOST_CHARACTERS);
  if (!/\p{L}/u.test(text)) return { text: null, lang: null, unread: 'documents.unread.no-text' };
  return { text, lang: languageOf(text), unread: null };
}

/** Without what a database does not take, and without the private signs that mark hits. */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cs}|\p{Co}/gu, '')
    .replaceAll('\u0000', '')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const TYPES: Readonly<Record<string, DocumentType>> = {
  'text/plain; charset=utf-8': 'txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/msword': 'doc',
  'application/pdf': 'pdf',
};

/** Reads the text of a file that is kept, by the media type that was found when it came in. */
export async function readKept(file: { readonly mime: string; readonly bytes: Uint8Array }): Promise<ReadText> {
  return await readDocument({ type: TYPES[file.mime] ?? 'other', bytes: file.bytes });
}
