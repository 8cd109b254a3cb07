/**
 * Text free of the residue of converters, with the way back to the raw file: clean unit `i` stands for the raw
 * units `[from[i], to[i])`.
 */
export interface Clean {
  readonly text: string;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Half-open range in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

const RESIDUE = /\[bookmark:[^\]\n]{0,120}\]/y;
const DROPPED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/u;
const SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u;
const LINE = /[\v\f\u0085\u2028\u2029]/u;
const MARK = /\p{M}/u;

/** COMBINING GRAVE ACCENT: no mark comes before it. */
const FIRST_MARK = 0x300;
/** A base letter followed by a hostile pile of marks is cut here, which keeps the work linear. */
const MAX_MARKS = 16;

/**
 * Drops `[bookmark: …]`, soft hyphens and zero-width marks; every space becomes a plain one, every line end `\n`;
 * decomposed letters are composed. Nothing is lower-cased: lower-casing changes lengths ("İ").
 */
export function clean(raw: string): Clean {
  const pieces: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const emit = (piece: string, start: number, end: number): void => {
    pieces.push(piece);
    for (let k = 0; k < piece.length; k++) {
      from.push(start);
      to.push(end);
    }
  };
  for (let i = 0; i < raw.length; ) {
    const unit = raw[i] ?? '';
    const code = raw.charCodeAt(i);
    // Almost every unit: plain ASCII that no mark follows.
    if (code < 0x7f && code >= 0x0e && unit !== '[' && !(raw.charCodeAt(i + 1) >= FIRST_MARK)) {
      emit(unit, i, i + 1);
      i++;
      continue;
    }
    if (unit === '[') {
      RESIDUE.lastIndex = i;
      if (RESIDUE.test(raw)) {
        i = RESIDUE.lastIndex;
        continue;
      }
    }
    if (unit === '\r') {
      const width = raw[i + 1] === '\n' ? 2 : 1;
      emit('\n', i, i + width);
      i += width;
    } else if (DROPPED.test(unit)) {
      i++;
    } else if (LINE.test(unit)) {
      emit('\n', i, i + 1);
      i++;
    } else if (SPACE.test(unit)) {
      emit(' ', i, i + 1);
      i++;
    } else {
      let end = i + ((raw.codePointAt(i) ?? 0) > 0xffff ? 2 : 1);
      if (unit > '\u0020') {
        for (let marks = 0; marks < MAX_MARKS && end < raw.length && MARK.test(raw[end] ?? ''); marks++) end++;
      }
      if (end - i === 1) {
        emit(unit, i, end);
      } else {
        const cluster = raw.slice(i, end);
        const composed = cluster.normalize('NFC');
        // A cluster that stays as it is keeps one raw unit per clean unit, so that no span is wider than needed.
        if (composed === cluster) for (let k = i; k < end; k++) emit(raw[k] ?? '', k, k + 1);
        else emit(composed, i, end);
      }
      i = end;
    }
  }
  return { text: pieces.join(''), from: Uint32Array.from(from), to: Uint32Array.from(to) };
}

/** The raw range behind a clean range. An empty range stays empty. */
export function rawSpan(cleaned: Clean, start: number, end: number): Span {
  if (end <= start) {
    const at = cleaned.from[start] ?? cleaned.to.at(-1) ?? 0;
    return [at, at];
  }
  return [cleaned.from[start] ?? 0, cleaned.to[end - 1] ?? 0];
}
