/** Why a message, a proof or a request is not accepted. `code` is stable; nothing here carries a value or a secret. */
export type OprfRefusal =
  | {
      readonly code: 'message-malformed';
      readonly message: 'batch' | 'partial' | 'key-set' | 'share' | 'announcement' | 'request';
    }
  | { readonly code: 'key-set-inconsistent' }
  | { readonly code: 'key-set-unknown' }
  | { readonly code: 'element-invalid'; readonly at: number }
  | {
      readonly code: 'answers-too-few';
      readonly needed: number;
      readonly found: number;
      /** Servers whose answer was proved wrong. */
      readonly wrong: readonly number[];
      /** Servers that did not answer, or not with a message that can be read. */
      readonly silent: readonly number[];
    }
  | { readonly code: 'known-answer-wrong' }
  | { readonly code: 'dealers-wrong'; readonly dealers: readonly number[] }
  | { readonly code: 'dealers-too-few'; readonly needed: number; readonly found: number }
  | { readonly code: 'share-wrong'; readonly dealers: readonly number[] }
  | { readonly code: 'key-changed' }
  | { readonly code: 'signature-wrong' }
  | { readonly code: 'request-too-old'; readonly seconds: number }
  | { readonly code: 'request-from-the-future'; readonly seconds: number }
  | { readonly code: 'request-replayed' }
  | { readonly code: 'box-unreadable' };

/** A value, or the reason why there is none. Faults (a bug, a missing source of randomness) throw instead. */
export type OprfResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: OprfRefusal };

/** Wraps a value that was found good. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps the reason for which something is not accepted. */
export function refuse(refusal: OprfRefusal): { readonly ok: false; readonly refusal: OprfRefusal } {
  return { ok: false, refusal };
}
