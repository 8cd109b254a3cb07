import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLOURS, contrast, PAIRS, STYLE_SHEETS, tokensCss } from './tokens.ts';

const STYLES = new URL('./styles/', import.meta.url);
const sheets = STYLE_SHEETS.map((name) => ({ name, css: readFileSync(new URL(name, STYLES), 'utf8') }));
const allCss = sheets.map(({ css }) => css).join('\n');

test('contrast is that of WCAG 2: 21 for black on white, 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#0b4f6c', '#0b4f6c')).toBe(1);
});

test.each(PAIRS)('$front on $back has a contrast of $least or more', ({ front, back, least }) => {
  expect(contrast(COLOURS[front], COLOURS[back])).toBeGreaterThanOrEqual(least);
});

describe('style sheets', () => {
  test('every sheet of the folder is in the list, and the list names no other', () => {
    expect(readdirSync(STYLES).toSorted()).toEqual([...STYLE_SHEETS].toSorted());
  });

  test('every custom property that is used is defined', () => {
    const defined = new Set([...`${tokensCss('/f')}${allCss}`.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    const used = new Set([...allCss.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]));
    expect(used.size).toBeGreaterThan(20);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  });

  test('every class that is styled is given by some page or component', () => {
    const written = sources(new URL('../', import.meta.url));
    const styled = new Set(
      [...allCss.replaceAll(/url\([^)]*\)/g, '').matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name),
    );
    expect(styled.size).toBeGreaterThan(100);
    const isGiven = (name: string): boolean => {
      if (new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(written)) return true;
      // `tag-${tone}`: the first half and the possible value stand apart.
      const [, first = '', value = ''] = /^(.+-)([^-]+)$/.exec(name) ?? [];
      return written.includes(`${first}\${`) && (/^\d$/.test(value) || new RegExp(`['"]${value}['"]`).test(written));
    };
    expect([...styled].filter((name) => !isGiven(name))).toEqual([]);
  });

  test('a rule that sets text and background by tokens draws a listed pair', () => {
    const listed = new Set(PAIRS.map(({ front, back }) => `${front} on ${back}`));
    const drawn = [...allCss.matchAll(/\{[^{}]*\}/g)].flatMap(([rule]) => {
      const front = /[{;\s]color: var\(--([\w-]+)\)/.exec(rule)?.[1];
      const back = /background: var\(--([\w-]+)\)/.exec(rule)?.[1];
      return front && back ? [`${front} on ${back}`] : [];
    });
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn.filter((pair) => !listed.has(pair))).toEqual([]);
  });

  test('no colour is written outside the tokens, except black on paper and the veil behind a dialog', () => {
    const literal = [...allCss.matchAll(/#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi)].map(([found]) => found);
    expect(new Set(literal)).toEqual(new Set(['#000', 'rgb(22 33 43 / 45%)']));
  });

  test('nothing moves, so that reduced motion is everybody’s', () => {
    expect(allCss).not.toMatch(/\b(transition|animation|scroll-behavior)\s*:/);
  });

  test('targets grow to 44 px on a phone, paper gets neither navigation nor rings, and forced colours keep the selected state', () => {
    expect(sheets.find(({ name }) => name === 'forms.css')?.css).toMatch(/max-width: 47\.99rem[\s\S]*min-height: 44px/);
    const print = sheets.find(({ name }) => name === 'print.css')?.css ?? '';
    expect(print).toMatch(/\.main-nav,[\s\S]*display: none/);
    expect(print).toMatch(/:focus-visible \{\s*outline: none/);
    expect(print).toContain('display: table-header-group');
    expect(allCss).toMatch(/forced-colors: active[\s\S]*aria-current/);
  });
});

test('the font face swaps and is named by the address it is given', () => {
  expect(tokensCss('/assets/font.abc.woff2')).toMatch(/font-display:swap.*url\("\/assets\/font\.abc\.woff2"\)/);
});

/** What all the program's own files say, tests and style sheets apart. */
function sources(folder: URL): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}
