import type { ViewContext } from '../../../platform/system/index.ts';
import type { FieldFault } from '../../../ui/index.ts';

/** A form that came back: what was typed in it and what is wrong with it. */
export interface Typed {
  /** What was typed, else what is stored. */
  value(name: string, stored?: string | null): string | undefined;
  /** Of a list of checkboxes or a select. */
  values(name: string, stored?: readonly string[]): readonly string[];
  error(name: string): string | undefined;
  readonly faults: readonly FieldFault[];
  readonly refused: boolean;
}

/**
 * The form of one command on this page. `only` tells apart several forms of the same command (one for each
 * candidate); `id` prefixes the ids of its questions.
 */
export function typed(
  ctx: ViewContext,
  command: string,
  options: { readonly only?: Readonly<Record<string, string>>; readonly id?: string } = {},
): Typed {
  const { attempt, t } = ctx;
  const mine =
    attempt?.command === command &&
    Object.entries(options.only ?? {}).every(([name, value]) => attempt.values[name] === value);
  if (!mine || attempt === undefined) {
    return {
      value: (_, stored) => stored ?? undefined,
      values: (_, stored) => stored ?? [],
      error: () => undefined,
      faults: [],
      refused: false,
    };
  }
  const { values, refusal } = attempt;
  const fields = Object.entries(refusal.fields ?? {});
  const faults =
    fields.length === 0
      ? [{ text: t(refusal.code, refusal.details) }]
      : fields.map(([name, key]) => ({ field: `${options.id ?? ''}${name}`, text: t(key, refusal.details) }));
  return {
    value: (name) => values[name],
    values: (name) => values[name]?.split('\n').filter(Boolean) ?? [],
    error: (name) => {
      const key = refusal.fields?.[name];
      return key === undefined ? undefined : t(key, refusal.details);
    },
    faults,
    refused: true,
  };
}
