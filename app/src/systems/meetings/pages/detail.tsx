import type { VNode } from 'preact';
import type { RegisterLine } from '../../../engines/obligations/index.ts';
import type { TextHead } from '../../../engines/texts/index.ts';
import { compareText } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, Disclosure, EmptyState, Facts, HiddenFields, StatusTag } from '../../../ui/index.ts';
import type { AgendaItem, Delegation, Meeting } from '../meeting.ts';
import { type MeetingEvent, possibleEvents } from '../states.ts';
import { crumbs, dateWords, meetingTone, placeWords } from './words.ts';

export interface DetailData {
  readonly meeting: Meeting;
  readonly linked: Meeting | null;
  readonly delegations: readonly Delegation[];
  readonly agenda: readonly AgendaItem[];
  /** The report, if there is one that the reader may see. */
  readonly report: TextHead | null;
  readonly followUp: readonly RegisterLine[];
  /** The file that the report was read from, if the reader may open it. */
  readonly hasSource: boolean;
  readonly canEdit: boolean;
}

/** One meeting: what, when, where, who, its agenda and its report. */
export function detailView(ctx: ViewContext, data: DetailData): View {
  const { t, lang } = ctx;
  const { meeting } = data;
  const link = (route: string): string => ctx.url(route, { code: meeting.code });
  const form = formState(ctx, 'meetings.move');
  return {
    title: meeting.title[lang],
    width: 'wide',
    section: 'meetings.list',
    crumbs: crumbs(ctx),
    lede: <StatusTag tone={meetingTone(meeting.status)}>{t(`meetings.status.${meeting.status}`)}</StatusTag>,
    actions: data.canEdit ? (
      <>
        {data.report === null && (
          <ButtonLink kind="primary" href={link('meetings.import')}>
            {t('meetings.detail.upload-report')}
          </ButtonLink>
        )}
        <ButtonLink href={link('meetings.edit')}>{t('meetings.detail.edit')}</ButtonLink>
      </>
    ) : undefined,
    body: (
      <>
        {form.summary}
        <MeetingFacts ctx={ctx} data={data} />
        {data.canEdit && <Moves ctx={ctx} meeting={meeting} />}
        <ReportSection ctx={ctx} data={data} />
        <AgendaSection ctx={ctx} data={data} />
        <DelegationsSection ctx={ctx} data={data} />
      </>
    ),
  };
}

function MeetingFacts({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  const { meeting, linked } = data;
  return (
    <Facts
      lang={lang}
      facts={[
        { label: t('meetings.field.body'), value: meeting.bodyName[lang] },
        {
          label: t('meetings.field.date'),
          value: meeting.startsOn === null ? t('meetings.date-open') : dateWords(meeting, lang, t),
        },
        ...(meeting.opensAt === null
          ? []
          : [
              {
                label: t('meetings.field.hours'),
                value: [meeting.opensAt, meeting.closesAt].filter((hour) => hour !== null).join('–'),
              },
            ]),
        {
          label: t('meetings.field.place'),
          value: placeWords(meeting, lang) || (meeting.mode === 'virtual' ? t('meetings.mode.virtual') : null),
        },
        { label: t('meetings.field.mode'), value: t(`meetings.mode.${meeting.mode}`) },
        { label: t('meetings.field.zone'), value: meeting.zone.replace('_', ' ') },
        ...(linked
          ? [
              {
                label: t('meetings.field.linked'),
                value: <a href={ctx.url('meetings.detail', { code: linked.code })}>{linked.title[lang]}</a>,
              },
            ]
          : []),
      ]}
    />
  );
}

function Moves({ ctx, meeting }: { readonly ctx: ViewContext; readonly meeting: Meeting }): VNode | null {
  const events = possibleEvents(meeting.status);
  if (events.length === 0) return null;
  const kindOf = (event: MeetingEvent, index: number): 'primary' | 'secondary' | 'quiet' =>
    event === 'cancel' ? 'quiet' : index === 0 ? 'primary' : 'secondary';
  return (
    <form method="post" action={ctx.url('meetings.move', { code: meeting.code })} class="button-row">
      <HiddenFields fields={{ version: String(meeting.version) }} />
      {events.map((event, index) => (
        <Button kind={kindOf(event, index)} name="event" value={event}>
          {ctx.t(`meetings.event.${event}`)}
        </Button>
      ))}
    </form>
  );
}

function ReportSection({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t } = ctx;
  const { meeting, report } = data;
  return (
    <section aria-labelledby="report">
      <h2 id="report">{t('meetings.detail.report')}</h2>
      {report === null ? (
        <EmptyState
          title={t('meetings.report.none')}
          action={
            data.canEdit ? (
              <p class="button-row">
                <ButtonLink kind="primary" href={ctx.url('meetings.import', { code: meeting.code })}>
                  {t('meetings.detail.upload-report')}
                </ButtonLink>
                <ButtonLink href={ctx.url('meetings.report-begin', { code: meeting.code })}>
                  {t('meetings.detail.write-report')}
                </ButtonLink>
              </p>
            ) : undefined
          }
        />
      ) : (
        <p>
          <a href={ctx.url('meetings.report', { code: meeting.code })}>{report.symbol ?? t('meetings.report.open')}</a>{' '}
          <StatusTag tone={report.state === 'draft' ? 'neutral' : report.state === 'in_review' ? 'soon' : 'done'}>
            {t(`meetings.report.state.${report.state}`)}
          </StatusTag>{' '}
          · <a href={ctx.url('agreements.list', { meeting: meeting.code })}>{t('meetings.detail.register')}</a>
          {data.hasSource && (
            <>
              {' '}
              · <a href={ctx.url('meetings.source', { code: meeting.code })}>{t('meetings.detail.source')}</a>
            </>
          )}
          {data.canEdit && (
            <>
              {' '}
              · <a href={ctx.url('agreements.review', { meeting: meeting.code })}>{t('meetings.detail.review')}</a>
            </>
          )}
        </p>
      )}
    </section>
  );
}

function AgendaSection({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{t('meetings.detail.agenda')}</h2>
      {data.agenda.length === 0 ? (
        <p class="quiet">{t('meetings.agenda.none')}</p>
      ) : (
        <ol>
          {data.agenda.map((item) => (
            <li id={`agenda-${item.ordinal}`}>
              {item.title[lang]}
              {item.kind === 'follow_up' && <FollowUp ctx={ctx} lines={data.followUp} />}
            </li>
          ))}
        </ol>
      )}
      {data.canEdit && (
        <p>
          <a href={ctx.url('meetings.agenda', { code: data.meeting.code })}>{t('meetings.detail.edit-agenda')}</a>
        </p>
      )}
    </section>
  );
}

/** The point that fills itself: what is still owed to this body. Neutral words: nobody is called late here. */
export function FollowUp({
  ctx,
  lines,
}: {
  readonly ctx: ViewContext;
  readonly lines: readonly RegisterLine[];
}): VNode {
  const { t, lang } = ctx;
  if (lines.length === 0) return <p class="quiet">{t('meetings.follow-up.none')}</p>;
  return (
    <Disclosure summary={t('meetings.follow-up.count', { count: lines.length })} open={lines.length <= 12}>
      <ul>
        {lines.map((line) => (
          <li>
            <a href={ctx.url('agreements.detail', { code: line.code })}>{line.code}</a>{' '}
            <span lang={line.title[lang] === null ? line.lang : undefined}>{line.title[lang] ?? line.quote}</span>
            <span class="quiet">
              {' '}
              · {t('meetings.follow-up.answered', { answered: line.answered, total: line.total })}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function DelegationsSection({ ctx, data }: { readonly ctx: ViewContext; readonly data: DetailData }): VNode {
  const { t, lang } = ctx;
  const sorted = data.delegations.toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang));
  const present = sorted.filter((delegation) => delegation.attended);
  const absent = sorted.filter((delegation) => !delegation.attended);
  const names = (list: readonly Delegation[]): string => list.map((one) => one.name[lang]).join(', ');
  return (
    <section aria-labelledby="delegations">
      <h2 id="delegations">{t('meetings.detail.delegations')}</h2>
      {sorted.length === 0 ? (
        <p class="quiet">{t('meetings.delegations.none')}</p>
      ) : (
        <Facts
          lang={lang}
          facts={[
            {
              label: t('meetings.delegations.members'),
              value: names(present.filter((one) => one.capacity === 'member')),
            },
            {
              label: t('meetings.delegations.others'),
              value: names(present.filter((one) => one.capacity !== 'member')),
            },
            ...(absent.length > 0 ? [{ label: t('meetings.delegations.absent'), value: names(absent) }] : []),
          ]}
        />
      )}
      {data.canEdit && (
        <p>
          <a href={ctx.url('meetings.delegations', { code: data.meeting.code })}>
            {t('meetings.detail.edit-delegations')}
          </a>
        </p>
      )}
    </section>
  );
}
