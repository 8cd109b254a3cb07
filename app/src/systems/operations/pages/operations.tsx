import type { VNode } from 'preact';
import { CONFERENCE_ZONE, COUNTRIES, formatMoment, formatNumber, isMemberCode } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable, Facts, StatusTag } from '../../../ui/index.ts';
import { type Run, type Standing, sizeIn, standingOfBackups, standingOfDrills, standingOfLog } from '../state.ts';

export interface OperationsData {
  readonly runs: readonly Run[];
  readonly space: { readonly free: number; readonly total: number } | undefined;
  readonly readOnly: boolean;
  readonly queues: readonly { readonly name: string; readonly waiting: number; readonly failed: number }[];
  readonly log: { readonly size: number; readonly signed: number; readonly signedAt: Date | undefined } | undefined;
}

/** Is the memory of the Conference safe, and can people work: what the secretariat and the administration look at. */
export function operationsView(ctx: ViewContext, data: OperationsData): View {
  const { t } = ctx;
  return {
    title: t('operations.title'),
    lede: t('operations.lede'),
    width: 'wide',
    section: 'operations.state',
    body: (
      <>
        <State ctx={ctx} data={data} />
        <section aria-labelledby="runs-title">
          <h2 id="runs-title">{t('operations.runs')}</h2>
          <Runs ctx={ctx} runs={data.runs} />
        </section>
        <section class="measure" aria-labelledby="how">
          <h2 id="how">{t('operations.how')}</h2>
          <p>{t('operations.how.1')}</p>
          <p>{t('operations.how.2')}</p>
        </section>
      </>
    ),
  };
}

type Props = { readonly ctx: ViewContext; readonly data: OperationsData };

function State({ ctx, data }: Props): VNode {
  const { t, lang, now } = ctx;
  const last = (kind: Run['kind']): Run | undefined => data.runs.find((run) => run.kind === kind && run.good);
  return (
    <section aria-labelledby="state">
      <h2 id="state">{t('operations.state')}</h2>
      <Facts
        lang={lang}
        facts={[
          {
            label: t('operations.last-backup'),
            value: <Told ctx={ctx} standing={standingOfBackups(data.runs, now)} said={whenOf(ctx, last('backup'))} />,
          },
          {
            label: t('operations.last-drill'),
            value: <Told ctx={ctx} standing={standingOfDrills(data.runs, now)} said={whenOf(ctx, last('drill'))} />,
          },
          { label: t('operations.disk'), value: <Disk ctx={ctx} data={data} /> },
          {
            label: t('operations.log'),
            value: (
              <Told
                ctx={ctx}
                standing={standingOfLog(data.log, now)}
                said={
                  data.log &&
                  t('operations.log.signed', {
                    signed: formatNumber(data.log.signed, lang, ctx.who.country),
                    size: formatNumber(data.log.size, lang, ctx.who.country),
                  })
                }
              />
            ),
          },
          ...data.queues.map(({ name, waiting, failed }) => ({
            label: t(`operations.queue.${name}`),
            value: (
              <Told
                ctx={ctx}
                standing={failed > 0 ? 'attention' : 'good'}
                said={t('operations.queue.said', { waiting, failed })}
              />
            ),
          })),
        ]}
      />
    </section>
  );
}

function Told({
  ctx,
  standing,
  said,
}: {
  readonly ctx: ViewContext;
  readonly standing: Standing;
  readonly said: string | undefined;
}): VNode {
  const tone = { good: 'done', attention: 'overdue', unknown: 'none' } as const;
  return (
    <>
      <StatusTag tone={tone[standing]}>{ctx.t(`operations.standing.${standing}`)}</StatusTag> {said}
    </>
  );
}

function Disk({ ctx, data }: Props): VNode {
  const { t, lang, who } = ctx;
  const { space, readOnly } = data;
  if (!space) return <Told ctx={ctx} standing="unknown" said={undefined} />;
  const free = sizeIn(space.free);
  const said = t('operations.disk.said', {
    free: formatNumber(free.value, lang, who.country),
    unit: free.unit,
    share: Math.floor((space.free / space.total) * 100),
  });
  return (
    <Told
      ctx={ctx}
      standing={readOnly ? 'attention' : 'good'}
      said={readOnly ? `${said} ${t('operations.disk.read-only')}` : said}
    />
  );
}

function whenOf(ctx: ViewContext, run: Run | undefined): string {
  return run ? moment(ctx, run.finishedAt) : ctx.t('operations.never');
}

function Runs({ ctx, runs }: { readonly ctx: ViewContext; readonly runs: readonly Run[] }): VNode {
  const { t, lang, who } = ctx;
  const number = (value: number | null): string | undefined =>
    value === null ? undefined : formatNumber(value, lang, who.country);
  return (
    <DataTable
      id="runs"
      caption={t('operations.runs')}
      captionHidden
      rows={runs}
      empty={t('operations.none')}
      columns={[
        { head: t('operations.when'), nowrap: true, cell: (run) => moment(ctx, run.startedAt) },
        {
          head: t('operations.kind'),
          rowHead: true,
          cell: (run) => t(`operations.kind.${run.kind}`, { organisation: run.organisation ?? '' }),
        },
        {
          head: t('operations.result'),
          cell: ({ good, refusal }) => (
            <>
              <StatusTag tone={good ? 'done' : 'overdue'}>
                {t(good ? 'operations.result.good' : 'operations.result.bad')}
              </StatusTag>
              {refusal !== null && <> {reasonInWords(ctx, refusal)}</>}
            </>
          ),
        },
        {
          head: t('operations.took'),
          numeric: true,
          nowrap: true,
          cell: ({ startedAt, finishedAt }) => {
            const seconds = Math.round((finishedAt.getTime() - startedAt.getTime()) / 100) / 10;
            return t('operations.seconds', { seconds: formatNumber(seconds, lang, who.country) });
          },
        },
        {
          head: t('operations.size'),
          numeric: true,
          nowrap: true,
          cell: ({ bytes }) => {
            if (bytes === null) return undefined;
            const { value, unit } = sizeIn(bytes);
            return `${formatNumber(value, lang, who.country)} ${unit}`;
          },
        },
        { head: t('operations.rows'), numeric: true, cell: ({ rows }) => number(rows) },
        { head: t('operations.custodians'), numeric: true, cell: ({ custodians }) => number(custodians) },
      ]}
    />
  );
}

/** The sentence of the refusal, when it stands without its blanks; else its key, which the documentation explains. */
function reasonInWords({ house, lang }: ViewContext, code: string): string {
  const message = house.catalogues[lang][code];
  return typeof message === 'string' && !message.includes('{') ? message : code;
}

function moment({ who, lang }: ViewContext, at: Date): string {
  return formatMoment(at, lang, isMemberCode(who.country) ? COUNTRIES[who.country].zone : CONFERENCE_ZONE);
}
