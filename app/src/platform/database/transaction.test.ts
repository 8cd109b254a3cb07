import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { Claims } from './transaction.ts';

const CLAIMS: Claims = {
  person: 'p-1',
  org: "o'neil \\ org",
  country: 'XA',
  roles: ['focal_point', 'validator'],
  lang: 'es',
};

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

test('a transaction carries the claims of its reader', async () => {
  const row = await db.app.transaction(CLAIMS, async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`
      select app.person() person, app.org() org, app.country() country, app.lang() lang,
             app.has_role('validator') validator, app.has_role('secretariat') secretariat`.execute(tx);
    return rows[0];
  });
  expect(row).toEqual({
    person: 'p-1',
    org: CLAIMS.org,
    country: 'XA',
    lang: 'es',
    validator: true,
    secretariat: false,
  });
});
