import { createHmac, timingSafeEqual } from 'node:crypto';

/** The cookie that holds the session; browsers accept `__Host-` only from https, for the whole host and no other. */
export function sessionCookieName(secure: boolean): string {
  return cookieName(secure, 'session_token');
}

/** Our other cookies: who owes a second factor, who is on the way to a sign-on provider. */
export type OwnCookie = 'pending' | 'sign_on';

function cookieName(secure: boolean, name: string): string {
  return `${secure ? '__Host-' : ''}enlace.${name}`;
}

/** A `Set-Cookie` header with the flags that all our cookies have; an empty value takes the cookie away. */
export function ownCookie(secure: boolean, name: OwnCookie, value: string, seconds: number): string {
  const age = value === '' ? 0 : seconds;
  const flags = `Max-Age=${age}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${cookieName(secure, name)}=${value}; ${flags}`;
}

export function readOwnCookie(header: string | undefined, secure: boolean, name: OwnCookie): string | undefined {
  return readCookie(header, cookieName(secure, name));
}

/**
 * The session token of a request, if the program signed it: `token.signature`, the signature being HMAC-SHA-256 as the
 * library makes it (better-call). Reading it here spares every request the library's own way to a session, which
 * costs several times the query that is needed.
 */
export function readSessionToken(header: string | undefined, name: string, secret: string): string | undefined {
  const value = readCookie(header, name);
  const dot = value?.lastIndexOf('.') ?? -1;
  if (value === undefined || dot < 1) return undefined;
  const [token, signature] = [value.slice(0, dot), Buffer.from(value.slice(dot + 1), 'base64')];
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined;
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split('; ').find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? undefined : decode(pair.slice(name.length + 1));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
