import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, findProcess } from './processes.ts';
import { passwordFor } from './roles.ts';
import type { DatabaseServer } from './server.ts';

/**
 * The embedded server that another process of ours runs on this folder, so that a command can look at the data while
 * the site is being used; undefined when none runs. Whoever attaches never stops it and never migrates.
 */
export async function findRunningServer(dataDir: string): Promise<DatabaseServer | undefined> {
  const elsewhere = join(dataDir, 'elsewhere');
  const home = (await exists(elsewhere)) ? elsewhere : dataDir;
  // postmaster.pid: process, data folder, start, port, socket folder (PostgreSQL, miscadmin.h).
  const [pid, , , port, socket] = (await readText(join(home, 'cluster/postmaster.pid')))?.split('\n') ?? [];
  const secret = (await readText(join(dataDir, 'secret')))?.trim();
  if (!pid || !port || !socket || !secret || !(await findProcess(Number(pid)))) return undefined;
  const host = encodeURIComponent(socket);
  const password = passwordFor(secret, 'postgres');
  return {
    kind: 'embedded',
    secret,
    adminUrl: `postgresql://postgres:${password}@localhost:${port}/postgres?host=${host}`,
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
