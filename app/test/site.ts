import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Bilingual, Principal, Role } from '../src/kernel/index.ts';
import { type AuditLog, auditLog, logReader } from '../src/platform/audit/index.ts';
import { connect } from '../src/platform/database/index.ts';
import { buildServer, type Machinery, performAct } from '../src/platform/http/index.ts';
import { registerMail } from '../src/platform/mail/index.ts';
import type { SiteState } from '../src/platform/monitoring/index.ts';
import { createSession, type Session } from '../src/platform/session/index.ts';
import { assemble, type Context } from '../src/platform/system/index.ts';
import { FLOORS, SYSTEMS } from '../src/systems/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Where the test site says that people reach it. */
export const ORIGIN = 'https://enlace.invalid';

/** Everybody who acts in tests, by key: one person for each role that matters, plainly fictional. */
export const PEOPLE = {
  secretariat: person('secretariat', 'ST', null, 'secretariat'),
  secretariat2: person('secretariat2', 'ST', null, 'secretariat'),
  presidency: person('presidency', 'MX', 'MX', 'presidency'),
  honduras: person('honduras', 'HN', 'HN', 'focal_point'),
  hondurasHead: person('hondurasHead', 'HN', 'HN', 'head_of_delegation'),
  hondurasValidator: person('hondurasValidator', 'HN', 'HN', 'validator'),
  costaRica: person('costaRica', 'CR', 'CR', 'focal_point'),
  salvador: person('salvador', 'SV', 'SV', 'focal_point'),
  iom: person('iom', 'OIM', null, 'observer'),
  unhcr: person('unhcr', 'ACNUR', null, 'observer'),
  civilSociety: person('civilSociety', 'RROCM', null, 'civil_society'),
  auditor: person('auditor', 'ST', null, 'auditor'),
  administrator: person('administrator', 'ST', null, 'administrator'),
} as const satisfies Readonly<Record<string, Principal>>;

export type PersonKey = keyof typeof PEOPLE;

function person(key: string, organisation: string, country: string | null, role: Role): Principal {
  const organisationName: Bilingual = { es: organisation, en: organisation };
  return {
    person: key,
    name: `Persona Ejemplo ${key}`,
    organisation,
    organisationName,
    country,
    roles: [role, 'public'],
    lang: 'es',
  };
}

/** A browser of one person, without a network: same origin, cookies kept out of the way. */
export interface Browser {
  get(url: string): Promise<LightMyRequestResponse>;
  /** Sends a form. */
  post(url: string, form: Readonly<Record<string, string | readonly string[]>>): Promise<LightMyRequestResponse>;
  /** Sends a form with files. */
  postFiles(
    url: string,
    form: Readonly<Record<string, string>>,
    files: Readonly<Record<string, { readonly name: string; readonly bytes: Uint8Array; readonly mime?: string }>>,
  ): Promise<LightMyRequestResponse>;
  json(method: 'GET' | 'POST', url: string, body?: Record<string, unknown>): Promise<LightMyRequestResponse>;
}

export interface TestSite {
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly machinery: Machinery;
  as(key: PersonKey | 'nobody'): Browser;
  /** Moves the clock of the site. */
  setNow(now: string): void;
  /** Works in a transaction of that person, logged, as a job or the example data would. */
  act<T>(key: PersonKey, work: (ctx: Context) => Promise<T>): Promise<T>;
  /** Names of the acts in the log, oldest first, with outcome: `agreements.listed done`. */
  acts(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a site in process can be told. */
export interface SiteOptions {
  readonly now?: string;
  /** Another log than the real one, to measure what the real one costs. */
  readonly audit?: AuditLog;
  /** How the installation is; a full disk makes the site refuse to write. */
  readonly site?: () => SiteState;
}

/** The whole site on a database of its own, spoken to in process. The clock stands still until it is moved. */
export async function testSite(options: SiteOptions = {}): Promise<TestSite> {
  return await siteOn(await testDatabase(), options);
}

/** The same on a database of the caller's; closing the site closes it too. */
export async function siteOn(database: TestDatabase, options: SiteOptions = {}): Promise<TestSite> {
  const auditReader = connect(database.urls.audit_reader, { max: 2, log: () => undefined });
  let now = new Date(options.now ?? '2017-01-20T16:00:00Z');
  const secretFile = join(tmpdir(), `${database.name}-secret`);
  const session = createSession({
    url: database.urls.auth,
    secretFile,
    exampleMode: true,
    secure: false,
    clock: { now: () => now },
    log: () => undefined,
  });
  const machinery: Machinery = {
    house: assemble(SYSTEMS, FLOORS),
    database: database.app,
    audit: options.audit ?? auditLog(database.app),
    log: logReader(auditReader, 'registro.ejemplo.invalid+00000000+AA=='),
    session: testSession(session),
    clock: { now: () => now },
    secret: 'ejemplo',
    exampleMode: true,
    ...(options.site ? { site: options.site } : {}),
    fault: (error) => {
      console.error(error);
      return 'test';
    },
  };
  const server = await buildServer({
    ...machinery,
    readOnly: () => options.site?.().readOnly ?? false,
    plain: (app) => registerMail(app, machinery, ORIGIN),
    config: {
      conference: { es: 'Conferencia de ejemplo', en: 'Example conference' },
      assetsDir: import.meta.dirname,
      assets: { css: '/assets/enlace.css', scripts: {} },
      requestsPerMinute: 1_000_000,
    },
  });
  return {
    server,
    database,
    machinery,
    as: (key) => browser(server, key),
    setNow: (moment) => {
      now = new Date(moment);
    },
    act: (key, work) => performAct(machinery, PEOPLE[key], 'test.act', work),
    acts: async () => {
      const { rows } = await database.admin.pool.query('select body from audit.event order by seq');
      return rows.map((row) => {
        const event = JSON.parse(String(row.body)) as { act: string; outcome: string };
        return `${event.act} ${event.outcome}`;
      });
    },
    close: async () => {
      await server.close();
      await auditReader.close();
      await session.close();
      await database.close();
      await rm(secretFile, { force: true });
    },
  };
}

/** The real sign-in, and besides it the people of the tests, who come in by a cookie that says who they are. */
function testSession(session: Session): Session {
  const find = (key: string | undefined): Principal | undefined => PEOPLE[key as PersonKey];
  const named = (cookie: string | undefined): Principal | undefined => find(/who=(\w+)/.exec(cookie ?? '')?.[1]);
  return {
    ...session,
    find: async (cookie) => named(cookie) ?? (await session.find(cookie)),
    findPerson: async (key) => find(key) ?? (await session.findPerson(key)),
    isFresh: async (cookie) => named(cookie) !== undefined || (await session.isFresh(cookie)),
    everyone: async () => Object.values(PEOPLE).map((who) => ({ who, email: `${who.person}@ejemplo.invalid` })),
    examples: () => [],
  };
}

function browser(server: FastifyInstance, key: PersonKey | 'nobody'): Browser {
  const headers = { 'sec-fetch-site': 'same-origin', ...(key === 'nobody' ? {} : { cookie: `who=${key}` }) };
  const send = (request: InjectOptions): Promise<LightMyRequestResponse> =>
    server.inject({ ...request, headers: { ...headers, ...request.headers } });
  return {
    get: (url) => send({ method: 'GET', url }),
    post: (url, form) =>
      send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: encodeForm(form),
      }),
    postFiles: (url, form, files) => {
      const { payload, type } = encodeMultipart(form, files);
      return send({ method: 'POST', url, headers: { 'content-type': type }, payload });
    },
    json: (method, url, body) => send({ method, url, ...(body ? { payload: body } : {}) }),
  };
}

function encodeForm(form: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one]),
  );
  return new URLSearchParams(pairs as string[][]).toString();
}

function encodeMultipart(
  form: Readonly<Record<string, string>>,
  files: Readonly<Record<string, { readonly name: string; readonly bytes: Uint8Array; readonly mime?: string }>>,
): { payload: Buffer; type: string } {
  const boundary = 'enlace-test-boundary';
  const parts: Buffer[] = Object.entries(form).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  for (const [name, { name: filename, bytes, mime }] of Object.entries(files)) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: ${mime ?? 'application/octet-stream'}\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { payload: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}
