import type { VNode } from 'preact';
import { type FormState, formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, Facts, FileField, Select, TextArea } from '../../../ui/index.ts';
import type { BodyName, Meeting } from '../meeting.ts';
import { MeetingFields } from './edit.tsx';
import { crumbs, dateWords } from './words.ts';

export interface ImportData {
  /** Null when the report itself will say which meeting it is of. */
  readonly meeting: Meeting | null;
  /** The language that the meeting's report already has. */
  readonly has: 'es' | 'en' | null;
}

/** The form that takes the report of a meeting, as a file or pasted. */
export function importView(ctx: ViewContext, data: ImportData): View {
  const { t, lang } = ctx;
  const { meeting } = data;
  const command = meeting ? 'meetings.upload' : 'meetings.upload-new';
  const form = formState(ctx, command);
  return {
    title: t('meetings.import.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting ?? undefined),
    body: (
      <>
        {form.summary}
        <AlreadyThere ctx={ctx} form={form} />
        <p>
          {meeting === null
            ? t('meetings.import.what-new')
            : data.has === null
              ? t('meetings.import.what', { meeting: meeting.title[lang] })
              : t('meetings.import.what-other', { meeting: meeting.title[lang] })}
        </p>
        <form
          method="post"
          enctype="multipart/form-data"
          action={meeting ? ctx.url(command, { code: meeting.code }) : ctx.url(command)}
        >
          <FileField
            lang={lang}
            name="file"
            label={t('meetings.field.file')}
            hint={t('meetings.import.file-hint')}
            accept=".txt,.docx,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            optional
            error={form.error('file')}
          />
          <TextArea
            lang={lang}
            name="pasted"
            label={t('meetings.field.pasted')}
            hint={t('meetings.import.pasted-hint')}
            optional
            rows={8}
            value={form.value('pasted')}
            error={form.error('pasted')}
          />
          <Button>{t('meetings.import.send')}</Button>
        </form>
        {ctx.can('reading-alias.read') && (
          <p class="prose">
            <a href={ctx.url('meetings.names')}>{t('meetings.names.link')}</a>
            {' · '}
            <a href={ctx.url('meetings.words')}>{t('meetings.words.link')}</a>
          </p>
        )}
      </>
    ),
  };
}

/** The file is known: the way to what was made of it. The address is the refusal's own, not what somebody typed. */
function AlreadyThere({ ctx, form }: { readonly ctx: ViewContext; readonly form: FormState }): VNode | null {
  const code = ctx.attempt?.refusal.details?.['meeting'];
  if (form.code !== 'meetings.refusal.already-imported' || code === undefined) return null;
  return (
    <p>
      <a href={ctx.url('meetings.report', { code })}>{ctx.t('meetings.import.open-existing')}</a>
    </p>
  );
}

export interface ConfirmData {
  readonly document: { readonly id: string; readonly name: string };
  /** What the head of the report says, as form values. */
  readonly read: Readonly<Record<string, string>>;
  readonly bodies: readonly BodyName[];
  readonly others: readonly Meeting[];
  /** Meetings without a report, to which it may belong. */
  readonly open: readonly Meeting[];
  /** The one of them that fits body and date. */
  readonly likely: string | null;
}

/** What the report says about its meeting, for a person to confirm. Nothing is entered before. */
export function confirmView(ctx: ViewContext, data: ConfirmData): View {
  const { t, lang } = ctx;
  const { document } = data;
  const form = formState(ctx, 'meetings.confirm', { ...data.read, into: data.likely ?? '' });
  return {
    title: t('meetings.confirm.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx),
    body: (
      <>
        {form.summary}
        <p>{t('meetings.confirm.what', { name: document.name })}</p>
        <form method="post" action={ctx.url('meetings.confirm', { document: document.id })}>
          {data.open.length > 0 && (
            <Select
              lang={lang}
              name="into"
              label={t('meetings.confirm.into')}
              hint={t('meetings.confirm.into-hint')}
              value={form.value('into')}
              empty={t('meetings.confirm.into-new')}
              options={data.open.map((meeting) => ({
                value: meeting.id,
                label: `${meeting.title[lang]} (${dateWords(meeting, lang, t)})`,
              }))}
            />
          )}
          <MeetingFields ctx={ctx} form={form} bodies={data.bodies} others={data.others} />
          <Button>{t('meetings.confirm.send')}</Button>
        </form>
      </>
    ),
  };
}

export interface ImportedData {
  readonly meeting: Meeting;
  readonly paragraphs: number;
  readonly candidates: number;
  readonly gaps: number;
}

/** What came out of an import that left nothing to review. */
export function importedView(ctx: ViewContext, data: ImportedData): View {
  const { t, lang } = ctx;
  const { meeting } = data;
  return {
    title: t('meetings.imported.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting),
    body: (
      <>
        <Facts
          lang={lang}
          facts={[
            { label: t('meetings.imported.paragraphs'), value: String(data.paragraphs) },
            { label: t('meetings.imported.candidates'), value: String(data.candidates) },
            { label: t('meetings.imported.gaps'), value: String(data.gaps) },
          ]}
        />
        {data.candidates === 0 && <p>{t('meetings.imported.no-agreements')}</p>}
        <p class="button-row">
          <ButtonLink kind="primary" href={ctx.url('meetings.report', { code: meeting.code })}>
            {t('meetings.report.open')}
          </ButtonLink>
          <ButtonLink href={ctx.url('agreements.review', { meeting: meeting.code })}>
            {t('meetings.detail.review')}
          </ButtonLink>
        </p>
      </>
    ),
  };
}
