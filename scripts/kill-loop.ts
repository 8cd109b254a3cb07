/*
 * Kills a program and its database with `kill -9` under write load, again and again, and compares what was
 * acknowledged with what is there in the end. Each write is acknowledged with an identifier after its COMMIT; each
 * transaction writes it to two tables. Lost: acknowledged and not there. Torn: in one table only.
 *
 * This proves the behaviour on the death of processes. It is not a power cut: the pages that the operating system
 * holds survive a dead process.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** A program under write load. */
export interface Victim {
  readonly program: number;
  /** Its database server's process, leader of a process group. */
  readonly server: number;
  /** Identifiers that it acknowledged until now, in this life; complete when `ended` has settled. */
  readonly acknowledged: ReadonlySet<string>;
  readonly ended: Promise<void>;
}

/** What is there in the end, table by table. */
export interface Stored {
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
}

export interface KillLoop {
  /** Starts the program; settles when the first write of this life was acknowledged. */
  readonly start: () => Promise<Victim>;
  /** Reads what is there, after the last kill. */
  readonly read: () => Promise<Stored>;
  readonly kills: number;
}

export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly torn: readonly string[];
  /** From the start after a kill to the first acknowledged write. */
  readonly back: { readonly medianMs: number; readonly p95Ms: number; readonly maxMs: number };
}

/** Shortest and longest time under load before a kill. */
const LOAD_MS = [5, 400] as const;

/** Starts, loads, kills; `kills` times. Nothing that it started is left running, whatever happens. */
export async function runKillLoop({ start, read, kills }: KillLoop): Promise<KillReport> {
  const acknowledged = new Set<string>();
  const back: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const from = performance.now();
    const victim = await start();
    back.push(performance.now() - from);
    await sleep(LOAD_MS[0] + Math.random() * (LOAD_MS[1] - LOAD_MS[0]));
    killVictim(victim, kill === kills - 1 ? 0 : kill);
    await victim.ended;
    for (const id of victim.acknowledged) acknowledged.add(id);
  }
  const { first, second } = await read();
  return {
    kills,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !first.has(id) || !second.has(id)),
    torn: [...first].filter((id) => !second.has(id)).concat([...second].filter((id) => !first.has(id))),
    back: summary(back.slice(1)),
  };
}

/**
 * The three ways to die, in turn: all processes at once; the program and the server's first process, whose children
 * find out by themselves; the program alone, which leaves a working server behind.
 */
function killVictim({ program, server }: Victim, turn: number): void {
  killAll([program, ...(turn % 3 === 0 ? [-server] : turn % 3 === 1 ? [server] : [])]);
}

/** `kill -9` for processes and, by negative number, whole groups; what has ended already is passed over. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

function summary(times: readonly number[]): KillReport['back'] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

async function main(): Promise<void> {
  const { killSite } = await import('../app/test/kill-site.ts');
  const report = await killSite(Number(process.argv[2] ?? 30));
  console.log(JSON.stringify(report, null, 2));
  if (report.lost.length + report.torn.length + report.unlogged.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
