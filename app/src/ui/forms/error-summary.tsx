import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { uiWords } from '../words.ts';

export interface FieldFault {
  /** The id of the question, to which the link leads. Absent when the fault is of the whole form. */
  readonly field?: string | undefined;
  readonly text: string;
}

/** What to correct, first thing after a form comes back. It takes the focus: the person has just pressed the button. */
export function ErrorSummary({
  lang,
  faults,
}: {
  readonly lang: Lang;
  readonly faults: readonly FieldFault[];
}): VNode | null {
  if (faults.length === 0) return null;
  return (
    <div class="error-summary" role="alert" aria-labelledby="error-summary" tabIndex={-1} autofocus>
      <h2 id="error-summary">{uiWords(lang)('ui.errors.title', { count: faults.length })}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li>{field === undefined ? text : <a href={`#${field}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
