import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesNobody, type Standable, standingOf } from './standing.ts';

const TODAY = '2017-01-20';

function account(change: Partial<Standable> = {}): Standable {
  return {
    roles: ['administrator'],
    validFrom: '2016-01-01',
    validTo: undefined,
    disabledAt: undefined,
    canEnter: true,
    invitedUntil: undefined,
    ...change,
  };
}

describe('how an account stands', () => {
  it.each<[string, Partial<Standable>, string]>([
    ['its last day counts whole', { validTo: '2017-01-20' }, 'active'],
    ['the day after it is over', { validTo: '2017-01-19' }, 'ended'],
    ['its first day counts', { validFrom: '2017-01-20' }, 'active'],
    ['before the first day it has not begun', { validFrom: '2017-01-21' }, 'not-yet'],
    ['withdrawn is withdrawn, whatever the days say', { disabledAt: new Date(), validTo: '2016-12-31' }, 'disabled'],
    ['invited and not entered yet', { canEnter: false, invitedUntil: new Date('2017-01-27') }, 'invited'],
    ['not taken up in time', { canEnter: false }, 'invitation-over'],
    ['an invitation into days that are over', { canEnter: false, validTo: '2017-01-01' }, 'ended'],
  ])('%s', (_, change, standing) => {
    expect(standingOf(account(change), TODAY)).toBe(standing);
  });
});

describe('somebody must remain to administer', () => {
  const last = account();
  it.each<[string, Partial<Standable>]>([
    ['withdrawn', { disabledAt: new Date() }],
    ['another role', { roles: ['secretariat'] }],
    ['days that are over', { validTo: '2017-01-19' }],
    ['days that begin later', { validFrom: '2017-02-01' }],
    ['a last day to come, after which nobody would be left', { validTo: '2018-01-01' }],
  ])('the last one cannot be given: %s', (_, change) => {
    expect(leavesNobody([last], [account(change)], TODAY)).toBe(true);
  });

  it.each<[string, Partial<Standable>]>([
    ['an invitation that nobody took up', { canEnter: false, invitedUntil: new Date('2017-01-27') }],
    ['another role', { roles: ['secretariat'] }],
    ['a withdrawn one', { disabledAt: new Date() }],
    ['one with a last day', { validTo: '2017-06-30' }],
  ])('%s does not stand in for the last one', (_, change) => {
    const other = account(change);
    expect(leavesNobody([last, other], [account({ disabledAt: new Date() }), other], TODAY)).toBe(true);
  });

  it('one of two may go', () => {
    expect(leavesNobody([last, account()], [account({ disabledAt: new Date() }), account()], TODAY)).toBe(false);
  });

  it('what nobody had cannot be lost: with last days only, one of two may still go', () => {
    const dated = account({ validTo: '2017-06-30' });
    expect(leavesNobody([dated, dated], [dated, account({ disabledAt: new Date() })], TODAY)).toBe(false);
    expect(leavesNobody([dated], [account({ disabledAt: new Date() })], TODAY)).toBe(true);
  });

  it('no chain of acts that were let leaves the house without administration', () => {
    const change = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom<Partial<Standable>>(
        { disabledAt: new Date('2017-01-20') },
        { disabledAt: undefined },
        { roles: ['secretariat'] },
        { roles: ['administrator'] },
        { validTo: '2017-03-01' },
        { validTo: undefined },
        { validFrom: '2017-02-01' },
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let accounts: readonly Standable[] = [account(), account(), account()];
        for (const { who, what } of changes) {
          const after = accounts.map((one, index) => (index === who ? { ...one, ...what } : one));
          if (!leavesNobody(accounts, after, TODAY)) accounts = after;
        }
        const lasting = accounts.filter(
          ({ roles, disabledAt, validFrom, validTo }) =>
            roles.includes('administrator') && disabledAt === undefined && validFrom <= TODAY && validTo === undefined,
        );
        expect(lasting.length).toBeGreaterThan(0);
      }),
    );
  });
});
