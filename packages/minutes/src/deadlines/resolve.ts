import {
  addBusinessDays,
  addDays,
  addMonths,
  compareDays,
  type Day,
  daysInMonth,
  isLeapYear,
  isoDay,
  parseDay,
  weekday,
  weekdayName,
} from './calendar.ts';
import type { CalendarDay, DeadlineRule, IsoDate, RelativeDay, WrittenDay } from './rules.ts';

/** What is known when a deadline is computed. Every field may be unknown. */
export interface DeadlineContext {
  /** Last day of the meeting. */
  readonly held?: IsoDate | null;
  /** Day on which the report or paper was circulated. */
  readonly circulated?: IsoDate | null;
  /** Holidays; without this list working days are not counted. */
  readonly holidays?: readonly IsoDate[] | null;
  /** Dates of meetings that are already fixed. */
  readonly eventDates?: (
    forum: string | null,
    which: 'next' | 'current' | 'named',
  ) => { readonly from: IsoDate; readonly to: IsoDate } | null;
  /** Difference from UTC of the zone in which the day ends, for `closesAt`: −360 in Costa Rica. */
  readonly utcOffsetMinutes?: number;
}

/** What would have to be known for the deadline to become a date. */
export type Missing = 'meeting.date' | 'circulation.date' | 'event.date' | 'holidays' | 'condition' | 'decision';

/** Inclusive days, and the reasoning in words in both languages. */
export interface ResolvedDeadline {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** First instant after the last day, in the given zone: an answer that arrives then is late. */
  readonly closesAt?: string;
  readonly missing: readonly Missing[];
  readonly es: string;
  readonly en: string;
}

function calendarDay(year: number, written: CalendarDay): Day {
  const last = daysInMonth(year, written.month);
  const day = typeof written.day === 'number' ? Math.min(written.day, last) : last;
  const dated = { year, month: written.month, day };
  return written.day === 'last-working' ? addDays(dated, -Math.max(0, weekday(dated) - 4)) : dated;
}

function relativeDay(written: RelativeDay, held: Day): Day {
  const { unit, offset, edge } = written;
  if (unit === 'day') return addDays(held, offset);
  if (unit === 'week') return addDays(held, -weekday(held) + offset * 7 + (edge === 'end' ? 6 : 0));
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : unit === 'half' ? 6 : 12;
  const first = { year: held.year, month: held.month - ((held.month - 1) % months), day: 1 };
  const start = addMonths(first, offset * months);
  return edge === 'start' ? start : addDays(addMonths(start, months), -1);
}

/** The day meant, or `null` when it depends on a meeting date that is not known. */
function dayOf(written: WrittenDay, held: Day | null): Day | null {
  if (written.kind === 'relative') return held ? relativeDay(written, held) : null;
  if (typeof written.year === 'number') return calendarDay(written.year, written);
  if (!held) return null;
  if (written.year !== null) return calendarDay(held.year + (written.year === 'next' ? 1 : 0), written);
  for (let year = held.year; year <= held.year + 8; year++) {
    if (written.month === 2 && written.day === 29 && !isLeapYear(year)) continue;
    const day = calendarDay(year, written);
    if (compareDays(day, held) >= 0) return day;
  }
  return null;
}

/** First and last day of a window. Without a year it is the first one that ends on or after the meeting. */
function windowOf(first: WrittenDay, last: WrittenDay, held: Day | null): { from: Day; to: Day } | null {
  const to = dayOf(last, held);
  if (!to) return null;
  if (first.kind === 'calendar' && first.year === null) {
    const sameYear = calendarDay(to.year, first);
    return { from: compareDays(sameYear, to) > 0 ? calendarDay(to.year - 1, first) : sameYear, to };
  }
  const from = dayOf(first, held);
  if (!from) return null;
  return compareDays(from, to) > 0 ? { from: to, to: from } : { from, to };
}

const AMOUNT = /^P(\d{1,4})([DWMY])$/;
const UNITS = {
  D: ['día', 'días', 'day', 'days'],
  W: ['semana', 'semanas', 'week', 'weeks'],
  M: ['mes', 'meses', 'month', 'months'],
  Y: ['año', 'años', 'year', 'years'],
} as const;

function human(iso: IsoDate): string {
  return iso.split('-').reverse().join('/');
}

function closing(to: Day | null, context: DeadlineContext): { readonly closesAt?: string } {
  if (!to || context.utcOffsetMinutes === undefined) return {};
  const minutes = Math.abs(context.utcOffsetMinutes);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const sign = context.utcOffsetMinutes < 0 ? '-' : '+';
  return { closesAt: `${isoDay(addDays(to, 1))}T00:00:00${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` };
}

function dated(from: Day | null, to: Day, context: DeadlineContext, es: string, en: string): ResolvedDeadline {
  const falls = weekday(to) >= 5;
  return {
    from: from ? isoDay(from) : null,
    to: isoDay(to),
    ...closing(to, context),
    missing: [],
    es: falls ? `${es}; cae en ${weekdayName(to, 'es')}` : es,
    en: falls ? `${en}; it falls on a ${weekdayName(to, 'en')}` : en,
  };
}

function open(missing: readonly Missing[], es: string, en: string): ResolvedDeadline {
  return { from: null, to: null, missing, es, en };
}

const NO_MEETING_DATE = [
  'falta la fecha de la reunión para calcularlo',
  'the date of the meeting is needed to compute it',
] as const;

function resolveDuration(rule: DeadlineRule & { type: 'duration' }, context: DeadlineContext): ResolvedDeadline {
  const amount = AMOUNT.exec(rule.iso8601);
  if (!amount) return open(['decision'], 'plazo no reconocido', 'duration not recognised');
  const count = Number(amount[1]);
  const unit = amount[2] as keyof typeof UNITS;
  const [one, many, oneEn, manyEn] = UNITS[unit];
  const spoken = `${count} ${count === 1 ? one : many}${rule.business ? ' hábiles' : ''}`;
  const spokenEn = `${count} ${rule.business ? 'working ' : ''}${count === 1 ? oneEn : manyEn}`;
  if (rule.anchor === 'event') {
    return open(
      ['event.date'],
      `${spoken} desde ${rule.event ?? 'un hecho sin fecha'}`,
      `${spokenEn} from ${rule.event ?? 'an event without a date'}`,
    );
  }
  const anchor = parseDay((rule.anchor === 'meeting.date' ? context.held : context.circulated) ?? '');
  if (!anchor) {
    const what =
      rule.anchor === 'meeting.date'
        ? ['la fecha de la reunión', 'the date of the meeting']
        : ['la fecha de circulación', 'the date of circulation'];
    return open([rule.anchor], `${spoken}; falta ${what[0]}`, `${spokenEn}; ${what[1]} is needed`);
  }
  const since = human(isoDay(anchor));
  if (rule.business && unit === 'D') {
    if (!context.holidays)
      return open(
        ['holidays'],
        `${spoken} desde el ${since}; falta el calendario de feriados`,
        `${spokenEn} from ${since}; a calendar of holidays is needed`,
      );
    const to = addBusinessDays(anchor, Math.min(count, 5000), new Set(context.holidays));
    return dated(anchor, to, context, `${spoken} desde el ${since}`, `${spokenEn} from ${since}`);
  }
  const to =
    unit === 'D'
      ? addDays(anchor, count)
      : unit === 'W'
        ? addDays(anchor, count * 7)
        : addMonths(anchor, unit === 'M' ? count : count * 12);
  return dated(anchor, to, context, `${spoken} desde el ${since}`, `${spokenEn} from ${since}`);
}

function resolveEvent(rule: DeadlineRule & { type: 'event' }, context: DeadlineContext): ResolvedDeadline {
  const forum = rule.forum ?? '';
  const which = {
    next: ['próxima reunión', 'next meeting'],
    current: ['reunión en curso', 'current meeting'],
    named: ['reunión', 'meeting'],
  }[rule.which];
  const relation = {
    at: ['en la', 'at the'],
    before: ['antes de la', 'before the'],
    after: ['después de la', 'after the'],
  }[rule.relation];
  const es = `${relation[0]} ${which[0]}${forum ? ` (${forum})` : ''}`;
  const en = `${relation[1]} ${which[1]}${forum ? ` (${forum})` : ''}`;
  const dates = context.eventDates?.(rule.forum, rule.which) ?? null;
  const from = parseDay(dates?.from ?? '');
  const to = parseDay(dates?.to ?? '');
  if (!from || !to) return open(['event.date'], `${es}: fecha por fijar`, `${en}: date to be fixed`);
  if (rule.relation === 'before') return dated(null, addDays(from, -1), context, es, en);
  if (rule.relation === 'after') return { from: isoDay(addDays(to, 1)), to: null, missing: [], es, en };
  return dated(from, to, context, es, en);
}

/**
 * Turns what the words say into days. Total and pure: it never throws, a later meeting never gives an earlier
 * deadline, and what cannot be computed says which fact is missing. "Antes del 15" ends on the 14th; "a más tardar
 * el 15" on the 15th; a day of the year without a year is the first one on or after the meeting.
 */
export function resolveDeadline(rule: DeadlineRule, context: DeadlineContext): ResolvedDeadline {
  const held = parseDay(context.held ?? '');
  switch (rule.type) {
    case 'none':
      return open([], 'el texto no fija plazo', 'the text sets no deadline');
    case 'vague':
      return rule.impossible
        ? open(
            ['decision'],
            `«${rule.text}» no existe en el calendario: fije una fecha`,
            `“${rule.text}” does not exist in the calendar: set a date`,
          )
        : open(
            ['decision'],
            `«${rule.text}» no es una fecha: fije una o déjelo sin fecha`,
            `“${rule.text}” is not a date: set one or leave it undated`,
          );
    case 'condition':
      return open(['condition'], `espera a que se cumpla: «${rule.text}»`, `waits until this holds: “${rule.text}”`);
    case 'event':
      return resolveEvent(rule, context);
    case 'duration':
      return resolveDuration(rule, context);
    case 'date': {
      const day = dayOf(rule.day, held);
      if (!day) return open(['meeting.date'], NO_MEETING_DATE[0], NO_MEETING_DATE[1]);
      return dated(day, day, context, `el ${human(isoDay(day))}`, `on ${human(isoDay(day))}`);
    }
    case 'before': {
      const day = dayOf(rule.day, held);
      if (!day) return open(['meeting.date'], NO_MEETING_DATE[0], NO_MEETING_DATE[1]);
      const to = rule.inclusive ? day : addDays(day, -1);
      const named = human(isoDay(day));
      return rule.inclusive
        ? dated(null, to, context, `a más tardar el ${named}`, `no later than ${named}`)
        : dated(
            null,
            to,
            context,
            `antes del ${named}: el último día es el ${human(isoDay(to))}`,
            `before ${named}: the last day is ${human(isoDay(to))}`,
          );
    }
    case 'window': {
      const days = windowOf(rule.first, rule.last, held);
      if (!days) return open(['meeting.date'], NO_MEETING_DATE[0], NO_MEETING_DATE[1]);
      const [from, to] = [human(isoDay(days.from)), human(isoDay(days.to))];
      return dated(
        days.from,
        days.to,
        context,
        `del ${from} al ${to}${rule.vague ? ', aproximado' : ''}`,
        `from ${from} to ${to}${rule.vague ? ', approximate' : ''}`,
      );
    }
  }
}
