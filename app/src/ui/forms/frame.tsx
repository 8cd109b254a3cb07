import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { classNames } from '../class-names.ts';
import { uiWords } from '../words.ts';

/** What every question of a form has. The answer given is kept after an error: `value` is what the person wrote. */
export interface QuestionProps {
  readonly lang: Lang;
  readonly name: string;
  readonly label: string;
  /** Defaults to the name. Two questions of the same name on one page need two. */
  readonly id?: string | undefined;
  readonly hint?: ComponentChildren;
  /** What is missing and what to write, never "required field". */
  readonly error?: string | undefined;
  /** Most questions are required; the others say so. */
  readonly optional?: boolean | undefined;
}

export function questionId({ id, name }: QuestionProps): string {
  return id ?? name;
}

/** Attributes that tie the control to its hint and its error. */
export function describedBy(props: QuestionProps): {
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
} {
  const id = questionId(props);
  const parts = [props.hint !== undefined && `${id}-hint`, props.error !== undefined && `${id}-error`].filter(Boolean);
  return {
    ...(parts.length > 0 && { 'aria-describedby': parts.join(' ') }),
    ...(props.error !== undefined && { 'aria-invalid': 'true' as const }),
  };
}

/** Label, hint and error around one control. */
export function Frame(props: QuestionProps & { readonly children: ComponentChildren }): VNode {
  return (
    <div class={classNames('field', props.error !== undefined && 'field-wrong')}>
      <label for={questionId(props)}>
        <LabelText {...props} />
      </label>
      <HintAndError {...props} />
      {props.children}
    </div>
  );
}

export function LabelText({ lang, label, optional }: QuestionProps): VNode {
  return (
    <>
      {label}
      {optional && <span class="optional"> {uiWords(lang)('ui.field.optional')}</span>}
    </>
  );
}

export function HintAndError(props: QuestionProps): VNode {
  const id = questionId(props);
  return (
    <>
      {props.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          <span class="vh">{uiWords(props.lang)('ui.field.fix')}</span> {props.error}
        </p>
      )}
    </>
  );
}
