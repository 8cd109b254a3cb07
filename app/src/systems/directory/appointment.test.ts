import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isHeldOn, type Result } from '../../kernel/index.ts';
import {
  type Appointment,
  type Around,
  admitAppointment,
  admitEnd,
  admitTerm,
  endByReplacement,
  overlap,
  standingOn,
} from './appointment.ts';

const TODAY = '2017-01-20';

function appointment(change: Partial<Appointment> = {}): Appointment {
  return {
    id: 'a',
    person: 'p',
    party: 'HN',
    function: 'focal_point',
    topic: 'smuggling',
    startsOn: '2016-01-01',
    endsOn: null,
    state: 'confirmed',
    ...change,
  };
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'admitted' : (Object.values(result.refusal.fields ?? {})[0] ?? result.refusal.code);
}

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2017-01-01', days));
const term = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 30 })))
  .map(([startsOn, days]) => ({ startsOn, endsOn: days === null ? null : addDays(startsOn, days) }));

describe('where an appointment stands', () => {
  it.each([
    ['confirmed', { startsOn: '2017-01-21' }],
    ['active', { startsOn: '2017-01-20' }],
    ['ending', { endsOn: '2017-01-21' }],
    ['ended', { endsOn: '2017-01-20' }],
    ['proposed', { state: 'proposed' }],
    ['nominated', { state: 'nominated', endsOn: '2016-12-31' }],
    ['refused', { state: 'refused' }],
  ] as const)('is %s', (standing, change) => {
    expect(standingOn(appointment(change), TODAY)).toBe(standing);
  });

  it('the day on which it ends is the first without it: a successor may begin that day', () => {
    expect(isHeldOn({ startsOn: '2016-01-01', endsOn: TODAY }, '2017-01-19')).toBe(true);
    expect(isHeldOn({ startsOn: '2016-01-01', endsOn: TODAY }, TODAY)).toBe(false);
    expect(overlap({ startsOn: '2016-01-01', endsOn: TODAY }, { startsOn: TODAY, endsOn: null })).toBe(false);
  });

  it('two terms overlap exactly when some day is in both', () => {
    fc.assert(
      fc.property(term, term, (one, two) => {
        const days = Array.from({ length: 120 }, (_, index) => addDays('2017-01-01', index));
        expect(overlap(one, two)).toBe(days.some((each) => isHeldOn(one, each) && isHeldOn(two, each)));
      }),
    );
  });
});

describe('naming somebody', () => {
  const nobody: Around = { ofSeat: [], elsewhere: [], replaces: undefined };
  const wanted = { ...appointment({ person: 'new', startsOn: '2017-02-01' }), replaces: null };
  const holder = appointment({ id: 'holder', person: 'old' });

  it('is admitted for a function that nobody holds', () => {
    expect(codeOf(admitAppointment(wanted, nobody))).toBe('admitted');
  });

  it.each<[string, Partial<Around>, Partial<Appointment>, string]>([
    [
      'another country, without an end',
      { elsewhere: [appointment({ party: 'SV' })] },
      {},
      'directory.refusal.other-country',
    ],
    [
      'another country, until the day after',
      { elsewhere: [appointment({ party: 'SV', endsOn: '2017-02-02' })] },
      {},
      'directory.refusal.other-country',
    ],
    [
      'another country, until that day',
      { elsewhere: [appointment({ party: 'SV', endsOn: '2017-02-01' })] },
      {},
      'admitted',
    ],
    [
      'nominated by another country',
      { elsewhere: [appointment({ party: 'SV', state: 'nominated' })] },
      {},
      'directory.refusal.other-country',
    ],
    ['refused by another country', { elsewhere: [appointment({ party: 'SV', state: 'refused' })] }, {}, 'admitted'],
    ['a sole function that somebody holds', { ofSeat: [holder] }, {}, 'directory.refusal.seat-taken'],
    ['a sole function, in the place of who holds it', { ofSeat: [holder], replaces: holder }, {}, 'admitted'],
    [
      'a sole function that somebody else is to hold later',
      { ofSeat: [appointment({ id: 'later', person: 'x', startsOn: '2018-01-01' })] },
      {},
      'directory.refusal.seat-taken',
    ],
    [
      'the same, until then',
      { ofSeat: [appointment({ id: 'later', person: 'x', startsOn: '2018-01-01' })] },
      { endsOn: '2018-01-01' },
      'admitted',
    ],
    ['a second liaison officer', { ofSeat: [{ ...holder, function: 'liaison' }] }, { function: 'liaison' }, 'admitted'],
    ['the same person twice', { ofSeat: [{ ...holder, person: 'new' }] }, {}, 'directory.refusal.holds-already'],
    [
      'the place of somebody with another topic',
      { replaces: appointment({ topic: 'visas' }) },
      {},
      'directory.refusal.replaces-other',
    ],
    [
      'the place of somebody who began later',
      { replaces: appointment({ startsOn: '2017-02-01' }) },
      {},
      'directory.refusal.replaces-later',
    ],
    ['head of delegation for one topic', {}, { function: 'head' }, 'directory.refusal.head-topic'],
  ])('%s', (_, around, change, code) => {
    expect(codeOf(admitAppointment({ ...wanted, ...change }, { ...nobody, ...around }))).toBe(code);
  });

  it('who is replaced ends when the successor begins, or before if that was so', () => {
    expect(endByReplacement({ startsOn: '2016-01-01', endsOn: null }, '2017-02-01')).toBe('2017-02-01');
    expect(endByReplacement({ startsOn: '2016-01-01', endsOn: '2017-06-01' }, '2017-02-01')).toBe('2017-02-01');
    expect(endByReplacement({ startsOn: '2016-01-01', endsOn: '2017-01-01' }, '2017-02-01')).toBe('2017-01-01');
  });

  it.each([
    ['1995-12-31', null, 'directory.refusal.day-far'],
    ['2019-02-01', null, 'directory.refusal.day-far'],
    ['2017-02-01', '2017-02-01', 'directory.refusal.ends-before'],
    ['2017-02-01', '2017-02-02', 'admitted'],
    ['1996-01-01', null, 'admitted'],
  ])('from %s to %s is %s', (startsOn, endsOn, code) => {
    expect(codeOf(admitTerm({ startsOn, endsOn }, TODAY))).toBe(code);
  });
});

describe('ending an appointment', () => {
  it.each<[string, Partial<Appointment>, string, string]>([
    ['today', {}, TODAY, 'admitted'],
    ['on a day to come', {}, '2017-06-30', 'admitted'],
    ['again, before the end that was said', { endsOn: '2017-06-30' }, '2017-03-01', 'admitted'],
    ['yesterday: the past is not rewritten', {}, '2017-01-19', 'directory.refusal.ends-past'],
    ['in ten years', {}, '2027-01-20', 'directory.refusal.day-far'],
    ['before it begins', { startsOn: '2017-05-01' }, '2017-04-01', 'directory.refusal.ends-before'],
    ['what has ended', { endsOn: TODAY }, '2017-02-01', 'directory.refusal.ended-already'],
    ['what was never confirmed', { state: 'nominated' }, TODAY, 'directory.refusal.wrong-state'],
  ])('%s', (_, change, endsOn, code) => {
    expect(codeOf(admitEnd(appointment(change), endsOn, TODAY))).toBe(code);
  });
});
