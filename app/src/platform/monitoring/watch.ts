import { sql } from 'kysely';
import type { Clock } from '../../kernel/index.ts';
import { type Database, isLow, measureSpace, type Space } from '../database/index.ts';
import { claimsOf } from '../http/index.ts';
import { SYSTEM } from '../jobs/index.ts';

/** What is waiting in a queue of the installation. */
export interface Queue {
  /** In metrics and words: `jobs`, `mail`. */
  readonly name: string;
  readonly waiting: number;
  readonly failed: number;
}

/** How the installation is, at the moment when it was last looked at. */
export interface SiteState {
  readonly at: Date;
  readonly space: Space | undefined;
  /** The disk is nearly full: people read, and nobody writes. */
  readonly readOnly: boolean;
  readonly queues: readonly Queue[];
  readonly logSize: number;
  readonly signedSize: number;
  readonly signedAt: Date | undefined;
}

export interface WatchOptions {
  /** Connections of `enlace_app` and of `enlace_audit_reader`. */
  readonly database: Database;
  readonly reader: Database;
  /** The folder whose disk must not fill up. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Measures the space; replaced by tests. */
  readonly space?: (folder: string) => Promise<Space>;
  readonly seconds?: number;
}

/** Looks after the installation from inside, a few times a minute, so that no request waits for it. */
export interface SiteWatch {
  /** What was seen last; undefined before the first look. */
  last(): SiteState | undefined;
  look(): Promise<SiteState>;
  /** May nobody write now? */
  readOnly(): boolean;
  start(): void;
  stop(): void;
}

/** Nothing runs until `start`; `look` may be called at any time. */
export function siteWatch(options: WatchOptions): SiteWatch {
  const { folder, space = measureSpace, seconds = 15, log } = options;
  let last: SiteState | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<SiteState> {
    // The disk first: it must be known also when the database does not answer any more.
    const room = await space(folder).catch(() => undefined);
    const readOnly = room !== undefined && isLow(room);
    if (readOnly !== (last?.readOnly ?? false)) log(readOnly ? DISK_LOW : DISK_ENOUGH);
    if (last) last = { ...last, space: room, readOnly };
    last = { at: options.clock.now(), space: room, readOnly, ...(await readCounts(options)) };
    return last;
  }

  return {
    last: () => last,
    look,
    readOnly: () => last?.readOnly ?? false,
    start() {
      const tick = (): void => void look().catch((error: unknown) => log(`The watch saw nothing: ${nameOf(error)}`));
      tick();
      timer ??= setInterval(tick, seconds * 1000).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

const DISK_LOW = 'The disk is nearly full (below 10 % or 512 MB): Enlace only reads until there is space.';
const DISK_ENOUGH = 'There is space on the disk again: Enlace writes.';

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

type Counts = Pick<SiteState, 'queues' | 'logSize' | 'signedSize' | 'signedAt'>;

/** Tables that hold a queue, with the states in which something still waits, or has failed for good. */
const QUEUES = [
  { name: 'jobs', table: 'platform.job', waiting: ['waiting', 'running'], failed: ['failed'] },
  { name: 'mail', table: 'platform.mail', waiting: ['waiting', 'sending'], failed: ['undeliverable'] },
] as const;

async function readCounts({ database, reader }: WatchOptions): Promise<Counts> {
  const queues = await database.transaction(claimsOf(SYSTEM), async (db) => {
    const counts: Queue[] = [];
    for (const { name, table, waiting, failed } of QUEUES) {
      const there = await sql<{ there: boolean }>`
        select coalesce(has_table_privilege(to_regclass(${table})::oid, 'select'), false) as there`.execute(db);
      if (!there.rows[0]?.there) continue;
      const { rows } = await sql<Queue>`
        select ${name} as name, count(*) filter (where state = any (${[...waiting]})) as waiting,
          count(*) filter (where state = any (${[...failed]})) as failed from ${sql.table(table)}`.execute(db);
      counts.push(...rows);
    }
    return counts;
  });
  const { rows } = await sql<{ log_size: number; signed_size: number; signed_at: Date | null }>`
    select coalesce((select max(seq) + 1 from audit.event), 0) as log_size,
      coalesce((select max(size) from audit.checkpoint), 0) as signed_size,
      (select max(made_at) from audit.checkpoint) as signed_at`.execute(reader.kysely);
  const [log] = rows;
  return {
    queues,
    logSize: log?.log_size ?? 0,
    signedSize: log?.signed_size ?? 0,
    signedAt: log?.signed_at ?? undefined,
  };
}
