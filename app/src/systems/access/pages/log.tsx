import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { Choices, DataTable, Facts, FilterBar, Select, StatusTag, type Tone } from '../../../ui/index.ts';

export type ActOutcome = 'done' | 'denied' | 'refused' | 'fault';

export const ACT_OUTCOMES: readonly ActOutcome[] = ['done', 'denied', 'refused', 'fault'];

/** One act in words. */
export interface ActLine {
  readonly seq: number;
  readonly at: string;
  readonly what: string;
  readonly organisation: string | undefined;
  readonly roles: string;
  readonly own: boolean;
  readonly person: string | undefined;
  readonly outcome: ActOutcome;
  readonly reason: string | undefined;
}

export interface LogProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly action: string;
  readonly head: { readonly size: string; readonly madeAt: string; readonly note: string } | undefined;
  readonly verifierKey: string;
  /** Address of this installation, for the command. */
  readonly watchCommand: string;
  /** Undefined for readers without an account: the log says nothing about people to the public. */
  readonly acts:
    | {
        readonly lines: readonly ActLine[];
        readonly all: boolean;
        readonly mine: boolean;
        readonly outcome: ActOutcome | undefined;
        readonly olderHref: string | undefined;
        readonly newestHref: string | undefined;
      }
    | undefined;
}

/** What the log is, how to verify it without trusting this site, and the acts that the reader may see. */
export function LogPage(props: LogProps): VNode {
  const { lang, t, head, acts } = props;
  return (
    <>
      {acts && <Acts {...props} acts={acts} />}
      <section class="measure" aria-labelledby="what">
        <h2 id="what">{t('access.log.what')}</h2>
        <p>{t('access.log.what.1')}</p>
        <p>{t('access.log.what.2')}</p>
        <p>{t('access.log.what.3')}</p>
      </section>
      <section aria-labelledby="head">
        <h2 id="head">{t('access.log.head')}</h2>
        <Facts
          lang={lang}
          facts={[
            { label: t('access.log.size'), value: head?.size },
            { label: t('access.log.signed-at'), value: head?.madeAt },
            { label: t('access.log.key'), value: <code>{props.verifierKey}</code> },
          ]}
        />
        {head && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
          <pre tabIndex={0} class="scroll">
            <code>{head.note}</code>
          </pre>
        )}
      </section>
      <section class="measure" aria-labelledby="how">
        <h2 id="how">{t('access.log.how')}</h2>
        <p>{t('access.log.how.1')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
        <pre tabIndex={0} class="scroll">
          <code>{props.watchCommand}</code>
        </pre>
        <p>{t('access.log.how.2')}</p>
        <ul>
          {['/audit/checkpoint', '/audit/key'].map((path) => (
            <li>
              <a href={path}>
                <code>{path}</code>
              </a>
            </li>
          ))}
          {['/audit/consistency?from=1&to=2', '/audit/inclusion?seq=0&size=1', '/audit/leaves?from=0&to=1'].map(
            (path) => (
              <li>
                <code>{path}</code>
              </li>
            ),
          )}
        </ul>
      </section>
    </>
  );
}

/** How each outcome looks. */
export const TONES: Readonly<Record<ActOutcome, Tone>> = {
  done: 'done',
  denied: 'overdue',
  refused: 'soon',
  fault: 'overdue',
};

function Acts({ lang, t, action, acts }: LogProps & { readonly acts: NonNullable<LogProps['acts']> }): VNode {
  const filtered = acts.outcome !== undefined || (acts.all && acts.mine);
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t(acts.all && !acts.mine ? 'access.log.all-acts' : 'access.log.own-acts')}</h2>
      <FilterBar lang={lang} action={action} clearHref={filtered ? action : undefined}>
        <Select
          lang={lang}
          name="outcome"
          label={t('access.log.outcome')}
          empty={t('access.log.any-outcome')}
          value={acts.outcome}
          options={ACT_OUTCOMES.map((value) => ({ value, label: t(`access.log.outcome.${value}`) }))}
        />
        {acts.all && (
          <Choices
            lang={lang}
            name="mine"
            label={t('access.log.whose')}
            answer="many"
            options={[{ value: 'on', label: t('access.log.mine') }]}
            chosen={acts.mine ? ['on'] : []}
          />
        )}
      </FilterBar>
      <DataTable
        id="log-acts"
        caption={t('access.log.caption')}
        captionHidden
        dense
        rows={acts.lines}
        empty={t('access.log.none')}
        columns={[
          { head: t('access.log.seq'), numeric: true, cell: ({ seq }) => seq },
          { head: t('access.log.at'), nowrap: true, cell: ({ at }) => at },
          {
            head: t('access.log.act'),
            rowHead: true,
            cell: ({ what }) => what,
          },
          {
            head: t('access.log.who'),
            cell: (line) => whoActed(t, line),
          },
          {
            head: t('access.log.outcome'),
            cell: ({ outcome, reason }) => (
              <>
                <StatusTag tone={TONES[outcome]}>{t(`access.log.outcome.${outcome}`)}</StatusTag>
                {reason !== undefined && <> {reason}</>}
              </>
            ),
          },
        ]}
      />
      {(acts.olderHref ?? acts.newestHref) !== undefined && (
        <nav class="pagination" aria-label={t('access.log.pages')}>
          <ul>
            {acts.newestHref !== undefined && (
              <li>
                <a href={acts.newestHref}>{t('access.log.newest')}</a>
              </li>
            )}
            {acts.olderHref !== undefined && (
              <li>
                <a rel="next" href={acts.olderHref}>
                  {t('access.log.older')}
                </a>
              </li>
            )}
          </ul>
        </nav>
      )}
    </section>
  );
}

function whoActed(t: Translate, { organisation, roles, own, person }: ActLine): string {
  if (own) return t('access.log.you');
  const parts = [organisation, roles, person].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? t('access.log.no-account') : parts.join(' · ');
}
