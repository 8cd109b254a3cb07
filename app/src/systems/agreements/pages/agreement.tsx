import type { VNode } from 'preact';
import {
  type HistoryKind,
  nextActor,
  type Obligation,
  type Party,
  type Report,
  type ShareState,
  type State,
  type Timing,
  titleIn,
} from '../../../engines/obligations/index.ts';
import {
  type Bilingual,
  CONFERENCE_ZONE,
  compareText,
  endOfDay,
  formatDate,
  formatMoment,
  type LocalDate,
} from '../../../kernel/index.ts';
import { typed } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  ButtonLink,
  DataTable,
  DeadlineText,
  ErrorSummary,
  type Fact,
  Facts,
  SourceQuote,
  StatusTag,
  Timeline,
  type Tone,
} from '../../../ui/index.ts';
import { mayReport, ReportForm, SecretariatForms } from './agreement-forms.tsx';
import { namesOrNull, nextText, partsText, TIMING_TONES } from './register-words.ts';
import { Reports } from './reports.tsx';

/** A meeting that may be cited. */
export interface NamedMeeting {
  readonly code: string;
  readonly title: Bilingual;
  readonly startsOn: LocalDate | null;
}

export interface AgreementData {
  readonly agreement: Obligation & { readonly code: string };
  readonly timing: Timing;
  readonly shares: readonly { readonly party: string; readonly state: ShareState }[];
  readonly counts: { readonly answered: number; readonly total: number };
  readonly reports: readonly Report[];
  readonly history: readonly {
    readonly at: Date;
    readonly party: string | null;
    readonly kind: HistoryKind;
    readonly reason: string | null;
    readonly details: Readonly<Record<string, unknown>>;
  }[];
  readonly dependencies: readonly {
    readonly direction: 'waits-for' | 'awaited-by';
    readonly code: string | null;
    readonly title: { readonly es: string | null; readonly en: string | null };
    readonly state: State;
  }[];
  /** "2.b", when the reader may see the report. */
  readonly point: string | undefined;
  readonly block: string | undefined;
  readonly parties: ReadonlyMap<string, Party>;
  readonly meetings: readonly NamedMeeting[];
}

/** One agreement: its sentence, its date and why, who owes it, what happened, and what the reader can do. */
export function agreementView(ctx: ViewContext, data: AgreementData): View {
  const { t, lang } = ctx;
  const { agreement, timing } = data;
  const title = titleIn(agreement.title, lang);
  const settled = timing === 'closed' || timing === 'delivered';
  return {
    title: `${agreement.code} · ${title.text}`,
    section: 'agreements.list',
    width: 'wide',
    crumbs: [{ label: t('agreements.navigation'), href: ctx.url('agreements.list') }],
    lede: (
      <>
        <StatusTag tone={toneOf(agreement.state, timing)}>{t(`obligations.state.${agreement.state}`)}</StatusTag>{' '}
        {!settled && <StatusTag tone={TIMING_TONES[timing]}>{t(`obligations.timing.${timing}`)}</StatusTag>}{' '}
        {t('agreements.next.label')}: <strong>{nextOf(ctx, data)}</strong>
      </>
    ),
    actions: mayReport(ctx, data) && (
      <ButtonLink kind="primary" href="#report">
        {t('agreements.report.title')}
      </ButtonLink>
    ),
    printLine: t('agreements.print-line-one', { code: agreement.code }),
    body: (
      <>
        <ErrorSummary lang={lang} faults={faultsOf(ctx)} />
        <section aria-labelledby="source">
          <h2 id="source">{t('agreements.detail.source')}</h2>
          <SourceQuote
            lang={lang}
            text={agreement.quote}
            textLang={agreement.lang}
            source={sourceLabel(ctx, data)}
            sourceHref={sourceHref(ctx, data)}
          />
        </section>
        <section aria-labelledby="facts">
          <h2 id="facts">{t('agreements.detail.facts')}</h2>
          <Facts lang={lang} facts={factsOf(ctx, data)} />
        </section>
        <Dependencies ctx={ctx} data={data} />
        <Parts ctx={ctx} data={data} />
        <Reports ctx={ctx} data={data} />
        <ReportForm ctx={ctx} data={data} />
        <SecretariatForms ctx={ctx} data={data} />
        <History ctx={ctx} data={data} />
      </>
    ),
  };
}

/** Carried out is green; what ended in another way is not. */
function toneOf(state: State, timing: Timing): Tone {
  if (timing === 'closed') return state === 'accepted' ? 'done' : 'none';
  return timing === 'delivered' ? TIMING_TONES.delivered : 'neutral';
}

/** The forms of this page prefix the ids of their questions with their own name. */
function faultsOf(ctx: ViewContext) {
  const { attempt } = ctx;
  if (attempt === undefined) return [];
  const name = attempt.command.split('.')[1] ?? '';
  const prefixes: Readonly<Record<string, string>> = { report: '', answer: `${attempt.values['report'] ?? ''}-` };
  return typed(ctx, attempt.command, { id: prefixes[name] ?? `${name}-` }).faults;
}

function nextOf(ctx: ViewContext, { agreement, timing, shares, counts, parties }: AgreementData): string {
  const owing = shares.filter((share) => share.state === 'owed').map((share) => share.party);
  const next = nextActor({ state: agreement.state, waiting: timing === 'waiting', ...counts, owing });
  return nextText(next, { own: ctx.who.organisation, total: counts.total }, parties, ctx.t, ctx.lang);
}

function sourceLabel(ctx: ViewContext, { agreement, meetings, point }: AgreementData): string {
  const meeting = meetings.find((one) => one.code === agreement.meetingCode)?.title[ctx.lang] ?? agreement.meetingCode;
  return point === undefined || point === ''
    ? ctx.t('agreements.detail.source-of', { meeting })
    : ctx.t('agreements.detail.source-point', { meeting, point });
}

/** The paragraph in the report's page, for readers who may open it. */
function sourceHref(ctx: ViewContext, { agreement, block }: AgreementData): string | undefined {
  if (block === undefined || !ctx.house.routes.has('meetings.report')) return undefined;
  return `${ctx.url('meetings.report', { code: agreement.meetingCode })}#b-${block}`;
}

function factsOf(ctx: ViewContext, data: AgreementData): readonly Fact[] {
  const { t, lang } = ctx;
  const { agreement, parties } = data;
  const names = (codes: readonly string[]): string | null => namesOrNull(codes, parties, lang);
  const optional = (label: string, codes: readonly string[]): readonly Fact[] =>
    codes.length === 0 ? [] : [{ label: t(`agreements.fact.${label}`), value: names(codes) }];
  const responsible = names(agreement.responsible);
  return [
    { label: t('agreements.fact.deadline'), value: <Deadline ctx={ctx} data={data} /> },
    {
      label: t('agreements.fact.as-written'),
      value: agreement.deadlineAsWritten ?? t('agreements.not-written'),
      valueLang: agreement.deadlineAsWritten === null ? undefined : agreement.lang,
    },
    {
      label: t('agreements.fact.responsible'),
      value: agreement.responsibleImplied ? t('agreements.implied', { names: responsible ?? '' }) : responsible,
    },
    ...optional('via', agreement.via),
    ...optional('support', agreement.support),
    ...optional('presenter', agreement.presenter),
    ...optional('recipients', agreement.recipients),
    ...optional('next-forum', agreement.nextForum === null ? [] : [agreement.nextForum]),
    { label: t('agreements.fact.kind'), value: t(`obligations.kind.${agreement.kind}`) },
  ];
}

function Deadline({ ctx, data }: { readonly ctx: ViewContext; readonly data: AgreementData }): VNode {
  const { agreement } = data;
  const { lang, t } = ctx;
  return (
    <DeadlineText
      lang={lang}
      date={agreement.due.to}
      today={ctx.today}
      words={agreement.due[lang] ?? t('agreements.no-date')}
      hour={agreement.due.to === null ? undefined : closingHour(ctx, agreement.due.to, agreement.zone)}
      sourceHref="#source"
      sourceLabel={t('agreements.detail.source')}
    />
  );
}

/** "23:59, hora de Costa Rica, UTC−6": the minute before the day ends there. */
function closingHour(ctx: ViewContext, due: LocalDate, zone: string): string {
  const last = new Date(endOfDay(due, zone).getTime() - 60_000);
  const name = new Intl.DateTimeFormat(ctx.lang, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(last)
    .find((part) => part.type === 'timeZoneName')?.value;
  const place = zone === CONFERENCE_ZONE ? ctx.t('agreements.zone') : zone;
  return ctx.t('agreements.closing', { place, offset: (name ?? '').replace('GMT', 'UTC').replace('-', '−') });
}

function Dependencies({ ctx, data }: { readonly ctx: ViewContext; readonly data: AgreementData }): VNode | null {
  const { t, lang } = ctx;
  if (data.dependencies.length === 0) return null;
  return (
    <section aria-labelledby="waits">
      <h2 id="waits">{t('agreements.detail.dependencies')}</h2>
      <ul>
        {data.dependencies.map(({ direction, code, title, state }) => (
          <li>
            {t(`agreements.dependency.${direction}`)}{' '}
            {code === null ? (
              <span lang={titleIn(title, lang).lang}>{titleIn(title, lang).text}</span>
            ) : (
              <a href={ctx.url('agreements.detail', { code })} lang={titleIn(title, lang).lang}>
                {code} {titleIn(title, lang).text}
              </a>
            )}{' '}
            <StatusTag>{t(`obligations.state.${state}`)}</StatusTag>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All parts for the secretariat, the own one for a party, and for everybody how many there are. */
function Parts({ ctx, data }: { readonly ctx: ViewContext; readonly data: AgreementData }): VNode | null {
  const { t, lang } = ctx;
  const parts = partsText(data.counts, t);
  if (parts === undefined) return null;
  const rows = data.shares.toSorted((a, b) =>
    compareText(nameOf(data, a.party, ctx), nameOf(data, b.party, ctx), lang),
  );
  return (
    <section aria-labelledby="parts" class="measure">
      <h2 id="parts">{t('agreements.detail.parts')}</h2>
      <p>{t('agreements.detail.parts-count', { parts })}</p>
      {rows.length > 0 && (
        <DataTable
          id="parts-table"
          caption={t(ctx.can('obligation.review') ? 'agreements.detail.parts-caption' : 'agreements.detail.parts-own')}
          columns={[
            { head: t('agreements.fact.party'), rowHead: true, cell: (row) => nameOf(data, row.party, ctx) },
            { head: t('agreements.fact.state'), cell: (row) => t(`obligations.share.${row.state}`) },
          ]}
          rows={rows}
        />
      )}
    </section>
  );
}

function nameOf(data: AgreementData, code: string, ctx: ViewContext): string {
  return data.parties.get(code)?.name[ctx.lang] ?? code;
}

function History({ ctx, data }: { readonly ctx: ViewContext; readonly data: AgreementData }): VNode {
  const { t, lang } = ctx;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('agreements.detail.history')}</h2>
      <Timeline
        lang={lang}
        events={data.history.map((entry) => ({
          state: 'done',
          title: t(`obligations.history.${entry.kind}`),
          when: formatMoment(entry.at, lang, data.agreement.zone),
          datetime: entry.at.toISOString(),
          by: entry.party === null ? undefined : nameOf(data, entry.party, ctx),
          children: (
            <>
              {entry.reason !== null && <p class="pre-line">{entry.reason}</p>}
              {changeWords(ctx, entry.details)}
            </>
          ),
        }))}
      />
    </section>
  );
}

/** Dates before and after, and the decision cited. */
function changeWords(ctx: ViewContext, details: Readonly<Record<string, unknown>>): VNode | null {
  const { t, lang } = ctx;
  const day = (value: unknown): string =>
    typeof value === 'string' ? formatDate(value, lang) : t('agreements.no-date');
  const decision = details['decision'];
  const dates =
    'after' in details
      ? t('agreements.history.dates', { before: day(details['before']), after: day(details['after']) })
      : '';
  const cited = typeof decision === 'string' ? t('agreements.history.decision', { meeting: decision }) : '';
  const code = typeof details['code'] === 'string' ? String(details['code']) : '';
  const words = [dates, cited, code].filter(Boolean).join(' · ');
  return words === '' ? null : <p class="quiet">{words}</p>;
}
