import type { Database } from '../database/index.ts';
import { claimsOf } from '../http/index.ts';
import { SYSTEM } from '../jobs/index.ts';
import type { Backup } from './export.ts';

/** How a backup, a drill or an export for an organisation went. */
export interface Run {
  readonly kind: 'backup' | 'drill' | 'organisation';
  readonly organisation?: string | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** Message key of what was wrong; undefined when all was right. */
  readonly refusal?: string | undefined;
  readonly backup?: Backup | undefined;
  readonly custodians: number;
}

/** Writes it into the register that people read. `database` belongs to `enlace_app`. */
export async function recordRun(database: Database, run: Run): Promise<void> {
  const { backup } = run;
  await database.transaction(claimsOf(SYSTEM), async (db) => {
    await db
      .insertInto('platform.backup_run')
      .values({
        kind: run.kind,
        organisation: run.organisation ?? null,
        started_at: run.startedAt,
        finished_at: run.finishedAt,
        outcome: run.refusal === undefined ? 'done' : 'refused',
        refusal: run.refusal ?? null,
        bytes: backup?.bytes ?? null,
        tables: backup?.manifest.tables.length ?? null,
        row_count: backup ? rowsOf(backup) : null,
        log_size: backup?.manifest.log.events ?? null,
        sha256: backup?.sha256 ?? null,
        custodians: run.custodians,
      })
      .execute();
  });
}

/** All rows of an archive. */
export function rowsOf({ manifest }: Pick<Backup, 'manifest'>): number {
  return manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
}
