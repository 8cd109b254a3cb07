import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import type { Machinery } from '../http/index.ts';
import type { System } from '../system/index.ts';
import { jobRunner, SYSTEM } from './runner.ts';
import { startScheduled } from './scheduler.ts';

let site: TestSite;
let machinery: Machinery;
const ran: { readonly day: unknown; readonly roles: readonly string[] }[] = [];

const nightly: System = {
  id: 'nightly',
  navigation: [],
  policy: { resources: [], rules: [] },
  routes: [],
  messages: { es: {}, en: {} },
  schedules: [{ id: 'nightly.tidy', hour: { at: '03:00' }, job: 'nightly.tidy' }],
};

beforeAll(async () => {
  site = await testSite({ now: '2017-01-20T16:00:00Z' });
  const { house } = site.machinery;
  const run = {
    kind: 'nightly.tidy',
    run: async (
      tools: Parameters<NonNullable<ReturnType<typeof house.jobs.get>>['run']>[0],
      payload: Readonly<Record<string, unknown>>,
    ) => {
      await tools.asStarter(
        'nightly.tidied',
        async (ctx) => void ran.push({ day: payload['day'], roles: ctx.who.roles }),
      );
    },
  };
  machinery = {
    ...site.machinery,
    house: { ...house, systems: [...house.systems, nightly], jobs: new Map([...house.jobs, [run.kind, run]]) },
  };
});
afterAll(() => site.close());

async function at(now: string): Promise<number> {
  site.setNow(now);
  const [one, two] = await Promise.all([startScheduled(machinery), startScheduled(machinery)]);
  await jobRunner(machinery).drain();
  return one + two;
}

describe('a job with an hour', () => {
  it('starts once when its hour comes, in the Conference’s zone, however many look, and acts as the program', async () => {
    expect(await at('2017-01-20T16:00:00Z')).toBe(1);
    expect(await at('2017-01-20T16:00:00Z')).toBe(0);
    expect(await at('2017-01-21T08:59:59Z')).toBe(0);
    expect(await at('2017-01-21T09:00:00Z')).toBe(1);
    expect(ran).toEqual([
      { day: '2017-01-20', roles: SYSTEM.roles },
      { day: '2017-01-21', roles: SYSTEM.roles },
    ]);
  });

  it('a clock that jumps forward makes up for the last hour missed only; one that goes back repeats nothing', async () => {
    expect(await at('2017-03-01T12:00:00Z')).toBe(1);
    expect(await at('2017-01-21T12:00:00Z')).toBe(0);
    expect(await at('2017-03-01T12:00:00Z')).toBe(0);
    expect(ran.map(({ day }) => day)).toEqual(['2017-01-20', '2017-01-21', '2017-03-01']);
  });

  it('a job asked for under a clock that was ahead does not wait for that day', async () => {
    site.setNow('2036-01-01T12:00:00Z');
    await startScheduled(machinery);
    site.setNow('2017-03-02T00:00:00Z');
    expect(await jobRunner(machinery).drain()).toBe(1);
    expect(ran.at(-1)?.day).toBe('2036-01-01');
  });
});
