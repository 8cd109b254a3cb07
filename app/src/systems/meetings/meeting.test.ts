import { describe, expect, it } from 'vitest';
import { faultsOf, type MeetingForm, reportSymbol, suggestCode } from './meeting.ts';
import { MEETING_STATES, MEETING_TRANSITIONS, moveMeeting, possibleEvents } from './states.ts';

describe('the address of a meeting', () => {
  const none = new Set<string>();

  it.each([
    ['2016-11-15', 'San Pedro Sula, Honduras', '2016-11-SPS'],
    ['2016-11-15', 'Tegucigalpa', '2016-11-TEG'],
    ['2016-11-15', 'Ciudad de México, México', '2016-11-CM'],
    ['2016-11-15', null, '2016-11-RFE'],
    [null, 'San José', 'RFE-X'],
  ])('of %s in %s is %s', (startsOn, place, code) => {
    expect(suggestCode({ startsOn, place, body: 'RFE' }, none)).toBe(code);
  });

  it('gets a number when it is taken', () => {
    const taken = new Set(['2016-11-SPS', '2016-11-SPS-2']);
    expect(suggestCode({ startsOn: '2016-11-15', place: 'San Pedro Sula', body: 'RFE' }, taken)).toBe('2016-11-SPS-3');
  });
});

it('the symbol of a report counts within body and year', () => {
  const meeting = { body: 'RFE', startsOn: '2016-11-15' };
  expect(reportSymbol(meeting, new Set())).toBe('CRM/RFE/2016/INF-01');
  expect(reportSymbol(meeting, new Set(['CRM/RFE/2016/INF-01']))).toBe('CRM/RFE/2016/INF-02');
});

it('a meeting does not end before it begins', () => {
  const form: MeetingForm = {
    body: 'RFE',
    title: { es: 'a', en: 'b' },
    startsOn: '2016-11-15',
    endsOn: '2016-11-14',
    opensAt: null,
    closesAt: null,
    zone: 'America/Costa_Rica',
    place: { es: null, en: null },
    mode: 'in_person',
    linkedMeeting: null,
  };
  expect(faultsOf(form)).toEqual({ ends: 'meetings.refusal.ends-before-start' });
  expect(faultsOf({ ...form, endsOn: '2016-11-15' })).toEqual({});
  expect(faultsOf({ ...form, startsOn: null })).toEqual({ starts: 'meetings.refusal.first-day-missing' });
  const day = { ...form, endsOn: null };
  expect(faultsOf({ ...day, opensAt: '09:00', closesAt: '09:00' })).toEqual({
    closes: 'meetings.refusal.closes-before-opening',
  });
  expect(faultsOf({ ...day, closesAt: '09:00' })).toEqual({ opens: 'meetings.refusal.opening-missing' });
  expect(faultsOf({ ...form, endsOn: '2016-11-16', opensAt: '14:00', closesAt: '13:00' })).toEqual({});
});

describe('the states of a meeting', () => {
  const facts = { dated: true, agendaItems: 1, begun: true };

  it.each([
    ['planned', 'convene', { dated: false }, 'meetings.refusal.no-date'],
    ['convened', 'circulate_agenda', { agendaItems: 0 }, 'meetings.refusal.no-agenda'],
    ['convened', 'open', { begun: false }, 'meetings.refusal.not-begun'],
    ['published', 'cancel', {}, 'meetings.refusal.wrong-state'],
    ['open', 'cancel', {}, 'meetings.refusal.wrong-state'],
  ] as const)('from %s, %s with %j is refused: %s', (status, event, change, code) => {
    expect(moveMeeting({ ...facts, ...change, status }, event)).toMatchObject({ refusal: { code } });
  });

  it('from planned each state up to the report is reached', () => {
    const reached = new Set(['planned', ...MEETING_TRANSITIONS.map((line) => line.to)]);
    const ofReport = ['report_in_review', 'adopted', 'published'];
    expect(MEETING_STATES.filter((state) => !reached.has(state))).toEqual(ofReport);
    expect(possibleEvents('cancelled')).toEqual([]);
  });
});
