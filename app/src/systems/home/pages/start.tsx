import type { VNode } from 'preact';
import {
  type countParts,
  type Notice,
  type OpenReport,
  type Party,
  type PendingReview,
  partyOrder,
  type Timing,
  titleIn,
} from '../../../engines/obligations/index.ts';
import {
  CONFERENCE_ZONE,
  formatDate,
  formatDistance,
  formatMoment,
  isMemberCode,
  type LocalDate,
  type MemberCode,
} from '../../../kernel/index.ts';
import type { DueItem, View, ViewContext } from '../../../platform/system/index.ts';
import {
  ButtonLink,
  CountryGrid,
  DataTable,
  DueList,
  EmptyState,
  PostButton,
  StatusTag,
  TaskList,
  type Tone,
} from '../../../ui/index.ts';
import { byUrgency, URGENCIES, type Urgency } from '../due-groups.ts';
import { jobName, type ShownJob } from './job.tsx';

/** What only the secretariat's desk shows. */
export interface Desk {
  readonly parts: Awaited<ReturnType<typeof countParts>>;
  readonly reviews: readonly PendingReview[];
  readonly reports: readonly OpenReport[];
  readonly parties: ReadonlyMap<string, Party>;
}

export interface StartData {
  readonly due: readonly DueItem[];
  readonly notices: readonly Notice[];
  readonly meeting:
    | {
        readonly code: string;
        readonly title: { readonly es: string; readonly en: string };
        readonly startsOn: LocalDate;
        readonly place: Partial<Record<'es' | 'en', string | null>>;
      }
    | undefined;
  readonly jobs: readonly ShownJob[];
  readonly desk: Desk | undefined;
}

/** What the reader must do, first; then what is new, and the next meeting. */
export function startView(ctx: ViewContext, data: StartData): View {
  const { t, lang } = ctx;
  const name = ctx.who.organisationName?.[lang];
  return {
    title: data.desk ? t('home.title-desk') : name === undefined ? t('home.navigation') : t('home.title', { name }),
    section: 'home.start',
    width: 'wide',
    lede: formatDate(ctx.today, lang),
    printLine: t('home.print-line', { date: formatDate(ctx.today, lang) }),
    body: (
      <>
        {data.desk && <DeskWork ctx={ctx} desk={data.desk} />}
        <Due ctx={ctx} items={data.due} quiet={data.desk !== undefined} />
        {data.desk && <Grid ctx={ctx} desk={data.desk} />}
        <News ctx={ctx} notices={data.notices} />
        <Next ctx={ctx} meeting={data.meeting} />
        <Jobs ctx={ctx} jobs={data.jobs} />
      </>
    ),
  };
}

const TONES: Readonly<Record<Urgency, Tone | undefined>> = {
  overdue: 'overdue',
  week: 'soon',
  month: 'soon',
  later: undefined,
  undated: undefined,
};

function Due({
  ctx,
  items,
  quiet,
}: {
  readonly ctx: ViewContext;
  readonly items: readonly DueItem[];
  readonly quiet: boolean;
}): VNode | null {
  const { t, lang } = ctx;
  if (items.length === 0) {
    return quiet ? null : (
      <EmptyState title={t('home.due.nothing')}>
        <a href={ctx.url('agreements.list')}>{t('home.due.all')}</a>
      </EmptyState>
    );
  }
  const groups = byUrgency(items, ctx.today);
  return (
    <section aria-labelledby="due">
      <h2 id="due">{t('home.due.title')}</h2>
      <DueList
        level={3}
        groups={URGENCIES.map((urgency) => ({
          id: `due-${urgency}`,
          title: t(`home.due.${urgency}`),
          tone: TONES[urgency],
          items: (groups.get(urgency) ?? []).map((item) => ({
            code: item.id,
            title: item.what,
            href: item.href,
            note: item.note === '' ? undefined : item.note,
            date: item.due ?? undefined,
            due: item.due === null ? t('home.due.no-date') : formatDate(item.due, lang),
            distance: item.due === null ? undefined : formatDistance(ctx.today, item.due, lang),
            action: <ButtonLink href={item.href}>{item.action}</ButtonLink>,
          })),
        }))}
      />
    </section>
  );
}

function News({ ctx, notices }: { readonly ctx: ViewContext; readonly notices: readonly Notice[] }): VNode | null {
  const { t, lang } = ctx;
  const [newest] = notices;
  if (newest === undefined) return null;
  return (
    <section aria-labelledby="news">
      <h2 id="news">{t('home.news.title')}</h2>
      <ul>
        {notices.map((notice) => {
          const title = titleIn(notice.title, lang);
          return (
            <li>
              <time dateTime={notice.at.toISOString()}>{formatMoment(notice.at, lang, CONFERENCE_ZONE)}</time>:{' '}
              {t(`obligations.notice.${notice.kind}`)}.{' '}
              {notice.code !== null && (
                <a
                  href={ctx.url('agreements.detail', { code: notice.code })}
                  lang={title.lang === lang ? undefined : title.lang}
                >
                  {notice.code} {title.text}
                </a>
              )}
            </li>
          );
        })}
      </ul>
      {ctx.can('notice.mark', { party: ctx.who.organisation }) && (
        <div class="button-row">
          <PostButton
            kind="secondary"
            action={ctx.url('home.notices-seen')}
            fields={{ until: newest.at.toISOString() }}
          >
            {t('home.notices.mark')}
          </PostButton>
        </div>
      )}
    </section>
  );
}

function Next({ ctx, meeting }: { readonly ctx: ViewContext; readonly meeting: StartData['meeting'] }): VNode | null {
  const { t, lang } = ctx;
  if (meeting === undefined) return null;
  const title = meeting.title[lang];
  const place = meeting.place[lang];
  return (
    <section aria-labelledby="next">
      <h2 id="next">{t('home.next.title')}</h2>
      <p>
        {ctx.house.routes.has('meetings.detail') ? (
          <a href={ctx.url('meetings.detail', { code: meeting.code })}>{title}</a>
        ) : (
          title
        )}
        {' · '}
        <time dateTime={meeting.startsOn}>{formatDate(meeting.startsOn, lang)}</time> (
        {formatDistance(ctx.today, meeting.startsOn, lang)}){place && ` · ${place}`}
      </p>
    </section>
  );
}

/** What waits for the secretariat itself. */
function DeskWork({ ctx, desk }: { readonly ctx: ViewContext; readonly desk: Desk }): VNode | null {
  const { t, lang } = ctx;
  if (desk.reviews.length === 0 && desk.reports.length === 0) return null;
  return (
    <section aria-labelledby="desk">
      <h2 id="desk">{t('home.desk.title')}</h2>
      <TaskList
        tasks={[
          ...desk.reviews.map((review) => ({
            label: t('home.desk.review', { meeting: review.title[lang] }),
            href: ctx.url('agreements.review', { meeting: review.meetingCode }),
            hint: t('home.desk.review-counts', { candidates: review.candidates, confirmed: review.confirmed }),
            state: { tone: 'active' as const, text: t('home.desk.to-review') },
          })),
          ...desk.reports.map((report) => ({
            label: `${report.code} ${titleIn(report.title, lang).text}`,
            href: `${ctx.url('agreements.detail', { code: report.code })}#r-${report.id}`,
            hint: [
              desk.parties.get(report.party)?.name[lang] ?? report.party,
              t(`obligations.progress.${report.kind}`),
              formatMoment(report.writtenAt, lang, CONFERENCE_ZONE),
            ].join(' · '),
            state: { tone: 'soon' as const, text: t('home.desk.to-answer') },
          })),
        ]}
      />
    </section>
  );
}

const COLUMNS = ['overdue', 'due_soon', 'not_due', 'undated', 'waiting'] as const satisfies readonly Timing[];

/** Eleven countries by what they owe: alphabetical, numbers as text, nothing to rank by. Then the other organisations. */
function Grid({ ctx, desk }: { readonly ctx: ViewContext; readonly desk: Desk }): VNode {
  const { t, lang } = ctx;
  const columns = COLUMNS.map((key) => ({ key, label: t(`obligations.timing.${key}`) }));
  const none = Object.fromEntries(COLUMNS.map((key) => [key, 0]));
  const countsOf = (party: string): Readonly<Record<string, number>> => ({
    ...none,
    ...Object.fromEntries(desk.parts.filter((part) => part.party === party).map((part) => [part.timing, part.count])),
  });
  const hrefOf = (party: string, timing: string): string =>
    ctx.url('agreements.list', { country: party, state: 'owing', timing });
  const owing = new Set(desk.parts.map((part) => part.party));
  const others = partyOrder(desk.parties, lang).filter((code) => !isMemberCode(code) && owing.has(code));
  const members = [...desk.parties.keys()].filter(isMemberCode);
  return (
    <section aria-labelledby="grid">
      <h2 id="grid">{t('home.grid.title')}</h2>
      <CountryGrid
        lang={lang}
        id="countries"
        caption={t('home.grid.caption')}
        columns={columns}
        counts={
          Object.fromEntries(members.map((code) => [code, countsOf(code)])) as Partial<
            Record<MemberCode, Readonly<Record<string, number>>>
          >
        }
        hrefOf={hrefOf}
      />
      {others.length > 0 && (
        <DataTable
          id="others"
          caption={t('home.grid.others')}
          columns={[
            {
              head: t('home.grid.organisation'),
              rowHead: true,
              cell: (code) => desk.parties.get(code)?.name[lang] ?? code,
            },
            ...columns.map(({ key, label }) => ({
              head: label,
              numeric: true,
              cell: (code: string) => {
                const count = countsOf(code)[key] ?? 0;
                if (count === 0) return 0;
                return (
                  <a href={hrefOf(code, key)}>
                    {count}
                    <span class="vh">
                      {' '}
                      {label}, {desk.parties.get(code)?.name[lang] ?? code}
                    </span>
                  </a>
                );
              },
            })),
          ]}
          rows={others}
        />
      )}
    </section>
  );
}

const JOB_TONES: Readonly<Record<ShownJob['state'], Tone>> = {
  waiting: 'neutral',
  running: 'active',
  done: 'done',
  failed: 'overdue',
};

function Jobs({ ctx, jobs }: { readonly ctx: ViewContext; readonly jobs: readonly ShownJob[] }): VNode | null {
  const { t, lang } = ctx;
  if (jobs.length === 0) return null;
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs">{t('home.jobs.title')}</h2>
      <ul>
        {jobs.map((job) => (
          <li>
            <a href={ctx.url('home.job', { id: job.id })}>{jobName(ctx, job)}</a> ·{' '}
            {formatMoment(job.createdAt, lang, CONFERENCE_ZONE)}{' '}
            <StatusTag tone={JOB_TONES[job.state]}>{t(`home.job.state-${job.state}`)}</StatusTag>
          </li>
        ))}
      </ul>
    </section>
  );
}
