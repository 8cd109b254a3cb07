import type { VNode } from 'preact';
import {
  type BoardRow,
  type Party,
  type PendingReview,
  type Timing,
  titleIn,
} from '../../../engines/obligations/index.ts';
import { type Bilingual, formatDate, formatDistance, type LocalDate } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  ButtonLink,
  type DueItem,
  DueList,
  EmptyState,
  Field,
  FilterBar,
  Pagination,
  Select,
  Tabs,
} from '../../../ui/index.ts';
import {
  alphabetical,
  type BoardQuery,
  type BoardView,
  boardParams,
  inGroups,
  isNarrowed,
  PAGE_SIZE,
  STATE_FILTERS,
  VIEWS,
} from '../board.ts';
import { dueText, partsText, TIMING_TONES, whoText } from './register-words.ts';

export interface BoardData {
  readonly rows: readonly BoardRow[];
  readonly total: number;
  readonly counts: Readonly<Partial<Record<Timing, number>>>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly meetings: readonly {
    readonly code: string;
    readonly title: Bilingual;
    readonly startsOn: LocalDate | null;
  }[];
  /** Only for the secretariat: what is still to be reviewed. */
  readonly reviews: readonly PendingReview[];
}

/** The register of agreements: what is due first, every row with one act. */
export function boardView(ctx: ViewContext, data: BoardData, query: BoardQuery): View {
  const { t } = ctx;
  return {
    title: t('agreements.navigation'),
    section: 'agreements.list',
    width: 'wide',
    actions: <Exports ctx={ctx} query={query} />,
    printLine: t('agreements.print-line', { date: formatDate(ctx.today, ctx.lang) }),
    body: (
      <>
        <Reviews ctx={ctx} reviews={data.reviews} />
        <Filters ctx={ctx} data={data} query={query} />
        <Tabs
          label={t('agreements.views')}
          items={VIEWS.map((view) => ({
            href: ctx.url('agreements.list', boardParams(query, { view })),
            label: t(`agreements.view.${view}`),
            current: (query.view ?? 'due') === view,
          }))}
        />
        {data.rows.length === 0 ? (
          <EmptyState title={t('agreements.empty')}>{t('agreements.empty-why')}</EmptyState>
        ) : (
          <DueList groups={groupsOf(ctx, data, query)} />
        )}
        <Pagination
          lang={ctx.lang}
          page={query.page ?? 1}
          pages={Math.ceil(data.total / PAGE_SIZE)}
          hrefOf={(page) => ctx.url('agreements.list', boardParams(query, { page }))}
        />
      </>
    ),
  };
}

function Exports({ ctx, query }: { readonly ctx: ViewContext; readonly query: BoardQuery }): VNode {
  const formats = ['docx', 'xlsx', 'csv', 'json'] as const;
  return (
    <>
      {ctx.can('obligation.add') && (
        <ButtonLink href={ctx.url('agreements.new')} kind="primary">
          {ctx.t('agreements.new.title')}
        </ButtonLink>
      )}
      {formats.map((format) => (
        <ButtonLink href={ctx.url('agreements.export', { ...boardParams(query), format })} download>
          {ctx.t(`agreements.export.${format}`)}
        </ButtonLink>
      ))}
    </>
  );
}

function Reviews({
  ctx,
  reviews,
}: {
  readonly ctx: ViewContext;
  readonly reviews: readonly PendingReview[];
}): VNode | null {
  if (reviews.length === 0) return null;
  return (
    <ul class="plain">
      {reviews.map((review) => (
        <li>
          <a href={ctx.url('agreements.review', { meeting: review.meetingCode })}>
            {ctx.t('agreements.to-review', { meeting: review.title[ctx.lang] })}
          </a>{' '}
          {ctx.t('agreements.to-review-counts', { candidates: review.candidates, confirmed: review.confirmed })}
        </li>
      ))}
    </ul>
  );
}

function Filters({
  ctx,
  data,
  query,
}: {
  readonly ctx: ViewContext;
  readonly data: BoardData;
  readonly query: BoardQuery;
}): VNode {
  const { t, lang } = ctx;
  const parties = [...data.parties.values()]
    .filter((party) => party.kind !== 'group')
    .map((party) => ({ value: party.code, label: party.short[lang] }));
  return (
    <FilterBar
      lang={lang}
      action={ctx.url('agreements.list')}
      keep={query.view === undefined || query.view === 'due' ? {} : { view: query.view }}
      clearHref={isNarrowed(query) ? ctx.url('agreements.list', { view: boardParams(query)['view'] }) : undefined}
      result={countsLine(ctx, data, query)}
    >
      <Field lang={lang} name="q" label={t('agreements.filter.q')} value={query.q} type="search" />
      <Select
        lang={lang}
        name="country"
        label={t('agreements.filter.country')}
        empty={t('agreements.filter.all')}
        value={query.country}
        options={alphabetical(parties, lang)}
      />
      <Select
        lang={lang}
        name="meeting"
        label={t('agreements.filter.meeting')}
        empty={t('agreements.filter.all')}
        value={query.meeting}
        options={data.meetings.map((meeting) => ({ value: meeting.code, label: meeting.title[lang] }))}
      />
      <Select
        lang={lang}
        name="state"
        label={t('agreements.filter.state')}
        value={query.state ?? 'ongoing'}
        options={STATE_FILTERS.map((state) => ({
          value: state,
          label: t(`agreements.filter.state-${state.replace('_', '-')}`),
        }))}
      />
    </FilterBar>
  );
}

/** "14 acuerdos · 2 vencen en 30 días · 1 vencido": only what there is, late ones only for who may know. */
function countsLine(ctx: ViewContext, { counts }: BoardData, query: BoardQuery): string {
  const { t } = ctx;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = (['due_soon', 'overdue', 'reached', 'undated', 'waiting'] as const).flatMap((timing) => {
    const count = counts[timing] ?? 0;
    return count === 0 ? [] : [t(`agreements.counts.${timing.replace('_', '-')}`, { count })];
  });
  return [
    t(query.view === 'country' ? 'agreements.counts.parts' : 'agreements.counts.all', { count: all }),
    ...parts,
  ].join(' · ');
}

function groupsOf(ctx: ViewContext, data: BoardData, query: BoardQuery) {
  const { t, lang } = ctx;
  const view = query.view ?? 'due';
  const item = (row: BoardRow): DueItem => itemOf(ctx, data, row, view);
  switch (view) {
    case 'due':
      return inGroups(data.rows, (row) => row.timing).map(({ key, rows }) => ({
        id: `g-${key}`,
        title: t(`obligations.timing.${key}`),
        tone: key === 'overdue' ? ('overdue' as const) : key === 'due_soon' ? ('soon' as const) : undefined,
        items: rows.map(item),
      }));
    case 'country':
      return inGroups(data.rows, (row) => row.party ?? '').map(({ key, rows }) => ({
        id: `g-${key}`,
        title: data.parties.get(key)?.name[lang] ?? key,
        items: rows.map(item),
      }));
    case 'meeting':
      return inGroups(data.rows, (row) => row.meeting).map(({ key, rows }) => ({
        id: `g-${key}`,
        title: data.meetings.find((meeting) => meeting.code === key)?.title[lang] ?? key,
        items: rows.map(item),
      }));
  }
}

function itemOf(ctx: ViewContext, data: BoardData, row: BoardRow, view: BoardView): DueItem {
  const { t, lang } = ctx;
  const title = titleIn(row.title, lang);
  const settled = row.timing === 'closed' || row.timing === 'delivered';
  return {
    code: row.code,
    title: title.text,
    titleLang: title.lang === lang ? undefined : title.lang,
    href: ctx.url('agreements.detail', { code: row.code }),
    who: whoText(row.owedBy, data.parties, t, lang),
    date: row.due.to ?? undefined,
    due: dueText(row.due, t, lang),
    distance: row.due.to === null || settled ? undefined : formatDistance(ctx.today, row.due.to, lang),
    status: statusOf(ctx, row, view),
    action: actionOf(ctx, row),
  };
}

/**
 * One word on where it stands. The view by due date already says the timing above the rows, so there it is how many
 * parts are in, or how far it is; the other views say the timing.
 */
function statusOf({ t }: ViewContext, row: BoardRow, view: BoardView): DueItem['status'] {
  const parts = partsText(row, t);
  if (row.timing === 'closed')
    return { tone: row.state === 'accepted' ? 'done' : 'none', text: t(`obligations.state.${row.state}`) };
  if (row.timing === 'delivered') return { tone: 'active', text: parts ?? t('obligations.timing.delivered') };
  if (view === 'due') return { tone: 'neutral', text: parts ?? t(`obligations.state.${row.state}`) };
  const timing = t(`obligations.timing.${row.timing}`);
  return { tone: TIMING_TONES[row.timing], text: parts === undefined ? timing : `${timing} · ${parts}` };
}

/** The one act of a row: what the reader owes or must answer, else nothing but the row's own link. */
function actionOf(ctx: ViewContext, row: BoardRow): VNode | undefined {
  const { t } = ctx;
  const to = (anchor: string): string => `${ctx.url('agreements.detail', { code: row.code })}#${anchor}`;
  if (row.timing === 'closed') return undefined;
  const own = row.party === null || row.party === ctx.who.organisation;
  if (own && row.ownShare === 'owed' && ctx.can('progress.send', { party: ctx.who.organisation })) {
    return <ButtonLink href={to('report')}>{t('agreements.act.report')}</ButtonLink>;
  }
  if (!ctx.can('obligation.review') || row.party !== null) return undefined;
  if (row.toAnswer > 0) return <ButtonLink href={to('reports')}>{t('agreements.act.answer')}</ButtonLink>;
  if (row.timing === 'undated') return <ButtonLink href={to('date')}>{t('agreements.act.date')}</ButtonLink>;
  return undefined;
}
