import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { codeOf, findProcess, isRunning, type ProcessIdentity } from './processes.ts';

/** Held from the start to the end of a server; `release` is only for an orderly end. */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

/**
 * One process at a time for a data folder, refused (`database.in-use`) while the holder lives and free again by
 * itself when the holder was killed.
 *
 * Node offers no `flock`, and "delete the stale lock, then create mine" lets two processes win: the second deletes
 * the first one's new lock. So locks are numbered and only the highest counts. Taking over from a dead holder is
 * linking the next number, which the file system gives to one process only; a number is never given back (an
 * orderly end empties the file), and whoever linked below a higher number sees it and starts over.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock, Refusal>> {
  for (;;) {
    const highest = await highestLock(folder);
    const holder = highest === 0 ? 'none' : await readHolder(join(folder, nameOf(highest)));
    if (holder === 'gone') continue;
    if (holder !== 'none' && (await outlives(holder, GRACE_MS))) {
      return refuse('conflict', 'database.in-use', { pid: holder.pid, folder });
    }
    const mine = highest + 1;
    if (!(await claimLock(folder, mine))) continue;
    await removeLocksBelow(folder, mine);
    return ok({ release: () => writeFile(join(folder, nameOf(mine)), '') });
  }
}

/** A process that was just killed still has its number for a moment. */
const GRACE_MS = 500;

async function outlives(holder: ProcessIdentity, graceMs: number): Promise<boolean> {
  if (!(await isRunning(holder))) return false;
  await sleep(graceMs);
  return await isRunning(holder);
}

/**
 * Takes a number, unless somebody has it or a higher one. The second happens to a process that slept since it looked:
 * the numbers that it saw may have been taken and cleared away meanwhile.
 */
export async function claimLock(folder: string, lock: number): Promise<boolean> {
  if (!(await linkLock(folder, lock))) return false;
  if ((await highestLock(folder)) === lock) return true;
  await rm(join(folder, nameOf(lock)), { force: true });
  return false;
}

/** Is this a file of the lock? A folder that holds one is ours. */
export function isFileOfLock(name: string): boolean {
  return isLock(name) || name.startsWith('draft-');
}

function isLock(name: string): boolean {
  return /^lock-\d+$/.test(name);
}

function nameOf(lock: number): string {
  return `lock-${lock}`;
}

async function lockNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter(isLock).map((name) => Number(name.slice('lock-'.length)));
}

async function highestLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)));
}

async function readHolder(path: string): Promise<ProcessIdentity | 'none' | 'gone'> {
  try {
    const text = await readFile(path, 'utf8');
    const [pid, born] = text.split('\n');
    return pid && born !== undefined ? { pid: Number(pid), born } : 'none';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

/** The file is complete before its name appears: nobody reads a half-written holder. */
async function linkLock(folder: string, lock: number): Promise<boolean> {
  const self = await findProcess(process.pid);
  const draft = join(folder, `draft-${randomUUID()}`);
  await writeFile(draft, `${process.pid}\n${self?.born ?? ''}\n`, { mode: 0o600 });
  try {
    await link(draft, join(folder, nameOf(lock)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeLocksBelow(folder: string, lock: number): Promise<void> {
  for (const number of await lockNumbers(folder)) {
    if (number < lock) await rm(join(folder, nameOf(number)), { force: true });
  }
}
