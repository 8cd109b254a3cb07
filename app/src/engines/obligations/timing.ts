import { addDays, type LocalDate } from '../../kernel/index.ts';
import type { ShareState, State } from './obligation.ts';

/** Days before the last one in which an obligation is "due soon". */
export const SOON_DAYS = 30;

/**
 * Where an obligation stands today for one reader. `overdue` exists only for those who may know it: the party that
 * owes, and the secretariat; everybody else reads the neutral `reached`.
 */
export const TIMINGS = [
  'overdue',
  'due_soon',
  'not_due',
  'undated',
  'waiting',
  'reached',
  'delivered',
  'closed',
] as const;

export type Timing = (typeof TIMINGS)[number];

/** What a person must know of the facts to say so. */
export interface TimingFacts {
  readonly state: State;
  readonly due: LocalDate | null;
  /** Type of the deadline rule: a condition or a meeting without date is waited for, a vague word is not. */
  readonly ruleType: string;
  /** It stands behind another obligation that is not there yet. */
  readonly blocked: boolean;
  /** A condition that was tied to obligations, all of which are done: nothing is waited for any more. */
  readonly conditionMet: boolean;
}

/** Who looks: the secretariat, or a party with the state of its own part (null when it has none). */
export type Viewer =
  | { readonly kind: 'secretariat' }
  | { readonly kind: 'party'; readonly ownShare: ShareState | null };

/** Rules that wait for a fact which will date them without anybody setting a day. */
export const WAITING_RULES: readonly string[] = ['condition', 'event'];

/** What follows from the facts today. Computed on every reading and stored nowhere. */
export function timingOf(facts: TimingFacts, today: LocalDate, viewer: Viewer): Timing {
  if (facts.state === 'delivered') return 'delivered';
  if (facts.state !== 'open' && facts.state !== 'in_progress') return 'closed';
  if (viewer.kind === 'party' && isAnswered(viewer.ownShare)) return 'delivered';
  if (facts.blocked) return 'waiting';
  if (facts.due === null) {
    const waits = WAITING_RULES.includes(facts.ruleType) && !(facts.ruleType === 'condition' && facts.conditionMet);
    return waits ? 'waiting' : 'undated';
  }
  if (facts.due < today) return knowsLateness(viewer) ? 'overdue' : 'reached';
  return facts.due <= addDays(today, SOON_DAYS) ? 'due_soon' : 'not_due';
}

/** A party knows of a delay only when it is its own: its part is still owed. */
function knowsLateness(viewer: Viewer): boolean {
  return viewer.kind === 'secretariat' || viewer.ownShare === 'owed';
}

function isAnswered(share: ShareState | null): boolean {
  return share === 'delivered' || share === 'accepted';
}
