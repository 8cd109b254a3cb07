import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Clock, type Lang, ok, type Refusal, type Result, refuse, translator } from './kernel/index.ts';
import { auditLog, type Checkpointer, checkpointer, logReader, registerAudit } from './platform/audit/index.ts';
import { type BackupSource, backupMessages } from './platform/backup/index.ts';
import databaseEn from './platform/database/en.json' with { type: 'json' };
import databaseEs from './platform/database/es.json' with { type: 'json' };
import {
  connect,
  type Database,
  type DatabaseServer,
  type DatabaseUrls,
  type EmbeddedServer,
  findRunningServer,
  listMigrations,
  type OwnServer,
  openOwnServer,
  prepareDatabase,
  readOrMakeSecret,
  selfCheck,
  startEmbedded,
  urlsFor,
} from './platform/database/index.ts';
import { type Assets, buildServer, type Machinery, performAct } from './platform/http/index.ts';
import { type JobRunner, jobRunner, type Repeated, repeatedly, startScheduled } from './platform/jobs/index.ts';
import { accountLetters, type MailRoom, mailRoom, registerMail, smtpTransport } from './platform/mail/index.ts';
import {
  type Metrics,
  metrics,
  type OperatorLog,
  operatorLog,
  type ReadyOptions,
  readiness,
  registerMonitoring,
  type SiteWatch,
  siteWatch,
} from './platform/monitoring/index.ts';
import { createSession, type Session } from './platform/session/index.ts';
import { assemble, type House } from './platform/system/index.ts';
import { FLOORS, SYSTEMS } from './systems/index.ts';

// The composition root: the only file that reads the environment, and the place where every part is put together.

/** The folder of the repository, from the source as from the bundle. */
const ROOT = join(import.meta.dirname, '../..');

/** Functions that run with their owner's rights; the self-check refuses any other. */
const DEFINERS = [
  'audit.append(bytea)',
  'conf.account_of(uuid)',
  'conf.alike_words(text)',
  'conf.appointed(text, date)',
  'conf.matching_versions(tsquery, tsquery)',
  'conf.person_of(text)',
  'conf.share_counts(uuid[])',
];

/** The migrations of this program. */
export const MIGRATIONS = join(ROOT, 'app/migrations');

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
  /** Figures for Prometheus on this port of the machine itself, or with this token on the site's own address. */
  readonly metricsPort: number | undefined;
  readonly metricsToken: string | undefined;
  /** Where mail goes out; without it, and in the example always, into the mailboxes inside Enlace. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly lang: Lang;
  /** A command that may work beside the running site. */
  readonly beside: boolean;
}

/** Shorter could be guessed. */
const SHORTEST_TOKEN = 24;

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
  const metricsPort = env['ENLACE_METRICS_PORT'] === undefined ? undefined : Number(env['ENLACE_METRICS_PORT']);
  if (metricsPort !== undefined && !(Number.isInteger(metricsPort) && metricsPort >= 0 && metricsPort <= 65_535))
    return refuse('invalid', 'main.bad-metrics-port', { value: env['ENLACE_METRICS_PORT'] ?? '' });
  const metricsToken = env['ENLACE_METRICS_TOKEN'];
  if (metricsToken !== undefined && metricsToken.length < SHORTEST_TOKEN)
    return refuse('invalid', 'main.short-metrics-token', { length: SHORTEST_TOKEN });
  const mail = readMailSettings(env, mode === 'example');
  if (!mail.ok) return mail;
  return ok({
    ...mail.value,
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataDir: resolve(env['ENLACE_DATA'] ?? join(ROOT, 'data')),
    databaseUrl: env['DATABASE_URL'],
    exampleMode: mode === 'example',
    publicOrigin,
    trustedProxy: env['ENLACE_TRUSTED_PROXY'],
    requestsPerMinute: Number(env['ENLACE_REQUESTS_PER_MINUTE'] ?? 600),
    metricsPort,
    metricsToken,
    lang: (env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? 'es').startsWith('en') ? 'en' : 'es',
    beside: false,
  });
}

const ADDRESS = /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Mail leaves the machine only encrypted, with a sender's address, and with links that lead to the site. */
function readMailSettings(
  env: Readonly<Record<string, string | undefined>>,
  exampleMode: boolean,
): Result<Pick<Settings, 'smtpUrl' | 'mailFrom'>, Refusal> {
  const { ENLACE_SMTP_URL: given, ENLACE_MAIL_FROM: from = 'enlace@enlace.invalid' } = env;
  if (!ADDRESS.test(from)) return refuse('invalid', 'main.bad-mail-from', { value: from });
  if (given === undefined || exampleMode) return ok({ smtpUrl: undefined, mailFrom: from });
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    return refuse('invalid', 'main.bad-smtp');
  }
  if (from.endsWith('.invalid')) return refuse('invalid', 'main.no-mail-from');
  if (env['ENLACE_PUBLIC_ORIGIN'] === undefined) return refuse('invalid', 'main.mail-without-origin');
  return ok({ smtpUrl: given, mailFrom: from });
}

/** The database with its connections, before any page is served. */
export interface OpenDatabase {
  readonly server: DatabaseServer;
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
  const name = databaseName(server.value);
  const urls = await prepareDatabase(server.value, { name, folder: MIGRATIONS, log });
  if (!urls.ok) {
    await embedded?.stop();
    return urls;
  }
  return ok(openPools(server.value, urls.value, embedded, log));
}

/** In the operator's own server the database of the address, in the embedded one always the same. */
export function databaseName(server: EmbeddedServer | OwnServer): string {
  return 'database' in server ? server.database : DATABASE;
}

function openPools(
  server: DatabaseServer,
  urls: DatabaseUrls,
  embedded: EmbeddedServer | undefined,
  log: Log,
): OpenDatabase {
  const app = connect(urls.app, { log });
  const auditReader = connect(urls.audit_reader, { log, max: 3 });
  const auth = connect(urls.auth, { log, max: 2 });
  return {
    server,
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
  return running ? ok(openPools(running, urlsFor(running, DATABASE), undefined, log)) : inUse;
}

/** Starts the embedded server or looks at the operator's own, before anything is made on it. */
export async function openServer(settings: Settings, log: Log): Promise<Result<EmbeddedServer | OwnServer, Refusal>> {
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
  readonly mail: MailRoom;
  /** Starts what has its hour. */
  readonly schedules: Repeated;
  readonly house: House;
  readonly watch: SiteWatch;
  readonly metrics: Metrics;
  readonly operatorLog: OperatorLog;
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
  const transport =
    settings.smtpUrl === undefined ? undefined : smtpTransport({ url: settings.smtpUrl, from: settings.mailFrom });
  const session = createSession({
    url: database.urls.auth,
    secretFile: join(settings.dataDir, 'session-secret'),
    exampleMode: settings.exampleMode,
    secure: settings.publicOrigin?.startsWith('https:') ?? false,
    publicOrigin: settings.publicOrigin,
    clock: CLOCK,
    log,
    sendAccountMail: transport && accountLetters(transport, { house, clock: CLOCK, origin: originOf(settings) }),
  });
  const checkpoints = await checkpointer({
    database: database.app,
    reader: database.auditReader,
    keyFile: join(settings.dataDir, 'log-key'),
    origin: settings.publicOrigin ?? 'enlace.local',
    clock: CLOCK,
    log,
  });
  const watch = siteWatch({
    database: database.app,
    reader: database.auditReader,
    folder: settings.dataDir,
    clock: CLOCK,
    log,
  });
  const operator = operatorLog();
  const machinery: Machinery = {
    house,
    database: database.app,
    audit: auditLog(database.app),
    log: logReader(database.auditReader, checkpoints.verifierKey),
    session,
    clock: CLOCK,
    secret: await readOrMakeSecret(join(settings.dataDir, 'address-secret')),
    exampleMode: settings.exampleMode,
    site: () => watch.last(),
    fault: (error, where) => operator.fault(error, where),
  };
  const jobs = jobRunner(machinery);
  const mail = mailRoom(machinery, {
    transport,
    origin: originOf(settings),
    from: settings.mailFrom,
    firstDigestAtOnce: settings.exampleMode,
  });
  const schedules = repeatedly(
    async () => (await startScheduled(machinery)) > 0,
    SCHEDULES_MS,
    (error) => machinery.fault(error, 'schedules'),
  );
  const close = async (): Promise<void> => {
    watch.stop();
    await schedules.stop();
    await mail.stop();
    await jobs.stop();
    await checkpoints.stop();
    await session.close();
    await database.close();
  };
  return ok({
    machinery,
    session,
    database,
    checkpoints,
    jobs,
    mail,
    schedules,
    house,
    watch,
    metrics: metrics({ database: database.app, watch }),
    operatorLog: operator,
    close,
  });
}

/** How often the hours of scheduled jobs are looked at. */
const SCHEDULES_MS = 20_000;

/** Where people reach the site: what links in mail and the addresses of calendars begin with. */
function originOf({ publicOrigin, host, port }: Settings): string {
  return publicOrigin ?? `http://${host}:${port}`;
}

async function firstFinding(settings: Settings, database: OpenDatabase): Promise<Refusal | undefined> {
  const worst = (await findings(database)).find((finding) => finding.gravity === 'refuse');
  return worst && { kind: 'conflict', code: worst.code, details: { subject: worst.subject, folder: settings.dataDir } };
}

async function findings(database: OpenDatabase): ReturnType<typeof selfCheck> {
  const paths = database.embedded?.paths;
  return await selfCheck({
    logins: [database.app, database.auditReader, database.auth],
    definers: DEFINERS,
    exempt: [],
    kind: database.embedded ? 'embedded' : 'own',
    ...(paths ? { files: { secrets: [paths.secret], folders: [paths.cluster, paths.socket] } } : {}),
    now: () => new Date(),
  });
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
    readOnly: () => installation.watch.readOnly(),
    plain: (app) => {
      registerAudit(app, installation.checkpoints);
      registerMail(app, installation.machinery, originOf(settings));
      registerMonitoring(app, {
        house: installation.house,
        metrics: installation.metrics,
        ready: readiness(readyOptions(installation)),
        log: installation.operatorLog,
        token: settings.metricsToken,
      });
    },
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

function readyOptions({ database, watch }: Installation): ReadyOptions {
  return {
    database: database.app,
    migrations: () => listMigrations(MIGRATIONS),
    selfCheck: () => findings(database),
    watch,
    clock: CLOCK,
  };
}

/** What backups and drills of an installation work on; `backup` belongs to `enlace_backup` and is the caller's to close. */
export function backupSource({ database, machinery, checkpoints }: Installation, backup: Database): BackupSource {
  return {
    server: database.server,
    migrations: MIGRATIONS,
    definers: DEFINERS,
    app: database.app,
    backup,
    auditReader: database.auditReader,
    audit: machinery.audit,
    verifierKey: checkpoints.verifierKey,
    sign: () => checkpoints.sign(),
  };
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
  await installation.mail.settle();
}

/** The sentence of a refusal that happens before there is a page. */
export function sentenceOf(refusal: Refusal, lang: Lang): string {
  const messages = {
    es: { ...databaseEs, ...backupMessages.es, ...MAIN.es },
    en: { ...databaseEn, ...backupMessages.en, ...MAIN.en },
  };
  return translator<Record<string, string>>(messages, lang)(refusal.code, refusal.details);
}

const MAIN = {
  es: {
    'main.bad-port': 'PORT debe ser un número de puerto; llegó «{value}».',
    'main.bad-mode': 'ENLACE_MODE debe ser «example» o «real»; llegó «{value}».',
    'main.bad-metrics-port': 'ENLACE_METRICS_PORT debe ser un número de puerto; llegó «{value}».',
    'main.short-metrics-token': 'ENLACE_METRICS_TOKEN debe tener al menos {length} caracteres al azar.',
    'main.bad-origin': 'ENLACE_PUBLIC_ORIGIN debe tener la forma https://enlace.example; llegó «{value}».',
    'main.bad-smtp': 'ENLACE_SMTP_URL debe tener la forma smtps://usuario:clave@correo.example:465 o smtp://…:587.',
    'main.bad-mail-from': 'ENLACE_MAIL_FROM debe ser una dirección como enlace@conferencia.example; llegó «{value}».',
    'main.no-mail-from': 'Con ENLACE_SMTP_URL hace falta ENLACE_MAIL_FROM: la dirección de quien envía.',
    'main.mail-without-origin':
      'Con ENLACE_SMTP_URL hace falta ENLACE_PUBLIC_ORIGIN: los correos llevan a esa dirección.',
  },
  en: {
    'main.bad-port': 'PORT must be a port number; it was “{value}”.',
    'main.bad-mode': 'ENLACE_MODE must be “example” or “real”; it was “{value}”.',
    'main.bad-metrics-port': 'ENLACE_METRICS_PORT must be a port number; it was “{value}”.',
    'main.short-metrics-token': 'ENLACE_METRICS_TOKEN must have at least {length} random characters.',
    'main.bad-origin': 'ENLACE_PUBLIC_ORIGIN must look like https://enlace.example; it was “{value}”.',
    'main.bad-smtp': 'ENLACE_SMTP_URL must look like smtps://user:password@mail.example:465 or smtp://…:587.',
    'main.bad-mail-from': 'ENLACE_MAIL_FROM must be an address such as enlace@conference.example; it was “{value}”.',
    'main.no-mail-from': 'ENLACE_SMTP_URL needs ENLACE_MAIL_FROM as well: the address of the sender.',
    'main.mail-without-origin': 'ENLACE_SMTP_URL needs ENLACE_PUBLIC_ORIGIN as well: mails lead to that address.',
  },
};
