import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { DataTable, Facts, PostButton, StatusTag } from '../../../ui/index.ts';

export interface AccountProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly name: string;
  readonly organisation: string | undefined;
  /** In words. */
  readonly roles: readonly string[];
  readonly sessions: readonly SessionLine[];
  readonly signOutEverywhereAction: string;
  readonly ownActsHref: string;
  readonly policyHref: string;
}

/** One open session, all in words. */
export interface SessionLine {
  readonly browser: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}

/** The person's own page: who they are here, where they are signed in, and how to end that. */
export function Account(props: AccountProps): VNode {
  const { t, lang } = props;
  return (
    <>
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
            <a href={props.policyHref}>{t('access.account.what-may-i')}</a>
          </li>
          <li>
            <a href={props.ownActsHref}>{t('access.account.own-acts')}</a>
          </li>
        </ul>
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions">{t('access.sessions.heading')}</h2>
        <p class="hint">{t('access.sessions.about')}</p>
        <DataTable
          id="open-sessions"
          caption={t('access.sessions.caption')}
          captionHidden
          rows={props.sessions}
          columns={[
            { head: t('access.sessions.browser'), rowHead: true, cell: ({ browser }) => browser },
            { head: t('access.sessions.started'), nowrap: true, cell: ({ startedAt }) => startedAt },
            { head: t('access.sessions.last-seen'), nowrap: true, cell: ({ lastSeenAt }) => lastSeenAt },
            {
              head: t('access.sessions.which'),
              cell: ({ current }) => current && <StatusTag tone="active">{t('access.sessions.this')}</StatusTag>,
            },
          ]}
        />
        <PostButton kind="warning" action={props.signOutEverywhereAction}>
          {t('access.sessions.end-all')}
        </PostButton>
      </section>
    </>
  );
}
