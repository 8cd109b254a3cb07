import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { MIGRATIONS } from '../../../test/server.ts';
import { auditLog, type Checkpointer, checkpointer } from '../audit/index.ts';
import { connect, type Database } from '../database/index.ts';
import {
  type BackupSource,
  backupCommand,
  drillCommand,
  keysOrCheckCommand,
  restoreCommand,
  type Terminal,
} from './command.ts';

let database: TestDatabase;
let auditReader: Database;
let checkpoints: Checkpointer;
let folder: string;
let source: BackupSource;
/** The functions of the migrations that act with their owner's rights. */
let definers: readonly string[];
let keys: { file: string; recipient: string }[];

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'enlace-command-'));
  auditReader = connect(database.urls.audit_reader, { max: 2, log: () => undefined });
  const clock = { now: () => new Date() };
  checkpoints = await checkpointer({
    database: database.app,
    reader: auditReader,
    keyFile: join(folder, 'log-key'),
    origin: 'registro.ejemplo.invalid',
    clock,
    log: () => undefined,
  });
  const { rows } = await database.admin.pool.query<{ name: string }>(
    `select format('%s.%s(%s)', pronamespace::regnamespace, proname, oidvectortypes(proargtypes)) as name from pg_proc
     where prosecdef and pronamespace::regnamespace::text not in ('information_schema', 'pg_catalog')`,
  );
  definers = rows.map(({ name }) => name);
  const audit = auditLog(database.app);
  for (let index = 0; index < 300; index++) {
    await audit.append({
      at: '2017-01-20T16:00:00Z',
      organisation: 'HN',
      person: 'persona-ejemplo',
      roles: [],
      act: 'test.act',
      permission: null,
      outcome: 'done',
    });
  }
  source = {
    server: database.server,
    migrations: MIGRATIONS,
    definers,
    app: database.app,
    backup: database.backup,
    auditReader,
    audit,
    verifierKey: checkpoints.verifierKey,
    sign: () => checkpoints.sign(),
  };
  keys = [];
  for (const name of ['one', 'two']) {
    const file = join(folder, name);
    const { said } = await run((terminal) => keysOrCheckCommand(['keygen', file], terminal));
    keys.push({ file, recipient: /age1\w+/.exec(said)?.[0] ?? '' });
  }
});

afterAll(async () => {
  await auditReader.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(
  command: (terminal: Terminal) => Promise<number | undefined>,
  lang: 'es' | 'en' = 'en',
): Promise<{ status: number | undefined; said: string; progress: string }> {
  let said = '';
  let progress = '';
  const status = await command({
    stdout: (text) => {
      said += text;
    },
    stderr: (text) => {
      progress += text;
    },
    lang,
    clock: { now: () => new Date() },
  });
  return { status, said, progress };
}

async function registered(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await database.admin.pool.query('select * from platform.backup_run order by started_at');
  return rows;
}

const sealed = (): string[] => keys.flatMap(({ recipient }) => ['--recipient', recipient]);

describe('the command line of backups', () => {
  it('keys are secret files', async () => {
    expect((await stat(keys[0]?.file ?? '')).mode & 0o077).toBe(0);
    expect(await readFile(keys[0]?.file ?? '', 'utf8')).toContain('AGE-SECRET-KEY-1');
  });

  it('a backup is written, registered, in the log, and checked with either key', async () => {
    const made = await run((terminal) => backupCommand(['--to', folder, ...sealed()], source, terminal));
    expect(made.status).toBe(0);
    expect(made.progress).toMatch(/1\/\d+ audit\.checkpoint: 1 rows/);
    const file = /: (\S+\.age)/.exec(made.said)?.[1] ?? '';
    for (const key of keys) {
      const checked = await run((terminal) => keysOrCheckCommand(['check', file, '--identity', key.file], terminal));
      expect(checked).toMatchObject({ status: 0 });
    }
    expect((await registered()).at(-1)).toMatchObject({
      kind: 'backup',
      outcome: 'done',
      custodians: 2,
      log_size: 300,
    });
    const log = await database.admin.pool.query('select body from audit.event order by seq desc limit 1');
    expect(String(log.rows[0]?.body)).toContain('"act":"operations.backup"');
  });

  it('an organisation takes its data away, and the register says so', async () => {
    const made = await run((terminal) =>
      backupCommand(
        ['--to', folder, '--organisation', 'HN', '--recipient', keys[0]?.recipient ?? ''],
        source,
        terminal,
      ),
    );
    expect(made.status).toBe(0);
    expect((await registered()).at(-1)).toMatchObject({ kind: 'organisation', organisation: 'HN', outcome: 'done' });
    const file = /: (\S+\.age)/.exec(made.said)?.[1] ?? '';
    const target = { server: database.server, database: database.name, migrations: MIGRATIONS };
    const restored = await run((terminal) =>
      restoreCommand([file, '--identity', keys[0]?.file ?? ''], target, terminal),
    );
    expect(restored).toMatchObject({ status: 1 });
    expect(restored.progress).toContain('not a whole backup');
  });

  it.each([
    ['one custodian', () => ['--to', folder, '--recipient', keys[0]?.recipient ?? ''], 'at least 2 custodians'],
    [
      'the same custodian twice',
      () => ['--to', folder, '--recipient', keys[0]?.recipient ?? '', '--recipient', keys[0]?.recipient ?? ''],
      'at least 2 custodians',
    ],
    ['a key that is none', () => ['--to', folder, '--recipient', 'age1abc', ...sealed()], 'not a public key'],
    ['a folder that is not there', () => ['--to', join(folder, 'nowhere'), ...sealed()], 'does not exist'],
    ['an organisation without anybody to seal to', () => ['--to', folder, '--organisation', 'HN'], 'Say to whom'],
    [
      'an organisation that is not there',
      () => ['--to', folder, '--organisation', 'XX', ...sealed()],
      'no organisation with the code XX',
    ],
    ['no folder', () => sealed(), 'enlace backup --to FOLDER'],
    ['an option that does not exist', () => ['--too', folder], 'enlace backup --to FOLDER'],
  ])('refuses %s and leaves no file', async (_, args, sentence) => {
    const before = await readdir(folder);
    const answer = await run((terminal) => backupCommand(args(), source, terminal));
    expect(answer.status).toBeGreaterThan(0);
    expect(answer.progress).toContain(sentence);
    expect(await readdir(folder)).toEqual(before);
  });

  it('says it in Spanish too', async () => {
    const answer = await run((terminal) => backupCommand(['--to', folder], source, terminal), 'es');
    expect(answer.progress).toContain('al menos para 2 custodios');
  });

  it('a backup that fails on the way leaves nothing, not even a part', async () => {
    const before = await readdir(folder);
    await database.admin.pool.query('alter table audit.event rename column body to other_body');
    try {
      await expect(
        run((terminal) =>
          backupCommand(['--to', folder, ...sealed()], { ...source, sign: async () => undefined }, terminal),
        ),
      ).rejects.toThrow();
    } finally {
      await database.admin.pool.query('alter table audit.event rename column other_body to body');
    }
    expect(await readdir(folder)).toEqual(before);
  });

  it('a folder that cannot be written is said before anything is read', async () => {
    if (process.getuid?.() === 0) return;
    const closed = await mkdtemp(join(folder, 'closed-'));
    await chmod(closed, 0o500);
    const answer = await run((terminal) => backupCommand(['--to', closed, ...sealed()], source, terminal));
    expect(answer.progress).toContain('cannot be written');
  });
});

describe('the drill', () => {
  it('restores a backup into a temporary database, compares all of it, and leaves only a line in the register', async () => {
    const answer = await run((terminal) => drillCommand([], source, terminal));
    expect(answer).toMatchObject({ status: 0 });
    expect((await registered()).at(-1)).toMatchObject({ kind: 'drill', outcome: 'done' });
    const { rows } = await database.admin.pool.query(
      `select datname from pg_database where datname like 'enlace_drill_%'`,
    );
    expect(rows).toEqual([]);
  });

  it('takes the archive that it is given', async () => {
    const made = await run((terminal) => backupCommand(['--to', folder, ...sealed()], source, terminal));
    const file = /: (\S+\.age)/.exec(made.said)?.[1] ?? '';
    const answer = await run((terminal) => drillCommand([file, '--identity', keys[1]?.file ?? ''], source, terminal));
    expect(answer).toMatchObject({ status: 0 });
    const wrong = await run((terminal) =>
      drillCommand([file, '--identity', join(folder, 'nothing')], source, terminal),
    );
    expect(wrong.progress).toContain('cannot be found');
  });

  it('finds a log that was changed behind the program, and the register says that it did not pass', async () => {
    const { pool } = database.admin;
    const change = async (from: string, to: string): Promise<void> => {
      await pool.query('alter table audit.event disable trigger user');
      await pool.query(
        `update audit.event set body = convert_to(replace(convert_from(body, 'utf8'), $1, $2), 'utf8') where seq = 5`,
        [from, to],
      );
      await pool.query('alter table audit.event enable trigger user');
    };
    await change('persona-ejemplo', 'persona-mudada!');
    const answer = await run((terminal) => drillCommand([], source, terminal));
    await change('persona-mudada!', 'persona-ejemplo');
    expect(answer.status).toBe(1);
    expect((await registered()).at(-1)).toMatchObject({
      kind: 'drill',
      outcome: 'refused',
      refusal: 'audit.leaf-wrong',
    });
  });

  it('finds a wall that is missing', async () => {
    const answer = await run((terminal) =>
      drillCommand([], { ...source, definers: [...definers, 'conf.not_there()'] }, terminal),
    );
    expect(answer.status).toBe(1);
    expect((await registered()).at(-1)).toMatchObject({ refusal: 'database.definer-missing' });
  });
});
