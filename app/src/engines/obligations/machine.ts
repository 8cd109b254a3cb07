import { ok, type Result, refuse } from '../../kernel/index.ts';
import { isWork, type Kind, type State } from './obligation.ts';

/** What people do to an obligation. */
export const EVENTS = [
  'confirm',
  'reconsider',
  'reject',
  'publish',
  'start',
  'deliver',
  'return',
  'accept',
  'supersede',
  'drop',
] as const;

export type Event = (typeof EVENTS)[number];

/** What the guards look at. */
export interface MachineFacts {
  readonly state: State;
  readonly kind: Kind;
  /** It has a code: countries know it, and it can only end, not vanish. */
  readonly published: boolean;
  readonly titled: boolean;
  readonly responsible: number;
  /** Parts delivered or accepted, parts accepted, and parts in all (waived ones left out). */
  readonly answered: number;
  readonly accepted: number;
  readonly total: number;
  readonly reason?: string | undefined;
  /** The meeting whose decision is cited, and whether its body may end agreements. */
  readonly decision?: { readonly mayDrop: boolean } | undefined;
  /** The obligation that takes its place. */
  readonly successor?: string | undefined;
}

interface Guard {
  readonly holds: (facts: MachineFacts) => boolean;
  /** The refusal when it does not: a message key. */
  readonly code: string;
}

type GuardName =
  | 'work'
  | 'titled'
  | 'responsible'
  | 'allAnswered'
  | 'allAccepted'
  | 'successor'
  | 'reason'
  | 'decision'
  | 'competent'
  | 'unanswered'
  | 'unpublished'
  | 'owed';

const GUARDS: Readonly<Record<GuardName, Guard>> = {
  work: { holds: (f) => isWork(f.kind), code: 'obligations.not-work' },
  titled: { holds: (f) => f.titled, code: 'obligations.no-title' },
  responsible: { holds: (f) => f.responsible > 0, code: 'obligations.nobody-responsible' },
  allAnswered: { holds: (f) => f.total > 0 && f.answered === f.total, code: 'obligations.parts-missing' },
  allAccepted: { holds: (f) => f.total > 0 && f.accepted === f.total, code: 'obligations.parts-not-accepted' },
  successor: { holds: (f) => f.successor !== undefined, code: 'obligations.no-successor' },
  reason: { holds: (f) => f.reason !== undefined && f.reason !== '', code: 'obligations.no-reason' },
  decision: { holds: (f) => f.decision !== undefined, code: 'obligations.no-decision' },
  competent: { holds: (f) => f.decision?.mayDrop === true, code: 'obligations.body-may-not-drop' },
  unanswered: { holds: (f) => f.answered < f.total, code: 'obligations.nothing-to-return' },
  unpublished: { holds: (f) => !f.published, code: 'obligations.already-published' },
  owed: { holds: (f) => f.total > 0, code: 'obligations.nobody-responsible' },
};

/** One line of the machine: besides the state, every line has a guard. */
export interface Transition {
  readonly event: Event;
  readonly from: readonly State[];
  readonly to: State;
  readonly guards: readonly GuardName[];
}

/**
 * The life of an obligation, as data. A sentence that is thanks or a note is never confirmed; only the decision of
 * a competent body drops what was agreed; a delivered obligation goes back when one part is returned.
 */
export const TRANSITIONS: readonly Transition[] = [
  { event: 'confirm', from: ['candidate'], to: 'confirmed', guards: ['work', 'titled', 'responsible'] },
  { event: 'reconsider', from: ['confirmed', 'rejected'], to: 'candidate', guards: ['unpublished'] },
  { event: 'reject', from: ['candidate', 'confirmed'], to: 'rejected', guards: ['unpublished'] },
  { event: 'publish', from: ['confirmed'], to: 'open', guards: ['work', 'titled', 'responsible'] },
  { event: 'start', from: ['open'], to: 'in_progress', guards: ['owed'] },
  { event: 'deliver', from: ['open', 'in_progress'], to: 'delivered', guards: ['allAnswered'] },
  { event: 'return', from: ['delivered'], to: 'in_progress', guards: ['unanswered'] },
  { event: 'accept', from: ['delivered'], to: 'accepted', guards: ['allAccepted'] },
  {
    event: 'supersede',
    from: ['candidate', 'confirmed', 'open', 'in_progress', 'delivered'],
    to: 'superseded',
    guards: ['successor'],
  },
  {
    event: 'drop',
    from: ['open', 'in_progress', 'delivered'],
    to: 'dropped',
    guards: ['decision', 'competent', 'reason'],
  },
];

/** The state after an event, or why it cannot be. What no line of the table allows is a conflict. */
export function move(facts: MachineFacts, event: Event): Result<State> {
  const line = TRANSITIONS.find((one) => one.event === event && one.from.includes(facts.state));
  if (!line) return refuse('conflict', 'obligations.wrong-state');
  const failed = line.guards.map((name) => GUARDS[name]).find((guard) => !guard.holds(facts));
  return failed ? refuse('invalid', failed.code) : ok(line.to);
}
