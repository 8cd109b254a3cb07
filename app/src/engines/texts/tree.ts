import type { Lang } from '../../kernel/index.ts';

/** What a paragraph is. Points and sub-points are numbered; a note is printed after its word ("NOTA:"). */
export const BLOCK_KINDS = ['title', 'heading', 'point', 'sub_point', 'bullet', 'note', 'paragraph'] as const;

export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A paragraph as it stands in the tree, without its words. */
export interface TreeNode {
  readonly id: string;
  readonly parent: string | null;
  /** Order among its siblings. */
  readonly ordinal: number;
  readonly kind: BlockKind;
  /** The numbering of points begins again at 1 here. */
  readonly restarts: boolean;
}

/** Where a paragraph ended up: what is printed before it and how deep it stands. */
export interface Place {
  /** As printed: "2.", "b.", "•"; empty for what has no number. */
  readonly label: string;
  /** How people quote it: "2.b"; empty for what has no number. */
  readonly number: string;
  /** How many paragraphs it stands under; headings do not count. */
  readonly depth: number;
}

/**
 * The paragraphs in reading order, with their numbers. Numbers are never kept: they follow from the order. Points
 * count on through headings, as the Conference's reports do, unless one says that it begins again.
 */
export function arrange<N extends TreeNode>(nodes: readonly N[]): readonly (N & Place)[] {
  const children = new Map<string | null, N[]>();
  for (const node of nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  for (const siblings of children.values()) {
    siblings.sort((a, b) => a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1));
  }
  const placed: (N & Place)[] = [];
  let points = 0;
  const visit = (parent: string | null, above: Above): void => {
    let subPoints = 0;
    for (const node of children.get(parent) ?? []) {
      if (node.kind === 'point') points = node.restarts ? 1 : points + 1;
      if (node.kind === 'sub_point') subPoints = node.restarts ? 1 : subPoints + 1;
      const place = placeOf(node, above, node.kind === 'point' ? points : subPoints);
      placed.push({ ...node, ...place });
      const isNumbered = node.kind === 'point' || node.kind === 'sub_point';
      visit(node.id, {
        depth: node.kind === 'heading' || node.kind === 'title' ? above.depth : above.depth + 1,
        level: isNumbered ? levelOf(node, above) + 1 : above.level,
        number: isNumbered ? place.number : above.number,
      });
    }
  };
  visit(null, { depth: 0, level: 0, number: '' });
  return placed;
}

interface Above {
  readonly depth: number;
  /** Numbered paragraphs above: chooses between "1.", "a.", "i." and "1)". */
  readonly level: number;
  readonly number: string;
}

function placeOf(node: TreeNode, above: Above, ordinal: number): Place {
  const { depth } = above;
  if (node.kind === 'bullet') return { label: '•', number: '', depth };
  if (node.kind !== 'point' && node.kind !== 'sub_point') return { label: '', number: '', depth };
  const level = levelOf(node, above);
  const sign = signOf(level, ordinal);
  return {
    label: level === 3 ? `${sign})` : `${sign}.`,
    number: above.number === '' ? sign : `${above.number}.${sign}`,
    depth,
  };
}

/** A sub-point without a point above it is still printed with a letter. */
function levelOf(node: TreeNode, above: Above): number {
  return node.kind === 'point' ? 0 : Math.min(Math.max(above.level, 1), 3);
}

function signOf(level: number, ordinal: number): string {
  if (level === 1) return letters(ordinal);
  return level === 2 ? roman(ordinal) : String(ordinal);
}

/** After `z` come `aa`, `bb`, as word processors count (ECMA-376 part 1, 17.18.59, lowerLetter). */
function letters(ordinal: number): string {
  return String.fromCharCode(97 + ((ordinal - 1) % 26)).repeat(Math.floor((ordinal - 1) / 26) + 1);
}

const ROMAN: readonly (readonly [string, number])[] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
];

function roman(ordinal: number): string {
  let rest = ordinal;
  return ROMAN.map(([sign, value]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return sign.repeat(times);
  }).join('');
}

/** The anchor by which a page links to a paragraph for good: its number may change, this does not. */
export function blockAnchor(id: string): string {
  return `b-${id}`;
}

/** The anchor that people read and type: `p-2b`; none for a paragraph without number. */
export function numberAnchor(number: string): string | undefined {
  return number === '' ? undefined : `p-${number.replaceAll('.', '')}`;
}

/** The word before a note, as the Conference writes it. */
export const NOTE_LABEL: Readonly<Record<Lang, string>> = { es: 'NOTA:', en: 'NOTE:' };

const RANK: Readonly<Record<BlockKind, number>> = {
  title: 0,
  heading: 0,
  point: 1,
  sub_point: 2,
  bullet: 3,
  note: 4,
  paragraph: 4,
};

/** Where a new paragraph goes. */
export interface NewPlace {
  readonly parent: string | null;
  readonly ordinal: number;
}

/**
 * The place of a new paragraph that is to follow `after`: below it if it is of a deeper kind (a sub-point after a
 * point), else beside it or beside the one that it stands under. Without `after` it opens the text.
 */
export function placeAfter(nodes: readonly TreeNode[], after: string | null, kind: BlockKind): NewPlace {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let parent = after === null ? undefined : byId.get(after);
  let child: TreeNode | undefined;
  while (parent && !mayHold(parent.kind, kind)) {
    child = parent;
    parent = parent.parent === null ? undefined : byId.get(parent.parent);
  }
  const parentId = parent?.id ?? null;
  const first = Math.min(...nodes.filter((node) => node.parent === parentId).map((node) => node.ordinal), 1);
  return { parent: parentId, ordinal: child ? child.ordinal + 1 : first };
}

function mayHold(parent: BlockKind, child: BlockKind): boolean {
  if (parent === 'note' || parent === 'paragraph' || parent === 'title') return false;
  if (parent === 'sub_point' && child === 'sub_point') return false;
  if (parent === 'heading') return child !== 'heading' && child !== 'title';
  return RANK[parent] < RANK[child];
}

/** A paragraph and everything under it. */
export function withDescendants(nodes: readonly TreeNode[], id: string): readonly string[] {
  const below = nodes.filter((node) => node.parent === id).flatMap((node) => withDescendants(nodes, node.id));
  return [id, ...below];
}

/** The sibling with which a paragraph changes places when it is moved up or down; undefined at the edge. */
export function neighbour(nodes: readonly TreeNode[], id: string, direction: 'up' | 'down'): TreeNode | undefined {
  const node = nodes.find((one) => one.id === id);
  if (!node) return undefined;
  const siblings = nodes.filter((one) => one.parent === node.parent).toSorted((a, b) => a.ordinal - b.ordinal);
  return siblings[siblings.indexOf(node) + (direction === 'up' ? -1 : 1)];
}
