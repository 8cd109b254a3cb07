import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type UiKey, uiWords } from '../words.ts';

export interface TimelineEvent {
  readonly id?: string | undefined;
  readonly state: 'done' | 'now' | 'pending';
  readonly title: ComponentChildren;
  /** In words, as `formatDate` gives it; `datetime` is the same for machines. */
  readonly when?: string | undefined;
  readonly datetime?: string | undefined;
  readonly by?: string | undefined;
  readonly children?: ComponentChildren;
}

const STATES: Readonly<Record<TimelineEvent['state'], UiKey>> = {
  done: 'ui.step.done',
  now: 'ui.step.now',
  pending: 'ui.step.pending',
};

/** What happened, what is happening and what is still to come, in order. */
export function Timeline({ lang, events }: { readonly lang: Lang; readonly events: readonly TimelineEvent[] }): VNode {
  const t = uiWords(lang);
  return (
    <ol class="timeline">
      {events.map(({ id, state, title, when, datetime, by, children }) => (
        <li id={id} class={`step step-${state}`}>
          <p class="step-when">
            {when !== undefined && <time dateTime={datetime}>{when}</time>}
            {state !== 'done' && <span class="step-state">{t(STATES[state])}</span>}
          </p>
          <div>
            <p class="step-title">
              {title}
              {by !== undefined && <span class="quiet"> · {by}</span>}
            </p>
            {children}
          </div>
        </li>
      ))}
    </ol>
  );
}
