import { type Party, WORK_KINDS } from '../../../engines/obligations/index.ts';
import { formatDate } from '../../../kernel/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ErrorSummary, Select, TextArea } from '../../../ui/index.ts';
import type { NamedMeeting } from './agreement.tsx';
import { CandidateFields } from './candidate-fields.tsx';

export interface NewData {
  readonly meetings: readonly NamedMeeting[];
  readonly parties: ReadonlyMap<string, Party>;
  readonly bodies: readonly string[];
}

/** An agreement entered by hand: what was agreed by mail or at a table, with the words in which it was. */
export function newView(ctx: ViewContext, data: NewData, input: { readonly meeting?: string | undefined }): View {
  const { t, lang } = ctx;
  const form = typed(ctx, 'agreements.add');
  return {
    title: t('agreements.new.title'),
    section: 'agreements.list',
    width: 'text',
    crumbs: [{ label: t('agreements.navigation'), href: ctx.url('agreements.list') }],
    lede: t('agreements.new.lede'),
    body: (
      <>
        <ErrorSummary lang={lang} faults={form.faults} />
        <form method="post" action={ctx.url('agreements.add')}>
          <Select
            lang={lang}
            name="meeting"
            label={t('agreements.filter.meeting')}
            empty={t('agreements.new.choose')}
            value={form.value('meeting', input.meeting)}
            error={form.error('meeting')}
            options={data.meetings.map((meeting) => ({
              value: meeting.code,
              label: `${meeting.title[lang]}${meeting.startsOn === null ? '' : ` · ${formatDate(meeting.startsOn, lang)}`}`,
            }))}
          />
          <TextArea
            lang={lang}
            name="quote"
            label={t('agreements.new.quote')}
            hint={t('agreements.new.quote-hint')}
            value={form.value('quote')}
            error={form.error('quote')}
          />
          <CandidateFields ctx={ctx} id="" form={form} kinds={WORK_KINDS} parties={data.parties} bodies={data.bodies} />
          <Button>{t('agreements.new.send')}</Button>
        </form>
      </>
    ),
  };
}
