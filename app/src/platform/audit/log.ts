import { randomBytes } from 'node:crypto';
import { canonicalJson } from '@enlace/tlog';
import { beforeCommit, type Database } from '../database/index.ts';
import type { AuditEvent } from './event.ts';

/**
 * Writes the log. `appendAtCommit` joins the open transaction, the act's own; `append` has one for itself, for what was
 * rolled back.
 */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>;
  appendAtCommit(event: AuditEvent): void;
}

const NOBODY = { person: null, org: null, country: null, roles: [], lang: 'es' } as const;

export function auditLog(database: Database): AuditLog {
  return {
    append: (event) => database.transaction(NOBODY, async () => appendAtCommit(event)),
    appendAtCommit,
  };
}

/** Other writers of the log wait from here to the commit: in the commit's own round trip that is a moment. */
function appendAtCommit(event: AuditEvent): void {
  beforeCommit(`select audit.append('\\x${bodyOf(event).toString('hex')}')`);
}

/** The body of a leaf. The nonce keeps a published leaf hash from being guessed. */
export function bodyOf(event: AuditEvent): Buffer {
  return Buffer.from(
    canonicalJson({ v: 1, nonce: randomBytes(12).toString('base64url'), ...event, roles: [...event.roles] }),
  );
}
