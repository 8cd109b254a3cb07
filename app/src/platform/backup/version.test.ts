import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForServer, emptyDatabase } from '../../../test/database.ts';
import { MIGRATIONS, need } from '../../../test/server.ts';
import { connect, dropDatabase, ensureDatabase, migrate } from '../database/index.ts';
import { type Backup, writeBackup } from './export.ts';
import { makeKeys } from './keys.ts';
import { judgeMigrations, parseHead } from './manifest.ts';
import { restoreBackup } from './restore.ts';

const OLDER = '0006-sign-in.sql';
const TARGET = `enlace_version_${process.pid}`;

let folder: string;
let archive: Backup;
let identity: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enlace-version-'));
  const old = await emptyDatabase();
  need(await migrate({ url: old.urls.owner, folder: MIGRATIONS, log: () => undefined, until: OLDER }));
  const database = connect(old.urls.backup, { max: 1, log: () => undefined });
  const [one, two] = [await makeKeys(), await makeKeys()];
  identity = one.identity;
  archive = await writeBackup({
    database,
    folder,
    recipients: [one.recipient, two.recipient],
    verifierKey: '',
    now: new Date('2017-01-20T16:00:00Z'),
  });
  await database.close();
  await old.close();
});

afterAll(async () => {
  const server = await askForServer();
  await dropDatabase(server, TARGET);
  await rm(folder, { recursive: true, force: true });
});

describe('backups of other versions', () => {
  it('one of an older version is restored and then brought to this one', async () => {
    const server = await askForServer();
    const restored = need(
      await restoreBackup({
        file: archive.file,
        identities: [identity],
        server,
        database: TARGET,
        migrations: MIGRATIONS,
        log: () => undefined,
      }),
    );
    const owner = connect(restored.urls.owner, { max: 1, log: () => undefined });
    const { rows } = await owner.pool.query<{ name: string }>('select name from platform.migration');
    const walls = await owner.pool.query<{ n: number }>('select count(*)::int as n from pg_policies');
    await owner.close();
    const all = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql'));
    expect(rows.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
    expect(walls.rows[0]?.n).toBeGreaterThan(50);
  });

  it('one of a newer version is refused, by the name of the migration that is unknown here', async () => {
    const server = await askForServer();
    const older = join(folder, 'older');
    await cp(MIGRATIONS, older, {
      recursive: true,
      filter: (path) => !/0006|0007|0008|0009|001\d|policies/.test(path),
    });
    const answer = await restoreBackup({
      file: archive.file,
      identities: [identity],
      server,
      database: 'enlace_never_made',
      migrations: older,
      log: () => undefined,
    });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'backup.newer-version', details: { name: OLDER } } });
    const admin = connect(server.adminUrl, { max: 1, log: () => undefined });
    const { rowCount } = await admin.pool.query(`select from pg_database where datname = 'enlace_never_made'`);
    await admin.close();
    expect(rowCount).toBe(0);
  });

  it('a database with newer tables than the backup is not empty enough', async () => {
    const server = await askForServer();
    const name = `${TARGET}_new`;
    const urls = need(await ensureDatabase(server, { name }));
    need(await migrate({ url: urls.owner, folder: MIGRATIONS, log: () => undefined }));
    const answer = await restoreBackup({
      file: archive.file,
      identities: [identity],
      server,
      database: name,
      migrations: MIGRATIONS,
      log: () => undefined,
    });
    await dropDatabase(server, name);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'backup.tables-newer' } });
  });

  it.each([
    ['the same', ['1:a', '2:b'], ['1:a', '2:b'], 'ok'],
    ['an older one', ['1:a'], ['1:a', '2:b'], 'ok'],
    ['a newer one', ['1:a', '2:b', '3:c'], ['1:a', '2:b'], 'backup.newer-version'],
    ['one whose migration was other', ['1:a', '2:x'], ['1:a', '2:b'], 'backup.other-version'],
    ['one that lacks a migration in between', ['1:a', '3:c'], ['1:a', '2:b', '3:c'], 'backup.other-version'],
    ['one without any', [], ['1:a'], 'backup.damaged'],
  ])('migrations of an archive: %s', (_, archived, ours, expected) => {
    const list = (all: readonly string[]): { name: string; sha256: string }[] =>
      all.map((one) => ({ name: one.split(':')[0] ?? '', sha256: one.split(':')[1] ?? '' }));
    const answer = judgeMigrations(list(archived), list(ours));
    expect(answer.ok ? 'ok' : answer.refusal.code).toBe(expected);
  });

  it('a format that does not exist yet is the newer program’s', () => {
    expect(parseHead('{"format":"enlace-backup","version":2}')).toMatchObject({
      refusal: { code: 'backup.newer-format' },
    });
    expect(parseHead('{"format":"other"}')).toMatchObject({ refusal: { code: 'backup.not-ours' } });
    expect(parseHead('nothing')).toMatchObject({ refusal: { code: 'backup.not-ours' } });
  });
});
