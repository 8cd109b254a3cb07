import { isConfirmable, titleIn } from '../../../engines/obligations/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, DataTable, EmptyState, ErrorSummary } from '../../../ui/index.ts';
import { dueText, namesOrNull } from './register-words.ts';
import type { ReviewData } from './review.tsx';

/** The last look before confirming everything that waits and can be confirmed. */
export function confirmShownView(ctx: ViewContext, data: ReviewData): View {
  const { t, lang } = ctx;
  const rows = data.candidates.filter(isConfirmable);
  const left = data.candidates.filter((one) => one.state === 'candidate').length - rows.length;
  const back = ctx.url('agreements.review', { meeting: data.meeting.code });
  return {
    title: t('agreements.confirm-shown.title'),
    section: 'agreements.list',
    width: 'wide',
    crumbs: [
      { label: t('agreements.navigation'), href: ctx.url('agreements.list') },
      { label: t('agreements.review.title'), href: back },
    ],
    lede: data.meeting.title[lang],
    body:
      rows.length === 0 ? (
        <EmptyState title={t('agreements.confirm-shown.nothing')}>
          <a href={back}>{t('agreements.publish.back')}</a>
        </EmptyState>
      ) : (
        <form method="post" action={ctx.url('agreements.confirm-shown', { meeting: data.meeting.code })}>
          <ErrorSummary lang={lang} faults={typed(ctx, 'agreements.confirm-shown').faults} />
          {left > 0 && <p>{t('agreements.confirm-shown.left', { count: left })}</p>}
          <DataTable
            id="confirm-shown"
            caption={t('agreements.confirm-shown.caption', { count: rows.length })}
            columns={[
              {
                head: t('agreements.column.title'),
                rowHead: true,
                cell: (one) => (
                  <>
                    <input type="hidden" name="item" value={`${one.id}:${one.version}`} />
                    <span lang={titleIn(one.title, lang).lang}>{titleIn(one.title, lang).text}</span>
                  </>
                ),
              },
              {
                head: t('agreements.fact.responsible'),
                cell: (one) => namesOrNull(one.responsible, data.parties, lang),
              },
              { head: t('agreements.column.due'), cell: (one) => dueText(one.due, t, lang) },
              { head: t('agreements.review.quote'), cell: (one) => <q lang={one.lang}>{one.quote}</q> },
            ]}
            rows={rows}
          />
          <div class="button-row">
            <Button>{t('agreements.confirm-shown.send', { count: rows.length })}</Button>
            <a href={back}>{t('agreements.publish.back')}</a>
          </div>
        </form>
      ),
  };
}
