import { RULE_NAMES, type RuleId, ruleName } from '@enlace/minutes';
import type { VNode } from 'preact';
import {
  isConfirmable,
  isWork,
  KINDS,
  type Obligation,
  type Party,
  partyNames,
  type State,
  titleIn,
} from '../../../engines/obligations/index.ts';
import type { TextBlock } from '../../../engines/texts/index.ts';
import type { Lang } from '../../../kernel/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  ButtonLink,
  Candidate,
  type CandidateAct,
  type CandidateState,
  EmptyState,
  ErrorSummary,
  type Fact,
  Field,
  HiddenFields,
  PostButton,
  ReviewKeyHelp,
  SourceText,
  SplitPane,
  Tabs,
} from '../../../ui/index.ts';
import { locate } from '../locate.ts';
import type { NamedMeeting } from './agreement.tsx';
import { CandidateFields } from './candidate-fields.tsx';
import { dueText, namesOrNull } from './register-words.ts';

/** The report as it was read, in the language in which it was written. */
export interface ReviewSource {
  readonly lang: Lang;
  readonly blocks: readonly TextBlock[];
}

export interface ReviewData {
  readonly meeting: NamedMeeting;
  /** Everything read for this meeting that is not published, in the order of the source. */
  readonly candidates: readonly Obligation[];
  readonly source: ReviewSource | undefined;
  readonly parties: ReadonlyMap<string, Party>;
  readonly bodies: readonly string[];
}

interface ReviewInput {
  readonly show?: 'all' | 'pending' | undefined;
  readonly edit?: string | undefined;
  readonly split?: string | undefined;
}

/** Source left, proposals right. Nothing here is visible to any country. */
export function reviewView(ctx: ViewContext, data: ReviewData, input: ReviewInput): View {
  const { t, lang } = ctx;
  const { meeting } = data;
  const pending = data.candidates.filter((one) => one.state === 'candidate');
  const confirmed = data.candidates.filter((one) => one.state === 'confirmed');
  const shown = input.show === 'pending' ? pending : data.candidates.filter((one) => one.state !== 'superseded');
  const href = (show: 'all' | 'pending'): string =>
    ctx.url('agreements.review', { meeting: meeting.code, show: show === 'all' ? undefined : show });
  return {
    title: t('agreements.review.title'),
    section: 'agreements.list',
    width: 'wide',
    islands: ['review-keys'],
    crumbs: [{ label: t('agreements.navigation'), href: ctx.url('agreements.list') }],
    lede: (
      <>
        {meeting.title[lang]} · {t('agreements.review.secret')}
      </>
    ),
    actions: (
      <>
        {pending.some((one) => isConfirmable(one)) && (
          <ButtonLink href={ctx.url('agreements.confirm-check', { meeting: meeting.code })}>
            {t('agreements.review.confirm-shown')}
          </ButtonLink>
        )}
        {confirmed.length > 0 && (
          <ButtonLink kind="primary" href={ctx.url('agreements.publish-check', { meeting: meeting.code })}>
            {t('agreements.review.publish', { count: confirmed.length })}
          </ButtonLink>
        )}
      </>
    ),
    body:
      data.candidates.length === 0 ? (
        <EmptyState title={t('agreements.review.empty')}>{t('agreements.review.empty-why')}</EmptyState>
      ) : (
        <>
          <ErrorSummary lang={lang} faults={ctx.attempt ? faultsOf(ctx) : []} />
          <Tabs
            label={t('agreements.review.show')}
            items={[
              {
                href: href('all'),
                label: t('agreements.review.all'),
                count: data.candidates.filter((one) => one.state !== 'superseded').length,
                current: input.show !== 'pending',
              },
              {
                href: href('pending'),
                label: t('obligations.state.candidate'),
                count: pending.length,
                current: input.show === 'pending',
              },
            ]}
          />
          <ReviewKeyHelp lang={lang} />
          <SplitPane
            sourceTitle={t('agreements.review.source')}
            source={<SourcePane ctx={ctx} data={data} />}
            workTitle={t('agreements.review.proposals', { count: shown.length })}
            work={shown.map((one, index) => (
              <OneCandidate
                ctx={ctx}
                data={data}
                input={input}
                one={one}
                position={`${index + 1} / ${shown.length}`}
                first={index === 0}
              />
            ))}
          />
        </>
      ),
  };
}

function faultsOf(ctx: ViewContext) {
  const { attempt } = ctx;
  return attempt === undefined ? [] : typed(ctx, attempt.command, { id: `${attempt.values['id'] ?? ''}-` }).faults;
}

const SHOWN_STATES: Readonly<Partial<Record<State, CandidateState>>> = {
  confirmed: 'confirmed',
  rejected: 'rejected',
  superseded: 'merged',
};

function stateOf(one: Obligation): CandidateState {
  return SHOWN_STATES[one.state] ?? 'proposed';
}

function SourcePane({ ctx, data }: { readonly ctx: ViewContext; readonly data: ReviewData }): VNode {
  const { source, candidates } = data;
  if (source === undefined) return <p>{ctx.t('agreements.review.no-source')}</p>;
  return (
    <SourceText
      lang={ctx.lang}
      textLang={source.lang}
      paragraphs={source.blocks.map((block) => {
        const text = block[source.lang] ?? '';
        return {
          id: `b-${block.id}`,
          number: block.label === '' ? undefined : block.label,
          depth: Math.min(block.depth, 3) as 0 | 1 | 2 | 3,
          text,
          marks: candidates
            .filter((one) => one.block === block.id && one.state !== 'superseded')
            .flatMap((one) =>
              locate(one.quote, text).map((place) => ({ ...place, candidate: `c-${one.id}`, state: stateOf(one) })),
            ),
        };
      })}
    />
  );
}

interface CandidateProps {
  readonly ctx: ViewContext;
  readonly data: ReviewData;
  readonly input: ReviewInput;
  readonly one: Obligation;
  readonly position: string;
  readonly first: boolean;
}

function OneCandidate({ ctx, data, input, one, position, first }: CandidateProps): VNode {
  const { t, lang } = ctx;
  const title = titleIn(one.title, lang);
  const attempted = ctx.attempt?.values['id'] === one.id ? ctx.attempt.command : undefined;
  const editing = input.edit === one.id || attempted === 'agreements.save-candidate';
  const splitting = input.split === one.id || attempted === 'agreements.split';
  return (
    <Candidate
      lang={lang}
      id={`c-${one.id}`}
      position={position}
      title={title.text || one.quote}
      titleLang={title.text === '' ? one.lang : title.lang}
      kind={t(`obligations.kind.${one.kind}`)}
      state={stateOf(one)}
      facts={factsOf(ctx, data, one)}
      doubts={doubtsOf(ctx, one)}
      acts={actsOf(ctx, data, one, first)}
    >
      {(one.state === 'rejected' || one.state === 'confirmed') && (
        <PostButton
          kind="quiet"
          action={ctx.url('agreements.reconsider', { meeting: data.meeting.code })}
          fields={{ id: one.id, version: String(one.version) }}
        >
          {t('agreements.review.reconsider')}
          <span class="vh">: {title.text}</span>
        </PostButton>
      )}
      {editing && <EditCandidate ctx={ctx} data={data} one={one} />}
      {splitting && <SplitCandidate ctx={ctx} data={data} one={one} />}
    </Candidate>
  );
}

function factsOf(ctx: ViewContext, data: ReviewData, one: Obligation): readonly Fact[] {
  const { t, lang } = ctx;
  const responsible = namesOrNull(one.responsible, data.parties, lang);
  return [
    { label: t('agreements.review.quote'), value: <q lang={one.lang}>{one.quote}</q> },
    {
      label: t('agreements.fact.responsible'),
      value:
        one.responsibleImplied && responsible !== null ? t('agreements.implied', { names: responsible }) : responsible,
    },
    ...(['via', 'support', 'presenter', 'recipients'] as const).flatMap((role): Fact[] =>
      one[role].length === 0
        ? []
        : [{ label: t(`agreements.fact.${role}`), value: partyNames(one[role], data.parties, lang).join(', ') }],
    ),
    {
      label: t('agreements.fact.as-written'),
      value: one.deadlineAsWritten ?? t('agreements.not-written'),
      valueLang: one.deadlineAsWritten === null ? undefined : one.lang,
    },
    {
      label: t('agreements.fact.deadline'),
      value: one.due.to === null ? dueText(one.due, t, lang) : `${dueText(one.due, t, lang)} (${one.due[lang] ?? ''})`,
    },
    ...(one.nextForum === null
      ? []
      : [{ label: t('agreements.fact.next-forum'), value: namesOrNull([one.nextForum], data.parties, lang) }]),
    { label: t('agreements.review.fired'), value: firedWords(ctx, one) },
  ];
}

/** The rules that fired, in words; one that this version no longer knows is left out. */
function firedWords(ctx: ViewContext, one: Obligation): string | null {
  const fired = one.reading['fired'];
  if (!Array.isArray(fired)) return null;
  const known = fired.filter((rule): rule is RuleId => typeof rule === 'string' && Object.hasOwn(RULE_NAMES, rule));
  return [...new Set(known.map((rule) => ruleName(rule, ctx.lang)))].join(' · ') || null;
}

function doubtsOf(ctx: ViewContext, one: Obligation): readonly string[] {
  const { t } = ctx;
  if (one.state !== 'candidate') return [];
  return [
    ...(isWork(one.kind) ? [] : [t('agreements.doubt.not-work')]),
    ...(one.responsible.length === 0
      ? [t('agreements.doubt.nobody')]
      : one.responsibleImplied
        ? [t('agreements.doubt.implied')]
        : []),
    ...unknownNames(one).map((name) => t('agreements.doubt.unknown', { name })),
    ...(one.title[ctx.lang === 'es' ? 'en' : 'es'] === null ? [t('agreements.doubt.one-language')] : []),
  ];
}

/** Names in the sentence that no party of the register answers to. */
function unknownNames(one: Obligation): readonly string[] {
  const unknown = one.reading['unknown'];
  if (typeof unknown !== 'object' || unknown === null) return [];
  return [...new Set(Object.values(unknown).flat().map(String))];
}

function actsOf(ctx: ViewContext, data: ReviewData, one: Obligation, first: boolean): readonly CandidateAct[] {
  const meeting = data.meeting.code;
  const fields = { id: one.id, version: String(one.version) };
  const post = (route: string) => ({ action: ctx.url(route, { meeting }), fields });
  const form = (name: 'edit' | 'split'): string =>
    `${ctx.url('agreements.review', { meeting, [name]: one.id })}#c-${one.id}`;
  if (one.state === 'rejected') return [];
  return [
    ...(one.state === 'candidate' && isConfirmable(one)
      ? [{ act: 'confirm' as const, post: post('agreements.confirm') }]
      : []),
    { act: 'edit' as const, href: form('edit') },
    { act: 'split' as const, href: form('split') },
    ...(first ? [] : [{ act: 'merge' as const, post: post('agreements.merge') }]),
    { act: 'reject' as const, post: post('agreements.reject') },
  ];
}

function EditCandidate({ ctx, data, one }: Pick<CandidateProps, 'ctx' | 'data' | 'one'>): VNode {
  const { t } = ctx;
  const id = `${one.id}-`;
  const form = typed(ctx, 'agreements.save-candidate', { only: { id: one.id }, id });
  const changed = form.refused && ctx.attempt?.refusal.code === 'http.changed-meanwhile';
  return (
    <form
      method="post"
      action={ctx.url('agreements.save-candidate', { meeting: data.meeting.code })}
      class="candidate-form"
    >
      <HiddenFields fields={{ id: one.id, version: String(one.version) }} />
      <CandidateFields
        ctx={ctx}
        id={id}
        form={form}
        kinds={KINDS}
        parties={data.parties}
        bodies={data.bodies}
        stored={one}
        showStored={changed}
      />
      <div class="button-row">
        {one.state === 'candidate' && (
          <Button name="confirm" value="yes">
            {t('agreements.review.save-confirm')}
          </Button>
        )}
        <Button kind="secondary">{t('agreements.review.save')}</Button>
        <a href={`${ctx.url('agreements.review', { meeting: data.meeting.code })}#c-${one.id}`}>
          {t('agreements.review.cancel')}
        </a>
      </div>
    </form>
  );
}

function SplitCandidate({ ctx, data, one }: Pick<CandidateProps, 'ctx' | 'data' | 'one'>): VNode {
  const { t, lang } = ctx;
  const id = `${one.id}-`;
  const form = typed(ctx, 'agreements.split', { only: { id: one.id }, id });
  return (
    <form method="post" action={ctx.url('agreements.split', { meeting: data.meeting.code })} class="candidate-form">
      <HiddenFields fields={{ id: one.id, version: String(one.version) }} />
      <Field
        lang={lang}
        id={`${id}at`}
        name="at"
        optional
        width="full"
        label={t('agreements.split.at')}
        hint={t('agreements.split.at-hint')}
        value={form.value('at')}
        error={form.error('at')}
        answerLang={one.lang}
      />
      {(['es', 'en'] as const).map((language) => (
        <Field
          lang={lang}
          id={`${id}${language}`}
          name={language}
          optional
          width="full"
          label={t(`agreements.split.title-${language}`)}
          value={form.value(language)}
          error={form.error(language)}
          answerLang={language}
          maxLength={300}
        />
      ))}
      <div class="button-row">
        <Button>{t('agreements.split.send')}</Button>
        <a href={`${ctx.url('agreements.review', { meeting: data.meeting.code })}#c-${one.id}`}>
          {t('agreements.review.cancel')}
        </a>
      </div>
    </form>
  );
}
