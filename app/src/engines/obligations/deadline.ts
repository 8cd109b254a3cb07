import { type DeadlineRule, resolveDeadline } from '@enlace/minutes';
import { foldForSearch, type LocalDate } from '../../kernel/index.ts';
import type { Due } from './obligation.ts';

/** A meeting as far as deadlines need it. */
export interface MeetingDates {
  readonly id: string;
  readonly body: string;
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly linkedMeeting: string | null;
  readonly cancelled: boolean;
}

/** What is known when a deadline is resolved. */
export interface DueContext {
  /** The meeting that agreed it. */
  readonly meeting: MeetingDates;
  readonly meetings: readonly MeetingDates[];
  /** Code of the body that a report calls by this name, if there is one. */
  bodyOf(forum: string): string | undefined;
  readonly circulated?: LocalDate | null;
  readonly holidays?: readonly LocalDate[] | null;
}

/** A deadline with the meeting on which it hangs, if it hangs on one. */
export interface ResolvedDue extends Due {
  readonly meeting: string | null;
}

/**
 * The days that a rule of a report means, given the meetings that are known. Pure and total. "Esta reunión del
 * GRCM" is the gathering at whose side the network meets (`linkedMeeting`); "la próxima" is the first one of that
 * body after the meeting and never that same gathering (secretariat.md 5: event current, event next).
 */
export function dueOf(rule: DeadlineRule, context: DueContext): ResolvedDue {
  const { meeting } = context;
  const event = rule.type === 'event' ? eventMeeting(rule, context) : undefined;
  const resolved = resolveDeadline(rule, {
    held: heldOn(meeting),
    circulated: context.circulated ?? null,
    holidays: context.holidays ?? null,
    eventDates: () => (event?.startsOn ? { from: event.startsOn, to: event.endsOn ?? event.startsOn } : null),
  });
  return { from: resolved.from, to: resolved.to, es: resolved.es, en: resolved.en, meeting: event?.id ?? null };
}

/** The last day of a meeting, from which durations run. */
export function heldOn(meeting: MeetingDates): LocalDate | null {
  return meeting.endsOn ?? meeting.startsOn;
}

/** The body whose meeting an event rule speaks of; without a name in the words, the body that met. */
export function eventBody(
  rule: Extract<DeadlineRule, { type: 'event' }>,
  context: Pick<DueContext, 'meeting' | 'bodyOf'>,
): string | undefined {
  return rule.forum === null ? context.meeting.body : context.bodyOf(rule.forum);
}

function eventMeeting(rule: Extract<DeadlineRule, { type: 'event' }>, context: DueContext): MeetingDates | undefined {
  const body = eventBody(rule, context);
  if (body === undefined) return undefined;
  const linked = context.meetings.find((one) => one.id === context.meeting.linkedMeeting);
  if (rule.which === 'current')
    return linked?.body === body ? linked : context.meeting.body === body ? context.meeting : linked;
  return nextMeeting(body, context);
}

function nextMeeting(body: string, { meeting, meetings }: DueContext): MeetingDates | undefined {
  const held = heldOn(meeting);
  return meetings
    .filter((one) => one.body === body && !one.cancelled && one.id !== meeting.id && one.id !== meeting.linkedMeeting)
    .filter((one) => one.startsOn === null || held === null || one.startsOn > held)
    .toSorted((a, b) => (a.startsOn ?? '9999').localeCompare(b.startsOn ?? '9999'))[0];
}

const RULE_TYPES: readonly string[] = ['none', 'vague', 'date', 'before', 'window', 'duration', 'event', 'condition'];

/** A stored rule; whatever is not one is read as "no deadline", so that a register never fails to open. */
export function parseRule(stored: unknown): DeadlineRule {
  const known =
    typeof stored === 'object' && stored !== null && 'type' in stored && RULE_TYPES.includes(String(stored.type));
  return known ? (stored as DeadlineRule) : { type: 'none' };
}

/** Two names are the same however they are accented, capitalised or punctuated. */
export function nameKey(name: string): string {
  return foldForSearch(name).replace(/^(el|la|los|las|the) /, '');
}

/** A change of the last day, as a person asks for it. */
export interface DueChange {
  readonly to: LocalDate;
  readonly reason?: string | undefined;
  /** Code of the meeting that decided it. */
  readonly decision?: string | undefined;
}
