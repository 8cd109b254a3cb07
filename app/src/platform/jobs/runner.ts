import { sql } from 'kysely';
import type { Principal, Refusal } from '../../kernel/index.ts';
import type { Transaction } from '../database/index.ts';
import { claimsOf, type Machinery, performAct } from '../http/index.ts';
import type { JobTools } from '../system/index.ts';
import { repeatedly } from './repeat.ts';

/** The program itself: it takes jobs from the queue and reads nothing else. */
export const SYSTEM: Principal = {
  person: null,
  name: 'Enlace',
  organisation: null,
  country: null,
  roles: ['system'],
  lang: 'es',
};

/** A transaction in the name of the program itself. */
export async function asSystem<T>(
  machinery: Pick<Machinery, 'database'>,
  work: (db: Transaction) => Promise<T>,
): Promise<T> {
  return await machinery.database.transaction(claimsOf(SYSTEM), work);
}

/** A job that cannot be done, for a reason that the person who asked should read. */
export class JobRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export interface JobRunner {
  /** Does every job that is waiting, then returns: for tests and the command line. */
  drain(): Promise<number>;
  /** Looks for work until stopped. */
  start(): void;
  /** Ends after the job in hand. */
  stop(): Promise<void>;
}

interface Taken {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly starter: string | null;
  readonly attempts: number;
}

const MOST_ATTEMPTS = 3;

/**
 * Does the work that requests put in the queue, one job at a time. A job is taken with a row lock held by nobody
 * else (SKIP LOCKED); one that was cut off by a crash is found at start and done again, so a job's work must be
 * safe to repeat. Each attempt, its end and its refusal are rows that the progress page shows.
 */
export function jobRunner(machinery: Machinery, pauseMs = 500): JobRunner {
  const runNext = async (): Promise<boolean> => {
    const job = await take(machinery);
    if (!job) return false;
    await attempt(machinery, job);
    return true;
  };

  let asked = false;
  const loop = repeatedly(
    async () => {
      if (!asked) await requeueCutOff(machinery);
      asked = true;
      return await runNext();
    },
    pauseMs,
    (error) => machinery.fault(error, 'job queue'),
  );

  return {
    async drain() {
      let done = 0;
      while (await runNext()) done += 1;
      return done;
    },
    start() {
      loop.start();
    },
    stop: () => loop.stop(),
  };
}

/** Jobs that were running when the program died wait again; after three attempts they have failed. */
async function requeueCutOff(machinery: Machinery): Promise<void> {
  await asSystem(machinery, async (db) => {
    await sql`
      update platform.job
      set state = case when attempts >= ${MOST_ATTEMPTS} then 'failed' else 'waiting' end,
          refusal = case when attempts >= ${MOST_ATTEMPTS} then '{"kind":"conflict","code":"jobs.cut-off"}'::jsonb end
      where state = 'running'`.execute(db);
  });
}

/** A job asked for or last tried in what is now the future was so under a clock that was wrong: it waits no longer. */
async function take(machinery: Machinery): Promise<Taken | undefined> {
  return await asSystem(machinery, async (db) => {
    const { rows } = await sql<Taken>`
      update platform.job set state = 'running', attempts = attempts + 1, started_at = ${machinery.clock.now()}
      where id = (
        select id from platform.job
        where state = 'waiting'
          and (run_after <= ${machinery.clock.now()} or greatest(created_at, started_at) > ${machinery.clock.now()})
        order by created_at for update skip locked limit 1
      )
      returning id, kind, payload, starter, attempts`.execute(db);
    return rows[0];
  });
}

async function attempt(machinery: Machinery, job: Taken): Promise<void> {
  const kind = machinery.house.jobs.get(job.kind);
  try {
    if (!kind) throw new Error(`no system does jobs of the kind "${job.kind}"`);
    await kind.run(toolsFor(machinery, job), job.payload);
    await update(machinery, job.id, { state: 'done', finished_at: machinery.clock.now() });
  } catch (error) {
    const refusal: Refusal =
      error instanceof JobRefused
        ? error.refusal
        : { kind: 'conflict', code: 'jobs.fault', details: { number: machinery.fault(error, `job ${job.kind}`) } };
    const again = !(error instanceof JobRefused) && job.attempts < MOST_ATTEMPTS;
    await update(
      machinery,
      job.id,
      again
        ? { state: 'waiting', run_after: new Date(machinery.clock.now().getTime() + 2000 * job.attempts) }
        : { state: 'failed', refusal: JSON.stringify(refusal), finished_at: machinery.clock.now() },
    );
  }
}

function toolsFor(machinery: Machinery, job: Taken): JobTools {
  return {
    now: machinery.clock.now(),
    progress: (done, of, step) => update(machinery, job.id, { done_steps: done, all_steps: of, step }),
    result: (route, params) => update(machinery, job.id, { result: JSON.stringify({ route, params }) }),
    asStarter: async (act, work) => {
      const starter = job.starter === null ? SYSTEM : await machinery.session.findPerson(job.starter);
      if (!starter) throw new JobRefused({ kind: 'forbidden', code: 'jobs.access-ended' });
      return await performAct(machinery, starter, act, work);
    },
  };
}

async function update(machinery: Machinery, id: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  await asSystem(machinery, async (db) => {
    await db.updateTable('platform.job').set(change).where('id', '=', id).execute();
  });
}
