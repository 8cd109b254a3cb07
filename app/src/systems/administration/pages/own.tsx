import { CONFERENCE_ZONE, dayIn, formatDate } from '../../../kernel/index.ts';
import type { AccountLine, ServiceAccount, SignOnLine } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable } from '../../../ui/index.ts';
import { hasSecondFactor } from '../account-filter.ts';
import { standingOf } from '../standing.ts';
import { SignOnTable } from './organisation.tsx';
import { tokensInForce } from './tokens.ts';
import { dayOr, rolesInWords, StandingTag, yesOrNo } from './words.tsx';

export interface OwnData {
  readonly organisation: { readonly name: { readonly es: string; readonly en: string } };
  readonly accounts: readonly AccountLine[];
  readonly programs: readonly ServiceAccount[];
  readonly signOns: readonly SignOnLine[];
  readonly waiting: number;
}

/** Who acts for the reader's organisation: people, programs and its own provider. No addresses; nothing to change. */
export function ownView(ctx: ViewContext, data: OwnData): View {
  const { t, lang } = ctx;
  return {
    title: t('administration.own.title', { organisation: data.organisation.name[lang] }),
    width: 'wide',
    section: 'administration.own',
    body: (
      <>
        <p>{t('administration.own.about')}</p>
        <ul>
          <li>
            <a href={ctx.url('access.accesses', { whose: 'organisation' })}>{t('administration.own.log')}</a>
          </li>
          <li>
            <a href={ctx.url('access.recoveries')}>{t('administration.recoveries.waiting', { count: data.waiting })}</a>
          </li>
        </ul>
        <h2>{t('administration.people')}</h2>
        <DataTable
          id="accounts"
          caption={t('administration.people')}
          captionHidden
          rows={data.accounts}
          empty={<p>{t('administration.own.none')}</p>}
          columns={[
            { head: t('administration.name'), rowHead: true, cell: ({ name }) => name },
            { head: t('administration.roles'), cell: ({ roles }) => rolesInWords(ctx, roles) },
            {
              head: t('administration.state'),
              cell: (account) => <StandingTag ctx={ctx} standing={standingOf(account, ctx.today)} />,
            },
            {
              head: t('administration.valid-to'),
              nowrap: true,
              cell: ({ validTo }) => dayOr(ctx, validTo, 'administration.no-end'),
            },
            { head: t('administration.factor'), cell: (account) => yesOrNo(ctx, hasSecondFactor(account)) },
            {
              head: t('administration.last-entered'),
              nowrap: true,
              cell: ({ lastEnteredOn }) => dayOr(ctx, lastEnteredOn, 'administration.never'),
            },
          ]}
        />
        <h2>{t('administration.programs.tab')}</h2>
        <DataTable
          id="programs"
          caption={t('administration.programs.tab')}
          captionHidden
          rows={data.programs}
          empty={<p>{t('administration.own.no-programs')}</p>}
          columns={[
            { head: t('administration.program.name'), rowHead: true, cell: ({ name }) => name },
            { head: t('administration.program.role'), cell: ({ role }) => t(`access.role.${role}`) },
            {
              head: t('administration.tokens.in-force'),
              numeric: true,
              cell: (program) => tokensInForce(program, ctx.now).length,
            },
            {
              head: t('administration.token.last-used'),
              nowrap: true,
              cell: (program) => lastUse(ctx, program),
            },
          ]}
        />
        <h2>{t('administration.sign-on')}</h2>
        <SignOnTable ctx={ctx} signOns={data.signOns} />
      </>
    ),
  };
}

/** The day on which any token of a program was last used. */
function lastUse({ lang, t }: ViewContext, { tokens }: ServiceAccount): string {
  const used = tokens.flatMap(({ lastUsedAt }) => lastUsedAt ?? []).map((at) => dayIn(CONFERENCE_ZONE, at));
  const last = used.toSorted().at(-1);
  return last === undefined ? t('administration.never') : formatDate(last, lang);
}
