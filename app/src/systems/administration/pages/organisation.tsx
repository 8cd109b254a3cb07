import type { VNode } from 'preact';
import { returnedFaults, typed } from '../../../platform/page/index.ts';
import type { SignOnLine } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  Choices,
  DataTable,
  Disclosure,
  ErrorSummary,
  Facts,
  Field,
  PostButton,
  StatusTag,
  TextArea,
} from '../../../ui/index.ts';
import { type AccountKind, ROLES_OF_KIND } from '../fitting-roles.ts';
import { crumbs, moment, rolesInWords } from './words.tsx';

interface OrganisationShown {
  readonly code: string;
  readonly kind: AccountKind;
  readonly name: { readonly es: string; readonly en: string };
}

export interface OrganisationData {
  readonly organisation: OrganisationShown;
  readonly signOns: readonly SignOnLine[];
}

/** One organisation: which roles its people may have, and how they may come in by its own provider. */
export function organisationView(ctx: ViewContext, { organisation, signOns }: OrganisationData): View {
  const { t, lang } = ctx;
  const { code, kind } = organisation;
  return {
    title: organisation.name[lang],
    section: 'administration.accounts',
    crumbs: crumbs(ctx, {
      label: t('administration.organisations.tab'),
      href: ctx.url('administration.organisations'),
    }),
    body: (
      <>
        <ErrorSummary lang={lang} faults={returnedFaults(ctx)} />
        <Facts
          lang={lang}
          facts={[
            { label: t('administration.kind'), value: t(`administration.kind.${kind}`) },
            { label: t('administration.roles.possible'), value: rolesInWords(ctx, ROLES_OF_KIND[kind]) },
            {
              label: t('administration.people'),
              value: (
                <a href={ctx.url('administration.accounts', { organisation: code })}>
                  {t('administration.organisation.accounts')}
                </a>
              ),
            },
          ]}
        />
        <h2>{t('administration.sign-on')}</h2>
        <p class="measure">{t('administration.sign-on.about')}</p>
        <SignOnTable ctx={ctx} signOns={signOns} link />
        <Disclosure summary={t('administration.sign-on.add')} open={ctx.attempt !== undefined}>
          <SignOnForm
            ctx={ctx}
            command="administration.add-sign-on"
            action={ctx.url('administration.add-sign-on', { code })}
            line={undefined}
          />
        </Disclosure>
      </>
    ),
  };
}

/** The providers of an organisation; with `link`, each leads to its settings. */
export function SignOnTable(props: {
  readonly ctx: ViewContext;
  readonly signOns: readonly SignOnLine[];
  readonly link?: boolean;
}): VNode {
  const { ctx, link } = props;
  const { t } = ctx;
  return (
    <DataTable
      id="sign-ons"
      caption={t('administration.sign-on.caption')}
      captionHidden
      rows={props.signOns}
      empty={<p>{t('administration.sign-on.none')}</p>}
      columns={[
        {
          head: t('administration.sign-on.issuer'),
          rowHead: true,
          cell: ({ id, issuer }) => (link ? <a href={ctx.url('administration.sign-on', { id })}>{issuer}</a> : issuer),
        },
        { head: t('administration.sign-on.domains'), cell: ({ domains }) => domains.join(', ') },
        {
          head: t('administration.state'),
          cell: ({ active }) => (
            <StatusTag tone={active ? 'done' : 'none'}>
              {t(`administration.sign-on.state.${active ? 'active' : 'inactive'}`)}
            </StatusTag>
          ),
        },
      ]}
    />
  );
}

export interface SignOnData {
  readonly organisation: OrganisationShown;
  readonly line: SignOnLine;
}

/** The settings of one provider, with its test: better before it is offered than after. */
export function signOnView(ctx: ViewContext, { organisation, line }: SignOnData): View {
  const { t, lang } = ctx;
  const { id } = line;
  return {
    title: t('administration.sign-on.of', { organisation: organisation.name[lang] }),
    section: 'administration.accounts',
    crumbs: crumbs(
      ctx,
      { label: t('administration.organisations.tab'), href: ctx.url('administration.organisations') },
      { label: organisation.name[lang], href: ctx.url('administration.organisation', { code: organisation.code }) },
    ),
    body: (
      <>
        <ErrorSummary lang={lang} faults={returnedFaults(ctx)} />
        <p>
          <StatusTag tone={line.active ? 'done' : 'none'}>
            {t(`administration.sign-on.state.${line.active ? 'active' : 'inactive'}`)}
          </StatusTag>{' '}
          {t('administration.sign-on.changed', { at: moment(ctx, line.updatedAt) })}
        </p>
        <p class="measure">{t('administration.sign-on.test.about')}</p>
        <div class="button-row">
          <PostButton kind="secondary" action={ctx.url('administration.test-sign-on', { id })}>
            {t('administration.sign-on.test')}
          </PostButton>
        </div>
        <h2>{t('administration.sign-on.settings')}</h2>
        <SignOnForm
          ctx={ctx}
          command="administration.save-sign-on"
          action={ctx.url('administration.save-sign-on', { id })}
          line={line}
        />
        <h2>{t('administration.sign-on.remove')}</h2>
        <p class="measure" id="remove-about">
          {t('administration.sign-on.remove.about')}
        </p>
        <PostButton kind="warning" action={ctx.url('administration.remove-sign-on', { id })} describedBy="remove-about">
          {t('administration.sign-on.remove')}
        </PostButton>
      </>
    ),
  };
}

/** The secret goes in and never comes out: an empty field keeps the one that there is. */
function SignOnForm(props: {
  readonly ctx: ViewContext;
  readonly command: string;
  readonly action: string;
  readonly line: SignOnLine | undefined;
}): VNode {
  const { ctx, line } = props;
  const { t, lang } = ctx;
  const form = typed(ctx, props.command);
  return (
    <form method="post" action={props.action} noValidate>
      <Field
        lang={lang}
        name="issuer"
        type="url"
        label={t('administration.sign-on.issuer')}
        hint={t('administration.sign-on.issuer.hint')}
        width="full"
        autocomplete="off"
        maxLength={500}
        value={form.value('issuer', line?.issuer)}
        error={form.error('issuer')}
      />
      <Field
        lang={lang}
        name="clientid"
        label={t('administration.sign-on.client')}
        autocomplete="off"
        maxLength={200}
        value={form.value('clientid', line?.clientId)}
        error={form.error('clientid')}
      />
      <Field
        lang={lang}
        name="clientsecret"
        type="password"
        label={t('administration.sign-on.secret')}
        hint={line ? t('administration.sign-on.secret.kept') : undefined}
        optional={line !== undefined}
        autocomplete="new-password"
        maxLength={500}
        error={form.error('clientsecret')}
      />
      <TextArea
        lang={lang}
        name="domains"
        label={t('administration.sign-on.domains')}
        hint={t('administration.sign-on.domains.hint')}
        rows={3}
        maxLength={2000}
        value={form.value('domains', line?.domains.join('\n'))}
        error={form.error('domains')}
      />
      <Choices
        lang={lang}
        name="active"
        answer="many"
        label={t('administration.sign-on.offer')}
        chosen={form.values('active', line?.active ? ['on'] : [])}
        error={form.error('active')}
        options={[{ value: 'on', label: t('administration.sign-on.active') }]}
      />
      <div class="button-row">
        <Button kind={line ? 'secondary' : 'primary'}>{t('administration.save')}</Button>
      </div>
    </form>
  );
}
