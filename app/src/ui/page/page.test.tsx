import { load } from 'cheerio';
import type { ComponentProps } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Page } from './page.tsx';

type Props = ComponentProps<typeof Page>;

const BASE: Props = {
  lang: 'es',
  title: 'Acuerdos',
  site: { conference: 'Conferencia de ejemplo', homeHref: '/es/inicio', footer: [], demo: false },
  assets: { css: '/a.css', scripts: { enhance: '/e.js', palette: '/p.js', 'review-keys': '/r.js' } },
  otherLangHref: '/en/agreements?c=CR,PA',
  children: 'Texto',
};

const page = (props: Partial<Props> = {}) => load(render(<Page {...BASE} {...props} />));

test('the language switch names the other language in itself and keeps the query', () => {
  const link = page()('a[data-language]');
  expect(link.text()).toBe('English');
  expect(link.attr('lang')).toBe('en');
  expect(link.attr('href')).toBe('/en/agreements?c=CR,PA');
});

test('example data is announced on screen and on paper, and only when it is example data', () => {
  expect(page()('.demo, .print-only').length).toBe(0);
  const $ = page({ site: { ...BASE.site, demo: true } });
  expect($('.demo').text()).toContain('Datos de ejemplo');
  expect($('footer .print-only').text()).toContain('Datos de ejemplo');
});

test('a page about a person keeps the heading out of the title of the window', () => {
  const $ = page({ title: 'Persona Ejemplo', windowTitle: 'Directorio' });
  expect($('title').text()).toBe('Directorio · Enlace');
  expect($('h1').text()).toBe('Persona Ejemplo');
});

test('the title says first that a form came back', () => {
  expect(page({ hasErrors: true })('title').text()).toMatch(/^Por corregir: /);
});

test('only the scripts that the page needs are asked for, as modules, and the palette only where there is a search', () => {
  const of = (props: Partial<Props>) =>
    page(props)('script')
      .get()
      .map((script) => script.attribs['src']);
  expect(of({})).toEqual(['/e.js']);
  const search = { href: '/es/buscar', json: '/es/buscar.json' };
  expect(of({ site: { ...BASE.site, search }, islands: ['review-keys'] })).toEqual(['/e.js', '/p.js', '/r.js']);
  expect(page()('script').attr('type')).toBe('module');
});

test('a long job is asked for again without JavaScript only', () => {
  const html = render(<Page {...BASE} refreshSeconds={5} />);
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="5"');
});

test('the navigation marks the page, or the section the page is in', () => {
  const $ = page({
    nav: [
      { href: '/a', label: 'A', current: 'section' },
      { href: '/b', label: 'B', current: 'page' },
      { href: '/c', label: 'C' },
    ],
  });
  expect(
    $('.main-nav a')
      .get()
      .map((link) => link.attribs['aria-current']),
  ).toEqual(['true', 'page', undefined]);
});

test('who saves data gets no web font', () => {
  expect(page({ saveData: true })('html').attr('class')).toBe('save-data');
});

test('the font is not preloaded', () => {
  expect(page()('link[rel=preload]').length).toBe(0);
});
