import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the server answers to a mailbox or a mail: nothing (it takes it), a code, silence, or a cut line. */
export type Answer = number | 'silence' | 'cut' | undefined;

/** A real SMTP server in process, that remembers every mail it took. */
export interface TestSmtp {
  readonly url: string;
  readonly taken: Email[];
  /** How often each Message-ID was taken. */
  counts(): ReadonlyMap<string, number>;
  /** Decides about a recipient, asked at RCPT. */
  onRecipient(decide: (address: string) => Answer): void;
  /** Decides about a mail after its last byte. */
  onMail(decide: (address: string) => Answer): void;
  close(): Promise<void>;
}

/** Listens on a port of its own on this machine; unencrypted, as only this machine may be spoken to. */
export async function testSmtp(options: { readonly port?: number; readonly delayMs?: number } = {}): Promise<TestSmtp> {
  const taken: Email[] = [];
  const ids: string[] = [];
  let recipient: (address: string) => Answer = () => undefined;
  let whole: (address: string) => Answer = () => undefined;
  const cut = (): void => {
    for (const connection of server.connections) connection._socket.destroy();
  };
  const reply = (answer: Answer, done: (error?: Error) => void): void => {
    if (answer === 'cut') cut();
    else if (typeof answer === 'number')
      done(Object.assign(new Error('mailbox@ejemplo.invalid'), { responseCode: answer }));
    else if (answer === undefined) done();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _, done) => reply(recipient(address), done),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts);
        const answer = whole(session.envelope.rcptTo[0]?.address ?? '');
        // Silence and a cut come after the server has taken the mail: the worst moment.
        if (typeof answer !== 'number') ids.push(/^message-id: (\S+)/im.exec(raw.toString())?.[1] ?? '');
        void PostalMime.parse(raw).then((mail) => {
          if (typeof answer !== 'number') taken.push(mail);
          setTimeout(() => reply(answer, done), options.delayMs ?? 0);
        });
      });
    },
  });
  // A client that dies, and the lines that this server cuts itself, end in an error of their connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    counts: () => {
      const counts = new Map<string, number>();
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
    onRecipient: (decide) => {
      recipient = decide;
    },
    onMail: (decide) => {
      whole = decide;
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
