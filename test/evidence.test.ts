import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../docs/security');
const list = readFileSync(join(FOLDER, 'asvs.md'), 'utf8');
const rows = list.split('\n').filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line));

/** Version 5.0.0 has so many requirements of level 1, and so many more of level 2. */
const REQUIREMENTS = { 1: 70, 2: 183 };

describe('the list of OWASP ASVS 5 level 2', () => {
  it('has every requirement of levels 1 and 2 once', () => {
    const numbers = rows.map((row) => row.split(' | ')[0]);
    expect(new Set(numbers).size).toBe(rows.length);
    for (const [level, count] of Object.entries(REQUIREMENTS)) {
      expect(rows.filter((row) => row.split(' | ')[1] === level)).toHaveLength(count);
    }
  });

  it('leads to evidence that is there', () => {
    const links = [...list.matchAll(/\]\((\.\.\/[^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !existsSync(join(FOLDER, link)))).toEqual([]);
  });

  it('counts in its head what stands in its rows', () => {
    const together = /^\| together \| (.+) \|$/m.exec(list)?.[1]?.split(' | ').map(Number);
    const stands = ['met', 'partly', '**not met**', 'n/a'];
    const counted = stands.map((word) => rows.filter((row) => row.split(' | ')[3] === word).length);
    expect(together).toEqual([...counted, rows.length]);
  });
});
