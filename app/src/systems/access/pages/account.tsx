import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { ButtonLink, DataTable, ErrorSummary, Facts, PostButton, StatusTag } from '../../../ui/index.ts';
import { faultsOf, type Returned } from './faults.ts';

export interface AccountProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly name: string;
  readonly organisation: string | undefined;
  /** In words. */
  readonly roles: readonly string[];
  readonly factors: FactorsShown;
  readonly sessions: readonly SessionLine[];
  readonly returned: Returned | undefined;
  readonly to: {
    readonly signOutEverywhere: string;
    readonly endSession: string;
    readonly code: string;
    readonly removeCode: string;
    readonly passkey: string;
    readonly removePasskey: string;
    readonly newBackupCodes: string;
    readonly password: string;
    readonly withdrawRecovery: string;
    readonly accesses: string;
    readonly notifications: string;
    readonly recoveries: string | undefined;
    readonly policy: string;
  };
}

/** What protects the account, all in words. */
export interface FactorsShown {
  readonly missing: 'required' | 'urged' | undefined;
  readonly recoveryAsked: boolean;
  readonly hasPassword: boolean;
  readonly code: { readonly since: string; readonly lastUse: string | undefined; readonly held: boolean } | undefined;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: string | undefined;
    readonly lastUse: string | undefined;
  }[];
  readonly backupCodesLeft: number;
}

/** One open session, all in words. */
export interface SessionLine {
  readonly id: string;
  readonly browser: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

/** The person's own page: who they are here, what protects the account, where they are signed in. */
export function Account(props: AccountProps): VNode {
  const { t, lang, to } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, props.returned, 'protection')} />
      {props.factors.recoveryAsked && (
        <div class="flash flash-notice" role="alert">
          <p>{t('access.recovery.asked-for-you')}</p>
          <PostButton kind="warning" action={to.withdrawRecovery}>
            {t('access.recovery.not-me')}
          </PostButton>
        </div>
      )}
      <section aria-labelledby="who">
        <h2 id="who">{t('access.account.who')}</h2>
        <Facts
          lang={lang}
          facts={[
            { label: t('access.account.name'), value: props.name },
            { label: t('access.account.organisation'), value: props.organisation },
            { label: t('access.account.roles'), value: props.roles.join(', ') },
          ]}
        />
        <ul>
          <li>
            <a href={to.policy}>{t('access.account.what-may-i')}</a>
          </li>
          <li>
            <a href={to.accesses}>{t('access.accesses.title')}</a>
          </li>
          <li>
            <a href={to.notifications}>{t('access.account.notifications')}</a>
          </li>
          {to.recoveries !== undefined && (
            <li>
              <a href={to.recoveries}>{t('access.recoveries.title')}</a>
            </li>
          )}
        </ul>
      </section>
      <Protection {...props} />
      <Sessions {...props} />
    </>
  );
}

function Protection({ t, factors, to }: AccountProps): VNode {
  const { code, passkeys } = factors;
  const guarded = code !== undefined || passkeys.length > 0;
  return (
    <section aria-labelledby="protection">
      <h2 id="protection">{t('access.protection.heading')}</h2>
      {factors.missing !== undefined && (
        <p>
          <StatusTag tone="soon">{t('access.protection.missing')}</StatusTag>{' '}
          {t(`access.protection.${factors.missing}`)}
        </p>
      )}
      {!guarded && <p class="hint">{t('access.protection.about')}</p>}
      {guarded && (
        <DataTable
          id="factors"
          caption={t('access.protection.caption')}
          captionHidden
          rows={[
            ...(code ? [{ ...code, id: undefined, name: t('access.code.name') }] : []),
            ...passkeys.map((passkey) => ({ ...passkey, held: false })),
          ]}
          columns={[
            {
              head: t('access.protection.what'),
              rowHead: true,
              cell: ({ name, id, since, held }) => (
                <>
                  {id === undefined ? name : t('access.passkey.named', { name })}
                  {since !== undefined && <p class="hint">{t('access.protection.since', { since })}</p>}
                  {held && <p class="hint">{t('session.code-held')}</p>}
                </>
              ),
            },
            {
              head: t('access.sessions.last-seen'),
              nowrap: true,
              cell: ({ lastUse }) => lastUse ?? t('access.protection.never'),
            },
            {
              head: t('access.protection.act'),
              cell: ({ id, name }) => (
                <PostButton
                  kind="quiet"
                  action={id === undefined ? to.removeCode : to.removePasskey}
                  fields={id === undefined ? {} : { id }}
                >
                  {t('access.protection.remove')}
                  <span class="vh"> {name}</span>
                </PostButton>
              ),
            },
          ]}
        />
      )}
      <div class="button-row">
        {!code && (
          <ButtonLink href={to.code} kind={guarded ? 'secondary' : 'primary'}>
            {t('access.code.title')}
          </ButtonLink>
        )}
        <ButtonLink href={to.passkey}>{t('access.passkey.add')}</ButtonLink>
        <ButtonLink href={to.password}>
          {t(factors.hasPassword ? 'access.change.title' : 'access.change.first')}
        </ButtonLink>
      </div>
      {guarded && (
        <div class="button-row">
          <span>{t('access.backup.left', { count: factors.backupCodesLeft })}</span>
          <PostButton kind="quiet" action={to.newBackupCodes}>
            {t('access.backup.new')}
          </PostButton>
        </div>
      )}
    </section>
  );
}

function Sessions({ t, sessions, to }: AccountProps): VNode {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('access.sessions.heading')}</h2>
      <p class="hint">{t('access.sessions.about')}</p>
      <DataTable
        id="open-sessions"
        caption={t('access.sessions.caption')}
        captionHidden
        rows={sessions}
        columns={[
          {
            head: t('access.sessions.browser'),
            rowHead: true,
            cell: ({ browser, startedAt }) => (
              <>
                {browser}
                <p class="hint">{t('access.sessions.started', { at: startedAt })}</p>
              </>
            ),
          },
          { head: t('access.sessions.last-seen'), nowrap: true, cell: ({ lastSeenAt }) => lastSeenAt },
          {
            head: t('access.sessions.which'),
            cell: ({ current, id, startedAt }) =>
              current ? (
                <StatusTag tone="active">{t('access.sessions.this')}</StatusTag>
              ) : (
                <PostButton kind="quiet" action={to.endSession} fields={{ id }}>
                  {t('access.sessions.end')}
                  <span class="vh"> {startedAt}</span>
                </PostButton>
              ),
          },
        ]}
      />
      <PostButton kind="warning" action={to.signOutEverywhere}>
        {t('access.sessions.end-all')}
      </PostButton>
    </section>
  );
}
