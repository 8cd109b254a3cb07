import { CONFERENCE_ZONE, formatMoment } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ButtonLink, DataTable, EmptyState, StatusTag } from '../../../ui/index.ts';
import type { MailLine } from '../kept.ts';

/** The mails that the reader was sent, as they went out. */
export function listView(
  ctx: ViewContext,
  data: { readonly mails: readonly MailLine[]; readonly chases: boolean },
): View {
  const { t, lang } = ctx;
  return {
    title: t('mailbox.title'),
    lede: t('mailbox.lede'),
    width: 'wide',
    actions: (
      <>
        <ButtonLink href={ctx.url('mailbox.settings')}>{t('mailbox.settings.title')}</ButtonLink>
        {data.chases && <ButtonLink href={ctx.url('mailbox.unreached')}>{t('mailbox.unreached.title')}</ButtonLink>}
      </>
    ),
    body: (
      <DataTable
        id="mails"
        caption={t('mailbox.title')}
        captionHidden
        rows={data.mails}
        empty={<EmptyState title={t('mailbox.none')}>{t('mailbox.none-why')}</EmptyState>}
        columns={[
          {
            head: t('mailbox.subject'),
            rowHead: true,
            cell: ({ id, subject }) => <a href={ctx.url('mailbox.mail', { id })}>{subject ?? t('mailbox.erased')}</a>,
          },
          { head: t('mailbox.cause'), cell: ({ cause }) => <Cause ctx={ctx} cause={cause} /> },
          { head: t('mailbox.at'), nowrap: true, cell: ({ at }) => formatMoment(at, lang, CONFERENCE_ZONE) },
        ]}
      />
    ),
  };
}

function Cause({ ctx, cause }: { readonly ctx: ViewContext; readonly cause: MailLine['cause'] }) {
  return <StatusTag tone={cause === 'urgent' ? 'soon' : 'neutral'}>{ctx.t(`mailbox.cause.${cause}`)}</StatusTag>;
}
