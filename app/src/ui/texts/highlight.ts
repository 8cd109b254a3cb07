/** A stretch of a text, half-open, in UTF-16 units as `String.prototype.slice` counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Piece<S extends Span> {
  readonly text: string;
  readonly span?: S;
}

/**
 * Cuts a text at its spans. Spans outside the text are trimmed. Where two overlap, the stretch belongs to the one that
 * begins later, because a mark inside a mark cannot be read aloud: a sentence goes on after the clause inside it.
 */
export function cutAtSpans<S extends Span>(text: string, spans: readonly S[]): readonly Piece<S>[] {
  const innermost = spans.toSorted((a, b) => b.start - a.start || a.end - b.end);
  const ends = spans.flatMap(({ start, end }) => [start, end]).filter((at) => at > 0 && at < text.length);
  const cuts = [...new Set([...ends, text.length])].toSorted((a, b) => a - b);
  const pieces: Piece<S>[] = [];
  let from = 0;
  for (const to of cuts) {
    const start = from;
    const span = innermost.find((one) => one.start <= start && to <= one.end);
    const last = pieces.at(-1);
    if (last && last.span === span) pieces[pieces.length - 1] = { ...last, text: last.text + text.slice(from, to) };
    else if (to > from) pieces.push({ text: text.slice(from, to), ...(span && { span }) });
    from = to;
  }
  return pieces;
}
