/**
 * Was this unsafe request made by a page of our own? Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`.
 * A request without either comes from no browser and carries no cookie that a foreign page could abuse.
 */
export function isOwnOrigin(
  headers: {
    readonly origin?: string | undefined;
    readonly 'sec-fetch-site'?: string | undefined;
    readonly host?: string | undefined;
  },
  publicOrigin: string | undefined,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.origin;
  if (origin === undefined) return true;
  if (publicOrigin !== undefined && origin === publicOrigin) return true;
  return headers.host !== undefined && hostOf(origin) === headers.host;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
