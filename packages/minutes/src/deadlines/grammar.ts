import type { Words } from '../lexicon/lexicon.ts';
import type { PeriodPattern } from './period.ts';
import type { Anchor } from './rules.ts';

/** Words that stand before (or after) a period and say how it binds. */
export interface Lead {
  readonly re: RegExp;
  /** `start`: ends before the period begins. `end`: ends with the last day of the period. `at`: is the period itself. */
  readonly bind: 'start' | 'end' | 'at';
}

/** The grammar of one language. All expressions are sticky and bounded, so that searching stays linear. */
export interface Grammar {
  readonly periods: readonly PeriodPattern[];
  readonly leads: readonly Lead[];
  /** After a period: "at the latest". */
  readonly latest: RegExp;
  /** "at the end of" a period: its last day. */
  readonly edge: RegExp;
  readonly duration: RegExp;
  /** A duration standing alone in the cell of a table. */
  readonly bareDuration: RegExp;
  readonly count: (text: string) => number | null;
  readonly unit: (text: string) => 'D' | 'W' | 'M' | 'Y' | 'H' | null;
  readonly business: RegExp;
  /** From when a duration runs. `each`: after every such event, so that it is a standing rule and no deadline. */
  readonly anchor: (
    tail: string,
  ) => { readonly anchor: Anchor | 'each'; readonly event?: string; readonly length: number } | null;
  readonly event: RegExp;
  readonly readEvent: (
    match: RegExpExecArray,
  ) => { readonly which: 'next' | 'current' | 'named'; readonly relation: 'at' | 'before' | 'after' } | null;
  /** The forum right after the event, with capitals: case matters here. */
  readonly forum: RegExp;
  readonly conditions: readonly RegExp[];
  readonly vague: RegExp;
  /** Up to the end of a year: the year belongs to what is made ("the budget for 2024"), not to when. */
  readonly objectYear: RegExp;
  /** Right before a date: the date belongs to something past. */
  readonly past: RegExp;
}

/** Escapes a word of the lexicon for use in an expression. */
export function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** Alternatives, longest first. */
export function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');
}

/** Number in figures or words; null when it is neither. */
export function countOf(words: Words, text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  return words.numbers[plain] ?? null;
}

/** Month number of a word, 0 when it is none. */
export function monthOf(words: Words, text: string | undefined): number {
  const plain = (text ?? '').toLowerCase();
  return words.months.findIndex((names) => names.includes(plain)) + 1;
}
