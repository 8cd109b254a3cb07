import { load } from 'cheerio';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../src/platform/http/index.ts';
import { addressesOf, arrangeRound } from './fuzz-world.ts';
import { type TestSite, testSite } from './site.ts';

const POLICY =
  "default-src 'self';img-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'";

describe('what every answer says to the browser', () => {
  let site: TestSite;
  let addresses: readonly string[];
  beforeAll(async () => {
    site = await testSite();
    // A page of ours that fails in a way nobody foresaw; it must be there before the first request.
    site.server.get('/es/roto', () => {
      throw new Error('select secreto from conf.progress');
    });
    const round = await arrangeRound(site, 0);
    const filters = /\?(?!q=acuerdo|state=all$)/;
    addresses = (await addressesOf(site, round)).filter((one) => !filters.test(one));
  });
  afterAll(() => site.close());

  it('on all pages and downloads', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const who of ['secretariat', 'honduras', 'nobody'] as const) {
      for (const address of addresses) {
        const reply = await site.as(who).get(address);
        wrong.push(...faultsOf(reply).map((fault) => `${who} ${address} ${reply.statusCode}: ${fault}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('on the pages of errors too, which show no more than a number', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie: 'who=honduras' };
    const inject = (url: string, payload: string, headers: Record<string, string> = form) =>
      site.server.inject({ method: 'POST', url, payload, headers });
    const replies: readonly (readonly [number, LightMyRequestResponse])[] = [
      [404, await site.as('honduras').get('/es/nada')],
      [404, await site.as('honduras').get('/api/v1/nada')],
      [404, await site.as('honduras').get('/es/acuerdos/%ff')],
      [404, await site.as('honduras').get(`/es/acuerdos/${'x'.repeat(3_000)}`)],
      [403, await site.as('honduras').get('/es/acuerdos/nuevo')],
      [403, await inject('/es/salir', '', { ...form, 'sec-fetch-site': 'cross-site' })],
      [413, await inject('/es/acuerdos/A-2016-001/avance', `body=${'x'.repeat(1_100_000)}`)],
      [415, await inject('/es/acuerdos/A-2016-001/avance', '<a/>', { ...form, 'content-type': 'application/xml' })],
      [
        400,
        await inject('/api/v1/agreements/A-2016-001/progress', '{', { ...form, 'content-type': 'application/json' }),
      ],
      [500, await faulty()],
    ];
    for (const [status, reply] of replies) {
      expect(reply.statusCode).toBe(status);
      expect(faultsOf(reply), String(status)).toEqual([]);
      expect(reply.body).not.toMatch(/secreto|\bat .*\.tsx?:\d+|node_modules/);
    }
    expect(replies.at(-1)?.[1].body).toContain('test');
  });

  it('asks who comes too often to wait, with the same headers', async () => {
    const server = await serverWith({ requestsPerMinute: 2 });
    const ask = () => server.inject({ method: 'GET', url: '/es/entrar' });
    const [, , third] = [await ask(), await ask(), await ask()];
    expect(third?.statusCode).toBe(429);
    expect(third?.headers['retry-after']).toBeDefined();
    expect(faultsOf(third as LightMyRequestResponse)).toEqual([]);
    await server.close();
  });

  it('keeps the sentence for the next page in a cookie that no script reads, and under https only there', async () => {
    const server = await serverWith({ publicOrigin: 'https://enlace.example' });
    for (const [where, secure] of [
      [site.server, false],
      [server, true],
    ] as const) {
      const reply = await where.inject({
        method: 'POST',
        url: '/es/inicio/vistas',
        payload: 'until=2017-01-20T16:00:00Z',
        headers: { cookie: 'who=honduras', 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(reply.cookies.length).toBeGreaterThan(0);
      for (const cookie of reply.cookies) {
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
        expect(cookie.secure ?? false).toBe(secure);
      }
    }
    const page = await server.inject({ method: 'GET', url: '/es/entrar' });
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    await server.close();
  });

  async function faulty(): Promise<LightMyRequestResponse> {
    const said = console.error;
    console.error = () => undefined;
    try {
      return await site.as('honduras').get('/es/roto');
    } finally {
      console.error = said;
    }
  }

  async function serverWith(over: {
    readonly requestsPerMinute?: number;
    readonly publicOrigin?: string;
  }): Promise<FastifyInstance> {
    return await buildServer({
      ...site.machinery,
      config: {
        conference: { es: 'Conferencia de ejemplo', en: 'Example conference' },
        assetsDir: import.meta.dirname,
        assets: { css: '/assets/enlace.css', scripts: {} },
        requestsPerMinute: 1_000_000,
        ...over,
      },
    });
  }
});

/** What is wrong with the headers and the markup of an answer, in words. */
function faultsOf({ headers, body, statusCode }: LightMyRequestResponse): readonly string[] {
  const type = String(headers['content-type'] ?? '');
  const isHtml = type.startsWith('text/html');
  const isFile = headers['content-disposition'] !== undefined;
  const wanted: Readonly<Record<string, string>> = {
    'content-security-policy': isFile ? "default-src 'none'; sandbox" : POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    ...(statusCode === 302 || statusCode === 303 || type.includes('problem+json')
      ? {}
      : { 'cache-control': 'no-store' }),
  };
  const wrong = Object.entries(wanted).flatMap(([name, value]) =>
    headers[name] === value ? [] : [`${name}: ${String(headers[name])}`],
  );
  if ('x-powered-by' in headers || 'server' in headers) wrong.push('says what it is made with');
  return isHtml ? [...wrong, ...faultsOfMarkup(body)] : wrong;
}

function faultsOfMarkup(html: string): readonly string[] {
  const page = load(html);
  const wrong: string[] = [];
  page('*').each((_, element) => {
    if (element.type !== 'tag' && element.type !== 'script' && element.type !== 'style') return;
    for (const [name, value] of Object.entries(element.attribs)) {
      if (name === 'style' || name.startsWith('on')) wrong.push(`<${element.name} ${name}="${value}">`);
      const loads = ['src', 'href', 'action', 'formaction', 'srcset', 'poster', 'data'].includes(name);
      if (loads && !/^(?:\/(?!\/)|#|\?|mailto:|data:image\/)/.test(value) && value !== '')
        wrong.push(`<${element.name} ${name}="${value}">`);
    }
    const inline = element.name === 'script' && element.attribs['src'] === undefined;
    if ((inline && element.attribs['type'] !== 'application/json') || element.name === 'style')
      wrong.push(`inline <${element.name}>`);
  });
  return wrong;
}
