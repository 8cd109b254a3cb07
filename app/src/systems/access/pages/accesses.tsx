import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { DataTable, DateField, ErrorSummary, FilterBar, Select, StatusTag } from '../../../ui/index.ts';
import { type ActLine, TONES } from './log.tsx';

export interface AccessesProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly action: string;
  readonly filter: {
    readonly whose: 'mine' | 'organisation' | undefined;
    readonly from: string | undefined;
    readonly to: string | undefined;
  };
  /** Names of the days that cannot be read. */
  readonly faults: readonly string[];
  /** The reader answers for the accounts of their organisation. */
  readonly mayAll: boolean;
  readonly lines: readonly ActLine[];
  readonly olderHref: string | undefined;
  readonly newestHref: string | undefined;
}

/** What the log says about one's own account, and to those who answer for them about the accounts of an organisation. */
export function Accesses(props: AccessesProps): VNode {
  const { lang, t, action, filter, faults } = props;
  const fault = (name: string): string | undefined => (faults.includes(name) ? t('http.input.date') : undefined);
  const set = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <ErrorSummary lang={lang} faults={faults.map((field) => ({ field, text: t('http.input.date') }))} />
      <p>{t(filter.whose === 'organisation' ? 'access.accesses.about-all' : 'access.accesses.about')}</p>
      <FilterBar lang={lang} action={action} clearHref={set ? action : undefined}>
        {props.mayAll && (
          <Select
            lang={lang}
            name="whose"
            label={t('access.accesses.whose')}
            value={filter.whose ?? 'mine'}
            options={(['mine', 'organisation'] as const).map((value) => ({
              value,
              label: t(`access.accesses.whose.${value}`),
            }))}
          />
        )}
        <DateField
          lang={lang}
          name="from"
          label={t('access.accesses.from')}
          optional
          value={filter.from}
          error={fault('from')}
        />
        <DateField
          lang={lang}
          name="to"
          label={t('access.accesses.to')}
          optional
          value={filter.to}
          error={fault('to')}
        />
      </FilterBar>
      <DataTable
        id="accesses"
        caption={t('access.log.caption')}
        captionHidden
        rows={props.lines}
        empty={<p>{t('access.accesses.none')}</p>}
        columns={[
          { head: t('access.log.at'), nowrap: true, cell: ({ at }) => at },
          { head: t('access.log.act'), rowHead: true, cell: ({ what }) => what },
          { head: t('access.log.who'), cell: (line) => whoInWords(t, line) },
          {
            head: t('access.log.outcome'),
            cell: ({ outcome, reason }) => (
              <>
                <StatusTag tone={TONES[outcome]}>{t(`access.log.outcome.${outcome}`)}</StatusTag>
                {reason !== undefined && <p class="hint">{reason}</p>}
              </>
            ),
          },
        ]}
      />
      <nav aria-label={t('access.log.pages')} class="button-row">
        {props.newestHref !== undefined && <a href={props.newestHref}>{t('access.log.newest')}</a>}
        {props.olderHref !== undefined && (
          <a href={props.olderHref} rel="next">
            {t('access.log.older')}
          </a>
        )}
      </nav>
    </>
  );
}

function whoInWords(t: Translate, { own, organisation, roles, person }: ActLine): string {
  if (own) return t('access.log.you');
  if (organisation === undefined) return t('access.log.no-account');
  return [organisation, roles, person].filter(Boolean).join(' · ');
}
