import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLang, type Lang, otherLang, type Principal, publicPrincipal, type Refusal } from '../../kernel/index.ts';
import type { FlashNotice } from '../../ui/index.ts';
import { errorView, renderPage } from '../page/index.ts';
import type { Visitor } from '../session/port.ts';
import { pathTo, type View } from '../system/index.ts';
import { refusalToStatus } from './refusal-to-status.ts';
import type { Site } from './server.ts';

/** Language of an address, else what the browser prefers, else Spanish. */
export function langOf(request: FastifyRequest): Lang {
  const first = request.url.split(/[/?]/)[1];
  if (isLang(first)) return first;
  return preferredLang(request.headers['accept-language']);
}

/** The first of the two working languages in `Accept-Language`; Spanish if there is none. */
export function preferredLang(header: string | undefined): Lang {
  const wanted = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find(isLang) ?? 'es';
}

export function visitorOf(request: FastifyRequest): Visitor {
  return {
    cookie: request.headers.cookie,
    address: request.ip,
    userAgent: request.headers['user-agent'],
    origin: `${request.protocol}://${request.host}`,
  };
}

/** The reader, with what everybody may do besides; without a session, the public. */
export async function readerOf(site: Site, request: FastifyRequest, lang: Lang): Promise<Principal> {
  const found = await site.session.find(request.headers.cookie);
  return found ? { ...found, lang, roles: [...found.roles, 'public'] } : publicPrincipal(lang);
}

/** `Bearer …` of a program, which counts in the machine API and nowhere else. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

export function isMachine(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}

/** A refusal as a page or as problem details (RFC 9457), with the same face for `not yours` and `not there`. */
export async function errorReply(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  status: number = refusalToStatus(refusal.kind),
): Promise<FastifyReply> {
  const lang = langOf(request);
  if (isMachine(request)) return problem(site, reply, lang, refusal, status);
  const who = await readerOf(site, request, lang).catch(() => publicPrincipal(lang));
  const t = site.house.translate[lang];
  const view = errorView(refusal, status, { t, lang, homeHref: pathTo(site.house, lang, 'home.start') });
  return htmlReply(site, request, reply.code(status), view, { who, lang });
}

/** Problem details in the reader's language. */
export function problem(site: Site, reply: FastifyReply, lang: Lang, refusal: Refusal, status: number): FastifyReply {
  const t = site.house.translate[lang];
  const fields = Object.entries(refusal.fields ?? {}).map(([name, key]) => [name, t(key, refusal.details)]);
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:enlace:${refusal.code}`,
        title: t(refusal.code, refusal.details),
        status,
        code: refusal.code,
        ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
      }),
    );
}

/** Sends a view in the common frame. */
export function htmlReply(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
  reader: {
    readonly who: Principal;
    readonly lang: Lang;
    readonly here?: Readonly<Record<Lang, string>>;
    readonly hasErrors?: boolean;
    /** A sentence for the top of this page, by its key. */
    readonly say?: string;
  },
): FastifyReply {
  const { who, lang } = reader;
  const html = renderPage(view, {
    house: site.house,
    who,
    lang,
    here: reader.here ?? swapPrefix(request.url, lang),
    conference: site.config.conference,
    exampleMode: site.exampleMode,
    assets: site.config.assets,
    saveData: request.headers['save-data'] === 'on',
    flash: flashOf(site, lang, reader.say) ?? takeFlash(site, request, reply, lang),
    hasErrors: reader.hasErrors ?? false,
  });
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}

/** An address that no route answers has the same words in both languages, but for the prefix. */
function swapPrefix(url: string, lang: Lang): Readonly<Record<Lang, string>> {
  const path = isLang(url.split(/[/?]/)[1]) ? url.slice(3) : '';
  const other = otherLang(lang);
  return { [lang]: `/${lang}${path}`, [other]: `/${other}${path}` } as Record<Lang, string>;
}

const FLASH_COOKIE = 'enlace_said';

/** Leaves a sentence for the next page: the key of a message, nothing else. */
export function leaveFlash(site: Site, reply: FastifyReply, key: string): void {
  reply.setCookie(FLASH_COOKIE, key, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: 60,
    secure: isSecure(site),
  });
}

function takeFlash(site: Site, request: FastifyRequest, reply: FastifyReply, lang: Lang): FlashNotice | undefined {
  const key = request.cookies[FLASH_COOKIE];
  if (key === undefined) return undefined;
  reply.clearCookie(FLASH_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(site) });
  return flashOf(site, lang, key);
}

function flashOf(site: Site, lang: Lang, key: string | undefined): FlashNotice | undefined {
  const message = key === undefined ? undefined : site.house.catalogues[lang][key];
  return typeof message === 'string' && !message.includes('{') ? { tone: 'done', text: message } : undefined;
}

function isSecure(site: Site): boolean {
  return site.config.publicOrigin?.startsWith('https:') ?? false;
}
