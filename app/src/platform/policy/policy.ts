import type { Bilingual, Principal, Role } from '../../kernel/index.ts';

/** What an action does to the table behind its resource; `none` for acts that touch no table of their own. */
export type Verb = 'select' | 'insert' | 'update' | 'delete' | 'none';

/** The facts of one record that decide about it, named as the columns of its table. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * A condition has three faces side by side: the predicate that the program asks, the SQL expression that the
 * database enforces, and the sentence that people read. The generated access test holds the first two together.
 */
export interface Condition {
  readonly id: string;
  readonly sentence: Bilingual;
  readonly test: (who: Principal, facts: Facts) => boolean;
  /** Over the columns of the resource's table; claims only as `(select app.org())` and the like. */
  readonly sql: string;
}

/** Something that rules speak about: a table of records, or a thing without one (`table: null`). */
export interface Resource {
  readonly id: string;
  readonly name: Bilingual;
  readonly table: string | null;
  readonly actions: Readonly<Record<string, { readonly verb: Verb; readonly name: Bilingual }>>;
}

/** One line of the policy table: these roles may do these actions under this condition. What no line allows is denied. */
export interface Rule {
  readonly roles: readonly Role[];
  readonly resource: string;
  readonly actions: readonly string[];
  readonly when: Condition;
}

export interface PolicyPart {
  readonly resources: readonly Resource[];
  readonly rules: readonly Rule[];
}

/** `resource.action`, the name under which a route asks. */
export type Permission = `${string}.${string}`;

/** The whole table, assembled from the parts of every system and checked. */
export interface Policy {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly rules: readonly Rule[];
}

export const always: Condition = {
  id: 'always',
  sentence: { es: 'siempre', en: 'always' },
  test: () => true,
  sql: 'true',
};

/**
 * Puts the parts together. Throws when a rule names a resource or an action that nobody declared, or when two
 * parts declare the same resource: a policy that is not what it seems must not start.
 */
export function assemblePolicy(parts: readonly PolicyPart[]): Policy {
  const resources = new Map<string, Resource>();
  for (const resource of parts.flatMap((part) => part.resources)) {
    if (resources.has(resource.id)) throw new Error(`policy: resource "${resource.id}" is declared twice`);
    resources.set(resource.id, resource);
  }
  const rules = parts.flatMap((part) => part.rules);
  for (const rule of rules) {
    const resource = resources.get(rule.resource);
    if (!resource) throw new Error(`policy: a rule names the unknown resource "${rule.resource}"`);
    for (const action of rule.actions) {
      if (!resource.actions[action]) throw new Error(`policy: "${rule.resource}" has no action "${action}"`);
    }
  }
  return { resources, rules };
}

/** May this reader do this to a record with these facts? */
export function decide(policy: Policy, who: Principal, permission: Permission, facts: Facts): boolean {
  return rulesFor(policy, who, permission).some((rule) => rule.when.test(who, facts));
}

/** Could this reader ever do this, to some record? The route guard asks this before anything is read. */
export function mayEver(policy: Policy, who: Principal, permission: Permission): boolean {
  return rulesFor(policy, who, permission).length > 0;
}

/** Splits and checks a permission; throws for one that no resource declares. */
export function parsePermission(policy: Policy, permission: Permission): { resource: Resource; action: string } {
  const at = permission.lastIndexOf('.');
  const resource = policy.resources.get(permission.slice(0, at));
  const action = permission.slice(at + 1);
  if (!resource?.actions[action]) throw new Error(`policy: no such permission "${permission}"`);
  return { resource, action };
}

function rulesFor(policy: Policy, who: Principal, permission: Permission): readonly Rule[] {
  const { resource, action } = parsePermission(policy, permission);
  if (who.scopes && !who.scopes.includes(permission)) return [];
  return policy.rules.filter(
    (rule) =>
      rule.resource === resource.id &&
      rule.actions.includes(action) &&
      rule.roles.some((role) => who.roles.includes(role)),
  );
}
