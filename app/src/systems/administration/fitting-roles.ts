import type { Role } from '../../kernel/index.ts';

/** Kinds of party in whose name people may act. Bodies and groups owe and receive, but nobody signs in for them. */
export const ACCOUNT_KINDS = ['country', 'secretariat', 'organisation', 'civil_society'] as const;

export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Which roles people of each kind of organisation may be given (security.md, section 2). */
export const ROLES_OF_KIND: Readonly<Record<AccountKind, readonly Role[]>> = {
  country: ['head_of_delegation', 'focal_point', 'validator', 'presidency'],
  secretariat: ['secretariat', 'auditor', 'administrator'],
  organisation: ['observer'],
  civil_society: ['civil_society'],
};

/** Every role that somebody may be given, in the order of the form. */
export const GIVEN_ROLES: readonly Role[] = ACCOUNT_KINDS.flatMap((kind) => ROLES_OF_KIND[kind]);

/** Who administers sees no content and who audits acts in nothing else: with another role they would. */
const ALONE: readonly Role[] = ['administrator', 'auditor'];

/** The sentence that says why nobody of such an organisation can hold these roles; undefined when they can. */
export function faultOfRoles(kind: AccountKind, roles: readonly Role[]): string | undefined {
  if (roles.length === 0) return 'administration.roles.missing';
  if (!roles.every((role) => ROLES_OF_KIND[kind].includes(role))) return 'administration.roles.unfit';
  if (roles.length > 1 && roles.some((role) => ALONE.includes(role))) return 'administration.roles.alone';
  return undefined;
}

/** Roles whose rights a program of such an organisation may be given. Accounts are administered by people only. */
export function programRoles(kind: AccountKind): readonly Role[] {
  return ROLES_OF_KIND[kind].filter((role) => role !== 'administrator');
}
