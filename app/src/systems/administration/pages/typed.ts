import type { ViewContext } from '../../../platform/system/index.ts';
import type { FieldFault } from '../../../ui/index.ts';

/** A form that came back: what was typed in it and what is wrong with it. */
export interface Typed {
  /** What was typed, else what is stored. */
  value(name: string, stored?: string): string | undefined;
  /** Of checkboxes. */
  values(name: string, stored?: readonly string[]): readonly string[];
  error(name: string): string | undefined;
  readonly faults: readonly FieldFault[];
}

/** The form of this command, if it is the one that came back. One that only waited for a proof has no faults. */
export function typed({ attempt, t }: ViewContext, command: string): Typed {
  if (attempt?.command !== command) {
    return { value: (_, stored) => stored, values: (_, stored) => stored ?? [], error: () => undefined, faults: [] };
  }
  const { values, refusal } = attempt;
  const fields = Object.entries(refusal.fields ?? {});
  const whole = refusal.code === 'http.proved' ? [] : [{ text: t(refusal.code, refusal.details) }];
  return {
    value: (name) => values[name],
    values: (name) => values[name]?.split('\n').filter(Boolean) ?? [],
    error: (name) => {
      const key = refusal.fields?.[name];
      return key === undefined ? undefined : t(key, refusal.details);
    },
    faults: fields.length === 0 ? whole : fields.map(([field, key]) => ({ field, text: t(key, refusal.details) })),
  };
}

/** What is wrong with whichever form of this page came back. */
export function faultsOf(ctx: ViewContext): readonly FieldFault[] {
  return ctx.attempt === undefined ? [] : typed(ctx, ctx.attempt.command).faults;
}
