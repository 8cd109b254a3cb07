import type { Lang } from '../../kernel/index.ts';

/** A stretch of text in one style. Line feeds inside it become line breaks. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** A word added or taken out between two versions. Never told by colour alone: underlined or struck through. */
  readonly change?: 'inserted' | 'deleted';
  /** Only `http:`, `https:` and `mailto:` become links; any other address is printed as plain text. */
  readonly href?: string;
  /** A footnote called after this run: at the foot of the page in DOCX, numbered at the end in PDF. */
  readonly footnote?: string;
}

/** Text of a block: one plain string, or runs in several styles. */
export type Inline = string | readonly Run[];

/** A line of the title block: the body that meets, the title itself, or a detail such as place and date. */
export interface TitleLine {
  readonly text: string;
  readonly level: 'body' | 'title' | 'detail';
}

export interface PrintParagraph {
  readonly kind: 'paragraph';
  readonly content: Inline;
  readonly align?: 'justified' | 'left' | 'center' | 'right';
}

/** A remark set apart from the points, `NOTA: …`. The label is printed as given. */
export interface PrintNote {
  readonly kind: 'note';
  readonly label: string;
  readonly content: Inline;
}

export interface PrintItem {
  readonly content: Inline;
  readonly more?: readonly (PrintParagraph | PrintNote | PrintList)[];
}

/**
 * Points of a report. Their labels are never text: Word counts them, the PDF computes them by the same rule
 * (`itemLabel`), by depth: `1.`, `a.`, `i.`, then `1)`.
 */
export interface PrintList {
  readonly kind: 'list';
  readonly marker: 'number' | 'bullet';
  /** The first number, for points that go on after a heading; 1 if absent. */
  readonly start?: number;
  readonly items: readonly PrintItem[];
}

export interface PrintColumn {
  readonly header: string;
  /** Share of the width; shares are relative to their sum. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A table whose header row is repeated on each page; a row is not split between pages. */
export interface PrintTable {
  readonly kind: 'table';
  readonly caption?: string;
  readonly columns: readonly PrintColumn[];
  readonly rows: readonly (readonly Inline[])[];
}

/** Who took part, by delegation, in the order given: the caller sorts in the document's language. */
export interface PrintParticipants {
  readonly kind: 'participants';
  readonly groups: readonly {
    readonly name: string;
    readonly people: readonly { readonly name: string; readonly post?: string }[];
  }[];
}

export type PrintBlock =
  | { readonly kind: 'title'; readonly lines: readonly TitleLine[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | PrintParagraph
  | PrintNote
  | PrintList
  | PrintTable
  | PrintParticipants
  | { readonly kind: 'spacer' }
  | { readonly kind: 'pageBreak'; readonly orientation?: Orientation };

export type Orientation = 'portrait' | 'landscape';

/**
 * A document to be printed, before anybody decided whether it becomes DOCX or PDF. It knows no mechanism of the
 * Conference: reports, registers, letters and comparisons are all made of these blocks.
 */
export interface PrintDocument {
  readonly lang: Lang;
  readonly title: string;
  readonly subject?: string;
  readonly author?: string;
  /** The moment written into the file's properties. Passed in, so that the same document always gives the same bytes. */
  readonly issuedAt: Date;
  /** `CRM/RFE/2016/INF-01`: at the right of each page's head. */
  readonly symbol?: string;
  readonly header?: string;
  readonly footer?: string;
  /** Printed on each page when the data are examples. */
  readonly exampleNotice?: string;
  readonly orientation?: Orientation;
  readonly blocks: readonly PrintBlock[];
}

/** Runs of a text, without the characters that neither XML nor a page can carry (NUL, controls, half characters). */
export function runsOf(content: Inline): readonly Run[] {
  const runs = typeof content === 'string' ? [{ text: content }] : content;
  return runs.map((run) => ({ ...run, text: printable(run.text) }));
}

const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text without characters that XML 1.0 forbids (§2.2), with line ends as line feeds. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '');
}

/** The address if it may be printed as a link, else undefined: `javascript:` and files have no place in a document. */
export function linkTarget(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

/** Formats of the numbers by depth, the same in Word and in the PDF. */
export const NUMBER_FORMATS = ['decimal', 'lowerLetter', 'lowerRoman', 'decimalParenthesis'] as const;

export type NumberFormat = (typeof NUMBER_FORMATS)[number];

export const DEEPEST_LEVEL = 8;

export function numberFormat(depth: number): NumberFormat {
  return NUMBER_FORMATS[Math.min(depth, NUMBER_FORMATS.length - 1)] ?? 'decimal';
}

/** The label printed before an item: `ordinal` counts from 1, or from the list's `start`. */
export function itemLabel(marker: PrintList['marker'], depth: number, ordinal: number): string {
  if (marker === 'bullet') return '•';
  switch (numberFormat(depth)) {
    case 'decimal':
      return `${ordinal}.`;
    case 'lowerLetter':
      return `${letters(ordinal)}.`;
    case 'lowerRoman':
      return `${roman(ordinal)}.`;
    case 'decimalParenthesis':
      return `${ordinal})`;
  }
}

/** As Word counts: after `z` come `aa`, `bb`, `cc`, not `ab` (ECMA-376 part 1, 17.18.59, lowerLetter). */
function letters(ordinal: number): string {
  const letter = String.fromCharCode(97 + ((ordinal - 1) % 26));
  return letter.repeat(Math.floor((ordinal - 1) / 26) + 1);
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(ordinal: number): string {
  let rest = ordinal;
  let text = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
