import type { Words } from '../lexicon/lexicon.ts';
import type { Language } from '../types.ts';
import { englishGrammar } from './english.ts';
import type { Grammar } from './grammar.ts';
import { type Period, periodAt } from './period.ts';
import { resolveDeadline } from './resolve.ts';
import type { DeadlineRule, FoundDeadline, IsoDate, WrittenDay } from './rules.ts';
import { spanishGrammar } from './spanish.ts';

const GRAMMARS = new WeakMap<Words, Grammar>();

function grammarOf(words: Words, language: Language): Grammar {
  const known = GRAMMARS.get(words);
  if (known) return known;
  const grammar = language === 'es' ? spanishGrammar(words) : englishGrammar(words);
  GRAMMARS.set(words, grammar);
  return grammar;
}

function sameDay(a: WrittenDay, b: WrittenDay): boolean {
  return a.kind === 'calendar' && b.kind === 'calendar' && a.month === b.month && a.day === b.day && a.year === b.year;
}

function bound(period: Period, bind: 'start' | 'end' | 'at', words: string): DeadlineRule {
  if (period.impossible) return { type: 'vague', text: words, impossible: true };
  const vague = period.vague ? { vague: true as const } : {};
  if (bind === 'start') return { type: 'before', day: period.first, inclusive: false, ...vague };
  if (bind === 'end') return { type: 'before', day: period.last, inclusive: true, ...vague };
  if (sameDay(period.first, period.last)) return { type: 'date', day: period.last };
  return { type: 'window', first: period.first, last: period.last, ...vague };
}

function exec(re: RegExp, text: string, at: number): RegExpExecArray | null {
  re.lastIndex = at;
  return re.exec(text);
}

/** What may open a deadline: everything else is passed over without trying the grammar. */
const STARTS = /(?<![\p{L}\p{M}\p{N}])[\p{L}\d]/gu;

interface Draft {
  readonly start: number;
  readonly end: number;
  readonly rule: DeadlineRule;
}

/** A bare date in brackets or after a colon: "(10 de septiembre)", "Next meeting: 21 January 2021". */
function bare(grammar: Grammar, text: string, at: number): Draft | null {
  const before = /([(:])\s*$/u.exec(text.slice(Math.max(0, at - 4), at))?.[1];
  if (!before) return null;
  const found = periodAt(grammar.periods, text, at);
  if (!found || (before === '(' && text[found.end] !== ')')) return null;
  const { first, last } = found.period;
  if (
    first.kind === 'calendar' &&
    first.month === 1 &&
    first.day === 1 &&
    last.kind === 'calendar' &&
    last.month === 12
  )
    return null;
  return {
    start: at,
    end: found.end,
    rule: bound(found.period, before === '(' && sameDay(first, last) ? 'end' : 'at', text.slice(at, found.end)),
  };
}

function dated(grammar: Grammar, text: string, at: number): Draft | null {
  for (const { re, bind } of grammar.leads) {
    const lead = exec(re, text, at);
    if (!lead) continue;
    const after = at + lead[0].length;
    const edge = exec(grammar.edge, text, after);
    const inner = edge ? periodAt(grammar.periods, text, after + edge[0].length) : null;
    if (edge && inner) {
      const last: Period = { ...inner.period, first: inner.period.last };
      // "a fines de junio" is a vague window; "antes de fin de junio" and "by the end of June" are a day.
      if (bind !== 'at') return { start: at, end: inner.end, rule: bound(last, 'end', text.slice(at, inner.end)) };
    }
    const found = periodAt(grammar.periods, text, after);
    if (found) {
      const latest = exec(grammar.latest, text, found.end);
      const end = latest ? found.end + latest[0].length : found.end;
      return { start: at, end, rule: bound(found.period, latest ? 'end' : bind, text.slice(at, end)) };
    }
    if (edge && inner) return { start: at, end: inner.end, rule: bound(inner.period, 'at', text.slice(at, inner.end)) };
  }
  return null;
}

function duration(grammar: Grammar, text: string, at: number, re: RegExp): Draft | null {
  const match = exec(re, text, at);
  if (!match) return null;
  const count = grammar.count(match[1] ?? '');
  const written = match[2] ?? '';
  const unit = grammar.unit(written);
  if (count === null || !unit) return null;
  const fortnight = /fortnight|quincena/iu.test(written);
  const amount = fortnight
    ? `P${count * 2}W`
    : unit === 'H'
      ? `P${Math.max(1, Math.ceil(count / 24))}D`
      : `P${count}${unit}`;
  const end = at + match[0].length;
  const anchor = grammar.anchor(text.slice(end, end + 120));
  if (anchor?.anchor === 'each') return { start: at, end: end + anchor.length, rule: { type: 'none' } };
  const business = grammar.business.test(match[0]) ? { business: true as const } : {};
  return {
    start: at,
    end: end + (anchor?.length ?? 0),
    rule: {
      type: 'duration',
      iso8601: amount,
      anchor: anchor?.anchor ?? 'meeting.date',
      ...business,
      ...(anchor?.event ? { event: anchor.event } : {}),
    },
  };
}

function event(grammar: Grammar, text: string, at: number): Draft | null {
  const match = exec(grammar.event, text, at);
  const read = match ? grammar.readEvent(match) : null;
  if (!match || !read) return null;
  const end = at + match[0].length;
  const forum = exec(grammar.forum, text, end);
  return {
    start: at,
    end: end + (forum?.[0].length ?? 0),
    rule: { type: 'event', forum: forum?.[1] ?? null, ...read },
  };
}

function draftAt(grammar: Grammar, text: string, at: number): Draft | null {
  const vague = exec(grammar.vague, text, at);
  if (vague) return { start: at, end: at + vague[0].length, rule: { type: 'vague', text: vague[0] } };
  const found =
    event(grammar, text, at) ??
    dated(grammar, text, at) ??
    bare(grammar, text, at) ??
    duration(grammar, text, at, grammar.duration);
  if (found) return found;
  for (const re of grammar.conditions) {
    const match = exec(re, text, at);
    if (match)
      return {
        start: at,
        end: at + match[0].trimEnd().length,
        rule: { type: 'condition', text: match[0].trim(), after: [] },
      };
  }
  return null;
}

/** How a search is steered. */
export interface DeadlineSearch {
  readonly language: Language;
  readonly words: Words;
  readonly held?: IsoDate | null;
}

function isOver(rule: DeadlineRule, held: IsoDate | null | undefined): boolean {
  if (!held || (rule.type !== 'date' && rule.type !== 'before' && rule.type !== 'window')) return false;
  const { to } = resolveDeadline(rule, { held });
  return to !== null && to < held;
}

/** A year is written and the last day lies after the meeting: whatever stands before it, this is not past. */
function isAhead(rule: DeadlineRule, held: IsoDate | null | undefined): boolean {
  const last = rule.type === 'window' ? rule.last : rule.type === 'date' || rule.type === 'before' ? rule.day : null;
  if (!held || last?.kind !== 'calendar' || typeof last.year !== 'number') return false;
  const { to } = resolveDeadline(rule, { held });
  return to !== null && to > held;
}

/**
 * Every expression of time in `text` that can bind somebody, in order and without overlaps. A date that ended before
 * the meeting, or that belongs to something past ("realizado del 26 al 28 de octubre"), is left out.
 */
export function findDeadlines(text: string, search: DeadlineSearch): readonly FoundDeadline[] {
  const grammar = grammarOf(search.words, search.language);
  const found: FoundDeadline[] = [];
  let free = 0;
  for (const { index } of text.matchAll(STARTS)) {
    if (index < free) continue;
    const draft = draftAt(grammar, text, index);
    if (!draft) continue;
    free = draft.end;
    const { rule } = draft;
    if (rule.type === 'none') continue;
    const isDated = rule.type === 'date' || rule.type === 'before' || rule.type === 'window';
    if (
      isOver(rule, search.held) ||
      (isDated &&
        !isAhead(rule, search.held) &&
        grammar.past.test(text.slice(Math.max(0, draft.start - 90), draft.start))) ||
      (isDated && grammar.objectYear.test(text.slice(Math.max(0, draft.start - 90), draft.end)))
    )
      continue;
    found.push({ start: draft.start, end: draft.end, asWritten: text.slice(draft.start, draft.end), rule });
  }
  return found;
}

/** The words of a cell under "Plazo" or "Deadline", where a bare date is the last day. */
export function readDeadlineCell(text: string, search: DeadlineSearch): FoundDeadline | null {
  const [inside] = findDeadlines(text, search);
  if (inside) return inside;
  const lead = search.language === 'es' ? 'en la ' : 'at the ';
  const [event] = findDeadlines(lead + text.trim(), search);
  if (event?.rule.type === 'event')
    return {
      ...event,
      start: 0,
      end: event.end - lead.length,
      asWritten: text.trim().slice(0, event.end - lead.length),
    };
  const grammar = grammarOf(search.words, search.language);
  const start = text.search(/\S/u);
  if (start === -1) return null;
  const bare = duration(grammar, text, 0, grammar.bareDuration);
  if (bare) return { start, end: bare.end, asWritten: text.slice(start, bare.end), rule: bare.rule };
  const period = periodAt(grammar.periods, text, start);
  if (!period) {
    const words = text.trim();
    return /\p{L}/u.test(words)
      ? { start, end: start + words.length, asWritten: words, rule: { type: 'vague', text: words } }
      : null;
  }
  const rule = bound(
    period.period,
    sameDay(period.period.first, period.period.last) ? 'end' : 'at',
    text.slice(start, period.end),
  );
  return { start, end: period.end, asWritten: text.slice(start, period.end), rule };
}

const WEIGHT: Readonly<Record<DeadlineRule['type'], number>> = {
  before: 5,
  date: 5,
  window: 5,
  duration: 5,
  event: 4,
  condition: 3,
  vague: 2,
  none: 0,
};

/** The expression that binds: dates and durations before meetings, meetings before conditions, conditions before vague words. */
export function bindingDeadline(found: readonly FoundDeadline[]): FoundDeadline | null {
  let best: FoundDeadline | null = null;
  for (const one of found) if (!best || WEIGHT[one.rule.type] > WEIGHT[best.rule.type]) best = one;
  return best;
}

/** Days written out with their year, in order: the last day of each. For the head of a report, not for deadlines. */
export function findWrittenDates(
  text: string,
  search: DeadlineSearch,
): readonly { readonly start: number; readonly end: number; readonly day: IsoDate }[] {
  const grammar = grammarOf(search.words, search.language);
  const found: { start: number; end: number; day: IsoDate }[] = [];
  let free = 0;
  for (const { index } of text.matchAll(STARTS)) {
    if (index < free) continue;
    const match = periodAt(grammar.periods, text, index);
    if (!match || match.period.impossible || match.period.vague) continue;
    free = match.end;
    const { first, last } = match.period;
    if (
      last.kind !== 'calendar' ||
      typeof last.year !== 'number' ||
      typeof last.day !== 'number' ||
      first.kind !== 'calendar'
    )
      continue;
    const { to } = resolveDeadline({ type: 'date', day: last }, {});
    if (to) found.push({ start: index, end: match.end, day: to });
  }
  return found;
}
