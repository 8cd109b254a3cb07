import { ok, type Result, refuse } from '../../kernel/index.ts';

/** A stretch of the source: the words, and where they stand when they are one stretch. */
export interface Quotation {
  readonly quote: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** A quotation out of two places has this between them, as printed texts do. */
const GAP = ' […] ';

/**
 * Two quotations as one. When one contains the other, or they touch, the result is one stretch of the source;
 * otherwise it has a gap and keeps the place of the first.
 */
export function joinQuotations(first: Quotation, second: Quotation): Quotation {
  if (first.start === null || first.end === null || second.start === null || second.end === null) {
    return { ...first, quote: `${first.quote}${GAP}${second.quote}` };
  }
  if (second.start < first.start) return joinQuotations(second, first);
  if (second.end <= first.end) return first;
  if (second.start <= first.end) {
    const overlap = first.end - second.start;
    return { quote: first.quote + second.quote.slice(overlap), start: first.start, end: second.end };
  }
  return { quote: `${first.quote}${GAP}${second.quote}`, start: first.start, end: first.end };
}

/**
 * Cuts a quotation where its second part begins. `at` are the words with which it begins, exactly as in the source;
 * without them both parts keep the whole sentence, which the report allows: one sentence may bind two actors.
 */
export function splitQuotation(whole: Quotation, at: string | undefined): Result<readonly [Quotation, Quotation]> {
  if (at === undefined) return ok([whole, whole]);
  const cut = whole.quote.indexOf(at);
  if (cut <= 0) return refuse('invalid', 'obligations.words-not-there');
  // The space before the cut stays with the first part, so that both are exact and can be joined again.
  const head = whole.quote.slice(0, cut);
  const tail = whole.quote.slice(cut);
  if (whole.start === null)
    return ok([
      { ...whole, quote: head },
      { ...whole, quote: tail },
    ]);
  return ok([
    { quote: head, start: whole.start, end: whole.start + head.length },
    { quote: tail, start: whole.start + cut, end: whole.end },
  ]);
}
