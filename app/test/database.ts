import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { inject } from 'vitest';
import {
  connect,
  type Database,
  type DatabaseUrls,
  dropDatabase,
  ensureDatabase,
  withDatabase,
} from '../src/platform/database/index.ts';
import { need, type TestServerAddress } from './server.ts';

/** One test file's own database, with the connections of the roles it asks for. */
export interface TestDatabase {
  readonly name: string;
  readonly urls: DatabaseUrls;
  readonly server: TestServerAddress;
  /** The application's role: sees what row-level security shows to the claims of a transaction. */
  readonly app: Database;
  readonly auth: Database;
  /** Owns the tables and under FORCE still sees only what a policy shows; for DDL in tests. */
  readonly owner: Database;
  /** Sees every row and writes none: the oracle of a test. */
  readonly backup: Database;
  /** The server's administrator, whom nothing stops: arranges rows and damage, and is never what is tested. */
  readonly admin: Database;
  /** Closes the connections and drops the database. */
  readonly close: () => Promise<void>;
}

/** A database without any migration, for what builds databases. */
export interface EmptyDatabase {
  readonly urls: DatabaseUrls;
  readonly owner: Database;
  readonly close: () => Promise<void>;
}

/** A database in which Enlace's roles may work and nothing has been made yet. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = await askForServer();
  const name = randomName();
  const urls = need(await ensureDatabase(server, { name }));
  const owner = connect(urls.owner, { max: 4, log: () => undefined });
  return {
    urls,
    owner,
    async close() {
      await owner.close();
      await dropDatabase(server, name);
    },
  };
}

/** A fresh database, copied from the migrated template. Call it in `beforeAll` and `close` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  return await databaseOn(await askForServer());
}

/** The same on a server that the caller has started: for what runs outside the tests, as benchmarks do. */
export async function databaseOn(server: TestServerAddress): Promise<TestDatabase> {
  const name = randomName();
  const urls = need(await ensureDatabase(server, { name, template: server.template }));
  const open = (url: string): Database => connect(url, { max: 4, log: () => undefined });
  const connections = {
    app: open(urls.app),
    auth: open(urls.auth),
    owner: open(urls.owner),
    backup: open(urls.backup),
    admin: open(withDatabase(server.adminUrl, name)),
  };
  return {
    name,
    urls,
    server,
    ...connections,
    async close() {
      await Promise.all(Object.values(connections).map((connection) => connection.close()));
      await dropDatabase(server, name);
    },
  };
}

function randomName(): string {
  return `enlace_test_${randomBytes(6).toString('hex')}`;
}

/** The database server of this run; it starts when the first test file asks. */
export async function askForServer(): Promise<TestServerAddress> {
  return await new Promise((resolve, reject) => {
    const asked = request({ socketPath: inject('databaseSocket'), path: '/' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as TestServerAddress);
        else reject(new Error(`The test database server did not start: ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
