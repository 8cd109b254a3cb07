import type { VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { type UiKey, uiWords } from '../words.ts';

export interface JobStep {
  readonly label: string;
  readonly state: 'done' | 'now' | 'pending' | 'failed';
  readonly detail?: string | undefined;
}

export interface ProgressProps {
  readonly lang: Lang;
  readonly steps: readonly JobStep[];
  /** Of the step under way, when it can be counted. */
  readonly share?: { readonly done: number; readonly of: number } | undefined;
  /** While the job goes on: the page is asked for again so often. Without JavaScript `Page refreshSeconds` does it. */
  readonly refreshSeconds?: number | undefined;
  readonly result?: { readonly href: string; readonly label: string } | undefined;
}

const STATES: Readonly<Record<JobStep['state'], UiKey>> = {
  done: 'ui.step.done',
  now: 'ui.step.now',
  pending: 'ui.step.pending',
  failed: 'ui.step.failed',
};

/** A long job in steps with words. It goes on when the tab is closed, and says so. */
export function Progress({ lang, steps, share, refreshSeconds, result }: ProgressProps): VNode {
  const t = uiWords(lang);
  return (
    <div class="job measure" data-refresh={refreshSeconds}>
      <ol class="job-steps">
        {steps.map(({ label, state, detail }) => (
          <li class={`job-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span>
              {label}
              {detail !== undefined && <span class="hint"> {detail}</span>}
            </span>
            <span class="job-state">{t(STATES[state])}</span>
          </li>
        ))}
      </ol>
      {share && (
        <p>
          <progress aria-label={t('ui.job.share')} value={share.done} max={share.of} />{' '}
          {t('ui.job.of', { done: share.done, of: share.of })}
        </p>
      )}
      {result ? (
        <p>
          <a class="button button-primary" href={result.href}>
            {result.label}
          </a>
        </p>
      ) : (
        <p class="hint">{t('ui.job.leave')}</p>
      )}
    </div>
  );
}
