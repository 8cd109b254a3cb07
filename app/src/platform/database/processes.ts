import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * A process, told apart from a later one that was given the same number: `born` is the boot of the machine and
 * the process's start time where the system says so (Linux), else empty, and then only the number is compared.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly born: string;
}

/** The identity of a running process; undefined when no such process runs (a zombie no longer runs). */
export async function findProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (!isSignalable(pid)) return undefined;
  const stat = await readText(`/proc/${pid}/stat`);
  if (stat === undefined) return isSignalable(pid) ? { pid, born: '' } : undefined;
  // proc(5): the name in parentheses may hold spaces, so fields are counted after the last ')': state is 3, start time 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = (await readText('/proc/sys/kernel/random/boot_id')) ?? '';
  return { pid, born: `${boot.trim()}/${fields[19] ?? ''}` };
}

/** Does exactly this process still run? */
export async function isRunning(process: ProcessIdentity): Promise<boolean> {
  const found = await findProcess(process.pid);
  return found !== undefined && found.born === process.born;
}

/** The command line of a process, words separated by spaces; empty when it cannot be read. */
export async function commandLineOf(pid: number): Promise<string> {
  const words = await readText(`/proc/${pid}/cmdline`);
  if (words !== undefined) return words.replaceAll('\0', ' ').trim();
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout.trim() ?? '';
}

/** Sends a signal; a process that has ended meanwhile is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** The `code` of a system or PostgreSQL error (`ENOENT`, `40001`). */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
