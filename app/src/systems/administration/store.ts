import { sql } from 'kysely';
import type { Bilingual } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { ACCOUNT_KINDS, type AccountKind } from './fitting-roles.ts';

/** A party in whose name people may act. */
export interface Organisation {
  readonly code: string;
  readonly kind: AccountKind;
  readonly name: Bilingual;
}

export async function listOrganisations(db: Transaction): Promise<readonly Organisation[]> {
  const rows = await db
    .selectFrom('conf.party')
    .select(['code', 'kind', 'name_es', 'name_en'])
    .where('kind', 'in', ACCOUNT_KINDS)
    .orderBy('code')
    .execute();
  return rows.map(({ code, kind, name_es: es, name_en: en }) => ({
    code,
    kind: kind as AccountKind,
    name: { es, en },
  }));
}

/**
 * One act on accounts at a time, until the end of this transaction: two administrators who withdraw each other's
 * access at the same moment must not both be let.
 */
export async function lockAccounts(db: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('enlace accounts'))`.execute(db);
}
