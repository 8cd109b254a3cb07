import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Lang } from '../../kernel/index.ts';
import { registerApi } from './api.ts';
import { BUSY, RETRY_SECONDS, refuseOverload } from './overload.ts';
import { registerPages } from './pages.ts';
import type { Machinery } from './perform.ts';
import { refuseWrites } from './read-only.ts';
import { errorReply } from './replies.ts';

/** What the web edge must know of the installation. */
export interface SiteConfig {
  readonly conference: Readonly<Record<Lang, string>>;
  /** Address at which people reach the site, if it is not what the request says: `https://enlace.example`. */
  readonly publicOrigin?: string | undefined;
  /** Behind a proxy that sets `X-Forwarded-For`: its address or network. */
  readonly trustedProxy?: string | undefined;
  readonly assetsDir: string;
  readonly assets: Assets;
  readonly requestsPerMinute: number;
  /** More requests at a time than this are answered at once that there are too many. */
  readonly mostAtOnce?: number;
}

/** Addresses of the built style sheet, font and islands, with their content's hash in the name. */
export interface Assets {
  readonly css: string;
  readonly scripts: Readonly<Record<string, string>>;
}

export interface Site extends Machinery {
  readonly config: SiteConfig;
  /** Routes outside the systems that machines read: the checkpoint of the log, health. */
  readonly plain?: (app: FastifyInstance) => void;
  /** May nobody write now, because the disk is nearly full? */
  readonly readOnly?: () => boolean;
}

const ONE_MEGABYTE = 1_048_576;

/** Node refuses a head of more than 16 kB before we see it. */
const LONGEST_ADDRESS = 16_384;

/**
 * An address that cannot be decoded becomes one that is not there: the framework's own answer to it would echo the
 * address, in English and without our headers.
 */
function readableAddress(url: string): string {
  const path = url.split('?', 1)[0] ?? url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return `${/^\/(?:es|en|api)(?=\/)/.exec(path)?.[0] ?? ''}/-`;
  }
}

/** Builds the web server; it listens nowhere yet (tests speak to it in process). */
export async function buildServer(site: Site): Promise<FastifyInstance> {
  const { config } = site;
  const app = Fastify({
    logger: false,
    bodyLimit: ONE_MEGABYTE,
    trustProxy: config.trustedProxy ?? false,
    // A longer one is refused by the schema of its route: the router's own refusal would bypass the headers.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_ADDRESS },
    rewriteUrl: ({ url = '/' }) => readableAddress(url),
    return503OnClosing: true,
    requestTimeout: 120_000,
  });
  await app.register(helmet, securityHeaders(config));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: ONE_MEGABYTE });
  await app.register(multipart, { limits: { files: 5, fields: 100, fieldSize: ONE_MEGABYTE, headerPairs: 50 } });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['gzip', 'deflate', 'identity'] });
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_, context) =>
      Object.assign(new Error('too many requests'), { statusCode: context.statusCode }),
  });
  await app.register(fastifyStatic, {
    root: config.assetsDir,
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    index: false,
  });
  app.setErrorHandler((error, request, reply) => faultReply(site, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    errorReply(site, request, reply, { kind: 'not-found', code: 'http.not-found' }),
  );
  site.plain?.(app);
  refuseOverload(app, site, config.mostAtOnce);
  refuseWrites(app, site);
  registerPages(app, site);
  registerApi(app, site);
  return app;
}

function securityHeaders(config: SiteConfig): Parameters<typeof helmet>[1] {
  const secure = config.publicOrigin?.startsWith('https:') ?? false;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  };
}

/** Errors that the framework raises before a handler runs become sentences; anything else is a fault, told by number. */
function faultReply(site: Site, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const status = statusOf(error);
  const code = status === undefined ? undefined : FRAMEWORK_REFUSALS[status];
  if (status !== undefined && code !== undefined)
    return errorReply(site, request, reply, { kind: 'invalid', code }, status);
  const number = site.fault(error, request.routeOptions.url ?? 'unknown route');
  if (isOverload(error)) return errorReply(site, request, reply.header('retry-after', RETRY_SECONDS), BUSY, 503);
  return errorReply(site, request, reply, { kind: 'invalid', code: 'http.fault', details: { number } }, 500);
}

/** No connection to the database came free in time (pg-pool's own words): more is asked than this machine can do. */
function isOverload(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

const FRAMEWORK_REFUSALS: Readonly<Record<number, string>> = {
  400: 'http.malformed',
  406: 'http.malformed',
  408: 'http.cut',
  413: 'http.too-large',
  414: 'http.malformed',
  415: 'http.media-type',
  429: 'http.too-many',
};

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' && error.statusCode < 500 ? error.statusCode : undefined;
}
