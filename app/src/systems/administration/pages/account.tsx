import type { VNode } from 'preact';
import { formatDate } from '../../../kernel/index.ts';
import { returnedFaults, typed } from '../../../platform/page/index.ts';
import type { AccountLine } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ErrorSummary, Facts, HiddenFields, PostButton } from '../../../ui/index.ts';
import type { AccountKind } from '../fitting-roles.ts';
import { standingOf } from '../standing.ts';
import { PersonFields, RoleFields } from './account-form.tsx';
import { crumbs, dayOr, moment, rolesInWords, StandingTag, yesOrNo } from './words.tsx';

export interface AccountData {
  readonly account: AccountLine;
  readonly organisation: string;
  readonly kind: AccountKind;
  readonly version: number;
  /** It is the reader's own: another administrator must change it. */
  readonly own: boolean;
}

/** One account, for administrators: who it is for, how it stands, and what may be done to it. */
export function accountView(ctx: ViewContext, data: AccountData): View {
  const { t, lang } = ctx;
  return {
    title: data.account.name,
    windowTitle: t('administration.account.title'),
    section: 'administration.accounts',
    crumbs: crumbs(ctx),
    body: (
      <>
        <ErrorSummary lang={lang} faults={returnedFaults(ctx)} />
        <AccountFacts ctx={ctx} {...data} />
        {data.own ? (
          <p>{t('administration.not-yourself')}</p>
        ) : (
          <>
            <Access ctx={ctx} account={data.account} />
            <Roles ctx={ctx} {...data} />
            <Details ctx={ctx} {...data} />
          </>
        )}
      </>
    ),
  };
}

function AccountFacts({ ctx, account, organisation }: AccountData & { readonly ctx: ViewContext }): VNode {
  const { t, lang } = ctx;
  return (
    <Facts
      lang={lang}
      facts={[
        {
          label: t('administration.state'),
          value: <StandingTag ctx={ctx} standing={standingOf(account, ctx.today)} />,
        },
        { label: t('administration.organisation'), value: organisation },
        { label: t('administration.roles'), value: rolesInWords(ctx, account.roles) },
        { label: t('administration.email'), value: account.email },
        { label: t('administration.language'), value: t(`administration.language.${account.lang}`) },
        { label: t('administration.valid-from'), value: formatDate(account.validFrom, lang) },
        { label: t('administration.valid-to'), value: dayOr(ctx, account.validTo, 'administration.no-end') },
        { label: t('administration.factor.app'), value: yesOrNo(ctx, account.code) },
        { label: t('administration.factor.passkey'), value: yesOrNo(ctx, account.passkeys > 0) },
        {
          label: t('administration.last-entered'),
          value: dayOr(ctx, account.lastEnteredOn, 'administration.never'),
        },
        { label: t('administration.open-sessions'), value: String(account.openSessions) },
        ...(account.invitedUntil === undefined
          ? []
          : [{ label: t('administration.invited-until'), value: moment(ctx, account.invitedUntil) }]),
      ]}
    />
  );
}

function Access({ ctx, account }: { readonly ctx: ViewContext; readonly account: AccountLine }): VNode {
  const { t } = ctx;
  const { id } = account;
  const standing = standingOf(account, ctx.today);
  return (
    <>
      <h2>{t('administration.access')}</h2>
      {standing === 'invitation-over' && <p>{t('administration.invitation-over')}</p>}
      <div class="button-row">
        {!account.canEnter && account.disabledAt === undefined && (
          <PostButton kind="secondary" action={ctx.url('administration.invite-again', { id })}>
            {t('administration.invite-again')}
          </PostButton>
        )}
        {account.openSessions > 0 && (
          <PostButton kind="secondary" action={ctx.url('administration.end-sessions', { id })}>
            {t('administration.end-sessions')}
          </PostButton>
        )}
        {account.disabledAt === undefined ? (
          <PostButton
            kind="warning"
            action={ctx.url('administration.end-access', { id })}
            describedBy="end-access-about"
          >
            {t('administration.end-access')}
          </PostButton>
        ) : (
          <PostButton kind="secondary" action={ctx.url('administration.restore-access', { id })}>
            {t('administration.restore-access')}
          </PostButton>
        )}
      </div>
      {account.disabledAt === undefined && (
        <p class="hint" id="end-access-about">
          {t('administration.end-access.about')}
        </p>
      )}
      <p>
        {t('administration.recovery.only')}{' '}
        <a href={ctx.url('access.recoveries')}>{t('administration.recoveries.tab')}</a>
      </p>
    </>
  );
}

function Roles({ ctx, account, kind, version }: AccountData & { readonly ctx: ViewContext }): VNode {
  const { t } = ctx;
  return (
    <>
      <h2>{t('administration.roles.change')}</h2>
      <form method="post" action={ctx.url('administration.give-roles', { id: account.id })}>
        <HiddenFields fields={{ version: String(version) }} />
        <RoleFields ctx={ctx} form={typed(ctx, 'administration.give-roles')} kinds={[kind]} stored={account.roles} />
        <div class="button-row">
          <Button kind="secondary">{t('administration.roles.save')}</Button>
        </div>
      </form>
    </>
  );
}

function Details({ ctx, account, version }: AccountData & { readonly ctx: ViewContext }): VNode {
  const { t } = ctx;
  return (
    <>
      <h2>{t('administration.details.change')}</h2>
      <form method="post" action={ctx.url('administration.change-account', { id: account.id })}>
        <HiddenFields fields={{ version: String(version) }} />
        <PersonFields ctx={ctx} form={typed(ctx, 'administration.change-account')} stored={account} />
        <div class="button-row">
          <Button kind="secondary">{t('administration.save')}</Button>
        </div>
      </form>
    </>
  );
}
