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
 * Cuts a text at its spans. Spans outside the text are trimmed; of two that overlap the later one begins where the
 * earlier one ends, because a mark inside a mark cannot be read aloud.
 */
export function cutAtSpans<S extends Span>(text: string, spans: readonly S[]): readonly Piece<S>[] {
  const pieces: Piece<S>[] = [];
  let at = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start) });
    pieces.push({ text: text.slice(start, end), span });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
