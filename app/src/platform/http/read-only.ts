import type { FastifyInstance } from 'fastify';
import { LANGS, type Refusal } from '../../kernel/index.ts';
import { errorReply } from './replies.ts';
import type { Site } from './server.ts';

/** When to try again; the disk is looked at more often than that. */
const RETRY_SECONDS = 120;

const READ_ONLY: Refusal = { kind: 'conflict', code: 'http.read-only' };

/** What people may do also while nothing is written: come in and go out. */
const DOORS: ReadonlySet<string> = new Set(['site.enter', 'own-account.manage']);

/**
 * While the disk is nearly full every act is refused (503) before its body is read, and pages are served as ever: a
 * database that runs out of space in the middle of an act is worse than an act that waits.
 */
export function refuseWrites(app: FastifyInstance, site: Site): void {
  const { readOnly } = site;
  if (!readOnly) return;
  const doors = new Set(
    [...site.house.routes.values()]
      .filter((route) => DOORS.has(route.permission))
      .flatMap((route) => LANGS.map((lang) => `/${lang}${route.path[lang]}`)),
  );
  app.addHook('onRequest', async (request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (reads || !readOnly() || doors.has(request.routeOptions.url ?? '')) return undefined;
    return await errorReply(site, request, reply.header('retry-after', RETRY_SECONDS), READ_ONLY, 503);
  });
}
