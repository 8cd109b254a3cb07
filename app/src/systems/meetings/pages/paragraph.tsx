import type { VNode } from 'preact';
import {
  BLOCK_KINDS,
  type BlockComment,
  blockAnchor,
  differences,
  NOTE_LABEL,
  type PastWords,
  type TextBlock,
  type TextHead,
} from '../../../engines/texts/index.ts';
import { formatMoment, type Lang, otherLang } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  Choices,
  type Comment,
  CommentThread,
  DiffText,
  Disclosure,
  Field,
  HiddenFields,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts';
import type { Meeting } from '../meeting.ts';
import { ParityMark, wordsShown } from './report.tsx';
import { crumbs } from './words.ts';

export interface ParagraphData {
  readonly meeting: Meeting;
  readonly text: TextHead;
  readonly block: TextBlock;
  readonly versions: readonly PastWords[];
  readonly comments: readonly BlockComment[];
  /** Names of parties, by code. */
  readonly parties: ReadonlyMap<string, string>;
  readonly can: { readonly write: boolean; readonly propose: boolean };
}

/** One paragraph: both languages side by side to write, or the text and the words that a delegation proposes. */
export function paragraphView(ctx: ViewContext, data: ParagraphData): View {
  const { t, lang } = ctx;
  const { meeting, block, can, text } = data;
  const report = ctx.url('meetings.report', { code: meeting.code });
  const name =
    block.number === '' ? t(`meetings.kind.${block.kind}`) : t('meetings.paragraph.number', { number: block.number });
  return {
    title: name,
    width: 'wide',
    section: 'meetings.list',
    crumbs: [
      ...crumbs(ctx, meeting),
      { label: t('meetings.detail.report'), href: `${report}#${blockAnchor(block.id)}` },
    ],
    lede: <ParityMark ctx={ctx} block={block} original={text.originalLang} />,
    body: (
      <>
        {can.write ? <WriteForms ctx={ctx} data={data} /> : <ShownText ctx={ctx} block={block} />}
        {can.propose && <ProposeForm ctx={ctx} data={data} />}
        {data.comments.length > 0 && <Proposals ctx={ctx} data={data} />}
        {can.write && <Arrange ctx={ctx} data={data} />}
        <History ctx={ctx} data={data} lang={lang} />
      </>
    ),
  };
}

function ShownText({ ctx, block }: { readonly ctx: ViewContext; readonly block: TextBlock }): VNode {
  const shown = wordsShown(block, ctx.lang);
  const label = block.kind === 'note' ? NOTE_LABEL[shown.lang] : block.label;
  return (
    <p class="prose" lang={shown.lang}>
      {label} {shown.content}
    </p>
  );
}

/** The original and its translation beside each other, each its own form: saving one never touches the other. */
function WriteForms({ ctx, data }: { readonly ctx: ViewContext; readonly data: ParagraphData }): VNode {
  const { originalLang } = data.text;
  return (
    <div class="split">
      <WriteForm ctx={ctx} data={data} textlang={originalLang} />
      <WriteForm ctx={ctx} data={data} textlang={otherLang(originalLang)} />
    </div>
  );
}

function WriteForm({
  ctx,
  data,
  textlang,
}: {
  readonly ctx: ViewContext;
  readonly data: ParagraphData;
  readonly textlang: Lang;
}): VNode {
  const { t, lang } = ctx;
  const { meeting, block, text } = data;
  const isOriginal = textlang === text.originalLang;
  const present = block.words[textlang];
  const mine = ctx.attempt?.values['textlang'] === textlang;
  const form = formState(mine ? ctx : { ...ctx, attempt: undefined }, 'meetings.paragraph-write', {
    content: present?.content ?? '',
  });
  const conflict = form.code === 'http.changed-meanwhile' && present !== undefined;
  const label = t(isOriginal ? 'meetings.paragraph.original' : 'meetings.paragraph.translation', {
    lang: t(`meetings.lang.${textlang}`),
  });
  return (
    <section aria-label={label}>
      {form.summary}
      {conflict && present && (
        <>
          <h2>{t('meetings.paragraph.now')}</h2>
          <DiffText
            lang={lang}
            textLang={textlang}
            parts={differences(present.content, form.value('content'), textlang)}
          />
        </>
      )}
      <form method="post" action={ctx.url('meetings.paragraph-write', { code: meeting.code, block: block.id })}>
        <HiddenFields
          fields={{
            textlang,
            version: String(present?.version ?? 0),
            original: String(block.words[text.originalLang]?.version ?? 0),
          }}
        />
        <TextArea
          lang={lang}
          id={`content-${textlang}`}
          name="content"
          label={label}
          hint={isOriginal ? undefined : t('meetings.paragraph.translation-hint')}
          rows={8}
          maxLength={20_000}
          answerLang={textlang}
          value={form.value('content')}
          error={form.error('content')}
        />
        <Button kind={isOriginal ? 'primary' : 'secondary'}>
          {t('meetings.paragraph.save', { lang: t(`meetings.lang.${textlang}`) })}
        </Button>
      </form>
    </section>
  );
}

function ProposeForm({ ctx, data }: { readonly ctx: ViewContext; readonly data: ParagraphData }): VNode {
  const { t, lang } = ctx;
  const { meeting, block } = data;
  const shown = wordsShown(block, lang);
  const form = formState(ctx, 'meetings.propose', { proposed: shown.content });
  return (
    <section aria-labelledby="propose">
      <h2 id="propose">{t('meetings.propose.title')}</h2>
      {form.summary}
      <form method="post" action={ctx.url('meetings.propose', { code: meeting.code, block: block.id })}>
        <HiddenFields fields={{ textlang: shown.lang }} />
        <TextArea
          lang={lang}
          name="proposed"
          label={t('meetings.propose.words')}
          hint={t('meetings.propose.words-hint')}
          optional
          rows={6}
          maxLength={20_000}
          answerLang={shown.lang}
          value={form.value('proposed')}
          error={form.error('proposed')}
        />
        <TextArea
          lang={lang}
          name="body"
          label={t('meetings.propose.comment')}
          rows={3}
          maxLength={4_000}
          value={form.value('body')}
          error={form.error('body')}
        />
        <Button>{t('meetings.propose.send')}</Button>
      </form>
    </section>
  );
}

function Proposals({ ctx, data }: { readonly ctx: ViewContext; readonly data: ParagraphData }): VNode {
  const { t, lang } = ctx;
  const newest = (one: Lang): number => data.block.words[one]?.version ?? 0;
  const comments = data.comments.map(
    (comment): Comment => ({
      id: `c-${comment.id}`,
      author: data.parties.get(comment.party) ?? comment.party,
      when: formatMoment(comment.writtenAt, lang, data.meeting.zone),
      datetime: comment.writtenAt.toISOString(),
      text: comment.body,
      carriedFrom: comment.onVersion === newest(comment.lang) ? undefined : `v${comment.onVersion}`,
      actions: <Disposition ctx={ctx} data={data} comment={comment} />,
    }),
  );
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{t('meetings.proposals.title')}</h2>
      <CommentThread lang={lang} label={t('meetings.proposals.title')} comments={comments} />
    </section>
  );
}

function Disposition({
  ctx,
  data,
  comment,
}: {
  readonly ctx: ViewContext;
  readonly data: ParagraphData;
  readonly comment: BlockComment;
}): VNode {
  const { t, lang } = ctx;
  const mine = ctx.attempt?.values['comment'] === comment.id;
  const form = formState(mine ? ctx : { ...ctx, attempt: undefined }, 'meetings.decide');
  return (
    <>
      {comment.proposed !== null && (
        <DiffText
          lang={lang}
          textLang={comment.lang}
          parts={differences(comment.about, comment.proposed, comment.lang)}
        />
      )}
      {comment.state !== 'open' && (
        <p>
          <StatusTag tone={comment.state === 'accepted' ? 'done' : 'neutral'}>
            {t(`meetings.proposals.${comment.state}`)}
          </StatusTag>{' '}
          {comment.reason}
        </p>
      )}
      {comment.state === 'open' && data.can.write && (
        <form method="post" action={ctx.url('meetings.decide', { code: data.meeting.code, block: comment.block })}>
          {form.summary}
          <HiddenFields fields={{ comment: comment.id }} />
          <Field
            lang={lang}
            id={`reason-${comment.id}`}
            name="reason"
            label={t('meetings.proposals.reason')}
            optional
            width="full"
            maxLength={1_000}
            value={form.value('reason')}
            error={form.error('reason')}
          />
          <div class="button-row">
            <Button name="decision" value="accept">
              {t(comment.proposed === null ? 'meetings.proposals.take-note' : 'meetings.proposals.accept')}
            </Button>
            <Button kind="secondary" name="decision" value="decline">
              {t('meetings.proposals.decline')}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function Arrange({ ctx, data }: { readonly ctx: ViewContext; readonly data: ParagraphData }): VNode {
  const { t } = ctx;
  const { meeting, block, text } = data;
  const form = formState(ctx, 'meetings.paragraph-arrange');
  return (
    <section aria-labelledby="arrange">
      <h2 id="arrange">{t('meetings.arrange.title')}</h2>
      {form.summary}
      <form
        class="button-row"
        method="post"
        action={ctx.url('meetings.paragraph-arrange', { code: meeting.code, block: block.id })}
      >
        <HiddenFields fields={{ version: String(text.version) }} />
        <a
          class="button button-secondary"
          href={ctx.url('meetings.paragraph-new', { code: meeting.code, after: block.id })}
        >
          {t('meetings.arrange.add')}
        </a>
        {(['up', 'down', 'remove'] as const).map((act) => (
          <Button kind={act === 'remove' ? 'quiet' : 'secondary'} name="act" value={act}>
            {t(`meetings.arrange.${act}`)}
          </Button>
        ))}
      </form>
    </section>
  );
}

function History({
  ctx,
  data,
  lang,
}: {
  readonly ctx: ViewContext;
  readonly data: ParagraphData;
  readonly lang: Lang;
}): VNode | null {
  const { t } = ctx;
  if (data.versions.length < 2) return null;
  return (
    <Disclosure summary={t('meetings.history.title', { count: data.versions.length })}>
      <ol class="plain">
        {data.versions.map((one) => {
          const before = data.versions.find((past) => past.lang === one.lang && past.version === one.version - 1);
          return (
            <li>
              <p class="quiet">
                {one.lang.toUpperCase()} v{one.version} · {formatMoment(one.writtenAt, lang, data.meeting.zone)}
                {one.basedOn !== null && <> · {t('meetings.history.based-on', { version: one.basedOn })}</>}
              </p>
              <DiffText
                lang={lang}
                textLang={one.lang}
                parts={
                  before
                    ? differences(before.content, one.content, one.lang)
                    : [{ kind: 'same' as const, text: one.content }]
                }
              />
            </li>
          );
        })}
      </ol>
    </Disclosure>
  );
}

export interface NewParagraphData {
  readonly meeting: Meeting;
  readonly text: TextHead;
  /** The paragraph it is to follow. */
  readonly after: TextBlock | null;
}

/** The form of a new paragraph. Its number follows from where it stands. */
export function newParagraphView(ctx: ViewContext, data: NewParagraphData): View {
  const { t, lang } = ctx;
  const { meeting, after, text } = data;
  const form = formState(ctx, 'meetings.paragraph-add', { kind: after?.kind ?? 'paragraph' });
  return {
    title: t('meetings.add.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: [
      ...crumbs(ctx, meeting),
      { label: t('meetings.detail.report'), href: ctx.url('meetings.report', { code: meeting.code }) },
    ],
    body: (
      <>
        {form.summary}
        {after && (
          <p>
            {t('meetings.add.after')}{' '}
            <q lang={wordsShown(after, lang).lang}>
              {after.label} {wordsShown(after, lang).content.slice(0, 120)}
            </q>
          </p>
        )}
        <form method="post" action={ctx.url('meetings.paragraph-add', { code: meeting.code })}>
          <HiddenFields fields={{ after: after?.id ?? '', version: String(text.version) }} />
          <Choices
            lang={lang}
            name="kind"
            label={t('meetings.field.paragraph-kind')}
            answer="one"
            layout="columns"
            chosen={[form.value('kind')]}
            options={BLOCK_KINDS.map((kind) => ({ value: kind, label: t(`meetings.kind.${kind}`) }))}
          />
          {([text.originalLang, otherLang(text.originalLang)] as const).map((one, index) => (
            <TextArea
              lang={lang}
              name={one}
              label={t(`meetings.field.words-${one}`)}
              optional={index === 1}
              rows={5}
              maxLength={20_000}
              answerLang={one}
              value={form.value(one)}
              error={form.error(one)}
            />
          ))}
          <Button>{t('meetings.add.save')}</Button>
        </form>
      </>
    ),
  };
}
