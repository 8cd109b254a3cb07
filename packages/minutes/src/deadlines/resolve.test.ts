import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, isoDay, parseDay } from './calendar.ts';
import { resolveDeadline } from './resolve.ts';
import type { DeadlineRule } from './rules.ts';

const twoMonths: DeadlineRule = { type: 'duration', iso8601: 'P2M', anchor: 'meeting.date' };

describe('resolving a deadline', () => {
  it('counts «dos meses» from the meeting and says that it falls on a Sunday', () => {
    const resolved = resolveDeadline(twoMonths, { held: '2016-11-15', utcOffsetMinutes: -360 });
    expect(resolved).toMatchObject({
      from: '2016-11-15',
      to: '2017-01-15',
      closesAt: '2017-01-16T00:00:00-06:00',
      missing: [],
    });
    expect(resolved.es).toBe('2 meses desde el 15/11/2016; cae en domingo');
    expect(resolved.en).toBe('2 months from 15/11/2016; it falls on a Sunday');
  });

  it('clamps a month that is too short: 31 December and two months is the last of February', () => {
    expect(resolveDeadline(twoMonths, { held: '2016-12-31' }).to).toBe('2017-02-28');
    expect(resolveDeadline(twoMonths, { held: '2019-12-31' }).to).toBe('2020-02-29');
    expect(
      resolveDeadline({ type: 'duration', iso8601: 'P1M', anchor: 'meeting.date' }, { held: '2017-01-31' }).to,
    ).toBe('2017-02-28');
  });

  it('does not count working days without a calendar of holidays, and counts them with one', () => {
    const rule: DeadlineRule = { type: 'duration', iso8601: 'P5D', anchor: 'meeting.date', business: true };
    expect(resolveDeadline(rule, { held: '2016-11-15' })).toMatchObject({
      from: null,
      to: null,
      missing: ['holidays'],
    });
    expect(resolveDeadline(rule, { held: '2016-11-15', holidays: [] }).to).toBe('2016-11-22');
    expect(resolveDeadline(rule, { held: '2016-11-15', holidays: ['2016-11-16'] }).to).toBe('2016-11-23');
  });

  it('«antes del» excludes the day itself, «a más tardar» includes it', () => {
    const day = { kind: 'calendar', year: null, month: 1, day: 15 } as const;
    expect(resolveDeadline({ type: 'before', day, inclusive: false }, { held: '2016-11-15' }).to).toBe('2017-01-14');
    expect(resolveDeadline({ type: 'before', day, inclusive: true }, { held: '2016-11-15' }).to).toBe('2017-01-15');
  });

  it('names what is missing instead of guessing', () => {
    expect(resolveDeadline(twoMonths, {}).missing).toEqual(['meeting.date']);
    expect(resolveDeadline({ ...twoMonths, anchor: 'circulation.date' }, { held: '2016-11-15' }).missing).toEqual([
      'circulation.date',
    ]);
    const event: DeadlineRule = { type: 'event', forum: 'GRCM', which: 'next', relation: 'at' };
    expect(resolveDeadline(event, {})).toMatchObject({
      from: null,
      to: null,
      missing: ['event.date'],
      es: 'en la próxima reunión (GRCM): fecha por fijar',
    });
  });

  it('takes the dates of a meeting once they are fixed', () => {
    const eventDates = () => ({ from: '2017-06-20', to: '2017-06-22' });
    const at: DeadlineRule = { type: 'event', forum: 'GRCM', which: 'next', relation: 'at' };
    expect(resolveDeadline(at, { eventDates })).toMatchObject({ from: '2017-06-20', to: '2017-06-22' });
    expect(resolveDeadline({ ...at, relation: 'before' }, { eventDates })).toMatchObject({
      from: null,
      to: '2017-06-19',
    });
  });

  it('says in words that a day does not exist', () => {
    expect(resolveDeadline({ type: 'vague', text: 'el 30 de febrero', impossible: true }, {}).es).toContain(
      'no existe en el calendario',
    );
  });
});

const isoDays = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const writtenDays = fc.oneof(
  fc.record({
    kind: fc.constant('calendar' as const),
    year: fc.constantFrom(null, 'this' as const, 'next' as const),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
  }),
  fc.record({
    kind: fc.constant('relative' as const),
    unit: fc.constantFrom(
      'day' as const,
      'week' as const,
      'month' as const,
      'quarter' as const,
      'half' as const,
      'year' as const,
    ),
    offset: fc.integer({ min: 0, max: 3 }),
    edge: fc.constantFrom('start' as const, 'end' as const),
  }),
);
const rules: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.record({ type: fc.constant('date' as const), day: writtenDays }),
  fc.record({ type: fc.constant('before' as const), day: writtenDays, inclusive: fc.boolean() }),
  fc.record({
    type: fc.constant('duration' as const),
    iso8601: fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom('D', 'W', 'M', 'Y'))
      .map(([n, unit]) => `P${n}${unit}`),
    anchor: fc.constant('meeting.date' as const),
  }),
);
const windows: fc.Arbitrary<DeadlineRule> = fc.record({
  type: fc.constant('window' as const),
  first: writtenDays,
  last: writtenDays,
});

describe('properties of deadlines', () => {
  it('a later meeting never gives an earlier deadline', () => {
    fc.assert(
      fc.property(rules, isoDays, isoDays, (rule, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const first = resolveDeadline(rule, { held: early }).to;
        const second = resolveDeadline(rule, { held: late }).to;
        expect(first !== null && second !== null && first <= second).toBe(true);
      }),
    );
  });

  it('the first day is never after the last', () => {
    fc.assert(
      fc.property(fc.oneof(rules, windows), isoDays, (rule, held) => {
        const { from, to } = resolveDeadline(rule, { held });
        expect(to).not.toBeNull();
        expect(from === null || (to !== null && from <= to)).toBe(true);
      }),
    );
  });

  it('never throws, whatever the rule and the context', () => {
    fc.assert(
      fc.property(fc.oneof(rules, windows), fc.string(), fc.string(), (rule, held, iso8601) => {
        const wild = rule.type === 'duration' ? { ...rule, iso8601 } : rule;
        expect(resolveDeadline(wild, { held }).es).not.toBe('');
      }),
    );
  });

  it('days and months count through leap years and year ends', () => {
    expect(isoDay(addDays({ year: 2016, month: 2, day: 28 }, 1))).toBe('2016-02-29');
    expect(isoDay(addDays({ year: 2017, month: 2, day: 28 }, 1))).toBe('2017-03-01');
    expect(isoDay(addMonths({ year: 2016, month: 11, day: 30 }, 3))).toBe('2017-02-28');
    expect(parseDay('2017-02-29')).toBeNull();
    expect(parseDay('2000-02-29')).not.toBeNull();
    expect(parseDay('1900-02-29')).toBeNull();
  });
});
