import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, ROLES } from '../../kernel/index.ts';
import { afterFailure, MOST_ATTEMPTS, MOST_REFUSALS } from './delivery.ts';
import { reminderOf } from './reminder.ts';
import { DEFAULT_SETTING, digestOf, mayStopDigest, zoneOf } from './setting.ts';
import { messageId } from './transport.ts';

describe('a deadline is reminded of', () => {
  it.each([
    [15, undefined],
    [14, 'in-two-weeks digest'],
    [8, 'in-two-weeks digest'],
    [7, 'in-a-week digest'],
    [2, 'in-a-week digest'],
    [1, 'tomorrow now'],
    [0, 'today now'],
    [-1, undefined],
    [-2, undefined],
    [-3, 'late now'],
    [-6, 'late now'],
    [-7, 'late digest'],
    [-4000, 'late digest'],
  ])('with %i days left: %s', (left, said) => {
    const reminder = reminderOf({ id: 'A-2016-007', due: addDays('2017-01-20', left) }, '2017-01-20');
    expect(reminder && `${reminder.nearness} ${reminder.urgency}`).toBe(said);
  });

  it('never without a date', () => {
    expect(reminderOf({ id: 'A', due: null }, '2017-01-20')).toBeUndefined();
  });

  it('at most once for each nearness, whatever day it is looked at; a deadline that moved is another', () => {
    const days = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(days, days, (one, two) => {
        const due = '2017-06-15';
        const [a, b] = [one, two].map((n) => reminderOf({ id: 'A', due }, addDays(due, n)));
        if (a && b) expect(a.key === b.key).toBe(a.nearness === b.nearness);
        expect(reminderOf({ id: 'A', due: addDays(due, 1) }, addDays(due, one))?.key ?? '').not.toBe(a?.key);
      }),
    );
  });
});

describe('who may do without the summary', () => {
  it('nobody through whom a country or the secretariat answers', () => {
    expect(ROLES.filter((role) => mayStopDigest([role, 'public']))).toEqual([
      'observer',
      'civil_society',
      'auditor',
      'administrator',
      'public',
      'system',
    ]);
    expect(digestOf({ ...DEFAULT_SETTING, digest: 'none' }, ['focal_point'])).toBe('weekly');
    expect(digestOf({ ...DEFAULT_SETTING, digest: 'none' }, ['observer'])).toBe('none');
  });

  it('the hour is that of the country, unless the person chose another zone', () => {
    expect(zoneOf(DEFAULT_SETTING, { country: 'CA' })).toBe('America/Toronto');
    expect(zoneOf(DEFAULT_SETTING, { country: null })).toBe('America/Costa_Rica');
    expect(zoneOf({ ...DEFAULT_SETTING, zone: 'America/Vancouver' }, { country: 'CA' })).toBe('America/Vancouver');
  });
});

describe('after a failed attempt', () => {
  const now = new Date('2017-01-20T16:00:00Z');

  it('an unreachable server counts for nothing and never ends a mail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 2 }), (attempts, refusals) => {
        const after = afterFailure({ kind: 'unreachable', reply: 'ECONNECTION' }, { attempts, refusals }, now);
        expect(after).toMatchObject({ state: 'waiting', attempts: attempts - 1, refusals });
      }),
    );
  });

  it('pauses grow, so that a mailbox that puts off is asked for about five days', () => {
    let tries = { attempts: 1, refusals: 0 };
    let waited = 0;
    for (;;) {
      const after = afterFailure({ kind: 'later', reply: '451' }, tries, now);
      if (after.state === 'undeliverable') break;
      waited += after.tryAfter.getTime() - now.getTime();
      tries = { attempts: after.attempts + 1, refusals: after.refusals };
    }
    expect(tries.attempts).toBe(MOST_ATTEMPTS);
    expect(waited / 86_400_000).toBeGreaterThan(4);
    expect(waited / 86_400_000).toBeLessThan(5.5);
  });

  it('a refusal for good is believed the third time', () => {
    const ask = (refusals: number) =>
      afterFailure({ kind: 'refused', reply: '550' }, { attempts: refusals + 1, refusals }, now);
    expect([0, 1, 2].map((refusals) => ask(refusals).state)).toEqual(['waiting', 'waiting', 'undeliverable']);
    expect(MOST_REFUSALS).toBe(3);
  });
});

it('a Message-ID is the same for every attempt at a mail and another for another mail', () => {
  expect(messageId('a', 'x.invalid')).toBe(messageId('a', 'x.invalid'));
  expect(messageId('a', 'x.invalid')).not.toBe(messageId('b', 'x.invalid'));
});
