import type { Lang } from '../../kernel/index.ts';

/** A mail as its recipient sees it in a list. */
export interface MailLine {
  readonly id: string;
  readonly cause: 'urgent' | 'digest' | 'invitation';
  /** Null once the words were erased. */
  readonly subject: string | null;
  readonly at: Date;
}

/** A whole mail. */
export interface Mail extends MailLine {
  readonly lang: Lang;
  readonly words: string | null;
  readonly calendar: string | null;
}

/** Somebody whom a mail did not reach. */
export interface Unreached {
  readonly id: string;
  readonly party: string;
  readonly partyName: { readonly es: string; readonly en: string };
  readonly name: string;
  readonly cause: MailLine['cause'];
  readonly attempts: number;
  readonly reply: string | null;
  readonly at: Date | null;
}

/** The reader's calendar address, as it is kept. */
export interface KeptToken {
  readonly hash: Uint8Array;
  readonly madeAt: Date;
  readonly lastReadOn: string | null;
}
