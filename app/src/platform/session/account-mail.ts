import type { Lang } from '../../kernel/index.ts';

/**
 * A message about a person's own account. It goes to the address of the account, outside the digest and the outbox:
 * the sentences are the transport's, by `kind`. `href` is a one-time address and is in no log.
 */
export interface AccountMail {
  readonly to: string;
  readonly lang: Lang;
  readonly kind:
    | 'invitation'
    | 'password'
    | 'recovery'
    | 'password-changed'
    | 'second-factor-added'
    | 'second-factor-removed'
    | 'recovery-asked'
    | 'recovery-confirmed'
    | 'recovery-refused'
    | 'recovery-used';
  readonly href?: string | undefined;
}

/** Sends it, or throws: the caller does not wait, so that nobody learns from the time whether there was an account. */
export type SendAccountMail = (mail: AccountMail) => Promise<void>;
