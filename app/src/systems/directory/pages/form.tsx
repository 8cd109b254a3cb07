import type { VNode } from 'preact';
import type { ViewContext } from '../../../platform/system/index.ts';
import { ErrorSummary, type FieldFault } from '../../../ui/index.ts';

/** A form on a page: what its fields show, and what is wrong with them. */
export interface FormState {
  /** What the person typed if the form just came back, else what there is. */
  value(name: string): string;
  error(name: string): string | undefined;
  /** First thing of a page whose form came back. */
  readonly summary: VNode | null;
  /** This form was just refused. */
  readonly cameBack: boolean;
  /** Its refusal, by code. */
  readonly code: string | undefined;
}

/** The state of one form of a page, from its refused attempt if there is one. */
export function formState(
  ctx: ViewContext,
  command: string,
  present: Readonly<Record<string, string>> = {},
): FormState {
  const attempt = ctx.attempt?.command === command ? ctx.attempt : undefined;
  const fields = attempt?.refusal.fields ?? {};
  const faults: FieldFault[] = attempt
    ? Object.keys(fields).length > 0
      ? Object.entries(fields).map(([field, key]) => ({ field, text: ctx.t(key, attempt.refusal.details) }))
      : [{ text: ctx.t(attempt.refusal.code, attempt.refusal.details) }]
    : [];
  return {
    value: (name) => (attempt ? (attempt.values[name] ?? '') : (present[name] ?? '')),
    error: (name) => (fields[name] === undefined ? undefined : ctx.t(fields[name], attempt?.refusal.details)),
    summary: attempt ? <ErrorSummary lang={ctx.lang} faults={faults} /> : null,
    cameBack: attempt !== undefined,
    code: attempt?.refusal.code,
  };
}
