/** A word or a single punctuation mark of a sentence, by position in the clean text. `low` is for look-up only. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly low: string;
  /** Letters or digits, as opposed to punctuation. */
  readonly isWord: boolean;
  /** Inside quotation marks: a title, in which nothing is promised or asked. */
  readonly quoted: boolean;
  /** Inside brackets. */
  readonly aside: boolean;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-'’.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[^\s]/gu;
const OPENING = new Map([
  ['“', '”'],
  ['«', '»'],
  ['"', '"'],
  ['„', '“'],
]);
/** A quotation mark that is never closed must not hide the rest of a paragraph. */
const MAX_TITLE = 600;

/**
 * Words of `text` between `start` and `end`. A dot inside a token joins only what has no space around it
 * ("12.3", "EE.UU"); hyphens and apostrophes join too.
 */
export function wordsOf(text: string, start: number, end: number): readonly Word[] {
  const slice = text.slice(start, end);
  const words: Word[] = [];
  let closing: { mark: string; until: number } | null = null;
  let depth = 0;
  for (const match of slice.matchAll(TOKEN)) {
    const token = match[0];
    const at = match.index;
    if (closing && (token === closing.mark || at > closing.until)) {
      const isClose = token === closing.mark;
      closing = null;
      if (isClose) {
        words.push(word(token, start + at, true, depth > 0));
        continue;
      }
    }
    if (!closing) {
      const mark = OPENING.get(token);
      if (mark) {
        const offset = slice.slice(at + 1, at + 1 + MAX_TITLE).indexOf(mark);
        if (offset !== -1) closing = { mark, until: at + 1 + offset };
      } else if (token === '(') depth++;
      else if (token === ')' && depth > 0) depth--;
    }
    words.push(word(token, start + at, closing !== null, depth > 0));
  }
  return words;
}

function word(token: string, at: number, quoted: boolean, aside: boolean): Word {
  return {
    start: at,
    end: at + token.length,
    text: token,
    low: token.toLowerCase(),
    isWord: /[\p{L}\p{N}]/u.test(token),
    quoted,
    aside,
  };
}
