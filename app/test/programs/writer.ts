/*
 * A program that writes until it is killed: each transaction puts one new identifier into two tables, and prints it
 * after COMMIT was answered. First line: the number of the database server's process.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startEmbedded } from '../../src/platform/database/embedded.ts';

const [dataDir = ''] = process.argv.slice(2);
const started = await startEmbedded({ dataDir, log: () => undefined });
if (!started.ok) throw new Error(JSON.stringify(started.refusal));
const server = started.value;
process.stdout.write(`server ${server.pid}\n`);

const pool = new pg.Pool({ connectionString: server.adminUrl, max: 4 });
// The server dies before us in some kills; there is nothing to save then.
pool.on('error', () => process.exit(1));
await pool.query(
  'create table if not exists first (id uuid primary key); create table if not exists second (id uuid primary key)',
);
await Promise.all([1, 2, 3, 4].map(writeForEver)).catch(() => process.exit(1));

async function writeForEver(): Promise<void> {
  const client = await pool.connect();
  client.on('error', () => process.exit(1));
  for (;;) {
    const id = randomUUID();
    await client.query('begin');
    await client.query('insert into first values ($1)', [id]);
    await client.query('insert into second values ($1)', [id]);
    await client.query('commit');
    process.stdout.write(`wrote ${id}\n`);
  }
}
