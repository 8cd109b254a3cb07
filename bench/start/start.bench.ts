/** What somebody waits for after `npm start` on a clone whose packages are installed: the build, the database, the page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { round } from '../measure.ts';
import type { BenchResult } from '../result.ts';
import { withFolder } from '../site.ts';

const ROOT = join(import.meta.dirname, '../..');
const GOAL_MS = 5_000;
const PATIENCE_MS = 60_000;

/** Starts twice on one folder: the first start makes the database and loads the example conference. */
export async function run(): Promise<BenchResult[]> {
  return await withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const line = async (name: string): Promise<BenchResult> => {
      const value = round(await startOnce(dataDir), 0);
      return { name, value, unit: 'ms to the first page', goal: `< ${GOAL_MS} (issue 2)`, ok: value < GOAL_MS };
    };
    return [await line('first start, fresh data folder'), await line('second start, same folder')];
  });
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), ENLACE_DATA: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  try {
    await untilPage(`http://127.0.0.1:${port}/es/entrar`, child);
    return performance.now() - start;
  } catch (error) {
    throw new Error(`The program did not serve its first page:\n${said}`, { cause: error });
  } finally {
    await end(child);
  }
}

async function untilPage(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const reply = await fetch(url).catch(() => undefined);
    await reply?.arrayBuffer();
    if (reply?.status === 200) return;
    await sleep(20);
  }
  throw new Error(child.exitCode === null ? 'It took too long' : `It ended with ${child.exitCode}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
