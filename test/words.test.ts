import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../app/src/kernel/index.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'app/src');

type Catalogue = Readonly<Record<string, Message>>;

function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, pattern);
    return pattern.test(entry.name) ? [path] : [];
  });
}

const catalogues = filesBelow(SOURCE, /^es\.json$/).map((path) => ({
  folder: dirname(path).slice(SOURCE.length + 1),
  es: JSON.parse(readFileSync(path, 'utf8')) as Catalogue,
  en: JSON.parse(readFileSync(join(dirname(path), 'en.json'), 'utf8')) as Catalogue,
}));
const code = filesBelow(SOURCE, /\.tsx?$/)
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path: path.slice(SOURCE.length + 1), text: readFileSync(path, 'utf8') }));

/** Keys that code builds from parts end in a variable: `agreements.state.${state}` uses every `agreements.state.…`. */
function unusedKeys(keys: readonly string[], sources: readonly string[]): readonly string[] {
  const all = sources.join('\n');
  const prefixes = [...all.matchAll(/[`'"]([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*[.-])(?:\$\{|['"`]\s*\+)/g)].map(
    (match) => match[1] ?? '',
  );
  return keys.filter(
    (key) =>
      !all.includes(`'${key}'`) && !all.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
}

function forms(message: Message): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function blanks(message: Message): string {
  return [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted().join(' ');
}

describe('every word in Spanish and in English', () => {
  it('there are catalogues to check', () => {
    expect(catalogues.length).toBeGreaterThan(5);
  });

  it.each(catalogues)('$folder: the same keys in both languages', ({ es, en }) => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(es).toSorted());
  });

  it.each(catalogues)('$folder: the same blanks in both languages, and no empty sentence', ({ es, en }) => {
    for (const [key, message] of Object.entries(es)) {
      expect(blanks(en[key] ?? ''), key).toBe(blanks(message));
      for (const form of [...forms(message), ...forms(en[key] ?? '')]) expect(form.trim(), key).not.toBe('');
    }
  });

  it.each(catalogues)('$folder: no sentence that nobody says', ({ es }) => {
    expect(
      unusedKeys(
        Object.keys(es),
        code.map(({ text }) => text),
      ),
    ).toEqual([]);
  });

  it('the check of unused sentences finds one', () => {
    expect(unusedKeys(['a.used', 'a.built.x', 'a.unused'], ["t('a.used')", `t(\`a.built.$\{x}\`)`])).toEqual([
      'a.unused',
    ]);
  });

  it('no page says words of its own instead of those of its catalogue', () => {
    const found = code
      .filter(({ path }) => path.endsWith('.tsx') && !path.includes('gallery'))
      .flatMap(({ path, text }) => literalTexts(text).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });

  it('the check of literal words finds one, and lets signs and names pass', () => {
    expect(literalTexts('<p>Escriba su nombre</p>')).toEqual(['Escriba su nombre']);
    expect(literalTexts('<p>{t("a")} · <a href="/">Enlace</a></p>')).toEqual([]);
  });
});

describe('words that protect', () => {
  const FORBIDDEN = /\b(?:ilegal(?:es)?|illegals?|indocumentad[oa]s?|sospechos[oa]s?|suspects?|aliens?)\b/iu;

  it.each(catalogues)('$folder: people are never called illegal', ({ es, en }) => {
    for (const message of [...Object.values(es), ...Object.values(en)]) {
      for (const form of forms(message)) expect(form).not.toMatch(FORBIDDEN);
    }
  });

  it('Spanish addresses the reader as usted', () => {
    for (const { es } of catalogues) {
      for (const form of Object.values(es).flatMap(forms))
        expect(form).not.toMatch(/\b(?:tú|tus|contigo|puedes|debes|tienes)\b/iu);
    }
  });
});

/** Words between tags that are written in the page itself. Proper names of the product pass. */
function literalTexts(source: string): readonly string[] {
  const between = [...source.matchAll(/>\s*([^<>{}]*\p{L}{3,}[^<>{}]*?)\s*</gu)].map((match) =>
    (match[1] ?? '').trim(),
  );
  // What follows `=>` or holds operators is code, not text between tags.
  return between.filter(
    (words) =>
      !/[=;()&|]|^(?:Enlace|Word|Excel|CSV|PDF|JSON|XLSX|DOCX)$/.test(words) &&
      !/^(?:\w+,?\s*)?(?:string|number|boolean|unknown|void|undefined|readonly)\b/.test(words),
  );
}
