import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import type { Telling } from './telling.ts';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

const NEWS: Telling = {
  to: { parties: ['HN'] },
  kind: 'obligations.notice.published',
  urgency: 'digest',
  route: 'agreements.detail',
  params: { code: 'A-2016-001' },
  key: 'ejemplo-1',
};

async function rows(): Promise<readonly Record<string, unknown>[]> {
  const { rows: found } = await site.database.admin.pool.query(
    'select to_account, to_party, kind, key from platform.outbox order by key, to_party, to_account',
  );
  return found;
}

describe('telling', () => {
  it('writes a row for each recipient, once for the same kind and key, whoever tells', async () => {
    const told = { ...NEWS, to: { parties: ['HN', 'CR', 'HN'], accounts: ['honduras'] } };
    await site.act('secretariat', (ctx) => ctx.tell(told));
    await site.act('salvador', (ctx) => ctx.tell(told));
    expect(await rows()).toEqual([
      { to_account: null, to_party: 'CR', kind: NEWS.kind, key: 'ejemplo-1' },
      { to_account: null, to_party: 'HN', kind: NEWS.kind, key: 'ejemplo-1' },
      { to_account: 'honduras', to_party: null, kind: NEWS.kind, key: 'ejemplo-1' },
    ]);
  });

  it('tells nobody when the act is rolled back', async () => {
    const undone = site.act('secretariat', async (ctx) => {
      await ctx.tell({ ...NEWS, key: 'undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await rows()).map((row) => row['key'])).not.toContain('undone');
  });

  it.each<[string, Partial<Telling>, string]>([
    ['at once what no system declares urgent', { urgency: 'now' }, 'not declared urgent'],
    ['a name', { params: { code: PEOPLE.honduras.name } }, 'never free text'],
    ['an address of mail', { params: { code: 'ejemplo@ejemplo.invalid' } }, 'never free text'],
    ['a sentence that does not exist', { kind: 'obligations.notice.other' }, 'no message'],
    ['a page that does not exist', { route: 'agreements.other' }, 'no route'],
    ['a page without its parameters', { params: {} }, 'needs code'],
  ])('never tells %s', async (_, change, fault) => {
    await expect(site.act('secretariat', (ctx) => ctx.tell({ ...NEWS, ...change }))).rejects.toThrow(fault);
  });
});
