import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bin } from './setup.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the browser journeys: one found on the machine, else Playwright's download, else Debian's package.
 * Undefined when none of the three can be had; the caller must say so and fail.
 */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("No Chromium on this machine: trying Playwright's download …");
  spawnSync(bin('playwright-core'), ['install', 'chromium'], { stdio: 'inherit', timeout: 120_000 });
  const downloaded = findChromium();
  if (downloaded) return downloaded;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log("Trying Debian's package …");
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return findChromium();
}

function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named && existsSync(named)) return named;
  return INSTALLED.find((path) => existsSync(path)) ?? downloadedChromium();
}

function downloadedChromium() {
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache/ms-playwright');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'].map((path) =>
        join(folder, name, path),
      ),
    )
    .find((path) => existsSync(path));
}
