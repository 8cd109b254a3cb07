import { addDays, type LocalDate } from '../../kernel/index.ts';

/** How near something is, in the order in which a page shows it. */
export const URGENCIES = ['overdue', 'week', 'month', 'later', 'undated'] as const;

export type Urgency = (typeof URGENCIES)[number];

/** How near a day is: what is due today is not late; a week has seven days and a month thirty. */
export function urgencyOf(due: LocalDate | null, today: LocalDate): Urgency {
  if (due === null) return 'undated';
  if (due < today) return 'overdue';
  if (due <= addDays(today, 7)) return 'week';
  return due <= addDays(today, 30) ? 'month' : 'later';
}

/** Everything by urgency, earliest first within each; what cannot be dated comes last. */
export function byUrgency<T extends { readonly due: LocalDate | null }>(
  items: readonly T[],
  today: LocalDate,
): ReadonlyMap<Urgency, readonly T[]> {
  const sorted = items.toSorted((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
  return new Map(
    URGENCIES.map((urgency) => [urgency, sorted.filter((item) => urgencyOf(item.due, today) === urgency)]),
  );
}
