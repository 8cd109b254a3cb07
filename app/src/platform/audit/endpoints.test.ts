import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyInclusion } from '@enlace/tlog';
import { type BuildOptions, build } from 'esbuild';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import verifierBuild from '../../../../packages/tlog/verifier-build.json' with { type: 'json' };
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { connect, type Database } from '../database/index.ts';
import { type Checkpointer, checkpointer } from './checkpoint.ts';
import { registerAudit } from './endpoints.ts';
import { auditLog } from './log.ts';
import { auditCommand } from './verify-command.ts';

let database: TestDatabase;
let reader: Database;
let folder: string;
let checkpoints: Checkpointer;
let server: FastifyInstance;
let address: string;

beforeAll(async () => {
  database = await testDatabase();
  reader = connect(database.urls.audit_reader, { max: 2, log: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'enlace-endpoints-'));
  const absWorkingDir = fileURLToPath(new URL('../../../../packages/tlog', import.meta.url));
  await build({ ...(verifierBuild as BuildOptions), absWorkingDir, outfile: join(folder, 'enlace-verify.mjs') });
  checkpoints = await checkpointer({
    database: database.app,
    reader,
    keyFile: join(folder, 'log-key'),
    origin: 'https://registro.ejemplo.invalid',
    clock: { now: () => new Date('2017-01-20T16:00:00Z') },
    log: () => undefined,
  });
  server = Fastify();
  registerAudit(server, checkpoints);
  address = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await reader.close();
  await database.close();
  await rm(folder, { recursive: true });
});

async function append(count: number): Promise<void> {
  const log = auditLog(database.app);
  for (let n = 0; n < count; n += 1) {
    await log.append({
      at: '2017-01-20T16:00:00Z',
      organisation: 'HN',
      person: null,
      roles: [],
      act: 'example.opened',
      permission: null,
      outcome: 'done',
    });
  }
}

interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The verifier as members get it: one file, in a folder of its own. */
function verify(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(folder, 'enlace-verify.mjs'), ...args, '--key', checkpoints.verifierKey],
      { cwd: folder },
      (error, out, err) => resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

async function audit(...args: readonly string[]): Promise<Run> {
  let [out, err] = ['', ''];
  const status = await auditCommand(args, reader, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    lang: 'en',
    verifierKey: checkpoints.verifierKey,
  });
  return { status, out, err };
}

async function get(path: string, lang = 'es'): Promise<{ status: number; type: string | undefined; body: string }> {
  const reply = await server.inject({ url: path, headers: { 'accept-language': lang } });
  return { status: reply.statusCode, type: reply.headers['content-type']?.toString(), body: reply.body };
}

describe('a witness at the endpoints of the log', () => {
  it('sees a log that grows, run after run, and one that was rewritten', async () => {
    const watch = (): Promise<Run> => verify('watch', address, '--state', 'seen.txt');
    await append(3);
    await checkpoints.sign();
    expect(await watch()).toMatchObject({ status: 0, err: '' });
    expect(await watch()).toMatchObject({ status: 0 });
    for (const count of [1, 4, 9]) {
      await append(count);
      await checkpoints.sign();
      expect(await watch(), `after ${count} more`).toMatchObject({ status: 0, err: '' });
    }
    const before = await readFile(join(folder, 'seen.txt'), 'utf8');
    expect(before).toContain('\n17\n');

    await append(2);
    const client = await database.admin.pool.connect();
    // A host that rewrites the past whole, hashes, nodes and heads included, and signs anew.
    await client.query('alter table audit.event disable trigger all');
    await client.query(
      "update audit.event set body = 'x', leaf_hash = sha256('\\x00'::bytea || 'x'::bytea) where seq = 2",
    );
    await client.query('delete from audit.node; delete from audit.checkpoint');
    client.release();
    await checkpoints.sign();
    expect(await audit('verify'), 'the host itself is content').toMatchObject({ status: 0 });
    const convicted = await watch();
    expect(convicted.status).toBe(1);
    expect(convicted.err).toContain(before.trim());
    await rm(join(folder, 'seen.txt'));
  });
});

describe('an export', () => {
  it('is verified by the stand-alone verifier, and a changed one is refused', async () => {
    await append(5);
    await checkpoints.sign();
    await append(1);
    const file = join(folder, 'export.ndjson');
    const exported = await audit('export', file);
    expect(exported).toMatchObject({ status: 0, err: '' });
    expect(exported.out).toContain(checkpoints.verifierKey);
    const log = (): Promise<Run> => verify('log', file, '--checkpoint', `${file}.checkpoint`);
    expect(await log()).toMatchObject({ status: 0, err: '' });
    const lines = await readFile(file, 'utf8');
    await writeFile(file, lines.replace('"seq":3', '"seq":4'));
    expect((await log()).status).toBe(1);
  });

  it('never replaces an earlier one', async () => {
    await expect(audit('export', join(folder, 'export.ndjson'))).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('enlace audit', () => {
  it.each([[], ['verify', 'x'], ['export'], ['export', 'a', 'b'], ['erase']])(
    'says how it is used: %j',
    async (...args) => {
      expect(await audit(...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('Usage') });
    },
  );

  it('says in a sentence that all agrees', async () => {
    expect((await audit('verify')).out).toMatch(/^Correct: \d+ entries, \d+ signed checkpoints; \d+ entries wait/);
  });

  it('says in a sentence what was altered, status 1', async () => {
    const { rows } = await database.admin.pool.query('select size, root from audit.checkpoint order by size limit 1');
    await database.admin.pool.query("update audit.checkpoint set root = sha256('x') where size = $1", [rows[0].size]);
    expect(await audit('verify')).toMatchObject({ status: 1, err: expect.stringContaining('The log was altered') });
    await database.admin.pool.query('update audit.checkpoint set root = $2 where size = $1', [
      rows[0].size,
      rows[0].root,
    ]);
  });
});

describe('the endpoints', () => {
  let size: number;
  beforeEach(async () => {
    await append(1);
    size = (await checkpoints.sign()).size;
  });

  it('give the key and the head as text', async () => {
    expect(await get('/audit/key')).toMatchObject({ status: 200, body: `${checkpoints.verifierKey}\n` });
    expect(await get('/audit/checkpoint')).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
  });

  it('prove that an event is in the log', async () => {
    const reply = JSON.parse((await get(`/audit/inclusion?seq=0&size=${size}`)).body) as {
      leaf: string;
      proof: string[];
    };
    const { root } = await checkpoints.latest();
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
    const claim = { index: 0, size, leaf: bytes(reply.leaf), root, proof: reply.proof.map(bytes) };
    expect(verifyInclusion(claim)).toBe(true);
  });

  it('give leaf hashes and no bodies', async () => {
    const reply = JSON.parse((await get(`/audit/leaves?from=0&to=${size}`)).body) as { leaves: string[] };
    expect(reply.leaves).toHaveLength(size);
    expect(JSON.stringify(reply)).not.toContain('example');
  });

  it('give what is equal or empty as nothing to prove', async () => {
    expect(await get(`/audit/consistency?from=0&to=${size}`)).toMatchObject({ status: 200, body: '{"proof":[]}' });
    expect(await get(`/audit/consistency?from=${size}&to=${size}`)).toMatchObject({
      status: 200,
      body: '{"proof":[]}',
    });
  });

  it.each([
    '/audit/consistency',
    '/audit/consistency?from=1',
    '/audit/consistency?from=2&to=1',
    '/audit/consistency?from=1&to=99999',
    '/audit/consistency?from=1&to=99999999999999999999',
    '/audit/consistency?from=-1&to=1',
    '/audit/consistency?from=1.5&to=2',
    '/audit/consistency?from=1e0&to=2',
    '/audit/consistency?from=01&to=2',
    '/audit/consistency?from=1&from=1&to=2',
    '/audit/consistency?from=1&to=2&x=1',
    '/audit/consistency?from=&to=',
    '/audit/inclusion?seq=1&size=1',
    "/audit/inclusion?seq=0'&size=1",
    '/audit/leaves?from=1&to=0',
    '/audit/leaves?from=0&to=NaN',
    '/audit/leaves?from=0&to=%00',
  ])('refuse %s as a problem, in the language asked for', async (path) => {
    const reply = await get(path, 'en');
    expect(reply).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'audit.bad-range', title: expect.stringMatching(/^Ask for/) });
    expect((await get(path, 'es-HN,es;q=0.9')).body).toContain('Pida números');
  });
});
