import pg from 'pg';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { codeOf } from './processes.ts';
import type { DatabaseServer } from './server.ts';

/** The oldest PostgreSQL that the migrations are written for (parts.md, rule 6). */
export const OLDEST_SERVER = 15;

export interface OwnServerOptions {
  /** `DATABASE_URL`: an account that may create roles, or one for which an administrator has created them. */
  readonly url: string;
  readonly secret: string;
  readonly oldestServer?: number;
}

/** The operator's own server and the name of the database in its address. */
export interface OwnServer extends DatabaseServer {
  readonly database: string;
}

const INVALID_DATABASE = '3D000';
const INVALID_PASSWORD = '28P01';
const INVALID_AUTHORIZATION = '28000';

/**
 * Looks at the operator's own server before anything is changed on it. Refused when it does not answer
 * (`database.unreachable`), refuses the account (`database.login-refused`), has no such database
 * (`database.missing`), is older than 15 (`database.server-too-old`) or keeps text in anything but UTF-8
 * (`database.not-utf8`).
 */
export async function openOwnServer({
  url,
  secret,
  oldestServer = OLDEST_SERVER,
}: OwnServerOptions): Promise<Result<OwnServer, Refusal>> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'enlace-setup',
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
  } catch (error) {
    return refusalOfConnection(error, client);
  }
  try {
    const { rows } = await client.query<{ version: string; encoding: string; name: string }>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
              current_database() as name`,
    );
    const { version = '0', encoding = '', name = '' } = rows[0] ?? {};
    const found = Math.floor(Number(version) / 10_000);
    if (found < oldestServer) return refuse('invalid', 'database.server-too-old', { found, oldest: oldestServer });
    if (encoding !== 'UTF8') return refuse('invalid', 'database.not-utf8', { encoding });
    return ok({ kind: 'own', adminUrl: url, secret, database: name });
  } finally {
    await client.end();
  }
}

function refusalOfConnection(error: unknown, { host, database = '' }: pg.Client): Result<never, Refusal> {
  const code = codeOf(error);
  if (code === INVALID_DATABASE) {
    const sql = `create database ${pg.escapeIdentifier(database)} encoding 'UTF8' template template0;`;
    return refuse('invalid', 'database.missing', { sql });
  }
  if (code === INVALID_PASSWORD || code === INVALID_AUTHORIZATION) {
    return refuse('invalid', 'database.login-refused', { host });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return refuse('invalid', 'database.unreachable', { host, reason });
}
