import type { VNode } from 'preact';
import { CONFERENCE_ZONE, dayIn, formatDate, type LocalDate } from '../../../kernel/index.ts';
import { returnedFaults, typed } from '../../../platform/page/index.ts';
import { type Permission, parsePermission } from '../../../platform/policy/index.ts';
import type { ServiceAccount, ServiceToken } from '../../../platform/session/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  ButtonLink,
  Choices,
  DataTable,
  DateField,
  ErrorSummary,
  Facts,
  PostButton,
} from '../../../ui/index.ts';
import { ProgramTag } from './programs.tsx';
import { tokensInForce } from './tokens.ts';
import { crumbs, moment } from './words.tsx';

export interface ProgramData {
  readonly program: ServiceAccount;
  readonly organisation: string;
  /** What a token of it may be given. */
  readonly scopes: readonly string[];
  readonly suggested: LocalDate;
}

/** One program: its tokens, and a new one with the permissions that it needs and no more. */
export function programView(ctx: ViewContext, data: ProgramData): View {
  const { t, lang } = ctx;
  const { program } = data;
  const ended = program.disabledAt !== undefined;
  return {
    title: program.name,
    section: 'administration.accounts',
    crumbs: programCrumbs(ctx),
    body: (
      <>
        <ErrorSummary lang={lang} faults={returnedFaults(ctx)} />
        <Facts
          lang={lang}
          facts={[
            { label: t('administration.state'), value: <ProgramTag ctx={ctx} ended={ended} /> },
            { label: t('administration.organisation'), value: data.organisation },
            { label: t('administration.program.role'), value: t(`access.role.${program.role}`) },
            { label: t('administration.program.created'), value: moment(ctx, program.createdAt) },
          ]}
        />
        <Tokens ctx={ctx} program={program} />
        {!ended && (
          <>
            <NewTokenForm ctx={ctx} {...data} />
            <h2>{t('administration.program.end')}</h2>
            <p class="measure" id="end-about">
              {t('administration.program.end.about')}
            </p>
            <PostButton
              kind="warning"
              action={ctx.url('administration.end-program', { id: program.id })}
              describedBy="end-about"
            >
              {t('administration.program.end')}
            </PostButton>
          </>
        )}
      </>
    ),
  };
}

function programCrumbs(ctx: ViewContext) {
  return crumbs(ctx, { label: ctx.t('administration.programs.tab'), href: ctx.url('administration.programs') });
}

function Tokens({ ctx, program }: { readonly ctx: ViewContext; readonly program: ServiceAccount }): VNode {
  const { t } = ctx;
  const inForce = new Set(tokensInForce(program, ctx.now));
  return (
    <>
      <h2>{t('administration.tokens')}</h2>
      <DataTable
        id="tokens"
        caption={t('administration.tokens')}
        captionHidden
        rows={program.tokens}
        empty={<p>{t('administration.tokens.none')}</p>}
        columns={[
          { head: t('administration.token.prefix'), rowHead: true, cell: ({ prefix }) => <code>{prefix}…</code> },
          {
            head: t('administration.token.scopes'),
            cell: ({ scopes }) => scopes.map((scope) => scopeInWords(ctx, scope)).join('; '),
          },
          { head: t('administration.token.expires'), nowrap: true, cell: ({ expiresAt }) => lastDay(ctx, expiresAt) },
          {
            head: t('administration.token.last-used'),
            nowrap: true,
            cell: ({ lastUsedAt }) => (lastUsedAt ? moment(ctx, lastUsedAt) : t('administration.never')),
          },
          {
            head: t('administration.token.act'),
            cell: (token) =>
              inForce.has(token) ? (
                <PostButton
                  kind="quiet"
                  action={ctx.url('administration.revoke-token', { id: program.id })}
                  fields={{ token: token.id }}
                >
                  {t('administration.token.revoke')}
                  <span class="vh"> {token.prefix}</span>
                </PostButton>
              ) : (
                stateOfToken(ctx, token)
              ),
          },
        ]}
      />
    </>
  );
}

/** A token ends with its last day: midnight of the day after would read as one day more. */
function lastDay({ lang }: ViewContext, expiresAt: Date): string {
  return formatDate(dayIn(CONFERENCE_ZONE, new Date(expiresAt.getTime() - 1)), lang);
}

function stateOfToken({ t }: ViewContext, token: ServiceToken): string {
  return t(token.revokedAt === undefined ? 'administration.token.over' : 'administration.token.is-revoked');
}

function NewTokenForm({ ctx, program, scopes, suggested }: ProgramData & { readonly ctx: ViewContext }): VNode {
  const { t, lang } = ctx;
  const form = typed(ctx, 'administration.issue-token');
  return (
    <>
      <h2>{t('administration.token.new')}</h2>
      <form method="post" action={ctx.url('administration.issue-token', { id: program.id })}>
        <Choices
          lang={lang}
          name="scopes"
          answer="many"
          label={t('administration.token.scopes')}
          hint={t('administration.token.scopes.hint')}
          chosen={form.values('scopes')}
          error={form.error('scopes')}
          options={scopes.map((scope) => ({ value: scope, label: scopeInWords(ctx, scope) }))}
        />
        <DateField
          lang={lang}
          name="expires"
          label={t('administration.token.expires')}
          hint={t('administration.token.expires.hint')}
          value={form.value('expires', formatDate(suggested, lang))}
          error={form.error('expires')}
        />
        <div class="button-row">
          <Button kind="secondary">{t('administration.token.issue')}</Button>
        </div>
      </form>
    </>
  );
}

/** A permission as the policy table names it; one that is no more, by its identifier. */
function scopeInWords({ house, lang }: ViewContext, scope: string): string {
  const known = house.policy.resources.has(scope.slice(0, scope.lastIndexOf('.')));
  if (!known) return scope;
  const { resource, action } = parsePermission(house.policy, scope as Permission);
  return `${resource.name[lang]}: ${resource.actions[action]?.name[lang] ?? action}`;
}

/** The token, readable this once. */
export function tokenView(
  ctx: ViewContext,
  { token, program }: { readonly token: string; readonly program: string },
): View {
  const { t } = ctx;
  return {
    title: t('administration.token.issued'),
    width: 'text',
    section: 'administration.accounts',
    crumbs: programCrumbs(ctx),
    body: (
      <>
        <p>{t('administration.token.about')}</p>
        <p>
          <code class="key">{token}</code>
        </p>
        <p>
          <strong>{t('administration.token.once')}</strong>
        </p>
        <p>
          <ButtonLink kind="primary" href={ctx.url('administration.program', { id: program })}>
            {t('administration.token.kept')}
          </ButtonLink>
        </p>
      </>
    ),
  };
}
