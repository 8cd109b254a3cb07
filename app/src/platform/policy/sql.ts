import type { Policy, Resource, Rule, Verb } from './policy.ts';

const VERBS: readonly Exclude<Verb, 'none'>[] = ['select', 'insert', 'update', 'delete'];

/**
 * The second wall, written from the first: grants and row policies for every table behind a resource. The result
 * is committed as `migrations/policies.sql` and re-applied when it changes; a test compares it with the policy.
 * A verb is allowed on a row when any action with that verb is (several actions may share one).
 */
export function policySql(policy: Policy): string {
  const tables = [...policy.resources.values()].filter((resource) => resource.table !== null);
  const body = tables.toSorted((a, b) => a.id.localeCompare(b.id)).map((resource) => tableSql(policy, resource));
  return `${HEAD}\n${body.join('\n')}`;
}

const HEAD = `-- Generated from the policy of every system by \`npm run enlace -- policy sql\`. Do not edit: change the policy.
do $$
declare p record;
begin
  for p in select schemaname, tablename, policyname from pg_policies where policyname like 'rule\\_%' loop
    execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
  end loop;
end $$;
`;

function tableSql(policy: Policy, resource: Resource): string {
  const lines = [
    `alter table ${resource.table} enable row level security;`,
    `alter table ${resource.table} force row level security;`,
    `revoke all on ${resource.table} from enlace_app;`,
  ];
  for (const verb of VERBS) {
    const rules = policy.rules.filter((rule) => rule.resource === resource.id && verbsOf(resource, rule).has(verb));
    if (rules.length === 0) continue;
    lines.push(`grant ${verb} on ${resource.table} to enlace_app;`);
    const name = `rule_${resource.id.replaceAll(/[^a-z0-9]+/g, '_')}_${verb}`;
    const expression = rules.map(ruleSql).join('\n  or ');
    const clause =
      verb === 'insert'
        ? `with check (\n  ${expression}\n)`
        : verb === 'update'
          ? `using (\n  ${expression}\n) with check (\n  ${expression}\n)`
          : `using (\n  ${expression}\n)`;
    lines.push(`create policy ${name} on ${resource.table} for ${verb} to enlace_app ${clause};`);
  }
  return `${lines.join('\n')}\n`;
}

function verbsOf(resource: Resource, rule: Rule): ReadonlySet<Verb> {
  return new Set(rule.actions.map((action) => resource.actions[action]?.verb ?? 'none'));
}

function ruleSql(rule: Rule): string {
  const roles = rule.roles.toSorted().map((role) => `'${role}'`);
  const held = `(select app.has_any_role(array[${roles.join(', ')}]))`;
  return rule.when.sql === 'true' ? held : `(${held} and ${rule.when.sql})`;
}
