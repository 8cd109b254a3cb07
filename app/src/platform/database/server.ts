import { type DatabaseRole, nameOfRole, passwordFor } from './roles.ts';

/** A PostgreSQL server that Enlace may set up: the embedded one, or the operator's own (`DATABASE_URL`). */
export interface DatabaseServer {
  readonly kind: 'embedded' | 'own';
  /** Logs in with the right to create roles and databases; used at start and never by a request. */
  readonly adminUrl: string;
  /** The passwords of Enlace's roles are derived from it. */
  readonly secret: string;
}

/** The addresses with which the roles of Enlace log in to one database. */
export type DatabaseUrls = Readonly<Record<DatabaseRole, string>>;

/** The same address for another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** The same address for one of Enlace's roles. */
export function withRole(url: string, role: DatabaseRole, secret: string): string {
  const changed = new URL(url);
  changed.username = nameOfRole(role);
  changed.password = passwordFor(secret, role);
  return changed.href;
}
