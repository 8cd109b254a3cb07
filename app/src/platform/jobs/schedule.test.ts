import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES, dayIn, momentIn } from '../../kernel/index.ts';
import { lastDayOf } from './schedule.ts';

const MONDAY = { at: '07:00', weekday: 1 } as const;
const ZONES = [...new Set(Object.values(COUNTRIES).map(({ zone }) => zone))];

describe('the hour that came last', () => {
  it.each([
    ['just before seven it is the Monday of last week', '2017-01-23T12:59:59Z', '2017-01-16'],
    ['at seven it is today', '2017-01-23T13:00:00Z', '2017-01-23'],
    ['all week it is Monday', '2017-01-29T23:59:59Z', '2017-01-23'],
  ])('%s', (_, now, day) => {
    expect(lastDayOf(MONDAY, 'America/Costa_Rica', new Date(now))).toBe(day);
  });

  it('comes at the same hour of the clock before and after clocks change', () => {
    expect(lastDayOf({ at: '07:00' }, 'America/New_York', new Date('2017-03-11T11:59:00Z'))).toBe('2017-03-10');
    expect(lastDayOf({ at: '07:00' }, 'America/New_York', new Date('2017-03-12T10:59:00Z'))).toBe('2017-03-11');
    expect(lastDayOf({ at: '07:00' }, 'America/New_York', new Date('2017-03-12T11:00:00Z'))).toBe('2017-03-12');
  });

  it('counts although the change to summer time leaves it out', () => {
    expect(lastDayOf({ at: '02:30' }, 'America/New_York', new Date('2017-03-12T07:30:00Z'))).toBe('2017-03-12');
  });

  it('never lies in the future, never goes back as time goes on, and is never more than a week old', () => {
    const moments = fc.integer({ min: Date.UTC(2016, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 0, max: 8 * 86_400_000 }),
        fc.constantFrom(...ZONES),
        (from, more, zone) => {
          const [one, two] = [new Date(from), new Date(from + more)];
          const day = lastDayOf(MONDAY, zone, one);
          const age = one.getTime() - momentIn(day, MONDAY.at, zone).getTime();
          expect(age).toBeGreaterThanOrEqual(0);
          expect(age).toBeLessThan(7 * 86_400_000 + 2 * 3_600_000);
          expect(lastDayOf(MONDAY, zone, two) >= day).toBe(true);
        },
      ),
    );
  });
});

describe('an hour of a place as a moment', () => {
  it.each([
    ['America/New_York', '2017-03-11', '09:00', '2017-03-11T14:00:00.000Z'],
    ['America/New_York', '2017-03-13', '09:00', '2017-03-13T13:00:00.000Z'],
    ['America/Toronto', '2017-11-06', '09:00', '2017-11-06T14:00:00.000Z'],
    // Mexico had summer time until 30 October 2022 and none since (Ley de los Husos Horarios, 2022).
    ['America/Mexico_City', '2022-07-01', '09:00', '2022-07-01T14:00:00.000Z'],
    ['America/Mexico_City', '2023-07-01', '09:00', '2023-07-01T15:00:00.000Z'],
    ['America/Costa_Rica', '2017-07-01', '09:00', '2017-07-01T15:00:00.000Z'],
    ['America/Santo_Domingo', '2017-07-01', '09:00', '2017-07-01T13:00:00.000Z'],
    ['America/Panama', '2017-07-01', '09:00', '2017-07-01T14:00:00.000Z'],
  ])('%s %s %s', (zone, day, hour, moment) => {
    expect(momentIn(day, hour, zone).toISOString()).toBe(moment);
  });

  it('an hour left out by summer time is read by the offset before it; one that comes twice is the first', () => {
    expect(momentIn('2017-03-12', '02:30', 'America/New_York').toISOString()).toBe('2017-03-12T07:30:00.000Z');
    expect(momentIn('2017-11-05', '01:30', 'America/New_York').toISOString()).toBe('2017-11-05T05:30:00.000Z');
  });

  it('shows that day and hour to whoever reads a clock there', () => {
    const days = fc
      .integer({ min: 0, max: 4000 })
      .map((n) => new Date(Date.UTC(2016, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: 4, max: 23 }), fc.constantFrom(...ZONES), (day, hour, zone) => {
        const at = `${String(hour).padStart(2, '0')}:15`;
        const moment = momentIn(day, at, zone);
        expect(dayIn(zone, moment)).toBe(day);
        expect(moment.toLocaleTimeString('en-GB', { timeZone: zone }).slice(0, 5)).toBe(at);
      }),
    );
  });
});
