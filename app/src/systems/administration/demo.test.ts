import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import { performAct } from '../../platform/http/index.ts';
import { demo } from './demo.ts';

const NOW = '2026-11-24T16:00:00Z';

describe('the example conference', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ now: NOW });
    await demo({
      now: new Date(NOW),
      settle: async () => undefined,
      as: (_, at, act, work) => performAct(site.machinery, PEOPLE.administrator, act, work, at),
    });
  });
  afterAll(() => site.close());

  it('has an invitation that waits, a program with a token, and a provider that is not offered', async () => {
    const { accounts } = site.machinery.session;
    const people = await accounts.list();
    expect(people.map(({ organisation, canEnter }) => [organisation, canEnter])).toEqual([['GT', false]]);
    expect((await accounts.serviceAccounts()).map(({ tokens }) => tokens.length)).toEqual([1]);
    expect((await accounts.signOns()).map(({ active }) => active)).toEqual([false]);
  });

  it('writes to nobody: every address ends in .invalid', async () => {
    const people = await site.machinery.session.accounts.list();
    expect(people.every(({ email }) => email.endsWith('.invalid'))).toBe(true);
  });

  it.each(['es', 'en'])(
    'opens every page of an organisation, a provider, a program and a person, in %s',
    async (lang) => {
      const { accounts } = site.machinery.session;
      const [person, program, provider] = [
        (await accounts.list())[0]?.id ?? '',
        (await accounts.serviceAccounts())[0]?.id ?? '',
        (await accounts.signOns())[0]?.id ?? '',
      ];
      const paths = {
        es: ['cuentas/', 'programas/', 'acceso-unico/', 'organizaciones/CR', 'organizaciones', 'programas/nuevo'],
        en: ['accounts/', 'programs/', 'sign-on/', 'organisations/CR', 'organisations', 'programs/new'],
      }[lang as 'es' | 'en'];
      for (const [index, path] of paths.entries()) {
        const id = [person, program, provider][index] ?? '';
        const root = lang === 'es' ? '/es/administracion/' : '/en/administration/';
        const reply = await site.as('administrator').get(`${root}${path}${encodeURIComponent(id)}`);
        expect(reply.statusCode, path).toBe(200);
      }
    },
  );
});
