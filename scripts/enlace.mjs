#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './setup.mjs';

// The command `enlace`. It builds when nothing has been built yet; `npm start` builds anew each time.
if (!existsSync(join(ROOT, 'app/dist/cli.js'))) {
  ensureInstalled();
  const { build } = await import('./build.mjs');
  await build();
}
await import('../app/dist/cli.js');
