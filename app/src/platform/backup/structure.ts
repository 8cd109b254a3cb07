import type pg from 'pg';
import { quoted } from './catalogue.ts';

/** Our schemas: not PostgreSQL's, not the extensions'. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'ext')`;

/** Everything about the tables that is not their rows, as text: walls, policies, grants, constraints, triggers. */
export async function readStructure(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ text: string }>(`
    select json_build_object(
      'tables', (select json_agg(json_build_array(n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity,
          c.relacl::text, pg_get_userbyid(c.relowner)) order by n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'v', 'm', 'S') and ${OURS}),
      'policies', (select json_agg(p order by schemaname, tablename, policyname) from pg_policies p),
      'constraints', (select json_agg(json_build_array(n.nspname, c.relname, k.conname, k.convalidated,
          pg_get_constraintdef(k.oid)) order by n.nspname, c.relname, k.conname)
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where ${OURS}),
      'triggers', (select json_agg(json_build_array(n.nspname, c.relname, g.tgname, g.tgenabled, pg_get_triggerdef(g.oid))
          order by n.nspname, c.relname, g.tgname)
        from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not g.tgisinternal and ${OURS}))::text as text`);
  const [row] = rows;
  if (!row) throw new Error('The catalogue gave no answer');
  return row.text;
}

/** Puts everything back as it was. */
export interface PutBack {
  /** Foreign keys, each of which is checked against all rows as it returns. */
  constraints(): Promise<void>;
  /** Triggers and the force of row policies. */
  walls(): Promise<void>;
}

/**
 * Takes aside what would refuse rows in another order than that in which they came to be: foreign keys (tables refer
 * to each other in circles), triggers that speak for an act (a restore is none), and FORCE, under which the owner sees
 * nothing. All of it in the caller's transaction, by the owner, who needs no superuser for it.
 */
export async function setAside(client: pg.ClientBase): Promise<PutBack> {
  const { rows: keys } = await client.query<Record<'table' | 'name' | 'definition', string>>(`
    select n.nspname || '.' || c.relname as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and ${OURS} order by 1, 2`);
  const { rows: tables } = await client.query<{ name: string; forced: boolean }>(`
    select n.nspname || '.' || c.relname as name, c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OURS} order by 1`);
  const forced = tables.filter((table) => table.forced);
  const run = async (statements: readonly string[]): Promise<void> => {
    if (statements.length > 0) await client.query(statements.join(';\n'));
  };
  await run([
    ...keys.map(({ table, name }) => `alter table ${quoted(table)} drop constraint ${name}`),
    ...tables.map(({ name }) => `alter table ${quoted(name)} disable trigger user`),
    ...forced.map(({ name }) => `alter table ${quoted(name)} no force row level security`),
  ]);
  return {
    constraints: () =>
      run(
        keys.map(({ table, name, definition }) => `alter table ${quoted(table)} add constraint ${name} ${definition}`),
      ),
    walls: () =>
      run([
        ...tables.map(({ name }) => `alter table ${quoted(name)} enable trigger user`),
        ...forced.map(({ name }) => `alter table ${quoted(name)} force row level security`),
      ]),
  };
}
