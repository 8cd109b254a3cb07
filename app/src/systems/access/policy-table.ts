import { type Bilingual, type Lang, ROLES, type Role } from '../../kernel/index.ts';

/** The parts of the policy that people read; the program's own policy has this shape. */
export interface ReadablePolicy {
  readonly resources: ReadonlyMap<
    string,
    {
      readonly id: string;
      readonly name: Bilingual;
      readonly actions: Readonly<Record<string, { readonly name: Bilingual }>>;
    }
  >;
  readonly rules: readonly {
    readonly roles: readonly Role[];
    readonly resource: string;
    readonly actions: readonly string[];
    readonly when: { readonly id: string; readonly sentence: Bilingual };
  }[];
}

/** Everything about one kind of record. */
export interface PolicySection {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly PolicyLine[];
}

/** One action, and under which conditions who may do it; no grant means that nobody may. */
export interface PolicyLine {
  readonly action: string;
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly who: readonly ReaderKind[];
  readonly condition: string;
  /** The condition that is none. */
  readonly always: boolean;
}

/** A role, or one of the two groups of roles that have a shorter name. */
export type ReaderKind = Role | 'everybody' | 'signed-in';

/**
 * The policy table in the order of its sections' names, with the rules of one condition put together. With a role,
 * only what that role may do counts, what everybody may do included; actions that it may not do are kept without a
 * grant, since "no" is an answer too.
 */
export function readPolicy(policy: ReadablePolicy, lang: Lang, role?: Role): readonly PolicySection[] {
  const rules = policy.rules.filter((rule) => role === undefined || appliesTo(rule.roles, role));
  return [...policy.resources.values()]
    .map((resource) => ({
      id: resource.id,
      name: resource.name[lang],
      lines: Object.entries(resource.actions).map(([action, { name }]) => ({
        action: name[lang],
        grants: grantsOf(
          rules.filter((rule) => rule.resource === resource.id && rule.actions.includes(action)),
          lang,
        ),
      })),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, lang));
}

/** Whoever has an account may also do what everybody may; the program itself is nobody. */
function appliesTo(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role) || (role !== 'system' && roles.includes('public'));
}

function grantsOf(rules: ReadablePolicy['rules'], lang: Lang): readonly Grant[] {
  const conditions = [...new Map(rules.map((rule) => [rule.when.id, rule.when])).values()];
  return conditions.map(({ id, sentence }) => ({
    who: groupRoles(rules.filter((rule) => rule.when.id === id).flatMap((rule) => rule.roles)),
    condition: sentence[lang],
    always: id === 'always',
  }));
}

const ACCOUNT_ROLES = ROLES.filter((role) => role !== 'public' && role !== 'system');

/** Roles in the order of the Conference; all of them at once have a name of their own. */
export function groupRoles(roles: readonly Role[]): readonly ReaderKind[] {
  const held = new Set(roles);
  const program: readonly ReaderKind[] = held.has('system') ? ['system'] : [];
  if (held.has('public')) return ['everybody', ...program];
  if (ACCOUNT_ROLES.every((role) => held.has(role))) return ['signed-in', ...program];
  return ROLES.filter((role) => held.has(role));
}
