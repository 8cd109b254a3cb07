import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../kernel/index.ts';
import { Button, ErrorSummary, Field, HiddenFields } from '../../../ui/index.ts';
import { CodeField } from './entry.tsx';
import { faultOf, faultsOf, type Returned } from './faults.ts';
import { PasskeyForm } from './passkey-form.tsx';

export interface ProofProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly ways: { readonly password: boolean; readonly code: boolean; readonly passkey: boolean };
  readonly question: { readonly options: string; readonly proof: string } | undefined;
  readonly action: string;
  readonly passkeyAction: string;
  readonly returned: Returned | undefined;
  /** The form that waits, as it is carried along; undefined when there is none. */
  readonly form: string | undefined;
}

/** Who is there? Asked before a sensitive act; what the person had typed waits in the form. */
export function Proof(props: ProofProps): VNode {
  const { lang, t, ways, returned } = props;
  const fields = props.form === undefined ? {} : { form: props.form };
  const byCode = !ways.password && (ways.code || ways.passkey);
  return (
    <>
      <ErrorSummary lang={lang} faults={faultsOf(t, returned, ways.password ? 'password' : 'factor')} />
      <p>{t(props.form === undefined ? 'access.proof.about' : 'http.proof-first')}</p>
      {ways.passkey && props.question && (
        <section aria-labelledby="with-passkey">
          <h2 id="with-passkey">{t('access.second.passkey')}</h2>
          <PasskeyForm
            t={t}
            action={props.passkeyAction}
            ceremony="get"
            question={props.question}
            fields={fields}
            button={t('access.passkey.use')}
          />
        </section>
      )}
      {(ways.password || byCode) && (
        <section aria-labelledby="with-words">
          <h2 id="with-words">{t(wordsHeading(ways))}</h2>
          <form method="post" action={props.action}>
            <HiddenFields fields={fields} />
            {ways.password ? (
              <Field
                lang={lang}
                name="password"
                type="password"
                label={t('access.password.password')}
                autocomplete="current-password"
                maxLength={200}
                error={faultOf(t, returned, 'password')}
              />
            ) : (
              <CodeField
                lang={lang}
                label={t(ways.code ? 'access.second.code-label' : 'access.second.backup-label')}
                hint={ways.code ? t('access.second.code-hint') : undefined}
                error={faultOf(t, returned, 'factor')}
              />
            )}
            <Button kind={ways.passkey ? 'secondary' : 'primary'}>{t('access.proof.confirm')}</Button>
          </form>
        </section>
      )}
      {!ways.password && !byCode && <p>{t('access.proof.none')}</p>}
    </>
  );
}

function wordsHeading({ password, code }: ProofProps['ways']): string {
  if (password) return 'access.proof.password';
  return code ? 'access.second.code' : 'access.second.backup';
}
