import type { LocalDate } from '../../kernel/index.ts';

/** What a sentence of a report does. `thanks` and `note` are read, shown to the secretariat, and never become work. */
export const KINDS = ['agreement', 'commitment', 'request', 'thanks', 'note'] as const;

export type Kind = (typeof KINDS)[number];

/** The kinds that somebody has to carry out. */
export const WORK_KINDS = ['agreement', 'commitment', 'request'] as const;

export function isWork(kind: Kind): boolean {
  return (WORK_KINDS as readonly string[]).includes(kind);
}

/** The facts that people establish. What follows from them (overdue, waiting) is computed by `timingOf`, never kept. */
export const STATES = [
  'candidate',
  'confirmed',
  'open',
  'in_progress',
  'delivered',
  'accepted',
  'rejected',
  'superseded',
  'dropped',
] as const;

export type State = (typeof STATES)[number];

/** Before publication only the secretariat knows that the record exists. */
export const UNPUBLISHED: readonly State[] = ['candidate', 'confirmed', 'rejected'];

/** Nothing more is owed. */
export const CLOSED: readonly State[] = ['accepted', 'rejected', 'superseded', 'dropped'];

/** Somebody still has to do something. */
export const ONGOING: readonly State[] = ['open', 'in_progress', 'delivered'];

/** Where the part of one party stands. `waived` parties do not count in "7 of 11". */
export const SHARE_STATES = ['owed', 'delivered', 'accepted', 'waived'] as const;

export type ShareState = (typeof SHARE_STATES)[number];

/** What a party may send about its part. */
export const PROGRESS_KINDS = ['progress', 'delivered', 'extension_request', 'note'] as const;

export type ProgressKind = (typeof PROGRESS_KINDS)[number];

/** Party codes by the part they play. Only `responsible` owe; a channel (`via`) and a helper (`support`) do not. */
export interface Roles {
  readonly responsible: readonly string[];
  readonly via: readonly string[];
  readonly support: readonly string[];
  readonly presenter: readonly string[];
  readonly recipients: readonly string[];
}

/** The days of a deadline as last resolved; both ends inclusive. */
export interface Due {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** How the days were reached, in words. */
  readonly es: string;
  readonly en: string;
}

/** In whose name and when something is done. */
export interface By {
  readonly at: Date;
  readonly party: string | null;
  readonly account: string | null;
}
