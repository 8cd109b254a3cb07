import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../kernel/index.ts';
import { readForm, unreadStatus } from './form-body.ts';

const LIMIT = 1_000_000;
const FILE_START = '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n';
const app = Fastify();
let port = 0;
let peak = 0;
let settle: (result: Result<unknown>) => void;
let read: Promise<Result<unknown>>;

beforeAll(async () => {
  await app.register(multipart, { limits: { files: 2, fields: 3, fieldSize: 1000 } });
  app.post<{ Querystring: { none?: string } }>('/', async (asked, reply) => {
    const before = process.memoryUsage().arrayBuffers;
    asked.raw.on('data', () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    });
    const result = await readForm(asked, asked.query.none === undefined ? LIMIT : undefined);
    settle(result);
    if (result.ok) return { names: Object.keys(result.value) };
    return reply.code(unreadStatus(result.refusal)).send(result.refusal);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());
beforeEach(() => {
  peak = 0;
  read = new Promise((resolve) => {
    settle = resolve;
  });
});

async function send(parts: readonly (readonly [string, string | Blob])[], query = ''): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, 'informe.txt');
  }
  return await fetch(`http://127.0.0.1:${port}/${query}`, { method: 'POST', body: form });
}

const fileOf = (bytes: number): Blob => new Blob([Buffer.alloc(bytes, 97)]);

test('fields and files arrive whole, and a name that comes twice becomes a list', async () => {
  await send([
    ['a', 'uno'],
    ['a', 'dos'],
    ['f', fileOf(3)],
  ]);
  const file = { name: 'informe.txt', mime: 'application/octet-stream', bytes: Buffer.from('aaa') };
  expect(await read).toEqual({ ok: true, value: { a: ['uno', 'dos'], f: file } });
});

test('exactly the limit is accepted, one byte more is not', async () => {
  expect((await send([['f', fileOf(LIMIT)]])).status).toBe(200);
  const refused = await send([['f', fileOf(LIMIT + 1)]]);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ code: 'files.too-large', details: { megabytes: 1 } });
});

test('whoever sends 200 MB reads the sentence, and the server never holds them', async () => {
  const piece = Buffer.alloc(1_000_000, 97);
  const sending = request({ port, method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
  const answered = once(sending, 'response');
  const pieces = Array.from({ length: 200 }, () => piece);
  await pipeline(Readable.from([FILE_START, ...pieces, '\r\n--x--\r\n']), sending);
  const [answer] = (await answered) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  expect(await json(answer)).toMatchObject({ code: 'files.too-large' });
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(100_000_000);
});

test('a text too long for a field is refused, never cut', async () => {
  expect((await send([['a', 'x'.repeat(1001)]])).status).toBe(413);
});

test('too many files, too many fields or the name of a prototype are refusals of their own', async () => {
  const codeOf = async (parts: Parameters<typeof send>[0]) =>
    ((await (await send(parts)).json()) as { code: string }).code;
  expect(await codeOf(['f', 'g', 'h'].map((name) => [name, fileOf(1)] as const))).toBe('http.too-large');
  expect(await codeOf(['a', 'b', 'c', 'd'].map((name) => [name, 'x'] as const))).toBe('http.too-large');
  expect(await codeOf([['__proto__', 'x']])).toBe('http.malformed');
});

test('where no file is expected, a form with files is not read', async () => {
  expect(await (await send([['f', fileOf(1)]], '?none')).json()).toMatchObject({ code: 'http.media-type' });
});

test('a connection cut in the middle of a file is a refusal: nothing of it goes on', async () => {
  const head =
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n';
  const socket = connect(port, '127.0.0.1');
  app.server.once('request', (arriving) => arriving.once('data', () => socket.destroy()));
  socket.write(`${head}${FILE_START}${'a'.repeat(70_000)}`);
  expect(await read).toMatchObject({ refusal: { code: 'http.cut' } });
});

test('a form that ends before its last boundary is a refusal', async () => {
  const reply = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: `${FILE_START}aaa`,
  });
  expect(reply.json()).toMatchObject({ code: 'http.cut' });
});
