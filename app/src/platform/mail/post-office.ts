import type pg from 'pg';
import type { Database, Transaction } from '../database/index.ts';
import type { Machinery } from '../http/index.ts';
import { asSystem, SYSTEM } from '../jobs/index.ts';
import type { Addressee } from '../session/port.ts';
import { afterFailure } from './delivery.ts';
import { endMail, isMailWaiting, noteFailure, requeueCutOff, type TakenMail, takeAllMail, takeMail } from './store.ts';
import type { Letter, Transport } from './transport.ts';

/*
 * The last step. Into the mailboxes inside Enlace a mail is delivered by the commit that says so: exactly once.
 *
 * SMTP has no such commit. A mail is marked `sending` before it is given to the server and `sent` after the server has
 * taken it; a sender that dies in between, or a server that falls silent, leaves it open whether the server has it. Such
 * a mail is sent again: none is ever lost, and one that the server had taken arrives twice, with the same Message-ID,
 * by which most mailboxes show it once. Nothing else makes a mail arrive twice; the kill test counts it.
 *
 * One process at a time sends. The lock is held by a connection, which ends with the process, so that the next sender
 * knows that what it finds in hand is in nobody's.
 */

export interface PostOptions {
  /** Without a server, mails go to the mailboxes inside Enlace. */
  readonly transport: Transport | undefined;
  readonly origin: string;
}

export interface Post {
  /** Begins to send what waits; a mail that hangs is not waited for. */
  send(): Promise<void>;
  /** Resolves when no mail is in hand. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Sends the mails that wait. */
export function postOffice(machinery: Machinery, { transport, origin }: PostOptions): Post {
  if (transport) return byServer(machinery, transport, origin);
  const nothing = (): Promise<void> => Promise.resolve();
  return { send: () => intoMailboxes(machinery), idle: nothing, close: nothing };
}

async function intoMailboxes(machinery: Machinery): Promise<void> {
  const now = machinery.clock.now();
  if (!(await asSystem(machinery, (db) => isMailWaiting(db, now)))) return;
  const people = await reachable(machinery);
  await asSystem(machinery, async (db) => {
    for (const mail of await takeAllMail(db, now)) await end(db, machinery, mail, people.has(mail.account), now, false);
  });
}

/** Where each person is reached today: addresses are looked up when a mail goes out, not when it is written. */
async function reachable(machinery: Machinery): Promise<ReadonlyMap<string, Addressee>> {
  const people = await machinery.session.everyone();
  return new Map(people.map((one) => [one.who.person ?? '', one]));
}

/** Mails in hand at a time. */
const HANDS = 4;

/** After this, a server that could not be reached is asked again. */
const PAUSE_MS = 30_000;

function byServer(machinery: Machinery, transport: Transport, origin: string): Post {
  const lock = senderLock(machinery.database);
  const inHand = new Set<string>();
  const hands = new Set<Promise<void>>();
  let unreachableAt: number | undefined;
  /** A hand failed with a mail in it, so that its end was not noted. */
  let dropped = false;

  /** Is it ours to send, and is there a server to send to? Until then no mail is taken up. */
  async function mayBegin(now: Date): Promise<boolean> {
    const held = await lock.hold();
    if (held === 'new' || (held === 'still' && dropped)) {
      await asSystem(machinery, (db) => requeueCutOff(db, [...inHand], now));
      dropped = false;
    }
    if (held === 'no' || hands.size === HANDS || !(await asSystem(machinery, (db) => isMailWaiting(db, now))))
      return false;
    // Away from the moment in either direction: a clock that was put back must not prolong the pause.
    if (unreachableAt !== undefined && Math.abs(now.getTime() - unreachableAt) < PAUSE_MS) return false;
    const ready = await transport.ready();
    unreachableAt = ready ? undefined : now.getTime();
    return ready;
  }

  async function work(people: ReadonlyMap<string, Addressee>): Promise<void> {
    for (;;) {
      const now = machinery.clock.now();
      const mail = await asSystem(machinery, (db) => takeMail(db, now));
      if (!mail) return;
      inHand.add(mail.id);
      try {
        await deliver(machinery, transport, mail, people.get(mail.account)?.email, origin);
      } catch (error) {
        dropped = true;
        throw error;
      } finally {
        inHand.delete(mail.id);
      }
    }
  }

  return {
    async send() {
      if (!(await mayBegin(machinery.clock.now()))) return;
      const people = await reachable(machinery);
      while (hands.size < HANDS) {
        const hand = work(people)
          .catch((error: unknown) => void machinery.fault(error, 'post office'))
          .finally(() => hands.delete(hand));
        hands.add(hand);
      }
    },
    idle: async () => {
      while (hands.size > 0) await Promise.all(hands);
    },
    async close() {
      await this.idle();
      await lock.release();
    },
  };
}

async function deliver(
  machinery: Machinery,
  transport: Transport,
  mail: TakenMail,
  to: string | undefined,
  origin: string,
): Promise<void> {
  const failure = to === undefined ? undefined : await transport.send(letterOf(mail, to, origin));
  const now = machinery.clock.now();
  await asSystem(machinery, async (db) => {
    if (!failure) return await end(db, machinery, mail, to !== undefined, now, true);
    const after = afterFailure(failure, mail, now);
    await noteFailure(db, mail.id, after, failure.reply, now);
    if (after.state === 'undeliverable') logMail(machinery, 'mail.undeliverable', mail, now);
  });
}

function letterOf(mail: TakenMail, to: string, origin: string): Letter {
  const method = mail.calendar?.includes('\nMETHOD:CANCEL') ? 'cancel' : 'request';
  return {
    ...mail,
    to,
    calendar: mail.calendar === null ? null : { method, text: mail.calendar },
    date: mail.madeAt,
    stopUrl: mail.mayStop ? `${origin}/unsubscribe/${mail.id}` : null,
  };
}

/** The mail is delivered, or its person's access ended first. */
async function end(
  db: Transaction,
  machinery: Machinery,
  mail: Pick<TakenMail, 'id' | 'party'>,
  delivered: boolean,
  now: Date,
  erase: boolean,
): Promise<void> {
  await endMail(db, mail.id, { state: delivered ? 'sent' : 'withdrawn', erase: erase || !delivered, now });
  logMail(machinery, delivered ? 'mail.sent' : 'mail.withdrawn', mail, now);
}

/** That a mail was written, sent or given up is in the log like every act; to whom, the mail itself says. */
export function logMail({ audit }: Machinery, act: string, mail: Pick<TakenMail, 'id' | 'party'>, now: Date): void {
  audit.appendAtCommit({
    at: now.toISOString(),
    organisation: mail.party,
    person: null,
    roles: SYSTEM.roles,
    act,
    permission: null,
    subject: mail.id,
    outcome: 'done',
  });
}

/** The right to send, held by a connection of its own. */
interface SenderLock {
  /** `new` when it was just got: what the holder before had in hand is in nobody's. */
  hold(): Promise<'no' | 'new' | 'still'>;
  release(): Promise<void>;
}

const SENDER_LOCK = 7_225_321;

function senderLock({ pool }: Database): SenderLock {
  let holder: pg.PoolClient | undefined;
  return {
    async hold() {
      if (holder) return 'still';
      const client = await pool.connect();
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [SENDER_LOCK]);
      if (rows[0]?.got !== true) {
        client.release();
        return 'no';
      }
      holder = client;
      client.once('error', () => {
        holder = undefined;
        client.release(true);
      });
      return 'new';
    },
    async release() {
      const client = holder;
      holder = undefined;
      await client?.query('select pg_advisory_unlock($1)', [SENDER_LOCK]);
      client?.release();
    },
  };
}
