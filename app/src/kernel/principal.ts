import type { Bilingual, Lang } from './text.ts';

/**
 * What a person may be in the Conference. A role is held for one organisation; nobody belongs to two.
 * `public` is a reader without an account; everybody else may do what the public may.
 * `system` is the program itself taking work from its queue; no account can hold it.
 */
export const ROLES = [
  'secretariat',
  'presidency',
  'head_of_delegation',
  'focal_point',
  'validator',
  'observer',
  'civil_society',
  'auditor',
  'administrator',
  'public',
  'system',
] as const;

export type Role = (typeof ROLES)[number];

/** Who asks: the person, the organisation in whose name, and the country if that organisation is a member State. */
export interface Principal {
  readonly person: string | null;
  readonly name: string;
  readonly organisation: string | null;
  readonly organisationName?: Bilingual | undefined;
  readonly country: string | null;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  /** A program with a token: of what the roles may, only these permissions. Absent for people. */
  readonly scopes?: readonly string[] | undefined;
  /** A role of theirs asks for a second factor and there is none: nothing opens but the page that sets one up. */
  readonly needsSecondFactor?: boolean | undefined;
}

/** A reader without an account. */
export function publicPrincipal(lang: Lang): Principal {
  return { person: null, name: '', organisation: null, country: null, roles: ['public'], lang };
}

export function hasRole(who: Principal, ...roles: readonly Role[]): boolean {
  return who.roles.some((role) => roles.includes(role));
}
