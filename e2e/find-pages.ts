import type { Browser, BrowserContext, Page } from 'playwright-core';
import { assemble, type Route } from '../app/src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../app/src/systems/index.ts';
import { enter, openBrowser, type Program, startProgram } from './program.ts';

// Every page of the house, found from its list of systems, at an address at which somebody is shown it.

const HOUSE = assemble(SYSTEMS, FLOORS);
export const PAGES: readonly Route[] = [...HOUSE.routes.values()].filter((route) => route.kind === 'page');

/** Systems that make up one of the two halves of the house: a page of any other belongs to the other half. */
export const EVERYDAY: readonly string[] = ['home', 'meetings', 'agreements', 'library'];

/** Pages that none of these readers can be shown, each with its reason. */
export const NOT_VISITED: Readonly<Record<string, string>> = {
  'access.link': 'opened from a mail only; accounts.journey.ts visits it',
};

/** Readers after the secretariat who are shown pages that it is not. */
const OTHERS: readonly string[] = ['administracion', 'hn-jefe'];

/** A page of the house at a real address, in Spanish. */
export interface Found {
  readonly route: Route;
  /** Who is shown it. */
  readonly page: Page;
  readonly params: Readonly<Record<string, string>>;
  readonly path: string;
}

/** A program with work under way, and where its pages are. */
export interface Visit {
  readonly program: Program;
  readonly browser: Browser;
  readonly found: ReadonlyMap<string, Found>;
  end(): Promise<void>;
}

/** Starts the program, leaves work under way and follows the links of several readers. */
export async function findPages(): Promise<Visit> {
  const program = await startProgram();
  const browser = await openBrowser();
  const office = await enter(browser, program, 'secretaria', 'es');
  await leaveWork(office.page);
  const found = new Map(await crawl(office));
  for (const account of OTHERS) {
    for (const [id, at] of await crawl(await enter(browser, program, account, 'es'))) {
      if (!found.has(id)) found.set(id, at);
    }
  }
  return {
    program,
    browser,
    found,
    end: async () => {
      await browser.close();
      await program.stop();
    },
  };
}

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

/** Parameters as an address is made from them. */
export function decoded(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
}
