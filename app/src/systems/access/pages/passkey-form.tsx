import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../kernel/index.ts';
import { Button, HiddenFields } from '../../../ui/index.ts';

export interface PasskeyFormProps {
  readonly t: Translate;
  readonly action: string;
  /** `create` adds one, `get` uses one. */
  readonly ceremony: 'create' | 'get';
  readonly question: { readonly options: string; readonly proof: string };
  readonly fields?: Readonly<Record<string, string>>;
  readonly button: string;
  readonly kind?: 'primary' | 'secondary';
  /** Other questions of the form. */
  readonly children?: ComponentChildren;
}

/**
 * Asks the device for a passkey. The device speaks to scripts only, so without one the form says what else can be done
 * and shows no button that would do nothing; the island `passkey` does the rest.
 */
export function PasskeyForm(props: PasskeyFormProps): VNode {
  const { t, question, kind = 'primary' } = props;
  return (
    <form method="post" action={props.action} data-passkey={props.ceremony} data-options={question.options}>
      <HiddenFields fields={{ ...props.fields, challenge: question.proof, credential: '' }} />
      <div data-needs-script hidden>
        {props.children}
        <div class="button-row">
          <Button kind={kind}>{props.button}</Button>
        </div>
      </div>
      <p data-says="no-script">{t('access.passkey.no-script')}</p>
      <p data-says="unsupported" hidden>
        {t('access.passkey.unsupported')}
      </p>
      <p class="field-error" role="alert" data-says="failed" hidden>
        {t('access.passkey.failed')}
      </p>
    </form>
  );
}
