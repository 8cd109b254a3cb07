import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { type KillReport, killAll, runKillLoop, type Stored, type Victim } from '../../scripts/kill-loop.ts';
import { startEmbedded, withDatabase } from '../src/platform/database/index.ts';
import { need } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'app/dist/cli.js');

/** What the loop found, with what only the whole site can tell. */
export interface SiteKillReport extends KillReport {
  /** Parties for which the log does not hold as many reports as the register. */
  readonly unlogged: readonly string[];
  /** What `enlace audit verify` said in the end. */
  readonly verified: string;
}

/**
 * The kill loop on the whole site as people run it: the built program with its embedded database and the example
 * conference, four accounts that report progress over HTTP as fast as they are answered. A report is acknowledged when
 * its 303 has arrived, which names it. Stored means: its row, its line in the agreement's history, its act in the log.
 */
export async function killSite(kills: number): Promise<SiteKillReport> {
  // Always: a program of an earlier day would be killed in the place of this one.
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.mjs')]);
  const folder = await mkdtemp('/tmp/enlace-kill-');
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const accounts: Account[] = ['hn', 'cr', 'sv', 'gt'].map((key) => ({ key }));
  let last: Victim | undefined;
  let unlogged: readonly string[] = [];
  try {
    const report = await runKillLoop({
      kills,
      async start() {
        last = await startSite(dataDir, accounts);
        return last;
      },
      async read() {
        const { stored, missing } = await readStored(dataDir);
        unlogged = missing;
        return stored;
      },
    });
    return { ...report, unlogged, verified: await verify(dataDir) };
  } finally {
    if (last) killAll([last.program, -last.server]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** An example account; its cookie and its agreement come from the first life and serve in all. */
interface Account {
  readonly key: string;
  cookie?: string;
  code?: string;
}

async function startSite(dataDir: string, accounts: readonly Account[]): Promise<Victim> {
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: {
      ...process.env,
      ENLACE_DATA: dataDir,
      PORT: '0',
      ENLACE_MODE: 'example',
      ENLACE_REQUESTS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = `${said}${part.toString()}`.slice(-2_000);
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = await Promise.race([
    new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = /^Enlace: (http:\/\/[^/]+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    }),
    closed.then(() => {
      throw new Error(`The site ended before it served: ${said}`);
    }),
  ]);
  const server = Number((await readFile(join(dataDir, 'database/cluster/postmaster.pid'), 'utf8')).split('\n', 1)[0]);
  for (const account of accounts) {
    account.cookie ??= await signIn(address, account.key);
    account.code ??= await findAgreement(address, account);
  }
  const acknowledged = new Set<string>();
  const writers: Promise<void>[] = [];
  await new Promise<void>((resolve, reject) => {
    const wrote = (id: string): void => {
      acknowledged.add(id);
      resolve();
    };
    writers.push(...accounts.map((account) => reportForEver(address, account, wrote)));
    // Only the kill ends a writer; one that ended before the first report has met something else.
    void Promise.all(writers).then(() => reject(new Error(`The site takes no report: ${said}`)), reject);
  });
  return {
    program: child.pid ?? 0,
    server,
    acknowledged,
    ended: Promise.all([closed, ...writers]).then(() => undefined),
  };
}

/** Reports until the connection breaks, which is how the kill looks from here. */
async function reportForEver(address: string, account: Account, wrote: (id: string) => void): Promise<void> {
  try {
    for (;;) {
      const reply = await send(address, account, `/es/acuerdos/${account.code}/avance`, {
        kind: 'progress',
        body: `Avance de ejemplo ${randomUUID()}`,
      });
      if (reply.status === 303) wrote(/#r-([0-9a-f-]{36})$/.exec(reply.headers.get('location') ?? '')?.[1] ?? 'no id');
      // The site that is dying may still say that it failed; nothing else is expected.
      else if (reply.status < 500) throw new Error(`a report was answered ${reply.status}`);
    }
  } catch (error) {
    // `fetch` has one error for every cut connection.
    if (!(error instanceof TypeError)) throw error;
  }
}

async function signIn(address: string, key: string): Promise<string> {
  const reply = await send(address, {}, '/es/entrar/ejemplo', { account: key });
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  if (reply.status !== 303 || cookies.length === 0) throw new Error(`${key} was answered ${reply.status}`);
  return cookies.join('; ');
}

/** The first agreement in force in which this account's party has a part. */
async function findAgreement(address: string, { key, cookie }: Account): Promise<string> {
  const url = `${address}/api/v1/agreements?country=${key.toUpperCase()}&state=owing`;
  const reply = await fetch(url, { headers: { cookie: cookie ?? '' } });
  const { agreements } = (await reply.json()) as { agreements: readonly { code: string }[] };
  const code = agreements[0]?.code;
  if (code === undefined) throw new Error(`${key} owes nothing in the example`);
  return code;
}

async function send(
  address: string,
  { cookie }: Pick<Account, 'cookie'>,
  path: string,
  form: Record<string, string>,
): Promise<Response> {
  const headers = cookie === undefined ? {} : { cookie };
  return await fetch(`${address}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    headers,
  });
}

async function readStored(dataDir: string): Promise<{ readonly stored: Stored; readonly missing: readonly string[] }> {
  const server = need(await startEmbedded({ dataDir: join(dataDir, 'database'), log: () => undefined }));
  const client = new pg.Client(withDatabase(server.adminUrl, 'enlace'));
  await client.connect();
  try {
    const ids = async (query: string): Promise<ReadonlySet<string>> =>
      new Set((await client.query<{ id: string }>(query)).rows.map(({ id }) => id));
    const { rows } = await client.query<{ party: string }>(COUNTED_TWICE);
    return {
      stored: {
        first: await ids('select id from conf.progress'),
        second: await ids(
          "select details ->> 'report' as id from conf.obligation_event where kind in ('reported', 'part-delivered')",
        ),
      },
      missing: rows.map(({ party }) => party),
    };
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Parties whose reports in the register are not as many as their acts in the log. */
const COUNTED_TWICE = `
  with logged as (
    select convert_from(body, 'UTF8')::jsonb ->> 'organisation' as party, count(*) as size from audit.event
    where convert_from(body, 'UTF8')::jsonb ->> 'act' = 'agreements.reported' and convert_from(body, 'UTF8')::jsonb ->> 'outcome' = 'done' group by 1
  ), kept as (select party, count(*) as size from conf.progress group by 1)
  select coalesce(kept.party, logged.party) as party from kept full join logged using (party)
  where kept.size is distinct from logged.size`;

async function verify(dataDir: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'audit', 'verify'], {
    env: { ...process.env, ENLACE_DATA: dataDir, LANG: 'en' },
  });
  return stdout.trim();
}
