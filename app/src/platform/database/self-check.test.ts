import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { connect, type Database } from './connect.ts';
import { type Finding, mayServe, type SelfCheckOptions, selfCheck } from './self-check.ts';

let db: TestDatabase;
/** What is wrong in the migrated template itself, whoever owns it: kept out of these tests, which damage copies of it. */
let known: readonly Finding[];

beforeAll(async () => {
  db = await testDatabase();
  known = await selfCheck(options());
});
afterAll(() => db?.close());

function options(changes: Partial<SelfCheckOptions> = {}): SelfCheckOptions {
  return {
    logins: [db.app, db.auth],
    definers: [],
    exempt: [],
    kind: 'own',
    now: () => new Date(),
    ...changes,
  };
}

/** The findings that some damage, done by the administrator, adds. */
async function findingsAfter(damage: string, changes: Partial<SelfCheckOptions> = {}): Promise<readonly Finding[]> {
  await sql.raw(damage).execute(db.admin.kysely);
  return await newFindings(changes);
}

async function newFindings(changes: Partial<SelfCheckOptions> = {}): Promise<readonly Finding[]> {
  const old = new Set(known.map(keyOf));
  return (await selfCheck(options(changes))).filter((finding) => !old.has(keyOf(finding)));
}

function keyOf({ code, subject }: Finding): string {
  return `${code} ${subject}`;
}

/** A login of this test alone: the roles of Enlace belong to the whole server, where other tests run. */
async function withLogin(
  attributes: string,
  grants: (role: string) => string,
  check: (login: Database) => Promise<void>,
) {
  const role = `enlace_probe_${db.name.slice(-12)}`;
  await sql
    .raw(`create role ${role} login password 'probe' ${attributes}; grant connect on database ${db.name} to ${role}`)
    .execute(db.admin.kysely);
  await sql.raw(grants(role)).execute(db.admin.kysely);
  const url = new URL(db.urls.app);
  url.username = role;
  url.password = 'probe';
  const login = connect(url.href, { max: 1, log: () => undefined });
  try {
    await check(login);
  } finally {
    await login.close();
    await sql.raw(`drop owned by ${role} cascade; drop role ${role}`).execute(db.admin.kysely);
  }
}

test('the roles that serve requests own nothing, create nothing and bypass nothing', () => {
  expect(known.filter((finding) => finding.code.startsWith('database.login'))).toEqual([]);
});

describe('a login is refused', () => {
  test.each([
    ['that is a superuser', 'superuser', () => 'select', 'database.login-is-superuser'],
    ['that bypasses row-level security', 'bypassrls', () => 'select', 'database.login-bypasses-rows'],
    ['that may create roles', 'createrole', () => 'select', 'database.login-may-create-roles'],
    ['that may create databases', 'createdb', () => 'select', 'database.login-may-create-roles'],
    [
      'that owns a table',
      '',
      (r: string) => `create table platform.probe (); alter table platform.probe owner to ${r}`,
      'database.login-owns',
    ],
    [
      'that may create in a schema',
      '',
      (r: string) => `grant create on schema conf to ${r}`,
      'database.login-may-create',
    ],
    [
      'that may make temporary tables',
      '',
      (r: string) => `grant temporary on database ${db.name} to ${r}`,
      'database.login-may-create',
    ],
    ['that is a member of another role', '', (r: string) => `grant enlace_app to ${r}`, 'database.login-is-member'],
  ] as const)('%s', async (_, attributes, grants, code) => {
    await withLogin(attributes, grants, async (login) => {
      const findings = await selfCheck(options({ logins: [login] }));
      expect(findings.map((finding) => finding.code)).toContain(code);
      expect(mayServe(findings)).toBe(false);
    });
  });
});

describe('the database is refused', () => {
  test('with a table of the Conference without row-level security', async () => {
    expect(await findingsAfter('create table conf.bare (id int)')).toEqual([
      { code: 'database.table-without-row-security', subject: 'conf.bare', gravity: 'refuse' },
    ]);
    expect(await newFindings({ exempt: ['conf.bare'] })).toEqual([]);
    await sql`drop table conf.bare`.execute(db.admin.kysely);
  });

  test('with row-level security that does not bind the owner of the table', async () => {
    await findingsAfter('create table conf.unforced (id int); alter table conf.unforced enable row level security');
    expect((await newFindings()).map(keyOf)).toEqual(['database.table-without-row-security conf.unforced']);
    expect(await findingsAfter('alter table conf.unforced force row level security')).toEqual([]);
    await sql`drop table conf.unforced`.execute(db.admin.kysely);
  });

  test('with a table elsewhere that has a column for an organisation', async () => {
    const findings = await findingsAfter('create table platform.letter (id int, org text)');
    expect(findings.map(keyOf)).toEqual(['database.table-without-row-security platform.letter']);
    await sql`drop table platform.letter`.execute(db.admin.kysely);
  });

  test('with a view that shows what its owner sees', async () => {
    const findings = await findingsAfter(`
      create view conf.v_plain as select 1 as one;
      create view conf.v_off with (security_invoker = false) as select 1 as one;
      create view conf.v_safe with (security_invoker = true) as select 1 as one;
      create materialized view conf.v_stored as select 1 as one`);
    expect(findings.map(keyOf)).toEqual([
      'database.view-bypasses-rows conf.v_off',
      'database.view-bypasses-rows conf.v_plain',
      'database.view-bypasses-rows conf.v_stored',
    ]);
    await sql
      .raw('drop view conf.v_plain, conf.v_off, conf.v_safe; drop materialized view conf.v_stored')
      .execute(db.admin.kysely);
  });

  test("with a function that runs with its owner's rights and is not on the list", async () => {
    const findings = await findingsAfter(
      `create function conf.probe(a int, b text) returns int language sql security definer set search_path = pg_catalog return 1`,
    );
    expect(findings.map(keyOf)).toEqual(['database.definer-unknown conf.probe(integer, text)']);
    expect(await newFindings({ definers: ['conf.probe(integer, text)'] })).toEqual([]);
    expect((await findingsAfter('alter function conf.probe reset search_path')).map(keyOf)).toEqual([
      'database.definer-unknown conf.probe(integer, text)',
      'database.definer-search-path conf.probe(integer, text)',
    ]);
    await sql`drop function conf.probe`.execute(db.admin.kysely);
  });

  test('when the list names a function that is not there', async () => {
    expect((await newFindings({ definers: ['conf.gone()'] })).map(keyOf)).toEqual([
      'database.definer-missing conf.gone()',
    ]);
  });

  test('on a server older than the oldest we write for', async () => {
    expect((await newFindings({ oldestServer: 99 })).map((finding) => finding.code)).toEqual([
      'database.server-version',
    ]);
  });

  test('when the clocks of database and program differ by more than five seconds', async () => {
    for (const off of [-7_000, 7_000]) {
      const findings = await newFindings({ now: () => new Date(Date.now() + off) });
      expect(findings.map(keyOf)).toEqual(['database.clock-skewed 7 s']);
    }
    expect(await newFindings({ now: () => new Date(Date.now() + 3_000) })).toEqual([]);
  });

  test('when a session need not wait for the disk', async () => {
    const url = new URL(db.urls.app);
    const hasty = connect(url.href, { max: 1, log: () => undefined });
    await sql`set synchronous_commit = off`.execute(hasty.kysely);
    expect((await newFindings({ logins: [hasty] })).map(keyOf)).toEqual(['database.setting-unsafe synchronous_commit']);
    await hasty.close();
  });

  test('without any table to check', async () => {
    const empty = `enlace_empty_${db.name.slice(-12)}`;
    await sql.raw(`create database ${empty}`).execute(db.admin.kysely);
    const url = new URL(db.server.adminUrl);
    url.pathname = `/${empty}`;
    const login = connect(url.href, { max: 1, log: () => undefined });
    const findings = await selfCheck(options({ logins: [login] }));
    expect(findings.map((finding) => finding.code)).toContain('database.no-tables');
    await login.close();
    await sql.raw(`drop database ${empty}`).execute(db.admin.kysely);
  });

  test('by a check that was given nothing to check', async () => {
    await expect(selfCheck(options({ logins: [] }))).rejects.toThrow('no login');
  });
});

describe('the files of the installation', () => {
  let folder: string;
  const plenty = { free: 100e9, total: 200e9 };

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/enlace-check-');
    await writeFile(join(folder, 'secret'), 'x', { mode: 0o600 });
    await mkdir(join(folder, 'cluster'), { mode: 0o700 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function check(space: { free: number; total: number } = plenty): Promise<readonly Finding[]> {
    const files = { secrets: [join(folder, 'secret')], folders: [join(folder, 'cluster')], space: async () => space };
    return await newFindings({ files });
  }

  test('are closed to other accounts', async () => {
    expect(await check()).toEqual([]);
    await chmod(join(folder, 'secret'), 0o640);
    expect((await check()).map((finding) => finding.code)).toEqual(['database.file-readable']);
    await chmod(join(folder, 'secret'), 0o600);
    await chmod(join(folder, 'cluster'), 0o750);
    expect((await check()).map((finding) => finding.code)).toEqual(['database.folder-open']);
    await chmod(join(folder, 'cluster'), 0o710);
    expect(await check()).toEqual([]);
  });

  test('need room: below 512 MB or a tenth of the disk the program reads and does not write', async () => {
    for (const space of [
      { free: 511 * 1024 ** 2, total: 1024 ** 3 },
      { free: 9e9, total: 100e9 },
    ]) {
      const findings = await check(space);
      expect(findings.map(({ code, gravity }) => [code, gravity])).toEqual([['database.disk-low', 'read-only']]);
      expect(mayServe(findings)).toBe(true);
    }
    expect(await check({ free: 11e9, total: 100e9 })).toEqual([]);
  });

  test('that are missing are a fault, not silence', async () => {
    await expect(newFindings({ files: { secrets: [join(folder, 'gone')], folders: [] } })).rejects.toThrow('ENOENT');
  });
});
