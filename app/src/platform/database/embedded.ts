import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { prepareBinaries, type RunAs } from './binaries.ts';
import { findClusterVersion, makeCluster } from './cluster.ts';
import { makeSocketFolder, openDataFolder, settleHome } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { type Postmaster, type ServerExit, startPostmaster, stopOrphan } from './postmaster.ts';
import { passwordFor } from './roles.ts';
import { readOrMakeSecret } from './secret.ts';
import type { DatabaseServer } from './server.ts';

/*
 * The embedded server: PostgreSQL's own binaries from npm, a data folder (data-folder.ts), a private socket. Nothing
 * listens on the network. PostgreSQL refuses to run as root: there it runs under a number without an account, and thus
 * without anything else that it could reach.
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

/** Given on the command line, where neither a file nor `alter system` can take them back. */
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  logging_collector: 'off',
  log_destination: 'stderr',
  // Starts, stops and crashes. A failed statement is reported to us; in a log its values would be personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  timezone: 'UTC',
  max_connections: 60,
};

/**
 * Starts the embedded server on a data folder, making the folder on first use.
 *
 * Refused with a code when another process uses the folder (`database.in-use`), another major version of PostgreSQL
 * made it (`database.data-newer`, `database.data-older`), it holds something else (`database.foreign-folder`), it
 * cannot be entered or belongs to another account (`database.folder-closed`, `database.other-account`), what it points
 * to or its secret is gone (`database.data-gone`, `database.secret-gone`), or this machine cannot run the server (`database.no-binaries`,
 * `database.no-account`).
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
  const settled = await settleHome(dataDir, as);
  if (!settled.ok) return settled;
  const home = settled.value;
  const binaries = await prepareBinaries(home, as);
  if (binaries === undefined) {
    return refuse('invalid', 'database.no-binaries', { platform: `${process.platform}-${process.arch}` });
  }
  const cluster = join(home, 'cluster');
  await stopOrphan(cluster, log);

  const secretFile = join(dataDir, 'secret');
  const version = await findClusterVersion(cluster);
  if (version !== undefined && !existsSync(secretFile)) {
    return refuse('conflict', 'database.secret-gone', { file: secretFile });
  }
  const secret = await readOrMakeSecret(secretFile);
  if (version === undefined) {
    const made = await makeCluster({ home, binaries, as, password: passwordFor(secret, 'postgres') });
    if (!made.ok) return made;
  } else if (version !== binaries.major) {
    const code = version > binaries.major ? 'database.data-newer' : 'database.data-older';
    return refuse('conflict', code, { found: version, expected: binaries.major, folder: dataDir });
  }

  const socket = await makeSocketFolder(home, as);
  const port = randomInt(20_000, 60_000);
  const settings = { ...SETTINGS, port, unix_socket_directories: socket };
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
