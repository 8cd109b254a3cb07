import { describe, expect, it } from 'vitest';
import { type Bilingual, ROLES, type Role } from '../../kernel/index.ts';
import { groupRoles, type ReadablePolicy, readPolicy } from './policy-table.ts';

const both = (text: string): Bilingual => ({ es: `${text} (es)`, en: `${text} (en)` });
const always = { id: 'always', sentence: { es: 'siempre', en: 'always' } };
const own = { id: 'own', sentence: { es: 'si es de su país', en: 'if it is of their country' } };

function policyOf(...rules: readonly (readonly [readonly Role[], string, typeof own])[]): ReadablePolicy {
  const note = {
    id: 'note',
    name: both('Note'),
    actions: { read: { name: both('read') }, erase: { name: both('erase') } },
  };
  return {
    resources: new Map([['note', note]]),
    rules: rules.map(([roles, action, when]) => ({ roles, resource: 'note', actions: [action], when })),
  };
}

describe('the policy as people read it', () => {
  it('says for each action who may do it and when, and that nobody may', () => {
    const policy = policyOf([['secretariat'], 'read', always], [['focal_point'], 'read', own]);
    expect(readPolicy(policy, 'es')).toEqual([
      {
        id: 'note',
        name: 'Note (es)',
        lines: [
          {
            action: 'read (es)',
            grants: [
              { who: ['secretariat'], condition: 'siempre', always: true },
              { who: ['focal_point'], condition: 'si es de su país', always: false },
            ],
          },
          { action: 'erase (es)', grants: [] },
        ],
      },
    ]);
  });

  it('puts the rules of one condition together', () => {
    const policy = policyOf([['validator'], 'read', own], [['focal_point'], 'read', own]);
    expect(readPolicy(policy, 'en')[0]?.lines[0]?.grants).toMatchObject([{ who: ['focal_point', 'validator'] }]);
  });

  it('for one role counts what everybody may do, and nothing of other roles', () => {
    const policy = policyOf([['public'], 'read', always], [['secretariat'], 'erase', always]);
    const may = (role: Role): readonly number[] | undefined =>
      readPolicy(policy, 'es', role)[0]?.lines.map(({ grants }) => grants.length);
    expect(may('focal_point')).toEqual([1, 0]);
    expect(may('secretariat')).toEqual([1, 1]);
    expect(may('public')).toEqual([1, 0]);
    expect(may('system')).toEqual([0, 0]);
  });
});

describe('roles', () => {
  it.each([
    [
      ['validator', 'secretariat'],
      ['secretariat', 'validator'],
    ],
    [ROLES.filter((role) => role !== 'public' && role !== 'system'), ['signed-in']],
    [ROLES.filter((role) => role !== 'public'), ['signed-in', 'system']],
    [['public'], ['everybody']],
    [
      ['public', 'secretariat', 'system'],
      ['everybody', 'system'],
    ],
    [['system'], ['system']],
    [[], []],
  ] as [Role[], string[]][])('%j are %j', (roles, groups) => {
    expect(groupRoles(roles)).toEqual(groups);
  });
});
