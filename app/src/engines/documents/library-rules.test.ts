import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, groupPairs, propose } from './archive.ts';
import { HIT_END, HIT_START, isLikeSymbol, snippetPieces, wordsToCheck } from './search.ts';
import { findSymbol, nextSymbol, parseSymbol, printSymbol } from './symbol.ts';
import {
  canReceive,
  isPending,
  missingLangs,
  moveVersion,
  receiptState,
  type VersionEvent,
  type VersionState,
} from './work.ts';

const STATES = ['uploaded', 'checked', 'classified', 'available', 'superseded', 'withdrawn'] as const;
const EVENTS = ['check', 'classify', 'publish', 'supersede', 'withdraw'] as const;

describe('the states of a version', () => {
  it('nobody reads a version that was not checked and classified', () => {
    const reaches = (state: VersionState): readonly VersionState[] =>
      EVENTS.flatMap((event) => moveVersion(state, event) ?? []);
    expect(STATES.filter((state) => reaches(state).includes('available'))).toEqual(['classified']);
    expect(STATES.filter((state) => reaches(state).includes('classified'))).toEqual(['checked']);
  });

  it('every state can be reached, and only what was withdrawn stays for ever', () => {
    const reached = new Set<VersionState>(['uploaded']);
    for (let grows = true; grows; ) {
      const next = [...reached].flatMap((state) => EVENTS.flatMap((event) => moveVersion(state, event) ?? []));
      grows = next.some((state) => !reached.has(state));
      for (const state of next) reached.add(state);
    }
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
    const isEnd = (state: VersionState): boolean =>
      EVENTS.every((event: VersionEvent) => moveVersion(state, event) === undefined);
    expect(STATES.filter(isEnd)).toEqual(['withdrawn']);
  });
});

describe('a symbol', () => {
  it.each([
    ['CRM/RFE/2016/INF-01', 'CRM/RFE/2016/INF-01'],
    [' crm/rfe/2016/inf-1 ', 'CRM/RFE/2016/INF-01'],
    ['CRM-RFE-2016-INF-01', 'CRM/RFE/2016/INF-01'],
    ['CRM/2003/DEC-02', 'CRM/2003/DEC-02'],
    ['CRM/RFE/2016/INF-120', 'CRM/RFE/2016/INF-120'],
  ])('%j is read as %s', (typed, printed) => {
    const symbol = parseSymbol(typed);
    expect(symbol && printSymbol(symbol)).toBe(printed);
  });

  it.each(['', 'INF-01', 'CRM/RFE/INF-01', 'CRM/RFE/16/INF-01', 'informe final', 'CRM/RFE/2016/INF-'])(
    '%j is none',
    (typed) => {
      expect(parseSymbol(typed)).toBeUndefined();
    },
  );

  it.each([
    ['2003/CRM-GRCM-2003-INF-02_es', 'CRM/GRCM/2003/INF-02'],
    ['Signatura: CRM/RFE/2016/DOC-11. Distribución general', 'CRM/RFE/2016/DOC-11'],
    ['crm_2001_dec_1', 'CRM/2001/DEC-01'],
  ])('is found in %j', (text, printed) => {
    const symbol = findSymbol(text);
    expect(symbol && printSymbol(symbol)).toBe(printed);
  });

  it('printed and read again is the same', () => {
    const symbols = fc.record({
      root: fc.constantFrom('CRM', 'CRM/RFE', 'CRM/GRCM'),
      year: fc.constantFrom('1999', '2016'),
      series: fc.constantFrom('INF', 'DOC'),
      number: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(symbols, (symbol) => {
        expect(parseSymbol(printSymbol(symbol))).toEqual(symbol);
        expect(parseSymbol(printSymbol(symbol).replaceAll('/', '-'))).toEqual(symbol);
      }),
    );
  });

  it('the next is one more than the highest, though a lower one is free', () => {
    const of = { root: 'CRM/RFE', year: '2016', series: 'INF' };
    expect(nextSymbol(of, [])).toBe('CRM/RFE/2016/INF-01');
    expect(nextSymbol(of, ['CRM/RFE/2016/INF-03', 'CRM/RFE/2016/DOC-09', 'CRM/RFE/2017/INF-12'])).toBe(
      'CRM/RFE/2016/INF-04',
    );
  });
});

describe('a file of an old archive', () => {
  const read = (text: string, lang: 'es' | 'en' = 'es') => ({ text, lang });

  it('says in its name which language it is in; else its words say it', () => {
    expect(propose('acta_en.doc', read('Acta')).lang).toBe('en');
    expect(propose('english/acta.doc', read('Acta')).lang).toBe('en');
    expect(propose('acta.doc', read('Minutes', 'en')).lang).toBe('en');
    // "presente" and "seguimiento" hold "es" and "en", and are no mark.
    expect(propose('presente y seguimiento.doc', read('Texto')).lang).toBe('es');
  });

  it.each([
    ['2003-11-15 acta', '2003-11-15'],
    ['San Pedro Sula, 15 de noviembre de 2016', '2016-11-15'],
    ['1º de marzo del 2004', '2004-03-01'],
    ['November 15, 2016', '2016-11-15'],
    ['15 November 2016', '2016-11-15'],
    ['el 30 de febrero de 2016', null],
    ['11/12/2016', null],
    ['en 2016', null],
  ])('the date in %j is %s', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });

  it('takes its title from the first line that says something, else from its name', () => {
    expect(propose('x.txt', read('CRM/2016/INF-01\n\n15 de mayo de 2016\nInforme  final')).title).toBe('Informe final');
    expect(propose('nota_tecnica.xlsx', read('')).title).toBe('nota tecnica');
    expect(propose('x.txt', read(`${'palabra '.repeat(60)}`)).title.length).toBeLessThanOrEqual(200);
  });

  it('belongs to its other language by symbol or by name, and two of one language are two documents', () => {
    const files = ['a_es.txt', 'b.txt', 'a_en.txt', 'A_es.txt'].map((path) => ({
      path,
      proposed: propose(path, read('Texto largo')),
    }));
    expect(groupPairs(files).map((group) => group.map(({ path }) => path))).toEqual([
      ['a_es.txt', 'a_en.txt'],
      ['b.txt'],
      ['A_es.txt'],
    ]);
  });

  it('no file is lost or doubled when pairs are put together', () => {
    const paths = fc.array(
      fc.constantFrom('a_es.txt', 'a_en.txt', 'b.txt', 'es/c.txt', 'en/c.txt', 'CRM-2003-INF-01.txt'),
    );
    fc.assert(
      fc.property(paths, (given) => {
        const files = given.map((path) => ({ path, proposed: propose(path, read('Texto')) }));
        const groups = groupPairs(files);
        expect(groups.flat().length).toBe(files.length);
        expect(new Set(groups.flat()).size).toBe(files.length);
        for (const group of groups) expect(new Set(group.map(({ proposed }) => proposed.lang)).size).toBe(group.length);
      }),
    );
  });
});

describe('a search', () => {
  it('checks the spelling of words that are looked for, not of those that are excluded', () => {
    expect(wordsToCheck('Migración "flujos mixtos" -retorno -"otra frase" de 2016')).toEqual([
      'migracion',
      'flujos',
      'mixtos',
    ]);
  });

  it.each([
    ['CRM/RFE/2016/INF-01', true],
    ['rfe 2016', true],
    ['inf-01', true],
    ['migración 2016 sur', false],
    ['-glosario', false],
  ])('%j looks like a symbol: %s', (query, isOne) => {
    expect(isLikeSymbol(query)).toBe(isOne);
  });

  it('a quotation is cut at its marks and loses nothing', () => {
    expect(snippetPieces(`a ${HIT_START}b${HIT_END} c`)).toEqual([
      { text: 'a ', hit: false },
      { text: 'b', hit: true },
      { text: ' c', hit: false },
    ]);
    const plain = fc.string().map((text) => text.replaceAll(HIT_START, '').replaceAll(HIT_END, ''));
    fc.assert(
      fc.property(fc.array(plain), (texts) => {
        const snippet = texts.map((text, index) => (index % 2 === 0 ? text : `${HIT_START}${text}${HIT_END}`)).join('');
        expect(
          snippetPieces(snippet)
            .map(({ text }) => text)
            .join(''),
        ).toBe(texts.join(''));
      }),
    );
  });
});

describe('a recipient', () => {
  const day = new Date('2017-01-20T00:00:00Z');

  it('who downloaded has not yet acknowledged', () => {
    const opened = { openedAt: day, acknowledgedAt: null };
    expect(receiptState(opened)).toBe('opened');
    expect(isPending(opened, true)).toBe(true);
    expect(isPending(opened, false)).toBe(false);
    expect(isPending({ openedAt: null, acknowledgedAt: day }, true)).toBe(false);
    expect(isPending({ openedAt: null, acknowledgedAt: null }, false)).toBe(true);
  });

  it.each([
    ['public', 'RROCM', 'civil_society', true],
    ['members', 'RROCM', 'civil_society', false],
    ['members', 'HN', 'country', true],
    ['members', 'OIM', 'organisation', true],
    ['delegations', 'HN', 'country', true],
    ['delegations', 'CR', 'country', false],
    ['restricted', 'RROCM', 'civil_society', true],
  ] as const)('a %s document sent to %s can be opened: %s %s', (kind, code, party, can) => {
    expect(canReceive({ code, kind: party }, { class: kind }, ['HN'])).toBe(can);
  });
});

it('a document lacks a language when it is available in the other only', () => {
  expect(missingLangs([{ lang: 'es', state: 'available' }])).toEqual(['en']);
  expect(
    missingLangs([
      { lang: 'es', state: 'available' },
      { lang: 'en', state: 'superseded' },
    ]),
  ).toEqual(['en']);
  expect(missingLangs([{ lang: 'es', state: 'checked' }])).toEqual([]);
});
