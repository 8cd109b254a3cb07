import { decodeText, readDocx } from '@enlace/minutes';

/** The kinds of files out of which a text can be read. */
export type DocumentType = 'txt' | 'docx' | 'doc' | 'pdf';

/**
 * The text of a document, for search. Runs in the parsers' thread: whatever goes wrong inside it is the caller's
 * "unreadable". Each reader is loaded when a file needs it. Deleted words of a Word document are left out, inserted ones are in, as a reader sees them.
 */
export async function parseDocument(bytes: Uint8Array, type: DocumentType): Promise<string> {
  switch (type) {
    case 'txt':
      return textOf(decodeText(bytes));
    case 'docx':
      return textOf(readDocx(bytes));
    case 'doc': {
      const { default: WordExtractor } = await import('word-extractor');
      const document = await new WordExtractor().extract(Buffer.from(bytes));
      return [document.getBody(), document.getFootnotes(), document.getEndnotes()].filter(Boolean).join('\n');
    }
    case 'pdf': {
      const { extractText } = await import('unpdf');
      // The reader takes the bytes over, so it gets a copy.
      return (await extractText(new Uint8Array(bytes), { mergePages: true })).text;
    }
  }
}

function textOf(read: ReturnType<typeof decodeText> | ReturnType<typeof readDocx>): string {
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.text;
}
