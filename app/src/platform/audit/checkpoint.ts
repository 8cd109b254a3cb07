import {
  EMPTY,
  extend,
  type Frontier,
  type Hash,
  proveConsistency,
  proveInclusion,
  readFrontier,
  rootOf,
  type Signer,
  sameHash,
  signCheckpoint,
} from '@enlace/tlog';
import { sql } from 'kysely';
import type { Clock } from '../../kernel/index.ts';
import type { Database, Transaction } from '../database/index.ts';
import { readOrMakeLogKey } from './checkpoint-key.ts';
import { insertNodes, logSize, nodeReader, readLeaves } from './log-tree.ts';

/** A signed head of the log: "at this size my root is this". */
export interface Checkpoint {
  readonly size: number;
  readonly root: Hash;
  /** As published: C2SP `tlog-checkpoint`. */
  readonly note: string;
  readonly madeAt: Date;
}

export interface CheckpointerOptions {
  /** Writes nodes and checkpoints (`enlace_app`). */
  readonly database: Database;
  /** Reads the log (`enlace_audit_reader`). */
  readonly reader: Database;
  readonly keyFile: string;
  /** The log's name when its key is first made: the public address, or any word without spaces. */
  readonly origin: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** A head is signed after so many new events at the latest. */
  readonly mostEvents?: number;
  /** And after so many seconds, if there is anything new. */
  readonly mostSeconds?: number;
}

/** Signs the heads of the log, outside the path of writes, and proves what is under them. */
export interface Checkpointer {
  /** The key with which everybody can verify the heads. */
  readonly verifierKey: string;
  /** The newest head; the first is signed when it is asked for. */
  latest(): Promise<Checkpoint>;
  /** Signs a head of all events so far, if there is one since the last. */
  sign(): Promise<Checkpoint>;
  /** Signs when enough events or seconds have passed since the last head; `start` asks this every second. */
  signIfDue(): Promise<void>;
  /** Hashes that show that the log at `to` continues the log at `from`. Both must be under the newest head. */
  consistency(from: number, to: number): Promise<readonly Hash[]>;
  /** Hashes that show that event `seq` is in the log of `size` events. */
  inclusion(seq: number, size: number): Promise<readonly Hash[]>;
  /** Leaf hashes of events `from` to `to` (half-open). */
  leaves(from: number, to: number): Promise<readonly Hash[]>;
  start(): void;
  /** Signs a last head and stops. */
  stop(): Promise<void>;
}

const NOBODY = { person: null, org: null, country: null, roles: [], lang: 'es' } as const;
/** Processes on one database sign one after the other. */
const LOCK = 6963;
const BATCH = 10_000;
const TICK_MS = 1000;

/** Opens the key and returns the signer of heads; nothing runs until `start`. */
export async function checkpointer(options: CheckpointerOptions): Promise<Checkpointer> {
  const { database, reader, clock, mostEvents = 100, mostSeconds = 60 } = options;
  const signer = await readOrMakeLogKey(options.keyFile, options.origin.replace(/^https?:\/\//, ''));
  const proofs = nodeReader(reader.kysely);
  let timer: NodeJS.Timeout | undefined;
  let signing: Promise<void> | undefined;

  const sign = (): Promise<Checkpoint> =>
    database.transaction(NOBODY, async (db) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(db);
      const last = await findLatest(db);
      const size = await logSize(db);
      if (last?.size === size) return last;
      return await signNext(db, { last, size, signer, now: clock.now() });
    });

  async function signIfDue(): Promise<void> {
    const [last, size] = await Promise.all([findLatest(reader.kysely), logSize(reader.kysely)]);
    const grown = size - (last?.size ?? 0);
    const seconds = last ? (clock.now().getTime() - last.madeAt.getTime()) / 1000 : Number.POSITIVE_INFINITY;
    if (grown >= mostEvents || (grown > 0 && seconds >= mostSeconds)) await sign();
  }

  function tick(): void {
    signing ??= signIfDue()
      .catch((error: unknown) => options.log(`The log was not signed: ${String(error)}`))
      .finally(() => {
        signing = undefined;
      });
  }

  return {
    verifierKey: signer.verifier.vkey,
    latest: async () => (await findLatest(reader.kysely)) ?? (await sign()),
    sign,
    signIfDue,
    consistency: (from, to) => proveConsistency(proofs, from, to),
    inclusion: (seq, size) => proveInclusion(proofs, seq, size),
    leaves: (from, to) => readLeaves(reader.kysely, from, to),
    start() {
      timer ??= setInterval(tick, TICK_MS).unref();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await signing;
      await sign().catch((error: unknown) => options.log(`The log was not signed at the end: ${String(error)}`));
    },
  };
}

/** The newest head that was signed. */
export async function findLatest(db: Database['kysely'] | Transaction): Promise<Checkpoint | undefined> {
  const row = await db.selectFrom('audit.checkpoint').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst();
  return row && { size: row.size, root: row.root, note: row.note, madeAt: row.made_at };
}

/** Extends the tree from the last head. A past that no longer gives the root then signed is never signed again. */
async function signNext(
  db: Transaction,
  step: { readonly last: Checkpoint | undefined; readonly size: number; readonly signer: Signer; readonly now: Date },
): Promise<Checkpoint> {
  const { last, size, signer, now } = step;
  let frontier: Frontier = last ? await readFrontier(nodeReader(db), last.size) : EMPTY;
  if (last && (size < last.size || !sameHash(rootOf(frontier), last.root))) {
    throw new Error(`The log no longer holds what was signed at size ${last.size}: run "enlace audit verify"`);
  }
  while (frontier.size < size) {
    const to = Math.min(frontier.size + BATCH, size);
    const grown = extend(frontier, await readLeaves(db, frontier.size, to));
    await insertNodes(db, grown.nodes);
    frontier = grown.frontier;
  }
  const root = Buffer.from(rootOf(frontier));
  const note = signCheckpoint({ origin: signer.verifier.name, size, root, extensions: [] }, signer);
  await db.insertInto('audit.checkpoint').values({ size, root, note, made_at: now }).execute();
  return { size, root, note, madeAt: now };
}
