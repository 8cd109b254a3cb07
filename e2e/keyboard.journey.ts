import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enter, openBrowser, type Program, startProgram } from './program.ts';

// Whole tasks without a mouse, with the focus in sight at every step.

let program: Program;
let browser: Browser;
let country: Page;
let office: Page;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  country = (await enter(browser, program, 'hn', 'es')).page;
  office = (await enter(browser, program, 'secretaria', 'es')).page;
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Is the focus drawn, inside the window, and not under something else? Answers what is wrong. */
async function faultOfFocus(page: Page): Promise<string | undefined> {
  return await page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return undefined;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const who = `${at.tagName} ${at.id} ${at.textContent?.trim().slice(0, 40)}`;
    if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') return `no ring: ${who}`;
    const box = at.getClientRects()[0];
    if (!box) return `not drawn: ${who}`;
    const x = box.left + Math.min(box.width / 2, 40);
    const y = box.top + Math.min(box.height / 2, 12);
    if (y < 0 || y > innerHeight) return `out of the window: ${who}`;
    const top = document.elementFromPoint(x, y);
    return top && (at.contains(top) || top.contains(at) || top.closest('label')) ? undefined : `covered: ${who}`;
  });
}

/** Presses Tab until the focus is on something; fails when the focus is lost from sight on the way. */
async function tabTo(page: Page, wanted: (text: string, name: string) => boolean, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    expect(await faultOfFocus(page)).toBeUndefined();
    const { text, name } = await page.evaluate(() => ({
      text: document.activeElement?.textContent?.trim() ?? '',
      name: document.activeElement?.getAttribute('name') ?? '',
    }));
    if (wanted(text, name)) return;
  }
  throw new Error('the focus never came there');
}

it('the first stop of every page skips to its content', async () => {
  await country.goto('/es/inicio');
  await country.keyboard.press('Tab');
  expect(await faultOfFocus(country)).toBeUndefined();
  await country.keyboard.press('Enter');
  expect(await country.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
});

it('a country finds what it owes and reports progress', async () => {
  await tabTo(country, (text) => text === 'Informar');
  await country.keyboard.press('Enter');
  await country.waitForURL(/\/acuerdos\/A-/);
  await country.locator('#report').waitFor();
  await tabTo(country, (_, name) => name === 'kind');
  await country.keyboard.press('Space');
  await tabTo(country, (_, name) => name === 'body');
  await country.keyboard.type('Seguimos trabajando.');
  await tabTo(country, (text) => text === 'Enviar informe');
  await country.keyboard.press('Enter');
  await country.getByText('Su informe fue enviado a la Secretaría Técnica.').waitFor();
});

it.each(['es', 'en'] as const)('Ctrl+K finds an agreement and opens it in %s', async (lang) => {
  await country.goto(lang === 'es' ? '/es/inicio' : '/en/home');
  await country.keyboard.press('Control+k');
  await country.locator('dialog[open] [role="combobox"]').waitFor();
  await country.keyboard.type('A-2024-002');
  await country.locator('[role="option"][aria-selected="true"]').waitFor();
  await country.keyboard.press('Enter');
  await country.waitForURL(/A-2024-002/);
  expect(new URL(country.url()).pathname).toBe(`/${lang}/${lang === 'es' ? 'acuerdos' : 'agreements'}/A-2024-002`);
});

it('proposals are walked, confirmed and rejected by single keys', async () => {
  await office.goto('/es/reuniones/importar');
  await office.fill(
    'textarea[name="pasted"]',
    `INFORME\n\n${['México', 'Panamá', 'Honduras'].map((name, index) => `${index + 1}. ${name} remitirá sus observaciones a la Secretaría Técnica.`).join('\n\n')}\n`,
  );
  await office.locator('main form button').click();
  await office.selectOption('select[name="body"]', 'GRCM');
  await office.fill('input[name="titlees"]', 'Reunión por teclado');
  await office.fill('input[name="titleen"]', 'Meeting by keyboard');
  await office.fill('input[name="starts"]', '2026-11-10');
  await office.locator('main form button').click();
  await office.locator('.job .button-primary').click();
  await office.waitForURL(/\/revision\//);
  const ids = await office.locator('[data-candidate]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids.length).toBeGreaterThanOrEqual(3);
  const focused = async (): Promise<string | undefined> => await office.evaluate(() => document.activeElement?.id);
  await office.keyboard.press('j');
  expect(await focused()).toBe(ids[1]);
  expect(await faultOfFocus(office)).toBeUndefined();
  expect(await office.locator(`mark[data-for="${ids[1]}"][data-current]`).count()).toBeGreaterThan(0);
  await office.keyboard.press('k');
  expect(await focused()).toBe(ids[0]);
  await office.keyboard.press('c');
  await office.locator(`[id="${ids[0]}"].candidate-confirmed`).waitFor();
  expect(await focused()).toBe(ids[1]);
  await office.keyboard.press('r');
  await office.locator(`[id="${ids[1]}"].candidate-rejected`).waitFor();
  expect(await focused()).toBe(ids[2]);
});
