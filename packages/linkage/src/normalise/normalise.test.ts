import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthDate } from './date.ts';
import { documentNumber } from './document.ts';
import { nameWords, spelledWords } from './name.ts';
import { ALIASES } from './name-tables.ts';
import { NORMALISATION_PROFILE, normalisePerson, type PersonFields } from './person.ts';
import { placeParts } from './place.ts';
import { toLatin } from './scripts.ts';
import { skeletonOf } from './skeleton.ts';

const names = (...texts: string[]): readonly string[] => nameWords(...texts).map(({ name }) => name);
const skeletons = (...texts: string[]): readonly string[] =>
  nameWords(...texts)
    .map(({ skeleton }) => skeleton)
    .toSorted();

const VECTORS = JSON.parse(readFileSync(new URL('../../normalisation-vectors.json', import.meta.url), 'utf8')) as {
  readonly profile: string;
  readonly vectors: readonly { readonly fields: PersonFields; readonly person: unknown }[];
};

describe('the published vectors that every national implementation must pass', () => {
  it('are of this profile and cover what the profile treats', () => {
    expect(VECTORS.profile).toBe(NORMALISATION_PROFILE);
    expect(VECTORS.vectors.length).toBeGreaterThan(25);
  });

  it.each(
    VECTORS.vectors.map(
      ({ fields, person }) =>
        [
          `${fields.given_names} ${fields.surnames} ${fields.full_name_native} ${fields.date_of_birth}`,
          fields,
          person,
        ] as const,
    ),
  )('%s', (_, fields, person) => {
    expect(normalisePerson(fields)).toEqual(person);
  });
});

describe('names', () => {
  it('a bag of words has no order and does not know which field a word stood in', () => {
    expect(names('Persona', 'Ejemplo Prueba')).toEqual(names('Prueba Ejemplo', 'Persona'));
  });

  it.each([
    ['both surnames count', ['Ana María', 'López García'], ['ana', 'garcia', 'lopez', 'maria']],
    ['particles and titles fall', ['Dr. Ana', 'de la Cruz'], ['ana', 'cruz']],
    ['a short form is the name it stands for', ['Pepe', 'Ejemplo'], ['ejemplo', 'jose']],
    ['the servant names are one word however they are split', ['Abd al-Rahman', ''], ['abdrahman']],
    ['a digit inside a word is the letter it was read for', ['R0sa', 'Mart1nez'], ['martinez', 'rosa']],
    ['at most five words', ['a bb ccc dddd eeeee ffffff gggggg', ''], ['ccc', 'dddd', 'eeeee', 'ffffff', 'gggggg']],
  ])('%s', (_, [given = '', surname = ''], expected) => {
    expect(names(given, surname)).toEqual(expected);
  });

  it.each([
    ['Mohammed', 'محمد'],
    ['Youssef', 'يوسف'],
    ['Khaled', 'خالد'],
    ['Vladimir', 'Владимир'],
    ['Shapiro', 'שפירו'],
    ['Gonzales', 'González'],
    ['Jimenez', 'Giménez'],
    ['Vasquez', 'Básquez'],
    ['Xu', 'Hsu'],
  ])('%s and %s have the same skeleton', (a, b) => {
    expect(skeletons(a)).toEqual(skeletons(b));
  });

  it('Chinese characters become syllables', () => {
    expect(spelledWords('王小明')).toEqual(['wang', 'xiao', 'ming']);
  });

  it('several scripts in one field are all read', () => {
    expect(toLatin('Ana Иван محمد Γιώργος').replace(/\s+/gu, ' ')).toBe('ana ivan mhmd giorgos');
  });

  it('a name that means unknown is no name', () => {
    expect(names('FNU', 'desconocido')).toEqual([]);
  });

  it('is idempotent: normalised words give themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = names(text);
        expect(names(once.join(' '))).toEqual(once);
      }),
      { numRuns: 300 },
    );
    for (const name of new Set(ALIASES.values())) expect(names(`${name} ejemplo`)).toContain(name);
  });

  it('is order-free for any words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ana', 'López', 'bin', 'محمد', 'Xiao', 'de', 'Pérez'), { maxLength: 6 }),
        (words) => {
          expect(names(words.join(' '))).toEqual(names(words.toReversed().join(' ')));
        },
      ),
    );
  });

  it('no skeleton is empty', () => {
    for (const word of ['li', 'wei', 'hawa', 'io', 'y', 'ha']) expect(skeletonOf(word)).not.toBe('');
  });
});

describe('dates of birth', () => {
  it.each([
    ['1990-05-17', { precision: 'full', year: 1990, month: 5, day: 17 }],
    ['19900517', { precision: 'full', year: 1990, month: 5, day: 17 }],
    ['17/05/1990', { precision: 'full', year: 1990, month: 5, day: 17 }],
    ['١٩٩٠-٠٥-١٧', { precision: 'full', year: 1990, month: 5, day: 17 }],
    ['1990-01-01', { precision: 'year', year: 1990 }],
    ['1990', { precision: 'year', year: 1990 }],
    ['1990-05', { precision: 'year-month', year: 1990, month: 5 }],
    ['1990-02-31', { precision: 'year-month', year: 1990, month: 2 }],
    ['1990-25-03', { precision: 'full', year: 1990, month: 3, day: 25 }],
    ['1990-00-00', { precision: 'year', year: 1990 }],
    ['', { precision: 'unknown' }],
    ['desconocida', { precision: 'unknown' }],
    ['0000-00-00', { precision: 'unknown' }],
  ])('%s', (text, expected) => {
    expect(birthDate(text)).toEqual(expected);
  });
});

describe('documents and places', () => {
  it.each([
    ['A 123-O45', 'A123045'],
    ['l23456B', '1234568'],
    ['000000', ''],
    ['12', ''],
    ['sin documento', ''],
  ])('the number "%s" is "%s"', (text, expected) => {
    expect(documentNumber(text)).toBe(expected);
  });

  it.each([
    ['Santiago de Cuba, Cuba', ['santiagocuba']],
    ['Cuba', ['cuba']],
    ['Ciudad de Guatemala', ['guatemala']],
    ['canterbury, 2776', ['canterbury', '2776']],
    ['desconocido', []],
  ])('the place "%s"', (text, expected) => {
    expect(placeParts(text)).toEqual(expected);
  });
});
