import type { VNode } from 'preact';
import { type AppointmentFunction, formatDate, type LocalDate } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  ButtonLink,
  type ContactGroup,
  ContactList,
  EmptyState,
  Field,
  FilterBar,
  Select,
  Tabs,
} from '../../../ui/index.ts';
import { type AppointmentRecord, byPerson, compareParties, type Entry, inGroups } from '../listing.ts';
import type { Vacancy } from '../vacancy.ts';
import {
  contactOf,
  crumbs,
  functionName,
  functionOptions,
  type Known,
  namesOf,
  partyName,
  seatName,
  topicOptions,
} from './words.ts';

export const GROUPINGS = ['country', 'topic'] as const;

/** The address of a list: what it is narrowed to, on which day and how it is grouped. */
export interface ListQuery {
  readonly q?: string | undefined;
  readonly country?: string | undefined;
  readonly topic?: string | undefined;
  readonly fn?: AppointmentFunction | undefined;
  /** As it was typed. */
  readonly on?: string | undefined;
  readonly by?: (typeof GROUPINGS)[number] | undefined;
}

export interface ListData {
  readonly entries: readonly Entry[];
  readonly known: Known;
  /** The day that the list is about. */
  readonly on: LocalDate;
  /** Another day than today was asked for. */
  readonly isPast: boolean;
  /** Why the day that was typed was not taken. */
  readonly onFault?: string | undefined;
  /** Of the country that the list is narrowed to, for those who see them. */
  readonly vacancies: readonly Vacancy[];
  /** Countries and organisations that can be chosen. */
  readonly choices: readonly string[];
}

/** Who can be called, by country or by topic: on a phone the country first, then the person. */
export function listView(ctx: ViewContext, data: ListData, query: ListQuery): View {
  const { t, lang } = ctx;
  const subject =
    query.country !== undefined
      ? partyName(data.known, query.country, lang)
      : query.topic !== undefined
        ? namesOf(data.known).topic(query.topic)[lang]
        : undefined;
  return {
    title: subject === undefined ? t('directory.list.title') : t('directory.list.title-of', { name: subject }),
    ...(data.isPast && { lede: t('directory.list.as-of', { date: formatDate(data.on, lang) }) }),
    section: 'directory.list',
    width: 'wide',
    actions: <Actions ctx={ctx} query={query} />,
    ...(isNarrowed(query) && { crumbs: crumbs(ctx) }),
    printLine: t('directory.print-line', { date: formatDate(data.on, lang) }),
    body: (
      <>
        <Filters ctx={ctx} data={data} query={query} />
        <Tabs
          label={t('directory.list.view')}
          items={GROUPINGS.map((by) => ({
            href: ctx.url('directory.list', { ...query, by: by === 'country' ? undefined : by }),
            label: t(`directory.list.by.${by}`),
            current: (query.by ?? 'country') === by,
          }))}
        />
        {isNarrowed(query) ? null : <QuickLinks ctx={ctx} data={data} query={query} />}
        {data.entries.length === 0 ? (
          <EmptyState title={t('directory.list.none')}>{t('directory.list.none-why')}</EmptyState>
        ) : (
          <ContactList groups={groupsOf(ctx, data, query)} />
        )}
        <Vacancies ctx={ctx} data={data} />
      </>
    ),
  };
}

function isNarrowed({ q, country, topic, fn }: ListQuery): boolean {
  return [q, country, topic, fn].some((value) => value !== undefined);
}

function Actions({ ctx, query }: { readonly ctx: ViewContext; readonly query: ListQuery }): VNode {
  const { t } = ctx;
  const to = (format: string): string => ctx.url('directory.export', { ...query, format });
  return (
    <>
      {ctx.can('directory.upkeep') && (
        <ButtonLink href={ctx.url('directory.upkeep')}>{t('directory.upkeep.title')}</ButtonLink>
      )}
      <ButtonLink kind="quiet" href={to('vcf')} download>
        {t('directory.list.cards')}
      </ButtonLink>
      <ButtonLink kind="quiet" href={to('xlsx')} download>
        Excel
      </ButtonLink>
      <ButtonLink kind="quiet" href={to('docx')} download>
        Word
      </ButtonLink>
      <ButtonLink kind="quiet" href={to('csv')} download>
        CSV
      </ButtonLink>
    </>
  );
}

function Filters({
  ctx,
  data,
  query,
}: {
  readonly ctx: ViewContext;
  readonly data: ListData;
  readonly query: ListQuery;
}): VNode {
  const { t, lang } = ctx;
  const set = [query.q, query.fn, query.on].some((value) => value !== undefined);
  return (
    <FilterBar
      lang={lang}
      action={ctx.url('directory.list')}
      keep={query.by === undefined ? {} : { by: query.by }}
      // Whoever came by the telephone tree finds the people on top, not the filters laid open.
      clearHref={set ? ctx.url('directory.list', { by: query.by }) : undefined}
      result={t('directory.list.count', { count: new Set(data.entries.map(({ person }) => person.id)).size })}
    >
      <Field lang={lang} name="q" type="search" label={t('directory.filter.q')} value={query.q} />
      <Select
        lang={lang}
        name="country"
        label={t('directory.filter.country')}
        empty={t('directory.filter.all')}
        value={query.country}
        options={partyOptions(ctx, data)}
      />
      <Select
        lang={lang}
        name="topic"
        label={t('directory.field.topic')}
        empty={t('directory.filter.all')}
        value={query.topic}
        options={topicOptions(ctx, data.known)}
      />
      <Select
        lang={lang}
        name="fn"
        label={t('directory.field.function')}
        empty={t('directory.filter.all')}
        value={query.fn}
        options={functionOptions(ctx)}
      />
      <Field
        lang={lang}
        name="on"
        label={t('directory.filter.on')}
        width="short"
        autocomplete="off"
        value={query.on}
        error={data.onFault === undefined ? undefined : t(data.onFault)}
      />
    </FilterBar>
  );
}

function partyOptions(ctx: ViewContext, { choices, known }: ListData): readonly { value: string; label: string }[] {
  return choices
    .map((code) => ({ value: code, label: partyName(known, code, ctx.lang) }))
    .toSorted((a, b) => compareParties(a.value, b.value, namesOf(known), ctx.lang));
}

/** The telephone tree: one press to the country or the topic, the next press calls. */
function QuickLinks({
  ctx,
  data,
  query,
}: {
  readonly ctx: ViewContext;
  readonly data: ListData;
  readonly query: ListQuery;
}): VNode {
  const byTopic = query.by === 'topic';
  const options = byTopic ? topicOptions(ctx, data.known) : partyOptions(ctx, data);
  return (
    <nav class="screen-only" aria-label={ctx.t('directory.list.tree')}>
      <ul class="quick-links">
        {options.map(({ value, label }) => (
          <li>
            <a href={ctx.url('directory.list', { ...query, [byTopic ? 'topic' : 'country']: value })}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function groupsOf(ctx: ViewContext, data: ListData, query: ListQuery): readonly ContactGroup[] {
  const { known, on } = data;
  const by = query.by ?? 'country';
  const roleOf = (appointment: AppointmentRecord): string =>
    by === 'country'
      ? seatName(ctx, known, appointment)
      : `${partyName(known, appointment.party, ctx.lang)} · ${functionName(ctx, appointment.function)}`;
  return inGroups(data.entries, by, namesOf(known), ctx.lang).map(({ code, entries }) => ({
    id: `g-${code === '' ? 'all' : code}`,
    title:
      by === 'country'
        ? partyName(known, code, ctx.lang)
        : code === ''
          ? ctx.t('directory.topic.all')
          : namesOf(known).topic(code)[ctx.lang],
    contacts: byPerson(entries).map((held) => contactOf(ctx, held, { roleOf, on })),
  }));
}

function Vacancies({ ctx, data }: { readonly ctx: ViewContext; readonly data: ListData }): VNode | null {
  const { t } = ctx;
  if (data.vacancies.length === 0) return null;
  return (
    <section class="screen-only" aria-labelledby="vacant">
      <h2 id="vacant">{t('directory.vacant.title')}</h2>
      <ul>
        {data.vacancies.map((vacancy) => (
          <li>
            {seatName(ctx, data.known, vacancy)}
            {vacancy.since !== null && (
              <span class="quiet"> · {t('directory.vacant.since', { date: formatDate(vacancy.since, ctx.lang) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
