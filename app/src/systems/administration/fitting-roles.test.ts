import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../kernel/index.ts';
import { ACCOUNT_KINDS, type AccountKind, faultOfRoles, GIVEN_ROLES, programRoles } from './fitting-roles.ts';

describe('which roles fit which organisation', () => {
  it.each<[AccountKind, readonly Role[], string | undefined]>([
    ['country', ['focal_point', 'validator'], undefined],
    ['country', ['presidency', 'head_of_delegation'], undefined],
    ['country', [], 'administration.roles.missing'],
    ['country', ['observer'], 'administration.roles.unfit'],
    ['country', ['focal_point', 'secretariat'], 'administration.roles.unfit'],
    ['country', ['administrator'], 'administration.roles.unfit'],
    ['organisation', ['observer'], undefined],
    ['organisation', ['validator'], 'administration.roles.unfit'],
    ['civil_society', ['civil_society'], undefined],
    ['civil_society', ['observer'], 'administration.roles.unfit'],
    ['secretariat', ['secretariat'], undefined],
    ['secretariat', ['administrator'], undefined],
    ['secretariat', ['administrator', 'secretariat'], 'administration.roles.alone'],
    ['secretariat', ['auditor', 'secretariat'], 'administration.roles.alone'],
    ['secretariat', ['auditor', 'administrator'], 'administration.roles.alone'],
    ['secretariat', ['public'], 'administration.roles.unfit'],
    ['secretariat', ['system'], 'administration.roles.unfit'],
  ])('%s with %j: %s', (kind, roles, fault) => {
    expect(faultOfRoles(kind, roles)).toBe(fault);
  });

  it('every role of the Conference can be given to somebody, and each by one kind of organisation', () => {
    expect(GIVEN_ROLES.toSorted()).toEqual(ROLES.filter((role) => role !== 'public' && role !== 'system').toSorted());
  });

  it('no program administers accounts', () => {
    expect(ACCOUNT_KINDS.flatMap(programRoles)).not.toContain('administrator');
  });
});
