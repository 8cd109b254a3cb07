/** Where a quotation stands in a paragraph, half-open. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

const GAP = ' […] ';
const BOOKMARK = /\[bookmark:[^\]]*\]/g;
const UNSEEN = /[\s\u00ad\u200b-\u200d\ufeff]/u;

/**
 * Where a quotation of the raw source stands in the cleaned paragraph that people read. The raw file has bookmarks,
 * odd spaces and decomposed accents that the paragraph no longer has, so only the signs that people see are
 * compared. A quotation with a gap gives a place for each of its pieces; a piece that is not there gives none.
 */
export function locate(quote: string, paragraph: string): readonly Place[] {
  const text = visible(paragraph);
  return quote.split(GAP).flatMap((piece) => {
    const wanted = visible(piece.replace(BOOKMARK, ''));
    const at = wanted.signs === '' ? -1 : text.signs.indexOf(wanted.signs);
    if (at === -1) return [];
    const start = text.from[at];
    const end = text.to[at + wanted.signs.length - 1];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
}

interface Visible {
  readonly signs: string;
  /** For each unit of `signs`, where its sign begins and ends in the text. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function visible(text: string): Visible {
  let signs = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const match of text.matchAll(/\P{M}\p{M}*/gsu)) {
    const [sign] = match;
    if (UNSEEN.test(sign)) continue;
    const plain = sign.normalize('NFC');
    signs += plain;
    for (let unit = 0; unit < plain.length; unit++) {
      from.push(match.index);
      to.push(match.index + sign.length);
    }
  }
  return { signs, from, to };
}
