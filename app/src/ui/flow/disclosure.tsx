import type { ComponentChildren, VNode } from 'preact';

export interface DisclosureProps {
  readonly summary: ComponentChildren;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
}

/** Something that is there for whoever asks. On paper it is open. */
export function Disclosure({ summary, open, id, children }: DisclosureProps): VNode {
  return (
    <details class="disclosure" open={open} id={id}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
