import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureInstalled, ROOT } from './setup.mjs';

/** Workspace packages are source: they go into the bundle; everything from npm stays outside. */
const WORKSPACE = Object.fromEntries(
  ['linkage', 'minutes', 'tlog'].map((name) => [`@enlace/${name}`, join(ROOT, 'packages', name, 'src/index.ts')]),
);

/** Builds everything that runs into `dist/`: server and command, islands, style sheet, font, the lone verifier. */
export async function build() {
  const esbuild = await import('esbuild');
  const dist = join(ROOT, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'assets'), { recursive: true });
  const [scripts, css] = await Promise.all([
    buildIslands(esbuild, dist),
    buildStyles(esbuild, dist),
    buildServer(esbuild),
    buildVerifier(esbuild, dist),
  ]);
  writeFileSync(join(dist, 'assets.json'), JSON.stringify({ css, scripts }, null, 2));
}

async function buildServer(esbuild) {
  await esbuild.build({
    entryPoints: Object.fromEntries(
      ['cli', 'parser-worker', 'linkage-worker'].map((name) => [name, join(ROOT, 'app/src', `${name}.ts`)]),
    ),
    outdir: join(ROOT, 'app/dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: WORKSPACE,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildIslands(esbuild, dist) {
  const folder = join(ROOT, 'app/src/ui/islands');
  const entries = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const result = await esbuild.build({
    entryPoints: entries.map((name) => join(folder, name)),
    outdir: join(dist, 'assets'),
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    logLevel: 'warning',
  });
  return Object.fromEntries(
    Object.entries(result.metafile.outputs).flatMap(([path, output]) =>
      output.entryPoint ? [[basename(output.entryPoint, '.ts'), `/assets/${basename(path)}`]] : [],
    ),
  );
}

async function buildStyles(esbuild, dist) {
  const font = readFileSync(
    join(ROOT, 'node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'),
  );
  const fontUrl = writeHashed(dist, 'source-sans-3', 'woff2', font);
  const { STYLE_SHEETS, tokensCss } = await importSource(esbuild, join(ROOT, 'app/src/ui/tokens.ts'));
  const sheets = STYLE_SHEETS.map((name) => readFileSync(join(ROOT, 'app/src/ui/styles', name), 'utf8'));
  const { code } = await esbuild.transform([tokensCss(fontUrl), ...sheets].join('\n'), { loader: 'css', minify: true });
  return writeHashed(dist, 'enlace', 'css', code);
}

async function buildVerifier(esbuild, dist) {
  await esbuild.build({
    entryPoints: [join(ROOT, 'packages/tlog/src/verify-cli.ts')],
    outfile: join(dist, 'enlace-verify.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    charset: 'utf8',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
}

function writeHashed(dist, name, extension, content) {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
  const file = `${name}-${hash}.${extension}`;
  writeFileSync(join(dist, 'assets', file), content);
  return `/assets/${file}`;
}

/** Loads a module of ours, TypeScript and all, without writing it anywhere. */
async function importSource(esbuild, path) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    write: false,
    platform: 'node',
  });
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

if (import.meta.filename === process.argv[1]) {
  ensureInstalled();
  await build();
}
