import { describe, expect, it } from 'vitest';
import { contactShown, type Entry, entriesOn, inGroups, type Names } from './listing.ts';

const names: Names = {
  party: (code) =>
    code === 'DO' ? { es: 'República Dominicana', en: 'Dominican Republic' } : { es: `P${code}`, en: `P${code}` },
  isCountry: (code) => code.length === 2,
  topic: (code) => (code === 'smuggling' ? { es: 'Tráfico ilícito', en: 'Smuggling' } : { es: 'Visas', en: 'Visas' }),
};

function entry(name: string, change: Partial<Entry['appointment']> = {}): Entry {
  const party = change.party ?? 'HN';
  return {
    person: {
      id: name,
      party,
      name,
      post: { es: 'Dirección de ejemplo', en: null },
      unit: null,
      email: null,
      phone: null,
      mobile: null,
      langs: ['es'],
      verifiedOn: '2017-01-01',
      version: 1,
      account: null,
    },
    appointment: {
      id: name,
      person: name,
      party,
      function: 'focal_point',
      topic: 'smuggling',
      startsOn: '2016-01-01',
      endsOn: null,
      state: 'confirmed',
      note: null,
      noteDocument: null,
      replaces: null,
      reason: null,
      proposedAt: new Date(0),
      nominatedAt: null,
      decidedAt: null,
      endedAt: null,
      version: 1,
      ...change,
    },
  };
}

describe('the list', () => {
  const found = (q: string): number => entriesOn([entry('Persona Ejemplo')], '2017-01-20', { q }, names).length;

  it.each(['persona', 'DIRECCION', 'trafico ilicito', 'ejemplo smuggling', 'phn'])(
    'finds by %s, accents aside',
    (q) => {
      expect(found(q)).toBe(1);
    },
  );

  it('every word must occur', () => {
    expect(found('persona visas')).toBe(0);
  });

  it('answers who it was on a day of the past', () => {
    const entries = [entry('before', { endsOn: '2017-01-01' }), entry('now', { startsOn: '2017-01-01' })];
    const on = (day: string) => entriesOn(entries, day, {}, names).map(({ person }) => person.id);
    expect(on('2016-12-31')).toEqual(['before']);
    expect(on('2017-01-01')).toEqual(['now']);
    expect(on('2015-12-31')).toEqual([]);
  });

  it('names nobody who was not confirmed', () => {
    expect(entriesOn([entry('x', { state: 'nominated' })], '2017-01-20', {}, names)).toEqual([]);
  });

  it('countries come in the order of the language, and in each first who leads it', () => {
    const entries = [
      entry('a', { party: 'DO' }),
      entry('b', { party: 'HN' }),
      entry('c', { party: 'HN', function: 'head', topic: null }),
    ];
    const groups = (lang: 'es' | 'en') => inGroups(entries, 'country', names, lang).map(({ code }) => code);
    expect(groups('es')).toEqual(['HN', 'DO']);
    expect(groups('en')).toEqual(['DO', 'HN']);
    expect(inGroups(entries, 'country', names, 'es')[0]?.entries.map(({ person }) => person.id)).toEqual(['c', 'b']);
  });

  it('by topic, those for the whole come first and countries are in order', () => {
    const entries = [entry('a', { party: 'DO' }), entry('b', { party: 'HN' }), entry('c', { topic: null })];
    expect(inGroups(entries, 'topic', names, 'es').map(({ code, entries: here }) => [code, here.length])).toEqual([
      ['', 1],
      ['smuggling', 2],
    ]);
  });

  it('how to reach somebody is shown while they hold a function, afterwards to their own only', () => {
    expect(contactShown(true, false)).toBe(true);
    expect(contactShown(false, true)).toBe(true);
    expect(contactShown(false, false)).toBe(false);
  });
});
