import { COUNTRIES, countriesInOrder, type MemberCode, type Role } from '../../kernel/index.ts';
import type { ExampleAccount } from './port.ts';

/** First day of access of every example account: before the oldest meeting of the example conference. */
export const EXAMPLES_SINCE = '2000-01-01';

/**
 * The people of the example conference: one for each kind of reader, plainly fictional. They exist in example mode
 * only, have no password, and are entered with one click.
 */
export const EXAMPLES: readonly ExampleAccount[] = [
  example('secretaria', 'Secretaría Técnica', 'ST', 'secretariat'),
  example('presidencia', 'Presidencia Pro Témpore', 'MX', 'presidency'),
  ...countriesInOrder('es').map(({ code, name }) => example(code.toLowerCase(), name.es, code, 'focal_point')),
  inDelegation('hn-jefe', 'HN', 'jefatura de delegación', 'head_of_delegation'),
  inDelegation('hn-valida', 'HN', 'validación', 'validator'),
  inDelegation('sv-valida', 'SV', 'validación', 'validator'),
  example('oim', 'OIM', 'OIM', 'observer'),
  example('acnur', 'ACNUR', 'ACNUR', 'observer'),
  example('sica', 'SICA', 'SICA', 'observer'),
  example('rrocm', 'RROCM', 'RROCM', 'civil_society'),
  example('auditoria', 'auditoría', 'ST', 'auditor'),
  example('administracion', 'administración', 'ST', 'administrator'),
];

/** `.invalid` never resolves (RFC 2606): no mail to an example person can leave. */
export function exampleEmail(key: string): string {
  return `${key}@ejemplo.invalid`;
}

function example(key: string, what: string, organisation: string, role: Role): ExampleAccount {
  return { key, name: `Persona Ejemplo (${what})`, organisation, roles: [role] };
}

function inDelegation(key: string, country: MemberCode, what: string, role: Role): ExampleAccount {
  return example(key, `${what}, ${COUNTRIES[country].name.es}`, country, role);
}
