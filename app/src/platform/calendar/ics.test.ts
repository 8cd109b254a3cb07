import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../kernel/index.ts';
import type { CalendarEvent } from './event.ts';
import { feed, invitation, type NumberedEvent } from './ics.ts';

const EVENT: CalendarEvent = {
  uid: 'meeting-ejemplo@enlace',
  title: { es: 'Reunión de la Red, segunda; «seguimiento»', en: 'Meeting of the Network, second; follow-up' },
  place: { es: 'San José', en: null },
  startsOn: '2017-03-15',
  endsOn: '2017-03-15',
  opensAt: '09:00',
  closesAt: '17:30',
  zone: 'America/Costa_Rica',
  status: 'confirmed',
};

function numbered(event: CalendarEvent, sequence = 0): NumberedEvent {
  return {
    event,
    sequence,
    changedAt: new Date('2017-01-20T16:00:00Z'),
    url: 'https://enlace.invalid/es/reuniones/2017-03-SJO',
  };
}

function linesOf(calendar: string): readonly string[] {
  return calendar.replaceAll('\r\n ', '').split('\r\n');
}

function lineOf(event: CalendarEvent, name: string): string | undefined {
  return linesOf(feed('Enlace', [numbered(event)], 'es')).find(
    (line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`),
  );
}

describe('a meeting with hours is a moment, the same for everybody', () => {
  it.each([
    ['America/Belize', '2017-07-03', '20170703T150000Z'],
    ['America/Toronto', '2017-03-10', '20170310T140000Z'],
    ['America/Toronto', '2017-03-13', '20170313T130000Z'],
    ['America/Toronto', '2017-11-03', '20171103T130000Z'],
    ['America/Toronto', '2017-11-06', '20171106T140000Z'],
    ['America/Costa_Rica', '2017-07-03', '20170703T150000Z'],
    ['America/Santo_Domingo', '2017-07-03', '20170703T130000Z'],
    ['America/Guatemala', '2017-07-03', '20170703T150000Z'],
    ['America/Tegucigalpa', '2017-07-03', '20170703T150000Z'],
    ['America/Mexico_City', '2017-07-03', '20170703T140000Z'],
    ['America/Mexico_City', '2022-07-01', '20220701T140000Z'],
    // No summer time in Mexico any more (decree of 28 October 2022), while its neighbour has it.
    ['America/Mexico_City', '2023-07-03', '20230703T150000Z'],
    ['America/Managua', '2017-07-03', '20170703T150000Z'],
    ['America/Panama', '2017-07-03', '20170703T140000Z'],
    ['America/El_Salvador', '2017-07-03', '20170703T150000Z'],
    ['America/New_York', '2023-07-03', '20230703T130000Z'],
    ['America/New_York', '2023-12-04', '20231204T140000Z'],
  ])('nine o’clock in %s on %s is %s', (zone, day, moment) => {
    expect(lineOf({ ...EVENT, zone, startsOn: day, endsOn: null }, 'DTSTART')).toBe(`DTSTART:${moment}`);
  });

  it('without an hour of closing it takes one hour', () => {
    expect(lineOf({ ...EVENT, closesAt: null }, 'DTEND')).toBe('DTEND:20170315T160000Z');
  });
});

describe('whole days have no zone', () => {
  it.each(Object.values(COUNTRIES).map(({ zone }) => [zone]))('a deadline is that day also in %s', (zone) => {
    const deadline: CalendarEvent = {
      ...EVENT,
      zone,
      opensAt: null,
      closesAt: null,
      endsOn: null,
      startsOn: '2017-01-15',
      free: true,
    };
    expect(lineOf(deadline, 'DTSTART')).toBe('DTSTART;VALUE=DATE:20170115');
    expect(lineOf(deadline, 'DTEND')).toBe('DTEND;VALUE=DATE:20170116');
    expect(lineOf(deadline, 'TRANSP')).toBe('TRANSP:TRANSPARENT');
  });

  it('a meeting of several days takes them all, the last included', () => {
    expect(lineOf({ ...EVENT, endsOn: '2017-03-17' }, 'DTSTART')).toBe('DTSTART;VALUE=DATE:20170315');
    expect(lineOf({ ...EVENT, endsOn: '2017-03-17' }, 'DTEND')).toBe('DTEND;VALUE=DATE:20170318');
  });
});

describe('a calendar to subscribe to', () => {
  it('holds title, place, day, state and page, and nothing else', () => {
    expect(linesOf(feed('Enlace', [numbered(EVENT, 3)], 'es'))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Enlace//Enlace//ES',
      'METHOD:PUBLISH',
      'NAME:Enlace',
      'X-WR-CALNAME:Enlace',
      'BEGIN:VEVENT',
      'UID:meeting-ejemplo@enlace',
      'SEQUENCE:3',
      'DTSTAMP:20170120T160000Z',
      'DTSTART:20170315T150000Z',
      'DTEND:20170315T233000Z',
      'SUMMARY:Reunión de la Red\\, segunda\\; «seguimiento»',
      'TRANSP:OPAQUE',
      'LOCATION:San José',
      'URL;VALUE=URI:https://enlace.invalid/es/reuniones/2017-03-SJO',
      'STATUS:CONFIRMED',
      'LAST-MODIFIED:20170120T160000Z',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  it('is in the language of its owner', () => {
    expect(feed('Enlace', [numbered(EVENT)], 'en')).toContain('SUMMARY:Meeting of the Network\\, second\\; follow-up');
  });

  it('marks what was cancelled and what is not settled', () => {
    expect(lineOf({ ...EVENT, status: 'cancelled' }, 'STATUS')).toBe('STATUS:CANCELLED');
    expect(lineOf({ ...EVENT, status: 'tentative' }, 'STATUS')).toBe('STATUS:TENTATIVE');
  });

  it('no title breaks its lines: 75 octets at most, line ends escaped, nothing added (RFC 5545, 3.1 and 3.3.11)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (title) => {
        const calendar = feed('Enlace', [numbered({ ...EVENT, title: { es: title, en: title } })], 'es');
        for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(linesOf(calendar)).toHaveLength(20);
      }),
    );
  });
});

describe('an invitation', () => {
  it.each([
    ['request', 'REQUEST', 'confirmed', 'CONFIRMED'],
    ['cancel', 'CANCEL', 'cancelled', 'CANCELLED'],
  ] as const)('%s says who invites and whom (RFC 5546, 3.2)', (method, said, status, state) => {
    const people = { organiser: { name: 'Enlace', email: 'enlace@conferencia.invalid' }, guest: 'hn@ejemplo.invalid' };
    const lines = linesOf(invitation(method, numbered({ ...EVENT, status }, 2), people, 'es'));
    expect(lines).toEqual(
      expect.arrayContaining([
        `METHOD:${said}`,
        `STATUS:${state}`,
        'UID:meeting-ejemplo@enlace',
        'SEQUENCE:2',
        'ORGANIZER;CN="Enlace":mailto:enlace@conferencia.invalid',
        'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:MAILTO:hn@ejemplo.invalid',
      ]),
    );
  });
});
