import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, ensureInstalled, ROOT } from './setup.mjs';

// Everything: rules, stores and routes on real PostgreSQL, architecture, access at both layers, then the journeys in a
// real browser against the built program. Ends with one line: N passed, N failed.

ensureInstalled();
const { findOrInstallChromium } = await import('./chromium.mjs');
const { build } = await import('./build.mjs');
const { findOrInstallPoppler } = await import('./poppler.mjs');

const folder = mkdtempSync(join(tmpdir(), 'enlace-results-'));
const totals = { passed: 0, failed: 0 };
const only = process.argv.slice(2);

const poppler = findOrInstallPoppler();
const chromium = findOrInstallChromium();
count('vitest.config.ts', 'unit and feature tests', {
  needs: poppler,
  missing: 'pdftotext (Debian: poppler-utils) could not be found or installed',
});
if (only.length === 0) {
  await build();
  count('vitest.e2e.config.ts', 'browser journeys', {
    needs: chromium,
    missing: 'no Chromium could be found, downloaded or installed',
  });
}
rmSync(folder, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

function count(config, what, { needs, missing }) {
  if (!needs) {
    console.error(`NOT RUN: ${what}: ${missing}.`);
    totals.failed += 1;
    return;
  }
  console.log(`\n== ${what}`);
  const output = join(folder, `${config}.json`);
  const result = spawnSync(
    bin('vitest'),
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...only],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) } },
  );
  const report = readReport(output);
  totals.passed += report.numPassedTests;
  // A file that does not load has no tests to count, and is a failure all the same.
  totals.failed += Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || result.status !== 0 ? 1 : 0);
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1 };
  }
}
