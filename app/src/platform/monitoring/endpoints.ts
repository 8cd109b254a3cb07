import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { House } from '../system/index.ts';
import type { OperatorLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './ready.ts';
import { routeNames } from './route-names.ts';

export interface MonitoringOptions {
  readonly house: House;
  readonly metrics: Metrics;
  readonly ready: () => Promise<Readiness>;
  readonly log: OperatorLog;
  /** With it `/metrics` answers on the site's own address; without it nobody finds it there. */
  readonly token: string | undefined;
}

/**
 * What machines ask of the installation: `/health` (the process answers), `/ready` (send it requests), `/metrics`. And
 * one line of log and one figure for each request, by the name of its route.
 */
export function registerMonitoring(app: FastifyInstance, options: MonitoringOptions): void {
  const names = routeNames(options.house);
  app.addHook('onResponse', async (request, reply) => {
    const pattern = request.routeOptions.url;
    if (pattern !== undefined && PROBES.has(pattern)) return;
    const line = {
      route: names.get(`${request.method} ${pattern}`) ?? plainName(pattern),
      method: request.method,
      status: reply.statusCode,
      ms: reply.elapsedTime,
    };
    options.metrics.count(line);
    options.log.request(line);
  });
  app.get('/health', async (_, reply) => send(reply, 200, { alive: true }));
  app.get('/ready', async (_, reply) => {
    const readiness = await options.ready();
    return send(reply, readiness.ready ? 200 : 503, readiness);
  });
  if (options.token === undefined) return;
  const { token } = options;
  app.get('/metrics', async (request, reply) => {
    if (!isBearer(request.headers.authorization, token))
      return send(reply.header('www-authenticate', 'Bearer'), 401, {});
    return reply
      .header('cache-control', 'no-store')
      .type(options.metrics.contentType)
      .send(await options.metrics.text());
  });
}

const PROBES: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics']);

/** Of what is no page of the house: files of the site, endpoints of the log; anything else is one thing. */
function plainName(pattern: string | undefined): string {
  if (pattern === undefined) return 'none';
  return pattern.startsWith('/assets/') ? 'assets' : pattern.startsWith('/audit/') ? pattern : 'other';
}

function send(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
}

/** Compared by hash, so that neither length nor place of the first difference can be timed. */
function isBearer(header: string | undefined, token: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}

/** `/metrics` on a port of its own, for this machine only; no token is needed where nobody else can ask. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
