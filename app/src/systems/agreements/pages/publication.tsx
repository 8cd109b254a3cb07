import { type Party, type Publication, partyNames, titleIn } from '../../../engines/obligations/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable, EmptyState, ErrorSummary, PostButton } from '../../../ui/index.ts';
import type { NamedMeeting } from './agreement.tsx';
import { dueText } from './register-words.ts';

export interface PublicationData {
  readonly meeting: NamedMeeting;
  readonly items: readonly Publication[];
  /** Candidates without a decision, which stay with the secretariat. */
  readonly pending: number;
  readonly parties: ReadonlyMap<string, Party>;
}

/** The last look before countries see the register: what opens, who owes a part, who is told. */
export function publicationView(ctx: ViewContext, data: PublicationData): View {
  const { t, lang } = ctx;
  const { items, pending, parties, meeting } = data;
  const asked = [...new Set(items.flatMap((item) => item.owedBy))];
  return {
    title: t('agreements.publish.title'),
    section: 'agreements.list',
    width: 'wide',
    crumbs: [
      { label: t('agreements.navigation'), href: ctx.url('agreements.list') },
      { label: t('agreements.review.title'), href: ctx.url('agreements.review', { meeting: meeting.code }) },
    ],
    lede: meeting.title[lang],
    body:
      items.length === 0 ? (
        <EmptyState title={t('agreements.publish.nothing')}>
          <a href={ctx.url('agreements.review', { meeting: meeting.code })}>{t('agreements.publish.back')}</a>
        </EmptyState>
      ) : (
        <>
          <ErrorSummary lang={lang} faults={typed(ctx, 'agreements.publish').faults} />
          <ul>
            <li>{t('agreements.publish.opens', { count: items.length })}</li>
            <li>{t('agreements.publish.who-owes', { names: partyNames(asked, parties, lang).join(', ') })}</li>
            <li>{t('agreements.publish.who-sees')}</li>
            <li>{t('agreements.publish.who-does-not')}</li>
            {pending > 0 && <li>{t('agreements.publish.pending', { count: pending })}</li>}
          </ul>
          <DataTable
            id="publication"
            caption={t('agreements.publish.caption')}
            columns={[
              {
                head: t('agreements.column.title'),
                rowHead: true,
                cell: ({ obligation }) => {
                  const title = titleIn(obligation.title, lang);
                  return <span lang={title.lang}>{title.text}</span>;
                },
              },
              {
                head: t('agreements.fact.responsible'),
                cell: ({ obligation }) => partyNames(obligation.responsible, parties, lang).join(', '),
              },
              {
                head: t('agreements.publish.parts'),
                cell: ({ owedBy }) => partyNames(owedBy, parties, lang).join(', '),
              },
              { head: t('agreements.column.due'), cell: ({ obligation }) => dueText(obligation.due, t, lang) },
            ]}
            rows={items}
          />
          <div class="button-row">
            <PostButton action={ctx.url('agreements.publish', { meeting: meeting.code })}>
              {t('agreements.publish.send', { count: items.length })}
            </PostButton>
            <a href={ctx.url('agreements.review', { meeting: meeting.code })}>{t('agreements.publish.back')}</a>
          </div>
        </>
      ),
  };
}
