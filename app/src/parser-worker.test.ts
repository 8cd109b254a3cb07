import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { renderDocx } from './platform/export/index.ts';
import { runParser } from './platform/files/index.ts';

const SOURCE = new URL('./parser-worker.ts', import.meta.url);
const ROOT = join(import.meta.dirname, '../..');

/** Inside the repository, since the bundle leaves npm's packages outside and must find them. */
const folder = mkdtempSync(join(ROOT, 'node_modules/.parser-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As `scripts/build.mjs` makes it. */
function bundle(): URL {
  const outfile = join(folder, 'parser-worker.js');
  const alias = { '@enlace/minutes': join(ROOT, 'packages/minutes/src/index.ts') };
  const options = { bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external' } as const;
  buildSync({ ...options, entryPoints: [SOURCE.pathname], outfile, alias });
  return pathToFileURL(outfile);
}

test.each([
  ['source', () => SOURCE],
  ['bundle', bundle],
])('a report in Word is read in a thread, from the %s, and a damaged one is refused', async (_, entryOf) => {
  const docx = await renderDocx({
    lang: 'es',
    title: 'x',
    issuedAt: new Date(0),
    blocks: [{ kind: 'list', marker: 'number', items: [{ content: 'Se acordó presentar un informe.' }] }],
  });
  const task = { entry: entryOf(), parser: 'report', options: { doc: 'x.docx', held: null, most: null } };
  expect(await runParser({ ...task, bytes: docx })).toMatchObject({
    value: { ok: true, reading: { blocks: [{ label: '1.', text: 'Se acordó presentar un informe.' }] } },
  });
  expect(await runParser({ ...task, bytes: docx.slice(0, 4000) })).toMatchObject({
    value: { ok: false, code: 'damaged' },
  });
});
