import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { ClaimedDriver, type Claims, inTransaction, type Transaction, type TransactionOptions } from './transaction.ts';
import type { DB } from './types.gen.ts';

/**
 * The connections of one role to one database. Requests use `transaction`; `kysely` alone carries no claims, so that
 * row-level security shows it nothing, and is for what belongs to nobody: jobs, the self-check, sign-in.
 */
export interface Database {
  readonly kysely: Kysely<DB>;
  readonly pool: pg.Pool;
  transaction<T>(claims: Claims, work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readonly close: () => Promise<void>;
}

export interface ConnectOptions {
  /** Most connections at a time; a request that finds none free waits. */
  readonly max?: number;
  /** Longest statement; a backup needs longer than a request may take. */
  readonly statementTimeoutMs?: number;
  /** Told of connections that broke while idle; without a listener that would end the process. */
  readonly log: (line: string) => void;
}

/** Opens a pool; connects on first use. */
export function connect(url: string, options: ConnectOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'enlace',
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    options: '-c timezone=UTC',
    types: { getTypeParser },
  });
  pool.on('error', (error) => options.log(`A database connection was lost while idle: ${error.message}`));
  const kysely = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClaimedDriver(pool),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return {
    kysely,
    pool,
    transaction: (claims, work, settings) => inTransaction({ kysely, pool }, claims, work, settings),
    close: async () => {
      await kysely.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

/**
 * How values arrive: a date stays `YYYY-MM-DD` (as a JavaScript date it would be another day west of Greenwich), an
 * int8 is a number or, beyond 2^53, an error, a numeric stays text, a timestamptz is a Date.
 */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return parseInt8;
  if (oid === DATE) return (text) => text;
  const textArray = defaultParser(TEXT_ARRAY) as (value: string) => (string | null)[];
  if (oid === DATE_ARRAY) return textArray;
  if (oid === INT8_ARRAY) return (text) => textArray(text).map((item) => (item === null ? null : parseInt8(item)));
  return defaultParser(oid, format);
}

/** The driver's declared types know the names of the simple types only; arrays have parsers too. */
function defaultParser(oid: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
  return pg.types.getTypeParser(oid as typeof INT8, format as 'text');
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`int8 ${text} is not exact as a number: cast it to text in SQL`);
  return value;
}
