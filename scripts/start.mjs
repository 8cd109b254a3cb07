import { ensureInstalled } from './setup.mjs';

// Everything a fresh clone needs, in this order: packages, build, then the server (which brings its own database).
ensureInstalled();
const { build } = await import('./build.mjs');
await build();
process.argv.splice(2, process.argv.length, 'serve', ...process.argv.slice(2));
await import('../app/dist/cli.js');
