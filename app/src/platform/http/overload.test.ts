import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import { buildServer } from './server.ts';

describe('more requests than the machine can do', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  it('are answered at once with when to come back, and the site serves again afterwards', async () => {
    const server = await buildServer({
      ...site.machinery,
      config: {
        conference: { es: 'Ejemplo', en: 'Example' },
        assetsDir: import.meta.dirname,
        assets: { css: '/assets/enlace.css', scripts: {} },
        requestsPerMinute: 1_000_000,
        mostAtOnce: 4,
      },
    });
    const open = (url: string) => server.inject({ url, headers: { cookie: 'who=honduras' } });
    const pages = await Promise.all(Array.from({ length: 12 }, () => open('/en/home')));
    const statuses = pages.map(({ statusCode }) => statusCode).toSorted();
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    const refused = pages.filter(({ statusCode }) => statusCode === 503);
    expect(refused).toHaveLength(8);
    expect(refused[0]?.headers['retry-after']).toBe('5');
    expect(refused[0]?.body).toContain('Too many people are here at once');
    const calls = await Promise.all(Array.from({ length: 8 }, () => open('/api/v1/due')));
    const machine = calls.find(({ statusCode }) => statusCode === 503);
    expect(machine?.headers['content-type']).toContain('application/problem+json');
    expect((await open('/es/inicio')).statusCode).toBe(200);
    await server.close();
  });
});
