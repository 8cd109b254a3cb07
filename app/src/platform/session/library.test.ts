import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { openLibrary } from './library.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('the library behind the sign-in lets nobody sign up or in by its own password, even from inside the program', async () => {
  const library = openLibrary({
    database: database.auth,
    secret: 'an example secret of enough length and variety 0123456789',
    secure: false,
    host: 'localhost',
    clock: { now: () => new Date('2017-01-20T16:00:00Z') },
    mayEnter: async () => true,
  });
  const body = { name: 'Persona Ejemplo', email: 'nueva@ejemplo.invalid', password: 'una contraseña larga' };
  await expect(library.api.signUpEmail({ body })).rejects.toMatchObject({ statusCode: 400 });
  await expect(library.api.signInEmail({ body })).rejects.toMatchObject({ statusCode: 400 });
});
