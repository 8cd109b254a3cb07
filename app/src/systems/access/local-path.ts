/**
 * The address to go to after signing in, if it is one of our own pages; anything else is dropped, so that a link to
 * the sign-in page cannot send people elsewhere. `//host`, `/\host` and control characters are what browsers turn
 * into other hosts.
 */
export function localPath(next: string | undefined): string | undefined {
  return next !== undefined && /^\/(es|en)([/?][^\\\p{Cc}]*)?$/u.test(next) ? next : undefined;
}
