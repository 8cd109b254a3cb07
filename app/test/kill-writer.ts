import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { type KillReport, killAll, runKillLoop, type Stored, type Victim } from '../../scripts/kill-loop.ts';
import { startEmbedded } from '../src/platform/database/index.ts';
import { need } from './server.ts';

/** The kill loop on the smallest program there is: the embedded server and four writers (`programs/writer.ts`). */
export async function killWriter(kills: number): Promise<KillReport> {
  const folder = await mkdtemp('/tmp/enlace-kill-');
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  let last: Victim | undefined;
  try {
    return await runKillLoop({
      kills,
      read: () => readStored(dataDir),
      async start() {
        last = await startWriter(dataDir);
        return last;
      },
    });
  } finally {
    if (last) killAll([last.program, -last.server]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function startWriter(dataDir: string): Promise<Victim> {
  const program = join(import.meta.dirname, 'programs/writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Set<string>();
  let server = 0;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, value = ''] = line.split(' ');
      if (word === 'server') server = Number(value);
      // A line cut off by the kill acknowledges nothing.
      if (word === 'wrote' && value.length === 36) acknowledged.add(value);
      if (acknowledged.size > 0) resolve();
    });
    void ended.then(() => reject(new Error('The writer ended before its first write')));
  });
  return { program: child.pid ?? 0, server, acknowledged, ended };
}

async function readStored(dataDir: string): Promise<Stored> {
  const server = need(await startEmbedded({ dataDir, log: () => undefined }));
  const client = new pg.Client(server.adminUrl);
  await client.connect();
  const ids = async (table: string): Promise<ReadonlySet<string>> => {
    const { rows } = await client.query<{ id: string }>(`select id from ${table}`);
    return new Set(rows.map((row) => row.id));
  };
  try {
    return { first: await ids('first'), second: await ids('second') };
  } finally {
    await client.end();
    await server.stop();
  }
}
