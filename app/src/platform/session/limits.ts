import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/index.ts';

/** Failed sign-ins that one address, or one account, has in a minute before it must wait. */
export const MOST_TRIES = 10;

const WINDOW = sql`interval '1 minute'`;

/** Limits of sign-in, kept in the database so that all processes share them. */
export interface SignInLimits {
  /** Counts a try; false when there were too many in the last minute. Tries that are refused do not count. */
  admit(key: string, now: Date): Promise<boolean>;
  /** Takes one try back: it was the right password. */
  forgive(key: string, now: Date): Promise<void>;
  /** Forgets what is older than the window. */
  purge(now: Date): Promise<void>;
}

/** What is counted: tries to sign in, by address and by account; proofs of who one is; requests for a one-time address. */
export type LimitKind = 'address' | 'account' | 'proof' | 'request-address' | 'request-account';

/** What a limit is kept under: a keyed hash, so that the table tells neither addresses nor e-mails. */
export function limitKey(secret: string, kind: LimitKind, value: string): string {
  return `${kind}:${createHmac('sha256', secret).update(`sign-in limit\n${kind}\n${value}`).digest('base64url')}`;
}

/**
 * The addresses that one visitor can choose among: an IPv4 address is itself, an IPv6 address its first 64 bits, since
 * a home connection has all the others.
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

export function signInLimits({ kysely }: Database): SignInLimits {
  return {
    async admit(key, now) {
      // One statement, so that a burst of simultaneous tries is counted one after the other.
      const { rows } = await sql`
        insert into auth.sign_in_try as t (key, tries) values (${key}, array[${now}::timestamptz])
        on conflict (key) do update
          set tries = array(select at from unnest(t.tries) at where at > ${now}::timestamptz - ${WINDOW}) || excluded.tries
          where (select count(*) from unnest(t.tries) at where at > ${now}::timestamptz - ${WINDOW}) < ${MOST_TRIES}
        returning key`.execute(kysely);
      return rows.length === 1;
    },
    async forgive(key, now) {
      // One entry only: a right password must not wash away wrong ones of the same millisecond.
      await sql`
        update auth.sign_in_try
        set tries = tries[:array_position(tries, ${now}::timestamptz) - 1] || tries[array_position(tries, ${now}::timestamptz) + 1:]
        where key = ${key} and ${now}::timestamptz = any (tries)`.execute(kysely);
    },
    async purge(now) {
      await sql`
        delete from auth.sign_in_try
        where not exists (select from unnest(tries) at where at > ${now}::timestamptz - ${WINDOW})`.execute(kysely);
    },
  };
}
