import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './setup.mjs';

// Builds and starts again whenever a source file changes; the database keeps its data.
ensureInstalled();
const { build } = await import('./build.mjs');
let server;
let timer;

async function restart() {
  await build().catch(() => undefined);
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  server = spawn(process.execPath, [join(ROOT, 'app/dist/cli.js'), 'serve'], { cwd: ROOT, stdio: 'inherit' });
}

await restart();
for (const folder of ['app', 'packages']) {
  watch(join(ROOT, folder), { recursive: true }, (_, name) => {
    if (!name || !/\.(tsx?|json|css|sql)$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), 200);
  });
}
process.on('SIGINT', () => {
  server?.kill('SIGINT');
  server?.once('exit', () => process.exit(0));
});
