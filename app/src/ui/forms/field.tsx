import type { VNode } from 'preact';
import { describedBy, Frame, type QuestionProps, questionId } from './frame.tsx';

export interface FieldProps extends QuestionProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url' | 'number' | undefined;
  /** As wide as the answer that is expected. */
  readonly width?: 'short' | 'medium' | 'full' | undefined;
  readonly autocomplete?:
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code'
    | 'email'
    | 'name'
    | 'tel'
    | 'off'
    | undefined;
  readonly maxLength?: number | undefined;
  /** The language the answer must be written in, when it is not the page's. */
  readonly answerLang?: string | undefined;
}

/** A question answered in one line. Checks are the server's: no `required`, so that one summary says everything. */
export function Field(props: FieldProps): VNode {
  const { value, type = 'text', width = 'medium', autocomplete, maxLength, answerLang } = props;
  return (
    <Frame {...props}>
      <input
        id={questionId(props)}
        name={props.name}
        // Preact's types tell inputs apart by kind; these seven take the same attributes.
        type={type as 'text'}
        class={`input-${width}`}
        value={type === 'password' ? undefined : value}
        autocomplete={autocomplete}
        maxLength={maxLength}
        lang={answerLang}
        {...describedBy(props)}
      />
    </Frame>
  );
}

export interface TextAreaProps extends QuestionProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly answerLang?: string | undefined;
}

/** A question answered in several lines. */
export function TextArea(props: TextAreaProps): VNode {
  return (
    <Frame {...props}>
      <textarea
        id={questionId(props)}
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        lang={props.answerLang}
        {...describedBy(props)}
      >
        {props.value}
      </textarea>
    </Frame>
  );
}
