import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lang, Principal } from '../../kernel/index.ts';
import type { Visitor } from '../session/port.ts';
import { sessionCookieName } from '../session/session-cookie.ts';
import type { Route } from '../system/index.ts';
import { readForm, unreadStatus } from './form-body.ts';
import { apiFace, openApi } from './openapi.ts';
import { isOwnOrigin } from './origin.ts';
import { perform } from './perform.ts';
import { refusalToStatus } from './refusal-to-status.ts';
import { bearerOf, preferredLang, problem, readerOf, visitorOf } from './replies.ts';
import type { Site } from './server.ts';

/** Registers the machine API: the same handlers as the pages, with declared answers. */
export function registerApi(app: FastifyInstance, site: Site): void {
  for (const route of site.house.routes.values()) {
    const face = apiFace(route);
    if (!face) continue;
    app.route({
      method: face.method === 'get' ? 'GET' : 'POST',
      url: face.path.replaceAll(/\{([a-z]+)\}/gi, ':$1'),
      handler: (request, reply) => answer(site, route, request, reply),
    });
  }
  const cookie = sessionCookieName(site.config.publicOrigin?.startsWith('https:') ?? false);
  app.get('/api/v1/openapi.json', (request, reply) => {
    const lang = preferredLang(request.headers['accept-language']);
    return reply
      .type('application/json; charset=utf-8')
      .send(openApi(site.house, lang, { conference: site.config.conference[lang], cookie }));
  });
}

async function answer(site: Site, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (route.kind === 'file' || !route.api) throw new Error(`"${route.id}" has no machine API`);
  const lang = preferredLang(request.headers['accept-language']);
  const token = bearerOf(request);
  // A token is sent by nobody but the program that has it; a cookie goes along with a foreign page's request too.
  if (token === undefined && request.method !== 'GET' && !isOwnOrigin(request.headers, site.config.publicOrigin)) {
    return problem(site, reply, lang, { kind: 'forbidden', code: 'http.foreign-origin' }, 403);
  }
  const who = token === undefined ? await readerOf(site, request, lang) : await programOf(site, token, lang);
  if (!who) return problem(site, reply, lang, { kind: 'forbidden', code: 'http.token' }, 401);
  const body = await bodyOf(route, request);
  if (!body.ok) return problem(site, reply, lang, body.refusal, unreadStatus(body.refusal));
  const raw = { ...body.value, ...(request.params as Record<string, unknown>) };
  const outcome = await perform(site, route, { who, lang, visitor: visitorFor(request, token), raw });
  reply.header('cache-control', 'no-store');
  if (outcome.kind === 'denied') {
    const known = who.person !== null;
    return problem(
      site,
      reply,
      lang,
      { kind: 'forbidden', code: known ? 'http.forbidden' : 'http.sign-in-first' },
      known ? 403 : 401,
    );
  }
  if (outcome.kind === 'unproved') {
    const code = outcome.need === 'proof' ? 'http.proof-first' : 'http.second-factor-first';
    return problem(site, reply, lang, { kind: 'forbidden', code }, 403);
  }
  if (outcome.kind === 'refused')
    return problem(site, reply, lang, outcome.refusal, refusalToStatus(outcome.refusal.kind));
  // Undeclared fields are dropped here; a declared one that is missing is a fault, not half an answer.
  const output = route.api.output.parse(route.api.from(outcome.data));
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(output));
}

/** A program with a token; whatever cookie comes along with it does not count. */
async function programOf(site: Site, token: string, lang: Lang): Promise<Principal | undefined> {
  const found = await site.session.findService(token);
  return found && { ...found, lang, roles: [...found.roles, 'public'] };
}

function visitorFor(request: FastifyRequest, token: string | undefined): Visitor {
  const visitor = visitorOf(request);
  return token === undefined ? visitor : { ...visitor, cookie: undefined };
}

async function bodyOf(route: Route, request: FastifyRequest): ReturnType<typeof readForm> {
  if (route.kind === 'page') return { ok: true, value: request.query as Record<string, unknown> };
  return await readForm(request, route.kind === 'command' ? route.upload?.maxBytes : undefined);
}
