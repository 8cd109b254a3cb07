import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { type Checkpoint, findLatest } from './checkpoint.ts';
import type { AuditEvent } from './event.ts';

/** One act as the log holds it, with its place. */
export interface LogEntry extends AuditEvent {
  readonly seq: number;
}

export interface LogQuery {
  /** Only acts of this person. */
  readonly person?: string | undefined;
  /** Only acts of this person, and acts of others on their account. */
  readonly about?: string | undefined;
  /** Only acts in the name of this organisation. */
  readonly organisation?: string | undefined;
  /** Only acts from this moment on. */
  readonly from?: Date | undefined;
  /** Only acts before this moment. */
  readonly until?: Date | undefined;
  readonly outcome?: AuditEvent['outcome'] | undefined;
  /** Only acts before this place: the next page. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Reads the log for people, under a role that can do nothing else. Who may read what is asked before (`log.read`). */
export interface LogReader {
  /** Newest first. */
  read(query: LogQuery): Promise<readonly LogEntry[]>;
  /** The newest signed head; undefined before the first. */
  head(): Promise<Checkpoint | undefined>;
  readonly verifierKey: string;
}

/** `database` belongs to `enlace_audit_reader`. */
export function logReader(database: Database, verifierKey: string): LogReader {
  return {
    verifierKey,
    head: () => findLatest(database.kysely),
    async read({ person, about, organisation, outcome, from, until, before = Number.MAX_SAFE_INTEGER, limit }) {
      // Bodies are canonical JSON: a member and its value stand in one spelling only, and no text within a value can
      // hold an unescaped quotation mark. Searching the bytes spares parsing a million bodies.
      const members = [
        ...(person === undefined ? [] : [member('person', person)]),
        ...(organisation === undefined ? [] : [member('organisation', organisation)]),
        ...(outcome === undefined ? [] : [member('outcome', outcome)]),
      ];
      // Moments are written in one way (ISO 8601, UTC, milliseconds), so that their texts are in the order of time.
      const at = sql`substring(convert_from(body, 'UTF8') from '"at":"([^"]+)"')`;
      const conditions = [
        ...members.map((bytes) => sql`and position(${bytes}::bytea in body) > 0`),
        ...(about === undefined
          ? []
          : [
              sql`and (position(${member('person', about)}::bytea in body) > 0
                or position(${member('subject', about)}::bytea in body) > 0)`,
            ]),
        ...(from === undefined ? [] : [sql`and ${at} collate "C" >= ${from.toISOString()}`]),
        ...(until === undefined ? [] : [sql`and ${at} collate "C" < ${until.toISOString()}`]),
      ];
      const { rows } = await sql<{ seq: number; body: Buffer }>`
        select seq, body from audit.event where seq < ${before} ${sql.join(conditions, sql` `)}
        order by seq desc limit ${limit}`.execute(database.kysely);
      return rows.map(({ seq, body }) => ({ ...(JSON.parse(body.toString('utf8')) as AuditEvent), seq }));
    },
  };
}

function member(name: string, value: string): Buffer {
  return Buffer.from(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
}
