import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Bilingual, LANGS, type Lang, type Principal, type Refusal } from '../../kernel/index.ts';
import { contentDisposition } from '../export/index.ts';
import {
  type Attempt,
  type FileReply,
  type KeptForm,
  type Next,
  pathsOf,
  pathTo,
  type Route,
} from '../system/index.ts';
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
      if (route.kind === 'command' && route.byLink) {
        app.get(url, (request, reply) => follow(site, route, lang, request, reply));
      } else if (route.kind === 'command') app.post(url, (request, reply) => submit(site, route, lang, request, reply));
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
  if (outcome.kind === 'unproved') return unprovedReply(site, reply, lang);
  if (outcome.kind === 'refused') return errorReply(site, request, reply, pageRefusal(outcome.refusal));
  if (route.kind === 'file') return fileReply(reply, outcome.data as FileReply);
  return pageReply(site, route, outcome, request, reply, { who, lang });
}

function pageReply(
  site: Site,
  route: Page,
  outcome: Extract<Outcome, { kind: 'done' }>,
  request: FastifyRequest,
  reply: FastifyReply,
  reader: { readonly who: Principal; readonly lang: Lang },
  attempt?: Attempt,
  params: Readonly<Record<string, string>> = paramsOf(request),
): FastifyReply {
  const here = attempt ? pathsOf(route, params, '') : hereOf(route, request);
  const view = route.view({ ...outcome.ctx, here, attempt }, outcome.data, outcome.input as Record<string, unknown>);
  const proved = attempt?.refusal.code === 'http.proved';
  return htmlReply(site, request, reply, view, {
    ...reader,
    here,
    hasErrors: attempt !== undefined && attempt.kept === undefined && !proved,
    ...(proved ? { say: attempt.refusal.code } : {}),
  });
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
  return answerAct(site, route, request, reply, asked, form.value);
}

/** An act that is reached by a link, or by another site that sends the person back. */
async function follow(
  site: Site,
  route: Command,
  lang: Lang,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = await readerOf(site, request, lang);
  const raw = { ...queryOf(request), ...paramsOf(request) };
  return answerAct(site, route, request, reply, { who, lang, visitor: visitorOf(request), raw }, {});
}

async function answerAct(
  site: Site,
  route: Command,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  values: Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  const { who, lang } = asked;
  const outcome = await perform(site, route, asked);
  const kept: KeptForm = { command: route.id, params: paramsOf(request), values: typedValues(values) };
  if (outcome.kind === 'denied') return deniedReply(site, request, reply, who, lang);
  if (outcome.kind === 'unproved') {
    return outcome.need === 'proof' ? askForProof(site, kept, request, reply, asked) : unprovedReply(site, reply, lang);
  }
  if (outcome.kind === 'refused') {
    const attempt: Attempt = { command: route.id, values: kept.values, refusal: outcome.refusal };
    const status = refusalToStatus(outcome.refusal.kind);
    return returnToForm(site, kept, attempt, request, reply.code(status), asked);
  }
  const input = outcome.input as Record<string, unknown>;
  const next = route.then({ ...outcome.ctx, here: hereOf(route, request) }, outcome.data, input);
  return followNext(site, next, route, request, reply, asked);
}

function followNext(
  site: Site,
  next: Next,
  route: Command,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): FastifyReply | Promise<FastifyReply> {
  for (const cookie of next.cookies ?? []) reply.header('set-cookie', cookie);
  if (next.once) {
    const { who, lang } = asked;
    const back = site.house.routes.get(route.back);
    return htmlReply(site, request, reply, next.once, {
      who,
      lang,
      here: pathsOf(back ?? route, paramsOf(request), ''),
    });
  }
  const form = next.form && site.house.routes.get(next.form.command);
  if (next.form && form?.kind === 'command') {
    const refusal: Refusal = { kind: 'invalid', code: 'http.proved' };
    const attempt: Attempt = { command: form.id, values: next.form.values, refusal };
    return returnToForm(site, next.form, attempt, request, reply, withCookies(asked, next.cookies));
  }
  if (next.say !== undefined) leaveFlash(site, reply, next.say);
  return reply.redirect(next.to, 303);
}

/** The same visitor after new cookies: what follows in this same answer must know them. */
function withCookies(asked: Asked, cookies: Next['cookies'] = []): Asked {
  if (cookies.length === 0) return asked;
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  return { ...asked, visitor: { ...asked.visitor, cookie } };
}

/** The page that the form was on, with what was typed and what to do about it. */
async function returnToForm(
  site: Site,
  form: KeptForm,
  attempt: Attempt,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const route = site.house.routes.get(form.command);
  const back = route?.kind === 'command' ? site.house.routes.get(route.back) : undefined;
  if (back?.kind !== 'page') throw new Error(`"${form.command}" goes back to no page`);
  const outcome = await perform(site, back, { ...asked, raw: { ...form.params } });
  if (outcome.kind !== 'done') return errorReply(site, request, reply, attempt.refusal);
  return pageReply(site, back, outcome, request, reply, asked, attempt, form.params);
}

/** The page on which a person proves again who they are; the form that waits goes along in it. */
async function askForProof(
  site: Site,
  kept: KeptForm,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const page = site.house.routes.get('access.proof');
  if (page?.kind !== 'page') throw new Error('there is no page to prove who one is');
  const outcome = await perform(site, page, { ...asked, raw: {} });
  const refusal: Refusal = { kind: 'forbidden', code: 'http.proof-first' };
  if (outcome.kind !== 'done') return errorReply(site, request, reply, refusal);
  const attempt: Attempt = { command: kept.command, values: {}, refusal, kept };
  return pageReply(site, page, outcome, request, reply.code(403), asked, attempt, {});
}

function unprovedReply(site: Site, reply: FastifyReply, lang: Lang): FastifyReply {
  leaveFlash(site, reply, 'http.second-factor-first');
  return reply.redirect(pathTo(site.house, lang, 'access.account'), 303);
}

/** Names of inputs that no page repeats. */
const SECRETS: ReadonlySet<string> = new Set(['password', 'factor', 'credential', 'challenge', 'clientsecret']);

/** What people typed, to be shown again; passwords and files are not. */
function typedValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const typed = Object.entries(values).flatMap(([name, value]) => {
    if (SECRETS.has(name)) return [];
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
