import { createHmac } from 'node:crypto';
import pg from 'pg';

/**
 * The database accounts of Enlace (security.md, section 2). None is a superuser; only the backup sees rows without
 * a claim. The order is that of creation.
 */
export const DATABASE_ROLES = ['owner', 'app', 'auth', 'backup', 'audit_reader'] as const;

export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/**
 * Roles that nobody logs in as: each owns the few SECURITY DEFINER functions that must see a little more than their
 * caller, and may read just that. The owner is a member, to hand it a function in a migration.
 */
export const DEFINER_ROLES = ['counter'] as const;

export type DefinerRole = (typeof DEFINER_ROLES)[number];

interface RoleDefinition {
  readonly attributes: string;
  readonly searchPath: string;
  readonly memberOf?: string;
  readonly comment: string;
}

const DEFINITIONS: Readonly<Record<DatabaseRole, RoleDefinition>> = {
  owner: {
    attributes: 'nobypassrls',
    searchPath: 'ext',
    comment: 'Enlace: owns schemas and tables, logs in for migrations only',
  },
  app: {
    attributes: 'nobypassrls',
    searchPath: 'ext',
    comment: 'Enlace: the application; no DDL, owns nothing, sees what row-level security shows its claims',
  },
  auth: {
    attributes: 'nobypassrls',
    searchPath: 'auth, ext',
    comment: 'Enlace: sign-in; reads and writes the schema auth and nothing else',
  },
  backup: {
    attributes: 'bypassrls',
    searchPath: 'ext',
    memberOf: 'pg_read_all_data',
    comment: 'Enlace: the backup job; reads everything, writes nothing',
  },
  audit_reader: {
    attributes: 'nobypassrls',
    searchPath: 'ext',
    comment: 'Enlace: reads the audit log and nothing else',
  },
};

const DEFINER_COMMENTS: Readonly<Record<DefinerRole, string>> = {
  counter: 'Enlace: owns functions that count rows their caller may not see; nobody logs in as it',
};

/** `app` is `enlace_app` in the server, where the names of other programs live too. */
export function nameOfRole(role: DatabaseRole | DefinerRole): string {
  return `enlace_${role}`;
}

/** One secret file keeps all passwords: each is derived from it, by role name. */
export function passwordFor(secret: string, role: DatabaseRole | 'postgres'): string {
  return createHmac('sha256', secret).update(`enlace database password\n${role}`).digest('base64url');
}

/** The statements that create a definer role; `enlace_owner` must exist. */
export function definerRoleStatements(role: DefinerRole): readonly string[] {
  const name = nameOfRole(role);
  return [
    `create role ${name} nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls`,
    `grant ${name} to ${nameOfRole('owner')}`,
    `comment on role ${name} is ${pg.escapeLiteral(DEFINER_COMMENTS[role])}`,
  ];
}

/** The statements that create a login role, as an administrator can read and run them. */
export function roleStatements(role: DatabaseRole, password: string): readonly string[] {
  const name = nameOfRole(role);
  const { attributes, searchPath, memberOf, comment } = DEFINITIONS[role];
  return [
    `create role ${name} login nosuperuser nocreatedb nocreaterole noreplication ${attributes} password ${pg.escapeLiteral(password)}`,
    ...(memberOf === undefined ? [] : [`grant ${memberOf} to ${name}`]),
    `alter role ${name} set search_path = ${searchPath}`,
    `comment on role ${name} is ${pg.escapeLiteral(comment)}`,
  ];
}

/** What Enlace's roles may do with a database as a whole; PostgreSQL grants everybody more by default. */
export function databaseStatements(database: string): readonly string[] {
  const name = pg.escapeIdentifier(database);
  const readers = DATABASE_ROLES.filter((role) => role !== 'owner').map(nameOfRole);
  return [
    `revoke all on database ${name} from public`,
    `grant connect, create, temporary on database ${name} to ${nameOfRole('owner')}`,
    `grant connect on database ${name} to ${readers.join(', ')}`,
  ];
}
