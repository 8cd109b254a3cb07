import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { type Binaries, canEnter, prepareBinaries, type RunAs } from './binaries.ts';
import { isLockName, lockFolder } from './folder-lock.ts';
import { findClusterVersion, type Postmaster, type ServerExit, startPostmaster, stopOrphan } from './postmaster.ts';
import { codeOf } from './processes.ts';
import { passwordFor } from './roles.ts';
import { readOrMakeSecret } from './secret.ts';
import type { DatabaseServer } from './server.ts';

/*
 * The embedded server: PostgreSQL's own binaries from npm, a data folder, a private socket. Nothing listens on the
 * network. What the folder holds:
 *
 *   lock-N         who uses it (folder-lock.ts)
 *   secret         the one secret, mode 0600, from which the passwords of all roles are derived
 *   cluster/       PostgreSQL's data, mode 0700, owned by the account the server runs under
 *   socket/        its socket, mode 0700; or `socket-elsewhere`, a link to a short path, where the path is too long
 *   native-…/      the binaries, only where they could not run from where npm put them
 *   elsewhere      only under root, when the server's account cannot enter the folder: a link to where the three
 *                  above are then kept
 *
 * PostgreSQL refuses to run as root. Under root it runs as a number without an account and thus without anything
 * else that it could reach; only `initdb` insists on a name in the account list and runs as `nobody`.
 */

/** A database server that lives as long as this process wants it. */
export interface EmbeddedServer extends DatabaseServer {
  readonly pid: number;
  /** The folders and files that the self-check inspects. */
  readonly paths: EmbeddedPaths;
  /** Settles when the server process ends, also by a crash (`expected` is then false). */
  readonly exited: Promise<ServerExit>;
  /** Calls `listener` when the server ends without having been asked to. */
  onExit(listener: (exit: ServerExit) => void): void;
  /** Rolls back what is open, stops the server, waits for its end and frees the folder. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedPaths {
  readonly dataDir: string;
  readonly secret: string;
  readonly cluster: string;
  readonly socket: string;
}

export interface EmbeddedOptions {
  /** A folder of the database's own; made when it is missing, refused when it holds something else. */
  readonly dataDir: string;
  readonly log: (line: string) => void;
}

/** The account of the server under root: high enough to belong to nobody, the same on every start. */
const SERVER_UID = 70_017;
const NOBODY_UID = 65_534;
/** sockaddr_un holds 108 bytes, the last of them zero; `/.s.PGSQL.65535` is added to the folder. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.65535'.length;

const DURABLE_SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  logging_collector: 'off',
  log_destination: 'stderr',
  timezone: 'UTC',
  max_connections: 60,
};

/**
 * Starts the embedded server on a data folder, making the folder on first use.
 *
 * Refused with a code when another process uses the folder (`database.in-use`), another major version of PostgreSQL
 * made it (`database.data-newer`, `database.data-older`), it holds something else (`database.foreign-folder`) or
 * there are no binaries for this platform (`database.no-binaries`).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<EmbeddedServer, Refusal>> {
  const { log } = options;
  const dataDir = await openDataFolder(resolve(options.dataDir));
  if (!dataDir.ok) return dataDir;
  const lock = await lockFolder(dataDir.value);
  if (!lock.ok) return lock;
  try {
    const started = await startLocked(dataDir.value, log);
    if (!started.ok) {
      await lock.value.release();
      return started;
    }
    const { postmaster, paths, address } = started.value;
    const freed = postmaster.exited.then(async (exit) => {
      await lock.value.release();
      return exit;
    });
    return ok({
      ...address,
      pid: postmaster.pid,
      paths,
      exited: freed,
      onExit(listener) {
        void freed.then((exit) => {
          if (!exit.expected) listener(exit);
        });
      },
      async stop() {
        await postmaster.stop();
        await freed;
      },
    });
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}

interface Started {
  readonly postmaster: Postmaster;
  readonly paths: EmbeddedPaths;
  readonly address: DatabaseServer;
}

async function startLocked(dataDir: string, log: (line: string) => void): Promise<Result<Started, Refusal>> {
  const as: RunAs = process.getuid?.() === 0 ? { uid: SERVER_UID, gid: SERVER_UID } : undefined;
  await closeToOthers(dataDir, as);
  const home = await findHome(dataDir, as);
  const binaries = await prepareBinaries(home, as);
  if (binaries === undefined) {
    return refuse('invalid', 'database.no-binaries', { platform: `${process.platform}-${process.arch}` });
  }
  const cluster = join(home, 'cluster');
  await stopOrphan(cluster, log);

  const secretFile = join(dataDir, 'secret');
  const secret = await readOrMakeSecret(secretFile);
  const version = await findClusterVersion(cluster);
  if (version === undefined)
    await makeCluster({ home, cluster, binaries, as, password: passwordFor(secret, 'postgres') });
  else if (version !== binaries.major) {
    const code = version > binaries.major ? 'database.data-newer' : 'database.data-older';
    return refuse('conflict', code, { found: version, expected: binaries.major, folder: dataDir });
  }

  const socket = await makeSocketFolder(home, as);
  const port = randomInt(20_000, 60_000);
  const settings = { ...DURABLE_SETTINGS, port, unix_socket_directories: socket };
  const postmaster = await startPostmaster({ postgres: binaries.postgres, cluster, as, settings, log });
  return ok({
    postmaster,
    paths: { dataDir, secret: secretFile, cluster, socket },
    address: {
      kind: 'embedded',
      secret,
      adminUrl: `postgresql://postgres:${passwordFor(secret, 'postgres')}@localhost:${port}/postgres?host=${encodeURIComponent(socket)}`,
    },
  });
}

/** The folder, made or recognised as ours; a folder full of other things is not taken over. */
async function openDataFolder(dataDir: string): Promise<Result<string, Refusal>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dataDir);
  if (entries.length > 0 && !entries.some(isLockName)) {
    return refuse('conflict', 'database.foreign-folder', { folder: dataDir });
  }
  return ok(await realpath(dataDir));
}

/**
 * Closes the folder to everybody else. Under root the server's account passes through without listing it. Done under
 * the lock: a second process that closed the folder for a moment would make the running server panic.
 */
async function closeToOthers(folder: string, as: RunAs): Promise<void> {
  if (as) await chown(folder, 0, as.gid);
  await chmod(folder, as ? 0o710 : 0o700);
}

/** Where the server's own files are kept: the data folder, or a place outside a home that its account cannot enter. */
async function findHome(dataDir: string, as: RunAs): Promise<string> {
  if (as === undefined || canEnter(dataDir, as)) return dataDir;
  const elsewhere = join(dataDir, 'elsewhere');
  try {
    return await realpath(elsewhere);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  await mkdir('/var/lib', { recursive: true });
  const home = await mkdtemp('/var/lib/enlace-');
  await closeToOthers(home, as);
  await symlink(home, elsewhere);
  return home;
}

interface ClusterPlan {
  readonly home: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly as: RunAs;
  readonly password: string;
}

/** Made under another name and renamed: a start that was killed here begins anew. */
async function makeCluster({ home, cluster, binaries, as, password }: ClusterPlan): Promise<void> {
  const maker: RunAs = as && { uid: NOBODY_UID, gid: as.gid };
  const draft = join(home, 'cluster.new');
  const passwordFile = join(home, 'password.new');
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (maker) {
    await chown(draft, maker.uid, maker.gid);
    await chown(passwordFile, maker.uid, maker.gid);
  }
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=es',
      '--data-checksums',
      '--no-instructions',
    ],
    { ...maker, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' },
  );
  await rm(passwordFile);
  if (made.status !== 0) throw new Error(`The database could not be made: ${made.stderr || String(made.error)}`);
  if (as) {
    for (const entry of await readdir(draft, { recursive: true })) await chown(join(draft, entry), as.uid, as.gid);
    await chown(draft, as.uid, as.gid);
  }
  await rename(draft, cluster);
}

/** A private folder for the socket, short enough for a socket's address. */
async function makeSocketFolder(home: string, as: RunAs): Promise<string> {
  const near = join(home, 'socket');
  const link = join(home, 'socket-elsewhere');
  const former = await realpath(link).catch(() => undefined);
  if (former !== undefined) await rm(former, { recursive: true, force: true });
  await rm(link, { force: true });
  await rm(near, { recursive: true, force: true });
  const fits = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER;
  const folder = fits ? near : await mkdtemp('/tmp/enlace-');
  if (fits) await mkdir(near, { mode: 0o700 });
  else await symlink(folder, link);
  if (as) await chown(folder, as.uid, as.gid);
  return folder;
}
