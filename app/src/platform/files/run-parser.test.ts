import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { runParser } from './run-parser.ts';

const SOURCE = new URL('./sample-parsers.ts', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'enlace-parsers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bundle(): URL {
  const outfile = join(folder, 'parsers.mjs');
  buildSync({
    entryPoints: [SOURCE.pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  return pathToFileURL(outfile);
}

const bytes = new Uint8Array(10);
const task = (parser: string) => ({ entry: SOURCE, parser, bytes });

test('a parser gives its value from a thread of its own, from source and from the bundle', async () => {
  expect(await runParser(task('length'))).toEqual({ ok: true, value: 10 });
  expect(await runParser({ ...task('length'), entry: bundle() })).toEqual({ ok: true, value: 10 });
});

test('a parser that never ends is stopped, and the next one runs', async () => {
  const limits = { milliseconds: 1500, megabytes: 64 };
  expect(await runParser({ ...task('endless'), limits })).toMatchObject({ refusal: { code: 'files.too-slow' } });
  expect(await runParser(task('length'))).toMatchObject({ ok: true });
});

test('a parser that takes more memory than allowed is stopped, and the process goes on', async () => {
  const limits = { milliseconds: 20_000, megabytes: 64 };
  expect(await runParser({ ...task('hungry'), limits })).toMatchObject({ refusal: { code: 'files.too-heavy' } });
  expect(await runParser(task('length'))).toMatchObject({ ok: true });
});

test('a parser that throws or ends its thread has read nothing', async () => {
  expect(await runParser(task('throwing'))).toMatchObject({ refusal: { code: 'files.unreadable' } });
  expect(await runParser(task('quitting'))).toMatchObject({ refusal: { code: 'files.unreadable' } });
});

test('only listed functions can be called', async () => {
  await expect(runParser(task('constructor'))).rejects.toThrow('no parser "constructor"');
});

test('the thread sees none of the process’s environment', async () => {
  const result = await runParser<string[]>({ ...task('environment'), entry: bundle() });
  expect(result).toEqual({ ok: true, value: [] });
});
