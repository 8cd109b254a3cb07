import type { ComponentChildren, VNode } from 'preact';
import type { LocalDate } from '../../kernel/index.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

export interface DueItem {
  /** The id people quote: `A-2016-014`. */
  readonly code?: string | undefined;
  readonly title: string;
  /** Marked when the title is not in the page's language. */
  readonly titleLang?: string | undefined;
  readonly href: string;
  readonly note?: ComponentChildren;
  readonly who?: string | undefined;
  /** Absent when nobody set a day; then `due` says what there is instead ("próxima reunión del GRCM"). */
  readonly date?: LocalDate | undefined;
  readonly due: string;
  /** Days from today, in words. */
  readonly distance?: string | undefined;
  readonly status?: { readonly tone: Tone; readonly text: string } | undefined;
  /** The one act of the row. */
  readonly action?: ComponentChildren;
}

export interface DueGroup {
  readonly id: string;
  readonly title: string;
  readonly tone?: Tone | undefined;
  readonly items: readonly DueItem[];
}

export interface DueListProps {
  readonly groups: readonly DueGroup[];
  /** 2 under the page's heading, 3 inside a section. */
  readonly level?: 2 | 3 | undefined;
}

/** What is due, grouped by urgency. The whole row leads to the item; one button a row, and nothing to drag. */
export function DueList({ groups, level = 2 }: DueListProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <div class="due-list">
      {groups
        .filter((group) => group.items.length > 0)
        .map((group) => (
          <section class={`due-group due-${group.tone ?? 'neutral'}`} aria-labelledby={group.id}>
            <Heading id={group.id}>
              {group.title} <span class="count">({group.items.length})</span>
            </Heading>
            <ul>
              {group.items.map((item) => (
                <DueRow item={item} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function DueRow({ item }: { readonly item: DueItem }): VNode {
  return (
    <li class="due-row">
      <span class="due-code">{item.code}</span>
      <span class="due-title">
        <a class="row-link" href={item.href} lang={item.titleLang}>
          {item.title}
        </a>
        {item.note !== undefined && <span class="due-note">{item.note}</span>}
      </span>
      <span class="due-who">{item.who}</span>
      <span class="due-date">
        {item.date === undefined ? item.due : <time dateTime={item.date}>{item.due}</time>}
        {item.distance !== undefined && <span class="due-distance">{item.distance}</span>}
      </span>
      <span class="due-status">{item.status && <StatusTag tone={item.status.tone}>{item.status.text}</StatusTag>}</span>
      <span class="due-action">{item.action}</span>
    </li>
  );
}
