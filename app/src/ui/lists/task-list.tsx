import type { VNode } from 'preact';
import { StatusTag, type Tone } from './status-tag.tsx';

export interface Task {
  readonly label: string;
  /** Absent while the task cannot be begun; the hint says why. */
  readonly href?: string | undefined;
  readonly hint?: string | undefined;
  readonly state: { readonly tone: Tone; readonly text: string };
}

/** The parts of one piece of work and where each stands. What is done is plain text; what is due has a tinted word. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }): VNode {
  return (
    <ul class="task-list">
      {tasks.map(({ label, href, hint, state }) => (
        <li>
          <span>
            {href === undefined ? (
              label
            ) : (
              <a class="row-link" href={href}>
                {label}
              </a>
            )}
            {hint !== undefined && <span class="hint">{hint}</span>}
          </span>
          {state.tone === 'done' ? <span>{state.text}</span> : <StatusTag tone={state.tone}>{state.text}</StatusTag>}
        </li>
      ))}
    </ul>
  );
}
