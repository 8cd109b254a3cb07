import { describe, expect, it } from 'vitest';
import { type AccountFilter, type Listed, narrow } from './account-filter.ts';

function listed(name: string, organisation: string, change: Partial<Listed> = {}): Listed {
  return {
    name,
    organisation,
    roles: ['focal_point'],
    validFrom: '2016-01-01',
    validTo: undefined,
    disabledAt: undefined,
    canEnter: true,
    invitedUntil: undefined,
    code: true,
    passkeys: 0,
    ...change,
  };
}

const ACCOUNTS = [
  listed('Persona Ejemplo B', 'HN'),
  listed('Persona Ejemplo Á', 'HN', { roles: ['validator'], code: false, passkeys: 1 }),
  listed('Persona Ejemplo C', 'ST', { roles: ['administrator'], disabledAt: new Date() }),
  listed('Persona Ejemplo D', 'BZ', { code: false }),
];
const NAMES: Readonly<Record<string, string>> = { HN: 'Honduras', ST: 'Secretaría Técnica', BZ: 'Belice' };
const ABOUT = { today: '2017-01-20', lang: 'es', nameOf: (code: string) => NAMES[code] ?? code } as const;

describe('the list of accounts', () => {
  it('is in the order of the names of organisations, not of their codes, and of people, accents aside', () => {
    expect(narrow(ACCOUNTS, {}, ABOUT).map(({ name }) => name.slice(-1))).toEqual(['D', 'Á', 'B', 'C']);
  });

  it.each<[AccountFilter, readonly string[]]>([
    [{ organisation: 'HN' }, ['Á', 'B']],
    [{ role: 'focal_point' }, ['D', 'B']],
    [{ state: 'disabled' }, ['C']],
    [{ factor: 'none' }, ['D']],
    [{ organisation: 'HN', factor: 'none' }, []],
  ])('narrowed by %j', (filter, names) => {
    expect(narrow(ACCOUNTS, filter, ABOUT).map(({ name }) => name.slice(-1))).toEqual(names);
  });
});
