/** The four ways in which the Conference says no. Each is mapped once to a status (platform/http). */
export type RefusalKind = 'invalid' | 'forbidden' | 'not-found' | 'conflict';

/**
 * A refusal is a value, not an exception: the reader did something that cannot be done.
 * `code` is stable and is the key of the sentence people read; `fields` names the inputs concerned, each with
 * its own message key; `details` fills the sentence's blanks and never carries personal data.
 */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly fields?: Readonly<Record<string, string>>;
}

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  kind: RefusalKind,
  code: string,
  details?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: details ? { kind, code, details } : { kind, code } };
}

/** A refusal tied to form fields: `fields` maps the field's name to its message key. */
export function refuseFields(
  code: string,
  fields: Readonly<Record<string, string>>,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { kind: 'invalid', code, fields } };
}
