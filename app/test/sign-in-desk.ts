import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../src/kernel/index.ts';
import type { AccountMail, Session, SessionOptions, Visitor } from '../src/platform/session/index.ts';
import { createSession } from '../src/platform/session/index.ts';
import { codeOfStep, stepAt } from '../src/platform/session/totp.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { need } from './server.ts';

export const PASSWORD = 'una contraseña larga de ejemplo';

/** A sign-in on a database of its own, with a clock that the test moves and a mailbox that keeps what was sent. */
export interface SignInDesk {
  readonly database: TestDatabase;
  readonly session: Session;
  readonly mails: AccountMail[];
  now(): Date;
  setNow(moment: Date): void;
  later(ms: number): void;
  account(email: string, roles?: readonly Role[], organisation?: string): Promise<string>;
  /** The `Cookie` header after signing in with the password. */
  signIn(email: string, cookie?: string): Promise<string>;
  /** Sets up an app for the person of this cookie; gives its secret and the codes on paper. */
  setUpCode(cookie: string): Promise<{ readonly secret: Buffer; readonly paper: readonly string[] }>;
  /** The one-time token in the newest mail. */
  linkInMail(): Promise<string>;
  close(): Promise<void>;
}

export async function signInDesk(options: Partial<SessionOptions> = {}): Promise<SignInDesk> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'enlace-desk-'));
  const mails: AccountMail[] = [];
  let now = new Date('2017-01-20T16:00:00Z');
  const session = createSession({
    url: database.urls.auth,
    secretFile: join(folder, 'secret'),
    exampleMode: false,
    secure: false,
    publicOrigin: 'http://localhost',
    clock: { now: () => now },
    log: () => undefined,
    sendAccountMail: async (mail) => {
      mails.push(mail);
    },
    ...options,
  });
  return {
    database,
    session,
    mails,
    now: () => now,
    setNow: (moment) => {
      now = moment;
    },
    later: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    account: async (email, roles = ['focal_point'], organisation = 'HN') =>
      need(
        await session.createAccount({
          name: `Persona Ejemplo (${email.split('@')[0]})`,
          email,
          password: PASSWORD,
          organisation,
          roles,
          lang: 'es',
          validFrom: '2016-01-01',
        }),
      ),
    signIn: async (email, cookie) => cookieOf(need(await session.signIn(visitor(cookie), email, PASSWORD)).cookies),
    async setUpCode(cookie) {
      need(await session.beginCode(visitor(cookie)));
      const { key } = (await session.codeSetUp(visitor(cookie))) ?? { key: '' };
      const secret = fromBase32(key);
      const { backupCodes = [] } = need(await session.confirmCode(visitor(cookie), codeAt(secret, now)));
      return { secret, paper: backupCodes };
    },
    async linkInMail() {
      await session.settle();
      return mails.at(-1)?.href?.split('/').at(-1) ?? '';
    },
    async close() {
      await session.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function visitor(cookie?: string, address = '192.0.2.1'): Visitor {
  return { cookie, address, userAgent: 'Ejemplo/1.0', origin: 'http://localhost' };
}

/** The `Cookie` header that a browser would send back. */
export function cookieOf(cookies: readonly string[]): string {
  return cookies
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** What the app of that secret shows at that moment. */
export function codeAt(secret: Buffer, moment: Date): string {
  return codeOfStep(secret, stepAt(moment));
}

export function fromBase32(key: string): Buffer {
  const bits = key
    .replaceAll(' ', '')
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
