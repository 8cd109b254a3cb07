import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Principal, ROLES, type Role } from '../src/kernel/index.ts';
import { claimsOf } from '../src/platform/http/index.ts';
import {
  always,
  decide,
  type Facts,
  type Policy,
  type Resource,
  type Rule,
  type Verb,
} from '../src/platform/policy/index.ts';
import { assemble } from '../src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../src/systems/index.ts';
import { FIXTURES } from './access/fixtures.ts';
import { type Arrange, type Fixture, ORGANISATIONS, personOf, type Row, type World } from './access/worlds.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/*
 * Both walls, compared: for every resource with a table, every state of affairs, every role in the name of every kind
 * of organisation and every verb, what the policy table decides and what the database does under the same claims.
 * A change or removal that finds its row needs the right to see it too; both walls must agree on that as well.
 */

const VERBS = ['select', 'insert', 'update', 'delete'] as const satisfies readonly Verb[];
type TriedVerb = (typeof VERBS)[number];

const policy = assemble(SYSTEMS, FLOORS).policy;
const TABLES = [...policy.resources.values()].filter(({ table }) => table !== null);

/** Every role in the name of every kind of organisation, plausible or not; a role is never held alone. */
const EVERYBODY: readonly Principal[] = ROLES.flatMap((role): readonly Principal[] => {
  if (role === 'public' || role === 'system') return [principal(role, null)];
  return ORGANISATIONS.map((organisation) => principal(role, organisation));
});

function principal(role: Role, organisation: string | null): Principal {
  return {
    person: organisation === null ? null : personOf(organisation),
    name: 'Persona Ejemplo',
    organisation,
    country: organisation !== null && organisation.length === 2 && organisation !== 'ST' ? organisation : null,
    roles: role === 'public' || role === 'system' ? [role] : [role, 'public'],
    lang: 'es',
  };
}

/** One cell of the comparison: what the database did. */
interface Cell {
  readonly resource: Resource;
  readonly verb: TriedVerb;
  readonly who: Principal;
  readonly world: World;
  readonly allowed: boolean;
}

const cells: Cell[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the policy table and the database decide alike', () => {
  it.each(TABLES.map((resource) => [resource.id, resource] as const))('about %s', async (id, resource) => {
    const fixture = FIXTURES[id];
    if (!fixture) throw new Error(`"${id}" has a table and no fixture in app/test/access`);
    const worlds = await arrange(fixture, String(resource.table));
    const tried = worlds.flatMap((world) =>
      attempts(resource, fixture, world).map((attempt) => ({ world, ...attempt })),
    );
    for (const who of EVERYBODY) {
      const outcomes = await attempt(
        who,
        tried.map(({ statement }) => statement),
      );
      for (const [index, { world, verb }] of tried.entries()) {
        cells.push({ resource, verb, who, world, allowed: outcomes[index] === '1' });
      }
    }
    const here = cells.filter((cell) => cell.resource === resource);
    expect(here).toHaveLength(tried.length * EVERYBODY.length);
    expect(here.filter((cell) => allowedBy(policy, cell) !== cell.allowed).map(describeCell)).toEqual([]);
  });

  it('with worlds in which each action is sometimes allowed and sometimes not', () => {
    const blunt = TABLES.filter(({ id }) => {
      const here = cells.filter(({ resource }) => resource.id === id);
      return here.every(({ allowed }) => allowed) || here.every(({ allowed }) => !allowed);
    });
    expect(blunt.map(({ id }) => id)).toEqual([]);
  });
});

describe('a policy that is not the one in the database is noticed', () => {
  const rules = policy.rules.filter((rule) => TABLES.some(({ id }) => id === rule.resource));

  it('when a rule is dropped, or says always', () => {
    const survivors = rules.flatMap((rule) => {
      const rest = policy.rules.filter((other) => other !== rule);
      const mutants: [string, readonly Rule[]][] = [['dropped', rest]];
      if (rule.when !== always) mutants.push(['always', [...rest, { ...rule, when: always }]]);
      return mutants
        .filter(([how, mutated]) => compare(rule, mutated) === 'alike' && !(how === 'always' && isShadowed(rule, rest)))
        .map(([how]) => `${nameOf(rule)} ${how}`);
    });
    expect(rules.length).toBeGreaterThan(30);
    expect(survivors).toEqual([]);
  });

  it('when a rule is given to one more role, unless that role may do the same already', () => {
    const outcomes = rules.flatMap((rule) =>
      ROLES.filter((role) => !rule.roles.includes(role)).map((role) => {
        const outcome = compare(rule, [...policy.rules, { ...rule, roles: [role] }]);
        return outcome === 'alike' && !mayAlready(rule, role) ? `${nameOf(rule)} for ${role}` : outcome;
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(100);
    expect([...new Set(outcomes)].toSorted()).toEqual(['alike', 'noticed', 'unseen']);
  });

  /**
   * `noticed`: some cell contradicts the database. `unseen`: it allows more only on rows that the reader cannot see,
   * which gives nothing, since who cannot find a row cannot change it. `alike`: no cell tells the two apart.
   */
  function compare(rule: Rule, mutated: readonly Rule[]): 'noticed' | 'unseen' | 'alike' {
    const mutant: Policy = { ...policy, rules: mutated };
    const here = cells.filter(({ resource }) => resource.id === rule.resource);
    if (here.some((cell) => allowedBy(mutant, cell) !== cell.allowed)) return 'noticed';
    return here.some((cell) => may(mutant, cell, cell.verb) !== may(policy, cell, cell.verb)) ? 'unseen' : 'alike';
  }

  /** Wherever its condition does not hold, and there is such a world, other rules allow the same verb. */
  function isShadowed(rule: Rule, rest: readonly Rule[]): boolean {
    const outside = cellsOf(rule, rule.roles).filter((cell) => !rule.when.test(cell.who, factsOf(policy, cell)));
    return outside.length > 0 && outside.every((cell) => may({ ...policy, rules: rest }, cell, cell.verb));
  }

  function mayAlready(rule: Rule, role: Role): boolean {
    return cellsOf(rule, [role]).every(
      (cell) => !rule.when.test(cell.who, factsOf(policy, cell)) || may(policy, cell, cell.verb),
    );
  }

  /** The cells of a rule's resource and verbs, for readers with one of these roles. */
  function cellsOf(rule: Rule, roles: readonly Role[]): readonly Cell[] {
    const verbs = rule.actions.map((action) => policy.resources.get(rule.resource)?.actions[action]?.verb);
    return cells.filter(
      ({ resource, verb, who }) =>
        resource.id === rule.resource && verbs.includes(verb) && roles.some((role) => who.roles[0] === role),
    );
  }
});

/** What the table decides on a verb: any action with it; and for a row that must be found, any action that sees it. */
function allowedBy(table: Policy, cell: Cell): boolean {
  const { verb } = cell;
  const found = verb === 'select' || verb === 'insert' || may(table, cell, 'select');
  return found && may(table, cell, verb);
}

function may(table: Policy, cell: Cell, verb: Verb): boolean {
  const facts = factsOf(table, cell);
  const { resource } = cell;
  return Object.entries(resource.actions).some(
    ([action, declared]) => declared.verb === verb && decide(table, cell.who, `${resource.id}.${action}`, facts),
  );
}

function factsOf(table: Policy, { world, who }: Cell): Facts {
  const { facts } = world;
  return typeof facts === 'function' ? facts((permission, of) => decide(table, who, permission, of)) : facts;
}

function describeCell(cell: Cell): string {
  const { resource, verb, who, world, allowed } = cell;
  return `${who.roles[0]} of ${who.organisation} ${verb} ${resource.id} ${world.what}: table ${!allowed}, database ${allowed}`;
}

function nameOf(rule: Rule): string {
  return `${rule.roles.join('+')} ${rule.resource}.${rule.actions.join('+')} ${rule.when.id}`;
}

/** Inserts the rows of all worlds past every policy. */
async function arrange(fixture: Fixture, table: string): Promise<readonly World[]> {
  const run = async (statement: string): Promise<void> => void (await database.admin.pool.query(statement));
  const add: Arrange['add'] = async (into, row) => {
    await run(insertStatement(into, row));
    return row;
  };
  const worlds = await fixture.arrange({ add, run });
  for (const world of worlds) if (!world.there) await add(table, world.row);
  return worlds;
}

function attempts(
  { table }: Resource,
  { key }: Fixture,
  { row, like, untried = [] }: World,
): readonly { readonly verb: TriedVerb; readonly statement: string }[] {
  const where = key.map((column) => `${column} = ${literal(row[column])}`).join(' and ');
  const statements: Readonly<Record<TriedVerb, string>> = {
    select: `select 1 from ${table} where ${where}`,
    insert: insertStatement(String(table), like),
    update: `update ${table} set ${key[0]} = ${key[0]} where ${where}`,
    delete: `delete from ${table} where ${where}`,
  };
  return VERBS.filter((verb) => !untried.includes(verb)).map((verb) => ({ verb, statement: statements[verb] }));
}

/**
 * Tries each statement in the name of that person, undoing it at once: `1` where rows were touched, `0` where there
 * were none or the server refused. Any other error is a fault of the fixture and fails the test.
 */
async function attempt(who: Principal, statements: readonly string[]): Promise<string> {
  return await database.app.transaction(claimsOf(who), async (db) => {
    await sql
      .raw(`do $attempts$
        declare
          statement text;
          touched bigint;
          outcomes text := '';
        begin
          foreach statement in array array[${statements.map((text) => pg.escapeLiteral(text)).join(', ')}] loop
            begin
              execute statement;
              get diagnostics touched = row_count;
              raise exception using errcode = 'EN001', message = touched::text;
            exception
              when sqlstate 'EN001' then outcomes := outcomes || case sqlerrm when '0' then '0' else '1' end;
              when insufficient_privilege then outcomes := outcomes || '0';
            end;
          end loop;
          perform set_config('enlace.outcomes', outcomes, true);
        end $attempts$`)
      .execute(db);
    const { rows } = await sql<{ outcomes: string }>`select current_setting('enlace.outcomes') as outcomes`.execute(db);
    return rows[0]?.outcomes ?? '';
  });
}

function insertStatement(table: string, row: Row): string {
  return `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).map(literal).join(', ')})`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return pg.escapeLiteral(value);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]::text[]`;
  return pg.escapeLiteral(JSON.stringify(value));
}
