import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble, pathsOf, type Route } from '../app/src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../app/src/systems/index.ts';
import { faultsOfPage, listenToComplaints } from './page-check.ts';
import { DESKTOP, enter, openBrowser, PHONE, type Program, startProgram } from './program.ts';

// Every page of the house, found from its list of systems: a page that nobody visits fails.

const HOUSE = assemble(SYSTEMS, FLOORS);
const PAGES: readonly Route[] = [...HOUSE.routes.values()].filter((route) => route.kind === 'page');

/** Pages that none of these readers can be shown, each with its reason. */
const NOT_VISITED: Readonly<Record<string, string>> = {
  'access.link': 'opened from a mail only; accounts.journey.ts visits it',
};

/** Readers after the secretariat who are shown pages that it is not. */
const OTHERS: readonly string[] = ['administracion', 'hn-jefe'];

/** A page of the house at a real address, in Spanish. */
interface Found {
  readonly route: Route;
  /** Who is shown it. */
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
  readonly path: string;
}

let program: Program;
let browser: Browser;
let office: { context: BrowserContext; page: Page };
let found: ReadonlyMap<string, Found>;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  office = await enter(browser, program, 'secretaria', 'es');
  await leaveWork(office.page);
  const all = new Map(await crawl(office));
  for (const account of OTHERS) {
    for (const [id, at] of await crawl(await enter(browser, program, account, 'es'))) {
      if (!all.has(id)) all.set(id, at);
    }
  }
  found = all;
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Work under way, so that the pages that show it exist: a report that waits for its meeting, another being reviewed. */
async function leaveWork(page: Page): Promise<void> {
  const send = async (text: string): Promise<void> => {
    await page.goto('/es/reuniones/importar');
    await page.fill('textarea[name="pasted"]', text);
    await page.locator('main form button').click();
    await page.waitForURL(/\/importar\/[0-9a-f-]{36}$/);
  };
  await send('INFORME DE PRUEBA\n\n1. México remitirá sus observaciones a la ST en marzo de 2017.\n');
  await page.selectOption('select[name="body"]', 'GRCM');
  await page.fill('input[name="titlees"]', 'Reunión de prueba');
  await page.fill('input[name="titleen"]', 'Trial meeting');
  await page.fill('input[name="starts"]', '2016-11-15');
  await page.locator('main form button').click();
  await page.locator('.job .button-primary').click();
  await page.waitForURL(/\/revision\//);
  EXTRA.push(new URL(page.url()).pathname);
  await send('ACTA DE LA REUNIÓN\n\nLa reunión comenzó a las nueve de la mañana.\n');
  await page.selectOption('select[name="body"]', 'GRCM');
  await page.fill('input[name="titlees"]', 'Reunión sin acuerdos');
  await page.fill('input[name="titleen"]', 'Meeting without agreements');
  await page.locator('main form button').click();
  await page.locator('.job .button-primary').click();
  await page.waitForURL(/\/importado$/);
  EXTRA.push(new URL(page.url()).pathname);
  await send('INFORME DE OTRA PRUEBA\n\n1. Panamá presentará su experiencia en la próxima reunión.\n');
  EXTRA.push(new URL(page.url()).pathname);
}

/** Addresses to which no link leads: the end of the summaries stands in mails, a word list is shown after its change. */
const EXTRA: string[] = ['/es/avisos/baja/00000000-0000-4000-8000-000000000000', '/es/reuniones/palabras/es/ask'];

/** Follows the links of the site until every page route has an address, one for each. */
async function crawl(reader: {
  readonly context: BrowserContext;
  readonly page: Page;
}): Promise<ReadonlyMap<string, Found>> {
  const seen = new Map<string, Found>();
  const queue = [...PAGES.flatMap(({ path }) => (path.es.includes(':') ? [] : [`/es${path.es}`])), ...EXTRA];
  const asked = new Set<string>();
  const askedOf = new Map<string, number>();
  for (let path = queue.shift(); path !== undefined && asked.size < 400; path = queue.shift()) {
    const at = routeAt(path);
    if (asked.has(path) || !at || isKnownWell(path, at.route.id)) continue;
    asked.add(path);
    askedOf.set(at.route.id, (askedOf.get(at.route.id) ?? 0) + 1);
    const response = await reader.context.request.get(path, { maxRedirects: 0 });
    if (response.status() !== 200) continue;
    if (!seen.has(at.route.id)) seen.set(at.route.id, { ...at, page: reader.page });
    const links = [...(await response.text()).matchAll(/href="(\/es\/[^"#]*)/g)];
    queue.push(...new Set(links.map(([, href = '']) => href.replaceAll('&amp;', '&'))));
  }
  return seen;

  /** Of pages of one kind a few are enough to find the way on; meetings and organisations differ by what they have. */
  function isKnownWell(path: string, route: string): boolean {
    return (askedOf.get(route) ?? 0) > (/^\/es\/(reuniones|administracion)/.test(path) ? 12 : 3);
  }
}

/** The addresses of each page in Spanish. A word of the path goes before a parameter, as in the router. */
const PATTERNS = PAGES.map((route) => ({
  route,
  pattern: new RegExp(`^/es${route.path.es.replaceAll(/:([a-z]+)/gi, '(?<$1>[^/]+)')}$`),
  parameters: route.path.es.split(':').length,
})).toSorted((a, b) => a.parameters - b.parameters);

function routeAt(path: string): Omit<Found, 'page'> | undefined {
  const [bare = ''] = path.split('?');
  for (const { route, pattern } of PATTERNS) {
    const match = pattern.exec(bare);
    if (match) return { route, params: { ...match.groups }, path };
  }
  return undefined;
}

describe('every page of the house', () => {
  it('was found by following links', () => {
    const missing = PAGES.filter(({ id }) => !found.has(id) && NOT_VISITED[id] === undefined);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it.each(PAGES.map(({ id }) => id))('%s is whole for the first who is shown it, in both languages', async (id) => {
    const at = found.get(id);
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

function decoded(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
}

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
    const { context, page } = account ? await enter(browser, program, account, 'es') : await anonymous();
    const faults: string[] = [];
    for (const id of MAIN) {
      const at = found.get(id);
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
  const { context, page } = await enter(browser, program, 'hn', lang);
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
  const context = await browser.newContext({ baseURL: program.address, viewport: DESKTOP, locale: 'es' });
  return { context, page: await context.newPage() };
}
