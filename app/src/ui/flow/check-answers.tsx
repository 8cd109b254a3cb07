import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type Fact, Facts } from '../lists/facts.tsx';
import { uiWords } from '../words.ts';

export interface CheckAnswersProps {
  readonly lang: Lang;
  /** With `changeHref`, each answer can be gone back to. What was skipped is "No informado". */
  readonly answers: readonly Fact[];
  /** What sending will do, in one sentence. */
  readonly consequence?: ComponentChildren;
  /** The form that sends. */
  readonly children: ComponentChildren;
}

/** The last look before sending. */
export function CheckAnswers({ lang, answers, consequence, children }: CheckAnswersProps): VNode {
  return (
    <section class="measure" aria-labelledby="check-answers">
      <h2 id="check-answers">{uiWords(lang)('ui.check.title')}</h2>
      <Facts lang={lang} facts={answers} />
      {consequence !== undefined && <p>{consequence}</p>}
      {children}
    </section>
  );
}
