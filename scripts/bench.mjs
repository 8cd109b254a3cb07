import { build } from './build.mjs';
import { findOrInstallChromium } from './chromium.mjs';
import { bin, ensureInstalled, run } from './setup.mjs';

// `npm run bench -- minutes tlog …`: the named benchmarks, or all.
ensureInstalled();
const names = process.argv.slice(2);
if (names.length === 0 || names.includes('pages')) {
  await build();
  process.env['CHROMIUM'] = findOrInstallChromium();
}
run(bin('tsx'), ['bench/run.ts', ...names]);
