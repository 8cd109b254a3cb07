import type { VNode } from 'preact';
import type { ViewContext } from '../../../platform/system/index.ts';
import { ErrorSummary, type FieldFault } from '../../../ui/index.ts';

/** A form on a page: what its fields show, and what is wrong with them. */
export interface FormState {
  /** What the person typed if the form just came back, else what there is. */
  value(name: string): string;
  values(name: string): readonly string[];
  error(name: string): string | undefined;
  /** First thing of a page whose form came back. */
  readonly summary: VNode | null;
  /** Its refusal, by code, if it was just refused. */
  readonly code: string | undefined;
}

/** The state of one form of a page, from its refused attempt if there is one; a list is one value a line. */
export function formState(
  ctx: ViewContext,
  command: string,
  present: Readonly<Record<string, string>> = {},
): FormState {
  const attempt = ctx.attempt?.command === command ? ctx.attempt : undefined;
  const fields = attempt?.refusal.fields ?? {};
  const say = (key: string): string => ctx.t(key, attempt?.refusal.details);
  const faults: FieldFault[] = attempt
    ? Object.keys(fields).length > 0
      ? Object.entries(fields).map(([field, key]) => ({ field, text: say(key) }))
      : [{ text: say(attempt.refusal.code) }]
    : [];
  const value = (name: string): string => (attempt ? (attempt.values[name] ?? '') : (present[name] ?? ''));
  return {
    value,
    values: (name) => value(name).split('\n').filter(Boolean),
    error: (name) => (fields[name] === undefined ? undefined : say(fields[name])),
    summary: attempt ? <ErrorSummary lang={ctx.lang} faults={faults} /> : null,
    code: attempt?.refusal.code,
  };
}
