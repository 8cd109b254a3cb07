import type { VNode } from 'preact';
import { formatDate, type Role } from '../../../kernel/index.ts';
import { type Typed, typed } from '../../../platform/page/index.ts';
import type { Invited } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, Choices, CopyLink, DateField, ErrorSummary, Field, Select } from '../../../ui/index.ts';
import { ACCOUNT_KINDS, type AccountKind, ROLES_OF_KIND } from '../fitting-roles.ts';
import { crumbs } from './words.tsx';

export interface NewAccountData {
  readonly organisations: readonly { readonly code: string; readonly name: string }[];
}

/** Invites a person. Roles are laid open with the kind of organisation that they are for: no script chooses them. */
export function newAccountView(ctx: ViewContext, data: NewAccountData): View {
  const { t, lang } = ctx;
  const form = typed(ctx, 'administration.invite');
  return {
    title: t('administration.invite.title'),
    width: 'text',
    section: 'administration.accounts',
    crumbs: crumbs(ctx),
    body: (
      <>
        <ErrorSummary lang={lang} faults={form.faults} />
        <p>{t('administration.invite.about')}</p>
        <form method="post" action={ctx.url('administration.invite')} noValidate>
          <PersonFields ctx={ctx} form={form} stored={{ lang: 'es', validFrom: ctx.today, validTo: undefined }}>
            <Field
              lang={lang}
              name="email"
              type="email"
              label={t('administration.email')}
              hint={t('administration.email.hint')}
              width="full"
              autocomplete="off"
              maxLength={200}
              value={form.value('email')}
              error={form.error('email')}
            />
            <Select
              lang={lang}
              name="organisation"
              label={t('administration.organisation')}
              empty={t('administration.choose')}
              value={form.value('organisation')}
              options={data.organisations.map(({ code, name }) => ({ value: code, label: name }))}
              error={form.error('organisation')}
            />
            <RoleFields ctx={ctx} form={form} kinds={ACCOUNT_KINDS} stored={[]} />
          </PersonFields>
          <Button>{t('administration.invite.send')}</Button>
        </form>
      </>
    ),
  };
}

/** What a person is, each role with the kind of organisation that it is for when there are several. */
export function RoleFields(props: {
  readonly ctx: ViewContext;
  readonly form: Typed;
  readonly kinds: readonly AccountKind[];
  readonly stored: readonly Role[];
}): VNode {
  const { ctx, form, kinds } = props;
  const { t } = ctx;
  return (
    <Choices
      lang={ctx.lang}
      name="roles"
      answer="many"
      label={t('administration.roles')}
      hint={t('administration.roles.hint')}
      chosen={form.values('roles', props.stored)}
      error={form.error('roles')}
      options={kinds.flatMap((kind) =>
        ROLES_OF_KIND[kind].map((role) => ({
          value: role,
          label: t(`access.role.${role}`),
          ...(kinds.length > 1 ? hintOf(ctx, role, kind) : {}),
        })),
      )}
    />
  );
}

/** For whom a role is, unless its name says so itself. */
export function hintOf({ t }: ViewContext, role: Role, kind: AccountKind): { readonly hint?: string } {
  const hint = t(`administration.kind.${kind}`);
  return hint === t(`access.role.${role}`) ? {} : { hint };
}

/** Name, language and days of access, around what else the form asks. */
export function PersonFields(props: {
  readonly ctx: ViewContext;
  readonly form: Typed;
  readonly stored: {
    readonly name?: string;
    readonly lang: string;
    readonly validFrom: string;
    readonly validTo: string | undefined;
  };
  readonly children?: VNode | readonly VNode[];
}): VNode {
  const { ctx, form, stored } = props;
  const { t, lang } = ctx;
  return (
    <>
      <Field
        lang={lang}
        name="name"
        label={t('administration.name')}
        hint={t('administration.name.hint')}
        width="full"
        autocomplete="off"
        maxLength={200}
        value={form.value('name', stored.name)}
        error={form.error('name')}
      />
      {props.children}
      <Choices
        lang={lang}
        name="workinglang"
        answer="one"
        layout="inline"
        label={t('administration.language')}
        chosen={form.values('workinglang', [stored.lang])}
        error={form.error('workinglang')}
        options={(['es', 'en'] as const).map((value) => ({ value, label: t(`administration.language.${value}`) }))}
      />
      <DateField
        lang={lang}
        name="validFrom"
        label={t('administration.valid-from')}
        value={form.value('validFrom', formatDate(stored.validFrom, lang))}
        error={form.error('validFrom')}
      />
      <DateField
        lang={lang}
        name="validTo"
        label={t('administration.valid-to')}
        hint={t('administration.valid-to.hint')}
        optional
        value={form.value('validTo', stored.validTo && formatDate(stored.validTo, lang))}
        error={form.error('validTo')}
      />
    </>
  );
}

/** The one-time address, where no mail can be sent: shown this once, to be handed over. */
export function handOverView(ctx: ViewContext, { account, link = '' }: Invited): View {
  const { t } = ctx;
  return {
    title: t('administration.hand-over.title'),
    width: 'text',
    section: 'administration.accounts',
    crumbs: crumbs(ctx),
    body: (
      <>
        <p>{t('administration.hand-over.about')}</p>
        <p>
          <a class="one-time" href={link}>
            <code>{link}</code>
          </a>{' '}
          <CopyLink lang={ctx.lang} href={link} />
        </p>
        {link.startsWith('/') && <p class="hint">{t('administration.hand-over.path')}</p>}
        <p>
          <strong>{t('administration.hand-over.once')}</strong>
        </p>
        <p>
          <ButtonLink kind="primary" href={ctx.url('administration.account', { id: account })}>
            {t('administration.hand-over.done')}
          </ButtonLink>
        </p>
      </>
    ),
  };
}
