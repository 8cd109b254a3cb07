import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathsOf } from '../app/src/platform/system/index.ts';
import { decoded, findPages, NOT_VISITED, PAGES, type Visit } from './find-pages.ts';
import { faultsOfPage, listenToComplaints } from './page-check.ts';
import { PHONE } from './program.ts';

/** Looks at every page of these systems as the first who is shown it, in both languages. */
export function visitPages(belongs: (system: string) => boolean): void {
  const pages = PAGES.map(({ id }) => id).filter((id) => belongs(id.split('.', 1)[0] ?? ''));
  let visit: Visit;
  beforeAll(async () => {
    visit = await findPages();
  });
  afterAll(() => visit?.end());

  describe('every page', () => {
    it('was found by following links', () => {
      expect(pages.filter((id) => !visit.found.has(id) && NOT_VISITED[id] === undefined)).toEqual([]);
    });

    it.each(pages)('%s is whole for the first who is shown it, in both languages', async (id) => {
      const at = visit.found.get(id);
      if (!at) return expect(NOT_VISITED[id]).toBeDefined();
      const { page } = at;
      const complaints = listenToComplaints(page);
      const pair = pathsOf(
        at.route,
        decoded(at.params),
        at.path.includes('?') ? at.path.slice(at.path.indexOf('?')) : '',
      );
      const response = await page.goto(pair.es);
      expect(response?.status(), pair.es).toBe(200);
      const here = page.url();
      const faults = [...(await faultsOfPage(page, 'es')), ...complaints()].map((fault) => `es ${fault}`);
      await page.locator('#language').click();
      await page.waitForURL((url) => url.pathname.startsWith('/en'));
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(pair.en);
      // The markup is the same: what English changes is words and their length, which a telephone shows first.
      faults.push(...[...(await faultsOfPage(page, 'en', [PHONE])), ...complaints()].map((fault) => `en ${fault}`));
      await page.locator('#language').click();
      await page.waitForURL((url) => url.pathname.startsWith('/es'));
      expect(page.url()).toBe(here);
      page.removeAllListeners('console');
      page.removeAllListeners('pageerror');
      expect(faults).toEqual([]);
    });
  });
}
