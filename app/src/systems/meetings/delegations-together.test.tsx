import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

it('two who save the delegations of a meeting at once both succeed, one after the other', async () => {
  await site.database.admin.pool.query(
    `insert into conf.meeting (code, body, title_es, title_en, starts_on) values ('2016-11-X', 'RFE', 'x', 'x', '2016-11-15')`,
  );
  const save = async (): Promise<number> =>
    (await site.as('secretariat').post('/es/reuniones/2016-11-X/delegaciones', { present: ['HN', 'CR', 'SV'] }))
      .statusCode;
  expect(new Set(await Promise.all([save(), save(), save(), save()]))).toEqual(new Set([303]));
});
