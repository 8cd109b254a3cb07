import { describe, expect, it } from 'vitest';
import { EVENTS, type Event, type MachineFacts, move, TRANSITIONS } from './machine.ts';
import { CLOSED, STATES, type State } from './obligation.ts';

const READY: MachineFacts = {
  state: 'candidate',
  published: false,
  kind: 'commitment',
  titled: true,
  responsible: 1,
  answered: 1,
  accepted: 1,
  total: 1,
  reason: 'Motivo de ejemplo',
  decision: { mayDrop: true },
  successor: 'other',
};

describe('the life of an obligation as a machine', () => {
  it('goes from the sentence of a report to accepted', () => {
    const events: readonly Event[] = ['confirm', 'publish', 'start', 'deliver', 'accept'];
    const end = events.reduce<State>((state, event) => {
      const next = move({ ...READY, state }, event);
      return next.ok ? next.value : state;
    }, 'candidate');
    expect(end).toBe('accepted');
  });

  it('reaches every state from a candidate', () => {
    const reached = new Set<State>(['candidate']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const line of TRANSITIONS) if (line.from.some((state) => reached.has(state))) reached.add(line.to);
    }
    expect([...reached].toSorted()).toEqual([...STATES].toSorted());
  });

  it('leaves no state without a way out except those that end', () => {
    const dead = STATES.filter((state) => !TRANSITIONS.some((line) => line.from.includes(state)));
    expect(dead.toSorted()).toEqual(['accepted', 'dropped', 'superseded']);
    expect(dead.every((state) => CLOSED.includes(state))).toBe(true);
  });

  it('guards every transition', () => {
    for (const line of TRANSITIONS) expect(line.guards.length, line.event).toBeGreaterThan(0);
  });

  it('refuses every event in every state that the table does not name', () => {
    let refused = 0;
    for (const state of STATES) {
      for (const event of EVENTS) {
        if (TRANSITIONS.some((line) => line.event === event && line.from.includes(state))) continue;
        expect(move({ ...READY, state }, event)).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
        refused += 1;
      }
    }
    expect(refused).toBe(STATES.length * EVENTS.length - TRANSITIONS.flatMap((line) => line.from).length);
  });

  it.each<[string, Event, Partial<MachineFacts>, string]>([
    ['thanks are no work', 'confirm', { kind: 'thanks' }, 'obligations.not-work'],
    ['a note is no work', 'publish', { state: 'confirmed', kind: 'note' }, 'obligations.not-work'],
    ['without a title nobody knows what to do', 'confirm', { titled: false }, 'obligations.no-title'],
    ['somebody must be responsible', 'confirm', { responsible: 0 }, 'obligations.nobody-responsible'],
    [
      'what is published never goes back',
      'reject',
      { state: 'confirmed', published: true },
      'obligations.already-published',
    ],
    [
      'one missing part keeps it undelivered',
      'deliver',
      { state: 'open', answered: 10, total: 11 },
      'obligations.parts-missing',
    ],
    [
      'one part to accept keeps it open',
      'accept',
      { state: 'delivered', accepted: 10, total: 11 },
      'obligations.parts-not-accepted',
    ],
    [
      'an obligation of nobody is never delivered',
      'deliver',
      { state: 'open', answered: 0, total: 0 },
      'obligations.parts-missing',
    ],
    ['only a decision drops it', 'drop', { state: 'open', decision: undefined }, 'obligations.no-decision'],
    [
      'only a competent body drops it',
      'drop',
      { state: 'open', decision: { mayDrop: false } },
      'obligations.body-may-not-drop',
    ],
    ['a drop says why', 'drop', { state: 'open', reason: undefined }, 'obligations.no-reason'],
    ['it is superseded by something', 'supersede', { state: 'open', successor: undefined }, 'obligations.no-successor'],
  ])('%s', (_, event, facts, code) => {
    expect(move({ ...READY, ...facts }, event)).toMatchObject({ ok: false, refusal: { code } });
  });
});
