import type { ComponentChildren, VNode } from 'preact';

export interface EmptyStateProps {
  readonly title: string;
  /** Why there is nothing, and what will make something appear. */
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

/** A list without rows, said in words. */
export function EmptyState({ title, children, action }: EmptyStateProps): VNode {
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}
