import type { Transaction } from '../../platform/database/index.ts';
import type { Run } from './state.ts';

/** The newest first. */
export async function listRuns(db: Transaction, limit: number): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('platform.backup_run')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Run['kind'],
    organisation: row.organisation,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    good: row.outcome === 'done',
    refusal: row.refusal,
    bytes: row.bytes,
    rows: row.row_count,
    custodians: row.custodians,
  }));
}
