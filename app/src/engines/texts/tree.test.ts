import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type BlockKind, numberAnchor, placeAfter, type TreeNode, withDescendants } from './tree.ts';

function node(id: string, kind: BlockKind, parent: string | null, ordinal: number, restarts = false): TreeNode {
  return { id, kind, parent, ordinal, restarts };
}

const printed = (nodes: readonly TreeNode[]): readonly string[] =>
  arrange(nodes).map((block) => `${block.id} ${block.label} ${block.number}`.trim());

describe('numbers of a report', () => {
  it('are "2." for a point, "b." for what stands under it, and quoted as "2.b"', () => {
    const nodes = [
      node('p1', 'point', null, 1),
      node('p2', 'point', null, 2),
      node('a', 'sub_point', 'p2', 1),
      node('b', 'sub_point', 'p2', 2),
      node('i', 'sub_point', 'b', 1),
      node('n', 'note', 'b', 2),
    ];
    expect(printed(nodes)).toEqual(['p1 1. 1', 'p2 2. 2', 'a a. 2.a', 'b b. 2.b', 'i i. 2.b.i', 'n']);
    expect(numberAnchor('2.b')).toBe('p-2b');
  });

  it('count on through headings, unless a point begins again', () => {
    const nodes = [
      node('h1', 'heading', null, 1),
      node('p1', 'point', 'h1', 1),
      node('h2', 'heading', null, 2),
      node('p2', 'point', 'h2', 1),
      node('p3', 'point', null, 3, true),
    ];
    expect(printed(nodes)).toEqual(['h1', 'p1 1. 1', 'h2', 'p2 2. 2', 'p3 1. 1']);
  });

  it('go on after z as word processors count', () => {
    const nodes = Array.from({ length: 28 }, (_, k) => node(`s${k}`, 'sub_point', 'p', k + 1));
    const labels = arrange([node('p', 'point', null, 1), ...nodes]).map((block) => block.label);
    expect(labels.slice(-3)).toEqual(['z.', 'aa.', 'bb.']);
  });

  it('bullets and notes have none', () => {
    expect(printed([node('b', 'bullet', null, 1), node('n', 'note', 'b', 1)])).toEqual(['b •', 'n']);
  });

  it('every paragraph is printed once, whatever the order in which rows come', () => {
    const trees = fc.array(fc.tuple(fc.nat(20), fc.constantFrom<BlockKind>('point', 'sub_point', 'bullet', 'note')), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(trees, (shape) => {
        const nodes = shape.map(([above, kind], index) =>
          node(`n${index}`, kind, index > 0 && above < index ? `n${above}` : null, index + 1),
        );
        const ids = arrange(nodes).map((block) => block.id);
        expect(ids.toSorted()).toEqual(nodes.map((one) => one.id).toSorted());
        expect(arrange(nodes.toReversed())).toEqual(arrange(nodes));
      }),
    );
  });
});

describe('the place of a new paragraph', () => {
  const nodes = [
    node('p1', 'point', null, 1),
    node('a', 'sub_point', 'p1', 1),
    node('n', 'note', 'a', 1),
    node('p2', 'point', null, 2),
  ];

  it.each<[BlockKind, string | null, string | null, number]>([
    ['sub_point', 'p1', 'p1', 1],
    ['sub_point', 'a', 'p1', 2],
    ['sub_point', 'n', 'p1', 2],
    ['point', 'n', null, 2],
    ['note', 'a', 'a', 1],
    ['bullet', 'p2', 'p2', 1],
    ['heading', null, null, 1],
  ])('a %s after %s goes under %s as number %i', (kind, after, parent, ordinal) => {
    expect(placeAfter(nodes, after, kind)).toEqual({ parent, ordinal });
  });
});

it('a paragraph is taken out with what stands under it', () => {
  const nodes = [
    node('a', 'point', null, 1),
    node('b', 'sub_point', 'a', 1),
    node('c', 'note', 'b', 1),
    node('d', 'point', null, 2),
  ];
  expect(withDescendants(nodes, 'a')).toEqual(['a', 'b', 'c']);
});
