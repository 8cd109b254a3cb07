import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Library, openLibrary } from './library.ts';
import { insertAccount } from './store.ts';

describe('the library behind the sign-in', () => {
  let database: TestDatabase;
  let library: Library;
  const work: string[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    library = openLibrary({
      database: database.auth,
      secret: 'an example secret of enough length and variety 0123456789',
      secure: false,
      clock: { now: () => new Date('2017-01-20T16:00:00Z') },
      passwords: {
        hash: async () => `hash ${work.push('hash')}`,
        verify: async () => work.push('verify') === 0,
      },
      mayEnter: async () => true,
    });
    await insertAccount(database.auth.kysely, {
      name: 'Persona Ejemplo',
      email: 'persona@ejemplo.invalid',
      organisation: 'HN',
      roles: ['focal_point'],
      lang: 'es',
      validFrom: '2016-01-01',
      passwordHash: 'hash',
    });
  });
  afterAll(() => database.close());

  it('does the work of one password hash whether the account exists or not', async () => {
    const spent = async (email: string): Promise<number> => {
      work.length = 0;
      const body = { email, password: 'una contraseña larga' };
      await expect(library.api.signInEmail({ body })).rejects.toMatchObject({ statusCode: 401 });
      return work.length;
    };
    expect(await spent('persona@ejemplo.invalid')).toBe(1);
    expect(await spent('nadie@ejemplo.invalid')).toBe(1);
  });

  it('lets nobody sign up, even from inside the program', async () => {
    const body = { name: 'Persona Ejemplo', email: 'nueva@ejemplo.invalid', password: 'una contraseña larga' };
    await expect(library.api.signUpEmail({ body })).rejects.toMatchObject({ statusCode: 400 });
  });
});
