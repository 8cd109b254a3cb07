import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type LinkageIo, linkageCommand, type TokenThread } from '@enlace/linkage';
import { minutesCommand } from '@enlace/minutes';
import { CONFERENCE_ZONE, dayIn, isLang, ROLES } from './kernel/index.ts';
import {
  backupSource,
  buildSite,
  databaseName,
  loadExample,
  MIGRATIONS,
  openInstallation,
  openServer,
  readSettings,
  type Settings,
  sentenceOf,
} from './main.ts';
import { auditCommand } from './platform/audit/index.ts';
import {
  backupCommand,
  drillCommand,
  keysOrCheckCommand,
  restoreCommand,
  type Terminal,
} from './platform/backup/index.ts';
import { connect } from './platform/database/index.ts';
import { serveMetrics } from './platform/monitoring/index.ts';
import { importFolder, readImportOrder } from './systems/library/archive/command.ts';

// The command `enlace`. Each command is one function that returns the exit status.

const HELP = `enlace <command>

  serve                        start Enlace and its database (npm start)
  minutes read FILE… [--json] [--held 2016-11-15]
                               read a report (txt or docx): who must do what, for whom, by when
  linkage match --registry A.csv --queries B.csv --out RESULTS.csv
                               which persons of B may be in A, by tokens and not by names (linkage: all options)
  linkage train --registry A.csv --out WEIGHTS.json
                               learn weights from a register whose persons are known
  audit verify                 check the log of every act: hashes, order, signed heads
  audit export FILE            write the log for the stand-alone verifier (dist/enlace-verify.mjs)
  library import FOLDER [--apply] [--class=members|public|restricted]
                               take old documents into the library; without --apply it shows what would come in
  account add EMAIL --name NAME --organisation CODE --role ROLE [--lang es|en]
                               make an account; the password is read from the standard input
  backup --to FOLDER --recipient age1… --recipient age1… [--organisation CODE]
                               write everything, or what one organisation may see, into a sealed archive
  backup keygen FILE           make the key of a custodian
  backup check ARCHIVE --identity FILE
                               read an archive to its end and compare it with its manifest
  restore ARCHIVE --identity FILE
                               put an archive into an empty database, whole or not at all
  drill [ARCHIVE --identity FILE]
                               prove that a backup can be restored, in a temporary database
  help                         this text

Settings come from the environment: PORT, HOST, ENLACE_DATA, DATABASE_URL, ENLACE_MODE (example or real),
ENLACE_PUBLIC_ORIGIN, ENLACE_TRUSTED_PROXY, ENLACE_SMTP_URL, ENLACE_MAIL_FROM, ENLACE_METRICS_PORT,
ENLACE_METRICS_TOKEN.
`;

const stdout = (text: string): void => void process.stdout.write(text);
const stderr = (text: string): void => void process.stderr.write(text);

/** The threads that make tokens stand beside the bundle; run from its sources the command makes them in its own thread. */
function startTokenThread(data: unknown): TokenThread {
  const worker = new Worker(new URL('./linkage-worker.js', import.meta.url), { workerData: data });
  return {
    send: (message) => worker.postMessage(message),
    onAnswer: (listener) => void worker.on('message', listener),
    onFault: (listener) => void worker.on('error', listener),
    end: () => void worker.terminate(),
  };
}

const LINKAGE_IO: LinkageIo = {
  readFile: (path) => readFile(path),
  writeFile: (path, text) => writeFile(path, text),
  stdout,
  stderr,
  now: () => performance.now(),
  random: (length) => new Uint8Array(randomBytes(length)),
  cores: availableParallelism(),
  ...(import.meta.url.endsWith('.ts') ? {} : { startThread: startTokenThread }),
};

async function main(args: readonly string[]): Promise<number> {
  const [command = 'help', ...rest] = args;
  if (command === 'minutes') {
    return await minutesCommand(rest, { readFile: (path) => readFile(path), stdout, stderr });
  }
  if (command === 'linkage') return await linkageCommand(rest, LINKAGE_IO);
  if (command === 'help' || command === '--help') {
    stdout(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  if (!settings.ok) {
    stderr(`${sentenceOf(settings.refusal, 'en')}\n`);
    return 2;
  }
  if (command === 'serve') return await serve(settings.value);
  if (command === 'audit') return await audit(rest, { ...settings.value, beside: true });
  if (command === 'library') return await library(rest, { ...settings.value, beside: true });
  if (command === 'account') return await account(rest, { ...settings.value, beside: true });
  if (command === 'backup' || command === 'drill') return await backupOrDrill(command, rest, settings.value);
  if (command === 'restore') return await restore(rest, settings.value);
  stderr(`enlace: there is no command "${command}"\n\n${HELP}`);
  return 2;
}

async function serve(settings: Settings): Promise<number> {
  const log = (line: string): void => stderr(`${line}\n`);
  const opened = await openInstallation(settings, log);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  const installation = opened.value;
  if (settings.exampleMode) await loadExample(installation, log);
  const site = await buildSite(installation, settings);
  installation.jobs.start();
  installation.mail.start();
  installation.schedules.start();
  installation.checkpoints.start();
  installation.watch.start();
  const metrics =
    settings.metricsPort === undefined ? undefined : await serveMetrics(installation.metrics, settings.metricsPort);
  const address = await site.listen({ port: settings.port, host: settings.host });
  stdout(welcome(address, settings, installation.session.examples()));
  return await new Promise((resolve) => {
    const end = async (status: number): Promise<void> => {
      metrics?.close();
      await site.close();
      await installation.close();
      resolve(status);
    };
    process.once('SIGINT', () => void end(0));
    process.once('SIGTERM', () => void end(0));
    installation.database.embedded?.onExit((exit) => {
      stderr(`The database server ended (${exit.signal ?? exit.code}): Enlace stops, start it again.\n`);
      void end(1);
    });
  });
}

function welcome(
  address: string,
  settings: Settings,
  examples: readonly { readonly key: string; readonly name: string }[],
): string {
  const lines = [`\nEnlace: ${address}/es  ·  ${address}/en`];
  if (settings.exampleMode) {
    lines.push('Datos de ejemplo. Entre con un clic en una de estas cuentas / Example data. Enter with one click as:');
    lines.push(...examples.map(({ key, name }) => `  ${key.padEnd(16)} ${name}`));
  }
  lines.push('Ctrl+C para terminar / to stop\n');
  return lines.join('\n');
}

async function audit(args: readonly string[], settings: Settings): Promise<number> {
  const opened = await openInstallation(settings, () => undefined);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  try {
    return await auditCommand(args, opened.value.database.auditReader, {
      stdout,
      stderr,
      lang: settings.lang,
      verifierKey: opened.value.checkpoints.verifierKey,
    });
  } finally {
    await opened.value.close();
  }
}

function terminal({ lang }: Settings): Terminal {
  return { stdout, stderr, lang, clock: { now: () => new Date() } };
}

/** Beside the running site, which goes on. */
async function backupOrDrill(
  command: 'backup' | 'drill',
  args: readonly string[],
  settings: Settings,
): Promise<number> {
  const alone = command === 'backup' ? await keysOrCheckCommand(args, terminal(settings)) : undefined;
  if (alone !== undefined) return alone;
  const opened = await openInstallation({ ...settings, beside: true }, () => undefined);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  const backup = connect(opened.value.database.urls.backup, { max: 2, log: () => undefined });
  try {
    const source = backupSource(opened.value, backup);
    return await (command === 'backup' ? backupCommand : drillCommand)(args, source, terminal(settings));
  } finally {
    await backup.close();
    await opened.value.close();
  }
}

/** Never beside a running site: what it serves is not empty. */
async function restore(args: readonly string[], settings: Settings): Promise<number> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o711 });
  const server = await openServer(settings, () => undefined);
  if (!server.ok) {
    stderr(`${sentenceOf(server.refusal, settings.lang)}\n`);
    return 1;
  }
  try {
    const target = { server: server.value, database: databaseName(server.value), migrations: MIGRATIONS };
    return await restoreCommand(args, target, terminal(settings));
  } finally {
    if ('stop' in server.value) await server.value.stop();
  }
}

async function library([verb, ...args]: readonly string[], settings: Settings): Promise<number> {
  const order = readImportOrder(args);
  if (verb !== 'import' || !order) {
    stderr('enlace library import FOLDER [--apply] [--class=members|public|restricted]\n');
    return 2;
  }
  const opened = await openInstallation(settings, () => undefined);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  try {
    return await importFolder(order, { machinery: opened.value.machinery, lang: settings.lang, stdout, stderr });
  } finally {
    await opened.value.close();
  }
}

/** An act at the command line of the server: nobody is signed in. */
const BY_THE_PROGRAM = {
  organisation: null,
  person: null,
  roles: ['system'],
  act: 'access.account-added',
  permission: null,
  outcome: 'done',
} as const;

/** What an account may be: everybody is the public, and the program itself has no account. */
const ACCOUNT_ROLES = ROLES.filter((role) => role !== 'public' && role !== 'system');

interface AccountArgs {
  readonly values: {
    readonly name?: string;
    readonly organisation?: string;
    readonly role?: string[];
    readonly lang: string;
  };
  readonly positionals: readonly string[];
}

/** An option that does not exist is answered like a missing one: with how to write the command. */
function readAccountArgs(args: readonly string[]): AccountArgs {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        organisation: { type: 'string' },
        role: { type: 'string', multiple: true },
        lang: { type: 'string', default: 'es' },
      },
    });
  } catch {
    return { values: { lang: 'es' }, positionals: [] };
  }
}

async function account(args: readonly string[], settings: Settings): Promise<number> {
  const { values, positionals } = readAccountArgs(args);
  const [command, email] = positionals;
  const roles = ACCOUNT_ROLES.filter((role) => values.role?.includes(role));
  const { name, organisation, lang } = values;
  if (command !== 'add' || !email || !name || !organisation || roles.length !== values.role?.length || !isLang(lang)) {
    stderr(
      `enlace account add EMAIL --name NAME --organisation CODE --role ROLE; roles: ${ACCOUNT_ROLES.join(', ')}\n`,
    );
    return 2;
  }
  const opened = await openInstallation(settings, () => undefined);
  if (!opened.ok) {
    stderr(`${sentenceOf(opened.refusal, settings.lang)}\n`);
    return 1;
  }
  try {
    const password = (await text(process.stdin)).replace(/\r?\n$/, '');
    const { session, machinery } = opened.value;
    const now = machinery.clock.now();
    const validFrom = dayIn(CONFERENCE_ZONE, now);
    const made = await session.createAccount({ email, name, organisation, roles, lang, password, validFrom });
    if (made.ok) {
      await machinery.audit.append({ ...BY_THE_PROGRAM, at: now.toISOString(), subject: made.value });
      return 0;
    }
    const t = opened.value.house.translate[settings.lang];
    const keys = [made.refusal.code, ...Object.values(made.refusal.fields ?? {})];
    stderr(`${keys.map((key) => t(key, made.refusal.details)).join('\n')}\n`);
    return 1;
  } finally {
    await opened.value.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
