import { decodeText, type Lexicon, type Reading, type RefusalCode, readDocx, readReport } from '@enlace/minutes';

/** What the thread that reads reports is told. */
export interface ReadOptions {
  readonly doc: string;
  /** Last day of the meeting, when a person has said it; else the head of the report does. */
  readonly held: string | null;
  readonly lexicon: Lexicon;
  /** Read only so many characters: enough for the head. */
  readonly most: number | null;
}

/** What the thread answers: a plain value, since it is copied between threads. */
export type ReadAnswer =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly code: RefusalCode };

/** Reads the bytes of a report, text or Word. It looks at the bytes, never at the name. */
export function parseReport(bytes: Uint8Array, { doc, held, lexicon, most }: ReadOptions): ReadAnswer {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const read = isZip ? readDocx(bytes) : decodeText(bytes);
  if (!read.ok) return { ok: false, code: read.refusal.code };
  const text = most === null ? read.value.text : read.value.text.slice(0, most);
  if (text.trim() === '') return { ok: false, code: 'empty' };
  return { ok: true, reading: readReport({ text, doc, lexicon, ...(held !== null && { held }) }) };
}
