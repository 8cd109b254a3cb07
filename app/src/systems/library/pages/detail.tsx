import type { VNode } from 'preact';
import {
  type Distribution,
  isPending,
  missingLangs,
  type Receipt,
  receiptState,
  type SentVersion,
  type Work,
  type WorkVersion,
} from '../../../engines/documents/index.ts';
import { CONFERENCE_ZONE, compareText, dayIn, formatDate, LANGS } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  ButtonLink,
  Disclosure,
  Facts,
  HiddenFields,
  PostButton,
  StatusTag,
  TextArea,
  Timeline,
  type TimelineEvent,
} from '../../../ui/index.ts';
import type { Named, NamedMeeting } from '../names.ts';
import { classTone, crumbs, dateWords, fileWords, langIfOther, titleIn } from './words.ts';

export interface DetailData {
  readonly work: Work;
  readonly versions: readonly WorkVersion[];
  /** Of a restricted work, for the secretariat. */
  readonly readers: readonly string[];
  readonly distributions: readonly Distribution[];
  readonly receipts: readonly Receipt[];
  readonly sent: ReadonlyMap<string, readonly SentVersion[]>;
  readonly names: ReadonlyMap<string, Named>;
  readonly meeting: NamedMeeting | undefined;
  readonly canClassify: boolean;
  readonly isOwn: boolean;
}

/** One document: what it is, its versions in both languages, whom it was sent to and what became of that. */
export function detailView(ctx: ViewContext, data: DetailData): View {
  const { t, lang } = ctx;
  const { work, versions, canClassify } = data;
  const title = titleIn(work.title, lang);
  const withdrawal = formState(ctx, 'library.withdraw');
  const showing = formState(ctx, 'library.show');
  const waits = versions.some(({ state }) => state === 'classified');
  return {
    title: title.text,
    width: 'wide',
    section: 'library.list',
    crumbs: crumbs(ctx),
    printLine: [work.symbol, dateWords(work.dated, ctx)].filter(Boolean).join(', '),
    lede: (
      <>
        {work.symbol !== null && <strong>{work.symbol}</strong>}{' '}
        {work.status === 'available' ? (
          <StatusTag tone={classTone(work.class)}>{t(`library.class.${work.class}`)}</StatusTag>
        ) : (
          <StatusTag tone="overdue">{t(`library.status.${work.status}`)}</StatusTag>
        )}
      </>
    ),
    actions:
      canClassify && work.status !== 'withdrawn' ? (
        <>
          {waits && (
            <PostButton action={ctx.url('library.show', { code: work.code })}>{t('library.detail.show')}</PostButton>
          )}
          {work.status === 'received' && !waits && (
            <ButtonLink kind="primary" href={ctx.url('library.classify', { code: work.code })}>
              {t('library.detail.classify')}
            </ButtonLink>
          )}
          {work.status === 'available' && (
            <ButtonLink kind="primary" href={ctx.url('library.send', { code: work.code })}>
              {t('library.detail.send')}
            </ButtonLink>
          )}
          {(work.status === 'available' || waits) && (
            <ButtonLink href={ctx.url('library.classify', { code: work.code })}>{t('library.detail.edit')}</ButtonLink>
          )}
          <ButtonLink href={ctx.url('library.version-new', { code: work.code })}>
            {t('library.detail.new-version')}
          </ButtonLink>
        </>
      ) : undefined,
    body: (
      <>
        {withdrawal.summary}
        {showing.summary}
        {work.status === 'withdrawn' && (
          <p>
            {t('library.detail.withdrawn')} {work.withdrawnReason}
          </p>
        )}
        {work.status === 'received' && !canClassify && <p>{t('library.detail.received')}</p>}
        <Awaited ctx={ctx} data={data} />
        <Current ctx={ctx} data={data} />
        <WorkFacts ctx={ctx} data={data} />
        {canClassify && data.distributions.length > 0 && <Sent ctx={ctx} data={data} />}
        <History ctx={ctx} data={data} />
        {canClassify && work.status !== 'withdrawn' && (
          <Disclosure summary={t('library.detail.withdraw')} open={withdrawal.summary !== null}>
            <form method="post" action={ctx.url('library.withdraw', { code: work.code })} class="measure">
              <HiddenFields fields={{ version: String(work.version) }} />
              <TextArea
                lang={lang}
                name="reason"
                label={t('library.field.reason')}
                hint={t('library.hint.reason')}
                rows={3}
                maxLength={1000}
                value={withdrawal.value('reason')}
                error={withdrawal.error('reason')}
              />
              <Button kind="warning">{t('library.detail.withdraw-now')}</Button>
            </form>
          </Disclosure>
        )}
      </>
    ),
  };
}

/** What the reader's party has still to do with it: one button. */
function Awaited({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode | null {
  const { t, lang } = ctx;
  const own = data.receipts.filter(({ party }) => party === ctx.who.organisation);
  const asked = data.distributions.find(
    ({ id, acknowledgeBy }) =>
      acknowledgeBy !== null && own.some((receipt) => receipt.distribution === id && receipt.acknowledgedAt === null),
  );
  if (asked?.acknowledgeBy == null || !ctx.can('receipt.acknowledge')) return null;
  return (
    <section class="empty" aria-labelledby="awaited">
      <h2 id="awaited">{t('library.detail.awaited')}</h2>
      <p>{t('library.detail.awaited-by', { date: formatDate(asked.acknowledgeBy, lang) })}</p>
      <PostButton action={ctx.url('library.acknowledge', { code: data.work.code, id: asked.id })}>
        {t('library.detail.acknowledge')}
      </PostButton>
    </section>
  );
}

function WorkFacts({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  const { work, names, meeting } = data;
  const nameOf = (code: string): string => names.get(code)?.name[lang] ?? code;
  return (
    <Facts
      lang={lang}
      facts={[
        { label: t('library.field.body'), value: work.body === null ? null : nameOf(work.body) },
        ...(meeting
          ? [
              {
                label: t('library.field.meeting'),
                value: <a href={ctx.url('meetings.detail', { code: meeting.code })}>{meeting.title[lang]}</a>,
              },
            ]
          : []),
        { label: t('library.field.dated'), value: work.dated === null ? null : formatDate(work.dated, lang) },
        ...(ctx.who.person === null
          ? []
          : [{ label: t('library.field.class'), value: t(`library.class-about.${work.class}`) }]),
        ...(work.class === 'restricted' && data.canClassify
          ? [
              {
                label: t('library.field.readers'),
                value:
                  data.readers
                    .map(nameOf)
                    .toSorted((a, b) => compareText(a, b, lang))
                    .join(', ') || t('library.readers.none'),
              },
            ]
          : []),
        { label: t('library.field.owner'), value: nameOf(work.ownerParty) },
      ]}
    />
  );
}

/** The current version in each language, side by side: Spanish and English are equals. */
function Current({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t } = ctx;
  const missing = missingLangs(data.versions);
  const order = ctx.lang === 'es' ? LANGS : LANGS.toReversed();
  return (
    <section aria-labelledby="current">
      <h2 id="current" class="vh">
        {t('library.detail.current')}
      </h2>
      <div class="expressions">
        {order.map((lang) => {
          const version =
            data.versions.find((one) => one.lang === lang && one.state === 'available') ??
            data.versions.find((one) => one.lang === lang && one.state !== 'superseded');
          return (
            <div class="expression">
              <h3>{t(`library.lang.${lang}`)}</h3>
              {version ? (
                <VersionFile ctx={ctx} work={data.work} version={version} />
              ) : (
                <p class="quiet">{t(missing.includes(lang) ? 'library.detail.missing' : 'library.detail.none')}</p>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function VersionFile({
  ctx,
  work,
  version,
}: {
  readonly ctx: ViewContext;
  readonly work: Work;
  readonly version: WorkVersion;
}): VNode {
  const { t, lang } = ctx;
  const title = titleIn(work.title, version.lang);
  return (
    <>
      <p lang={langIfOther(title.lang, lang)}>{title.text}</p>
      <p class="button-row">
        <ButtonLink
          kind={ctx.can('work.classify') ? 'secondary' : 'primary'}
          href={downloadHref(ctx, work.code, version)}
          download
        >
          {t('library.detail.download')}
        </ButtonLink>
        <span class="quiet">
          {fileWords(version, lang)} · {t('library.version', { number: version.number })}
          {version.state !== 'available' && <> · {t(`library.state.${version.state}`)}</>}
        </span>
      </p>
      {version.unread !== null && ctx.can('work.classify') && <p class="hint">{t(version.unread)}</p>}
    </>
  );
}

function downloadHref(ctx: ViewContext, code: string, version: WorkVersion): string {
  return ctx.url('library.download', { code, file: `${version.lang}-${version.number}` });
}

/** "Sent on, opened by": a line for each distribution. */
function Sent({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  return (
    <section aria-labelledby="sent">
      <h2 id="sent">{t('library.detail.sent')}</h2>
      <ul class="sent">
        {data.distributions.map((distribution) => {
          const own = data.receipts.filter((receipt) => receipt.distribution === distribution.id);
          const states = own.map(receiptState);
          const pending = own.filter((receipt) => isPending(receipt, distribution.acknowledgeBy !== null)).length;
          return (
            <li>
              <a href={ctx.url('library.distribution', { code: data.work.code, id: distribution.id })}>
                {t('library.sent.on', { date: formatDate(dayIn(CONFERENCE_ZONE, distribution.sentAt), lang) })}
              </a>{' '}
              · {t('library.sent.recipients', { count: own.length })} ·{' '}
              {t('library.sent.opened', { count: states.filter((state) => state !== 'notified').length })} ·{' '}
              {t('library.sent.acknowledged', { count: states.filter((state) => state === 'acknowledged').length })}{' '}
              {pending > 0 && <StatusTag tone="soon">{t('library.sent.pending', { count: pending })}</StatusTag>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface Happened {
  readonly at: Date;
  readonly title: VNode | string;
}

/** Everything that happened to it, the newest first, as far as the reader may see. */
function History({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  const { work, versions, distributions, receipts } = data;
  const named = (version: WorkVersion): string =>
    t('library.history.version', { lang: t(`library.lang.${version.lang}`), number: version.number });
  const happened: readonly Happened[] = [
    ...versions.flatMap((version): Happened[] => [
      ...(version.availableAt
        ? [
            {
              at: version.availableAt,
              title: (
                <>
                  {named(version)}: {t('library.history.available')}{' '}
                  {version.state === 'superseded' && (
                    <a href={downloadHref(ctx, work.code, version)}>{t('library.history.open-old')}</a>
                  )}
                </>
              ),
            },
          ]
        : []),
      ...(version.endedAt
        ? [{ at: version.endedAt, title: `${named(version)}: ${t(`library.state.${version.state}`)}` }]
        : []),
      ...(data.canClassify || data.isOwn
        ? [{ at: version.addedAt, title: `${named(version)}: ${t('library.history.added')}` }]
        : []),
    ]),
    ...distributions.map((distribution) => ({
      at: distribution.sentAt,
      title: data.canClassify
        ? t('library.history.sent', {
            count: receipts.filter((receipt) => receipt.distribution === distribution.id).length,
          })
        : t('library.history.sent-to-you'),
    })),
    ...receipts
      .filter(({ party }) => party === ctx.who.organisation)
      .flatMap((receipt): Happened[] => [
        ...(receipt.openedAt ? [{ at: receipt.openedAt, title: t('library.history.opened') }] : []),
        ...(receipt.acknowledgedAt ? [{ at: receipt.acknowledgedAt, title: t('library.history.acknowledged') }] : []),
      ]),
  ];
  const events: readonly TimelineEvent[] = happened
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ at, title }) => {
      const day = dayIn(CONFERENCE_ZONE, at);
      return { state: 'done' as const, title, when: formatDate(day, lang), datetime: day };
    });
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('library.detail.history')}</h2>
      <Timeline lang={lang} events={events} />
    </section>
  );
}
