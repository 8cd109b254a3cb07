import { createTransport } from 'nodemailer';
import type { Failure } from './delivery.ts';
import { type Letter, messageId, type Transport } from './transport.ts';

/** How mail goes out. */
export interface SmtpOptions {
  /** `smtps://user:password@mail.example:465` or `smtp://…:587`; without TLS only on this machine. */
  readonly url: string;
  /** Address of the sender: `enlace@conferencia.example`. */
  readonly from: string;
  /** Longest silence of the server. */
  readonly timeoutMs?: number;
}

/** The machine itself: the only host to which mail may go unencrypted. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}

/** Sends through an SMTP server, each mail in a connection of its own, so that one that hangs holds up no other. */
export function smtpTransport({ url, from, timeoutMs = 60_000 }: SmtpOptions): Transport {
  const server = new URL(url);
  const host = from.slice(from.indexOf('@') + 1);
  const secure = server.protocol === 'smtps:';
  const transport = createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isThisMachine(server.hostname),
    ignoreTLS: !secure && isThisMachine(server.hostname),
    ...(server.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    ready: () => transport.verify().catch(() => false),
    async send(letter) {
      try {
        await transport.sendMail({
          ...messageOf(letter),
          from: { name: 'Enlace', address: from },
          messageId: messageId(letter.id, host),
        });
        return undefined;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

function messageOf(letter: Letter) {
  return {
    to: letter.to,
    subject: letter.subject,
    text: letter.words,
    html: letter.markup,
    date: letter.date,
    headers: {
      'Content-Language': letter.lang,
      // No answer by machines (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(letter.stopUrl === null
        ? {}
        : { 'List-Unsubscribe': `<${letter.stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(letter.calendar === null
      ? {}
      : { icalEvent: { method: letter.calendar.method, filename: 'enlace.ics', content: letter.calendar.text } }),
  };
}

/** Replies of 5xx about the mailbox or the message; about anything else they are about us, not about the recipient. */
const ABOUT_RECIPIENT: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

/** Only the codes of a reply are kept: a server's words may repeat the address. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error;
  const { code, command, responseCode, response } = error as Error & {
    readonly code?: string;
    readonly command?: string;
    readonly responseCode?: number;
    readonly response?: string;
  };
  const reply = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response ?? '')?.[0] ?? code ?? 'unknown';
  // A server that fell silent with the mail in hand may have taken it: that is counted, so that repetitions end.
  if (responseCode === undefined) return { kind: 'later', reply };
  if (!ABOUT_RECIPIENT.has(command ?? '')) return { kind: 'unreachable', reply };
  return { kind: responseCode >= 500 ? 'refused' : 'later', reply };
}
