import { afterAll, beforeAll, expect, it } from 'vitest';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import type { Principal } from '../../kernel/index.ts';
import { performAct } from '../../platform/http/index.ts';
import { demo } from './demo.ts';
import { EXAMPLE_WORKS } from './demo-texts.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

function accountOf(key: string): Principal {
  if (key === 'secretaria') return { ...PEOPLE.secretariat, roles: ['secretariat'] };
  const organisation = key.toUpperCase();
  const isCountry = organisation.length === 2;
  return {
    ...PEOPLE.honduras,
    person: key,
    organisation,
    country: isCountry ? organisation : null,
    roles: [isCountry ? 'focal_point' : 'observer'],
  };
}

it('the example library has papers in both languages, a second version, and a distribution with pending receipts', async () => {
  const { machinery } = site;
  await demo({
    now: new Date('2017-01-20T16:00:00Z'),
    settle: async () => undefined,
    as: (account, at, act, work) => performAct(machinery, accountOf(account), act, work, at),
  });
  const { rows } = await site.database.admin.pool.query(`select
    (select count(*)::int from conf.work where status = 'available') as works,
    (select count(*)::int from conf.work where status = 'received') as received,
    (select count(*)::int from conf.work_version where state = 'superseded') as superseded,
    (select count(*)::int from conf.receipt where acknowledged_at is null) as pending,
    (select count(*)::int from conf.receipt where acknowledged_at is not null) as acknowledged`);
  expect(rows).toEqual([{ works: EXAMPLE_WORKS.length, received: 1, superseded: 1, pending: 9, acknowledged: 3 }]);
  expect((await site.as('honduras').get('/es/inicio')).body).toContain('Acusar recibo de CRM/RFE/2017/PLA-01');
  const found = await site.as('honduras').json('GET', '/api/v1/library?q=extracontientales');
  expect(found.json()).toMatchObject({ count: 1, corrected: 'extracontinentales' });
});
