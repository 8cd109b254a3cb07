import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathsOf } from '../app/src/platform/system/index.ts';
import { decoded, findPages, type Visit } from './find-pages.ts';
import { faultsOfPage } from './page-check.ts';
import { DESKTOP, enter, PHONE } from './program.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await findPages();
});
afterAll(() => visit?.end());

/** What the other kinds of readers see of the pages that everybody uses. */
const MAIN = [
  'home.start',
  'home.search',
  'agreements.list',
  'agreements.detail',
  'meetings.list',
  'meetings.detail',
  'meetings.report',
  'library.list',
  'library.detail',
  'access.account',
  'access.policy',
  'access.log',
  'access.sign-in',
];

describe.each(['hn', 'rrocm', 'auditoria', undefined])('for the reader %s', (account) => {
  it('the main pages, or the refusals in their place, are whole in both languages', async () => {
    const { context, page } = account ? await enter(visit.browser, visit.program, account, 'es') : await anonymous();
    const faults: string[] = [];
    for (const id of MAIN) {
      const at = visit.found.get(id);
      if (!at) continue;
      const pair = pathsOf(at.route, decoded(at.params), '');
      for (const lang of ['es', 'en'] as const) {
        const response = await page.goto(pair[lang]);
        expect(response?.status(), pair[lang]).toBeLessThan(500);
        faults.push(
          ...(await faultsOfPage(page, lang, [lang === 'es' ? PHONE : DESKTOP])).map(
            (fault) => `${pair[lang]} ${fault}`,
          ),
        );
      }
    }
    await context.close();
    expect(faults).toEqual([]);
  });
});

it.each(['es', 'en'] as const)('the pages that say no are whole in %s', async (lang) => {
  const { context, page } = await enter(visit.browser, visit.program, 'hn', lang);
  const es = lang === 'es';
  const faults: string[] = [];
  const look = async (what: string): Promise<void> => {
    faults.push(...(await faultsOfPage(page, lang)).map((fault) => `${what} ${fault}`));
  };
  expect((await page.goto(`/${lang}/no-hay`))?.status()).toBe(404);
  await look('404');
  expect((await page.goto(es ? '/es/reuniones/nueva' : '/en/meetings/new'))?.status()).toBe(403);
  await look('403');
  await page.goto(es ? '/es/acuerdos/A-2024-002' : '/en/agreements/A-2024-002');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('#report ~ form button[type="submit"]').click();
  expect((await answer).status()).toBe(422);
  await page.locator('.error-summary').waitFor();
  await look('422');
  await context.close();
  expect(faults).toEqual([]);
});

async function anonymous(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await visit.browser.newContext({ baseURL: visit.program.address, viewport: DESKTOP, locale: 'es' });
  return { context, page: await context.newPage() };
}
