import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import { verifyLog } from '../audit/index.ts';
import { type Database, type DatabaseServer, dropDatabase, mayServe, selfCheck } from '../database/index.ts';
import { digestFile, readArchive } from './archive.ts';
import { type Backup, type Progress, writeBackup } from './export.ts';
import { type Identities, makeKeys } from './keys.ts';
import { openRestored, restoreBackup } from './restore.ts';

/** What a drill needs. */
export interface DrillOptions {
  /** Connections of `enlace_backup`. */
  readonly database: Database;
  readonly server: DatabaseServer;
  readonly migrations: string;
  readonly definers: readonly string[];
  readonly verifierKey: string;
  readonly now: Date;
  readonly progress?: Progress | undefined;
  /** An archive that is there already, with a key of one custodian; without it the drill makes its own. */
  readonly archive?: { readonly file: string; readonly identities: Identities } | undefined;
}

/** A drill that found everything as it must be. */
export interface Drilled {
  readonly backup: Backup;
  readonly custodians: number;
}

/**
 * Proves that a backup can be restored: makes one, sealed to keys that nobody keeps, or takes the archive it is given;
 * restores it into a temporary database; and asks of that database what the program asks of its own before it serves,
 * and of its log every hash and signature. The temporary database is gone afterwards, whatever happened.
 */
export async function drill(options: DrillOptions): Promise<Result<Drilled>> {
  const folder = await mkdtemp(join(tmpdir(), 'enlace-drill-'));
  const database = `enlace_drill_${randomBytes(6).toString('hex')}`;
  try {
    const taken = await takeBackup(options, folder);
    if (!taken.ok) return taken;
    const { backup, identities } = taken.value;
    const restored = await restoreBackup({
      file: backup.file,
      identities,
      server: options.server,
      database,
      migrations: options.migrations,
      log: () => undefined,
    });
    if (!restored.ok) return restored;
    const sound = await examine(options, restored.value.urls, backup.manifest.log.verifierKey);
    return sound.ok ? ok({ backup, custodians: CUSTODIANS }) : sound;
  } finally {
    await dropDatabase(options.server, database).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

const CUSTODIANS = 2;

async function takeBackup(
  options: DrillOptions,
  folder: string,
): Promise<Result<{ readonly backup: Backup; readonly identities: Identities }>> {
  const { archive } = options;
  if (archive) {
    const read = await readArchive(archive.file, archive.identities);
    if (!read.ok) return read;
    const { bytes, sha256 } = await digestFile(archive.file);
    return ok({ backup: { file: archive.file, bytes, sha256, manifest: read.value }, identities: archive.identities });
  }
  const [one, other] = [await makeKeys(), await makeKeys()];
  const { database, verifierKey, now, progress } = options;
  const recipients = [one.recipient, other.recipient];
  const backup = await writeBackup({ database, folder, recipients, verifierKey, now, progress });
  // Opened with the second key: that the first alone could read it would be no proof.
  return ok({ backup, identities: [other.identity] });
}

async function examine(
  { server, definers }: DrillOptions,
  urls: Parameters<typeof openRestored>[0],
  verifierKey: string,
): Promise<Result<void>> {
  const logins = (['app', 'audit_reader', 'auth'] as const).map((role) => openRestored(urls, role));
  const [app, reader] = logins;
  try {
    if (!app || !reader) throw new Error('A login is missing');
    const findings = await selfCheck({ logins, definers, exempt: [], kind: server.kind, now: () => new Date() });
    const [finding] = findings;
    if (finding && !mayServe(findings)) return refuse('conflict', finding.code, { subject: finding.subject });
    const verified = await verifyLog(reader, verifierKey);
    return verified.ok ? ok(undefined) : verified;
  } finally {
    await Promise.all(logins.map((login) => login.close()));
  }
}
