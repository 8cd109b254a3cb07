import { connect } from 'node:net';
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { Result } from '../../kernel/index.ts';
import type { Upload } from './admit.ts';
import { readUpload } from './read-upload.ts';

const LIMITS = { bytes: 20_000_000 };
const part = (file: Readable) => ({ filename: 'informe.txt', mimetype: 'text/plain', file });

test('a file arrives whole, in the order of its pieces', async () => {
  const result = await readUpload(part(Readable.from([Buffer.from('uno '), Buffer.from('dos')])), LIMITS);
  expect(result).toEqual({
    ok: true,
    value: { name: 'informe.txt', declaredMime: 'text/plain', bytes: new TextEncoder().encode('uno dos') },
  });
});

test('200 MB are refused without being held in memory', async () => {
  let peak = 0;
  const before = process.memoryUsage().arrayBuffers;
  function* megabytes() {
    for (let index = 0; index < 200; index += 1) {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
      yield Buffer.alloc(1_000_000, 97);
    }
  }
  const result = await readUpload(part(Readable.from(megabytes())), LIMITS);
  expect(result).toMatchObject({ refusal: { code: 'files.too-large', details: { megabytes: 20 } } });
  expect(peak).toBeLessThan(120_000_000);
});

test('exactly the limit is accepted, one byte more is not', async () => {
  const read = (size: number) => readUpload(part(Readable.from([Buffer.alloc(size)])), { bytes: 1000 });
  expect(await read(1000)).toMatchObject({ ok: true });
  expect(await read(1001)).toMatchObject({ refusal: { code: 'files.too-large' } });
});

test('a stream cut by the server’s own limit counts as too large', async () => {
  const file = Object.assign(Readable.from([Buffer.alloc(10)]), { truncated: true });
  expect(await readUpload(part(file), LIMITS)).toMatchObject({ refusal: { code: 'files.too-large' } });
});

async function serving(act: (port: number, results: Promise<Result<Upload>>) => Promise<void>): Promise<void> {
  const app = Fastify();
  await app.register(multipart, { limits: { fileSize: 1e9 } });
  const results = new Promise<Result<Upload>>((resolve) => {
    app.post('/', async (request) => {
      const file = await request.file();
      const result = await readUpload(file!, { bytes: 1_000_000 });
      resolve(result);
      return { code: result.ok ? 'ok' : result.refusal.code };
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  try {
    await act(typeof address === 'object' && address ? address.port : 0, results);
  } finally {
    await app.close();
  }
}

const FORM_START =
  '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n';

test('a connection cut in the middle is a refusal, and nothing is kept', async () => {
  await serving(async (port, results) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n${FORM_START}${'a'.repeat(70_000)}`,
    );
    setTimeout(() => socket.destroy(), 200);
    expect(await results).toMatchObject({ refusal: { code: 'files.cut-off' } });
  });
});

test('whoever sends 60 MB against a limit of 1 MB reads the sentence, not a lost connection', async () => {
  await serving(async (port) => {
    const form = new FormData();
    form.append('f', new Blob([Buffer.alloc(60_000_000, 97)]), 'a.txt');
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form });
    expect(await response.json()).toEqual({ code: 'files.too-large' });
  });
});
