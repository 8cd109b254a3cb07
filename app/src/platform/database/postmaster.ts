import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunAs } from './binaries.ts';
import { commandLineOf, findProcess, isRunning, type ProcessIdentity, signal } from './processes.ts';

/** How the server process ended; `expected` when we had asked it to. */
export interface ServerExit {
  readonly expected: boolean;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running PostgreSQL server process. */
export interface Postmaster {
  readonly pid: number;
  readonly exited: Promise<ServerExit>;
  readonly stop: () => Promise<void>;
}

/** Where and how the server runs. `settings` are server parameters, given on the command line. */
export interface PostmasterPlan {
  readonly postgres: string;
  readonly cluster: string;
  readonly as: RunAs;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly log: (line: string) => void;
}

/** A fast stop rolls back open transactions and ends; after this long an immediate stop is as safe and cannot wait. */
const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 10_000;
/** After `kill -9` of the postmaster its children hold the shared memory until they notice, normally milliseconds. */
const ORPHANED_CHILDREN_MS = 15_000;

/** Starts the server and waits until it accepts connections, recovery after a crash included. */
export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  const deadline = Date.now() + ORPHANED_CHILDREN_MS;
  for (;;) {
    const attempt = await attemptStart(plan);
    if ('pid' in attempt) return attempt;
    const waitsForChildren = attempt.output.includes('shared memory block');
    if (!waitsForChildren || Date.now() > deadline) {
      throw new Error(`The database server did not start:\n${attempt.output}`);
    }
    await sleep(100);
  }
}

/**
 * Ends a server that outlived the program that started it (`kill -9`). Called under the folder lock, so nobody else
 * may be using it.
 *
 * A lock file of a server that is dead stays, because PostgreSQL reads there which shared memory the last children
 * may still hold. Only the process number in it is replaced: when it belongs to a stranger by now, or to a dead process
 * that nobody buries (a container without init), PostgreSQL would take it for the server and refuse. The number of its
 * parent, ours, it knows to be stale.
 */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  const text = await readFile(lockFile, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split('\n')[0]);
  const orphan = pid > 1 ? await findProcess(pid) : undefined;
  if (orphan === undefined || !(await commandLineOf(pid)).includes(`-D ${cluster} `)) {
    await writeFile(lockFile, text.replace(/^\d+/, String(process.pid)));
    return;
  }
  log(`Stopping the database server ${pid}, left behind by a program that was killed`);
  signal(pid, 'SIGINT');
  if (await endsWithin(orphan, FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  if (await endsWithin(orphan, IMMEDIATE_STOP_MS)) return;
  throw new Error(`The database server ${pid} on ${cluster} does not stop`);
}

async function attemptStart(plan: PostmasterPlan): Promise<Postmaster | { readonly output: string }> {
  const settings = Object.entries(plan.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(plan.postgres, ['-D', plan.cluster, ...settings], {
    ...plan.as,
    cwd: '/',
    // Its own session: Ctrl+C in a terminal must reach us first, so that open requests end before their database.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  });
  let stopping = false;
  const exited = new Promise<ServerExit>((resolve) => {
    server.once('exit', (code, signal) => resolve({ expected: stopping, code, signal }));
  });
  const output: string[] = [];
  const ready = await new Promise<boolean>((resolve, reject) => {
    server.once('error', reject);
    server.once('close', () => resolve(false));
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (output.length < 50) output.push(line);
      plan.log(line);
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
  });
  const { pid } = server;
  if (!ready || pid === undefined) return { output: output.join('\n') };

  const guard = guardAgainstOurDeath(pid, plan.as);
  void exited.then(() => guard.kill('SIGKILL'));
  return {
    pid,
    exited,
    async stop() {
      stopping = true;
      server.kill('SIGINT');
      const ended = await Promise.race([exited, sleep(FAST_STOP_MS, undefined, { ref: false })]);
      if (ended === undefined) server.kill('SIGQUIT');
      await exited;
    },
  };
}

/**
 * A shell that waits on a pipe which only our death closes, and then stops the server: no database is left running
 * behind a program that was killed. Convenience, not safety: `stopOrphan` copes when it was killed as well.
 */
function guardAgainstOurDeath(pid: number, as: RunAs): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    ...as,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  guard.on('error', () => undefined);
  guard.unref();
  return guard;
}

async function endsWithin(process: ProcessIdentity, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(20)) {
    if (!(await isRunning(process))) return true;
  }
  return false;
}
