import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { classNames } from '../class-names.ts';
import { ButtonLink, PostButton } from '../forms/button.tsx';
import { type Fact, Facts } from '../lists/facts.tsx';
import { StatusTag, type Tone } from '../lists/status-tag.tsx';
import { uiWords } from '../words.ts';
import { REVIEW_KEYS, type ReviewAct } from './review-key-help.tsx';

/** What a person has decided about a proposal of the reader; `proposed` is nothing yet. */
export type CandidateState = 'proposed' | 'confirmed' | 'edited' | 'rejected' | 'merged';

export interface CandidateAct {
  readonly act: ReviewAct;
  /** A link opens a page or a form; a post does it. */
  readonly href?: string | undefined;
  readonly post?:
    | { readonly action: string; readonly fields?: Readonly<Record<string, string>> | undefined }
    | undefined;
}

export interface CandidateProps {
  readonly lang: Lang;
  readonly id: string;
  /** Its place among all: "3 de 14". */
  readonly position: string;
  readonly title: string;
  readonly titleLang?: Lang | undefined;
  /** The kind the reader proposes: agreement, thanks, note. */
  readonly kind: string;
  readonly state: CandidateState;
  readonly facts: readonly Fact[];
  /** What the reader was not sure of, in words. */
  readonly doubts?: readonly string[] | undefined;
  readonly acts: readonly CandidateAct[];
  readonly current?: boolean | undefined;
  /** The open form of an edit, split or merge. */
  readonly children?: ComponentChildren;
}

const TONES: Readonly<Record<CandidateState, Tone>> = {
  proposed: 'neutral',
  confirmed: 'done',
  edited: 'done',
  rejected: 'none',
  merged: 'none',
};

/** One proposal made from a sentence, with everything that can be done about it as ordinary links and forms. */
export function Candidate(props: CandidateProps): VNode {
  const { lang, id, position, title, titleLang, kind, state, facts, doubts = [], acts, current, children } = props;
  const t = uiWords(lang);
  return (
    <article
      id={id}
      class={classNames('candidate', `candidate-${state}`)}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-current={current ? 'true' : undefined}
      data-candidate
    >
      <p class="candidate-head">
        <span class="quiet">{position}</span>
        <span>{kind}</span>
        <StatusTag tone={TONES[state]}>{t(`ui.candidate.${state}`)}</StatusTag>
      </p>
      <h3 id={`${id}-title`} lang={titleLang}>
        {title}
      </h3>
      <Facts lang={lang} facts={facts} />
      {doubts.length > 0 && (
        <div class="doubts">
          <p>{t('ui.candidate.doubts')}</p>
          <ul>
            {doubts.map((doubt) => (
              <li>{doubt}</li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <div class="candidate-acts">
        {acts.map((act) => (
          <ActButton lang={lang} title={title} {...act} />
        ))}
      </div>
    </article>
  );
}

function ActButton({
  lang,
  title,
  act,
  href,
  post,
}: CandidateAct & { readonly lang: Lang; readonly title: string }): VNode {
  const t = uiWords(lang);
  const words = (
    <>
      {t(`ui.review.${act}`)}
      <span class="vh">: {title}</span>
    </>
  );
  const kind = act === 'confirm' ? 'primary' : 'secondary';
  if (post === undefined) {
    return (
      <ButtonLink href={href ?? '#'} kind={kind} reviewKey={REVIEW_KEYS[act]}>
        {words}
      </ButtonLink>
    );
  }
  return (
    <PostButton action={post.action} fields={post.fields} kind={kind} reviewKey={REVIEW_KEYS[act]}>
      {words}
    </PostButton>
  );
}
