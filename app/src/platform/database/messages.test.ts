import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** Codes of refusals and findings that the sources of this folder name. */
function codesInSources(): readonly string[] {
  const sources = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const text = sources.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n');
  return [...new Set([...text.matchAll(/'(database\.[a-z0-9-]+)'/g)].map(([, code = '']) => code))].sort();
}

test('every refusal and finding has a sentence in both languages, and no sentence is left over', () => {
  expect(codesInSources().length).toBeGreaterThan(30);
  expect(Object.keys(es).sort()).toEqual(codesInSources());
  expect(Object.keys(en).sort()).toEqual(codesInSources());
});

test('both languages fill in the same blanks', () => {
  const blanks = (sentence: string): string[] =>
    [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
  const spanish = Object.entries(es).map(([code, sentence]) => [code, blanks(sentence)]);
  expect(Object.entries(en).map(([code, sentence]) => [code, blanks(sentence)])).toEqual(spanish);
});
