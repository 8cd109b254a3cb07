import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { type Clock, type Lang, ok, type Refusal, type Result, refuse, translator } from './kernel/index.ts';
import { auditLog, type Checkpointer, checkpointer, logReader, registerAudit } from './platform/audit/index.ts';
import databaseEn from './platform/database/en.json' with { type: 'json' };
import databaseEs from './platform/database/es.json' with { type: 'json' };
import {
  connect,
  type Database,
  type DatabaseUrls,
  type EmbeddedServer,
  findRunningServer,
  type OwnServer,
  openOwnServer,
  prepareDatabase,
  readOrMakeSecret,
  selfCheck,
  startEmbedded,
  urlsFor,
} from './platform/database/index.ts';
import { type Assets, buildServer, type Machinery, performAct } from './platform/http/index.ts';
import { type JobRunner, jobRunner } from './platform/jobs/index.ts';
import { createSession, type Session } from './platform/session/index.ts';
import { assemble, type House } from './platform/system/index.ts';
import { FLOORS, SYSTEMS } from './systems/index.ts';

// The composition root: the only file that reads the environment, and the place where every part is put together.

/** The folder of the repository, from the source as from the bundle. */
const ROOT = join(import.meta.dirname, '../..');

/** Functions that run with their owner's rights; the self-check refuses any other. */
const DEFINERS = [
  'audit.append(bytea)',
  'conf.alike_words(text)',
  'conf.matching_versions(tsquery, tsquery)',
  'conf.share_counts(uuid[])',
];

/** Name of the database in the embedded server. */
const DATABASE = 'enlace';

/** What an operator can set. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly exampleMode: boolean;
  readonly publicOrigin: string | undefined;
  readonly trustedProxy: string | undefined;
  readonly requestsPerMinute: number;
  readonly lang: Lang;
  /** A command that may work beside the running site. */
  readonly beside: boolean;
}

/** Reads the settings from the environment; a value that cannot be understood is a refusal that names it. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Result<Settings, Refusal> {
  const port = Number(env['PORT'] ?? 4477);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return refuse('invalid', 'main.bad-port', { value: env['PORT'] ?? '' });
  const mode = env['ENLACE_MODE'] ?? 'example';
  if (mode !== 'example' && mode !== 'real') return refuse('invalid', 'main.bad-mode', { value: mode });
  const publicOrigin = env['ENLACE_PUBLIC_ORIGIN'];
  if (publicOrigin !== undefined && !/^https?:\/\/[^/]+$/.test(publicOrigin)) {
    return refuse('invalid', 'main.bad-origin', { value: publicOrigin });
  }
  return ok({
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataDir: resolve(env['ENLACE_DATA'] ?? join(ROOT, 'data')),
    databaseUrl: env['DATABASE_URL'],
    exampleMode: mode === 'example',
    publicOrigin,
    trustedProxy: env['ENLACE_TRUSTED_PROXY'],
    requestsPerMinute: Number(env['ENLACE_REQUESTS_PER_MINUTE'] ?? 600),
    lang: (env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? 'es').startsWith('en') ? 'en' : 'es',
    beside: false,
  });
}

/** The database with its connections, before any page is served. */
export interface OpenDatabase {
  readonly urls: DatabaseUrls;
  readonly app: Database;
  readonly auditReader: Database;
  readonly auth: Database;
  readonly embedded: EmbeddedServer | undefined;
  close(): Promise<void>;
}

type Log = (line: string) => void;

/** Starts or reaches the database, brings its schema up to date and opens the pools. */
export async function openDatabase(settings: Settings, log: Log): Promise<Result<OpenDatabase, Refusal>> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o711 });
  const server = await openServer(settings, log);
  if (!server.ok) return server.refusal.code === 'database.in-use' ? await attach(settings, server, log) : server;
  const embedded = 'stop' in server.value ? server.value : undefined;
  const name = 'database' in server.value ? server.value.database : DATABASE;
  const urls = await prepareDatabase(server.value, { name, folder: join(ROOT, 'app/migrations'), log });
  if (!urls.ok) {
    await embedded?.stop();
    return urls;
  }
  return ok(openPools(urls.value, embedded, log));
}

function openPools(urls: DatabaseUrls, embedded: EmbeddedServer | undefined, log: Log): OpenDatabase {
  const app = connect(urls.app, { log });
  const auditReader = connect(urls.audit_reader, { log, max: 3 });
  const auth = connect(urls.auth, { log, max: 2 });
  return {
    urls,
    app,
    auditReader,
    auth,
    embedded,
    close: async () => {
      await Promise.all([app.close(), auditReader.close(), auth.close()]);
      await embedded?.stop();
    },
  };
}

/** A command beside the running site uses the site's database server; the site itself never shares a data folder. */
async function attach(
  settings: Settings,
  inUse: Result<never, Refusal>,
  log: Log,
): Promise<Result<OpenDatabase, Refusal>> {
  if (!settings.beside) return inUse;
  const running = await findRunningServer(join(settings.dataDir, 'database'));
  return running ? ok(openPools(urlsFor(running, DATABASE), undefined, log)) : inUse;
}

async function openServer(settings: Settings, log: Log): Promise<Result<EmbeddedServer | OwnServer, Refusal>> {
  if (settings.databaseUrl === undefined) {
    return await startEmbedded({ dataDir: join(settings.dataDir, 'database'), log });
  }
  return await openOwnServer({
    url: settings.databaseUrl,
    secret: await readOrMakeSecret(join(settings.dataDir, 'secret')),
  });
}

/** Everything that runs, for the server and for commands that act on the data. */
export interface Installation {
  readonly machinery: Machinery;
  readonly session: Session;
  readonly database: OpenDatabase;
  readonly checkpoints: Checkpointer;
  readonly jobs: JobRunner;
  readonly house: House;
  close(): Promise<void>;
}

const CLOCK: Clock = { now: () => new Date() };

/** Opens the database, checks it and puts the house on it. Anything that the self-check finds wrong is a refusal. */
export async function openInstallation(settings: Settings, log: Log): Promise<Result<Installation, Refusal>> {
  const opened = await openDatabase(settings, log);
  if (!opened.ok) return opened;
  const database = opened.value;
  const finding = await firstFinding(settings, database);
  if (finding) {
    await database.close();
    return { ok: false, refusal: finding };
  }
  const house = assemble(SYSTEMS, FLOORS);
  const session = createSession({
    url: database.urls.auth,
    secretFile: join(settings.dataDir, 'session-secret'),
    exampleMode: settings.exampleMode,
    secure: settings.publicOrigin?.startsWith('https:') ?? false,
    clock: CLOCK,
    log,
  });
  const checkpoints = await checkpointer({
    database: database.app,
    reader: database.auditReader,
    keyFile: join(settings.dataDir, 'log-key'),
    origin: settings.publicOrigin ?? 'enlace.local',
    clock: CLOCK,
    log,
  });
  const machinery: Machinery = {
    house,
    database: database.app,
    audit: auditLog(database.app),
    log: logReader(database.auditReader, checkpoints.verifierKey),
    session,
    clock: CLOCK,
    exampleMode: settings.exampleMode,
    fault: faultLog(settings),
  };
  const jobs = jobRunner(machinery);
  const close = async (): Promise<void> => {
    await jobs.stop();
    await checkpoints.stop();
    await session.close();
    await database.close();
  };
  return ok({ machinery, session, database, checkpoints, jobs, house, close });
}

async function firstFinding(settings: Settings, database: OpenDatabase): Promise<Refusal | undefined> {
  const paths = database.embedded?.paths;
  const findings = await selfCheck({
    logins: [database.app, database.auditReader, database.auth],
    definers: DEFINERS,
    exempt: [],
    kind: database.embedded ? 'embedded' : 'own',
    ...(paths ? { files: { secrets: [paths.secret], folders: [paths.cluster, paths.socket] } } : {}),
    now: () => new Date(),
  });
  const worst = findings.find((finding) => finding.gravity === 'refuse');
  return worst && { kind: 'conflict', code: worst.code, details: { subject: worst.subject, folder: settings.dataDir } };
}

/** Faults go to the operator's log with a number; the line holds no request data. */
function faultLog(settings: Settings): Machinery['fault'] {
  const logger = pino({ base: null, name: 'enlace' }, pino.destination({ dest: 2, sync: true }));
  let count = 0;
  return (error, where) => {
    count += 1;
    const number = `${Date.now().toString(36)}-${count}`;
    logger.error({ number, where, port: settings.port, err: error }, 'fault');
    return number;
  };
}

const CONFERENCE: Readonly<Record<Lang, string>> = {
  es: 'Conferencia Regional sobre Migración',
  en: 'Regional Conference on Migration',
};

/** Builds the web server of an installation; the caller listens. */
export async function buildSite(installation: Installation, settings: Settings): Promise<FastifyInstance> {
  const assets = JSON.parse(readFileSync(join(ROOT, 'dist/assets.json'), 'utf8')) as Assets;
  return await buildServer({
    ...installation.machinery,
    plain: (app) => registerAudit(app, installation.checkpoints),
    config: {
      conference: CONFERENCE,
      publicOrigin: settings.publicOrigin,
      trustedProxy: settings.trustedProxy,
      requestsPerMinute: settings.requestsPerMinute,
      assetsDir: join(ROOT, 'dist/assets'),
      assets,
    },
  });
}

/** Loads the example conference into an empty installation: through the same acts, rules and log as people would. */
export async function loadExample(installation: Installation, log: Log): Promise<void> {
  const { machinery, session, house } = installation;
  await session.provisionExamples();
  const { rows } = await installation.database.auditReader.pool.query<{ size: number }>(
    'select count(*)::int as size from audit.event',
  );
  if ((rows[0]?.size ?? 0) > 0) return;
  log('Loading the example conference …');
  for (const system of house.systems) {
    await system.demo?.({
      now: machinery.clock.now(),
      as: async (account, at, act, work) => {
        const who = await session.findExample(account);
        return await performAct(machinery, who, act, work, at);
      },
      settle: () => installation.jobs.drain().then(() => undefined),
    });
  }
}

/** The sentence of a refusal that happens before there is a page. */
export function sentenceOf(refusal: Refusal, lang: Lang): string {
  const messages = { es: { ...databaseEs, ...MAIN.es }, en: { ...databaseEn, ...MAIN.en } };
  return translator<Record<string, string>>(messages, lang)(refusal.code, refusal.details);
}

const MAIN = {
  es: {
    'main.bad-port': 'PORT debe ser un número de puerto; llegó «{value}».',
    'main.bad-mode': 'ENLACE_MODE debe ser «example» o «real»; llegó «{value}».',
    'main.bad-origin': 'ENLACE_PUBLIC_ORIGIN debe tener la forma https://enlace.example; llegó «{value}».',
  },
  en: {
    'main.bad-port': 'PORT must be a port number; it was “{value}”.',
    'main.bad-mode': 'ENLACE_MODE must be “example” or “real”; it was “{value}”.',
    'main.bad-origin': 'ENLACE_PUBLIC_ORIGIN must look like https://enlace.example; it was “{value}”.',
  },
};
