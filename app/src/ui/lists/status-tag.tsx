import type { ComponentChildren, VNode } from 'preact';

/** How a word of state is tinted. The word says it; the tint only repeats it. */
export type Tone = 'neutral' | 'active' | 'soon' | 'overdue' | 'done' | 'none';

/** A word of state inside a border, visible also in forced colours and on paper. */
export function StatusTag({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone | undefined;
  readonly children: ComponentChildren;
}): VNode {
  return <span class={`tag tag-${tone}`}>{children}</span>;
}
