import type { Clean } from './clean.ts';
import { rawSpan } from './clean.ts';
import { type Label, labelOf } from './labels.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Block, BlockKind } from './types.ts';

/** A block with what the later stages need and the public tree does not show. Positions are those of the clean text. */
export interface Node extends Block {
  readonly start: number;
  readonly end: number;
  /** Where the words begin, after the labels. */
  readonly body: number;
  readonly labels: readonly Label[];
  /** Cells of a row of a table. */
  readonly cells: readonly { readonly start: number; readonly end: number }[];
  readonly depth: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly blankBefore: boolean;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let blank = true;
  for (let at = 0; at <= text.length; ) {
    const cut = text.indexOf('\n', at);
    const stop = cut === -1 ? text.length : cut;
    let start = at;
    let end = stop;
    while (start < end && /\s/u.test(text[start] ?? '')) start++;
    while (end > start && /\s/u.test(text[end - 1] ?? '')) end--;
    if (start < end) {
      lines.push({ start, end, blankBefore: blank });
      blank = false;
    } else {
      blank = true;
    }
    if (cut === -1) break;
    at = cut + 1;
  }
  return lines;
}

/** The column at which a typewriter-like text was broken, or 0 when paragraphs stand on one line each. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  let longest = 0;
  let runs = 0;
  lines.forEach((line, k) => {
    const length = line.end - line.start;
    if (length > longest) longest = length;
    if (
      k > 0 &&
      !line.blankBefore &&
      /[\p{Ll},]/u.test(text[(lines[k - 1]?.end ?? 1) - 1] ?? '') &&
      /\p{Ll}/u.test(text[line.start] ?? '')
    )
      runs++;
  });
  return longest <= 130 && runs >= 2 ? longest : 0;
}

const PAGE =
  /^(?:página|pagina|page|pág\.?|p\.)\s*\d{1,4}(?:\s*(?:de|of|\/)\s*\d{1,4})?$|^[-–—]?\s*\d{1,4}\s*[-–—]?$|^\d{1,4}\s*(?:\/|de|of)\s*\d{1,4}$/iu;
/** The line under the head of a table. */
const RULE = /^[|+:=\s–—-]{3,}$/u;
const SYMBOL = /^[A-Z0-9]{2,}(?:[/.-][A-Z0-9.]+){2,}(?:\s+[A-Z]+)?$/u;

function cellsOf(text: string, line: Line): Node['cells'] {
  const cells: { start: number; end: number }[] = [];
  let start = line.start;
  for (let i = line.start; i <= line.end; i++) {
    const unit = text[i];
    const isBar = unit === '|' || unit === '\t';
    if (i !== line.end && !isBar) continue;
    let from = start;
    let to = i;
    while (from < to && /\s/u.test(text[from] ?? '')) from++;
    while (to > from && /\s/u.test(text[to - 1] ?? '')) to--;
    cells.push({ start: from, end: to });
    start = i + 1;
  }
  const first = cells[0];
  const last = cells.at(-1);
  // "| a | b |" has empty cells at its edges that are no columns.
  return cells.slice(
    first && first.start === first.end ? 1 : 0,
    last && cells.length > 1 && last.start === last.end ? -1 : undefined,
  );
}

function isHeaderRow(text: string, cells: Node['cells'], lexicon: Lexicon): boolean {
  const { es, en } = lexicon.words;
  const known = new Set(
    [es, en].flatMap((words) => [...words.headers.action, ...words.headers.who, ...words.headers.when]),
  );
  const hits = cells.filter((cell) => known.has(text.slice(cell.start, cell.end).toLowerCase().replace(/[.:]$/u, '')));
  return hits.length >= 2;
}

function isHeading(words: string, labels: readonly Label[]): boolean {
  if (/[.;,:!?]$/u.test(words) || words.length > 240) return false;
  const letters = words.replace(/[^\p{L}]/gu, '');
  if (letters.length < 3) return false;
  if (letters === letters.toUpperCase()) return true;
  if (words.length > 120) return false;
  return (
    labels.every((label) => label.kind !== 'bullet' && label.kind !== 'decision' && label.kind !== 'note') &&
    words.split(/\s+/u).length <= 9
  );
}

const DEPTH: Readonly<Record<Label['kind'], number>> = {
  article: 1,
  roman: 1,
  ordinal: 1,
  decision: 2,
  number: 2,
  letter: 5,
  bullet: 6,
  note: 7,
};

function depthOf(labels: readonly Label[]): number {
  const [label] = labels;
  if (!label) return 0;
  // "(i)" under "2." is deeper than a chapter "II."
  if (label.kind === 'roman' && /[ivxlc]/u.test(label.text)) return 5;
  return DEPTH[label.kind] + (label.kind === 'number' ? label.levels - 1 : 0);
}

function kindOf(labels: readonly Label[], words: string, depth: number, isTitle: boolean): BlockKind {
  if (isTitle) return 'title';
  const first = labels.at(-1);
  if (
    isHeading(words, labels) &&
    !(first && (first.kind === 'bullet' || first.kind === 'note' || first.kind === 'letter'))
  )
    return 'heading';
  if (!first) return 'paragraph';
  if (first.kind === 'note') return 'note';
  if (first.kind === 'bullet') return 'bullet';
  return depth >= 3 ? 'sub-point' : 'point';
}

/**
 * The tree of numbered points, bullets, notes and paragraphs. Lines of a paragraph that were broken at a column are
 * joined again; page numbers and lines that return on every page are marked as noise and never read.
 */
export function treeOf(cleaned: Clean, lexicon: Lexicon): readonly Node[] {
  const { text } = cleaned;
  const lines = linesOf(text);
  const width = wrapWidth(text, lines);
  const seen = new Map<string, number>();
  for (const line of lines) {
    if (line.end - line.start <= 100) {
      const key = text.slice(line.start, line.end).replace(/\d+/g, '#');
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const nodes: Node[] = [];
  const stack: { readonly id: string; readonly depth: number }[] = [];
  let opened = false;
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    if (!line) continue;
    const whole = text.slice(line.start, line.end);
    const repeated =
      line.end - line.start <= 100 &&
      (seen.get(whole.replace(/\d+/g, '#')) ?? 0) >= 3 &&
      !/[.;:]$/u.test(whole) &&
      !/\|/.test(whole);
    const isNoise =
      RULE.test(whole) ||
      PAGE.test(whole) ||
      SYMBOL.test(whole) ||
      (repeated && /\d|[A-Z]{3}/u.test(whole) && labelOf(whole, lexicon) === null);
    const cells = isNoise || !/[|\t]/u.test(whole) ? [] : cellsOf(text, line);
    const labels: Label[] = [];
    let body = line.start;
    if (!isNoise && cells.length < 2) {
      for (let n = 0; n < 3; n++) {
        const label = labelOf(text.slice(body, line.end), lexicon);
        if (!label) break;
        labels.push(label);
        body += label.length;
      }
    }
    let end = line.end;
    if (!isNoise && cells.length < 2) {
      for (let next = lines[k + 1]; next && !next.blankBefore; next = lines[k + 1]) {
        if (!continues(text, end, next, width, lexicon)) break;
        end = next.end;
        k++;
      }
    }
    body = Math.min(body, end);
    const words = text.slice(body, end).replace(/\s+/gu, ' ');
    const depth = depthOf(labels);
    const row = cells.length >= 2 ? (isHeaderRow(text, cells, lexicon) ? 'table-header' : 'table-row') : null;
    const isTitle =
      !opened && !isNoise && row === null && labels.length === 0 && nodes.length < 6 && isHeading(words, []);
    const kind: BlockKind = isNoise ? 'noise' : (row ?? kindOf(labels, words, depth, isTitle));
    if (kind !== 'title' && kind !== 'noise') opened = true;
    const id = `b${nodes.length + 1}`;
    const holder = depth > 0 || kind === 'heading';
    if (holder) while (stack.length > 0 && (stack.at(-1)?.depth ?? 0) >= Math.max(depth, 1)) stack.pop();
    const parent = kind === 'noise' || kind === 'title' ? null : (stack.at(-1)?.id ?? null);
    if (holder && kind !== 'note' && kind !== 'noise') stack.push({ id, depth: Math.max(depth, 1) });
    nodes.push({
      id,
      label: labels.map((label) => label.text).join(' '),
      kind,
      parent,
      text: words,
      span: rawSpan(cleaned, line.start, end),
      start: line.start,
      end,
      body,
      labels,
      cells: cells.length >= 2 ? cells : [],
      depth,
    });
  }
  return nodes;
}

function continues(text: string, end: number, next: Line, width: number, lexicon: Lexicon): boolean {
  const head = text.slice(next.start, next.end);
  if (/[|\t]/u.test(head) || PAGE.test(head)) return false;
  const first = text[next.start] ?? '';
  const last = text[end - 1] ?? '';
  if (/\p{Ll}/u.test(first) && !/[.:;!?]/u.test(last)) return labelOf(head, lexicon) === null;
  if (width === 0) return false;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const isFull = end - lineStart >= width * 0.72;
  return isFull && labelOf(head, lexicon) === null && !(/[:;]/u.test(last) && /\p{Lu}/u.test(first));
}
