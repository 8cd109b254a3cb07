import { randomBytes } from 'node:crypto';
import { canonicalJson } from '@enlace/tlog';
import { sql } from 'kysely';
import type { Database, Transaction } from '../database/index.ts';
import type { AuditEvent } from './event.ts';

/** Writes the log. `appendIn` joins the transaction of the act; `append` has its own, for what was rolled back. */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>;
  appendIn(db: Transaction, event: AuditEvent): Promise<void>;
}

const NOBODY = { person: null, org: null, country: null, roles: [], lang: 'es' } as const;

export function auditLog(database: Database): AuditLog {
  return {
    append: (event) => database.transaction(NOBODY, (db) => appendTo(db, event)),
    appendIn: appendTo,
  };
}

/** Call it as the last step of a transaction: from here to commit, other writers of the log wait. */
async function appendTo(db: Transaction, event: AuditEvent): Promise<void> {
  await sql`select audit.append(${bodyOf(event)})`.execute(db);
}

/** The body of a leaf. The nonce keeps a published leaf hash from being guessed. */
export function bodyOf(event: AuditEvent): Buffer {
  return Buffer.from(
    canonicalJson({ v: 1, nonce: randomBytes(12).toString('base64url'), ...event, roles: [...event.roles] }),
  );
}
