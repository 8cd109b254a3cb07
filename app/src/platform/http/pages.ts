import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Bilingual, LANGS, type Lang, type Principal, type Refusal } from '../../kernel/index.ts';
import { contentDisposition } from '../export/index.ts';
import { type Attempt, type FileReply, pathsOf, pathTo, type Route } from '../system/index.ts';
import { readForm, unreadStatus } from './form-body.ts';
import { isOwnOrigin } from './origin.ts';
import { type Asked, type Outcome, perform } from './perform.ts';
import { refusalToStatus } from './refusal-to-status.ts';
import { errorReply, htmlReply, leaveFlash, preferredLang, readerOf, visitorOf } from './replies.ts';
import type { Site } from './server.ts';

type Page = Extract<Route, { kind: 'page' }>;
type Command = Extract<Route, { kind: 'command' }>;

/** Registers every page, download and form of the house, once for each language. */
export function registerPages(app: FastifyInstance, site: Site): void {
  for (const route of site.house.routes.values()) {
    for (const lang of LANGS) {
      const url = `/${lang}${route.path[lang]}`;
      if (route.kind === 'command') app.post(url, (request, reply) => submit(site, route, lang, request, reply));
      else app.get(url, (request, reply) => open(site, route, lang, request, reply));
    }
  }
  app.get('/', (request, reply) =>
    reply.redirect(startOf(site, preferredLang(request.headers['accept-language'])), 302),
  );
  for (const lang of LANGS) app.get(`/${lang}`, (_, reply) => reply.redirect(startOf(site, lang), 302));
}

function startOf(site: Site, lang: Lang): string {
  return pathTo(site.house, lang, 'home.start');
}

async function open(
  site: Site,
  route: Exclude<Route, Command>,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = await readerOf(site, request, lang);
  const outcome = await perform(site, route, {
    who,
    lang,
    visitor: visitorOf(request),
    raw: { ...queryOf(request), ...paramsOf(request) },
  });
  if (outcome.kind === 'denied') return deniedReply(site, request, reply, who, lang);
  if (outcome.kind === 'refused') return errorReply(site, request, reply, pageRefusal(outcome.refusal));
  if (route.kind === 'file') return fileReply(reply, outcome.data as FileReply);
  return pageReply(site, route, outcome, request, reply, who, lang);
}

function pageReply(
  site: Site,
  route: Page,
  outcome: Extract<Outcome, { kind: 'done' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  who: Principal,
  lang: Lang,
  attempt?: Attempt,
): FastifyReply {
  const here = attempt ? pathsOf(route, paramsOf(request), '') : hereOf(route, request);
  const view = route.view({ ...outcome.ctx, here, attempt }, outcome.data, outcome.input as Record<string, unknown>);
  return htmlReply(site, request, reply, view, { who, lang, here, hasErrors: attempt !== undefined });
}

/** A form: done, it redirects (303), so that going back or reloading does not send it again; refused, its page returns. */
async function submit(
  site: Site,
  route: Command,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!isOwnOrigin(request.headers, site.config.publicOrigin)) {
    return errorReply(site, request, reply, { kind: 'forbidden', code: 'http.foreign-origin' });
  }
  const who = await readerOf(site, request, lang);
  const form = await readForm(request, route.upload?.maxBytes);
  if (!form.ok) return errorReply(site, request, reply, form.refusal, unreadStatus(form.refusal));
  const asked: Asked = { who, lang, visitor: visitorOf(request), raw: { ...form.value, ...paramsOf(request) } };
  const outcome = await perform(site, route, asked);
  if (outcome.kind === 'denied') return deniedReply(site, request, reply, who, lang);
  if (outcome.kind === 'refused') return refusedForm(site, route, outcome.refusal, form.value, request, reply, asked);
  const input = outcome.input as Record<string, unknown>;
  const next = route.then({ ...outcome.ctx, here: hereOf(route, request) }, outcome.data, input);
  if (next.say !== undefined) leaveFlash(site, reply, next.say);
  for (const cookie of next.cookies ?? []) reply.header('set-cookie', cookie);
  return reply.redirect(next.to, 303);
}

/** The page that the form was on, with what was typed and what to correct. */
async function refusedForm(
  site: Site,
  route: Command,
  refusal: Refusal,
  values: Readonly<Record<string, unknown>>,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const back = site.house.routes.get(route.back);
  if (back?.kind !== 'page') throw new Error(`"${route.id}" goes back to no page`);
  const outcome = await perform(site, back, { ...asked, raw: { ...paramsOf(request) } });
  if (outcome.kind !== 'done') return errorReply(site, request, reply, refusal);
  const attempt: Attempt = { command: route.id, values: typedValues(values), refusal };
  return pageReply(
    site,
    back,
    outcome,
    request,
    reply.code(refusalToStatus(refusal.kind)),
    asked.who,
    asked.lang,
    attempt,
  );
}

/** What people typed, to be shown again; passwords and files are not. */
function typedValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const typed = Object.entries(values).flatMap(([name, value]) => {
    if (name === 'password') return [];
    if (typeof value === 'string') return [[name, value]];
    return Array.isArray(value) ? [[name, value.join('\n')]] : [];
  });
  return Object.fromEntries(typed);
}

function deniedReply(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  who: Principal,
  lang: Lang,
): FastifyReply | Promise<FastifyReply> {
  if (who.person !== null) return errorReply(site, request, reply, { kind: 'forbidden', code: 'http.forbidden' });
  const next = request.method === 'GET' ? request.url : undefined;
  return reply.redirect(pathTo(site.house, lang, 'access.sign-in', { next }), 302);
}

/** An address with a filter that does not exist is no form to correct: it is a page that is not there. */
function pageRefusal(refusal: Refusal): Refusal {
  return refusal.code === 'http.input' ? { kind: 'not-found', code: 'http.not-found' } : refusal;
}

function fileReply(reply: FastifyReply, file: FileReply): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition(file.name, file.inline ? 'inline' : 'attachment'))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .type(file.mime)
    .send(Buffer.from(file.bytes));
}

function hereOf(route: Route, request: FastifyRequest): Bilingual {
  const at = request.url.indexOf('?');
  return pathsOf(route, paramsOf(request), at === -1 ? '' : request.url.slice(at));
}

function paramsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return request.params as Record<string, string>;
}

function queryOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return request.query as Record<string, unknown>;
}
