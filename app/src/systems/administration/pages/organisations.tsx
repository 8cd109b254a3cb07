import type { View, ViewContext } from '../../../platform/system/index.ts';
import { DataTable } from '../../../ui/index.ts';
import type { AccountKind } from '../fitting-roles.ts';
import { Sections } from './sections.tsx';

export interface OrganisationsData {
  readonly waiting: number;
  readonly organisations: readonly {
    readonly code: string;
    readonly kind: AccountKind;
    readonly name: string;
    /** Accounts that can be used today, and programs. */
    readonly people: number;
    readonly programs: number;
    readonly signOn: 'none' | 'active' | 'inactive';
  }[];
}

/** Organisations in whose name people may act, in the order of their names. */
export function organisationsView(ctx: ViewContext, { organisations, waiting }: OrganisationsData): View {
  const { t } = ctx;
  return {
    title: t('administration.title'),
    width: 'wide',
    section: 'administration.accounts',
    body: (
      <>
        <Sections ctx={ctx} current="organisations" waiting={waiting} />
        <p>{t('administration.organisations.about')}</p>
        <DataTable
          id="organisations"
          caption={t('administration.organisations.tab')}
          captionHidden
          rows={organisations}
          columns={[
            {
              head: t('administration.organisation'),
              rowHead: true,
              cell: ({ code, name }) => <a href={ctx.url('administration.organisation', { code })}>{name}</a>,
            },
            { head: t('administration.kind'), cell: ({ kind }) => t(`administration.kind.${kind}`) },
            {
              head: t('administration.people'),
              numeric: true,
              cell: ({ code, people }) => (
                <a href={ctx.url('administration.accounts', { organisation: code, state: 'active' })}>{people}</a>
              ),
            },
            { head: t('administration.programs.tab'), numeric: true, cell: ({ programs }) => programs },
            {
              head: t('administration.sign-on'),
              cell: ({ signOn }) => t(`administration.sign-on.state.${signOn}`),
            },
          ]}
        />
      </>
    ),
  };
}
