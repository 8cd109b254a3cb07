import type { VNode } from 'preact';
import type { TextState } from '../../../engines/texts/index.ts';
import type { LocalDate } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ButtonLink, DataTable, EmptyState, FilterBar, Select, StatusTag } from '../../../ui/index.ts';
import type { BodyName, Meeting } from '../meeting.ts';
import { dateWords, meetingTone, placeWords } from './words.ts';

export interface ListedMeeting extends Meeting {
  /** State of its report, as far as the reader may see one. */
  readonly report: TextState | null;
}

export interface ListData {
  readonly meetings: readonly ListedMeeting[];
  readonly bodies: readonly BodyName[];
  readonly years: readonly string[];
  readonly filter: { readonly body?: string | undefined; readonly year?: string | undefined };
}

/** Meetings as a calendar: what is coming, what has no date yet, what was held. */
export function listView(ctx: ViewContext, data: ListData): View {
  const { t, lang } = ctx;
  const { meetings, filter } = data;
  const isFiltered = filter.body !== undefined || filter.year !== undefined;
  return {
    title: t('meetings.list.title'),
    width: 'wide',
    section: 'meetings.list',
    actions: ctx.can('meeting.add') ? (
      <>
        <ButtonLink kind="primary" href={ctx.url('meetings.import-new')}>
          {t('meetings.list.upload')}
        </ButtonLink>
        <ButtonLink href={ctx.url('meetings.new')}>{t('meetings.list.new')}</ButtonLink>
      </>
    ) : undefined,
    body: (
      <>
        <FilterBar
          lang={lang}
          action={ctx.url('meetings.list')}
          clearHref={isFiltered ? ctx.url('meetings.list') : undefined}
          result={t('meetings.list.count', { count: meetings.length })}
        >
          <Select
            lang={lang}
            name="body"
            label={t('meetings.field.body')}
            value={filter.body}
            empty={t('meetings.list.all-bodies')}
            options={data.bodies.map((body) => ({ value: body.code, label: body.acronym[lang] }))}
          />
          <Select
            lang={lang}
            name="year"
            label={t('meetings.field.year')}
            value={filter.year}
            empty={t('meetings.list.all-years')}
            options={data.years.map((year) => ({ value: year, label: year }))}
          />
        </FilterBar>
        {meetings.length === 0 ? (
          <EmptyState title={t('meetings.list.none')}>{t('meetings.list.none-why')}</EmptyState>
        ) : (
          groupsOf(meetings, ctx.today).map(({ id, rows }) => (
            <MeetingTable ctx={ctx} id={id} title={t(`meetings.group.${id}`)} rows={rows} />
          ))
        )}
      </>
    ),
  };
}

interface Group {
  readonly id: 'coming' | 'held';
  readonly rows: readonly ListedMeeting[];
}

/** Coming ones first, the nearest on top and those without a date after them; then the past, newest first. */
function groupsOf(meetings: readonly ListedMeeting[], today: LocalDate): readonly Group[] {
  const lastDay = (meeting: Meeting): string => meeting.endsOn ?? meeting.startsOn ?? '';
  const undated = meetings.filter((meeting) => meeting.startsOn === null);
  const dated = meetings.filter((meeting) => meeting.startsOn !== null);
  const coming = dated.filter((meeting) => lastDay(meeting) >= today).toReversed();
  const groups: readonly Group[] = [
    { id: 'coming', rows: [...coming, ...undated] },
    { id: 'held', rows: dated.filter((meeting) => lastDay(meeting) < today) },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function MeetingTable({
  ctx,
  id,
  title,
  rows,
}: {
  readonly ctx: ViewContext;
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ListedMeeting[];
}): VNode {
  const { t, lang } = ctx;
  return (
    <DataTable
      id={id}
      caption={title}
      rows={rows}
      columns={[
        { head: t('meetings.field.date'), nowrap: true, cell: (meeting) => dateWords(meeting, lang, t) },
        {
          head: t('meetings.field.meeting'),
          rowHead: true,
          cell: (meeting) => <a href={ctx.url('meetings.detail', { code: meeting.code })}>{meeting.title[lang]}</a>,
        },
        {
          head: t('meetings.field.body'),
          cell: (meeting) => <span title={meeting.bodyName[lang]}>{meeting.bodyAcronym[lang]}</span>,
        },
        {
          head: t('meetings.field.place'),
          cell: (meeting) =>
            meeting.mode === 'virtual'
              ? t('meetings.mode.virtual')
              : placeWords(meeting, lang) || t('meetings.place-open'),
        },
        {
          head: t('meetings.field.status'),
          nowrap: true,
          cell: (meeting) => (
            <StatusTag tone={meetingTone(meeting.status)}>{t(`meetings.status.${meeting.status}`)}</StatusTag>
          ),
        },
        {
          head: t('meetings.field.report'),
          cell: (meeting) =>
            meeting.report === null ? (
              <span class="quiet">{t('meetings.report.none-yet')}</span>
            ) : (
              <a href={ctx.url('meetings.report', { code: meeting.code })}>
                {t(`meetings.report.state.${meeting.report}`)}
              </a>
            ),
        },
      ]}
    />
  );
}
