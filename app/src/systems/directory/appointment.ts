import {
  type AppointmentFunction,
  addDays,
  isHeldOn,
  type LocalDate,
  ok,
  type Result,
  refuse,
  refuseFields,
  type Term,
} from '../../kernel/index.ts';

/** What is decided about an appointment; the rest follows from the days. */
export const STATES = ['proposed', 'nominated', 'confirmed', 'refused'] as const;

export type State = (typeof STATES)[number];

/** Where an appointment stands on a day: its state, and once confirmed what the days make of it. */
export type Standing = 'proposed' | 'nominated' | 'refused' | 'confirmed' | 'active' | 'ending' | 'ended';

/** A function for a party: what people are named for. `topic` is null for the Conference's work as a whole. */
export interface Seat {
  readonly party: string;
  readonly function: AppointmentFunction;
  readonly topic: string | null;
}

/** An appointment as the rules see it. */
export interface Appointment extends Seat, Term {
  readonly id: string;
  readonly person: string;
  readonly state: State;
}

/** Functions that one person at a time holds: the delegation has one head, and each topic one focal point. */
export function isSole(fn: AppointmentFunction): boolean {
  return fn === 'head' || fn === 'focal_point';
}

export function sameSeat(one: Seat, two: Seat): boolean {
  return one.party === two.party && one.function === two.function && one.topic === two.topic;
}

export function standingOn(appointment: Pick<Appointment, 'state' | 'startsOn' | 'endsOn'>, day: LocalDate): Standing {
  const { state, startsOn, endsOn } = appointment;
  if (state !== 'confirmed') return state;
  if (endsOn !== null && endsOn <= day) return 'ended';
  if (day < startsOn) return 'confirmed';
  return endsOn === null ? 'active' : 'ending';
}

/** Is it confirmed and held on that day? */
export function isActiveOn(appointment: Pick<Appointment, 'state' | 'startsOn' | 'endsOn'>, day: LocalDate): boolean {
  return appointment.state === 'confirmed' && isHeldOn(appointment, day);
}

/** Half-open terms overlap when each begins before the other ends. */
export function overlap(one: Term, two: Term): boolean {
  return (two.endsOn === null || one.startsOn < two.endsOn) && (one.endsOn === null || two.startsOn < one.endsOn);
}

/** The register of appointments begins here; what was before is history that nobody asks the program. */
export const EARLIEST: LocalDate = '1996-01-01';
const FURTHEST_DAYS = 731;

/** Do the days of a nomination make sense? They are told by field. */
export function admitTerm(term: Term, today: LocalDate): Result<Term> {
  const { startsOn, endsOn } = term;
  if (startsOn < EARLIEST || startsOn > addDays(today, FURTHEST_DAYS))
    return refuseFields('http.input', { starts: 'directory.refusal.day-far' });
  if (endsOn !== null && endsOn <= startsOn)
    return refuseFields('http.input', { ends: 'directory.refusal.ends-before' });
  return ok(term);
}

/** What is known when somebody is nominated, or when the nomination is confirmed. */
export interface Around {
  /** Appointments of the same seat, in any state. */
  readonly ofSeat: readonly Appointment[];
  /** Appointments of the same human being (the same e-mail) for other parties. */
  readonly elsewhere: readonly Appointment[];
  /** The one that the nomination says it replaces, if the reader may see it. */
  readonly replaces: Appointment | undefined;
}

/**
 * May this person be named for this seat in these days? Nobody belongs to two countries: the other appointment must have
 * ended by the first day. A sole function has one holder at a time: a successor says whom they replace.
 */
export function admitAppointment(wanted: Omit<Appointment, 'id' | 'state'>, around: Around): Result<null> {
  if (wanted.function === 'head' && wanted.topic !== null)
    return refuseFields('http.input', { topic: 'directory.refusal.head-topic' });
  if (around.elsewhere.some((one) => one.state !== 'refused' && (one.endsOn === null || wanted.startsOn < one.endsOn)))
    return refuse('conflict', 'directory.refusal.other-country');
  const { replaces } = around;
  if (replaces && (!sameSeat(replaces, wanted) || replaces.state !== 'confirmed'))
    return refuseFields('http.input', { replaces: 'directory.refusal.replaces-other' });
  if (replaces && replaces.startsOn >= wanted.startsOn)
    return refuseFields('http.input', { starts: 'directory.refusal.replaces-later' });
  const met = around.ofSeat.filter(
    (one) => one.state !== 'refused' && overlap(withoutReplaced(one, around, wanted), wanted),
  );
  if (met.some((one) => one.person === wanted.person)) return refuse('conflict', 'directory.refusal.holds-already');
  if (isSole(wanted.function) && met.some((one) => one.state === 'confirmed'))
    return refuse('conflict', 'directory.refusal.seat-taken');
  return ok(null);
}

/** The one who is replaced ends on the first day of the successor, unless they end earlier. */
function withoutReplaced(one: Appointment, { replaces }: Around, wanted: Term): Term {
  return one.id === replaces?.id ? { startsOn: one.startsOn, endsOn: endByReplacement(one, wanted.startsOn) } : one;
}

export function endByReplacement(replaced: Term, successorStarts: LocalDate): LocalDate {
  return replaced.endsOn !== null && replaced.endsOn < successorStarts ? replaced.endsOn : successorStarts;
}

/** May it end on that day? Only what is confirmed and has not ended; never before it began, nor rewriting the past. */
export function admitEnd(appointment: Appointment, endsOn: LocalDate, today: LocalDate): Result<null> {
  const standing = standingOn(appointment, today);
  if (standing === 'ended') return refuse('conflict', 'directory.refusal.ended-already');
  if (appointment.state !== 'confirmed') return refuse('conflict', 'directory.refusal.wrong-state');
  if (endsOn < appointment.startsOn) return refuseFields('http.input', { ends: 'directory.refusal.ends-before' });
  if (endsOn < today) return refuseFields('http.input', { ends: 'directory.refusal.ends-past' });
  return endsOn > addDays(today, FURTHEST_DAYS)
    ? refuseFields('http.input', { ends: 'directory.refusal.day-far' })
    : ok(null);
}
