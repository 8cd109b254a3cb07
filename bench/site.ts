import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDatabase } from '../app/src/platform/database/index.ts';
import { need, startTestServer, type TestServer } from '../app/test/server.ts';

/** A database server for one benchmark, migrated, with what the program runs on; fsync on, as in use. */
export async function withServer<T>(work: (server: TestServer) => Promise<T>): Promise<T> {
  const folder = await mkdtemp('/tmp/enlace-bench-');
  await chmod(folder, 0o711);
  const server = await startTestServer(folder);
  try {
    return await work(server);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A copy of the migrated template. */
export async function freshDatabase(server: TestServer, name: string): Promise<ReturnType<typeof need<Awaited<ReturnType<typeof ensureDatabase>> extends { ok: true; value: infer V } ? V : never>>> {
  return need(await ensureDatabase(server.address, { name, template: server.address.template }));
}

export { join };
