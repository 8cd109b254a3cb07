import pg from 'pg';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { type MigrateOptions, migrate } from './migrate.ts';
import { codeOf } from './processes.ts';
import {
  DATABASE_ROLES,
  type DatabaseRole,
  DEFINER_ROLES,
  databaseStatements,
  definerRoleStatements,
  nameOfRole,
  passwordFor,
  roleStatements,
} from './roles.ts';
import { type DatabaseServer, type DatabaseUrls, withDatabase, withRole } from './server.ts';

const DUPLICATE_OBJECT = '42710';
const UNIQUE_VIOLATION = '23505';
const DUPLICATE_DATABASE = '42P04';
const INSUFFICIENT_PRIVILEGE = '42501';
const INVALID_PASSWORD = '28P01';
const UNDEFINED_OBJECT = '42704';

/** What the program needs before it opens its pools: roles, the database, its schema at the current migration. */
export async function prepareDatabase(
  server: DatabaseServer,
  plan: DatabasePlan & Omit<MigrateOptions, 'url'>,
): Promise<Result<DatabaseUrls, Refusal>> {
  const roles = await ensureRoles(server);
  if (!roles.ok) return roles;
  const urls = await ensureDatabase(server, plan);
  if (!urls.ok) return urls;
  const migrated = await migrate({ ...plan, url: urls.value.owner });
  return migrated.ok ? urls : migrated;
}

/**
 * Creates the roles of Enlace where they are missing. Roles belong to the whole server: other databases and other
 * processes may share and create them at this moment, so an existing role is left as it is.
 *
 * Refused when the administrator's address may not create them (`database.roles-missing`) or when one exists with
 * another password than ours (`database.role-password`); the SQL that an administrator must run is in `details.sql`.
 */
export async function ensureRoles(server: DatabaseServer): Promise<Result<void, Refusal>> {
  return await withClient(server.adminUrl, async (client) => {
    const forbidden: string[] = [];
    for (const role of DATABASE_ROLES) {
      const password = passwordFor(server.secret, role);
      const outcome = await ensureRole(client, nameOfRole(role), roleStatements(role, password), forbidden);
      if (outcome !== 'found' || (await canLogIn(withRole(server.adminUrl, role, server.secret)))) continue;
      const sql = `alter role ${nameOfRole(role)} password ${pg.escapeLiteral(password)};`;
      return refuse('conflict', 'database.role-password', { role: nameOfRole(role), sql });
    }
    for (const role of DEFINER_ROLES)
      await ensureRole(client, nameOfRole(role), definerRoleStatements(role), forbidden);
    return forbidden.length === 0
      ? ok(undefined)
      : refuse('forbidden', 'database.roles-missing', { sql: script(forbidden) });
  });
}

/** Statements that the administrator's address may not run are added to `forbidden`. */
async function ensureRole(
  client: pg.Client,
  name: string,
  statements: readonly string[],
  forbidden: string[],
): Promise<'made' | 'found' | 'forbidden'> {
  const found = await client.query('select from pg_roles where rolname = $1', [name]);
  if (found.rowCount === 1) return 'found';
  try {
    await client.query(`begin; ${statements.join('; ')}; commit`);
    return 'made';
  } catch (error) {
    await client.query('rollback');
    const code = codeOf(error);
    // Another process created it between our look and our statement.
    if (code === DUPLICATE_OBJECT || code === UNIQUE_VIOLATION) return 'found';
    if (code !== INSUFFICIENT_PRIVILEGE && code !== UNDEFINED_OBJECT) throw error;
    forbidden.push(...statements);
    return 'forbidden';
  }
}

/** A login with a wrong password is an answer; anything else that goes wrong is a fault. */
async function canLogIn(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => undefined);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === INVALID_PASSWORD) return false;
    // The password was right; this database is closed to the role until `ensureDatabase` opens it.
    if (code === INSUFFICIENT_PRIVILEGE) return true;
    throw error;
  }
}

export interface DatabasePlan {
  readonly name: string;
  /** An existing database to copy: rows, schemas and their grants. Nobody may be connected to it. */
  readonly template?: string;
}

/**
 * Creates a database where it is missing, opens it to Enlace's roles and closes it to everybody else. Refused
 * (`database.not-ours`, with the SQL to run) when the administrator's address may not.
 */
export async function ensureDatabase(
  server: DatabaseServer,
  plan: DatabasePlan,
): Promise<Result<DatabaseUrls, Refusal>> {
  const create = `create database ${pg.escapeIdentifier(plan.name)}${plan.template ? ` template ${pg.escapeIdentifier(plan.template)}` : ''}`;
  const open = databaseStatements(plan.name);
  return await withClient(server.adminUrl, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [plan.name]);
    if (found.rowCount === 0 && !(await mayRun(client, create))) {
      return refuse('forbidden', 'database.not-ours', { sql: script([create, ...open]) });
    }
    // An administrator may have run these already for an account that may not: what counts is what the owner may do.
    for (const statement of open) await mayRun(client, statement);
    const { rows } = await client.query<{ may: boolean }>(`select has_database_privilege($1, $2, 'create') as may`, [
      nameOfRole('owner'),
      plan.name,
    ]);
    return rows[0]?.may
      ? ok(urlsFor(server, plan.name))
      : refuse('forbidden', 'database.not-ours', { sql: script(open) });
  });
}

/** Runs a statement; false when the account may not. Another process may have created the database meanwhile. */
async function mayRun(client: pg.Client, statement: string): Promise<boolean> {
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === DUPLICATE_DATABASE || code === UNIQUE_VIOLATION) return true;
    if (code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  }
}

function script(statements: readonly string[]): string {
  return statements.map((statement) => `${statement};`).join('\n');
}

/** Drops a database, ending its connections. */
export async function dropDatabase(server: DatabaseServer, name: string): Promise<void> {
  await withClient(server.adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}

/** The addresses of one database, by role. */
export function urlsFor(server: DatabaseServer, database: string): DatabaseUrls {
  const admin = withDatabase(server.adminUrl, database);
  const entries = DATABASE_ROLES.map((role) => [role, withRole(admin, role, server.secret)]);
  return Object.fromEntries(entries) as Record<DatabaseRole, string>;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'enlace-setup' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
