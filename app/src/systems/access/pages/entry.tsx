import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { Button, ButtonLink, ErrorSummary, Field, HiddenFields } from '../../../ui/index.ts';
import { faultOf, faultsOf, type Returned } from './faults.ts';
import { PasskeyForm } from './passkey-form.tsx';

interface EntryProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly next: string | undefined;
  readonly returned: Returned | undefined;
  readonly signInHref: string;
}

interface Question {
  readonly options: string;
  readonly proof: string;
}

export interface SecondStepProps extends EntryProps {
  /** Undefined when nobody is at this point. */
  readonly ways: { readonly code: boolean; readonly passkey: boolean } | undefined;
  readonly question: Question | undefined;
  readonly codeAction: string;
  readonly passkeyAction: string;
  readonly lostHref: string;
}

/** After the password: the code of the app, a backup code, or the passkey. */
export function SecondStep(props: SecondStepProps): VNode {
  const { lang, t, ways, returned } = props;
  if (!ways) {
    return (
      <p>
        {t('access.second.nobody')} <a href={props.signInHref}>{t('access.sign-in.title')}</a>
      </p>
    );
  }
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, ways.code ? 'factor' : 'passkey')} />
      {ways.passkey && props.question && (
        <section id="passkey" aria-labelledby="with-passkey">
          <h2 id="with-passkey">{t('access.second.passkey')}</h2>
          <PasskeyForm
            t={t}
            action={props.passkeyAction}
            ceremony="get"
            question={props.question}
            fields={nextField(props.next)}
            button={t('access.passkey.use')}
          />
        </section>
      )}
      <section aria-labelledby="with-code">
        <h2 id="with-code">{t(ways.code ? 'access.second.code' : 'access.second.backup')}</h2>
        <form method="post" action={props.codeAction}>
          <HiddenFields fields={nextField(props.next)} />
          <CodeField
            lang={lang}
            label={t(ways.code ? 'access.second.code-label' : 'access.second.backup-label')}
            hint={ways.code ? t('access.second.code-hint') : undefined}
            error={faultOf(t, returned, 'factor')}
          />
          <Button kind={ways.passkey ? 'secondary' : 'primary'}>{t('access.password.enter')}</Button>
        </form>
      </section>
      <ButtonLink kind="quiet" href={props.lostHref}>
        {t('access.lost.link')}
      </ButtonLink>
    </>
  );
}

/** Six digits of the app, or a backup code. */
export function CodeField(props: {
  readonly lang: Lang;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}): VNode {
  return <Field {...props} name="factor" autocomplete="one-time-code" width="short" maxLength={40} />;
}

export interface PasskeyEntryProps extends EntryProps {
  readonly question: Question;
  readonly action: string;
}

/** In with a passkey alone. */
export function PasskeyEntry(props: PasskeyEntryProps): VNode {
  const { lang, t } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, props.returned, 'passkey')} />
      <p>{t('access.passkey.about')}</p>
      <div id="passkey">
        <PasskeyForm
          t={t}
          action={props.action}
          ceremony="get"
          question={props.question}
          fields={nextField(props.next)}
          button={t('access.passkey.use')}
        />
      </div>
      <ButtonLink kind="quiet" href={props.signInHref}>
        {t('access.passkey.other')}
      </ButtonLink>
    </>
  );
}

export interface AskByEmailProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly action: string;
  readonly returned: Returned | undefined;
  /** What the page says before the question. */
  readonly about: readonly string[];
  readonly button: string;
}

/** One question, the e-mail of the account. The answer is the same whether there is such an account or not. */
export function AskByEmail(props: AskByEmailProps): VNode {
  const { lang, t, returned } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, 'email')} />
      {props.about.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <form method="post" action={props.action}>
        <Field
          lang={lang}
          name="email"
          type="email"
          label={t('access.password.email')}
          autocomplete="username"
          maxLength={200}
          value={returned?.values['email']}
          error={faultOf(t, returned, 'email')}
        />
        <Button>{props.button}</Button>
      </form>
    </>
  );
}

export interface LinkPageProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly link: { readonly purpose: string; readonly needsCode: boolean } | undefined;
  readonly action: string;
  readonly forgottenHref: string;
  readonly returned: Returned | undefined;
}

/** What a one-time address opens: the question for a password, and for a code where there is a second factor. */
export function LinkPage(props: LinkPageProps): VNode {
  const { lang, t, link, returned } = props;
  if (!link) {
    return (
      <p>
        {t('session.link-over')} <a href={props.forgottenHref}>{t('access.forgotten.title')}</a>
      </p>
    );
  }
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, 'password')} />
      <p>{t(`access.link.${link.purpose}`)}</p>
      <form method="post" action={props.action}>
        <NewPassword lang={lang} t={t} returned={returned} />
        {link.needsCode && (
          <CodeField
            lang={lang}
            label={t('access.second.code-label')}
            hint={t('access.link.code-hint')}
            error={faultOf(t, returned, 'factor')}
          />
        )}
        <Button>{t('access.link.set')}</Button>
      </form>
    </>
  );
}

/** The question for a new password. */
export function NewPassword({
  lang,
  t,
  returned,
}: {
  readonly lang: Lang;
  readonly t: Translate;
  readonly returned: Returned | undefined;
}): VNode {
  return (
    <Field
      lang={lang}
      name="password"
      type="password"
      label={t('access.password.new')}
      hint={t('access.password.new-hint')}
      autocomplete="new-password"
      maxLength={200}
      error={faultOf(t, returned, 'password')}
    />
  );
}

function nextField(next: string | undefined): Readonly<Record<string, string>> {
  return next === undefined ? {} : { next };
}
