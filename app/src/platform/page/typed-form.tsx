import type { VNode } from 'preact';
import { ErrorSummary, type FieldFault } from '../../ui/index.ts';
import type { ViewContext } from '../system/index.ts';

/** A form that came back: what was typed in it and what is wrong with it. */
export interface Typed {
  /** What was typed, else what is stored. */
  value(name: string, stored?: string | null): string | undefined;
  /** Of checkboxes and lists. */
  values(name: string, stored?: readonly string[]): readonly string[];
  error(name: string): string | undefined;
  /** Of the whole form where no field is named; none where it only waited for a proof of identity. */
  readonly faults: readonly FieldFault[];
  readonly refused: boolean;
}

/**
 * The form of one command on this page. `only` tells apart several forms of the same command (one for each
 * candidate); `id` prefixes the ids of its questions.
 */
export function typed(
  { attempt, t }: ViewContext,
  command: string,
  options: { readonly only?: Readonly<Record<string, string>>; readonly id?: string } = {},
): Typed {
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
  const say = (key: string): string => t(key, refusal.details);
  const fields = Object.entries(refusal.fields ?? {});
  const whole = refusal.code === 'http.proved' ? [] : [{ text: say(refusal.code) }];
  return {
    value: (name) => values[name],
    values: (name) => values[name]?.split('\n').filter(Boolean) ?? [],
    error: (name) => {
      const key = refusal.fields?.[name];
      return key === undefined ? undefined : say(key);
    },
    faults:
      fields.length === 0
        ? whole
        : fields.map(([name, key]) => ({ field: `${options.id ?? ''}${name}`, text: say(key) })),
    refused: true,
  };
}

/** What is wrong with whichever form of this page came back. */
export function returnedFaults(ctx: ViewContext): readonly FieldFault[] {
  return ctx.attempt === undefined ? [] : typed(ctx, ctx.attempt.command).faults;
}

/** The only form of a page, with what there is and its faults as they are shown. */
export interface FormState extends Pick<Typed, 'error'> {
  /** What the person typed if the form just came back, else what there is. */
  value(name: string): string;
  values(name: string): readonly string[];
  /** First thing of a page whose form came back. */
  readonly summary: VNode | null;
  /** This form was just refused. */
  readonly cameBack: boolean;
  /** Its refusal, by code. */
  readonly code: string | undefined;
}

/** The state of the form of one command, over what there is at present; a list is one value a line. */
export function formState(
  ctx: ViewContext,
  command: string,
  present: Readonly<Record<string, string>> = {},
): FormState {
  const form = typed(ctx, command);
  const value = (name: string): string => (form.refused ? form.value(name) : present[name]) ?? '';
  return {
    value,
    values: (name) => value(name).split('\n').filter(Boolean),
    error: form.error,
    summary: form.faults.length > 0 ? <ErrorSummary lang={ctx.lang} faults={form.faults} /> : null,
    cameBack: form.refused,
    code: form.refused ? ctx.attempt?.refusal.code : undefined,
  };
}
