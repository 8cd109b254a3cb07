import {
  EMPTY,
  ed25519,
  extend,
  type Frontier,
  formatLogLine,
  type Hash,
  leafHash,
  openCheckpoint,
  parseVerifierKey,
  rootOf,
  sameHash,
  type TreeNode,
  type Trust,
} from '@enlace/tlog';
import { sql } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import type { Database, Transaction } from '../database/index.ts';
import { type Checkpoint, findLatest } from './checkpoint.ts';
import { logSize } from './log-tree.ts';

/** What a log that agrees with itself and with its signatures holds. */
export interface Verified {
  readonly events: number;
  readonly checkpoints: number;
  /** Events since the last head: in order and whole, but nobody has signed them yet. */
  readonly unsigned: number;
}

const NOBODY = { person: null, org: null, country: null, roles: [], lang: 'es' } as const;
const SNAPSHOT = { isolation: 'repeatable read' } as const;
const BATCH = 10_000;

interface EventRow {
  readonly seq: number;
  readonly body: Buffer;
  readonly leaf_hash: Buffer;
}

/**
 * Recomputes the whole log in one snapshot: every leaf from its body, every kept node, the root of every head, every
 * signature, and that no event is missing. The first thing that does not agree is the refusal, with its place.
 *
 * It asks the database, so it finds what was changed there. Who does not trust the host uses `enlace-verify` with a
 * head of their own.
 */
export async function verifyLog(reader: Database, verifierKey: string): Promise<Result<Verified>> {
  const log = parseVerifierKey(verifierKey, [ed25519]);
  if (!log.ok) return refuse('invalid', 'audit.key-malformed');
  const trust: Trust = { log: log.value };
  return await reader.transaction(NOBODY, (db) => verifyIn(db, trust), SNAPSHOT);
}

async function verifyIn(db: Transaction, trust: Trust): Promise<Result<Verified>> {
  const heads = await db.selectFrom('audit.checkpoint').selectAll().orderBy('size').execute();
  let frontier: Frontier = EMPTY;
  let next = 0;
  for await (const rows of readEvents(db, await logSize(db))) {
    const first = frontier.size;
    const leaves: Hash[] = [];
    for (const { seq, body, leaf_hash } of rows) {
      if (seq !== first + leaves.length) return refuse('conflict', 'audit.gap', { seq: first + leaves.length });
      const leaf = leafHash(body);
      if (!sameHash(leaf, leaf_hash)) return refuse('conflict', 'audit.leaf-wrong', { seq });
      leaves.push(leaf);
    }
    const nodes: TreeNode[] = [];
    while (leaves.length > 0) {
      // A head is judged on the tree of exactly its size, so a batch ends there.
      const head = heads[next];
      const room = head ? head.size - frontier.size : Number.POSITIVE_INFINITY;
      if (room === 0) {
        const refusal = judgeHead(head, rootOf(frontier), trust);
        if (refusal) return { ok: false, refusal };
        next += 1;
        continue;
      }
      const grown = extend(frontier, leaves.splice(0, Math.min(room, leaves.length)));
      frontier = grown.frontier;
      for (const node of grown.nodes) if (node.level > 0) nodes.push(node);
    }
    const wrong = await findWrongNode(db, nodes, first, frontier.size);
    if (wrong) return refuse('conflict', 'audit.node-wrong', { level: wrong.level, index: wrong.index });
  }
  for (; next < heads.length; next += 1) {
    const head = heads[next];
    if (head && head.size > frontier.size) {
      return refuse('conflict', 'audit.truncated', { events: frontier.size, size: head.size });
    }
    const refusal = judgeHead(head, rootOf(frontier), trust);
    if (refusal) return { ok: false, refusal };
  }
  const unsigned = frontier.size - (heads.at(-1)?.size ?? 0);
  return ok({ events: frontier.size, checkpoints: heads.length, unsigned });
}

function judgeHead(
  head: { readonly size: number; readonly root: Buffer; readonly note: string } | undefined,
  root: Hash,
  trust: Trust,
): Refusal | undefined {
  if (!head) return undefined;
  const { size } = head;
  const signed = openCheckpoint(head.note, trust);
  if (!signed.ok) return refuse('conflict', 'audit.signature-wrong', { size }).refusal;
  const said = signed.value.checkpoint;
  if (said.size !== size || !sameHash(said.root, head.root)) {
    return refuse('conflict', 'audit.signature-wrong', { size }).refusal;
  }
  return sameHash(root, head.root) ? undefined : refuse('conflict', 'audit.root-wrong', { size }).refusal;
}

/**
 * The events before `end` in order, by ranges of places in one snapshot, so that memory stays small whatever the size
 * of the log; a place without an event is left out. The next range is on its way while one is worked on.
 */
async function* readEvents(db: Transaction, end: number): AsyncGenerator<readonly EventRow[]> {
  const range = async (from: number): Promise<readonly EventRow[]> => {
    const { rows } = await sql<EventRow>`
      select seq, body, leaf_hash from audit.event
      where seq >= ${from} and seq < ${Math.min(from + BATCH, end)} order by seq`.execute(db);
    return rows;
  };
  let coming = range(0);
  for (let from = 0; from < end; from += BATCH) {
    const rows = await coming;
    coming = range(from + BATCH);
    // If the reader stops at a fault it found, nobody waits for this range.
    coming.catch(() => undefined);
    yield rows;
  }
  await coming;
}

/** A kept node that is not the one computed. Nodes above the last head are not kept yet: absence is no fault. */
async function findWrongNode(
  db: Transaction,
  computed: readonly TreeNode[],
  from: number,
  to: number,
): Promise<TreeNode | undefined> {
  const levels = Array.from({ length: Math.ceil(Math.log2(to + 1)) }, (_, index) => index + 1);
  const firsts = levels.map((level) => Math.floor(from / 2 ** level));
  const ends = levels.map((level) => Math.floor(to / 2 ** level));
  const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
    select w.level, n.index, n.hash
    from unnest(${levels}::smallint[], ${firsts}::bigint[], ${ends}::bigint[]) as w (level, first, past)
    cross join lateral (
      -- "offset 0" keeps each level a range of the primary key: joined, the whole table would be read for each batch.
      select index, hash from audit.node where level = w.level and index >= w.first and index < w.past offset 0
    ) n`.execute(db);
  const kept = new Map(rows.map((row) => [placeOf(row), row.hash]));
  return computed.find((node) => {
    const hash = kept.get(placeOf(node));
    return hash !== undefined && !sameHash(hash, node.hash);
  });
}

/** Level and index in one number: there are fewer than 64 levels. */
function placeOf({ level, index }: { readonly level: number; readonly index: number }): number {
  return index * 64 + level;
}

/**
 * The log up to its newest head, line by line, as the stand-alone verifier reads it. Refused before the first head:
 * there would be nothing to verify it against.
 */
export async function exportLog(
  reader: Database,
  write: (lines: string) => Promise<void>,
): Promise<Result<Checkpoint>> {
  return await reader.transaction(
    NOBODY,
    async (db) => {
      const head = await findLatest(db);
      if (!head) return refuse('conflict', 'audit.no-head');
      for await (const rows of readEvents(db, head.size)) {
        await write(rows.map(({ seq, body }) => `${formatLogLine(seq, body)}\n`).join(''));
      }
      return ok(head);
    },
    SNAPSHOT,
  );
}
