import { CONFERENCE_ZONE, formatMoment } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable, EmptyState } from '../../../ui/index.ts';
import type { Unreached } from '../kept.ts';

/** Whom the Conference's mail did not reach, so that the secretariat can call them. */
export function unreachedView(ctx: ViewContext, data: { readonly unreached: readonly Unreached[] }): View {
  const { t, lang } = ctx;
  return {
    title: t('mailbox.unreached.title'),
    lede: t('mailbox.unreached.lede'),
    width: 'wide',
    crumbs: [{ label: t('mailbox.title'), href: ctx.url('mailbox.list') }],
    body: (
      <DataTable
        id="unreached"
        caption={t('mailbox.unreached.title')}
        captionHidden
        rows={data.unreached}
        empty={<EmptyState title={t('mailbox.unreached.none')}>{t('mailbox.unreached.none-why')}</EmptyState>}
        columns={[
          { head: t('mailbox.unreached.who'), rowHead: true, cell: ({ name }) => name },
          { head: t('mailbox.unreached.party'), cell: ({ partyName }) => partyName[lang] },
          { head: t('mailbox.cause'), cell: ({ cause }) => t(`mailbox.cause.${cause}`) },
          { head: t('mailbox.unreached.attempts'), numeric: true, cell: ({ attempts }) => attempts },
          { head: t('mailbox.unreached.reply'), nowrap: true, cell: ({ reply }) => reply },
          {
            head: t('mailbox.unreached.at'),
            nowrap: true,
            cell: ({ at }) => at && formatMoment(at, lang, CONFERENCE_ZONE),
          },
        ]}
      />
    ),
  };
}
