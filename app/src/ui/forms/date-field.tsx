import type { VNode } from 'preact';
import { uiWords } from '../words.ts';
import { Field } from './field.tsx';
import type { QuestionProps } from './frame.tsx';

export interface DateFieldProps extends QuestionProps {
  /** What the person wrote, as they wrote it. `parseTypedDate` reads it. */
  readonly value?: string | undefined;
}

/** A day, written as people write it. One text input, because the eleven countries do not agree on the order of digits. */
export function DateField(props: DateFieldProps): VNode {
  const example = uiWords(props.lang)('ui.date.hint');
  const hint = props.hint === undefined ? example : [props.hint, ' ', example];
  return <Field {...props} hint={hint} width="short" autocomplete="off" />;
}
