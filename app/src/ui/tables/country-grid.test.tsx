import { load } from 'cheerio';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Lang } from '../../kernel/index.ts';
import { CountryGrid } from './country-grid.tsx';

const grid = (lang: Lang) =>
  load(
    render(
      <CountryGrid
        lang={lang}
        id="grid"
        caption="Abiertos"
        columns={[{ key: 'late', label: 'Vencidos' }]}
        counts={{ CR: { late: 3 }, PA: { late: 0 } }}
        hrefOf={(country, key) => `?c=${country}&s=${key}`}
      />,
    ),
  );

test('countries stand in the alphabetical order of the working language', () => {
  const names = (lang: Lang) =>
    grid(lang)('tbody th')
      .get()
      .map((head) => grid(lang)(head).text());
  expect(names('es').at(-1)).toBe('República Dominicana');
  expect(names('en').at(-1)).toBe('United States');
  expect(names('en')[3]).toBe('Dominican Republic');
});

test('not reported, zero and a count are three different things', () => {
  const $ = grid('es');
  const cell = (name: string) => $(`tbody tr:contains("${name}") td`);
  expect(cell('Costa Rica').find('a').attr('href')).toBe('?c=CR&s=late');
  expect(cell('Panamá').text()).toBe('0');
  expect(cell('Belice').text()).toBe('No informado');
});
