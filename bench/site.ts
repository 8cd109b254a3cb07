import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServerAddress } from '../app/test/server.ts';

/** A folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'enlace-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A database server for one benchmark with a migrated template in it; fsync on, as in use. */
export async function withServer<T>(work: (server: TestServerAddress) => Promise<T>): Promise<T> {
  return await withFolder(async (folder) => {
    const server = await startTestServer(folder);
    try {
      return await work(server.address);
    } finally {
      await server.stop();
    }
  });
}
