import type { ComponentChildren, VNode } from 'preact';

export interface InterruptionProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** The act and the way back, both as full words. */
  readonly actions: ComponentChildren;
}

/** Stops a person before something unusual, and only then. */
export function Interruption({ title, children, actions }: InterruptionProps): VNode {
  return (
    <section class="interruption" aria-labelledby="interruption">
      <h2 id="interruption">{title}</h2>
      <div>{children}</div>
      <div class="button-row">{actions}</div>
    </section>
  );
}
