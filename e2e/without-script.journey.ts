import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enter, openBrowser, type Program, startProgram } from './program.ts';

// Everything can be read, answered and sent by a browser that runs no script.

let program: Program;
let browser: Browser;
let country: Page;
let office: Page;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  country = (await enter(browser, program, 'hn', 'es', { javaScriptEnabled: false })).page;
  office = (await enter(browser, program, 'secretaria', 'es', { javaScriptEnabled: false })).page;
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

it('after sign-in, what is due from the country is the first thing on the page', async () => {
  expect(new URL(country.url()).pathname).toBe('/es/inicio');
  const due = country.locator('main a[href^="/es/acuerdos/A-"]');
  expect(await due.count()).toBeGreaterThan(0);
});

it('a country reports progress', async () => {
  await country.locator('main').getByRole('link', { name: 'Informar' }).first().click();
  await country.locator('input[name="kind"][value="progress"]').check();
  await country.fill('textarea[name="body"]', 'Estamos a medio camino.');
  await country.getByRole('button', { name: 'Enviar informe' }).click();
  await country.getByText('Su informe fue enviado a la Secretaría Técnica.').waitFor();
  expect(await country.locator('.report').allInnerTexts()).toContainEqual(
    expect.stringContaining('Estamos a medio camino.'),
  );
});

it('the language switch keeps the address of the page and of its query', async () => {
  await country.goto('/es/acuerdos?view=country&state=all');
  await country.locator('#language').click();
  expect(country.url()).toBe(`${program.address}/en/agreements?view=country&state=all`);
  await country.locator('#language').click();
  expect(country.url()).toBe(`${program.address}/es/acuerdos?view=country&state=all`);
});

it('a report is read and one of its proposals confirmed', async () => {
  await office.goto('/es/reuniones/importar');
  await office.fill(
    'textarea[name="pasted"]',
    'INFORME\n\n1. México remitirá sus observaciones a la Secretaría Técnica en marzo de 2027.\n',
  );
  await office.getByRole('button', { name: 'Leer el informe' }).click();
  await office.selectOption('select[name="body"]', 'GRCM');
  await office.fill('input[name="titlees"]', 'Reunión sin guion');
  await office.fill('input[name="titleen"]', 'Meeting without script');
  await office.fill('input[name="starts"]', '15 nov 2026');
  await office.getByRole('button', { name: 'Confirmar y leer los acuerdos' }).click();
  // The page asks for itself again until the work is done.
  await office.locator('.job .button-primary').click();
  await office
    .locator('.candidate-proposed')
    .first()
    .getByRole('button', { name: /^Confirmar/ })
    .click();
  await office.locator('.candidate-confirmed').first().waitFor();
  expect(await office.locator('.candidate-confirmed').count()).toBe(1);
});
