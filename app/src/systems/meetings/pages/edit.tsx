import type { VNode } from 'preact';
import { type FormState, formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DateField, Field, HiddenFields, Select } from '../../../ui/index.ts';
import { type BodyName, MEETING_MODES, MEETING_ZONES, type Meeting } from '../meeting.ts';
import { crumbs, dateWords } from './words.ts';

export interface EditData {
  /** Null for a new meeting. */
  readonly meeting: Meeting | null;
  readonly bodies: readonly BodyName[];
  /** Meetings that this one may be held beside. */
  readonly others: readonly Meeting[];
}

/** The form of a meeting, new or existing. */
export function editView(ctx: ViewContext, data: EditData): View {
  const { t } = ctx;
  const { meeting } = data;
  const command = meeting ? 'meetings.save' : 'meetings.create';
  const form = formState(ctx, command, meeting ? valuesOf(meeting) : EMPTY);
  const stale = form.code === 'http.changed-meanwhile' && meeting !== null;
  return {
    title: meeting ? t('meetings.edit.title') : t('meetings.new.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting ?? undefined),
    body: (
      <>
        {form.summary}
        {stale && meeting && <Present ctx={ctx} meeting={meeting} />}
        <form method="post" action={meeting ? ctx.url(command, { code: meeting.code }) : ctx.url(command)}>
          {meeting && <HiddenFields fields={{ version: String(meeting.version) }} />}
          <MeetingFields ctx={ctx} form={form} bodies={data.bodies} others={data.others} />
          <p class="hint">{t('meetings.edit.redate')}</p>
          <div class="button-row">
            <Button>{meeting ? t('meetings.edit.save') : t('meetings.new.save')}</Button>
            <a href={meeting ? ctx.url('meetings.detail', { code: meeting.code }) : ctx.url('meetings.list')}>
              {t('meetings.cancel-edit')}
            </a>
          </div>
        </form>
      </>
    ),
  };
}

const EMPTY: Readonly<Record<string, string>> = { mode: 'in_person', zone: 'America/Costa_Rica' };

function valuesOf(meeting: Meeting): Readonly<Record<string, string>> {
  return {
    body: meeting.body,
    titlees: meeting.title.es,
    titleen: meeting.title.en,
    starts: meeting.startsOn ?? '',
    ends: meeting.endsOn ?? '',
    opens: meeting.opensAt ?? '',
    closes: meeting.closesAt ?? '',
    zone: meeting.zone,
    placees: meeting.place.es ?? '',
    placeen: meeting.place.en ?? '',
    mode: meeting.mode,
    linked: meeting.linkedMeeting ?? '',
  };
}

function Present({ ctx, meeting }: { readonly ctx: ViewContext; readonly meeting: Meeting }): VNode {
  return (
    <p>
      {ctx.t('meetings.edit.now', {
        title: meeting.title[ctx.lang],
        date: dateWords(meeting, ctx.lang, ctx.t),
      })}
    </p>
  );
}

/** The questions about a meeting, shared by the form and the confirmation of an import. */
export function MeetingFields({
  ctx,
  form,
  bodies,
  others,
}: {
  readonly ctx: ViewContext;
  readonly form: FormState;
  readonly bodies: readonly BodyName[];
  readonly others: readonly Meeting[];
}): VNode {
  const { t, lang } = ctx;
  const common = (name: string): { lang: typeof lang; name: string; value: string; error: string | undefined } => ({
    lang,
    name,
    value: form.value(name),
    error: form.error(name),
  });
  return (
    <>
      <Select
        {...common('body')}
        label={t('meetings.field.body')}
        empty={t('meetings.choose')}
        options={bodies.map((body) => ({ value: body.code, label: body.name[lang] }))}
      />
      <Field {...common('titlees')} label={t('meetings.field.title-es')} width="full" answerLang="es" maxLength={300} />
      <Field {...common('titleen')} label={t('meetings.field.title-en')} width="full" answerLang="en" maxLength={300} />
      <DateField {...common('starts')} label={t('meetings.field.starts')} optional hint={t('meetings.hint.starts')} />
      <DateField {...common('ends')} label={t('meetings.field.ends')} optional />
      <Field
        {...common('opens')}
        label={t('meetings.field.opens')}
        hint={t('meetings.hint.opens')}
        optional
        width="short"
      />
      <Field {...common('closes')} label={t('meetings.field.closes')} optional width="short" />
      <Choices
        lang={lang}
        name="mode"
        label={t('meetings.field.mode')}
        answer="one"
        layout="inline"
        error={form.error('mode')}
        chosen={[form.value('mode')]}
        options={MEETING_MODES.map((mode) => ({ value: mode, label: t(`meetings.mode.${mode}`) }))}
      />
      <Field {...common('placees')} label={t('meetings.field.place-es')} optional answerLang="es" maxLength={200} />
      <Field {...common('placeen')} label={t('meetings.field.place-en')} optional answerLang="en" maxLength={200} />
      <Select
        {...common('zone')}
        label={t('meetings.field.zone')}
        options={MEETING_ZONES.map((zone) => ({ value: zone, label: zone.replace('_', ' ') }))}
      />
      <Select
        {...common('linked')}
        label={t('meetings.field.linked')}
        hint={t('meetings.hint.linked')}
        optional
        empty={t('meetings.none-linked')}
        options={others.map((other) => ({ value: other.id, label: other.title[lang] }))}
      />
    </>
  );
}
