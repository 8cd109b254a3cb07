import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The root of the repository. */
export const ROOT: string = join(import.meta.dirname, '..');

/** The built program, running as a user would run it, on a data folder of its own. */
export interface Program {
  readonly address: string;
  readonly dataDir: string;
  /** Ends the program. With `keepData` its folder stays, for a command that is run after it. */
  stop(options?: { readonly keepData?: boolean }): Promise<void>;
}

const CLI = join(ROOT, 'app/dist/cli.js');

/** Starts `enlace serve` on a fresh folder and waits until it says its address. */
export async function startProgram(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  if (!existsSync(CLI)) throw new Error('Nothing is built: run `npm test` or `npm run build` first');
  const dataDir = await mkdtemp(join(tmpdir(), 'enlace-e2e-'));
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, PORT: '0', ENLACE_DATA: dataDir, ENLACE_REQUESTS_PER_MINUTE: '100000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await addressOf(child);
  return {
    address,
    dataDir,
    async stop({ keepData = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a command said, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a script with Node to its end: `enlace` beside a stopped program, or the stand-alone verifier. */
export async function runNode(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return await new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
}

/** `enlace …` on the data folder of a program that was stopped. */
export async function runEnlace(dataDir: string, args: readonly string[]): Promise<Ended> {
  return await runNode(CLI, args, { ENLACE_DATA: dataDir });
}

async function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return await new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Enlace: (http:\/\/[^/\s]+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${output}`)));
  });
}

/** A headless Chromium; the path comes from `npm test`, which found or installed it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 640 };

/** A signed-in person in a browser context of their own. Enters by the one-click accounts of the example. */
export async function enter(
  browser: Browser,
  program: Program,
  account: string,
  lang: 'es' | 'en',
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: program.address, viewport: DESKTOP, locale: lang, ...options });
  const page = await context.newPage();
  await page.goto(lang === 'es' ? '/es/entrar' : '/en/sign-in');
  await page.locator(`button[name="account"][value="${account}"]`).click();
  await page.waitForURL((url) => !/entrar|sign-in/.test(url.pathname));
  return { context, page };
}
