import type { Refusal } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ErrorSummary, Progress } from '../../../ui/index.ts';

/** A long job as pages show it. */
export interface ShownJob {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly step: string | null;
  readonly done: number;
  readonly all: number;
  readonly result: { readonly route: string; readonly params: Readonly<Record<string, string>> } | null;
  readonly refusal: Refusal | null;
  readonly createdAt: Date;
}

/** A job's name is the sentence whose key is its kind; a kind without one is simply a job. */
export function jobName(ctx: ViewContext, { kind }: ShownJob): string {
  return known(ctx, kind) ? ctx.t(kind) : ctx.t('home.job.title');
}

function known(ctx: ViewContext, key: string): boolean {
  return Object.hasOwn(ctx.house.catalogues[ctx.lang], key);
}

const REFRESH_SECONDS = 2;

/** How far a long job is. It can be left: the work goes on, and the address stays. */
export function jobView(ctx: ViewContext, job: ShownJob): View {
  const { t, lang } = ctx;
  const goesOn = job.state === 'waiting' || job.state === 'running';
  const step = job.step !== null && known(ctx, job.step) ? t(job.step) : t(`home.job.state-${job.state}`);
  const result = job.result !== null && ctx.house.routes.has(job.result.route) ? job.result : null;
  return {
    title: jobName(ctx, job),
    section: 'home.start',
    width: 'text',
    crumbs: [{ label: t('home.navigation'), href: ctx.url('home.start') }],
    ...(goesOn && { refreshSeconds: REFRESH_SECONDS }),
    body: (
      <>
        {job.state === 'failed' && job.refusal !== null && (
          <ErrorSummary
            lang={lang}
            faults={[
              {
                text: known(ctx, job.refusal.code)
                  ? t(job.refusal.code, job.refusal.details)
                  : t('home.job.state-failed'),
              },
            ]}
          />
        )}
        <Progress
          lang={lang}
          steps={[
            {
              label: goesOn ? step : t(`home.job.state-${job.state}`),
              state:
                job.state === 'done'
                  ? 'done'
                  : job.state === 'failed'
                    ? 'failed'
                    : job.state === 'running'
                      ? 'now'
                      : 'pending',
            },
          ]}
          refreshSeconds={goesOn ? REFRESH_SECONDS : undefined}
          share={goesOn && job.all > 0 ? { done: job.done, of: job.all } : undefined}
          result={
            result === null || job.state !== 'done'
              ? undefined
              : { href: ctx.url(result.route, result.params), label: t('home.job.open') }
          }
        />
      </>
    ),
  };
}
