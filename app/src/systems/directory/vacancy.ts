import { type AppointmentFunction, addDays, type LocalDate } from '../../kernel/index.ts';
import { type Appointment, isActiveOn, type Seat } from './appointment.ts';

/** A function that a country fills, with its number in the country's list, by which people quote it. */
export interface ExpectedSeat extends Seat {
  readonly number: number;
}

/** A function that a country is expected to fill and that nobody holds, or soon nobody will. */
export interface Vacancy extends ExpectedSeat {
  /** Since when nobody holds it; a day to come when the present holder's end is known; null when nobody ever did. */
  readonly since: LocalDate | null;
  /** Somebody is nominated or proposed for it. */
  readonly underway: boolean;
}

/** Functions that every country fills whatever the topic. */
const FOR_ALL: readonly AppointmentFunction[] = ['head', 'validator', 'liaison'];

/** A vacancy that is coming is said so many days ahead: time to nominate and to confirm. */
const DAYS_AHEAD = 30;

/** What each of these countries is expected to fill: the functions for all its work, and focal points by topic. */
export function expectedSeats(parties: readonly string[], topics: readonly string[]): readonly ExpectedSeat[] {
  return parties.flatMap((party) =>
    [
      ...FOR_ALL.map((fn) => ({ party, function: fn, topic: null })),
      ...topics.map((topic) => ({ party, function: 'focal_point' as const, topic })),
    ].map((seat, index) => ({ ...seat, number: index + 1 })),
  );
}

/**
 * Seats without a holder on that day, and those that fall empty within a month. A validator or liaison officer named
 * for one topic fills the seat too: the country can be reached and can sign.
 */
export function vacanciesOn(
  seats: readonly ExpectedSeat[],
  appointments: readonly Appointment[],
  today: LocalDate,
): readonly Vacancy[] {
  return seats.flatMap((seat) => {
    const here = appointments.filter((one) => fills(one, seat));
    const confirmed = here.filter((one) => one.state === 'confirmed');
    const emptyFrom = firstEmptyDay(confirmed, today);
    if (emptyFrom === undefined) return [];
    return [
      {
        ...seat,
        since: emptyFrom <= today ? lastHeld(confirmed, today) : emptyFrom,
        underway: here.some((one) => one.state === 'proposed' || one.state === 'nominated'),
      },
    ];
  });
}

function fills(one: Seat, seat: Seat): boolean {
  if (one.party !== seat.party || one.function !== seat.function) return false;
  return seat.topic === one.topic || (seat.topic === null && seat.function !== 'head');
}

/** The first day from today on, within the days ahead, on which nobody holds it. Only ends of terms can begin a gap. */
function firstEmptyDay(confirmed: readonly Appointment[], today: LocalDate): LocalDate | undefined {
  const days = [today, ...confirmed.flatMap(({ endsOn }) => endsOn ?? [])].filter(
    (day) => day >= today && day <= addDays(today, DAYS_AHEAD),
  );
  return days.toSorted().find((day) => !confirmed.some((one) => isActiveOn(one, day)));
}

function lastHeld(confirmed: readonly Appointment[], today: LocalDate): LocalDate | null {
  const ends = confirmed.flatMap(({ endsOn }) => endsOn ?? []).filter((day) => day <= today);
  return ends.toSorted().at(-1) ?? null;
}

/** What a nomination that fills it begins with: its function, and the day on which it falls empty if that is to come. */
export function fillOf(
  vacancy: Vacancy,
  today: LocalDate,
): { readonly fn: AppointmentFunction; readonly topic: string | undefined; readonly starts: LocalDate | undefined } {
  const { since } = vacancy;
  return {
    fn: vacancy.function,
    topic: vacancy.topic ?? undefined,
    starts: since !== null && since > today ? since : undefined,
  };
}
