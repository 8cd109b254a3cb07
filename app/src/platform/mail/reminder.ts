import { daysBetween, type LocalDate } from '../../kernel/index.ts';
import type { DueItem } from '../system/system.ts';

/** How near a deadline is when somebody is reminded of it (secretariat.md, 5). */
export type Nearness = 'in-two-weeks' | 'in-a-week' | 'tomorrow' | 'today' | 'late';

/** One reminder about one deadline. */
export interface Reminder {
  readonly nearness: Nearness;
  readonly urgency: 'now' | 'digest';
  /** The same deadline is reminded of once for each nearness; a deadline that moved is another. */
  readonly key: string;
}

/**
 * The reminder that a deadline deserves on a day, if any: fourteen and seven days before it in the summary; the day
 * before, the day itself and three days after it at once. What was late before anybody could be told (an old register
 * brought in) is told in the summary only.
 */
export function reminderOf(item: Pick<DueItem, 'id' | 'due'>, today: LocalDate): Reminder | undefined {
  if (item.due === null) return undefined;
  const left = daysBetween(today, item.due);
  const stage = STAGES.find(({ from, to }) => left <= from && left >= to);
  return stage && { nearness: stage.nearness, urgency: stage.urgency, key: `${item.id}:${item.due}:${stage.nearness}` };
}

interface Stage {
  readonly nearness: Nearness;
  readonly urgency: 'now' | 'digest';
  /** Days left, at most and at least. */
  readonly from: number;
  readonly to: number;
}

const STAGES: readonly Stage[] = [
  { nearness: 'in-two-weeks', urgency: 'digest', from: 14, to: 8 },
  { nearness: 'in-a-week', urgency: 'digest', from: 7, to: 2 },
  { nearness: 'tomorrow', urgency: 'now', from: 1, to: 1 },
  { nearness: 'today', urgency: 'now', from: 0, to: 0 },
  { nearness: 'late', urgency: 'now', from: -3, to: -6 },
  { nearness: 'late', urgency: 'digest', from: -7, to: Number.NEGATIVE_INFINITY },
];
