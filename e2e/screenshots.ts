import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DESKTOP, enter, openBrowser, PHONE, type Program, ROOT, startProgram } from './program.ts';

// The pictures of docs/screenshots, taken from the example conference: `npx tsx e2e/screenshots.ts` after a build.

const FOLDER = join(ROOT, 'docs/screenshots');

/** Pages by their Spanish address; the language switch leads to the other. `as` is the reader, the secretariat if not said. */
const PICTURES: readonly {
  readonly name: string;
  readonly as?: string;
  readonly at: (page: Page) => Promise<string>;
}[] = [
  { name: 'home', as: 'hn', at: async () => '/es/inicio' },
  { name: 'agreements', at: async () => '/es/acuerdos' },
  { name: 'agreement', as: 'hn', at: (page) => linkOn(page, '/es/inicio', /^\/es\/acuerdos\/A-/) },
  { name: 'meeting', at: (page) => linkOn(page, '/es/reuniones', /^\/es\/reuniones\/2027/) },
  { name: 'report', at: (page) => linkOn(page, '/es/reuniones', /^\/es\/reuniones\/2024[^/]*\/informe$/) },
  { name: 'policy', at: async () => '/es/quien-puede-que?role=focal_point' },
  { name: 'log', as: 'auditoria', at: async () => '/es/registro' },
  // Last: the report that it reads would be in the other pictures.
  { name: 'review', at: readReport },
];

async function linkOn(page: Page, path: string, wanted: RegExp): Promise<string> {
  await page.goto(path);
  const links = await page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const found = links.find((href) => wanted.test(href));
  if (found === undefined) throw new Error(`no link like ${wanted} on ${path}`);
  return found.replace(/#.*$/, '');
}

const REPORT = `CONFERENCIA DE EJEMPLO SOBRE MIGRACIÓN

INFORME DE LA REUNIÓN: GRUPO REGIONAL DE CONSULTA SOBRE MIGRACIÓN

Puerto Modelo
12 de marzo de 2026

1. Agradecer a Costa Rica por la presentación de su sistema de registro de llegadas.

2. Respecto a la capacitación de funcionarios de frontera:

a. Los Países Miembros enviarán a la Secretaría Técnica los nombres de sus puntos focales dentro del plazo de un mes.

b. Se solicita a la OIM que elabore un módulo en línea, que será presentado en la próxima reunión del GRCM.

3. Panamá compartirá con las delegaciones su guía de atención antes del 30 de junio de 2026. La Secretaría Técnica la traducirá al inglés.
`;

/** A report that was read and still waits for a person, so that there is something to review. */
async function readReport(page: Page): Promise<string> {
  await page.goto('/es/acuerdos');
  const waiting = await page
    .locator('main a[href*="/revision/2026"]')
    .first()
    .getAttribute('href', { timeout: 500 })
    .catch(() => null);
  if (waiting !== null) return waiting;
  await page.goto('/es/reuniones/importar');
  await page.fill('textarea[name="pasted"]', REPORT);
  await page.locator('main form button').click();
  await page.locator('main form button').click();
  await page.locator('.job .button-primary').click();
  await page.waitForURL(/\/revision\//);
  return new URL(page.url()).pathname;
}

async function take(program: Program): Promise<void> {
  const browser = await openBrowser();
  for (const { name, as = 'secretaria', at } of PICTURES) {
    for (const [device, viewport] of [
      ['desktop', DESKTOP],
      ['phone', PHONE],
    ] as const) {
      const { context, page } = await enter(browser, program, as, 'es', { viewport });
      await page.goto(await at(page));
      for (const lang of ['es', 'en'] as const) {
        if (lang === 'en') {
          const href = await page.locator('#language').getAttribute('href');
          await page.goto(href ?? '/en');
        }
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(FOLDER, `${name}-${lang}-${device}.png`) });
      }
      await context.close();
    }
  }
  await browser.close();
}

await mkdir(FOLDER, { recursive: true });
const program = await startProgram();
try {
  await take(program);
} finally {
  await program.stop();
}
