import { describe, expect, it } from 'vitest';
import { type Principal, publicPrincipal } from '../../kernel/index.ts';
import { always, assemblePolicy, type Condition, decide, mayEver, type PolicyPart } from './policy.ts';
import { policySql } from './sql.ts';

const own: Condition = {
  id: 'own-organisation',
  sentence: { es: 'si es de su organización', en: 'if it is of their organisation' },
  test: (who, facts) => facts['party'] === who.organisation,
  sql: 'party = (select app.org())',
};

const part: PolicyPart = {
  resources: [
    {
      id: 'note',
      name: { es: 'Nota', en: 'Note' },
      table: 'conf.note',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        write: { verb: 'insert', name: { es: 'escribir', en: 'write' } },
      },
    },
  ],
  rules: [
    { roles: ['focal_point'], resource: 'note', actions: ['read', 'write'], when: own },
    { roles: ['secretariat'], resource: 'note', actions: ['read'], when: always },
  ],
};

const policy = assemblePolicy([part]);
const focalPoint: Principal = {
  person: 'p',
  name: 'Persona Ejemplo',
  organisation: 'XA',
  country: null,
  roles: ['focal_point'],
  lang: 'es',
};

describe('the policy table', () => {
  it('denies what no rule allows', () => {
    expect(decide(policy, publicPrincipal('es'), 'note.read', { party: 'XA' })).toBe(false);
    expect(mayEver(policy, { ...focalPoint, roles: ['secretariat'] }, 'note.write')).toBe(false);
  });

  it('allows only under the condition of the rule', () => {
    expect(decide(policy, focalPoint, 'note.write', { party: 'XA' })).toBe(true);
    expect(decide(policy, focalPoint, 'note.write', { party: 'XB' })).toBe(false);
  });

  it('throws for a permission that nobody declared, instead of denying quietly', () => {
    expect(() => decide(policy, focalPoint, 'note.erase', {})).toThrow('no such permission');
  });

  it.each([
    [
      'an unknown resource',
      { resources: [], rules: [{ roles: ['public' as const], resource: 'x', actions: [], when: always }] },
    ],
    [
      'an unknown action',
      {
        resources: part.resources,
        rules: [{ roles: ['public' as const], resource: 'note', actions: ['fly'], when: always }],
      },
    ],
  ])('does not start with a rule about %s', (_, broken) => {
    expect(() => assemblePolicy([broken])).toThrow('policy:');
  });

  it('does not start with a resource declared twice', () => {
    expect(() => assemblePolicy([part, part])).toThrow('declared twice');
  });

  it('writes the same rules as row policies, and no grant for a verb that nobody may do', () => {
    const sql = policySql(policy);
    expect(sql).toContain('force row level security');
    expect(sql).toContain("(select app.has_any_role(array['focal_point'])) and party = (select app.org())");
    expect(sql).toContain('grant insert on conf.note to enlace_app');
    expect(sql).not.toContain('grant delete');
  });
});
