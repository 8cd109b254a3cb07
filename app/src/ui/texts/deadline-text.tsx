import type { VNode } from 'preact';
import { formatDate, formatDistance, type Lang, type LocalDate } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface DeadlineTextProps {
  readonly lang: Lang;
  /** Null while it depends on something that has not happened; then only the words are said. */
  readonly date: LocalDate | null;
  readonly today: LocalDate;
  /** Why that day: "dos meses desde la reunión del 15 nov 2016". */
  readonly words: string;
  /** The hour and zone at which it closes, when that matters: "23:59, hora de Costa Rica, UTC−6". */
  readonly hour?: string | undefined;
  /** The sentence it comes from. A deadline without its sentence is nobody's deadline. */
  readonly sourceHref: string;
  readonly sourceLabel: string;
}

/** A day, how far it is, why it is that day and the sentence that says so. */
export function DeadlineText(props: DeadlineTextProps): VNode {
  const { lang, date, today, words, hour, sourceHref, sourceLabel } = props;
  return (
    <span class="deadline">
      {date === null ? (
        <strong>{uiWords(lang)('ui.deadline.open')}</strong>
      ) : (
        <strong>
          <time dateTime={date}>{formatDate(date, lang)}</time>
          {hour !== undefined && <>, {hour}</>}
        </strong>
      )}
      {date !== null && <span> ({formatDistance(today, date, lang)})</span>}
      <span class="deadline-why">
        {words} · <a href={sourceHref}>{sourceLabel}</a>
      </span>
    </span>
  );
}
