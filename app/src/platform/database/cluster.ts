import { spawnSync } from 'node:child_process';
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import type { Binaries, RunAs } from './binaries.ts';
import { codeOf } from './processes.ts';

/** The major version that made a cluster, as PostgreSQL wrote it there; undefined when there is none yet. */
export async function findClusterVersion(cluster: string): Promise<number | undefined> {
  try {
    return Number((await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim());
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export interface ClusterPlan {
  /** The folder in which `cluster` is made. */
  readonly home: string;
  readonly binaries: Binaries;
  readonly as: RunAs;
  /** Password of the superuser `postgres`. */
  readonly password: string;
}

/** `initdb` insists on a name in the account list; the server, which runs under a mere number, does not. */
const NOBODY_UID = 65_534;

/** Makes `cluster` in its home, under another name first: a start that was killed here begins anew. */
export async function makeCluster({ home, binaries, as, password }: ClusterPlan): Promise<Result<void, Refusal>> {
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
  if (made.stderr?.includes('could not look up effective user ID')) {
    return refuse('invalid', 'database.no-account', { account: maker?.uid ?? process.getuid?.() ?? 0 });
  }
  if (made.status !== 0) throw new Error(`The database could not be made: ${made.stderr || String(made.error)}`);
  if (as) {
    for (const entry of await readdir(draft, { recursive: true })) await chown(join(draft, entry), as.uid, as.gid);
    await chown(draft, as.uid, as.gid);
  }
  await rename(draft, join(home, 'cluster'));
  await syncFolder(home);
  return ok(undefined);
}

/** The new name must be on the disk before the first write is acknowledged. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
