import { addDays, dayIn, type LocalDate, momentIn } from '../../kernel/index.ts';

/** An hour that comes every day, or every week on one day (Monday is 1), in some zone. */
export interface Hour {
  /** `HH:MM`. */
  readonly at: string;
  readonly weekday?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** A job that starts by itself each time its hour comes, in the Conference's zone. */
export interface Schedule {
  readonly id: string;
  readonly hour: Hour;
  /** Kind of the job. */
  readonly job: string;
}

/**
 * The local day on which the hour came last. Days are what is noted as done, so that an hour which comes twice when
 * clocks are put back counts once, and one that is left out when they are put forward still counts.
 */
export function lastDayOf(hour: Hour, zone: string, now: Date): LocalDate {
  const today = dayIn(zone, now);
  const reached = momentIn(today, hour.at, zone).getTime() <= now.getTime() ? today : addDays(today, -1);
  if (hour.weekday === undefined) return reached;
  return addDays(reached, -((weekdayOf(reached) - hour.weekday + 7) % 7));
}

/** Monday is 1, Sunday 7. */
function weekdayOf(day: LocalDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
