import { ok, type Result, refuse } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import type { Library } from './library.ts';
import { refusalCode } from './refusal-code.ts';

/*
 * Passkeys (WebAuthn level 3). The ceremony is the library's; what is ours: the challenge travels in a hidden field of
 * the form that answers it, signed and used once, so that no page needs a script to fetch anything; the device must
 * have checked the person (PIN, finger, face), since a passkey opens an account alone; and the address is the site's
 * own, never what a request says when the operator has told it.
 */

/** What the browser is asked, and the signed mark of the question, to be sent back with the answer. */
export interface PasskeyQuestion {
  /** JSON for `navigator.credentials`. */
  readonly options: string;
  readonly proof: string;
}

/** What the browser answered. */
export interface PasskeyAnswer {
  /** JSON of the credential. */
  readonly response: string;
  readonly proof: string;
}

/** A passkey as its person sees it. */
export interface PasskeyLine {
  readonly id: string;
  readonly name: string | undefined;
  readonly addedAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
}

export interface Passkeys {
  list(account: string): Promise<readonly PasskeyLine[]>;
  /** Asks the browser for a new passkey of this account. */
  askToAdd(account: string): Promise<PasskeyQuestion>;
  add(account: string, name: string, answer: PasskeyAnswer, origin: string): Promise<Result<undefined>>;
  remove(account: string, id: string): Promise<boolean>;
  /** Asks the browser for any passkey of this site. */
  ask(): Promise<PasskeyQuestion>;
  /** Opens a session with the passkey; the caller says whose it must be, if it must. */
  open(
    answer: PasskeyAnswer,
    at: PasskeyUse,
  ): Promise<Result<{ readonly account: string; readonly cookies: string[] }>>;
}

/** Where and by whom a passkey is used. */
export interface PasskeyUse {
  readonly origin: string;
  readonly userAgent: string | undefined;
  readonly now: Date;
  /** Only a passkey of this account will do. */
  readonly account?: string | undefined;
}

/** The library checks every member itself. */
type Answered = NonNullable<Parameters<Library['api']['verifyPasskeyAuthentication']>[0]>['body']['response'];

const COOKIE = 'enlace.better-auth-passkey';

export function passkeys({ kysely: db }: Database, library: Library): Passkeys {
  return {
    async list(account) {
      const rows = await db
        .selectFrom('auth.passkey')
        .select(['id', 'name', 'created_at', 'last_used_at'])
        .where('account', '=', account)
        .orderBy('created_at')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name ?? undefined,
        addedAt: row.created_at ?? undefined,
        lastUsedAt: row.last_used_at ?? undefined,
      }));
    },
    async askToAdd(account) {
      const { headers, response } = await library.api.generatePasskeyRegistrationOptions({
        query: { context: account },
        headers: new Headers(),
        returnHeaders: true,
      });
      return { options: JSON.stringify(response), proof: proofOf(headers) };
    },
    async add(account, name, answer, origin) {
      const response = parsed(answer.response);
      if (!response) return refuse('invalid', 'session.passkey-wrong');
      try {
        const { response: made } = await library.api.verifyPasskeyRegistration({
          body: { response, name },
          headers: headersOf(answer.proof, origin),
          returnHeaders: true,
        });
        // The question was for another account: the signed mark was taken from somebody else's page.
        if (made.userId !== account) {
          await db.deleteFrom('auth.passkey').where('id', '=', made.id).execute();
          return refuse('invalid', 'session.passkey-wrong');
        }
        return ok(undefined);
      } catch (error) {
        return refusedPasskey(error);
      }
    },
    async remove(account, id) {
      const removed = await db
        .deleteFrom('auth.passkey')
        .where('account', '=', account)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return removed !== undefined;
    },
    async ask() {
      const { headers, response } = await library.api.generatePasskeyAuthenticationOptions({
        headers: new Headers(),
        returnHeaders: true,
      });
      return { options: JSON.stringify({ ...response, userVerification: 'required' }), proof: proofOf(headers) };
    },
    async open(answer, { origin, userAgent, now, account }) {
      const response = parsed(answer.response);
      if (!response || typeof response['id'] !== 'string') return refuse('invalid', 'session.passkey-wrong');
      const owner = await db
        .selectFrom('auth.passkey')
        .select('account')
        .where('credential_id', '=', response['id'])
        .executeTakeFirst();
      // Asked before the ceremony, so that a passkey of somebody else opens nothing here, not even for a moment.
      if (!owner || (account !== undefined && owner.account !== account)) {
        return refuse('invalid', 'session.passkey-wrong');
      }
      const headers = headersOf(answer.proof, origin);
      if (userAgent !== undefined) headers.set('user-agent', userAgent.slice(0, 400));
      try {
        const opened = await library.api.verifyPasskeyAuthentication({
          body: { response: response as unknown as Answered },
          headers,
          returnHeaders: true,
        });
        await db
          .updateTable('auth.passkey')
          .set({ last_used_at: now })
          .where('credential_id', '=', response['id'])
          .execute();
        return ok({ account: owner.account, cookies: sessionCookies(opened.headers) });
      } catch (error) {
        return refusedPasskey(error);
      }
    },
  };
}

/** The signed mark alone: the browser keeps it in the form and not in a cookie. */
function proofOf(headers: Headers): string {
  const cookie = headers.getSetCookie().find((line) => line.startsWith(`${COOKIE}=`));
  if (!cookie) throw new Error('the library gave no mark of the challenge');
  return cookie.slice(COOKIE.length + 1).split(';')[0] ?? '';
}

function headersOf(proof: string, origin: string): Headers {
  const headers = new Headers({ origin });
  // Nothing but the mark's own letters: what comes from a form must not become another cookie.
  if (/^[\w.%~-]+$/.test(proof)) headers.set('cookie', `${COOKIE}=${proof}`);
  return headers;
}

function sessionCookies(headers: Headers): string[] {
  return headers.getSetCookie().filter((line) => !line.startsWith(`${COOKIE}=`));
}

function parsed(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refusedPasskey(error: unknown): ReturnType<typeof refuse> {
  const code = refusalCode(error);
  // A malformed answer makes the library throw as if it were its own fault; it is the browser's.
  if (code === undefined && !isLibraryFault(error)) throw error;
  return code === 'UNABLE_TO_CREATE_SESSION' || code === 'FAILED_TO_CREATE_SESSION'
    ? refuse('forbidden', 'session.ended')
    : refuse('invalid', 'session.passkey-wrong');
}

function isLibraryFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'APIError';
}
