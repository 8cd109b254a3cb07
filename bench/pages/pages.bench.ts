/** Weight and speed of the main pages: the built program in Chromium on a slow phone connection with a slow processor. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { DESKTOP, enter, openBrowser, type Program, startProgram } from '../../e2e/program.ts';
import { median, round } from '../measure.ts';
import type { BenchResult } from '../result.ts';

const VISITS = 5;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU_SLOWDOWN = 4;
const LONG_TASK_MS = 50;

/** Of interface.md 12, goals 4 and 5; kilobytes as they come over the wire, headers included; scripts as without islands. */
const GOALS = { first: 100, scripts: 15, css: 20, html: 40, repeat: 15, paint: 1_500, blocking: 200 };

interface MainPage {
  readonly name: string;
  readonly account: string | undefined;
  readonly find: (page: Page) => Promise<string>;
}

const PAGES: readonly MainPage[] = [
  { name: 'sign-in', account: undefined, find: async () => '/es/entrar' },
  { name: 'home of a country', account: 'hn', find: async () => '/es/inicio' },
  { name: 'home of the secretariat', account: 'secretaria', find: async () => '/es/inicio' },
  { name: 'register', account: 'hn', find: async () => '/es/acuerdos' },
  { name: 'agreement', account: 'hn', find: (page) => firstHref(page, '/es/acuerdos', AGREEMENT) },
  { name: 'report', account: 'hn', find: longestReport },
  { name: 'review of a report', account: 'secretaria', find: (page) => firstHref(page, '/es/acuerdos', REVIEW) },
];

export async function run(): Promise<BenchResult[]> {
  const program = await startProgram();
  const browser = await openBrowser();
  try {
    const results: BenchResult[] = [];
    for (const page of PAGES) results.push(...(await measurePage(browser, program, page)));
    return results;
  } finally {
    await browser.close();
    await program.stop();
  }
}

async function measurePage(
  browser: Browser,
  program: Program,
  { name, account, find }: MainPage,
): Promise<BenchResult[]> {
  const { context, page } = account
    ? await enter(browser, program, account, 'es')
    : await anybody(await browser.newContext({ baseURL: program.address }));
  const path = await find(page);
  const storageState = await context.storageState();
  await context.close();
  const visits: { readonly first: Visit; readonly repeat: Visit }[] = [];
  for (let i = 0; i < VISITS; i++) {
    const fresh = await browser.newContext({ baseURL: program.address, viewport: DESKTOP, locale: 'es', storageState });
    visits.push({ first: await visit(fresh, path), repeat: await visit(fresh, path) });
    await fresh.close();
  }
  return linesOf(name, visits);
}

async function anybody(context: BrowserContext): Promise<{ context: BrowserContext; page: Page }> {
  return { context, page: await context.newPage() };
}

function linesOf(name: string, visits: readonly { readonly first: Visit; readonly repeat: Visit }[]): BenchResult[] {
  const of = (pick: (visit: { readonly first: Visit; readonly repeat: Visit }) => number): number =>
    median(visits.map(pick));
  const goals = [
    ['first visit', of(({ first }) => first.total), 'kB with font', GOALS.first],
    ['HTML', of(({ first }) => first.document), 'kB', GOALS.html],
    ['CSS', of(({ first }) => first.stylesheet), 'kB', GOALS.css],
    ['JavaScript', of(({ first }) => first.script), 'kB', GOALS.scripts],
    ['font', of(({ first }) => first.font), 'kB', undefined],
    ['repeat visit', of(({ repeat }) => repeat.total), 'kB', GOALS.repeat],
    ['largest paint, first visit', of(({ first }) => first.paint), 'ms', GOALS.paint],
    ['blocking time, first visit', of(({ first }) => first.blocking), 'ms', GOALS.blocking],
  ] as const;
  return goals.map(([what, measured, unit, goal]) => {
    const value = round(measured, unit === 'ms' ? 0 : 1);
    return {
      name: `${name}: ${what}`,
      value,
      unit,
      ...(goal === undefined ? {} : { goal: `<= ${goal} (interface.md 12)`, ok: value <= goal }),
    };
  });
}

interface Visit {
  readonly document: number;
  readonly stylesheet: number;
  readonly script: number;
  readonly font: number;
  readonly total: number;
  readonly paint: number;
  readonly blocking: number;
}

/** A tab of its own in the context, so that only the cache and the cookies are left of the visit before. */
async function visit(context: BrowserContext, path: string): Promise<Visit> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const bytes = await countBytes(cdp);
  await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(WATCH);
  const reply = await page.goto(path, { waitUntil: 'networkidle' });
  if (reply?.status() !== 200) throw new Error(`${path} gave ${reply?.status()}`);
  const { paint, tasks } = (await page.evaluate('window.watched')) as Watched;
  await page.close();
  const kilobytes = (type: string): number => (bytes.get(type) ?? 0) / 1000;
  return {
    document: kilobytes('Document'),
    stylesheet: kilobytes('Stylesheet'),
    script: kilobytes('Script'),
    font: kilobytes('Font'),
    total: [...bytes.values()].reduce((sum, one) => sum + one, 0) / 1000,
    paint,
    blocking: tasks.reduce((sum, ms) => sum + Math.max(0, ms - LONG_TASK_MS), 0),
  };
}

/** Bytes on the wire by type of resource; what came from the cache has none. */
async function countBytes(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>();
  const types = new Map<string, string>();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength);
  });
  return bytes;
}

interface Watched {
  readonly paint: number;
  readonly tasks: readonly number[];
}

/** Runs in the page, as text: the browser's own measurements, from the first moment on. */
const WATCH = `
  window.watched = { paint: 0, tasks: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.watched.paint = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.watched.tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });`;

const AGREEMENT = /^\/es\/acuerdos\/A-\d{4}-\d+$/;
const MEETING = /^\/es\/reuniones\/[A-Z0-9][\w-]+$/;
const REVIEW = /^\/es\/acuerdos\/revision\/[\w-]+$/;

async function hrefsOn(page: Page, path: string, wanted: RegExp): Promise<readonly string[]> {
  await page.goto(path);
  const hrefs = await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return hrefs.filter((href) => wanted.test(href));
}

async function firstHref(page: Page, path: string, wanted: RegExp): Promise<string> {
  const [found] = await hrefsOn(page, path, wanted);
  if (!found) throw new Error(`${path} links to nothing like ${wanted}`);
  return found;
}

/** The longest report: the worst case of reading. */
async function longestReport(page: Page): Promise<string> {
  let longest = { path: '', length: 0 };
  for (const meeting of new Set(await hrefsOn(page, '/es/reuniones', MEETING))) {
    const path = `${meeting}/informe`;
    const reply = await page.request.get(path);
    const { length } = await reply.body();
    if (reply.ok() && length > longest.length) longest = { path, length };
  }
  if (longest.path === '') throw new Error('No meeting has a report');
  return longest.path;
}
