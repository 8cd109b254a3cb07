import { describe, expect, it } from 'vitest';
import type { Appointment } from './appointment.ts';
import { expectedSeats, fillOf, vacanciesOn } from './vacancy.ts';

const TODAY = '2017-01-20';
const seat = { party: 'HN', function: 'focal_point', topic: 'smuggling', number: 4 } as const;

function held(change: Partial<Appointment> = {}): Appointment {
  const { number: _, ...of } = seat;
  return { ...of, id: 'a', person: 'p', startsOn: '2016-01-01', endsOn: null, state: 'confirmed', ...change };
}

describe('a function without an active holder raises a vacancy', () => {
  it('every country has a head, a validator, a liaison officer and a focal point for each topic that asks for one', () => {
    expect(expectedSeats(['HN'], ['smuggling']).map((one) => `${one.number} ${one.function} ${one.topic}`)).toEqual([
      '1 head null',
      '2 validator null',
      '3 liaison null',
      '4 focal_point smuggling',
    ]);
  });

  it.each<[string, readonly Partial<Appointment>[], string | null]>([
    ['nobody ever held it', [], null],
    ['somebody holds it', [{}], 'none'],
    ['it ended: vacant since that day', [{ endsOn: '2016-12-01' }], '2016-12-01'],
    ['it ended twice: since the later end', [{ endsOn: '2016-05-01' }, { endsOn: '2016-12-01' }], '2016-12-01'],
    ['it ends within a month: vacant from then on', [{ endsOn: '2017-02-10' }], '2017-02-10'],
    ['it ends later than that', [{ endsOn: '2017-03-10' }], 'none'],
    ['a successor begins that day', [{ endsOn: '2017-02-10' }, { startsOn: '2017-02-10' }], 'none'],
    ['a successor begins a week later', [{ endsOn: '2017-02-10' }, { startsOn: '2017-02-17' }], '2017-02-10'],
    ['somebody of another country holds it', [{ party: 'SV' }], null],
    ['somebody of another topic holds it', [{ topic: 'visas' }], null],
    ['somebody was refused', [{ state: 'refused' }], null],
  ])('%s', (_, appointments, since) => {
    const vacancies = vacanciesOn([seat], appointments.map(held), TODAY);
    expect(vacancies.length === 0 ? 'none' : vacancies[0]?.since).toBe(since);
  });

  it('is filled from the day on which it falls empty, or today', () => {
    const starts = (endsOn: string) =>
      vacanciesOn([seat], [held({ endsOn })], TODAY).map((vacancy) => fillOf(vacancy, TODAY).starts);
    expect(starts('2017-02-10')).toEqual(['2017-02-10']);
    expect(starts('2016-12-01')).toEqual([undefined]);
  });

  it('says when somebody is on the way', () => {
    expect(vacanciesOn([seat], [held({ state: 'nominated' })], TODAY)).toMatchObject([{ underway: true }]);
    expect(vacanciesOn([seat], [], TODAY)).toMatchObject([{ underway: false }]);
  });

  it('a liaison officer for one topic can be called by all; a focal point for one topic is not one for another', () => {
    const liaison = { party: 'HN', function: 'liaison', topic: null, number: 3 } as const;
    expect(vacanciesOn([liaison], [held({ function: 'liaison' })], TODAY)).toEqual([]);
  });
});
