import type { VNode } from 'preact';
import type { Report } from '../../../engines/obligations/index.ts';
import { formatMoment } from '../../../kernel/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DateField, HiddenFields, StatusTag, TextArea, type Tone } from '../../../ui/index.ts';
import type { AgreementData } from './agreement.tsx';

const TONES: Readonly<Record<Report['state'], Tone>> = { submitted: 'active', accepted: 'done', returned: 'soon' };

/** What parties reported, as far as the reader may see it, and the secretariat's answer to each. */
export function Reports({ ctx, data }: { readonly ctx: ViewContext; readonly data: AgreementData }): VNode | null {
  const { t } = ctx;
  if (data.reports.length === 0) return null;
  return (
    <section aria-labelledby="reports">
      <h2 id="reports" tabIndex={-1}>
        {t('agreements.reports.title')}
      </h2>
      {data.reports.map((report) => (
        <OneReport ctx={ctx} data={data} report={report} />
      ))}
    </section>
  );
}

interface Props {
  readonly ctx: ViewContext;
  readonly data: AgreementData;
  readonly report: Report;
}

function OneReport({ ctx, data, report }: Props): VNode {
  const { t, lang } = ctx;
  const { code, zone } = data.agreement;
  return (
    <article id={`r-${report.id}`} class="report" aria-labelledby={`r-${report.id}-title`}>
      <h3 id={`r-${report.id}-title`}>
        {data.parties.get(report.party)?.name[lang] ?? report.party} · {t(`obligations.progress.${report.kind}`)}{' '}
        <StatusTag tone={TONES[report.state]}>{t(`obligations.answer.${report.state}`)}</StatusTag>{' '}
        <time class="quiet" dateTime={report.writtenAt.toISOString()}>
          {formatMoment(report.writtenAt, lang, zone)}
        </time>
      </h3>
      <p class="pre-line" lang={report.lang}>
        {report.body}
      </p>
      {report.evidence.length > 0 && (
        <ul aria-label={t('agreements.reports.evidence')}>
          {report.evidence.map((file) => (
            <li>
              <a href={ctx.url('agreements.evidence', { code, document: file.document })} download>
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {report.answer !== null && (
        <p class="pre-line">
          <strong>{t('agreements.reports.answer')}:</strong> {report.answer}
        </p>
      )}
      {report.state === 'submitted' && report.kind !== 'note' && ctx.can('progress.answer') && (
        <AnswerForm ctx={ctx} data={data} report={report} />
      )}
    </article>
  );
}

function AnswerForm({ ctx, data, report }: Props): VNode {
  const { t, lang } = ctx;
  const form = typed(ctx, 'agreements.answer', { only: { report: report.id }, id: `${report.id}-` });
  return (
    <form method="post" action={ctx.url('agreements.answer', { code: data.agreement.code })} class="measure">
      <HiddenFields fields={{ report: report.id }} />
      <Choices
        lang={lang}
        id={`${report.id}-verdict`}
        name="verdict"
        answer="one"
        layout="inline"
        label={t('agreements.answer.verdict')}
        chosen={form.values('verdict')}
        error={form.error('verdict')}
        options={[
          { value: 'accepted', label: t('agreements.answer.accept') },
          { value: 'returned', label: t('agreements.answer.return') },
        ]}
      />
      <TextArea
        lang={lang}
        id={`${report.id}-answer`}
        name="answer"
        optional
        label={t('agreements.answer.words')}
        hint={t('agreements.answer.words-hint')}
        value={form.value('answer')}
        error={form.error('answer')}
        rows={3}
      />
      {report.kind === 'extension_request' && (
        <DateField
          lang={lang}
          id={`${report.id}-due`}
          name="due"
          optional
          label={t('agreements.answer.due')}
          hint={t('agreements.answer.due-hint')}
          value={form.value('due')}
          error={form.error('due')}
        />
      )}
      <div class="button-row">
        <Button>{t('agreements.answer.send')}</Button>
      </div>
    </form>
  );
}
