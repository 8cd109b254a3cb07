import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../src/kernel/result.ts';
import { type DatabaseServer, dropDatabase, prepareDatabase, startEmbedded } from '../src/platform/database/index.ts';

/** What a test file needs to make its own database: a plain value, sent as JSON. */
export interface TestServerAddress extends DatabaseServer {
  /** A migrated database that test files copy. */
  readonly template: string;
}

export interface TestServer {
  readonly address: TestServerAddress;
  readonly stop: () => Promise<void>;
}

/** The migrations of the source tree. */
export const MIGRATIONS: string = join(import.meta.dirname, '../migrations');

/**
 * The embedded server on a fresh folder, or, where `ENLACE_TEST_DATABASE_URL` names one, a server of the tester's own
 * (an administrator's address; PostgreSQL 15 or later), with a migrated template in it.
 */
export async function startTestServer(folder: string): Promise<TestServer> {
  const { server, stop } = await openServer(folder);
  const template = `enlace_template_${randomBytes(6).toString('hex')}`;
  try {
    need(await prepareDatabase(server, { name: template, folder: MIGRATIONS, log: () => undefined }));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: { ...server, template },
    async stop() {
      await dropDatabase(server, template);
      await stop();
    },
  };
}

async function openServer(folder: string): Promise<{ server: DatabaseServer; stop: () => Promise<void> }> {
  const own = process.env['ENLACE_TEST_DATABASE_URL'];
  if (own) {
    // Derived from the address: several runs on one server share its roles and must agree on their passwords.
    const secret = createHash('sha256').update(own).digest('base64url');
    return { server: { kind: 'own', adminUrl: own, secret }, stop: async () => undefined };
  }
  const dataDir = join(folder, 'database');
  await mkdir(dataDir);
  // The folder of this run is private to us; under root the server's account must pass through it.
  await chmod(folder, 0o711);
  const { kind, adminUrl, secret, stop } = need(await startEmbedded({ dataDir, log: () => undefined }));
  return { server: { kind, adminUrl, secret }, stop };
}

/** The value of a result; a refusal, which no test expects here, throws. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
