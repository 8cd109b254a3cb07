import type { AccountLine } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ButtonLink, DataTable, EmptyState, FilterBar, Pagination, Select } from '../../../ui/index.ts';
import { type AccountFilter, hasSecondFactor } from '../account-filter.ts';
import { GIVEN_ROLES } from '../fitting-roles.ts';
import { STANDINGS, standingOf } from '../standing.ts';
import { Sections } from './sections.tsx';
import { dayOr, type NameOf, rolesInWords, StandingTag, yesOrNo } from './words.tsx';

export interface AccountsData {
  readonly filter: AccountFilter;
  readonly accounts: readonly AccountLine[];
  readonly found: number;
  readonly page: number;
  readonly pages: number;
  readonly organisations: readonly { readonly code: string; readonly name: string }[];
  readonly nameOf: NameOf;
  readonly waiting: number;
}

/** Everybody who has an account, for administrators. E-mail addresses are on the page of each account only. */
export function accountsView(ctx: ViewContext, data: AccountsData): View {
  const { filter } = data;
  const { t, lang } = ctx;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return {
    title: t('administration.title'),
    width: 'wide',
    section: 'administration.accounts',
    actions: (
      <ButtonLink kind="primary" href={ctx.url('administration.new-account')}>
        {t('administration.invite')}
      </ButtonLink>
    ),
    body: (
      <>
        <Sections ctx={ctx} current="accounts" waiting={data.waiting} />
        <FilterBar
          lang={lang}
          action={ctx.url('administration.accounts')}
          clearHref={isFiltered ? ctx.url('administration.accounts') : undefined}
          result={t('administration.accounts.count', { count: data.found })}
        >
          <Select
            lang={lang}
            name="organisation"
            label={t('administration.organisation')}
            value={filter.organisation}
            empty={t('administration.any-organisation')}
            options={data.organisations.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Select
            lang={lang}
            name="role"
            label={t('administration.roles')}
            value={filter.role}
            empty={t('administration.any-role')}
            options={GIVEN_ROLES.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
          />
          <Select
            lang={lang}
            name="state"
            label={t('administration.state')}
            value={filter.state}
            empty={t('administration.any-state')}
            options={STANDINGS.map((value) => ({ value, label: t(`administration.standing.${value}`) }))}
          />
          <Select
            lang={lang}
            name="factor"
            label={t('administration.factor')}
            value={filter.factor}
            empty={t('administration.factor.any')}
            options={[{ value: 'none', label: t('administration.factor.none') }]}
          />
        </FilterBar>
        {data.accounts.length === 0 ? (
          <EmptyState title={t('administration.accounts.none')}>{t('administration.accounts.none-why')}</EmptyState>
        ) : (
          <DataTable
            id="accounts"
            caption={t('administration.accounts.caption')}
            captionHidden
            rows={data.accounts}
            columns={[
              {
                head: t('administration.name'),
                rowHead: true,
                cell: ({ id, name }) => <a href={ctx.url('administration.account', { id })}>{name}</a>,
              },
              { head: t('administration.organisation'), cell: ({ organisation }) => data.nameOf(organisation) },
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
        )}
        <Pagination
          lang={lang}
          page={data.page}
          pages={data.pages}
          hrefOf={(page) => ctx.url('administration.accounts', { ...filter, page })}
        />
      </>
    ),
  };
}
