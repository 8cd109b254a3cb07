import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import { buildServer } from '../../platform/http/index.ts';
import { createSession, type Session } from '../../platform/session/index.ts';
import { GALLERY_SECTIONS } from '../../ui/index.ts';

const PASSWORD = 'una contraseña larga de ejemplo';
const NOW = '2017-01-20T16:00:00Z';

let site: TestSite;

beforeAll(async () => {
  site = await testSite({ now: NOW });
});
afterAll(() => site.close());

describe('signing in through the pages', () => {
  let folder: string;
  let sessions: { readonly example: Session; readonly real: Session };
  let servers: { readonly example: FastifyInstance; readonly real: FastifyInstance };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'enlace-access-'));
    const open = (exampleMode: boolean): Session =>
      createSession({
        url: site.database.urls.auth,
        secretFile: join(folder, 'secret'),
        exampleMode,
        secure: false,
        clock: { now: () => new Date(NOW) },
        log: () => undefined,
      });
    sessions = { example: open(true), real: open(false) };
    const build = (session: Session, exampleMode: boolean): Promise<FastifyInstance> =>
      buildServer({
        ...site.machinery,
        session,
        exampleMode,
        config: {
          conference: { es: 'Conferencia de ejemplo', en: 'Example conference' },
          assetsDir: import.meta.dirname,
          assets: { css: '/assets/enlace.css', scripts: {} },
          requestsPerMinute: 1_000_000,
        },
      });
    servers = { example: await build(sessions.example, true), real: await build(sessions.real, false) };
    await sessions.example.provisionExamples();
    need(
      await sessions.real.createAccount({
        name: 'Persona Ejemplo',
        email: 'persona@ejemplo.invalid',
        password: PASSWORD,
        organisation: 'HN',
        roles: ['focal_point'],
        lang: 'es',
        validFrom: '2016-01-01',
      }),
    );
  });
  afterAll(async () => {
    await Promise.all([servers.example.close(), servers.real.close()]);
    await Promise.all([sessions.example.close(), sessions.real.close()]);
    await rm(folder, { recursive: true });
  });
  beforeEach(() => site.database.admin.pool.query('delete from auth.sign_in_try'));

  function send(
    server: FastifyInstance,
    url: string,
    form?: Readonly<Record<string, string>>,
    cookie?: string,
  ): Promise<LightMyRequestResponse> {
    return server.inject({
      method: form ? 'POST' : 'GET',
      url,
      headers: {
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
        ...(cookie ? { cookie } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    });
  }

  function cookieOf(reply: LightMyRequestResponse): string {
    return reply.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  }

  it('leads home, or to the page that was asked for, with a session', async () => {
    const form = { email: 'persona@ejemplo.invalid', password: PASSWORD };
    const reply = await send(servers.real, '/es/entrar', form);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/es/inicio']);
    const account = await send(servers.real, '/es/cuenta', undefined, cookieOf(reply));
    expect(account.statusCode).toBe(200);
    const $ = load(account.body);
    expect($('#open-sessions tbody tr').length).toBe(1);
    expect($('#open-sessions tbody').text()).toContain('Firefox en Linux');
    expect($('main').text()).toContain('Punto focal');
    const next = await send(servers.real, '/es/entrar', { ...form, next: '/es/registro?outcome=denied' });
    expect(next.headers.location).toBe('/es/registro?outcome=denied');
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example'])(
    'never leads to %s',
    async (next) => {
      const reply = await send(servers.real, '/es/entrar', {
        email: 'persona@ejemplo.invalid',
        password: PASSWORD,
        next,
      });
      expect(reply.headers.location).toBe('/es/inicio');
    },
  );

  it('shows one face for a wrong password and an unknown account, keeps the e-mail and not the password', async () => {
    const wrong = await send(servers.real, '/es/entrar', {
      email: 'persona@ejemplo.invalid',
      password: 'otra contraseña larga',
      next: '/es/registro',
    });
    const unknown = await send(servers.real, '/es/entrar', {
      email: 'persona@ejemplo.invalido',
      password: 'otra contraseña larga',
      next: '/es/registro',
    });
    expect([wrong.statusCode, unknown.statusCode]).toEqual([422, 422]);
    expect(wrong.body.replaceAll('persona@ejemplo.invalid"', '"')).toBe(
      unknown.body.replaceAll('persona@ejemplo.invalido"', '"'),
    );
    const $ = load(wrong.body);
    expect($('.error-summary').text()).toContain('El correo o la contraseña no son correctos');
    expect($('input[name=email]').attr('value')).toBe('persona@ejemplo.invalid');
    expect($('input[name=next]').attr('value')).toBe('/es/registro');
    expect(wrong.body).not.toContain('otra contraseña');
    expect(wrong.cookies).toEqual([]);
  });

  it('says in a sentence that there were too many tries', async () => {
    for (let n = 0; n < 10; n += 1)
      await send(servers.real, '/en/sign-in', { email: `n${n}@x.invalid`, password: 'x' });
    const reply = await send(servers.real, '/en/sign-in', { email: 'persona@ejemplo.invalid', password: PASSWORD });
    expect(reply.statusCode).toBe(409);
    expect(load(reply.body)('.error-summary').text()).toContain('too many tries');
  });

  it('says which field is missing', async () => {
    const $ = load((await send(servers.real, '/en/sign-in', { email: '', password: '' })).body);
    expect($('.error-summary li').length).toBe(2);
    expect($('.error-summary a').first().attr('href')).toBe('#email');
  });

  it('writes who signed in into the log, and denied tries without the e-mail', async () => {
    const person = (await sessions.example.findExample('hn')).person;
    await send(servers.example, '/es/entrar/ejemplo', { account: 'hn' });
    await send(servers.example, '/es/entrar', { email: 'secreta@ejemplo.invalid', password: 'x' });
    const { rows } = await site.database.admin.pool.query('select body from audit.event order by seq desc limit 3');
    const [, tried, entered] = rows.map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>);
    expect(entered).toMatchObject({ act: 'access.example-entered', outcome: 'done', subject: person });
    expect(tried).toMatchObject({ act: 'access.signed-in', outcome: 'refused', code: 'session.wrong' });
    expect(JSON.stringify(tried)).not.toContain('secreta');
  });

  it('offers a button for each example account in example mode only', async () => {
    const offered = load((await send(servers.example, '/en/sign-in')).body);
    const buttons = offered('button[name=account]');
    expect(buttons.length).toBe(22);
    const focal = buttons.toArray().map((button) => offered(button).text());
    expect(focal.slice(2, 13)).toEqual([
      'Belize',
      'Canada',
      'Costa Rica',
      'Dominican Republic',
      'El Salvador',
      'Guatemala',
      'Honduras',
      'Mexico',
      'Nicaragua',
      'Panama',
      'United States',
    ]);
    const real = await send(servers.real, '/en/sign-in');
    expect(real.body).not.toContain('name="account"');
    expect((await send(servers.real, '/en/sign-in/example', { account: 'hn' })).statusCode).toBe(404);
  });

  it('ends with the session shut, also when the old cookie comes back', async () => {
    const cookie = cookieOf(await send(servers.example, '/en/sign-in/example', { account: 'sica' }));
    expect((await send(servers.example, '/en/account', undefined, cookie)).statusCode).toBe(200);
    const out = await send(servers.example, '/en/sign-out', {}, cookie);
    expect([out.statusCode, out.headers.location]).toEqual([303, '/en/sign-in']);
    expect((await send(servers.example, '/en/account', undefined, cookie)).statusCode).toBe(302);
  });

  it('can be ended everywhere at once', async () => {
    const enter = async (): Promise<string> =>
      cookieOf(await send(servers.example, '/en/sign-in/example', { account: 'oim' }));
    const [one, two] = [await enter(), await enter()];
    expect((await send(servers.example, '/en/sign-out/everywhere', {}, one)).statusCode).toBe(303);
    expect((await send(servers.example, '/en/account', undefined, two)).statusCode).toBe(302);
  });
});

describe('who may do what', () => {
  it('is open to everybody and shows every resource of the policy, in both languages', async () => {
    for (const path of ['/es/quien-puede-que', '/en/who-may-do-what']) {
      const reply = await site.as('nobody').get(path);
      expect(reply.statusCode).toBe(200);
      const actions = [...site.machinery.house.policy.resources.values()].flatMap(({ actions: all }) =>
        Object.keys(all),
      );
      expect(load(reply.body)('#policy tbody tr').length).toBe(actions.length);
    }
  });

  it('narrows to a role by its address', async () => {
    const $ = load((await site.as('nobody').get('/en/who-may-do-what?role=auditor')).body);
    const row = (text: string): string => $(`#policy tbody tr:contains("${text}")`).text();
    expect(row('read the entries')).toMatch(/yes$/);
    expect(row('mark as seen')).toMatch(/no$/);
    expect((await site.as('nobody').get('/en/who-may-do-what?role=nobody')).statusCode).toBe(404);
  });
});

describe('the log', () => {
  it('explains itself to everybody and shows acts to nobody without an account', async () => {
    const reply = await site.as('nobody').get('/en/log');
    expect(reply.statusCode).toBe(200);
    const $ = load(reply.body);
    expect($('#log-acts').length).toBe(0);
    expect($('main').text()).toContain('enlace-verify.mjs watch');
  });

  it('shows each person their own acts, and the auditor all of them', async () => {
    await site.as('honduras').get('/es/inicio');
    await site.as('costaRica').get('/es/inicio');
    const own = load((await site.as('honduras').get('/es/registro')).body);
    expect(
      new Set(
        own('#log-acts tbody tr td:nth-child(4)')
          .toArray()
          .map((cell) => own(cell).text()),
      ),
    ).toEqual(new Set(['usted']));
    const all = load((await site.as('auditor').get('/es/registro')).body)('#log-acts tbody').text();
    expect(all).toContain('HN · Punto focal');
    expect(all).toContain('CR · Punto focal');
    const mine = load((await site.as('auditor').get('/es/registro?mine=on')).body)('#log-acts tbody').text();
    expect(mine).not.toContain('Punto focal');
  });

  it('gives other roles no more than their own acts, whatever the address says', async () => {
    for (const key of ['secretariat', 'administrator', 'presidency'] as const) {
      const text = load((await site.as(key).get('/es/registro?before=99999')).body)('#log-acts tbody').text();
      expect(text, key).not.toContain('HN · Punto focal');
    }
  });

  it('narrows to an outcome and pages back, by the address', async () => {
    await site.as('nobody').get('/es/inicio');
    for (let n = 0; n < 55; n += 1) await site.as('iom').get('/es/api');
    const denied = load((await site.as('auditor').get('/en/log?outcome=denied')).body);
    expect(denied('#log-acts tbody').text()).toContain('denied');
    expect(denied('#log-acts tbody').text()).not.toContain('done');
    const first = load((await site.as('auditor').get('/en/log')).body);
    const older = first('a[rel=next]').attr('href') ?? '';
    expect(older).toMatch(/^\/en\/log\?before=\d+$/);
    const second = load((await site.as('auditor').get(older)).body);
    const numbers = second('#log-acts tbody tr td:first-child')
      .toArray()
      .map((cell) => Number(second(cell).text()));
    expect(Math.max(...numbers)).toBeLessThan(Number(older.split('=')[1]));
    expect((await site.as('auditor').get('/en/log?before=1e9')).statusCode).toBe(404);
  });

  it('has words for each act of this system', () => {
    const { routes, catalogues } = site.machinery.house;
    const acts = [...routes.values()].filter(({ id }) => id.startsWith('access.')).map(({ audit }) => audit);
    expect(acts.filter((act) => !catalogues.es[act.replace('access.', 'access.act.')])).toEqual([]);
  });

  it('notes that it was read', async () => {
    expect(await site.acts()).toContain('access.log-opened done');
  });
});

describe('the page about the machine API', () => {
  it('lists the calls of the OpenAPI document, no more and no less', async () => {
    const document = (await site.as('nobody').json('GET', '/api/v1/openapi.json')).json<{
      paths: Record<string, object>;
    }>();
    const $ = load((await site.as('nobody').get('/es/api')).body);
    const listed = $('#calls tbody th')
      .toArray()
      .map((cell) => $(cell).text());
    const declared = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map(() => path));
    expect(listed).toEqual(declared.toSorted((a, b) => a.localeCompare(b)));
  });
});

describe('the gallery of components', () => {
  it('opens each sheet by its address, in both languages', async () => {
    for (const section of GALLERY_SECTIONS) {
      for (const path of ['/es/galeria', '/en/gallery']) {
        const reply = await site.as('nobody').get(`${path}?section=${section}`);
        expect(load(reply.body)('.specimen').length, `${path} ${section}`).toBeGreaterThan(0);
      }
    }
    expect((await site.as('nobody').get('/es/galeria?section=none')).statusCode).toBe(404);
  });
});
