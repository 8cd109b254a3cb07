import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../test/server.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import { connect, type Database, type Finding, listMigrations } from '../database/index.ts';
import { buildServer } from '../http/index.ts';
import { registerMonitoring, serveMetrics } from './endpoints.ts';
import { operatorLog } from './log.ts';
import { metrics } from './metrics.ts';
import { type ReadyOptions, readiness } from './ready.ts';
import { type SiteWatch, siteWatch } from './watch.ts';

const TOKEN = 'ejemplo-de-secreto-largo-0123456789';
const CANARY = 'CANARIO-de-busqueda';
const ROOMY = { free: 50e9, total: 100e9 };

let site: TestSite;
let auditReader: Database;
let watch: SiteWatch;
let app: FastifyInstance;
let space = ROOMY;
const lines: string[] = [];

beforeAll(async () => {
  site = await testSite();
  auditReader = connect(site.database.urls.audit_reader, { max: 1, log: () => undefined });
  watch = siteWatch({
    database: site.database.app,
    reader: auditReader,
    folder: '/',
    clock: { now: () => new Date() },
    log: (line) => lines.push(line),
    space: async () => space,
  });
  await watch.look();
  app = await serverWith({ token: TOKEN });
});

afterAll(async () => {
  await app.close();
  await auditReader.close();
  await site.close();
});

async function serverWith({ token }: { readonly token: string | undefined }): Promise<FastifyInstance> {
  return await buildServer({
    ...site.machinery,
    readOnly: () => watch.readOnly(),
    plain: (server) =>
      registerMonitoring(server, {
        house: site.machinery.house,
        metrics: metrics({ database: site.database.app, watch }),
        ready: readiness(readyWith({})),
        log: operatorLog({ write: (line) => void lines.push(line) }),
        token,
      }),
    config: {
      conference: { es: 'Ejemplo', en: 'Example' },
      assetsDir: import.meta.dirname,
      assets: { css: '/assets/enlace.css', scripts: {} },
      requestsPerMinute: 1_000_000,
    },
  });
}

function readyWith(over: Partial<ReadyOptions>): ReadyOptions {
  return {
    database: site.database.app,
    migrations: () => listMigrations(MIGRATIONS),
    selfCheck: async () => [],
    watch,
    clock: { now: () => new Date() },
    ...over,
  };
}

describe('what machines ask of the installation', () => {
  it('it is alive and ready', async () => {
    expect((await app.inject('/health')).json()).toEqual({ alive: true });
    const ready = await app.inject('/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      ready: true,
      checks: { database: 'ok', migrations: 'ok', 'self-check': 'ok', checkpoint: expect.any(String), disk: 'ok' },
    });
  });

  const finding: Finding = { code: 'database.login-is-superuser', subject: 'enlace_app', gravity: 'refuse' };
  it.each([
    [
      'a migration that was not applied',
      { migrations: async () => [{ name: '9999-later.sql', sha256: 'x' }] },
      'migrations',
    ],
    [
      'a migration of other content',
      { migrations: async () => [{ name: '0006-sign-in.sql', sha256: 'x' }] },
      'migrations',
    ],
    ['a self-check that refuses', { selfCheck: async () => [finding] }, 'self-check'],
    ['a self-check that cannot be asked', { selfCheck: async () => Promise.reject(new Error('no')) }, 'self-check'],
    [
      'a sign-on provider that does not answer',
      { more: [{ name: 'sign-on', ask: async () => 'failing' as const }] },
      'sign-on',
    ],
  ])('with %s it is not ready, and says which question failed and no more', async (_, over, name) => {
    const { ready, checks } = await readiness(readyWith(over))();
    expect(ready).toBe(false);
    expect(checks[name]).toBe('failing');
    expect(Object.values(checks).filter((answer) => answer === 'failing')).toHaveLength(1);
  });

  it('a database that does not answer is not ready', async () => {
    const gone = connect('postgresql://enlace_app:x@127.0.0.1:1/none', { max: 1, log: () => undefined });
    const { checks } = await readiness(readyWith({ database: gone }))();
    await gone.close();
    expect(checks['database']).toBe('failing');
  });

  it('a nearly full disk is a warning: it still answers readers', async () => {
    space = { free: 5e9, total: 100e9 };
    const { ready, checks } = await readiness(readyWith({}))();
    expect([ready, checks['disk']]).toEqual([true, 'degraded']);
    space = ROOMY;
    await watch.look();
  });

  it('the same answer is given for a moment to whoever asks often', async () => {
    let asked = 0;
    const ask = readiness(readyWith({ more: [{ name: 'x', ask: async () => (++asked ? 'ok' : 'ok') }] }));
    await Promise.all([ask(), ask(), ask()]);
    expect(asked).toBe(1);
  });
});

describe('figures and lines', () => {
  it('count requests by the name of the route, never by its address', async () => {
    const cookie = 'who=honduras';
    await app.inject({ url: `/es/buscar?q=${CANARY}`, headers: { cookie } });
    await app.inject({ url: `/${CANARY}`, headers: { cookie, 'user-agent': CANARY } });
    const reply = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toMatch(/enlace_requests_total\{route="home.search",method="GET",status="200"\} 1/);
    expect(reply.body).toMatch(/enlace_requests_total\{route="none",method="GET",status="404"\} \d/);
    expect(reply.body).toContain('enlace_queue_length{queue="jobs",state="waiting"}');
    expect(reply.body).toContain('enlace_database_connections{state="idle"}');
    expect(reply.body).toMatch(/enlace_log_events\{state="written"\} \d/);
    expect(reply.body).not.toContain(CANARY);
    expect(lines.join('\n')).toContain('"route":"home.search"');
    expect(lines.join('\n')).not.toContain(CANARY);
    expect(lines.join('\n')).not.toContain('honduras');
  });

  it.each([undefined, 'Bearer wrong', TOKEN, 'Bearer '])(
    'are not given without the token: %s',
    async (authorization) => {
      const reply = await app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} });
      expect(reply.statusCode).toBe(401);
      expect(reply.body).toBe('{}');
    },
  );

  it('without a token there is no such address', async () => {
    const closed = await serverWith({ token: undefined });
    expect((await closed.inject('/metrics')).statusCode).toBe(404);
    await closed.close();
  });

  it('on a port of their own they answer this machine only', async () => {
    const server = await serveMetrics(metrics({ database: site.database.app, watch }), 0);
    const { address, port } = server.address() as AddressInfo;
    expect(address).toBe('127.0.0.1');
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('enlace_disk_bytes');
    expect((await fetch(`http://127.0.0.1:${port}/other`)).status).toBe(404);
    server.close();
    server.closeAllConnections();
  });
});

describe('a disk that is nearly full', () => {
  it.each([
    ['less than a tenth is free', { free: 9e9, total: 100e9 }, true],
    ['less than 512 MB are free', { free: 500e6, total: 1e9 }, true],
    ['there is enough', { free: 600e6, total: 1e9 }, false],
  ])('when %s', async (_, room, readOnly) => {
    space = room;
    expect((await watch.look()).readOnly).toBe(readOnly);
    space = ROOMY;
    await watch.look();
  });

  it('acts are refused with 503 and when to try again; pages are served, and people get in', async () => {
    const headers = {
      cookie: 'who=honduras',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const seen = { method: 'POST', url: '/es/inicio/vistas', headers, payload: 'until=2017-01-01T00:00:00Z' } as const;
    expect((await app.inject(seen)).statusCode).toBe(303);
    space = { free: 1e6, total: 100e9 };
    await watch.look();
    const refused = await app.inject(seen);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('120');
    expect(refused.body).toContain('casi lleno');
    expect((await app.inject({ url: '/en/home', headers })).statusCode).toBe(200);
    expect((await app.inject({ url: '/es/entrar', headers: { 'sec-fetch-site': 'same-origin' } })).statusCode).toBe(
      200,
    );
    const machine = await app.inject({ method: 'POST', url: '/api/v1/x', headers: { cookie: 'who=honduras' } });
    expect([machine.statusCode, machine.headers['content-type']]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ]);
    const door = await app.inject({
      method: 'POST',
      url: '/es/entrar',
      headers,
      payload: 'email=a@ejemplo.invalid&password=x',
    });
    expect(door.statusCode).not.toBe(503);
    space = ROOMY;
    await watch.look();
    expect((await app.inject(seen)).statusCode).toBe(303);
  });

  it('is said once in the operator’s log, and once when it is over', () => {
    const said = lines.filter((line) => line.includes('disk'));
    expect(said.some((line) => line.includes('nearly full'))).toBe(true);
    expect(said.some((line) => line.includes('writes'))).toBe(true);
  });
});

describe('the watch', () => {
  it('knows that the disk is full also when the database does not answer', async () => {
    const gone = connect('postgresql://enlace_app:x@127.0.0.1:1/none', { max: 1, log: () => undefined });
    let room = ROOMY;
    let works = site.database.app;
    const options = {
      reader: auditReader,
      folder: '/',
      clock: { now: () => new Date() },
      log: () => undefined,
      space: async () => room,
    };
    const alone = siteWatch({
      ...options,
      get database() {
        return works;
      },
    });
    await alone.look();
    works = gone;
    room = { free: 1, total: 100e9 };
    await expect(alone.look()).rejects.toThrow();
    expect(alone.readOnly()).toBe(true);
    await gone.close();
  });

  it('a plain server without a house still answers probes', async () => {
    const bare = Fastify();
    registerMonitoring(bare, {
      house: site.machinery.house,
      metrics: metrics({ database: site.database.app, watch }),
      ready: readiness(readyWith({})),
      log: operatorLog({ write: () => undefined }),
      token: undefined,
    });
    expect((await bare.inject('/health')).statusCode).toBe(200);
    await bare.close();
  });
});
