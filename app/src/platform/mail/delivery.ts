/** Why a mail was not taken: the mailbox says never, or not now; or its server could not be spoken to at all. */
export type Failure = { readonly kind: 'refused' | 'later' | 'unreachable'; readonly reply: string };

/** What is known of a mail when an attempt fails; the attempt in hand is counted. */
export interface Tries {
  readonly attempts: number;
  readonly refusals: number;
}

/** What becomes of it. */
export interface AfterFailure extends Tries {
  readonly state: 'waiting' | 'undeliverable';
  readonly tryAfter: Date;
}

/** A mailbox that says never may be a server in trouble: it is asked this often before it is believed. */
export const MOST_REFUSALS = 3;

/** A mailbox that puts off is asked for about five days (RFC 5321, 4.5.4.1). */
export const MOST_ATTEMPTS = 14;

const WAIT_MINUTES = [1, 5, 15, 60, 240, 720] as const;

/**
 * What follows from a failed attempt. A server that cannot be reached says nothing about a mailbox: such attempts are
 * not counted and never make a mail undeliverable, however long they last.
 */
export function afterFailure(failure: Failure, tries: Tries, now: Date): AfterFailure {
  const minutes = WAIT_MINUTES[Math.min(tries.attempts, WAIT_MINUTES.length) - 1] ?? WAIT_MINUTES[0];
  const tryAfter = new Date(now.getTime() + minutes * 60_000);
  const refusals = tries.refusals + (failure.kind === 'refused' ? 1 : 0);
  if (failure.kind === 'unreachable') return { state: 'waiting', attempts: tries.attempts - 1, refusals, tryAfter };
  const givenUp = refusals >= MOST_REFUSALS || tries.attempts >= MOST_ATTEMPTS;
  return { state: givenUp ? 'undeliverable' : 'waiting', attempts: tries.attempts, refusals, tryAfter };
}
