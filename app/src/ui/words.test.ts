import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

const blanksOf = (message: unknown): readonly string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].toSorted();

test('Spanish and English have the same keys and each pair the same blanks', () => {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(es).toSorted());
  for (const [key, message] of Object.entries(es)) {
    expect(blanksOf(en[key as keyof typeof en]), key).toEqual(blanksOf(message));
  }
});

test('every sentence is said somewhere', () => {
  const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n');
  const byTemplate = /^ui\.(candidate|review)\./;
  const unused = Object.keys(es).filter((key) => !byTemplate.test(key) && !sources.includes(`'${key}'`));
  expect(unused).toEqual([]);
});

test('no sentence says "ilegal", shouts, or calls an answer an error', () => {
  for (const text of [JSON.stringify(es), JSON.stringify(en)]) expect(text).not.toMatch(/ilegal|illegal|!|¡|Error:/);
});
