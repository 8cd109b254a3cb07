import { describe, expect, it } from 'vitest';
import { isAsked, isStale, listDue, reconfirmBy } from './reconfirmation.ts';

describe('contacts are confirmed every six months', () => {
  it.each([
    ['2016-07-20', '2017-01-20'],
    ['2016-08-31', '2017-02-28'],
    ['2015-08-31', '2016-02-29'],
    ['2016-12-31', '2017-06-30'],
  ])('what was verified on %s is asked for again on %s', (verified, due) => {
    expect(reconfirmBy(verified)).toBe(due);
  });

  it('on the day itself it is not late', () => {
    expect(isStale('2016-07-20', '2017-01-20')).toBe(false);
    expect(isStale('2016-07-19', '2017-01-20')).toBe(true);
  });

  it('a list is due when its oldest contact is; an empty one is not', () => {
    expect(listDue(['2016-12-01', '2016-07-20', '2016-09-01'])).toBe('2017-01-20');
    expect(listDue([])).toBeNull();
  });

  it('is asked for a month ahead', () => {
    expect(isAsked('2017-02-19', '2017-01-20')).toBe(true);
    expect(isAsked('2017-02-20', '2017-01-20')).toBe(false);
  });
});
