/** What the log costs a write, how many logged writes fit in a second, and how long a million events take to verify. */
import { join } from 'node:path';
import { type AuditLog, auditLog, checkpointer } from '../../app/src/platform/audit/index.ts';
import { verifyLog } from '../../app/src/platform/audit/verify.ts';
import { connect, type Database } from '../../app/src/platform/database/index.ts';
import { type Machinery, performAct } from '../../app/src/platform/http/index.ts';
import { databaseOn, type TestDatabase } from '../../app/test/database.ts';
import { need } from '../../app/test/server.ts';
import { PEOPLE, siteOn } from '../../app/test/site.ts';
import { mean, median, round, timed } from '../measure.ts';
import type { BenchResult } from '../result.ts';
import { withFolder, withServer } from '../site.ts';

const WRITES = 2_000;
const WARM_UP = 100;
const CLIENTS = 8;
const SECONDS = 8;
const MILLION = 1_000_000;
/** Events between two signed heads. */
const HEAD_EVERY = 1_000;
const GOAL_OVERHEAD_MS = 0.3;
const GOAL_PER_SECOND = 500;
const GOAL_VERIFY_S = 15;

const NO_LOG: AuditLog = { append: async () => undefined, appendAtCommit: () => undefined };

export async function run(): Promise<BenchResult[]> {
  return await withServer(async (server) => {
    const writes = await databaseOn(server);
    const log = await databaseOn(server);
    try {
      return [...(await measureWrites(writes)), ...(await withFolder((folder) => measureMillion(log, folder)))];
    } finally {
      await writes.close();
      await log.close();
    }
  });
}

async function measureWrites(database: TestDatabase): Promise<BenchResult[]> {
  const app = connect(database.urls.app, { max: CLIENTS, log: () => undefined });
  const site = await siteOn({ ...database, app, close: async () => undefined });
  const audited: Machinery = { ...site.machinery, audit: auditLog(app) };
  const bare: Machinery = { ...site.machinery, audit: NO_LOG };
  try {
    const obligation = await addObligation(database.admin);
    const write = (machinery: Machinery): Promise<void> => report(machinery, obligation);
    return [...(await measureOverhead(audited, bare, write)), ...(await measureRate(audited, bare, write))];
  } finally {
    await site.close();
    await app.close();
  }
}

async function addObligation(admin: Database): Promise<string> {
  const { rows } = await admin.pool.query<{ id: string }>(`
    with meeting as (
      insert into conf.meeting (code, body, title_es, title_en) values ('GRCM-2016', 'GRCM', 'Reunión', 'Meeting') returning id
    )
    insert into conf.obligation (code, meeting, lang, quote, kind, state, responsible, owed_by, created_at)
    select 'A-2016-001', id, 'es', 'Honduras elaborará el estudio.', 'commitment', 'open', '{HN}', '{HN}', now() from meeting
    returning id`);
  const [row] = rows;
  if (!row) throw new Error('No obligation was made');
  return row.id;
}

/** A country's report of progress: one row under row-level security, in the transaction of an act. */
async function report(machinery: Machinery, obligation: string): Promise<void> {
  await performAct(machinery, PEOPLE.honduras, 'bench.reported', async ({ db, now }) => {
    await db
      .insertInto('conf.progress')
      .values({
        obligation,
        party: 'HN',
        kind: 'progress',
        body: 'Se remitió el borrador.',
        lang: 'es',
        written_at: now,
      })
      .execute();
  });
}

type Write = (machinery: Machinery) => Promise<void>;

async function measureOverhead(audited: Machinery, bare: Machinery, write: Write): Promise<BenchResult[]> {
  const times: { readonly audited: number[]; readonly bare: number[] } = { audited: [], bare: [] };
  for (let i = -WARM_UP; i < WRITES; i++) {
    // Who goes first changes, so that neither always follows the other's commit.
    for (const which of i % 2 === 0 ? (['audited', 'bare'] as const) : (['bare', 'audited'] as const)) {
      const ms = await timed(() => write(which === 'audited' ? audited : bare));
      if (i >= 0) times[which].push(ms);
    }
  }
  const overhead = median(times.audited) - median(times.bare);
  return [
    {
      name: 'overhead of the log, one client',
      value: round(overhead, 3),
      unit: `ms a write (median ${round(median(times.audited), 3)} with, ${round(median(times.bare), 3)} without; means differ by ${round(mean(times.audited) - mean(times.bare), 3)})`,
      goal: `< ${GOAL_OVERHEAD_MS} (issue 2)`,
      ok: overhead < GOAL_OVERHEAD_MS,
    },
  ];
}

async function measureRate(audited: Machinery, bare: Machinery, write: Write): Promise<BenchResult[]> {
  const without = await writesPerSecond(() => write(bare));
  const withLog = await writesPerSecond(() => write(audited));
  return [
    {
      name: `audited writes, ${CLIENTS} clients`,
      value: round(withLog, 0),
      unit: `a second (${round(without, 0)} without the log: ${round(without / withLog, 2)} x)`,
      goal: `>= ${GOAL_PER_SECOND} (security.md 13)`,
      ok: withLog >= GOAL_PER_SECOND,
    },
  ];
}

async function writesPerSecond(write: () => Promise<void>): Promise<number> {
  const start = performance.now();
  const end = start + SECONDS * 1000;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await write();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (done * 1000) / (performance.now() - start);
}

/** A log of a million events with a signed head after every thousand, as if it had grown for years. */
async function measureMillion(database: TestDatabase, folder: string): Promise<BenchResult[]> {
  const reader = connect(database.urls.audit_reader, { max: 2, statementTimeoutMs: 600_000, log: () => undefined });
  try {
    const verifierKey = await fillLog(database, reader, join(folder, 'log-key'));
    const seconds: number[] = [];
    for (let i = 0; i < 3; i++) {
      const ms = await timed(async () => {
        const verified = need(await verifyLog(reader, verifierKey));
        if (verified.events !== MILLION || verified.unsigned !== 0) throw new Error('Not the log that was made');
      });
      seconds.push(ms / 1000);
    }
    const value = round(median(seconds));
    return [
      {
        name: '1,000,000 events verified in the database',
        value,
        unit: `s, median of ${seconds.length}, with ${MILLION / HEAD_EVERY} signed heads and every kept node`,
        goal: `< ${GOAL_VERIFY_S} (issue 2)`,
        ok: value < GOAL_VERIFY_S,
      },
    ];
  } finally {
    await reader.close();
  }
}

async function fillLog(database: TestDatabase, reader: Database, keyFile: string): Promise<string> {
  const checkpoints = await checkpointer({
    database: database.app,
    reader,
    keyFile,
    origin: 'ejemplo.invalid/registro',
    clock: { now: () => new Date() },
    log: () => undefined,
  });
  for (let from = 0; from < MILLION; from += HEAD_EVERY) {
    await database.admin.pool.query(
      `insert into audit.event (seq, body, leaf_hash)
       select n, body, sha256('\\x00'::bytea || body) from generate_series($1::int, $2::int) n
       cross join lateral (select convert_to(format(
         '{"act":"agreements.reported","at":"2026-11-24T16:00:00.000Z","nonce":"%s","organisation":"HN","outcome":"done","permission":"progress.add","person":"%s","roles":["focal_point","public"],"subject":"%s","v":1}',
         left(md5(n::text), 16), md5((n % 50)::text), md5((n % 5000)::text)), 'UTF8') as body) made`,
      [from, from + HEAD_EVERY - 1],
    );
    await checkpoints.sign();
  }
  await database.admin.pool.query('vacuum analyze audit.event, audit.node');
  return checkpoints.verifierKey;
}
