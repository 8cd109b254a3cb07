import type { VNode } from 'preact';

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly current?: boolean | undefined;
}

/** Views of one thing, each with its own address: links, not the scripted tabs that hide what they do not show. */
export function Tabs({ label, items }: { readonly label: string; readonly items: readonly Tab[] }): VNode {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {items.map(({ href, label: text, count, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {text}
              {count !== undefined && <span class="count"> ({count})</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
