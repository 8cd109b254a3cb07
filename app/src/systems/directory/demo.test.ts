import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import { isMemberCode, type Principal } from '../../kernel/index.ts';
import { performAct } from '../../platform/http/index.ts';
import { EXAMPLES } from '../../platform/session/examples.ts';
import { demo } from './demo.ts';

const NOW = '2026-11-24T16:00:00Z';

function account(key: string): Principal {
  const example = EXAMPLES.find((one) => one.key === key);
  if (!example) throw new Error(`there is no example account ${key}`);
  const { organisation } = example;
  const country = isMemberCode(organisation) ? organisation : null;
  return { ...PEOPLE.honduras, person: key, organisation, country, roles: [...example.roles, 'public'] };
}

describe('the example directory', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ now: NOW });
    await demo({
      now: new Date(NOW),
      settle: async () => undefined,
      as: (key, at, act, work) => performAct(site.machinery, account(key), act, work, at),
    });
  });
  afterAll(() => site.close());

  const text = async (url: string): Promise<string> => load((await site.as('honduras').get(url)).body)('main').text();

  it('has people of all eleven countries and of the organisations, plainly fictional', async () => {
    const { rows } = await site.database.admin.pool.query('select name, party, phone from conf.person');
    expect(new Set(rows.map((row) => row.party)).size).toBe(16);
    for (const row of rows) expect(row.name).toMatch(/^Persona Ejemplo \d+ \(/);
  });

  it('knows who was focal point in 2017, and that it is somebody else today', async () => {
    expect(await text('/es/directorio/funciones/HN/focal_point?topic=smuggling&on=2017-03-01')).toContain(
      'Ejercía la función el 1 mar 2017',
    );
    const then = await text('/es/directorio?country=HN&fn=focal_point&on=2017-03-01');
    expect(then).toContain('Persona Ejemplo 10 (Honduras)');
    expect(await text('/es/directorio?country=HN&fn=focal_point')).not.toContain('Persona Ejemplo 10 (Honduras)');
  });

  it('has vacancies, an end that is near, nominations in every state and a list to reconfirm', async () => {
    expect(await text('/es/directorio?country=GT')).toContain('Punto focal · Estadísticas migratorias');
    expect(await text('/es/directorio?country=HN')).toContain('Termina el 14 dic 2026');
    const { rows } = await site.database.admin.pool.query('select distinct state from conf.appointment order by 1');
    expect(rows.map((row) => row.state)).toEqual(['confirmed', 'nominated', 'proposed', 'refused']);
    expect(load((await site.as('hondurasHead').get('/es/inicio')).body)('main').text()).toContain('Reconfirmar');
  });
});
