import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket on which a test file asks for the database server of this run. */
    readonly databaseSocket: string;
  }
}

/**
 * One database server for a whole run of tests, started when the first test file asks for it: a run of pure rules
 * costs nothing. Test files are other processes, so they ask over a socket.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp('/tmp/enlace-test-');
  let server: Promise<TestServer> | undefined;
  const desk = createServer((_request, response) => {
    server ??= startTestServer(folder);
    server.then(
      ({ address }) => response.end(JSON.stringify(address)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  const socket = join(folder, 'desk');
  await listen(desk, socket);
  project.provide('databaseSocket', socket);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await server?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
    await rm(folder, { recursive: true, force: true });
  };
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
