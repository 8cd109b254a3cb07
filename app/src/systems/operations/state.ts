/** How something of the installation stands. `unknown`: nobody has looked yet. */
export type Standing = 'good' | 'attention' | 'unknown';

/** A backup every day: after a day and two hours one is missing. */
const MOST_BACKUP_HOURS = 26;
/** A drill every month. */
const MOST_DRILL_DAYS = 35;
const HOUR_MS = 3_600_000;

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

/** A run as far as its standing depends on it. */
export interface Dated {
  readonly kind: string;
  readonly finishedAt: Date;
  readonly good: boolean;
}

/** Is there a good backup of the last day? A refused one does not count, and silence is not good news. */
export function standingOfBackups(runs: readonly Dated[], now: Date): Standing {
  return standingOf(runs, 'backup', now, MOST_BACKUP_HOURS);
}

/** Has a backup been restored and compared in the last month? */
export function standingOfDrills(runs: readonly Dated[], now: Date): Standing {
  return standingOf(runs, 'drill', now, MOST_DRILL_DAYS * 24);
}

function standingOf(runs: readonly Dated[], kind: string, now: Date, hours: number): Standing {
  const last = runs.filter((run) => run.kind === kind && run.good).map(({ finishedAt }) => finishedAt.getTime());
  if (last.length === 0) return 'attention';
  return now.getTime() - Math.max(...last) <= hours * HOUR_MS ? 'good' : 'attention';
}

/** With acts that no head covers, a head is signed every minute: three minutes without one need a look. */
const MOST_UNSIGNED_MS = 180_000;

/** Does the newest signed head cover the log, or nearly? */
export function standingOfLog(
  log: { readonly size: number; readonly signed: number; readonly signedAt: Date | undefined } | undefined,
  now: Date,
): Standing {
  if (!log) return 'unknown';
  if (log.size === log.signed) return 'good';
  return now.getTime() - (log.signedAt?.getTime() ?? 0) <= MOST_UNSIGNED_MS ? 'good' : 'attention';
}

/** Size in the unit that people read: `1.4 GB`. Units of 1,000, as disks are sold. */
export function sizeIn(bytes: number): { readonly value: number; readonly unit: 'kB' | 'MB' | 'GB' } {
  if (bytes >= 1e9) return { value: Math.round(bytes / 1e8) / 10, unit: 'GB' };
  if (bytes >= 1e6) return { value: Math.round(bytes / 1e5) / 10, unit: 'MB' };
  return { value: Math.ceil(bytes / 1000), unit: 'kB' };
}
