import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { Button, ErrorSummary, Field, PostButton } from '../../../ui/index.ts';
import { CodeField, NewPassword } from './entry.tsx';
import { faultOf, faultsOf, type Returned } from './faults.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { QrImage } from './qr-image.tsx';

export interface CodeSetUpProps {
  readonly lang: Lang;
  readonly t: Translate;
  /** There is an app already. */
  readonly active: boolean;
  readonly setUp: { readonly key: string; readonly address: string } | undefined;
  readonly beginAction: string;
  readonly confirmAction: string;
  readonly accountHref: string;
  readonly returned: Returned | undefined;
}

/** Sets up an authenticator app: image and key in text, and the first code as proof that it works. */
export function CodeSetUp(props: CodeSetUpProps): VNode {
  const { lang, t, setUp, returned } = props;
  if (props.active) {
    return (
      <p>
        {t('session.code-exists')} <a href={props.accountHref}>{t('access.account.title')}</a>
      </p>
    );
  }
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, setUp ? 'factor' : 'begin')} />
      <p>{t('access.code.about')}</p>
      {setUp ? (
        <>
          <ol>
            <li>{t('access.code.step-1')}</li>
            <li>{t('access.code.step-2')}</li>
          </ol>
          <div class="figure">
            <QrImage text={setUp.address} label={t('access.code.image')} />
          </div>
          <p>
            {t('access.code.key')} <code class="key">{setUp.key}</code>
          </p>
          <form method="post" action={props.confirmAction}>
            <CodeField
              lang={lang}
              label={t('access.code.first')}
              hint={t('access.code.first-hint')}
              error={faultOf(t, returned, 'factor')}
            />
            <Button>{t('access.code.activate')}</Button>
          </form>
        </>
      ) : (
        <div id="begin">
          <PostButton action={props.beginAction}>{t('access.code.begin')}</PostButton>
        </div>
      )}
    </>
  );
}

export interface PasskeySetUpProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly question: { readonly options: string; readonly proof: string } | undefined;
  readonly action: string;
  readonly returned: Returned | undefined;
}

/** Adds a passkey, with the name by which the person will know the device. */
export function PasskeySetUp(props: PasskeySetUpProps): VNode {
  const { lang, t, returned } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, 'name')} />
      <p>{t('access.passkey.add-about')}</p>
      {props.question && (
        <PasskeyForm
          t={t}
          action={props.action}
          ceremony="create"
          question={props.question}
          button={t('access.passkey.add')}
        >
          <Field
            lang={lang}
            name="name"
            label={t('access.passkey.name')}
            hint={t('access.passkey.name-hint')}
            maxLength={60}
            value={returned?.values['name']}
            error={faultOf(t, returned, 'name')}
          />
        </PasskeyForm>
      )}
    </>
  );
}

/** The codes on paper, shown this once. */
export function BackupCodes(props: {
  readonly t: Translate;
  readonly codes: readonly string[];
  readonly accountHref: string;
}): VNode {
  const { t, codes } = props;
  return (
    <>
      <p>{t('access.backup.about')}</p>
      <ol class="backup-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <strong>{t('access.backup.once')}</strong>
      </p>
      <p>
        <a class="button button-primary" href={props.accountHref}>
          {t('access.backup.kept')}
        </a>
      </p>
    </>
  );
}

/** A new password for whoever is signed in. */
export function PasswordChange(props: {
  readonly lang: Lang;
  readonly t: Translate;
  readonly action: string;
  readonly returned: Returned | undefined;
}): VNode {
  const { lang, t, returned } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, 'password')} />
      <p>{t('access.change.about')}</p>
      <form method="post" action={props.action}>
        <NewPassword lang={lang} t={t} returned={returned} />
        <Button>{t('access.link.set')}</Button>
      </form>
    </>
  );
}
