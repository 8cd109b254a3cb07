import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { addDays, type Lang, type LocalDate, momentIn } from '../../kernel/index.ts';
import type { CalendarEvent } from './event.ts';

/** An event as one person's calendar gets it. */
export interface NumberedEvent {
  readonly event: CalendarEvent;
  /** Raised by each change (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  /** When it came to say this; also the stamp, so that the same events are the same bytes. */
  readonly changedAt: Date;
  /** Address of its page. */
  readonly url: string;
}

const STATUS: Readonly<Record<CalendarEvent['status'], ICalEventStatus>> = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/** The calendar of a person, to subscribe to: titles, places and days, nothing else (interface.md, 10). */
export function feed(name: string, events: readonly NumberedEvent[], lang: Lang): string {
  const calendar = newCalendar(lang, ICalCalendarMethod.PUBLISH).name(name);
  for (const one of events) addEvent(calendar, one, lang);
  return calendar.toString();
}

/** One meeting as a message to its guest: `request` puts it into the calendar or changes it, `cancel` takes it out. */
export function invitation(
  method: 'request' | 'cancel',
  numbered: NumberedEvent,
  people: { readonly organiser: { readonly name: string; readonly email: string }; readonly guest: string },
  lang: Lang,
): string {
  const calendar = newCalendar(lang, method === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST);
  const event = addEvent(calendar, numbered, lang);
  event.organizer(people.organiser);
  event.createAttendee({
    email: people.guest,
    rsvp: false,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
  });
  return calendar.toString();
}

function newCalendar(lang: Lang, method: ICalCalendarMethod): ICalCalendar {
  return ical({ prodId: { company: 'Enlace', product: 'Enlace', language: lang.toUpperCase() }, method });
}

function addEvent(calendar: ICalCalendar, { event, sequence, changedAt, url }: NumberedEvent, lang: Lang) {
  const place = event.place[lang];
  return calendar.createEvent({
    id: event.uid,
    sequence,
    stamp: changedAt,
    lastModified: changedAt,
    summary: event.title[lang],
    ...timesOf(event),
    ...(place === null ? {} : { location: place }),
    status: STATUS[event.status],
    transparency: event.free ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    url,
  });
}

/**
 * Hours go out as moments in UTC, which every calendar shows in its owner's zone: with a zone beside it, the library
 * prints the digits of UTC as local time. A meeting of several days, or one without hours, takes whole days.
 */
function timesOf(event: CalendarEvent): { readonly start: Date; readonly end: Date; readonly allDay: boolean } {
  const { startsOn, opensAt, closesAt, zone } = event;
  const lastDay = event.endsOn ?? startsOn;
  if (opensAt === null || lastDay !== startsOn) {
    return { start: midnight(startsOn), end: midnight(addDays(lastDay, 1)), allDay: true };
  }
  const start = momentIn(startsOn, opensAt, zone);
  const end = closesAt === null ? new Date(start.getTime() + HOUR_MS) : momentIn(startsOn, closesAt, zone);
  return { start, end, allDay: false };
}

const HOUR_MS = 3_600_000;

/** A whole day has no zone; the library reads it from the digits of UTC. */
function midnight(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
