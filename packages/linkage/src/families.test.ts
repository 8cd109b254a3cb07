import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FIELDS } from '../test/generator/persons.ts';
import { FAMILIES, linkageKeys, TOKEN_BUDGET } from './families.ts';
import { normalisePerson, type PersonFields } from './normalise/person.ts';

const EXAMPLE: PersonFields = {
  ...NO_FIELDS,
  given_names: 'Persona Segunda',
  surnames: 'Ejemplo Prueba',
  date_of_birth: '1990-05-17',
  place_of_birth: 'Villa Ejemplo, Provincia Prueba',
  father_name: 'Padre Ejemplo',
  mother_name: 'Madre Prueba',
  document_number: 'A1234567',
};

const words = fc.constantFrom('Persona', 'Ejemplo', 'Segunda', 'Prueba', 'Li', 'Wei', 'محمد', 'Иван', 'de', '');
const anyFields = fc.record({
  ...Object.fromEntries(Object.keys(NO_FIELDS).map((name) => [name, fc.constant('')])),
  given_names: fc.array(words, { maxLength: 5 }).map((list) => list.join(' ')),
  surnames: fc.array(words, { maxLength: 5 }).map((list) => list.join(' ')),
  date_of_birth: fc.constantFrom('', '1990', '1990-05', '1990-05-17', '1990-01-01', '1990-02-31'),
  place_of_birth: fc.constantFrom('', 'Villa Ejemplo', 'Villa Ejemplo, Provincia Prueba'),
  document_number: fc.constantFrom('', 'A1234567', '12 34 56'),
  father_name: words,
  mother_name: words,
}) as unknown as fc.Arbitrary<PersonFields>;

describe('linkage keys', () => {
  it('no person has more keys than the budget', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        expect(linkageKeys(normalisePerson(fields)).length).toBeLessThanOrEqual(TOKEN_BUDGET);
      }),
    );
    expect(linkageKeys(normalisePerson(EXAMPLE)).length).toBeGreaterThan(TOKEN_BUDGET - 4);
  });

  it('no key is of one field alone: its token could be read from its frequency', () => {
    for (const { id, groups } of FAMILIES) {
      // A document's number is unique by itself; the halves go with the date or a name.
      if (id !== 'X' && id !== 'F.M' && id !== 'n.D') expect(groups.length, id).toBeGreaterThan(1);
    }
  });

  it('the same person has the same keys whatever the order of its names', () => {
    const other = normalisePerson({ ...EXAMPLE, given_names: 'Prueba Persona', surnames: 'Segunda Ejemplo' });
    expect(linkageKeys(other)).toEqual(linkageKeys(normalisePerson(EXAMPLE)));
  });

  it('keys of a person are distinct, and two families never share one', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const keys = linkageKeys(normalisePerson(fields)).map(({ family, value }) => `${family} ${value}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('a partial date gives no key that needs the day', () => {
    const partial = linkageKeys(normalisePerson({ ...EXAMPLE, date_of_birth: '1990-01-01' }));
    const withDay = new Set(
      FAMILIES.flatMap(({ codes }, k) => (codes.some((code) => ['D', 'W', 'YD', 'MD'].includes(code)) ? [k] : [])),
    );
    expect(withDay.size).toBeGreaterThan(5);
    expect(partial.filter(({ family }) => withDay.has(family))).toEqual([]);
  });
});
