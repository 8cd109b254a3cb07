import type { VNode } from 'preact';
import { classNames } from '../class-names.ts';
import { describedBy, Frame, HintAndError, LabelText, type QuestionProps, questionId } from './frame.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps extends QuestionProps {
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  /** Label of the empty choice, first in the list; without it the first option is the answer until another is chosen. */
  readonly empty?: string | undefined;
}

/** One answer out of a list too long to lay open. */
export function Select(props: SelectProps): VNode {
  return (
    <Frame {...props}>
      <select id={questionId(props)} name={props.name} {...describedBy(props)}>
        {props.empty !== undefined && (
          <option value="" selected={!props.value}>
            {props.empty}
          </option>
        )}
        {props.options.map(({ value, label, disabled }) => (
          <option value={value} disabled={disabled} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export interface ChoicesProps extends QuestionProps {
  readonly options: readonly Option[];
  /** `one` are radio buttons, `many` checkboxes. Nothing is chosen beforehand unless the person chose it. */
  readonly answer: 'one' | 'many';
  readonly chosen?: readonly string[] | undefined;
  readonly layout?: 'rows' | 'inline' | 'columns' | undefined;
}

/** One or several answers out of a few, laid open. The error summary leads to the first of them. */
export function Choices(props: ChoicesProps): VNode {
  const id = questionId(props);
  const { chosen = [], layout = 'rows' } = props;
  const { 'aria-describedby': described } = describedBy(props);
  return (
    <fieldset class={classNames('field', props.error !== undefined && 'field-wrong')} aria-describedby={described}>
      <legend>
        <LabelText {...props} />
      </legend>
      <HintAndError {...props} />
      <div class={`choices choices-${layout}`}>
        {props.options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${index + 1}`;
          const hintId = option.hint === undefined ? undefined : `${optionId}-about`;
          return (
            <div class="choice">
              <input
                id={optionId}
                name={props.name}
                type={props.answer === 'one' ? 'radio' : 'checkbox'}
                value={option.value}
                checked={chosen.includes(option.value)}
                disabled={option.disabled}
                aria-describedby={hintId}
              />
              <label for={optionId}>{option.label}</label>
              {hintId !== undefined && (
                <p class="hint" id={hintId}>
                  {option.hint}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
