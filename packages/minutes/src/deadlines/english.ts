import type { Words } from '../lexicon/lexicon.ts';
import { anyOf, countOf, type Grammar, monthOf } from './grammar.ts';
import {
  calendar,
  dayPeriod,
  lastOfMonth,
  monthsPeriod,
  NUMERIC_DAY,
  type Period,
  partOfYear,
  relative,
  thirdOfMonth,
  thirdOfYear,
  yearOf,
} from './period.ts';
import type { WrittenYear } from './rules.ts';

const END = '(?![\\p{L}\\p{M}\\p{N}])';
const YEAR =
  '(?:\\s*,?\\s*(?:of\\s+)?(?:the\\s+)?(\\d{4}|(?:this|the\\s+current|the\\s+present|next|the\\s+following|current|present|coming)\\s+year|year))?';
const FORUM =
  "\\s+of\\s+(?:the\\s+)?(\\p{Lu}[\\p{L}\\p{M}\\p{N}'’&-]*(?:\\s+(?:(?:of|on|for|the|and|to)\\s+){0,3}\\p{Lu}[\\p{L}\\p{M}\\p{N}'’&-]*){0,9})";
const MEETING = '(?:meeting|meetings|session|sessions|conference|assembly|summit|plenary|gathering|workshop|round)';
const QUALIFIER = '(?:(?!(?:of|for|to|and|in|on|at|the|step|steps)\\s)[\\p{L}-]+\\s+){0,3}?';

function yearWritten(text: string | undefined): WrittenYear {
  const plain = (text ?? '').toLowerCase();
  if (plain === '') return null;
  if (/next|following|coming/.test(plain)) return 'next';
  return yearOf(plain) ?? 'this';
}

function third(text: string | undefined): 1 | 2 | 3 {
  const plain = (text ?? '').toLowerCase();
  return /early|beginning|start/.test(plain) ? 1 : /mid|middle/.test(plain) ? 2 : 3;
}

function week(year: WrittenYear, month: number, which: string | undefined, words: Words): Period {
  const plain = (which ?? '').toLowerCase();
  if (plain === 'last' || plain === 'final')
    return { first: calendar(year, month, 22), last: calendar(year, month, 'last') };
  const n = countOf(words, plain) ?? 1;
  return { first: calendar(year, month, n * 7 - 6), last: calendar(year, month, n * 7) };
}

function periods(words: Words): Grammar['periods'] {
  // A month is a name only with a capital: "may" and "march" are also verbs.
  const names = words.months.flat().map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  const month = `(${anyOf([...names, ...names.map((name) => name.toUpperCase())])})\\.?`;
  const number = `(\\d{1,3}|${anyOf(Object.keys(words.numbers))})`;
  const rank = '([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|1st|2nd|3rd|4th)';
  const day = '(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?';
  const weekdayName = '(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\\s+)?';
  const re = (source: string): RegExp => new RegExp(source + END, 'uy');
  const rankOf = (text: string | undefined): number | 'last' =>
    /last|final/i.test(text ?? '') ? 'last' : (countOf(words, text ?? '') ?? 1);
  return [
    ...NUMERIC_DAY,
    {
      re: re(
        `(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+${month})?\\s*(?:to|and|until|-|–)\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month}${YEAR}`,
      ),
      read: ([, from, fromMonth, to, toMonth, year]) => {
        const last = monthOf(words, toMonth);
        const written = yearWritten(year);
        const start = dayPeriod(written, fromMonth ? monthOf(words, fromMonth) : last, Number(from));
        const end = dayPeriod(written, last, Number(to));
        const impossible = start.impossible ?? end.impossible;
        return { first: start.first, last: end.last, ...(impossible ? { impossible } : {}) };
      },
    },
    {
      re: re(`${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:to|-|–|and)\\s*(\\d{1,2})(?:st|nd|rd|th)?${YEAR}`),
      read: ([, m, from, to, y]) => ({
        first: calendar(yearWritten(y), monthOf(words, m), Number(from)),
        last: calendar(yearWritten(y), monthOf(words, m), Number(to)),
      }),
    },
    {
      re: re(`(?:the\\s+)?last\\s+(?:(working|business|week)\\s*)?day\\s+(?:of|in)\\s+${month}${YEAR}`),
      read: ([, working, m, y]) => lastOfMonth(yearWritten(y), monthOf(words, m), working !== undefined),
    },
    {
      re: re(`${weekdayName}${day}\\s+(?:of\\s+)?${month}${YEAR}`),
      read: ([, d, m, y]) => dayPeriod(yearWritten(y), monthOf(words, m), Number(d)),
    },
    {
      re: re(`${weekdayName}${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?${YEAR}`),
      read: ([, m, d, y]) => dayPeriod(yearWritten(y), monthOf(words, m), Number(d)),
    },
    {
      re: re(
        `(?:the\\s+)?([Ee]arly|[Mm]id|[Ll]ate|[Bb]eginning\\s+of|[Ss]tart\\s+of|[Mm]iddle\\s+of|[Ee]nd(?:\\s+of)?)(?:\\s+|-)(?:in\\s+)?${month}${YEAR}`,
      ),
      read: ([, part, m, y]) => thirdOfMonth(yearWritten(y), monthOf(words, m), third(part)),
    },
    {
      re: re(
        '(?:the\\s+)?([Ee]arly|[Mm]id|[Ll]ate|beginning\\s+of|start\\s+of|middle\\s+of)(?:\\s+|-)(?:in\\s+)?(?:the\\s+)?(\\d{4}|next\\s+year|this\\s+year|year)',
      ),
      read: ([, part, y]) => thirdOfYear(yearWritten(y), third(part)),
    },
    {
      re: re(
        `(?:the\\s+)?([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)\\s+week\\s+(?:of|in)\\s+${month}${YEAR}`,
      ),
      read: ([, n, m, y]) => week(yearWritten(y), monthOf(words, m), n, words),
    },
    {
      re: re(`(?:the\\s+)?([Ff]irst|[Ss]econd)\\s+half\\s+of\\s+${month}${YEAR}`),
      read: ([, n, m, y]) =>
        /first/i.test(n ?? '')
          ? {
              first: calendar(yearWritten(y), monthOf(words, m), 1),
              last: calendar(yearWritten(y), monthOf(words, m), 15),
            }
          : {
              first: calendar(yearWritten(y), monthOf(words, m), 16),
              last: calendar(yearWritten(y), monthOf(words, m), 'last'),
            },
    },
    {
      re: re(`(?:the\\s+)?${rank}\\s+(quarter|half|semester|trimester)${YEAR}`),
      read: ([, n, unit, y]) =>
        partOfYear(yearWritten(y), rankOf(n), unit === 'quarter' ? 3 : unit === 'trimester' ? 4 : 6),
    },
    { re: re(`Q([1-4])${YEAR}`), read: ([, n, y]) => partOfYear(yearWritten(y), Number(n), 3) },
    { re: re(`H([12])${YEAR}`), read: ([, n, y]) => partOfYear(yearWritten(y), Number(n), 6) },
    {
      re: re(`(?:the\\s+)?(first|last)\\s+${number}\\s+months${YEAR}`),
      read: ([, edge, n, y]) => {
        const count = countOf(words, n ?? '') ?? 0;
        if (count < 1 || count > 12 || y === undefined) return null;
        return edge === 'first' ? monthsPeriod(yearWritten(y), 1, count) : monthsPeriod(yearWritten(y), 13 - count, 12);
      },
    },
    {
      re: re(`${month}(?:\\s+(\\d{4}))?\\s*(?:to|and|until|through|-|–)\\s*${month}${YEAR}`),
      read: ([, from, fromYear, to, y]) => ({
        first: calendar(yearOf(fromYear) ?? yearWritten(y), monthOf(words, from), 1),
        last: calendar(yearWritten(y), monthOf(words, to), 'last'),
      }),
    },
    {
      re: re(`(?:the\\s+month\\s+of\\s+)?${month}${YEAR}`),
      read: ([, m, y]) => monthsPeriod(yearWritten(y), monthOf(words, m), monthOf(words, m)),
    },
    {
      re: re('(?:the\\s+)?(next|this|coming|following|current|present)\\s+(week|month|quarter|year)'),
      read: ([, marker, unit]) =>
        relative(unit as 'week' | 'month' | 'quarter' | 'year', /next|coming|following/.test(marker ?? '') ? 1 : 0),
    },
    { re: re('(20\\d{2})'), read: ([, y]) => monthsPeriod(yearOf(y), 1, 12) },
    { re: re('(?:the\\s+)?year'), read: () => monthsPeriod('this', 1, 12) },
    { re: re('(?:the\\s+)?month'), read: () => relative('month', 0) },
  ];
}

/** The grammar of English deadlines over the given words. */
export function englishGrammar(words: Words): Grammar {
  const number = `(\\d{1,3}|${anyOf(Object.keys(words.numbers))})`;
  const counted = `(?:the\\s+)?(?:(?:next|following|coming|first)\\s+)?${number}(?:\\s*\\([^)]{1,30}\\))?[\\s-]+(?:(?:consecutive|full|short)\\s+)?((?:working|business|calendar|clear)?\\s*(?:hours?|days?|weeks?|fortnight|months?|years?))(?:['’]s?\\s+time|['’])?()`;
  const re = (source: string, flags = 'iuy'): RegExp => new RegExp(source, flags);
  return {
    periods: periods(words),
    leads: [
      { re: re(`(?:before|prior\\s+to|ahead\\s+of)\\s+(?=(?:the\\s+)?(?:end|close)\\s+of${END})`), bind: 'end' },
      { re: re(`(?:before|prior\\s+to|ahead\\s+of|in\\s+advance\\s+of|earlier\\s+than)${END}\\s*`), bind: 'start' },
      {
        re: re(
          `(?:by\\s+no\\s+later\\s+than|no\\s+later\\s+than|not\\s+later\\s+than|at\\s+the\\s+latest(?:\\s+(?:by|on|in))?|on\\s+or\\s+before|latest\\s+by|by\\s+latest|by\\s+the\\s+latest|by|until|up\\s+to|due(?:\\s+(?:on|by|in|date))?|deadline(?:\\s+(?:of|is|for\\s+\\w+\\s+is))?|target\\s+date)\\s*:?${END}\\s*(?:(?:on|COB|cob|close\\s+of\\s+business|noon|midnight|EOD|end\\s+of\\s+day)(?:\\s+on)?,?\\s+)?`,
        ),
        bind: 'end',
      },
      { re: re('(?:by|due|deadline|due date|target date)\\s*:\\s*'), bind: 'end' },
      {
        re: re(`(?=(?:the\\s+)?(?:next|the\\s+following|this\\s+coming)\\s+(?:week|month|quarter|year)${END}(?!['’]))`),
        bind: 'at',
      },
      { re: re(`(?:in|during|on|at|over|throughout|from|between|within|around|for)${END}\\s*`), bind: 'at' },
    ],
    latest: re('\\s*,?\\s*at\\s+the\\s+(?:very\\s+)?latest'),
    edge: re('(?:the\\s+)?(?:end|close)\\s+of\\s+'),
    duration: re(
      `(?:(?:by\\s+)?no(?:t)?\\s+later\\s+than|within(?:\\s+(?:a\\s+period\\s+of|a\\s+maximum\\s+of|no\\s+more\\s+than))?|in\\s+no\\s+more\\s+than|not\\s+(?:more\\s+than|exceeding)|no\\s+more\\s+than|over|in|after)\\s+${counted}`,
    ),
    bareDuration: re(`^\\s*(?:within\\s+)?${counted}`),
    count: (text) => countOf(words, text),
    unit: (text) => {
      const plain = text.toLowerCase();
      return plain.includes('hour')
        ? 'H'
        : plain.includes('day')
          ? 'D'
          : /week|fortnight/.test(plain)
            ? 'W'
            : plain.includes('month')
              ? 'M'
              : plain.includes('year')
                ? 'Y'
                : null;
    },
    business: /working|business/i,
    anchor: (rest) => {
      const match =
        /^\s*(?:of|from|after|following)\s+((?:the\s+|this\s+|its\s+|their\s+|such\s+)?[\p{L}-]+(?:\s+(?:of|the)\s+(?:the\s+|this\s+)?[\p{L}-]+)?)/u.exec(
          rest,
        );
      if (!match) return null;
      const event = match[1] ?? '';
      if (/^(?:each|every|any|all)(?:\s|$)/i.test(event)) return { anchor: 'each', length: match[0].length };
      if (/circulat|distribut/i.test(event)) return { anchor: 'circulation.date', length: match[0].length };
      if (
        /^(?:the|this)\s+(?:meeting|session)|today|date\s+of\s+(?:the|this)\s+meeting/i.test(event) ||
        /^(?:the\s+|its\s+)?(?:adoption|approval)(?:\s+of\s+th(?:is|ese)|$)/i.test(event)
      )
        return { anchor: 'meeting.date', length: match[0].length };
      return { anchor: 'event', event: event.trim(), length: match[0].length };
    },
    event: re(
      `(at|during|to|for|before|prior\\s+to|by|in\\s+time\\s+for|until|ahead\\s+of|after|on\\s+the\\s+margins\\s+of|in|of|from)\\s+(?:(?:the|its|their|our|a|his|her)\\s+)?(?:(next|following|forthcoming|upcoming|subsequent|coming|current|present|this)\\s+${QUALIFIER}${MEETING}|((?:January|February|March|April|May|June|July|August|September|October|November|December)|[IVXL]{1,7}|\\d{1,3}(?:st|nd|rd|th)|(?:\\p{L}+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|eleventh|twelfth|\\p{L}+teenth|\\p{L}+tieth)\\s+${QUALIFIER}${MEETING})${END}`,
    ),
    forum: re(FORUM, 'uy'),
    readEvent: (match) => {
      const lead = (match[1] ?? '').toLowerCase();
      if (lead === 'of' || lead === 'from') return null;
      const marker = (match[2] ?? '').toLowerCase();
      return {
        which: match[3] ? 'named' : /^(?:current|present|this)$/.test(marker) ? 'current' : 'next',
        relation: /before|prior|ahead|until|^by$/.test(lead) ? 'before' : lead === 'after' ? 'after' : 'at',
      };
    },
    conditions: [
      re(
        `(?:once|as\\s+soon\\s+as(?!\\s+possible)|subject\\s+to|provided\\s+that|conditional\\s+(?:on|upon)|pending|contingent\\s+(?:on|upon)|when(?!\\s+(?:appropriate|necessary|required|needed))|upon(?=\\s+(?:the\\s+|its\\s+|their\\s+|such\\s+)?(?:\\p{L}+\\s+)?(?:completion|approval|adoption|receipt|finali[sz]ation|ratification|signature|entry|confirmation|request|establishment|availability|conclusion|submission|endorsement))|(?:after|following)(?=\\s+(?:the\\s+|its\\s+|their\\s+|such\\s+)?(?:completion|approval|adoption|receipt|finali[sz]ation|ratification|signature|entry|confirmation|endorsement|submission|consultations?)))${END}[^,;.:]{2,160}`,
      ),
    ],
    vague: re(
      `(?:as\\s+soon\\s+as\\s+(?:possible|practicable|practical)|at\\s+(?:the|its|their)\\s+earliest(?:\\s+(?:convenience|opportunity|possible\\s+\\w+))?|as\\s+early\\s+as\\s+possible|in\\s+due\\s+(?:course|time)|shortly|promptly|without\\s+(?:undue\\s+)?delay|urgently|immediately|forthwith|expeditiously|in\\s+the\\s+(?:near|foreseeable)\\s+future|in\\s+the\\s+(?:short|medium|long)(?:er)?\\s+term|on\\s+(?:a|an)\\s+(?:regular|ongoing|continuous|continuing|annual|periodic|quarterly|monthly)\\s+basis|in\\s+a\\s+timely\\s+(?:manner|fashion)|at\\s+regular\\s+intervals|within\\s+a\\s+reasonable\\s+(?:time|period)|a\\.?s\\.?a\\.?p\\.?|over\\s+the\\s+coming\\s+(?:days|weeks|months)|annually|semi-annually|half-yearly|biannually|biennially|(?:quarterly|monthly|weekly)(?=\\s*(?:[.,;:)]|$|to\\s|on\\s|in\\s|and\\s|by\\s|with\\s))|(?:each|every)\\s+(?:(?:two|three|four|six|\\d{1,2})\\s+)?(?:weeks?|months?|quarters?|years?)|(?:once|twice)\\s+(?:a|per|every)\\s+(?:month|quarter|year))${END}`,
    ),
    objectYear:
      /(?<!(?:scheduled|planned|set|foreseen|envisaged|postponed|deferred|timed)\s+)for\s+(?:the\s+)?(?:(?:calendar|financial|fiscal)\s+)?(?:years?\s+|period\s+|biennium\s+|triennium\s+)?20\d{2}[^\p{L}]*$/iu,
    past: /(?<!(?:^|\s)be\s)(?:held|adopted|signed|dated|convened|published|issued|approved|circulated|completed|started|installed|launched|since|took\s+place|received|made|taken|established|presented)(?:\s+(?!(?:will|shall|should|must|would|to)\s)[\p{L}\p{M},]+){0,6}\s*$/iu,
  };
}
