import { describe, expect, it } from 'vitest';
import { type TimingFacts, timingOf, type Viewer } from './timing.ts';

const OPEN: TimingFacts = {
  state: 'open',
  due: '2017-01-15',
  ruleType: 'duration',
  blocked: false,
  conditionMet: false,
};
const SECRETARIAT: Viewer = { kind: 'secretariat' };
const OWES: Viewer = { kind: 'party', ownShare: 'owed' };
const PEER: Viewer = { kind: 'party', ownShare: null };

describe('what follows from the facts today', () => {
  it('is overdue the day after the last day, for the party that owes and for the secretariat', () => {
    expect(timingOf(OPEN, '2017-01-15', OWES)).toBe('due_soon');
    expect(timingOf(OPEN, '2017-01-16', OWES)).toBe('overdue');
    expect(timingOf(OPEN, '2017-01-16', SECRETARIAT)).toBe('overdue');
  });

  it('never calls anybody late to a peer, nor to a party that has delivered its own part', () => {
    expect(timingOf(OPEN, '2017-06-01', PEER)).toBe('reached');
    expect(timingOf(OPEN, '2017-06-01', { kind: 'party', ownShare: 'waived' })).toBe('reached');
    expect(timingOf(OPEN, '2017-06-01', { kind: 'party', ownShare: 'delivered' })).toBe('delivered');
  });

  it('is due soon from 30 days before', () => {
    expect(timingOf(OPEN, '2016-12-15', OWES)).toBe('not_due');
    expect(timingOf(OPEN, '2016-12-16', OWES)).toBe('due_soon');
  });

  it('waits while what it stands behind is open, even after its own date', () => {
    expect(timingOf({ ...OPEN, blocked: true }, '2017-06-01', SECRETARIAT)).toBe('waiting');
  });

  it('waits for a meeting without a date and for a condition; a vague word waits for nothing', () => {
    const undated = { ...OPEN, due: null };
    expect(timingOf({ ...undated, ruleType: 'event' }, '2017-01-01', OWES)).toBe('waiting');
    expect(timingOf({ ...undated, ruleType: 'condition' }, '2017-01-01', OWES)).toBe('waiting');
    expect(timingOf({ ...undated, ruleType: 'vague' }, '2017-01-01', OWES)).toBe('undated');
    expect(timingOf({ ...undated, ruleType: 'none' }, '2017-01-01', OWES)).toBe('undated');
  });

  it('no longer waits for a condition whose agreements are done: then a person sets the date', () => {
    expect(timingOf({ ...OPEN, due: null, ruleType: 'condition', conditionMet: true }, '2017-01-01', OWES)).toBe(
      'undated',
    );
  });

  it.each(['accepted', 'superseded', 'dropped'] as const)('says nothing of dates once it is %s', (state) => {
    expect(timingOf({ ...OPEN, state }, '2017-06-01', SECRETARIAT)).toBe('closed');
  });
});
