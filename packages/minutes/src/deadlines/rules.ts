/** An ISO 8601 date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A year as the words give it: written out, "this", "next", or left out (`null`: the first occurrence after the meeting). */
export type WrittenYear = number | 'this' | 'next' | null;

/**
 * A day as the words give it. `last` is the last day of the month, whichever that is in the year; `last-working` the
 * last one from Monday to Friday (holidays are not counted: each country has its own).
 */
export interface CalendarDay {
  readonly kind: 'calendar';
  readonly year: WrittenYear;
  readonly month: number;
  readonly day: number | 'last' | 'last-working';
}

/** The first or last day of a unit counted from the meeting: next week, this month. */
export interface RelativeDay {
  readonly kind: 'relative';
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';
  readonly offset: number;
  readonly edge: 'start' | 'end';
}

export type WrittenDay = CalendarDay | RelativeDay;

/** From which day a duration runs. `event`: something named in the words, such as receipt, whose day is not known. */
export type Anchor = 'meeting.date' | 'circulation.date' | 'event';

/** What the words of a report say about time. It is kept as written; `resolveDeadline` turns it into days. */
export type DeadlineRule =
  | { readonly type: 'none' }
  | { readonly type: 'vague'; readonly text: string; readonly impossible?: true }
  | { readonly type: 'date'; readonly day: WrittenDay }
  | { readonly type: 'before'; readonly day: WrittenDay; readonly inclusive: boolean; readonly vague?: true }
  | { readonly type: 'window'; readonly first: WrittenDay; readonly last: WrittenDay; readonly vague?: true }
  | {
      readonly type: 'duration';
      readonly iso8601: string;
      readonly anchor: Anchor;
      readonly business?: true;
      readonly event?: string;
    }
  | {
      readonly type: 'event';
      readonly forum: string | null;
      readonly which: 'next' | 'current' | 'named';
      readonly relation: 'at' | 'before' | 'after';
      readonly inferred?: true;
    }
  | { readonly type: 'condition'; readonly text: string; readonly after: readonly string[]; readonly state?: string };

/** A rule together with the words it came from. Positions are those of the searched text. */
export interface FoundDeadline {
  readonly start: number;
  readonly end: number;
  readonly asWritten: string;
  readonly rule: DeadlineRule;
}
