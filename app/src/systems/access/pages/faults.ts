import type { Translate } from '../../../kernel/index.ts';
import type { FieldFault } from '../../../ui/index.ts';

/** A form that came back, as the pages of this system need it. */
export interface Returned {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What to correct; a sentence about the whole form leads to its first field. Nothing, when the person only proved who they are. */
export function faultsOf(t: Translate, returned: Returned | undefined, first: string): readonly FieldFault[] {
  if (!returned || returned.code === 'http.proved') return [];
  const fields = Object.entries(returned.fields);
  if (fields.length === 0) return [{ field: first, text: t(returned.code) }];
  return fields.map(([field, key]) => ({ field, text: t(key) }));
}

/** The sentence beside one field. */
export function faultOf(t: Translate, returned: Returned | undefined, field: string): string | undefined {
  const key = returned?.fields[field];
  return key === undefined ? undefined : t(key);
}
