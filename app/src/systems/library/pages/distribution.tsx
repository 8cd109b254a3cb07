import {
  type Distribution,
  isPending,
  type Receipt,
  receiptState,
  type SentVersion,
  type Work,
} from '../../../engines/documents/index.ts';
import { CONFERENCE_ZONE, compareText, formatDate, formatMoment } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable, PostButton, StatusTag, type Tone } from '../../../ui/index.ts';
import type { Named } from '../names.ts';
import { crumbs, shortName } from './words.ts';

export interface DistributionData {
  readonly work: Work;
  readonly distribution: Distribution;
  readonly sent: readonly SentVersion[];
  /** All of them for the secretariat, the reader's own for a recipient. */
  readonly receipts: readonly Receipt[];
  readonly names: ReadonlyMap<string, Named>;
}

const TONES: Readonly<Record<ReturnType<typeof receiptState>, Tone>> = {
  notified: 'soon',
  opened: 'active',
  acknowledged: 'done',
};

/** Who has received, opened and acknowledged; those from whom something is awaited come first and are told in one click. */
export function distributionView(ctx: ViewContext, data: DistributionData): View {
  const { t, lang } = ctx;
  const { work, distribution, names } = data;
  const asks = distribution.acknowledgeBy !== null;
  const moment = (at: Date | null): string => (at === null ? '—' : formatMoment(at, lang, CONFERENCE_ZONE));
  const nameOf = (code: string): string => names.get(code)?.name[lang] ?? code;
  const pending = data.receipts.filter((receipt) => isPending(receipt, asks));
  const rows = data.receipts.toSorted(
    (a, b) =>
      Number(isPending(b, asks)) - Number(isPending(a, asks)) || compareText(nameOf(a.party), nameOf(b.party), lang),
  );
  return {
    title: t('library.distribution.title', { name: shortName(work, lang) }),
    width: 'wide',
    section: 'library.list',
    crumbs: crumbs(ctx, work),
    lede: t('library.distribution.sent', { moment: moment(distribution.sentAt) }),
    actions:
      ctx.can('receipt.remind') && pending.length > 0 && work.status === 'available' ? (
        <PostButton action={ctx.url('library.remind', { code: work.code, id: distribution.id })}>
          {t('library.distribution.remind', { count: pending.length })}
        </PostButton>
      ) : undefined,
    body: (
      <>
        {formState(ctx, 'library.remind').summary}
        {formState(ctx, 'library.acknowledge').summary}
        <ul class="sent">
          {data.sent.map((version) => (
            <li>
              {t('library.send.version', {
                lang: t(`library.lang.${version.lang}`),
                number: version.number,
                hash: version.sha256.slice(0, 12),
              })}
              {version.state === 'superseded' && <> · {t('library.distribution.newer')}</>}
              {version.state === 'withdrawn' && <> · {t('library.state.withdrawn')}</>}
            </li>
          ))}
        </ul>
        {distribution.acknowledgeBy !== null && (
          <p>{t('library.distribution.by', { date: formatDate(distribution.acknowledgeBy, lang) })}</p>
        )}
        <DataTable
          id="receipts"
          caption={t('library.distribution.caption')}
          rows={rows}
          columns={[
            { head: t('library.distribution.party'), rowHead: true, cell: ({ party }) => nameOf(party) },
            {
              head: t('library.distribution.state'),
              nowrap: true,
              cell: (receipt) => (
                <StatusTag tone={TONES[receiptState(receipt)]}>
                  {t(`library.receipt.${receiptState(receipt)}`)}
                </StatusTag>
              ),
            },
            {
              head: t('library.distribution.notified'),
              cell: ({ notifiedAt, notices }) =>
                notices === 1
                  ? moment(notifiedAt)
                  : `${moment(notifiedAt)} (${t('library.distribution.times', { count: notices })})`,
            },
            { head: t('library.distribution.opened'), cell: ({ openedAt }) => moment(openedAt) },
            { head: t('library.distribution.acknowledged'), cell: ({ acknowledgedAt }) => moment(acknowledgedAt) },
          ]}
        />
        <p class="hint">{t('library.distribution.how')}</p>
      </>
    ),
  };
}
