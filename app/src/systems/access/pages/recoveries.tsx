import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { DataTable, ErrorSummary, PostButton } from '../../../ui/index.ts';
import { faultsOf, type Returned } from './faults.ts';

/** An open request, all in words. */
export interface RecoveryShown {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly askedAt: string;
  readonly confirmed: string;
  readonly mine: boolean;
}

export interface RecoveriesProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly requests: readonly RecoveryShown[];
  readonly confirmAction: string;
  readonly refuseAction: string;
  readonly returned: Returned | undefined;
}

/** People who ask to be let in again. Two who answer for them must each have spoken with them by other means. */
export function Recoveries(props: RecoveriesProps): VNode {
  const { lang, t } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, props.returned, 'requests')} />
      <p>{t('access.recoveries.about')}</p>
      <p>{t('access.recoveries.how')}</p>
      <DataTable
        id="requests"
        caption={t('access.recoveries.title')}
        captionHidden
        rows={props.requests}
        empty={<p>{t('access.recoveries.none')}</p>}
        columns={[
          { head: t('access.account.name'), rowHead: true, cell: ({ name }) => name },
          { head: t('access.account.organisation'), cell: ({ organisation }) => organisation },
          { head: t('access.recoveries.asked'), nowrap: true, cell: ({ askedAt }) => askedAt },
          { head: t('access.recoveries.confirmed'), cell: ({ confirmed }) => confirmed },
          {
            head: t('access.protection.act'),
            cell: ({ id, mine, name }) => (
              <div class="button-row">
                {mine && (
                  <PostButton kind="secondary" action={props.confirmAction} fields={{ id }}>
                    {t('access.recoveries.confirm')}
                    <span class="vh"> {name}</span>
                  </PostButton>
                )}
                <PostButton kind="quiet" action={props.refuseAction} fields={{ id }}>
                  {t('access.recoveries.refuse')}
                  <span class="vh"> {name}</span>
                </PostButton>
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
