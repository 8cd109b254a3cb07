import type { Transaction } from '../../platform/database/index.ts';

/** A line of the register of backups. */
export interface Run {
  readonly id: string;
  readonly kind: 'backup' | 'drill' | 'organisation';
  readonly organisation: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly good: boolean;
  /** Message key of what was wrong. */
  readonly refusal: string | null;
  readonly bytes: number | null;
  readonly rows: number | null;
  readonly custodians: number | null;
}

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
