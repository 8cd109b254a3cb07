import type { LocalDate, Role } from '../../kernel/index.ts';

/** What decides how an account stands. */
export interface Standable {
  readonly roles: readonly Role[];
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | undefined;
  readonly disabledAt: Date | undefined;
  readonly canEnter: boolean;
  readonly invitedUntil: Date | undefined;
}

export const STANDINGS = ['active', 'invited', 'invitation-over', 'not-yet', 'ended', 'disabled'] as const;

/**
 * How an account stands today: it can be used; its invitation waits, or was not taken up in time; its days have not
 * begun, or are over; access was withdrawn.
 */
export type Standing = (typeof STANDINGS)[number];

/** Derived each time it is asked, never stored. The last day counts whole. */
export function standingOf(account: Standable, today: LocalDate): Standing {
  if (account.disabledAt !== undefined) return 'disabled';
  if (account.validTo !== undefined && account.validTo < today) return 'ended';
  if (!account.canEnter) return account.invitedUntil === undefined ? 'invitation-over' : 'invited';
  return account.validFrom > today ? 'not-yet' : 'active';
}

/**
 * Would these changes leave the house without administration? Of those who administer, one must be able to enter
 * today, and one must have no last day: otherwise a date would do what no person may.
 */
export function leavesNobody(before: readonly Standable[], after: readonly Standable[], today: LocalDate): boolean {
  const entering = (accounts: readonly Standable[]): readonly Standable[] =>
    accounts.filter((account) => account.roles.includes('administrator') && standingOf(account, today) === 'active');
  const lasting = (accounts: readonly Standable[]): boolean =>
    entering(accounts).some((account) => account.validTo === undefined);
  const lost = entering(before).length > 0 && entering(after).length === 0;
  return lost || (lasting(before) && !lasting(after));
}
