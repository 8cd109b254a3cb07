import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { MIGRATIONS, need } from '../../../test/server.ts';
import { auditLog } from '../audit/index.ts';
import { dropDatabase, ensureDatabase, migrate, urlsFor } from '../database/index.ts';
import { readArchive } from './archive.ts';
import { hashTable, linesSql, readTables } from './catalogue.ts';
import { type Backup, inSnapshot, writeBackup } from './export.ts';
import { makeKeys } from './keys.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';

let source: TestDatabase;
let folder: string;
let backup: Backup;
let first: { identity: string; recipient: string };
let second: { identity: string; recipient: string };
const made: string[] = [];

beforeAll(async () => {
  source = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'enlace-backup-'));
  await arrangeHardValues(source);
  first = await makeKeys();
  second = await makeKeys();
  backup = await writeBackup({
    database: source.backup,
    folder,
    recipients: [first.recipient, second.recipient],
    verifierKey: 'registro.ejemplo.invalid+00000000+AA==',
    now: new Date('2017-01-20T16:00:00.123Z'),
  });
});

afterAll(async () => {
  for (const name of made) await dropDatabase(source.server, name);
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

/** Values that a careless export loses: bytes, microseconds, large numbers, JSON's null beside SQL's, circles of keys. */
async function arrangeHardValues({ admin, app }: TestDatabase): Promise<void> {
  const { pool } = admin;
  const log = auditLog(app);
  for (let index = 0; index < 5; index++) {
    await log.append({
      at: '2017-01-20T16:00:00Z',
      organisation: index % 2 === 0 ? 'HN' : 'SV',
      person: 'persona-ejemplo',
      roles: ['focal_point'],
      act: 'test.act',
      permission: null,
      outcome: 'done',
    });
  }
  await pool.query(`insert into auth.account (id, name, email, organisation, valid_from, created_at)
    values ('a1', 'Persona Ejemplo Ñandú "uno"\\', 'uno@ejemplo.invalid', 'HN', '2000-01-01', '2017-01-20 16:00:00.123456+00')`);
  await pool.query(`insert into auth.session (id, account, token_hash, started_at, last_seen_at, expires_at)
    values ('s1', 'a1', repeat('x', 43), now(), now(), now())`);
  await pool.query(`insert into conf.file (sha256, bytes, size, mime)
    select sha256(b), b, length(b), 'application/pdf' from (select decode('00ff0a0d22' || repeat('ab', 300000), 'hex') as b) f`);
  await pool.query(`insert into platform.job (id, kind, payload, lang, created_at, result) values
    (gen_random_uuid(), 'test', 'null', 'es', '2017-01-20 16:00:00.000001+00', null),
    (gen_random_uuid(), 'test', '{"a":[1.50,12345678901234567890.123],"b":null,"ñ":"\\u00e1\\n"}', 'es', '294276-12-31', 'null')`);
  await pool.query(`insert into conf.meeting (code, body, title_es, title_en) values
    ('EJEMPLO-Z', 'GRCM', 'Línea uno' || chr(10) || 'línea dos', 'x'), ('EJEMPLO-A', 'GRCM', 'b', 'b')`);
  await pool.query(`update conf.meeting set linked_meeting = (select id from conf.meeting o where o.id <> meeting.id)`);
}

async function newName(): Promise<string> {
  const name = `enlace_restore_${made.length}_${process.pid}`;
  made.push(name);
  return name;
}

async function restore(over: Partial<RestoreOptions> = {}): ReturnType<typeof restoreBackup> {
  return await restoreBackup({
    file: backup.file,
    identities: [second.identity],
    server: source.server,
    database: over.database ?? (await newName()),
    migrations: MIGRATIONS,
    log: () => undefined,
    ...over,
  });
}

async function rowsIn(database: string): Promise<number | undefined> {
  const pg = await import('pg');
  const client = new pg.default.Client({ connectionString: urlsFor(source.server, database).backup });
  try {
    await client.connect();
  } catch {
    return undefined;
  }
  const tables = await client.query(`select count(*)::int as n from pg_tables where schemaname = 'conf'`);
  await client.end();
  return tables.rows[0]?.n;
}

describe('a backup and its restore', () => {
  it('gives back every table to the byte, whoever of the custodians opens it', async () => {
    for (const { identity } of [first, second]) {
      const restored = need(await restore({ identities: [identity] }));
      const pg = await import('pg');
      const client = new pg.default.Client({ connectionString: restored.urls.backup });
      await client.connect();
      await client.query('begin');
      for (const table of await readTables(client)) {
        const original = await inSnapshot(source.backup, (from) => hashTable(from, table));
        expect(await hashTable(client, table), table.name).toEqual(original);
      }
      await client.end();
    }
  });

  it('holds something of every kind that is easily lost', async () => {
    const rows = new Map(backup.manifest.tables.map(({ name, rows }) => [name, rows]));
    expect(rows.get('conf.meeting')).toBe(2);
    expect(rows.get('platform.job')).toBe(2);
    expect(rows.get('conf.file')).toBe(1);
    expect(rows.get('auth.account')).toBe(1);
    expect(rows.get('audit.event')).toBe(5);
    expect(backup.manifest.log.events).toBe(5);
  });

  it('keeps microseconds, JSON null apart from no value, and numbers beyond a double', async () => {
    const restored = need(await restore());
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: restored.urls.backup });
    await client.connect();
    const { rows } = await client.query(
      `select payload::text, created_at::text, result is null as none, jsonb_typeof(result) as result from platform.job order by created_at`,
    );
    await client.end();
    expect(rows[0]).toEqual({ payload: 'null', created_at: '2017-01-20 16:00:00.000001+00', none: true, result: null });
    expect(rows[1]).toMatchObject({ none: false, result: 'null' });
    expect(rows[1].payload).toContain('12345678901234567890.123');
  });

  it('an open session does not come back to life', () => {
    expect(backup.manifest.leftOut).toContain('auth.session');
    expect(backup.manifest.tables.map(({ name }) => name)).not.toContain('auth.session');
  });

  it('row policies with FORCE, foreign keys and triggers are those of the migrations', async () => {
    const restored = need(await restore());
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: restored.urls.owner });
    await client.connect();
    const seen = await client.query('select count(*)::int as n from conf.meeting');
    expect(seen.rows[0]?.n).toBe(0);
    await expect(client.query('delete from audit.event')).rejects.toThrow('the log can only grow');
    await expect(
      client.query(`insert into auth.account_role (account, role) values ('nobody', 'auditor')`),
    ).rejects.toMatchObject({ code: '23503' });
    await client.end();
  });

  it('the next number of a sequence is a new one', async () => {
    const named = backup.manifest.sequences.map(({ name }) => name);
    expect(named.length).toBeGreaterThan(0);
  });

  it('no file has the right name before it is whole', async () => {
    expect((await readdir(folder)).filter((name) => !name.endsWith('.tar.gz.age'))).toEqual([]);
    expect(backup.file).toMatch(/enlace-20170120T160000Z\.tar\.gz\.age$/);
    expect(backup.bytes).toBe((await readFile(backup.file)).length);
  });

  it('nothing of the rows can be read in the archive without a key', async () => {
    expect((await readFile(backup.file)).includes('Persona Ejemplo')).toBe(false);
  });
});

describe('a backup while people work', () => {
  it('is of one moment: what is written after it began is not in it, in no table', async () => {
    const work: Promise<unknown>[] = [];
    const whileWriting = await writeBackup({
      database: source.backup,
      folder,
      recipients: [first.recipient, second.recipient],
      verifierKey: backup.manifest.log.verifierKey,
      now: new Date('2017-01-21T16:00:00Z'),
      progress: ({ done }) => {
        // After the first table: tables that come later in the archive, and the log.
        if (done !== 1) return;
        const { pool } = source.admin;
        work.push(
          pool.query(`insert into conf.meeting (code, body, title_es, title_en) values ('TARDE', 'GRCM', 'b', 'b')`),
        );
        work.push(pool.query(`select audit.append('{}')`));
      },
    });
    await Promise.all(work);
    expect(whileWriting.manifest.log).toEqual(backup.manifest.log);
    const hashes = ({ manifest }: Backup) => manifest.tables.map(({ name, sha256 }) => [name, sha256]);
    expect(hashes(whileWriting)).toEqual(hashes(backup));
    await source.admin.pool.query(`delete from conf.meeting where code = 'TARDE'`);
    await source.admin.pool.query(
      'alter table audit.event disable trigger user; delete from audit.event where seq = 5; alter table audit.event enable trigger user',
    );
  });
});

describe('a restore that is cut off', () => {
  it('leaves an empty database, into which it can be done again', async () => {
    const database = await newName();
    const cut = restore({
      database,
      log: (table) => {
        if (table !== 'conf.meeting') return;
        void source.admin.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'enlace-restore' and datname = $1`,
          [database],
        );
      },
    });
    await expect(cut).rejects.toThrow();
    expect((await restore({ database })).ok).toBe(true);
  });
});

describe('a restore that cannot be', () => {
  it('a database in which somebody has acted is not touched', async () => {
    const before = await inSnapshot(source.backup, (client) => client.query('select count(*) from conf.meeting'));
    expect(await restore({ database: source.name })).toMatchObject({
      ok: false,
      refusal: { code: 'backup.not-empty' },
    });
    const after = await inSnapshot(source.backup, (client) => client.query('select count(*) from conf.meeting'));
    expect(after.rows).toEqual(before.rows);
  });

  it('a migrated database in which nobody has acted is empty', async () => {
    const database = await newName();
    const urls = need(await ensureDatabase(source.server, { name: database }));
    need(await migrate({ url: urls.owner, folder: MIGRATIONS, log: () => undefined }));
    expect((await restore({ database })).ok).toBe(true);
    expect(await restore({ database })).toMatchObject({ ok: false, refusal: { code: 'backup.not-empty' } });
  });

  it('a database with an account and no act is not empty, and nothing of it changes', async () => {
    const database = await newName();
    const urls = need(await ensureDatabase(source.server, { name: database }));
    need(await migrate({ url: urls.owner, folder: MIGRATIONS, log: () => undefined }));
    const pg = await import('pg');
    const auth = new pg.default.Client({ connectionString: urls.auth });
    await auth.connect();
    await auth.query(
      `insert into auth.account (id, name, email, organisation, valid_from) values ('x', 'Persona Ejemplo', 'x@ejemplo.invalid', 'HN', '2000-01-01')`,
    );
    expect(await restore({ database })).toMatchObject({ ok: false, refusal: { code: 'backup.not-empty' } });
    expect((await auth.query('select id from auth.account')).rows).toEqual([{ id: 'x' }]);
    await auth.end();
  });

  it('the key of somebody else opens nothing', async () => {
    const database = await newName();
    const { identity } = await makeKeys();
    expect(await restore({ database, identities: [identity] })).toMatchObject({
      ok: false,
      refusal: { code: 'backup.wrong-identity' },
    });
    expect(await rowsIn(database)).toBeUndefined();
  });

  it('one flipped bit anywhere is noticed, and no database is made', async () => {
    const whole = await readFile(backup.file);
    const database = await newName();
    for (let step = 0; step < 40; step++) {
      const at = Math.floor((whole.length - 1) * (step / 39));
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (step % 8));
      const file = join(folder, 'flipped.age');
      await writeFile(file, bytes);
      const answer = await restore({ file, database });
      expect(answer.ok, `byte ${at}`).toBe(false);
      if (!answer.ok)
        expect(['backup.damaged', 'backup.wrong-identity', 'backup.not-ours']).toContain(answer.refusal.code);
    }
    expect(await rowsIn(database)).toBeUndefined();
  });

  it('an archive cut short is noticed', async () => {
    const whole = await readFile(backup.file);
    const file = join(folder, 'cut.age');
    for (const length of [0, 10, 300, 66_000, whole.length - 1]) {
      await writeFile(file, whole.subarray(0, Math.min(length, whole.length - 1)));
      const answer = await readArchive(file, [first.identity]);
      expect(answer.ok, String(length)).toBe(false);
    }
  });

  it('a file that is none, and a file that is not there', async () => {
    const file = join(folder, 'other.age');
    await writeFile(file, 'hello\n');
    expect(await readArchive(file, [first.identity])).toMatchObject({ refusal: { code: 'backup.not-ours' } });
    expect(await readArchive(join(folder, 'nothing'), [first.identity])).toMatchObject({
      refusal: { code: 'backup.no-file' },
    });
  });
});

describe('the lines of a table', () => {
  it('do not depend on the collation of the server', async () => {
    const lines = await inSnapshot(source.backup, async (client) => {
      const table = (await readTables(client)).find(({ name }) => name === 'conf.party');
      if (!table) throw new Error('no table of parties');
      const { rows } = await client.query<{ line: string }>(linesSql(table));
      return rows.map(({ line }) => (JSON.parse(line) as { code: string }).code);
    });
    expect(lines).toEqual(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });
});
