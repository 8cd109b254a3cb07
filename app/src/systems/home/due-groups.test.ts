import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUrgency, urgencyOf } from './due-groups.ts';

const TODAY = '2017-01-20';

describe('how near something is', () => {
  it.each([
    ['2017-01-19', 'overdue'],
    ['2017-01-20', 'week'],
    ['2017-01-27', 'week'],
    ['2017-01-28', 'month'],
    ['2017-02-19', 'month'],
    ['2017-02-20', 'later'],
    [null, 'undated'],
  ] as const)('%s is %s', (due, urgency) => {
    expect(urgencyOf(due, TODAY)).toBe(urgency);
  });

  it('everything has one place, the earliest first', () => {
    const due = fc.option(
      fc
        .integer({ min: -400, max: 400 })
        .map((days) => new Date(Date.UTC(2017, 0, 20 + days)).toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ due })), (items) => {
        const placed = [...byUrgency(items, TODAY).values()].flat();
        expect(placed).toHaveLength(items.length);
        const dates = placed.map((item) => item.due ?? '9999');
        expect(dates).toEqual(dates.toSorted((a, b) => a.localeCompare(b)));
      }),
    );
  });
});
