import { access, constants, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Clock, type Lang, ok, type Refusal, type Result, refuse, translator } from '../../kernel/index.ts';
import auditEn from '../audit/en.json' with { type: 'json' };
import auditEs from '../audit/es.json' with { type: 'json' };
import { type AuditLog, verifyLog } from '../audit/index.ts';
import databaseEn from '../database/en.json' with { type: 'json' };
import databaseEs from '../database/es.json' with { type: 'json' };
import type { Database, DatabaseServer } from '../database/index.ts';
import { readArchive } from './archive.ts';
import { drill } from './drill.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { type Backup, type Progress, writeBackup } from './export.ts';
import { FEWEST_CUSTODIANS, makeIdentityFile, parseRecipients, readIdentityFile } from './keys.ts';
import type { Manifest } from './manifest.ts';
import { writeOrganisationExport } from './organisation.ts';
import { type Run, recordRun, rowsOf } from './register.ts';
import { openRestored, restoreBackup } from './restore.ts';

/** The words of the command line, and why somebody could not restore. */
export const backupMessages = { es, en };

/** What the commands are given to speak with. */
export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly lang: Lang;
  readonly clock: Clock;
}

/** The installation that is backed up. */
export interface BackupSource {
  readonly server: DatabaseServer;
  readonly migrations: string;
  readonly definers: readonly string[];
  readonly app: Database;
  /** Connections of `enlace_backup`. */
  readonly backup: Database;
  readonly auditReader: Database;
  readonly audit: AuditLog;
  readonly verifierKey: string;
  /** Signs a head, so that the backup holds one that covers nearly all of the log. */
  sign(): Promise<unknown>;
}

type Say = (code: string, details?: Readonly<Record<string, string | number>>) => string;

function sentences(lang: Lang): Say {
  const messages = { es: { ...databaseEs, ...auditEs, ...es }, en: { ...databaseEn, ...auditEn, ...en } };
  return translator<Record<string, string>>(messages, lang);
}

/** Exit status: 0 done, 1 refused, 2 not understood. */
function refused(refusal: Refusal, { stderr, lang }: Terminal): number {
  stderr(`${sentences(lang)(refusal.code, refusal.details)}\n`);
  return refusal.code === 'backup.usage' ? 2 : 1;
}

const USAGE = refuse('invalid', 'backup.usage');

interface Arguments {
  readonly to: string | undefined;
  readonly recipients: readonly string[];
  readonly organisation: string | undefined;
  readonly identity: string | undefined;
  readonly words: readonly string[];
}

function readArguments(args: readonly string[]): Result<Arguments> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        recipient: { type: 'string', multiple: true },
        organisation: { type: 'string' },
        identity: { type: 'string' },
      },
    });
    const { to, recipient = [], organisation, identity } = values;
    return ok({ to, recipients: recipient, organisation, identity, words: positionals });
  } catch {
    return USAGE;
  }
}

/** What needs no installation: `backup keygen` and `backup check`. Undefined when it is another command. */
export async function keysOrCheckCommand(args: readonly string[], terminal: Terminal): Promise<number | undefined> {
  const [verb] = args;
  if (verb !== 'keygen' && verb !== 'check') return undefined;
  const t = sentences(terminal.lang);
  const read = readArguments(args.slice(1));
  const [file, more] = read.ok ? read.value.words : [];
  if (!read.ok || file === undefined || more !== undefined) return refused(USAGE.refusal, terminal);
  if (verb === 'keygen') {
    const made = await makeIdentityFile(resolve(file), terminal.clock.now());
    if (!made.ok) return refused(made.refusal, terminal);
    terminal.stdout(`${t('backup.keys-made', { file: resolve(file), recipient: made.value })}\n`);
    return 0;
  }
  const identities = await identitiesOf(read.value.identity);
  const checked = identities.ok ? await readArchive(file, identities.value) : identities;
  if (!checked.ok) return refused(checked.refusal, terminal);
  const { kind, madeAt, tables, files } = checked.value;
  const details = {
    kind,
    madeAt,
    tables: tables.length,
    rows: rowsOf({ manifest: checked.value }),
    files: files.length,
  };
  terminal.stdout(`${t('backup.checked', details)}\n`);
  return 0;
}

async function identitiesOf(file: string | undefined): ReturnType<typeof readIdentityFile> {
  return file === undefined ? USAGE : await readIdentityFile(file);
}

/** `enlace backup --to FOLDER --recipient …`: everything, or with `--organisation` what that one may see. */
export async function backupCommand(
  args: readonly string[],
  source: BackupSource,
  terminal: Terminal,
): Promise<number> {
  const read = readArguments(args);
  if (!read.ok || read.value.to === undefined || read.value.words.length > 0) return refused(USAGE.refusal, terminal);
  const { organisation, to } = read.value;
  const kind = organisation === undefined ? 'backup' : 'organisation';
  const recipients = parseRecipients(read.value.recipients, kind === 'backup' ? FEWEST_CUSTODIANS : 1);
  if (!recipients.ok) {
    const alone = kind === 'organisation' && recipients.refusal.code === 'backup.recipients-few';
    return refused(alone ? refuse('invalid', 'backup.recipient-needed').refusal : recipients.refusal, terminal);
  }
  const folder = resolve(to);
  if (!(await isWritableFolder(folder))) {
    return refused(refuse('invalid', 'backup.no-folder', { folder }).refusal, terminal);
  }
  const startedAt = terminal.clock.now();
  await source.sign();
  const options = {
    database: source.backup,
    folder,
    recipients: recipients.value,
    verifierKey: source.verifierKey,
    now: startedAt,
    progress: progressTo(terminal),
  };
  const made = await orDiskFull(async () =>
    organisation === undefined
      ? ok(await writeBackup(options))
      : await writeOrganisationExport({
          ...options,
          database: source.app,
          auditReader: source.auditReader,
          organisation,
        }),
  );
  if (!made.ok) return refused(made.refusal, terminal);
  const finishedAt = terminal.clock.now();
  const run: Run = {
    kind,
    organisation,
    startedAt,
    finishedAt,
    backup: made.value,
    custodians: recipients.value.length,
  };
  await noteRun(source, run);
  const t = sentences(terminal.lang);
  terminal.stdout(`${t('backup.written', { ...figuresOf(made.value, run), file: made.value.file })}\n`);
  return 0;
}

/** A full disk is no fault of the program: it is said, and nothing half-written is left. */
async function orDiskFull(work: () => Promise<Result<Backup>>): Promise<Result<Backup>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      return refuse('conflict', 'backup.disk-full');
    throw error;
  }
}

/** In the register that people read and in the log of every act: what left the installation is an act. */
async function noteRun({ app, audit }: BackupSource, run: Run): Promise<void> {
  await recordRun(app, run);
  await audit.append({
    at: run.finishedAt.toISOString(),
    organisation: run.organisation ?? null,
    person: null,
    roles: ['system'],
    act: `operations.${run.kind}`,
    permission: null,
    outcome: run.refusal === undefined ? 'done' : 'refused',
    ...(run.refusal === undefined ? {} : { code: run.refusal }),
  });
}

/** `enlace restore ARCHIVE --identity FILE`, into the database that the settings name. */
export async function restoreCommand(
  args: readonly string[],
  target: { readonly server: DatabaseServer; readonly database: string; readonly migrations: string },
  terminal: Terminal,
): Promise<number> {
  const read = readArguments(args);
  const [file, more] = read.ok ? read.value.words : [];
  if (!read.ok || file === undefined || more !== undefined) return refused(USAGE.refusal, terminal);
  const identities = await identitiesOf(read.value.identity);
  if (!identities.ok) return refused(identities.refusal, terminal);
  const startedAt = terminal.clock.now().getTime();
  const log = (line: string): void => terminal.stderr(`${line}\n`);
  const restored = await restoreBackup({ ...target, file, identities: identities.value, log });
  if (!restored.ok) return refused(restored.refusal, terminal);
  const { manifest, urls } = restored.value;
  const reader = openRestored(urls, 'audit_reader');
  const verified = await verifyLog(reader, manifest.log.verifierKey);
  await reader.close();
  const t = sentences(terminal.lang);
  if (!verified.ok) {
    const reason = t(verified.refusal.code, verified.refusal.details);
    return refused(refuse('conflict', 'backup.log-wrong', { reason }).refusal, terminal);
  }
  const ms = terminal.clock.now().getTime() - startedAt;
  terminal.stdout(`${t('backup.restored', { ...contentsOf(manifest), ms })}\n`);
  return 0;
}

/** `enlace drill [ARCHIVE --identity FILE]`: what it found goes into the register, good or bad. */
export async function drillCommand(args: readonly string[], source: BackupSource, terminal: Terminal): Promise<number> {
  const read = readArguments(args);
  if (!read.ok || read.value.words.length > 1) return refused(USAGE.refusal, terminal);
  const [file] = read.value.words;
  const identities = file === undefined ? ok([]) : await identitiesOf(read.value.identity);
  if (!identities.ok) return refused(identities.refusal, terminal);
  const startedAt = terminal.clock.now();
  await source.sign();
  const { server, migrations, definers, verifierKey } = source;
  const result = await drill({
    database: source.backup,
    server,
    migrations,
    definers,
    verifierKey,
    now: startedAt,
    progress: progressTo(terminal),
    archive: file === undefined ? undefined : { file, identities: identities.value },
  });
  const finishedAt = terminal.clock.now();
  const backup = result.ok ? result.value.backup : undefined;
  const refusal = result.ok ? undefined : result.refusal.code;
  const run: Run = { kind: 'drill', startedAt, finishedAt, refusal, backup, custodians: FEWEST_CUSTODIANS };
  await noteRun(source, run);
  if (!result.ok) return refused(result.refusal, terminal);
  const t = sentences(terminal.lang);
  terminal.stdout(`${t('backup.drilled', figuresOf(result.value.backup, run))}\n`);
  return 0;
}

function contentsOf(manifest: Manifest): Readonly<Record<'tables' | 'rows' | 'events', number>> {
  return { tables: manifest.tables.length, rows: rowsOf({ manifest }), events: manifest.log.events };
}

function figuresOf(backup: Backup, run: Run): Readonly<Record<string, string | number>> {
  const ms = run.finishedAt.getTime() - run.startedAt.getTime();
  const { bytes, sha256, manifest } = backup;
  return { ...contentsOf(manifest), bytes, sha256, custodians: run.custodians, ms };
}

function progressTo({ stderr, lang }: Terminal): Progress {
  const t = sentences(lang);
  return (step) => stderr(`${t('backup.progress', { ...step })}\n`);
}

async function isWritableFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
