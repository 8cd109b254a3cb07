import { foldForSearch } from '../../kernel/index.ts';

/** Around a word that was found: private signs, which no text holds, since they are taken out when it is read. */
export const HIT_START = '\ue000';
export const HIT_END = '\ue001';

/** A stretch of a quotation, and whether it is what was looked for. */
export interface SnippetPiece {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a quotation at its marks. */
export function snippetPieces(snippet: string): readonly SnippetPiece[] {
  return snippet
    .split(new RegExp(`(${HIT_START}[^${HIT_END}]*${HIT_END})`, 'u'))
    .map((piece) =>
      piece.startsWith(HIT_START) ? { text: piece.slice(1, -1), hit: true } : { text: piece, hit: false },
    )
    .filter(({ text }) => text !== '');
}

/** Words of a query that could be misspelt, without accents: not those of a phrase's minus, not short ones. */
export function wordsToCheck(query: string): readonly string[] {
  const asked = query.replaceAll(/(?<![\p{L}\p{N}])-("[^"]*"|\S+)/gu, ' ');
  const words = foldForSearch(asked)
    .split(' ')
    .filter((word) => /^[a-z]{4,40}$/.test(word));
  return [...new Set(words)].slice(0, 6);
}

/** Does somebody look for a symbol (`CRM/RFE/2016`, `inf-01`), which is no word of a language? */
export function isLikeSymbol(query: string): boolean {
  return /^[A-Za-z]+(?:[/\\_ -][A-Za-z0-9]+)*[/\\_ -]\d[\dA-Za-z/\\_ -]*$/.test(query.trim());
}

/** May a query find anything at all: does it hold a letter or a figure? */
export function isSearchable(query: string): boolean {
  return foldForSearch(query) !== '';
}
