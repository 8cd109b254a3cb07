import { typed } from '../../../platform/page/index.ts';
import type { ServiceAccount } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, Choices, DataTable, ErrorSummary, Field, Select, StatusTag } from '../../../ui/index.ts';
import { ACCOUNT_KINDS, programRoles } from '../fitting-roles.ts';
import { hintOf } from './account-form.tsx';
import { Sections } from './sections.tsx';
import { tokensInForce } from './tokens.ts';
import { crumbs, type NameOf } from './words.tsx';

export interface ProgramsData {
  readonly programs: readonly ServiceAccount[];
  readonly nameOf: NameOf;
  readonly waiting: number;
}

/** Programs that act for an organisation. */
export function programsView(ctx: ViewContext, { programs, nameOf, waiting }: ProgramsData): View {
  const { t } = ctx;
  return {
    title: t('administration.title'),
    width: 'wide',
    section: 'administration.accounts',
    actions: (
      <ButtonLink kind="primary" href={ctx.url('administration.new-program')}>
        {t('administration.program.new')}
      </ButtonLink>
    ),
    body: (
      <>
        <Sections ctx={ctx} current="programs" waiting={waiting} />
        <p>
          {t('administration.programs.about')} <a href={ctx.url('access.api')}>{t('administration.programs.api')}</a>
        </p>
        <DataTable
          id="programs"
          caption={t('administration.programs.tab')}
          captionHidden
          rows={programs}
          empty={<p>{t('administration.programs.none')}</p>}
          columns={[
            {
              head: t('administration.program.name'),
              rowHead: true,
              cell: ({ id, name }) => <a href={ctx.url('administration.program', { id })}>{name}</a>,
            },
            { head: t('administration.organisation'), cell: ({ organisation }) => nameOf(organisation) },
            { head: t('administration.program.role'), cell: ({ role }) => t(`access.role.${role}`) },
            {
              head: t('administration.tokens.in-force'),
              numeric: true,
              cell: (program) => tokensInForce(program, ctx.now).length,
            },
            {
              head: t('administration.state'),
              cell: ({ disabledAt }) => <ProgramTag ctx={ctx} ended={disabledAt !== undefined} />,
            },
          ]}
        />
      </>
    ),
  };
}

export function ProgramTag({ ctx, ended }: { readonly ctx: ViewContext; readonly ended: boolean }) {
  return (
    <StatusTag tone={ended ? 'none' : 'done'}>
      {ctx.t(ended ? 'administration.program.withdrawn' : 'administration.program.active')}
    </StatusTag>
  );
}

export interface NewProgramData {
  readonly organisations: readonly { readonly code: string; readonly name: string }[];
}

export function newProgramView(ctx: ViewContext, { organisations }: NewProgramData): View {
  const { t, lang } = ctx;
  const form = typed(ctx, 'administration.create-program');
  return {
    title: t('administration.program.new'),
    width: 'text',
    section: 'administration.accounts',
    crumbs: crumbs(ctx, { label: t('administration.programs.tab'), href: ctx.url('administration.programs') }),
    body: (
      <>
        <ErrorSummary lang={lang} faults={form.faults} />
        <p>{t('administration.program.about')}</p>
        <form method="post" action={ctx.url('administration.create-program')}>
          <Field
            lang={lang}
            name="name"
            label={t('administration.program.name')}
            hint={t('administration.program.name.hint')}
            width="full"
            autocomplete="off"
            maxLength={200}
            value={form.value('name')}
            error={form.error('name')}
          />
          <Select
            lang={lang}
            name="organisation"
            label={t('administration.organisation')}
            empty={t('administration.choose')}
            value={form.value('organisation')}
            options={organisations.map(({ code, name }) => ({ value: code, label: name }))}
            error={form.error('organisation')}
          />
          <Choices
            lang={lang}
            name="role"
            answer="one"
            label={t('administration.program.role')}
            hint={t('administration.program.role.hint')}
            chosen={form.values('role')}
            error={form.error('role')}
            options={ACCOUNT_KINDS.flatMap((kind) =>
              programRoles(kind).map((role) => ({
                value: role,
                label: t(`access.role.${role}`),
                ...hintOf(ctx, role, kind),
              })),
            )}
          />
          <Choices
            lang={lang}
            name="workinglang"
            answer="one"
            layout="inline"
            label={t('administration.program.language')}
            chosen={form.values('workinglang', ['es'])}
            error={form.error('workinglang')}
            options={(['es', 'en'] as const).map((value) => ({ value, label: t(`administration.language.${value}`) }))}
          />
          <Button>{t('administration.program.create')}</Button>
        </form>
      </>
    ),
  };
}
