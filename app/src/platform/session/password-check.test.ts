import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { passwordCheck } from './password-check.ts';
import { insertAccount } from './store.ts';

const PASSWORD = 'una contraseña larga de ejemplo';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const account = { name: 'Persona Ejemplo', organisation: 'HN', lang: 'es', validFrom: '2016-01-01' } as const;
  const passwordHash = await hashPassword(PASSWORD);
  const { kysely } = database.auth;
  await insertAccount(kysely, { ...account, email: 'con@ejemplo.invalid', roles: ['focal_point'], passwordHash });
  await insertAccount(kysely, { ...account, email: 'sin@ejemplo.invalid', roles: ['focal_point'] });
  const codes = await insertAccount(kysely, {
    ...account,
    email: 'codigo@ejemplo.invalid',
    roles: ['focal_point'],
    passwordHash,
  });
  await database.admin.pool.query(
    `insert into auth.totp (account, secret, confirmed_at, created_at) values ($1, '', now(), now())`,
    [codes],
  );
});
afterAll(() => database.close());

it.each([
  ['of an account', 'con@ejemplo.invalid'],
  ['of an account that owes a code besides', 'codigo@ejemplo.invalid'],
  ['of an account without a password', 'sin@ejemplo.invalid'],
  ['of nobody', 'nadie@ejemplo.invalid'],
])('a wrong password %s costs the work of one hash of the same parameters', async (_, email) => {
  const checked: string[] = [];
  const check = passwordCheck(database.auth, async ({ hash, password }) => {
    checked.push(hash.split('$').slice(0, 4).join('$'));
    return await verifyPassword({ hash, password });
  });
  expect(await check.findOwner(email, 'otra contraseña larga')).toBeUndefined();
  expect(checked).toEqual(['$argon2id$v=19$m=19456,t=2,p=1']);
});

it('a right one belongs to its account, and to no other', async () => {
  const check = passwordCheck(database.auth);
  const owner = await check.findOwner('con@ejemplo.invalid', PASSWORD);
  expect(owner).toBeDefined();
  expect(await check.isOf(owner ?? '', PASSWORD)).toBe(true);
  expect(await check.isOf('', PASSWORD)).toBe(false);
  expect(await check.findOwner('sin@ejemplo.invalid', '')).toBeUndefined();
});
