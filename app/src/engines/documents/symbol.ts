/** The kinds of documents that symbols tell apart, as the archive of the Conference writes them. */
export const SERIES = ['INF', 'DOC', 'DEC', 'PLA', 'NOT'] as const;
export type Series = (typeof SERIES)[number];

/** A document symbol taken apart: `CRM/RFE/2016/INF-01`. */
export interface DocumentSymbol {
  /** The part before the year: `CRM/RFE`. */
  readonly root: string;
  readonly year: string;
  readonly series: string;
  readonly number: number;
}

const SYMBOL = /^((?:[A-Z0-9]+\/){1,3})(\d{4})\/([A-Z]{2,6})-(\d{1,4})$/;

/** Reads a symbol as people type it: small letters, spaces and hyphens for strokes are forgiven. */
export function parseSymbol(typed: string): DocumentSymbol | undefined {
  const clean = typed.trim().toUpperCase().replaceAll(/\s+/g, '').replaceAll('\\', '/');
  const match = SYMBOL.exec(clean) ?? SYMBOL.exec(withStrokes(clean));
  if (!match) return undefined;
  const [, root = '', year = '', series = '', number = ''] = match;
  return { root: root.slice(0, -1), year, series, number: Number(number) };
}

/** `CRM-RFE-2016-INF-01`, as addresses and file names have it: the last hyphen is the symbol's own. */
function withStrokes(text: string): string {
  const parts = text.split(/[-_/]/);
  if (parts.length < 4) return text;
  return `${parts.slice(0, -1).join('/')}-${parts.at(-1)}`;
}

export function printSymbol({ root, year, series, number }: DocumentSymbol): string {
  return `${root}/${year}/${series}-${String(number).padStart(2, '0')}`;
}

/** A symbol anywhere in a file's name or in the head of a text. */
export function findSymbol(text: string): DocumentSymbol | undefined {
  const match =
    /(?<![A-Z0-9])CRM(?:[-_/ ][A-Z0-9]+){0,2}[-_/ ](?:19|20)\d{2}[-_/ ][A-Z]{2,6}[-_ ]\d{1,4}(?![A-Z0-9])/i.exec(text);
  return match ? parseSymbol(match[0].replaceAll(/[_ ]/g, '-')) : undefined;
}

/** The part before the year for the documents of a body. */
export function symbolRoot(body: string): string {
  return body === 'CRM' ? 'CRM' : `CRM/${body}`;
}

/** The next free symbol of a series: one more than the highest taken, since a number is never given twice. */
export function nextSymbol(of: Omit<DocumentSymbol, 'number'>, taken: readonly string[]): string {
  const numbers = taken.flatMap((one) => {
    const symbol = parseSymbol(one);
    const isAlike = symbol?.root === of.root && symbol.year === of.year && symbol.series === of.series;
    return symbol && isAlike ? [symbol.number] : [];
  });
  return printSymbol({ ...of, number: Math.max(0, ...numbers) + 1 });
}
