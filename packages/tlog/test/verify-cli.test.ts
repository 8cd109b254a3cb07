/** The verifier as members get it: bundled to one file and run by Node in an empty folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  EMPTY,
  ed25519Cosignature,
  extend,
  leafHash,
  type NodeReader,
  openCheckpoint,
  parseVerifierKey,
  proveConsistency,
  signatureTypes,
} from '../src/index.ts';
import verifierBuild from '../verifier-build.json' with { type: 'json' };
import { checkpointOf, exampleBody, exampleFixtures, exampleLines, exampleSkey, log, witness } from './example-log.ts';

type Run = { readonly status: number; readonly out: string; readonly err: string };

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const fixture = (name: string): string => join(fixtures, name);
const KEY = ['--key', log.verifier.vkey];
let bundle: string;
let folder: string;

beforeAll(async () => {
  bundle = join(await mkdtemp(join(tmpdir(), 'enlace-verify-')), 'enlace-verify.mjs');
  const absWorkingDir = fileURLToPath(new URL('..', import.meta.url));
  await build({ ...(verifierBuild as BuildOptions), absWorkingDir, outfile: bundle });
});
afterAll(() => rm(dirname(bundle), { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enlace-verify-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

function verify(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bundle, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

test('an export that matches its checkpoint is confirmed in a sentence, status 0', async () => {
  const run = await verify('log', fixture('good.ndjson'), '--checkpoint', fixture('good.checkpoint'), ...KEY);
  expect(run).toEqual({
    status: 0,
    out: 'Correcto: los 20 asientos son exactamente los que el registro firmó.\n',
    err: '',
  });
  const english = await verify(
    'log',
    fixture('good.ndjson'),
    '--checkpoint',
    fixture('good.checkpoint'),
    ...KEY,
    '--lang',
    'en',
  );
  expect(english.out).toBe('Correct: the 20 events are exactly those the log signed.\n');
});

test('the bundle names no module but those of Node', async () => {
  const code = await readFile(bundle, 'utf8');
  const imports = [...code.matchAll(/\bfrom\s*"([^"]+)"|\bimport\("([^"]+)"\)|\brequire\("([^"]+)"\)/g)].map(
    (m) => m[1] ?? m[2] ?? m[3],
  );
  expect(imports.length).toBeGreaterThan(3);
  expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
});

test('the fixtures on disk are those that the code makes (rewrite them with vitest -u)', async () => {
  const made = exampleFixtures();
  expect((await readdir(fixtures)).sort()).toEqual([...made.keys()].sort());
  for (const [name, content] of made) await expect(content).toMatchFileSnapshot(fixture(name));
});

describe('offline: what is broken is refused with status 1 and the reason', () => {
  test.each([
    ['truncated.ndjson', 'good.checkpoint', 'está cortado', 'The log is cut'],
    ['reordered.ndjson', 'good.checkpoint', 'debía estar el asiento 3 y está el 4', 'should hold event 3 and holds 4'],
    ['edited.ndjson', 'good.checkpoint', 'fue cambiado después de firmarse', 'was changed after it was signed'],
    [
      'deleted-and-renumbered.ndjson',
      'good.checkpoint',
      'firma 20 asientos y el archivo tiene 19',
      'signs 20 events and the file has 19',
    ],
    ['longer.ndjson', 'good.checkpoint', 'nadie responde por los demás', 'nobody answers for the others'],
    ['not-a-log.ndjson', 'good.checkpoint', 'La línea 1 no tiene la forma', 'Line 1 does not have the form'],
    ['good.ndjson', 'forked.checkpoint', 'no corresponde a la firma', 'does not match the signature'],
    ['good.ndjson', 'unsigned.checkpoint', 'no lleva la firma de', 'does not carry the signature'],
    [
      'good.ndjson',
      'altered.checkpoint',
      'La firma de ejemplo.invalid/registro no corresponde',
      'does not match the checkpoint',
    ],
    [
      'good.ndjson',
      'another-log.checkpoint',
      'no lleva la firma de ejemplo.invalid/registro',
      'does not carry the signature',
    ],
    ['good.ndjson', 'good.ndjson', 'no es una nota firmada', 'is not a signed note'],
  ])('%s with %s', async (file, checkpoint, spanish, english) => {
    const args = ['log', fixture(file), '--checkpoint', fixture(checkpoint), ...KEY];
    const [es, en] = [await verify(...args), await verify(...args, '--lang=en')];
    expect(es).toMatchObject({ status: 1, out: '' });
    expect(es.err).toContain(spanish);
    expect(en).toMatchObject({ status: 1, out: '' });
    expect(en.err).toContain(english);
  });

  test('a checkpoint that is refused is refused before the log is opened', async () => {
    const run = await verify('log', 'nowhere', '--checkpoint', fixture('altered.checkpoint'), ...KEY, '--lang', 'en');
    expect(run).toEqual({
      status: 1,
      out: '',
      err: 'The signature of ejemplo.invalid/registro does not match the checkpoint: it was altered, or the signature is false.\n',
    });
  });

  test('witnesses: a quorum asked for must be there', async () => {
    const args = (name: string) => [
      ...['log', fixture('good.ndjson'), '--checkpoint', fixture(name), ...KEY],
      ...['--witness', witness.verifier.vkey, '--quorum', '1', '--lang', 'en'],
    ];
    expect(await verify(...args('cosigned.checkpoint'))).toMatchObject({
      status: 0,
      out: 'Correct: the 20 events are exactly those the log signed, with the signature of one witness.\n',
    });
    expect(await verify(...args('good.checkpoint'))).toMatchObject({
      status: 1,
      err: 'The checkpoint carries 0 of the 1 witness signatures asked for.\n',
    });
  });
});

describe('offline, with memory (--state)', () => {
  const check = (file: string, checkpoint: string) =>
    verify('log', fixture(file), '--checkpoint', fixture(checkpoint), ...KEY, '--state', 'state', '--lang', 'en');

  test('a log that grew keeps what was known, and the new checkpoint is remembered', async () => {
    await writeFile(join(folder, 'state'), await readFile(fixture('earlier.checkpoint')));
    expect((await check('good.ndjson', 'good.checkpoint')).out).toContain('The 13 you already knew are unchanged.');
    expect(await readFile(join(folder, 'state'), 'utf8')).toBe(await readFile(fixture('good.checkpoint'), 'utf8'));
    expect(await readdir(folder)).toEqual(['state']);
  });

  test.each([
    ['rolled back', 'good.ndjson', 'later.checkpoint', 'good.checkpoint', 'The log went back'],
    ['forked', 'edited.ndjson', 'good.checkpoint', 'forked.checkpoint', 'There are two different logs'],
    [
      'rewritten and longer',
      'rewritten-and-longer.ndjson',
      'good.checkpoint',
      'rewritten-and-longer.checkpoint',
      'does not prove',
    ],
  ])('%s: refused, both signed checkpoints are shown, the memory stays', async (_, file, seen, now, sentence) => {
    const before = await readFile(fixture(seen), 'utf8');
    await writeFile(join(folder, 'state'), before);
    const run = await check(file, now);
    expect(run.status).toBe(1);
    expect(run.err).toContain(sentence);
    expect(run.err).toContain(before);
    expect(run.err).toContain(await readFile(fixture(now), 'utf8'));
    expect(await readFile(join(folder, 'state'), 'utf8')).toBe(before);
  });

  test('a memory that was tampered with is not a first look: status 2', async () => {
    await writeFile(join(folder, 'state'), await readFile(fixture('altered.checkpoint')));
    expect(await check('good.ndjson', 'good.checkpoint')).toMatchObject({ status: 2 });
  });
});

describe('what could not be checked is status 2', () => {
  const good = ['--checkpoint', fixture('good.checkpoint')];
  test.each([
    ['no arguments', []],
    ['an unknown command', ['verify', 'x']],
    ['an unknown option', ['log', 'x', '--force']],
    ['an unknown language', ['log', fixture('good.ndjson'), ...good, ...KEY, '--lang', 'fr']],
    ['no checkpoint', ['log', fixture('good.ndjson'), ...KEY]],
    ['no key', ['log', fixture('good.ndjson'), ...good]],
    ['a bad key', ['log', fixture('good.ndjson'), ...good, '--key', 'x+y+z']],
    ['a log key as witness', ['log', fixture('good.ndjson'), ...good, ...KEY, '--witness', log.verifier.vkey]],
    ['a quorum larger than the witnesses', ['log', fixture('good.ndjson'), ...good, ...KEY, '--quorum', '1']],
    ['a log that is not there', ['log', 'nowhere', ...good, ...KEY]],
    ['a checkpoint that is not there', ['log', fixture('good.ndjson'), '--checkpoint', 'nowhere', ...KEY]],
    ['a folder as log', ['log', fixtures, ...good, ...KEY]],
    ['watch without state', ['watch', 'http://127.0.0.1:9', ...KEY]],
    ['watch of something that is no web address', ['watch', 'file:///etc', ...KEY, '--state', 's']],
    ['watch of a server that is not there', ['watch', 'http://127.0.0.1:9', ...KEY, '--state', 's']],
    [
      'watch with a cosigning key that is not there',
      ['watch', 'http://127.0.0.1:9', ...KEY, '--state', 's', '--cosign', 'k'],
    ],
  ])('%s', async (_, args) => {
    const run = await verify(...args);
    expect(run.status).toBe(2);
    expect(run.out).toBe('');
    expect(run.err.length).toBeGreaterThan(20);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('online', () => {
  const leaves = Array.from({ length: 40 }, (_, n) => leafHash(exampleBody(n)));
  const { nodes } = extend(EMPTY, leaves);
  const reader: NodeReader = {
    hash: async (level, index) => nodes.find((node) => node.level === level && node.index === index)!.hash,
  };
  const honest = (size: number): string => checkpointOf(exampleLines(size));
  let server: Server;
  let served: { note: string; proof?: () => Promise<string>; status?: number };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://server');
      const [from, to] = [Number(url.searchParams.get('from')), Number(url.searchParams.get('to'))];
      response.statusCode = served.status ?? 200;
      if (url.pathname === '/base/audit/checkpoint') response.end(served.note);
      else if (url.pathname === '/base/audit/consistency') {
        void (served.proof?.() ?? proofText(from, to)).then((text) => response.end(text));
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  function watch(...more: readonly string[]): Promise<Run> {
    const { port } = server.address() as AddressInfo;
    return verify('watch', `http://127.0.0.1:${port}/base`, ...KEY, '--state', 'state', '--lang', 'en', ...more);
  }
  const state = (): Promise<string> => readFile(join(folder, 'state'), 'utf8');

  test('first look, growth with proof, nothing new; the state follows', async () => {
    served = { note: honest(13) };
    expect((await watch()).out).toContain('First look: 13 events');
    served = { note: honest(40) };
    expect(await watch()).toMatchObject({
      status: 0,
      out: expect.stringContaining('went from 13 to 40 events and proves'),
    });
    expect((await watch()).out).toContain('still has 40 events');
    expect(await state()).toBe(honest(40));
    expect(await readdir(folder)).toEqual(['state']);
  });

  test('a log first seen empty may start without a proof', async () => {
    served = { note: honest(0) };
    await watch();
    served = { note: honest(5), proof: () => Promise.reject(new Error('not to be asked')) };
    expect(await watch()).toMatchObject({ status: 0, out: expect.stringContaining('went from 0 to 5 events') });
  });

  test.each([
    [
      'a rollback',
      () => ({ note: honest(12) }),
      'The log went back: it now signs 12 events and had already signed 13.',
    ],
    ['a fork', () => ({ note: checkpointOf(exampleLines(14).slice(1)) }), 'There are two different logs'],
    [
      'a rewritten past',
      () => ({ note: checkpointOf([...exampleLines(14).slice(1), ...exampleLines(30).slice(13)]) }),
      'does not prove',
    ],
    ['no proof', () => ({ note: honest(40), proof: async () => '{"proof":[]}' }), 'does not prove'],
    ['rubbish for a proof', () => ({ note: honest(40), proof: async () => 'no' }), 'does not prove'],
    ['a proof for other sizes', () => ({ note: honest(40), proof: async () => proofText(12, 40) }), 'does not prove'],
  ])('%s is refused with status 1, and the state keeps what was seen', async (_, dishonest, sentence) => {
    served = { note: honest(13) };
    await watch();
    served = dishonest();
    const run = await watch();
    expect(run).toMatchObject({ status: 1, out: '' });
    expect(run.err).toContain(sentence);
    expect(run.err).toContain(honest(13));
    expect(await state()).toBe(honest(13));
  });

  test('a server that answers with an error, or with too much, is status 2', async () => {
    served = { note: '', status: 503 };
    expect(await watch()).toMatchObject({ status: 2, err: expect.stringContaining('503') });
    served = { note: 'x'.repeat(1_000_001) };
    expect(await watch()).toMatchObject({ status: 2, err: expect.stringContaining('1000000') });
  });

  test('a witness makes a key that only its owner can read, verifies, and cosigns what it verified', async () => {
    const made = await verify('key', 'ejemplo.invalid/vigia', '--out', 'secret');
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await verify('key', 'ejemplo.invalid/vigia', '--out', 'secret')).status).toBe(2);

    served = { note: honest(13) };
    const run = await watch('--cosign', 'secret');
    expect(run.err).toContain('First look');
    const cosigner = parseVerifierKey(made.out.trimEnd(), signatureTypes);
    const opened =
      cosigner.ok && openCheckpoint(run.out, { log: log.verifier, witnesses: [cosigner.value], quorum: 1 });
    expect(opened).toMatchObject({ ok: true, value: { checkpoint: { size: 13 } } });

    served = { note: honest(12) };
    expect(await watch('--cosign', 'secret')).toMatchObject({ status: 1, out: '' });
  });

  test('a log key does not cosign', async () => {
    served = { note: honest(13) };
    await writeFile(join(folder, 'log.key'), exampleSkey('ejemplo.invalid/x', { ...ed25519Cosignature, byte: 1 }));
    expect(await watch('--cosign', 'log.key')).toMatchObject({ status: 2, out: '' });
  });

  async function proofText(from: number, to: number): Promise<string> {
    const proof = await proveConsistency(reader, from, to);
    return JSON.stringify({ proof: proof.map((hash) => Buffer.from(hash).toString('base64')) });
  }
});
