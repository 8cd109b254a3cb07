import type { ServiceAccount, ServiceToken } from '../../../platform/session/index.ts';

/** Tokens that open something at this moment. */
export function tokensInForce({ disabledAt, tokens }: ServiceAccount, now: Date): readonly ServiceToken[] {
  if (disabledAt !== undefined) return [];
  return tokens.filter(({ revokedAt, expiresAt }) => revokedAt === undefined && expiresAt > now);
}
