import type { FastifyInstance } from 'fastify';
import type { Refusal } from '../../kernel/index.ts';
import { isMachine, langOf, problem } from './replies.ts';
import type { Site } from './server.ts';

/** When to come back. */
export const RETRY_SECONDS = 5;

/** What is said when more is asked than this machine can do. */
export const BUSY: Refusal = { kind: 'conflict', code: 'http.busy' };

/**
 * More requests at a time than this only wait for each other, and each holds memory while it waits: a storm of visitors
 * would end the process instead of one page.
 */
const MOST_AT_ONCE = 300;

/** Answers at once, without a look at the database, what cannot be served in time. The probe of the proxy always passes. */
export function refuseOverload(app: FastifyInstance, site: Site, most: number = MOST_AT_ONCE): void {
  let running = 0;
  app.addHook('onRequest', async (request, reply) => {
    running += 1;
    if (running <= most || request.url === '/health') return undefined;
    reply.header('retry-after', RETRY_SECONDS);
    const lang = langOf(request);
    if (isMachine(request)) return problem(site, reply, lang, BUSY, 503);
    return await reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send(`${site.house.translate[lang](BUSY.code)}\n`);
  });
  app.addHook('onResponse', async () => {
    running -= 1;
  });
}
