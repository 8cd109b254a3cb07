import { createHash } from 'node:crypto';
import type { Lang } from '../../kernel/index.ts';
import type { Failure } from './delivery.ts';

/** A mail as it is given to a server. Two attempts at the same mail differ in nothing that a reader or a filter sees. */
export interface Letter {
  /** The mail's identifier: the Message-ID is made from it. */
  readonly id: string;
  readonly to: string;
  readonly lang: Lang;
  readonly subject: string;
  readonly words: string;
  readonly markup: string;
  readonly calendar: { readonly method: 'request' | 'cancel'; readonly text: string } | null;
  readonly date: Date;
  /** Address at which one click stops such mails (RFC 8058). */
  readonly stopUrl: string | null;
}

/** Undefined when the server took the mail: from then on it answers for it. */
export type Sent = Failure | undefined;

/** Gives mails to a server of the operator's. */
export interface Transport {
  /** Can the server be reached, and does it know us? Asked before mails are taken up: until then none is blamed. */
  ready(): Promise<boolean>;
  send(letter: Letter): Promise<Sent>;
}

/** The same for every attempt at a mail, so that a reader's program shows a repeated one once; it tells no identifier. */
export function messageId(mail: string, host: string): string {
  return `<${createHash('sha256').update(`enlace mail ${mail}`).digest('hex').slice(0, 40)}@${host}>`;
}
