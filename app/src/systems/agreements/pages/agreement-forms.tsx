import type { VNode } from 'preact';
import { CLOSED, PROGRESS_KINDS } from '../../../engines/obligations/index.ts';
import { formatDate } from '../../../kernel/index.ts';
import { EVIDENCE_LIMITS } from '../../../platform/files/index.ts';
import { type Typed, typed } from '../../../platform/page/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  Choices,
  DateField,
  Disclosure,
  Field,
  FileField,
  HiddenFields,
  PostButton,
  Select,
  TextArea,
} from '../../../ui/index.ts';
import type { AgreementData } from './agreement.tsx';
import { partyOptions } from './party-options.ts';

interface Props {
  readonly ctx: ViewContext;
  readonly data: AgreementData;
}

/** Files that prove a report: five at most in one sending. */
export const MAX_EVIDENCE_FILES = 5;

/** Does the reader sign for a party whose part is not settled? */
export function mayReport(ctx: ViewContext, data: AgreementData): boolean {
  const own = data.shares.find((share) => share.party === ctx.who.organisation);
  return (
    (own?.state === 'owed' || own?.state === 'delivered') &&
    ctx.can('progress.send', { party: ctx.who.organisation }) &&
    !CLOSED.includes(data.agreement.state)
  );
}

/** "Informar avance": for whoever owes a part. */
export function ReportForm({ ctx, data }: Props): VNode | null {
  const { t, lang } = ctx;
  if (!mayReport(ctx, data)) return null;
  const form = typed(ctx, 'agreements.report');
  return (
    <section aria-labelledby="report" class="measure">
      <h2 id="report" tabIndex={-1}>
        {t('agreements.report.title')}
      </h2>
      <form
        method="post"
        enctype="multipart/form-data"
        action={ctx.url('agreements.report', { code: data.agreement.code })}
      >
        <Choices
          lang={lang}
          name="kind"
          answer="one"
          label={t('agreements.report.kind')}
          chosen={form.values('kind')}
          error={form.error('kind')}
          options={PROGRESS_KINDS.map((kind) => ({
            value: kind,
            label: t(`agreements.report.kind-${kind.replace('_', '-')}`),
          }))}
        />
        <TextArea
          lang={lang}
          name="body"
          label={t('agreements.report.body')}
          hint={t('agreements.report.body-hint')}
          value={form.value('body')}
          error={form.error('body')}
          rows={5}
          maxLength={8000}
        />
        <FileField
          lang={lang}
          name="evidence"
          multiple
          optional
          label={t('agreements.report.evidence')}
          hint={t('agreements.report.evidence-hint', {
            count: MAX_EVIDENCE_FILES,
            size: Math.floor(EVIDENCE_LIMITS.bytes / 1_000_000),
          })}
          error={form.error('evidence')}
        />
        <div class="button-row">
          <Button>{t('agreements.report.send')}</Button>
        </div>
      </form>
    </section>
  );
}

/** What only the secretariat does: date, correct, tie and drop. Each in its own fold; one that came back is open. */
export function SecretariatForms({ ctx, data }: Props): VNode | null {
  const { t } = ctx;
  if (!ctx.can('obligation.review') || CLOSED.includes(data.agreement.state)) return null;
  return (
    <section aria-labelledby="secretariat" class="screen-only">
      <h2 id="secretariat">{t('agreements.secretariat.title')}</h2>
      <DateForm ctx={ctx} data={data} />
      <EditForm ctx={ctx} data={data} />
      <TieForm ctx={ctx} data={data} />
      <SupersedeForm ctx={ctx} data={data} />
      <DropForm ctx={ctx} data={data} />
    </section>
  );
}

function changed(ctx: ViewContext, form: Typed): boolean {
  return form.refused && ctx.attempt?.refusal.code === 'http.changed-meanwhile';
}

function seen(data: AgreementData): Readonly<Record<string, string>> {
  return { version: String(data.agreement.version) };
}

function DateForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const { agreement } = data;
  const form = typed(ctx, 'agreements.date', { id: 'date-' });
  return (
    <Disclosure
      id="date"
      summary={t(agreement.due.to === null ? 'agreements.date.set' : 'agreements.date.move')}
      open={form.refused || agreement.due.to === null}
    >
      <form method="post" action={ctx.url('agreements.date', { code: agreement.code })} class="measure">
        <HiddenFields fields={seen(data)} />
        {changed(ctx, form) && (
          <p>
            {t('agreements.now-is', {
              value: agreement.due.to === null ? t('agreements.no-date') : formatDate(agreement.due.to, lang),
            })}
          </p>
        )}
        <DateField
          lang={lang}
          id="date-due"
          name="due"
          label={t('agreements.date.day')}
          value={form.value('due')}
          error={form.error('due')}
        />
        <TextArea
          lang={lang}
          id="date-reason"
          name="reason"
          optional
          label={t('agreements.date.reason')}
          hint={t('agreements.date.reason-hint')}
          value={form.value('reason')}
          error={form.error('reason')}
          rows={2}
        />
        <MeetingSelect ctx={ctx} data={data} id="date-decision" form={form} optional />
        <div class="button-row">
          <Button>{t('agreements.date.send')}</Button>
        </div>
      </form>
    </Disclosure>
  );
}

function MeetingSelect({
  ctx,
  data,
  id,
  form,
  optional,
}: Props & { readonly id: string; readonly form: Typed; readonly optional?: boolean }): VNode {
  return (
    <Select
      lang={ctx.lang}
      id={id}
      name="decision"
      optional={optional}
      label={ctx.t('agreements.decision')}
      empty={ctx.t('agreements.decision-none')}
      value={form.value('decision')}
      error={form.error('decision')}
      options={data.meetings.map((meeting) => ({
        value: meeting.code,
        label: `${meeting.title[ctx.lang]}${meeting.startsOn === null ? '' : ` · ${formatDate(meeting.startsOn, ctx.lang)}`}`,
      }))}
    />
  );
}

function EditForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const { agreement } = data;
  const form = typed(ctx, 'agreements.edit', { id: 'edit-' });
  return (
    <Disclosure id="edit" summary={t('agreements.edit.title')} open={form.refused}>
      <form method="post" action={ctx.url('agreements.edit', { code: agreement.code })} class="measure">
        <HiddenFields fields={seen(data)} />
        {(['es', 'en'] as const).map((language) => (
          <>
            <Field
              lang={lang}
              id={`edit-${language}`}
              name={language}
              optional
              width="full"
              label={t(`agreements.edit.title-${language}`)}
              value={form.value(language, agreement.title[language])}
              error={form.error(language)}
              answerLang={language}
              maxLength={300}
            />
            {changed(ctx, form) && (
              <p class="hint" lang={language}>
                {t('agreements.now-is', { value: agreement.title[language] ?? '—' })}
              </p>
            )}
          </>
        ))}
        <Choices
          lang={lang}
          id="edit-responsible"
          name="responsible"
          answer="many"
          layout="columns"
          label={t('agreements.fact.responsible')}
          chosen={form.values('responsible', agreement.responsible)}
          error={form.error('responsible')}
          options={partyOptions(data.parties, lang)}
        />
        <div class="button-row">
          <Button>{t('agreements.edit.send')}</Button>
        </div>
      </form>
    </Disclosure>
  );
}

function TieForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = typed(ctx, 'agreements.tie', { id: 'tie-' });
  const waits = data.dependencies.filter(({ direction }) => direction === 'waits-for');
  return (
    <Disclosure id="tie" summary={t('agreements.tie.title')} open={form.refused}>
      {waits.map(({ code }) =>
        code === null ? null : (
          <p>
            {code}{' '}
            <PostButton
              kind="quiet"
              action={ctx.url('agreements.untie', { code: data.agreement.code })}
              fields={{ other: code }}
            >
              {t('agreements.tie.remove', { code })}
            </PostButton>
          </p>
        ),
      )}
      <form method="post" action={ctx.url('agreements.tie', { code: data.agreement.code })} class="measure">
        <Field
          lang={lang}
          id="tie-other"
          name="other"
          label={t('agreements.tie.other')}
          hint={t('agreements.tie.other-hint')}
          width="short"
          value={form.value('other')}
          error={form.error('other')}
        />
        <Choices
          lang={lang}
          id="tie-until"
          name="until"
          answer="one"
          layout="inline"
          label={t('agreements.tie.until')}
          chosen={form.values('until', ['accepted'])}
          error={form.error('until')}
          options={[
            { value: 'accepted', label: t('agreements.tie.until-accepted') },
            { value: 'delivered', label: t('agreements.tie.until-delivered') },
          ]}
        />
        <div class="button-row">
          <Button>{t('agreements.tie.send')}</Button>
        </div>
      </form>
    </Disclosure>
  );
}

function SupersedeForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = typed(ctx, 'agreements.supersede', { id: 'supersede-' });
  return (
    <Disclosure id="supersede" summary={t('agreements.supersede.title')} open={form.refused}>
      <form method="post" action={ctx.url('agreements.supersede', { code: data.agreement.code })} class="measure">
        <p>{t('agreements.supersede.rule')}</p>
        <HiddenFields fields={seen(data)} />
        <Field
          lang={lang}
          id="supersede-other"
          name="other"
          width="short"
          label={t('agreements.supersede.other')}
          hint={t('agreements.tie.other-hint')}
          value={form.value('other')}
          error={form.error('other')}
        />
        <TextArea
          lang={lang}
          id="supersede-reason"
          name="reason"
          label={t('agreements.supersede.reason')}
          value={form.value('reason')}
          error={form.error('reason')}
          rows={2}
        />
        <div class="button-row">
          <Button>{t('agreements.supersede.send')}</Button>
        </div>
      </form>
    </Disclosure>
  );
}

function DropForm({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const form = typed(ctx, 'agreements.drop', { id: 'drop-' });
  return (
    <Disclosure id="drop" summary={t('agreements.drop.title')} open={form.refused}>
      <form method="post" action={ctx.url('agreements.drop', { code: data.agreement.code })} class="measure">
        <p>{t('agreements.drop.rule')}</p>
        <HiddenFields fields={seen(data)} />
        <MeetingSelect ctx={ctx} data={data} id="drop-decision" form={form} />
        <TextArea
          lang={lang}
          id="drop-reason"
          name="reason"
          label={t('agreements.drop.reason')}
          value={form.value('reason')}
          error={form.error('reason')}
          rows={2}
        />
        <div class="button-row">
          <Button kind="warning">{t('agreements.drop.send')}</Button>
        </div>
      </form>
    </Disclosure>
  );
}
