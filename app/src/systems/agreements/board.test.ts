import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardParams, inGroups, isNarrowed } from './board.ts';
import { locate } from './locate.ts';

describe('the address of the board', () => {
  it('says only what is not usual', () => {
    expect(boardParams({ view: 'due', state: 'ongoing', page: 1 })).toEqual({});
    expect(isNarrowed({ view: 'country', page: 3 })).toBe(false);
    expect(isNarrowed({ q: 'glosario' })).toBe(true);
  });

  it('goes back to the first page when a filter or the view changes, and keeps the filters', () => {
    expect(boardParams({ country: 'HN', page: 3 }, { view: 'meeting' })).toEqual({ country: 'HN', view: 'meeting' });
    expect(boardParams({ country: 'HN', page: 3 }, { page: 4 })).toEqual({ country: 'HN', page: 4 });
  });
});

describe('rows in groups', () => {
  it('keep their order and are all there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (rows) => {
        const groups = inGroups(rows, (row) => row);
        expect(groups.flatMap((group) => group.rows)).toEqual(rows);
        for (const [index, group] of groups.entries()) expect(group.key).not.toBe(groups[index - 1]?.key);
      }),
    );
  });
});

describe('finding a quotation of the raw source in the paragraph that people read', () => {
  const paragraph = 'Hacer una revisión del glosario. Los Países Miembros remitirán sus comentarios.';
  const found = (quote: string) => locate(quote, paragraph).map(({ start, end }) => paragraph.slice(start, end));

  it.each([
    ['as it is', 'Los Países Miembros remitirán'],
    ['with a bookmark of the word processor', '[bookmark: _GoBack]Los Países Miembros remitirán'],
    ['with other spaces', 'Los\u00a0Países\n  Miembros\u00ad remitirán'],
    ['with accents in two signs', 'Los Países Miembros remitirán'.normalize('NFD')],
  ])('%s', (_, quote) => {
    expect(found(quote)).toEqual(['Los Países Miembros remitirán']);
  });

  it('marks each piece of a quotation with a gap, and nothing for words that are not there', () => {
    expect(found('Hacer una revisión […] sus comentarios.')).toEqual(['Hacer una revisión', 'sus comentarios.']);
    expect(found('El Salvador elaborará')).toEqual([]);
  });
});
