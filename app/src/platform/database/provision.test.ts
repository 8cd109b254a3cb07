import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS, need } from '../../../test/server.ts';
import type { Refusal, Result } from '../../kernel/result.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { openOwnServer } from './own-server.ts';
import { ensureDatabase, ensureRoles, prepareDatabase } from './provision.ts';
import { DATABASE_ROLES, nameOfRole } from './roles.ts';
import { type DatabaseServer, withDatabase } from './server.ts';

/** A server of this file alone, as an operator would give it: roles belong to a whole server. */
let server: EmbeddedServer;
let folder: string;
/** An account of the operator that may neither create roles nor open databases of others. */
let operator: DatabaseServer;

beforeAll(async () => {
  folder = await mkdtemp('/tmp/enlace-provision-');
  await chmod(folder, 0o711);
  server = need(await startEmbedded({ dataDir: join(folder, 'data'), log: () => undefined }));
  await run(`create role operator login password 'operator'`);
  const url = new URL(server.adminUrl);
  url.username = 'operator';
  url.password = 'operator';
  operator = { kind: 'own', adminUrl: url.href, secret: server.secret };
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(statement: string, url = server.adminUrl): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

function refusalOf(result: Result<unknown>): Refusal {
  if (result.ok) throw new Error('Not refused');
  return result.refusal;
}

describe('roles', () => {
  test('that the given account may not create are refused with the SQL that creates them', async () => {
    const refusal = refusalOf(await ensureRoles(operator));
    expect(refusal).toMatchObject({ kind: 'forbidden', code: 'database.roles-missing' });
    // Run by an administrator it is all that was missing.
    await run(String(refusal.details?.['sql']));
    expect(await ensureRoles(operator)).toEqual({ ok: true, value: undefined });
    await run(`drop role enlace_counter, ${DATABASE_ROLES.map(nameOfRole).join(', ')}`);
  });

  test('are created once by several programs that start at the same moment', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => ensureRoles(server)));
    expect(all.map((one) => one.ok)).toEqual([true, true, true, true]);
    const rows = await run(
      `select rolname, rolbypassrls from pg_roles where rolname like 'enlace%' and not rolsuper and not rolcreaterole order by 1`,
    );
    expect(rows).toEqual([
      { rolname: 'enlace_app', rolbypassrls: false },
      { rolname: 'enlace_audit_reader', rolbypassrls: false },
      { rolname: 'enlace_auth', rolbypassrls: false },
      { rolname: 'enlace_backup', rolbypassrls: true },
      { rolname: 'enlace_counter', rolbypassrls: false },
      { rolname: 'enlace_owner', rolbypassrls: false },
    ]);
  });

  test('of another installation are not taken over', async () => {
    const refusal = refusalOf(await ensureRoles({ ...server, secret: 'another installation' }));
    expect(refusal).toMatchObject({ code: 'database.role-password', details: { role: 'enlace_owner' } });
    expect((await ensureRoles(server)).ok).toBe(true);
  });
});

describe('a database', () => {
  test('is made, migrated and closed to everybody but the roles of Enlace', async () => {
    await ensureRoles(server);
    const plan = { name: 'enlace', folder: MIGRATIONS, log: () => undefined };
    const urls = need(await prepareDatabase(server, plan));
    expect(need(await prepareDatabase(server, plan))).toEqual(urls);
    expect(await run('select current_user as name', urls.app)).toEqual([{ name: 'enlace_app' }]);
    await expect(run('select 1', withDatabase(operator.adminUrl, 'enlace'))).rejects.toMatchObject({ code: '42501' });
  });

  test('that the given account may not open is refused with the SQL that opens it', async () => {
    await ensureRoles(server);
    const missing = refusalOf(await ensureDatabase(operator, { name: 'theirs' }));
    expect(missing).toMatchObject({
      code: 'database.not-ours',
      details: { sql: expect.stringMatching(/^create database/) },
    });
    await run('create database theirs');
    const refusal = refusalOf(await ensureDatabase(operator, { name: 'theirs' }));
    for (const statement of String(refusal.details?.['sql']).split('\n')) await run(statement);
    expect((await ensureDatabase(operator, { name: 'theirs' })).ok).toBe(true);
  });
});

describe('an own server', () => {
  test('is known by the address of its database', async () => {
    await run('create database own');
    const own = need(await openOwnServer({ url: withDatabase(server.adminUrl, 'own'), secret: server.secret }));
    expect(own).toMatchObject({ kind: 'own', database: 'own' });
  });

  test.each([
    ['that is older than 15', () => ({ url: server.adminUrl, oldestServer: 99 }), 'database.server-too-old'],
    ['without the database', () => ({ url: withDatabase(server.adminUrl, 'nowhere') }), 'database.missing'],
    [
      'that does not know the password',
      () => ({ url: server.adminUrl.replace(/:[^:@]+@/, ':guess@') }),
      'database.login-refused',
    ],
    ['that does not answer', () => ({ url: 'postgresql://u:p@localhost:1/x' }), 'database.unreachable'],
    [
      'that keeps text in no known encoding',
      () => ({ url: withDatabase(server.adminUrl, 'ascii') }),
      'database.not-utf8',
    ],
  ])('%s is refused', async (_, options, code) => {
    if (code === 'database.not-utf8') {
      await run(`create database ascii template template0 encoding SQL_ASCII locale_provider libc locale 'C'`);
    }
    expect(refusalOf(await openOwnServer({ ...options(), secret: server.secret })).code).toBe(code);
  });
});
