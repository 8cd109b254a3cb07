import { ok, type Result, refuse } from '../../kernel/index.ts';

/** Where a meeting stands, in the order in which it happens. */
export const MEETING_STATES = [
  'planned',
  'convened',
  'agenda_circulated',
  'open',
  'report_drafting',
  'report_in_review',
  'adopted',
  'published',
  'cancelled',
] as const;

export type MeetingState = (typeof MEETING_STATES)[number];

/** What people do to a meeting. The events of the report come from the report itself. */
export const MEETING_EVENTS = ['convene', 'circulate_agenda', 'open', 'close', 'cancel'] as const;

export type MeetingEvent = (typeof MEETING_EVENTS)[number];

/** What the guards look at. */
export interface MeetingFacts {
  readonly status: MeetingState;
  readonly dated: boolean;
  readonly agendaItems: number;
  /** The first day has come. */
  readonly begun: boolean;
}

interface Line {
  readonly event: MeetingEvent;
  readonly from: readonly MeetingState[];
  readonly to: MeetingState;
  readonly guard?: { readonly holds: (facts: MeetingFacts) => boolean; readonly code: string };
}

/** The life of a meeting up to its report, as data. */
export const MEETING_TRANSITIONS: readonly Line[] = [
  {
    event: 'convene',
    from: ['planned'],
    to: 'convened',
    guard: { holds: (facts) => facts.dated, code: 'meetings.refusal.no-date' },
  },
  {
    event: 'circulate_agenda',
    from: ['convened'],
    to: 'agenda_circulated',
    guard: { holds: (facts) => facts.agendaItems > 0, code: 'meetings.refusal.no-agenda' },
  },
  {
    event: 'open',
    from: ['convened', 'agenda_circulated'],
    to: 'open',
    guard: { holds: (facts) => facts.begun, code: 'meetings.refusal.not-begun' },
  },
  { event: 'close', from: ['open'], to: 'report_drafting' },
  { event: 'cancel', from: ['planned', 'convened', 'agenda_circulated'], to: 'cancelled' },
];

/** The state after an event, or why it cannot be. */
export function moveMeeting(facts: MeetingFacts, event: MeetingEvent): Result<MeetingState> {
  const line = MEETING_TRANSITIONS.find((one) => one.event === event && one.from.includes(facts.status));
  if (!line) return refuse('conflict', 'meetings.refusal.wrong-state');
  return line.guard && !line.guard.holds(facts) ? refuse('conflict', line.guard.code) : ok(line.to);
}

/** The acts that the state allows, whether or not their guard holds: a button may say why it cannot be pressed. */
export function possibleEvents(status: MeetingState): readonly MeetingEvent[] {
  return MEETING_TRANSITIONS.filter((line) => line.from.includes(status)).map((line) => line.event);
}

/** The state of a meeting that follows from its report's; a meeting is never behind its report. */
export function stateWithReport(report: 'draft' | 'in_review' | 'adopted' | 'published'): MeetingState {
  return report === 'draft' ? 'report_drafting' : report === 'in_review' ? 'report_in_review' : report;
}
