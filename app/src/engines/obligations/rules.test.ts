import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf, type MeetingDates, parseRule } from './deadline.ts';
import {
  admitDue,
  admitReport,
  agreementCode,
  closesCircle,
  expandParts,
  nextActor,
  type PartyFacts,
} from './parts.ts';
import { joinQuotations, splitQuotation } from './quotation.ts';

const meeting = (id: string, body: string, on: string | null, over: Partial<MeetingDates> = {}): MeetingDates => ({
  id,
  body,
  startsOn: on,
  endsOn: on,
  linkedMeeting: null,
  cancelled: false,
  ...over,
});

describe('a deadline that hangs on a meeting', () => {
  const beside = meeting('beside', 'GRCM', '2016-11-17');
  const own = meeting('own', 'RFE', '2016-11-15', { linkedMeeting: 'beside' });
  const due = (which: 'next' | 'current', others: readonly MeetingDates[], forum: string | null = 'GRCM') =>
    dueOf(
      { type: 'event', forum, which, relation: 'at' },
      { meeting: own, meetings: [own, beside, ...others], bodyOf: (name) => (name === 'GRCM' ? 'GRCM' : undefined) },
    );

  it('"esta reunión del GRCM" is the gathering at whose side the network meets, not the network\'s own meeting', () => {
    expect(due('current', [])).toMatchObject({ to: '2016-11-17', meeting: 'beside' });
  });

  it('"la próxima reunión del GRCM" is never the gathering at its side; without one it is undated', () => {
    expect(due('next', [])).toMatchObject({ to: null, meeting: null });
    const later = [meeting('b', 'GRCM', '2018-06-01'), meeting('a', 'GRCM', '2017-06-20')];
    expect(due('next', later)).toMatchObject({ to: '2017-06-20', meeting: 'a' });
  });

  it('skips a meeting that was cancelled or belongs to another body, and takes the planned one without a date last', () => {
    const others = [
      meeting('x', 'GRCM', '2017-01-10', { cancelled: true }),
      meeting('y', 'GAH', '2017-01-11'),
      meeting('z', 'GRCM', null),
    ];
    expect(due('next', others)).toMatchObject({ to: null, meeting: 'z' });
  });

  it("of a body that nobody knows stays undated instead of taking another one's date", () => {
    expect(due('next', [meeting('a', 'GRCM', '2017-06-20')], 'Consejo')).toMatchObject({ to: null, meeting: null });
  });

  it('a stored rule that is none reads as no deadline', () => {
    expect(parseRule({ type: 'someday' })).toEqual({ type: 'none' });
    expect(parseRule(null)).toEqual({ type: 'none' });
  });
});

describe('who owes a part', () => {
  const parties = new Map<string, PartyFacts>(
    (
      [
        ['BZ', 'country'],
        ['HN', 'country'],
        ['PM', 'group'],
        ['GRCM', 'body'],
        ['ST', 'secretariat'],
      ] as const
    ).map(([code, kind]) => [code, { code, kind }]),
  );
  const roll = [
    { party: 'BZ', body: 'RFE', role: 'member' },
    { party: 'HN', body: 'RFE', role: 'member' },
    { party: 'HN', body: 'GRCM', role: 'member' },
    { party: 'OIM', body: 'RFE', role: 'observer' },
  ];

  it('a group owes through the members of the body that met, observers left out', () => {
    expect(expandParts(['PM'], 'RFE', parties, roll)).toEqual(['BZ', 'HN']);
  });

  it('a body owes through its own members, and nobody owes twice', () => {
    expect(expandParts(['GRCM', 'PM', 'HN', 'ST'], 'RFE', parties, roll)).toEqual(['BZ', 'HN', 'ST']);
  });

  it('a body without members owes itself, so that its work is not lost', () => {
    expect(expandParts(['GRCM'], 'RFE', parties, [])).toEqual(['GRCM']);
  });
});

describe('whose move it is', () => {
  const facts = { waiting: false, answered: 7, total: 11, owing: [] };
  it('those who owe, then the secretariat, then nobody', () => {
    expect(nextActor({ ...facts, state: 'open' })).toEqual({ who: 'parties', missing: 4, parties: [] });
    expect(nextActor({ ...facts, state: 'delivered' })).toEqual({ who: 'secretariat', to: 'accept' });
    expect(nextActor({ ...facts, state: 'dropped' })).toEqual({ who: 'nobody' });
  });
  it('nobody while it waits for something', () => {
    expect(nextActor({ ...facts, state: 'open', waiting: true })).toEqual({ who: 'condition' });
  });
});

describe('agreements that wait for each other', () => {
  it('a circle is found however long it is', () => {
    const waits = [
      { obligation: 'b', dependsOn: 'c' },
      { obligation: 'c', dependsOn: 'd' },
    ];
    expect(closesCircle('d', 'b', waits)).toBe(true);
    expect(closesCircle('a', 'b', waits)).toBe(false);
    expect(closesCircle('a', 'a', [])).toBe(true);
  });

  it('adding only what closes no circle never makes one', () => {
    const node = fc.integer({ min: 0, max: 7 }).map(String);
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 40 }), (wanted) => {
        const edges: { obligation: string; dependsOn: string }[] = [];
        for (const [obligation, dependsOn] of wanted) {
          if (!closesCircle(obligation, dependsOn, edges)) edges.push({ obligation, dependsOn });
        }
        for (const start of edges) {
          let front = [start.dependsOn];
          for (let step = 0; step < 10; step++) {
            expect(front).not.toContain(start.obligation);
            front = edges.filter((edge) => front.includes(edge.obligation)).map((edge) => edge.dependsOn);
          }
        }
      }),
    );
  });
});

describe('changing a date', () => {
  it('the first date only completes what the words left open', () => {
    expect(admitDue(null, { to: '2017-01-28' })).toEqual({ ok: true, value: 'dated' });
  });
  it('a date that stood moves with a reason or a decision', () => {
    expect(admitDue('2017-01-15', { to: '2017-02-15' })).toMatchObject({
      ok: false,
      refusal: { code: 'obligations.no-reason' },
    });
    expect(admitDue('2017-01-15', { to: '2017-02-15', decision: '2017-GRCM' })).toEqual({
      ok: true,
      value: 'extended',
    });
    expect(admitDue('2017-01-15', { to: '2017-01-10', reason: 'x' })).toEqual({ ok: true, value: 'advanced' });
  });
  it('the same date is no change', () => {
    expect(admitDue('2017-01-15', { to: '2017-01-15', reason: 'x' })).toMatchObject({ ok: false });
  });
});

describe('reporting on a part', () => {
  it.each([
    ['somebody without a part is told that there is nothing', 'open', null, 'http.not-found'],
    ['a closed agreement takes no more reports', 'dropped', 'owed', 'obligations.wrong-state'],
    ['an accepted part is done', 'in_progress', 'accepted', 'obligations.part-done'],
    ['a waived part is not asked', 'open', 'waived', 'obligations.part-done'],
  ] as const)('%s', (_, state, share, code) => {
    expect(admitReport(state, share)).toMatchObject({ ok: false, refusal: { code } });
  });
  it('a delivered part can still be added to', () => {
    expect(admitReport('delivered', 'delivered').ok).toBe(true);
  });
});

describe('codes', () => {
  it('are the year and three digits, more when a year needs them', () => {
    expect(agreementCode(2016, 14)).toBe('A-2016-014');
    expect(agreementCode(2016, 1014)).toBe('A-2016-1014');
  });
});

describe('cutting and joining quotations', () => {
  const source = 'La ST compartirá el documento e investigará su estado y realizará un análisis.';

  it('cut where the second part begins, both are exact stretches of the source', () => {
    const parts = splitQuotation({ quote: source, start: 100, end: 100 + source.length }, 'investigará');
    expect(parts.ok && parts.value.map((part) => part.quote)).toEqual([source.slice(0, 32), source.slice(32)]);
    expect(parts.ok && parts.value[1]?.start).toBe(132);
  });

  it('without words both keep the whole sentence; words that are not there, or begin it, are refused', () => {
    const whole = { quote: source, start: 0, end: source.length };
    expect(splitQuotation(whole, undefined)).toEqual({ ok: true, value: [whole, whole] });
    for (const words of ['Honduras', 'La ST']) expect(splitQuotation(whole, words).ok).toBe(false);
  });

  it('what was cut is joined again to the same words, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: source.length - 1 }), (cut) => {
        const first = { quote: source.slice(0, cut), start: 0, end: cut };
        const second = { quote: source.slice(cut), start: cut, end: source.length };
        for (const [a, b] of [
          [first, second],
          [second, first],
        ] as const) {
          expect(joinQuotations(a, b)).toEqual({ quote: source, start: 0, end: source.length });
        }
      }),
    );
  });

  it('two places that do not touch are joined with a visible gap', () => {
    const joined = joinQuotations({ quote: 'uno', start: 0, end: 3 }, { quote: 'dos', start: 10, end: 13 });
    expect(joined).toEqual({ quote: 'uno […] dos', start: 0, end: 3 });
  });
});
