/**
 * Everything this package can find wrong, as data. Sentences for people are in `sentences.ts`; a program decides
 * by `code`. Nothing here carries the body of an event.
 */
export type Refusal =
  | { readonly code: 'key-malformed' }
  | { readonly code: 'key-type-unknown'; readonly type: number }
  | { readonly code: 'note-malformed' }
  | { readonly code: 'note-not-signed-by'; readonly name: string }
  | { readonly code: 'signature-wrong'; readonly name: string }
  | { readonly code: 'witnesses-missing'; readonly needed: number; readonly found: number }
  | { readonly code: 'checkpoint-malformed' }
  | { readonly code: 'checkpoint-of-another-log'; readonly origin: string; readonly expected: string }
  | { readonly code: 'line-malformed'; readonly line: number }
  | { readonly code: 'line-out-of-order'; readonly line: number; readonly expected: number; readonly found: number }
  | { readonly code: 'log-truncated'; readonly events: number; readonly size: number }
  | { readonly code: 'log-longer'; readonly events: number; readonly size: number }
  | { readonly code: 'log-edited'; readonly size: number }
  | { readonly code: 'log-rolled-back'; readonly size: number; readonly seen: number }
  | { readonly code: 'log-forked'; readonly size: number }
  | { readonly code: 'log-rewritten'; readonly size: number; readonly seen: number };

/** A value, or the reason why there is none. Faults (a bug, a broken disk) throw instead. */
export type Result<T, R = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** Wraps a value that was found good. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps the reason for which a value is not accepted. */
export function refuse<R>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}
