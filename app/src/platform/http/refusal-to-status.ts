import type { RefusalKind } from '../../kernel/index.ts';

const STATUS: Readonly<Record<RefusalKind, number>> = { invalid: 422, forbidden: 403, 'not-found': 404, conflict: 409 };

/** The only place that knows which number of HTTP a refusal is. */
export function refusalToStatus(kind: RefusalKind): number {
  return STATUS[kind];
}
