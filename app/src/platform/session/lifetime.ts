import type { LocalDate } from '../../kernel/index.ts';

const MINUTE_MS = 60_000;
/** Without use for so long, a session is over: the officer has left the desk. */
export const IDLE_MS: number = 30 * MINUTE_MS;
/** However much it is used, a session is over after so long. */
export const ABSOLUTE_MS: number = 12 * 60 * MINUTE_MS;
/** Use is noted to the minute, so that reading a page does not write a row each time. */
export const TOUCH_MS: number = MINUTE_MS;

/** A sensitive act asks for a proof of who it is that is younger than this. */
export const FRESH_MS: number = 5 * MINUTE_MS;
/** So long may pass between the first factor and the second. */
export const PENDING_MS: number = 10 * MINUTE_MS;
/** Wrong second factors after which the first must be given again. */
export const MOST_CODE_TRIES = 5;

/** Both limits are half-open: at exactly 30 minutes or 12 hours the session is over. */
export function isOver(session: { readonly startedAt: Date; readonly lastSeenAt: Date }, now: Date): boolean {
  return (
    now.getTime() - session.lastSeenAt.getTime() >= IDLE_MS ||
    now.getTime() - session.startedAt.getTime() >= ABSOLUTE_MS
  );
}

/** What decides whether an account may be used today. */
export interface Access {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly disabledAt: Date | null;
  readonly example: boolean;
}

/**
 * May this account be used today? The last day of access counts whole; an account of the example conference may be
 * used in example mode only, also when an old database still holds it.
 */
export function hasAccess(access: Access, today: LocalDate, exampleMode: boolean): boolean {
  if (access.disabledAt !== null || (access.example && !exampleMode)) return false;
  return access.validFrom <= today && (access.validTo === null || today <= access.validTo);
}
