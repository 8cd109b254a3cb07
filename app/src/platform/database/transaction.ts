import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type Transaction as KyselyTransaction,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { codeOf } from './processes.ts';
import type { DB } from './types.gen.ts';

/*
 * Claims say to the database in whose name a transaction works; row-level security reads them (`app.org()` and its
 * sisters, migration 0001). They are set in the round trip that begins the transaction, with `set_config(…, true)`,
 * and end with it: a pooled connection never carries the claims of the reader before.
 *
 * What this does not promise: whoever can make the application run SQL of their own can forge claims. All values are
 * bound parameters or literals quoted by the driver.
 */

/** In whose name a transaction works; null where there is nobody (a reader without account) or no member State. */
export interface Claims {
  readonly person: string | null;
  readonly org: string | null;
  readonly country: string | null;
  readonly roles: readonly string[];
  readonly lang: string;
}

/** An open transaction with its claims set: what stores take as their first parameter. */
export type Transaction = KyselyTransaction<DB>;

export interface TransactionOptions {
  /**
   * The work may be done again from the start when the database asks for it (serialisation failure, deadlock): true
   * only if it does nothing outside the database.
   */
  readonly repeatable?: boolean;
  readonly isolation?: 'repeatable read' | 'serializable';
}

interface Pooled {
  readonly kysely: Kysely<DB>;
  readonly pool: pg.Pool;
}

interface Current {
  readonly pool: pg.Pool;
  readonly opening: string;
  /** Statements for the round trip of the commit, in order. */
  readonly closing: string[];
  state: 'waiting' | 'open' | 'ended';
}

const current = new AsyncLocalStorage<Current>();

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const MOST_ATTEMPTS = 5;

/** Does the work in one transaction with these claims; commits when it returns, rolls back when it throws. */
export async function inTransaction<T>(
  database: Pooled,
  claims: Claims,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  refuseNested(database.pool);
  const opening = openingStatement(claims, options);
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(database, opening, work);
    } catch (error) {
      const code = codeOf(error);
      const transient = code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
      if (!transient || options.repeatable !== true || attempt === MOST_ATTEMPTS) throw error;
      await sleep(2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function attemptOnce<T>(
  { kysely, pool }: Pooled,
  opening: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const transaction: Current = { pool, opening, closing: [], state: 'waiting' };
  return await current.run(transaction, async () => {
    try {
      return await kysely.transaction().execute(work);
    } finally {
      transaction.state = 'ended';
    }
  });
}

function openingStatement(claims: Claims, { isolation }: TransactionOptions): string {
  if (claims.roles.some((role) => role.includes(','))) throw new Error('The name of a role holds a comma');
  const settings = {
    'app.person': claims.person ?? '',
    'app.org': claims.org ?? '',
    'app.country': claims.country ?? '',
    'app.roles': claims.roles.join(','),
    'app.lang': claims.lang,
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `begin${isolation ? ` isolation level ${isolation}` : ''}; select ${calls.join(', ')}`;
}

/**
 * Has a statement executed as the very last of the open transaction, in the round trip that commits it: what it locks
 * is held for a moment of the database and not for an answer on its way. Values in it must be quoted by the caller.
 */
export function beforeCommit(statement: string): void {
  const transaction = current.getStore();
  if (transaction?.state !== 'open') throw new Error('There is no open transaction to end with a statement');
  transaction.closing.push(statement);
}

/**
 * The pool asked for a second connection inside a transaction on it: with a small pool that waits for ever on
 * itself, and what it writes stays when the transaction is rolled back. A mistake of ours, so it throws.
 */
function refuseNested(pool: pg.Pool): void {
  const transaction = current.getStore();
  if (transaction?.pool === pool && transaction.state === 'open') {
    throw new Error('The outer database was used inside a transaction: use the transaction that the work was given');
  }
}

/** Kysely's driver, which also sets the claims with `begin` and refuses a second connection inside a transaction. */
export class ClaimedDriver extends PostgresDriver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseNested(this.#pool);
    return await super.acquireConnection();
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const transaction = current.getStore();
    if (transaction?.pool !== this.#pool || transaction.state !== 'waiting') {
      return await super.beginTransaction(connection, settings);
    }
    await connection.executeQuery(CompiledQuery.raw(transaction.opening));
    transaction.state = 'open';
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const transaction = current.getStore();
    if (transaction?.pool !== this.#pool || transaction.closing.length === 0) {
      return await super.commitTransaction(connection);
    }
    await connection.executeQuery(CompiledQuery.raw([...transaction.closing, 'commit'].join('; ')));
  }
}
