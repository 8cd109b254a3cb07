import type { VNode } from 'preact';
import { formatDate, formatDistance } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ButtonLink, DataTable, EmptyState, PostButton, StatusTag } from '../../../ui/index.ts';
import { standingOn } from '../appointment.ts';
import { compareParties, type Entry } from '../listing.ts';
import { fillOf, type Vacancy } from '../vacancy.ts';
import { crumbs, type Known, namesOf, partyName, STANDING_TONES, seatName } from './words.ts';

/** Whether the contacts of a party were confirmed in the last six months. */
export interface ListState {
  readonly party: string;
  readonly people: number;
  /** The day by which its oldest contact is to be confirmed; null for an empty list. */
  readonly due: string | null;
  readonly stale: boolean;
  readonly canReconfirm: boolean;
}

export interface UpkeepData {
  readonly open: readonly Entry[];
  readonly vacancies: readonly Vacancy[];
  readonly lists: readonly ListState[];
  readonly known: Known;
  /** Parties for which the reader may name people. */
  readonly mayNameFor: readonly string[];
}

/** What keeps the directory true: nominations to decide, functions to fill, contacts to confirm. */
export function upkeepView(ctx: ViewContext, data: UpkeepData): View {
  const { t } = ctx;
  const own = data.mayNameFor.length === 1 ? data.mayNameFor[0] : undefined;
  return {
    title: t('directory.upkeep.title'),
    lede: t('directory.upkeep.lede'),
    section: 'directory.list',
    width: 'wide',
    crumbs: crumbs(ctx),
    actions: (
      <>
        {own !== undefined && (
          <ButtonLink kind="primary" href={ctx.url('directory.nominate', { party: own })}>
            {t('directory.act.nominate')}
          </ButtonLink>
        )}
        <ButtonLink href={ctx.url('directory.own')}>{t('directory.own.title')}</ButtonLink>
        {ctx.can('topic.add') && (
          <ButtonLink href={ctx.url('directory.topics')}>{t('directory.topics.title')}</ButtonLink>
        )}
      </>
    ),
    body: (
      <>
        {isOne(data) && <OwnList ctx={ctx} data={data} />}
        <Open ctx={ctx} data={data} />
        <Vacancies ctx={ctx} data={data} />
        {isOne(data) ? null : <Lists ctx={ctx} data={data} />}
      </>
    ),
  };
}

/** The page is about one country or organisation, which then needs no column. */
function isOne({ lists }: UpkeepData): boolean {
  return lists.length === 1;
}

interface Props {
  readonly ctx: ViewContext;
  readonly data: UpkeepData;
}

function Open({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  return (
    <DataTable
      id="open"
      caption={t('directory.upkeep.open')}
      rows={data.open.toSorted((a, b) => inParty(ctx, data, a.appointment.party, b.appointment.party))}
      empty={<EmptyState title={t('directory.upkeep.none-open')} />}
      columns={[
        ...(isOne(data)
          ? []
          : [
              {
                head: t('directory.field.party'),
                cell: ({ appointment }: Entry) => partyName(data.known, appointment.party, lang),
              },
            ]),
        {
          head: t('directory.field.function'),
          rowHead: true,
          cell: ({ appointment }) => (
            <a href={ctx.url('directory.appointment', { id: appointment.id })}>
              {seatName(ctx, data.known, appointment)}
            </a>
          ),
        },
        { head: t('directory.field.person'), cell: ({ person }) => person.name },
        {
          head: t('directory.field.starts'),
          nowrap: true,
          cell: ({ appointment }) => formatDate(appointment.startsOn, lang),
        },
        {
          head: t('directory.field.standing'),
          nowrap: true,
          cell: ({ appointment }) => {
            const standing = standingOn(appointment, ctx.today);
            return <StatusTag tone={STANDING_TONES[standing]}>{t(`directory.standing.${standing}`)}</StatusTag>;
          },
        },
      ]}
    />
  );
}

/** Countries in the order of the language, then organisations. */
function inParty({ lang }: ViewContext, { known }: UpkeepData, a: string, b: string): number {
  return compareParties(a, b, namesOf(known), lang);
}

function Vacancies({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  const rows = data.vacancies.toSorted((a, b) => inParty(ctx, data, a.party, b.party));
  return (
    <DataTable
      id="vacancies"
      caption={t('directory.vacant.title')}
      rows={rows}
      empty={<EmptyState title={t('directory.vacant.none')} />}
      columns={[
        ...(isOne(data)
          ? []
          : [
              {
                head: t('directory.field.party'),
                cell: ({ party }: Vacancy) => partyName(data.known, party, lang),
              },
            ]),
        {
          head: t('directory.field.function'),
          rowHead: true,
          cell: (vacancy) => (
            <a
              href={ctx.url('directory.seat', {
                party: vacancy.party,
                fn: vacancy.function,
                topic: vacancy.topic ?? undefined,
              })}
            >
              {seatName(ctx, data.known, vacancy)}
            </a>
          ),
        },
        {
          head: t('directory.vacant.when'),
          nowrap: true,
          cell: ({ since }) =>
            since === null
              ? t('directory.vacant.never')
              : t(since > ctx.today ? 'directory.vacant.from' : 'directory.vacant.since', {
                  date: formatDate(since, lang),
                }),
        },
        {
          head: t('directory.field.act'),
          cell: (vacancy) =>
            vacancy.underway ? (
              <StatusTag tone="active">{t('directory.vacant.underway')}</StatusTag>
            ) : data.mayNameFor.includes(vacancy.party) ? (
              <a href={ctx.url('directory.nominate', { party: vacancy.party, ...fillOf(vacancy, ctx.today) })}>
                {t('directory.act.nominate')}
                <span class="vh">
                  : {seatName(ctx, data.known, vacancy)}, {partyName(data.known, vacancy.party, lang)}
                </span>
              </a>
            ) : (
              ''
            ),
        },
      ]}
    />
  );
}

/** One list, and the one press that says that it is right. */
function OwnList({ ctx, data }: Props): VNode | null {
  const { t, lang } = ctx;
  const [list] = data.lists;
  if (!list) return null;
  const { party, people, due, stale, canReconfirm } = list;
  return (
    <section aria-labelledby="own-list">
      <h2 id="own-list">{t('directory.lists.of', { party: partyName(data.known, party, lang) })}</h2>
      <p>
        <a href={ctx.url('directory.list', { country: party })}>{t('directory.list.count', { count: people })}</a>
        {due !== null && (
          <>
            {' · '}
            {t('directory.lists.due')} {formatDate(due, lang)}, {formatDistance(ctx.today, due, lang)}{' '}
            <StatusTag tone={stale ? 'soon' : 'done'}>
              {t(stale ? 'directory.lists.stale' : 'directory.lists.fresh')}
            </StatusTag>
          </>
        )}
      </p>
      {canReconfirm && people > 0 && (
        <div class="button-row">
          <PostButton action={ctx.url('directory.reconfirm', { party })} kind="secondary">
            {t('directory.lists.same')}
          </PostButton>
        </div>
      )}
    </section>
  );
}

function Lists({ ctx, data }: Props): VNode {
  const { t, lang } = ctx;
  return (
    <DataTable
      id="lists"
      caption={t('directory.lists.title')}
      rows={data.lists.toSorted((a, b) => inParty(ctx, data, a.party, b.party))}
      columns={[
        {
          head: t('directory.field.party'),
          rowHead: true,
          cell: ({ party }) => (
            <a href={ctx.url('directory.list', { country: party })}>{partyName(data.known, party, lang)}</a>
          ),
        },
        { head: t('directory.lists.people'), numeric: true, cell: ({ people }) => people },
        {
          head: t('directory.lists.due'),
          nowrap: true,
          cell: ({ due }) => (due === null ? '' : `${formatDate(due, lang)} · ${formatDistance(ctx.today, due, lang)}`),
        },
        {
          head: t('directory.field.standing'),
          nowrap: true,
          cell: ({ due, stale }) =>
            due === null ? (
              ''
            ) : (
              <StatusTag tone={stale ? 'soon' : 'done'}>
                {t(stale ? 'directory.lists.stale' : 'directory.lists.fresh')}
              </StatusTag>
            ),
        },
        {
          head: t('directory.field.act'),
          cell: ({ party, people, canReconfirm }) =>
            canReconfirm && people > 0 ? (
              <PostButton action={ctx.url('directory.reconfirm', { party })} kind="secondary">
                {t('directory.lists.same')}
                <span class="vh">: {partyName(data.known, party, lang)}</span>
              </PostButton>
            ) : (
              ''
            ),
        },
      ]}
    />
  );
}
