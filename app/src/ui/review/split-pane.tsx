import type { ComponentChildren, VNode } from 'preact';

export interface SplitPaneProps {
  readonly sourceTitle: string;
  readonly source: ComponentChildren;
  readonly workTitle: string;
  readonly work: ComponentChildren;
}

/** The original on the left, what is made of it on the right, each scrolling by itself; one after the other on a phone. */
export function SplitPane({ sourceTitle, source, workTitle, work }: SplitPaneProps): VNode {
  return (
    <div class="split" data-review>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard (WCAG 2.1.1) */}
      <section class="split-source" aria-labelledby="split-source" tabIndex={0}>
        <h2 id="split-source">{sourceTitle}</h2>
        {source}
      </section>
      <section class="split-work" aria-labelledby="split-work">
        <h2 id="split-work">{workTitle}</h2>
        {work}
      </section>
    </div>
  );
}
