import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';

/**
 * Do appointments let this account be used on that day? One that has appointments needs one that is held; one that has
 * none is governed by its own dates. Decided in the database, whose answer is all that the sign-in may know of them.
 */
export async function isAppointed(db: Database['kysely'], account: string, day: LocalDate): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select conf.appointed(${account}, ${day}::date) as held`.execute(db);
  return rows[0]?.held === true;
}
