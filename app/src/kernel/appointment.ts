import type { LocalDate } from './clock.ts';

/** What a person may be named for. `head` leads a delegation, `validator` signs a country's answers, `focal_point` drafts them. */
export const FUNCTIONS = ['head', 'validator', 'liaison', 'focal_point', 'alternate', 'staff'] as const;

export type AppointmentFunction = (typeof FUNCTIONS)[number];

/** The days of an appointment, half-open: on `endsOn` it is no longer held, so that a successor may start that day. */
export interface Term {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** Is it held on that day? */
export function isHeldOn(term: Term, day: LocalDate): boolean {
  return term.startsOn <= day && (term.endsOn === null || day < term.endsOn);
}
