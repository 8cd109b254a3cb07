import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, findRunningServer, urlsFor } from '../app/src/platform/database/index.ts';
import { codeAt, fromBase32 } from '../app/test/sign-in-desk.ts';
import { faultsOfPage, listenToComplaints } from './page-check.ts';
import { DESKTOP, openBrowser, type Program, ROOT, startProgram } from './program.ts';

// A person of a real account: a second factor by app and by passkey, the second step, the proof before a sensitive act.

const EMAIL = 'persona@ejemplo.invalid';
const PASSWORD = 'una contraseña larga de ejemplo';

let program: Program;
let browser: Browser;
/** Passkeys belong to a name, never to a number. */
let address: string;
let secret: Buffer;

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  address = program.address.replace('127.0.0.1', 'localhost');
  await addAccount();
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** `enlace account add` beside the running program, as an operator makes the first account. */
async function addAccount(): Promise<void> {
  const words = ['account', 'add', EMAIL, '--name', 'Persona Ejemplo', '--organisation', 'HN', '--role', 'validator'];
  const child = spawn(process.execPath, [join(ROOT, 'app/dist/cli.js'), ...words], {
    env: { ...process.env, ENLACE_DATA: program.dataDir },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(PASSWORD);
  const status = await new Promise((resolve) => child.once('exit', resolve));
  expect(status).toBe(0);
}

/** Six minutes pass for every open session: nobody is fresh any more. */
async function sixMinutesPass(): Promise<void> {
  const server = await findRunningServer(join(program.dataDir, 'database'));
  if (!server) throw new Error('the program has no database');
  const auth = connect(urlsFor(server, 'enlace').auth, { max: 1, log: () => undefined });
  await auth.pool.query("update auth.session set started_at = started_at - interval '6 minutes', proved_at = null");
  await auth.close();
}

async function open(lang: 'es' | 'en', script = true): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: DESKTOP,
    locale: lang,
    javaScriptEnabled: script,
  });
  return { context, page: await context.newPage() };
}

async function givePassword(page: Page, lang: 'es' | 'en'): Promise<void> {
  await page.goto(lang === 'es' ? '/es/entrar' : '/en/sign-in');
  await page.fill('input[name="email"]', EMAIL);
  await page.fill('input[name="password"]', PASSWORD);
  await page.locator('section[aria-labelledby="with-password"] button').click();
}

const STEP_MS = 30_000;
let usedStep = 0;

/** The code of the half minute after this one, or of the first one later whose code was not used. */
async function nextCode(): Promise<string> {
  let step = Math.floor(Date.now() / STEP_MS) + 1;
  while (step <= usedStep) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    step = Math.floor(Date.now() / STEP_MS) + 1;
  }
  usedStep = step;
  return codeAt(secret, new Date(step * STEP_MS));
}

/** A device with a fingerprint reader that always recognises its owner. */
async function attachAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

describe('an app with codes', () => {
  it('is set up without a script, in Spanish', async () => {
    const { context, page } = await open('es', false);
    await givePassword(page, 'es');
    await page.waitForURL(/\/inicio$/);
    await page.goto('/es/cuenta');
    expect(await page.locator('main').innerText()).toContain('le pedimos activar una segunda prueba');
    await page.getByRole('link', { name: 'Activar la aplicación de códigos' }).click();
    await page.getByRole('button', { name: 'Empezar' }).click();
    secret = fromBase32(await page.locator('code.key').innerText());
    expect(await page.locator('svg.qr').isVisible()).toBe(true);
    await page.fill('input[name="factor"]', codeAt(secret, new Date()));
    await page.getByRole('button', { name: 'Activar' }).click();
    expect(await page.locator('.backup-codes li').count()).toBe(10);
    await page.getByRole('link', { name: 'Ya los guardé' }).click();
    expect(await page.locator('#factors tbody tr').count()).toBe(1);
    await page.goto('/es/cuenta/llave');
    expect(await page.locator('main').innerText()).toContain('necesitan JavaScript');
    expect(await page.locator('form[data-passkey] button').isVisible()).toBe(false);
    await context.close();
  });

  it('is asked for after the password, in English', async () => {
    const { context, page } = await open('en');
    await givePassword(page, 'en');
    await page.waitForURL(/\/second-step$/);
    expect(await faultsOfPage(page, 'en')).toEqual([]);
    await page.fill('input[name="factor"]', '000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.error-summary').waitFor();
    expect(await faultsOfPage(page, 'en')).toEqual([]);
    await page.fill('input[name="factor"]', await nextCode());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/en\/home$/);
    await context.close();
  });
});

describe('a passkey', () => {
  let page: Page;
  let context: BrowserContext;
  beforeAll(async () => {
    ({ context, page } = await open('es'));
    await attachAuthenticator(page);
  });
  afterAll(() => context.close());

  it('is added with a name, after a proof of who is there', async () => {
    const complaints = listenToComplaints(page);
    await givePassword(page, 'es');
    await page.fill('input[name="factor"]', await nextCode());
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.waitForURL(/\/inicio$/);
    await page.goto('/es/cuenta/llave');
    expect(await faultsOfPage(page, 'es')).toEqual([]);
    await page.fill('input[name="name"]', 'Teléfono de ejemplo');
    await page.getByRole('button', { name: 'Agregar llave de acceso' }).click();
    await page.waitForURL(/\/es\/cuenta$/);
    expect(await page.locator('#factors tbody').innerText()).toContain('Llave de acceso: Teléfono de ejemplo');
    expect(await faultsOfPage(page, 'es')).toEqual([]);
    expect(complaints()).toEqual([]);
  });

  it('opens the account alone, without the password', async () => {
    await page.locator('.account form button, header form button').first().click();
    await page.waitForURL(/\/entrar$/);
    await page.getByRole('link', { name: 'Entrar con llave de acceso' }).click();
    expect(await faultsOfPage(page, 'es')).toEqual([]);
    await page.getByRole('button', { name: 'Usar la llave de acceso' }).click();
    await page.waitForURL(/\/inicio$/);
    await page.goto('/es/cuenta');
    expect(await page.locator('#factors tbody').innerText()).not.toContain('nunca');
  });

  it('serves as second step too, in English', async () => {
    await page.locator('header form button').first().click();
    await page.waitForURL(/\/entrar$/);
    await givePassword(page, 'en');
    await page.waitForURL(/\/second-step$/);
    expect(await faultsOfPage(page, 'en')).toEqual([]);
    await page.getByRole('button', { name: 'Use the passkey' }).click();
    await page.waitForURL(/\/en\/home$/);
  });

  it('proves who is there before a sensitive act, and what was typed is not lost', async () => {
    await sixMinutesPass();
    await page.goto('/en/account');
    await page.locator('form[action="/en/account/backup-codes"] button').click();
    await page.locator('h1', { hasText: 'Confirm who you are' }).waitFor();
    expect(await faultsOfPage(page, 'en')).toEqual([]);
    await page.getByRole('button', { name: 'Use the passkey' }).click();
    await page.locator('.flash', { hasText: 'Your identity is confirmed' }).waitFor();
    await page.locator('form[action="/en/account/backup-codes"] button').click();
    expect(await page.locator('.backup-codes li').count()).toBe(10);
    expect(await faultsOfPage(page, 'en')).toEqual([]);
  });

  it('or a code does, without a script', async () => {
    const plain = await browser.newContext({
      baseURL: address,
      viewport: DESKTOP,
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    const still = await plain.newPage();
    await sixMinutesPass();
    await still.goto('/es/cuenta');
    await still.locator('form[action="/es/cuenta/llave/quitar"] button').click();
    await still.fill('input[name="factor"]', await nextCode());
    await still.getByRole('button', { name: 'Confirmar' }).click();
    await still.locator('form[action="/es/cuenta/llave/quitar"] button').click();
    await still.waitForURL(/\/es\/cuenta$/);
    expect(await still.locator('#factors tbody tr').count()).toBe(1);
    await plain.close();
  });
});

describe('the other pages of an account', () => {
  it.each([
    ['es', '/es/entrar/olvido'],
    ['en', '/en/sign-in/forgotten'],
    ['es', '/es/entrar/sin-acceso'],
    ['en', '/en/sign-in/no-access'],
    ['es', '/es/entrar/enlace/vencida'],
    ['en', '/en/sign-in'],
    ['es', '/es/entrar/segundo-paso'],
  ] as const)('%s %s is whole for somebody without an account', async (lang, path) => {
    const { context, page } = await open(lang);
    const complaints = listenToComplaints(page);
    await page.goto(path);
    expect([...(await faultsOfPage(page, lang)), ...complaints()]).toEqual([]);
    await context.close();
  });

  it('who looked at my account is whole for a validator, who sees their organisation too', async () => {
    const { context, page } = await open('es');
    await page.goto('/es/entrar');
    await page.locator('button[name="account"][value="hn-valida"]').click();
    await page.goto('/es/cuenta/accesos?whose=organisation');
    expect(await page.locator('#accesses tbody').innerText()).toContain('Persona Ejemplo');
    expect(await faultsOfPage(page, 'es')).toEqual([]);
    await page.goto('/es/cuenta/solicitudes-de-acceso');
    expect(await faultsOfPage(page, 'es')).toEqual([]);
    await context.close();
  });
});
