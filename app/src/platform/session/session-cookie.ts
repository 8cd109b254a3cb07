import { createHmac, timingSafeEqual } from 'node:crypto';

/** The cookie that holds the session; browsers accept `__Host-` only from https, for the whole host and no other. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-enlace.session_token' : 'enlace.session_token';
}

/**
 * The session token of a request, if the program signed it: `token.signature`, the signature being HMAC-SHA-256 as the
 * library makes it (better-call). Reading it here spares every request the library's own way to a session, which
 * costs several times the query that is needed.
 */
export function readSessionToken(header: string | undefined, name: string, secret: string): string | undefined {
  const pair = header?.split('; ').find((part) => part.startsWith(`${name}=`));
  const value = pair === undefined ? undefined : decode(pair.slice(name.length + 1));
  const dot = value?.lastIndexOf('.') ?? -1;
  if (value === undefined || dot < 1) return undefined;
  const [token, signature] = [value.slice(0, dot), Buffer.from(value.slice(dot + 1), 'base64')];
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
