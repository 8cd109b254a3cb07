import type { Bilingual, Lang, LocalDate } from '../../kernel/index.ts';

/** Something that happens, as calendars hold it. Hours are those of the place; without them it takes whole days. */
export interface CalendarEvent {
  /** The same for ever: changes and the cancellation find the entry by it. */
  readonly uid: string;
  readonly title: Bilingual;
  readonly place: Readonly<Record<Lang, string | null>>;
  readonly startsOn: LocalDate;
  /** Last day; null when it is the first. */
  readonly endsOn: LocalDate | null;
  /** `HH:MM` in the zone. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly zone: string;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** A day on which nobody is busy because of it: a deadline. */
  readonly free?: boolean;
}
