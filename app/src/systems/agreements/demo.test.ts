import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import { STATES, type Timing } from '../../engines/obligations/index.ts';
import { isMemberCode, type Principal, type Role } from '../../kernel/index.ts';
import { performAct } from '../../platform/http/index.ts';

const NOW = '2026-11-24T16:00:00Z';

/** An account of the example conference, by the key that `demo` uses. */
function account(key: string): Principal {
  const organisation = { secretaria: 'ST', presidencia: 'MX' }[key] ?? key.split('-')[0]?.toUpperCase() ?? '';
  const roles: Readonly<Record<string, Role>> = {
    secretaria: 'secretariat',
    presidencia: 'presidency',
    oim: 'observer',
    acnur: 'observer',
    rrocm: 'civil_society',
  };
  const country = isMemberCode(organisation) ? organisation : null;
  return { ...PEOPLE.honduras, person: key, organisation, country, roles: [roles[key] ?? 'focal_point', 'public'] };
}

describe('the example register', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ now: NOW });
    // Agreements come out of meetings; the other systems tell their own story.
    for (const system of site.machinery.house.systems.filter(({ id }) => id === 'meetings' || id === 'agreements')) {
      await system.demo?.({
        now: new Date(NOW),
        settle: async () => undefined,
        as: (key, at, act, work) => performAct(site.machinery, account(key), act, work, at),
      });
    }
  });
  afterAll(() => site.close());

  it('has an agreement in every state but the one that waits for a decision, all titled in both languages', async () => {
    const { rows } = await site.database.admin.pool.query(
      `select state, count(*) filter (where code is not null and (title_es is null or title_en is null))::int as untitled
       from conf.obligation group by state`,
    );
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(STATES.filter((state) => state !== 'candidate')));
    expect(rows.map((row) => row.untitled)).toEqual(rows.map(() => 0));
  });

  it('shows the secretariat everything that can be the matter with an agreement', async () => {
    const listed = await site.as('secretariat').json('GET', '/api/v1/agreements?state=all');
    const timings = new Set(listed.json().agreements.map((one: { timing: Timing }) => one.timing));
    expect(timings).toEqual(new Set(['closed', 'delivered', 'due_soon', 'not_due', 'overdue', 'undated', 'waiting']));
  });

  it('gives a country something overdue, something new and a next meeting on its first page', async () => {
    const page = (await site.as('honduras').get('/es/inicio')).body;
    for (const words of ['Vencido', 'Novedades', 'Próxima reunión']) expect(page).toContain(words);
  });
});
