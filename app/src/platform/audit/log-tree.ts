import type { Hash, NodeReader, TreeNode } from '@enlace/tlog';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../database/index.ts';

/** The log's tables as a Merkle tree: leaves are the events, the subtrees above them are kept in `audit.node`. */
type Db = Kysely<DB> | Transaction<DB>;

/** How many events there are. */
export async function logSize(db: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`select coalesce(max(seq) + 1, 0) as size from audit.event`.execute(db);
  return rows[0]?.size ?? 0;
}

/** Leaf hashes of events `from` to `to` (half-open), in order. Fewer than asked for is a damaged log, and throws. */
export async function readLeaves(db: Db, from: number, to: number): Promise<readonly Hash[]> {
  const rows = await db
    .selectFrom('audit.event')
    .select(['seq', 'leaf_hash'])
    .where('seq', '>=', from)
    .where('seq', '<', to)
    .orderBy('seq')
    .execute();
  if (rows.length !== to - from || rows.some((row, index) => row.seq !== from + index)) {
    throw new Error(`The log has a gap between events ${from} and ${to}`);
  }
  return rows.map((row) => row.leaf_hash);
}

/** Keeps complete subtrees. What is there already stays: a node never changes. */
export async function insertNodes(db: Db, nodes: readonly TreeNode[]): Promise<void> {
  const inner = nodes.filter(({ level }) => level > 0);
  if (inner.length === 0) return;
  await sql`
    insert into audit.node (level, index, hash)
    select * from unnest(${inner.map(({ level }) => level)}::smallint[], ${inner.map(({ index }) => index)}::bigint[],
      ${inner.map(({ hash }) => Buffer.from(hash))}::bytea[])
    on conflict do nothing`.execute(db);
}

interface Wanted {
  readonly level: number;
  readonly index: number;
  readonly resolve: (hash: Hash) => void;
  readonly reject: (error: Error) => void;
}

/** Reads nodes for a proof. What a proof asks for at once is fetched with one query. */
export function nodeReader(db: Db): NodeReader {
  let waiting: Wanted[] = [];
  const fetchWaiting = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      const found = await fetchNodes(db, batch);
      for (const { level, index, resolve, reject } of batch) {
        const hash = found.get(`${level}/${index}`);
        if (hash) resolve(hash);
        else reject(new Error(`The log has no node ${index} on level ${level}`));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    hash: (level, index) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) queueMicrotask(() => void fetchWaiting());
        waiting.push({ level, index, resolve, reject });
      }),
  };
}

async function fetchNodes(
  db: Db,
  wanted: readonly { readonly level: number; readonly index: number }[],
): Promise<ReadonlyMap<string, Hash>> {
  const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
    with wanted as (
      select * from unnest(${wanted.map(({ level }) => level)}::smallint[], ${wanted.map(({ index }) => index)}::bigint[])
        as w (level, index)
    )
    select w.level, w.index, n.hash from wanted w join audit.node n on n.level = w.level and n.index = w.index
    union all
    select w.level, w.index, e.leaf_hash from wanted w join audit.event e on w.level = 0 and e.seq = w.index`.execute(
    db,
  );
  return new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hash]));
}
