import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { serveTokens, type TokenThreadData } from '@enlace/linkage';

// A thread that makes tokens for `enlace linkage match`.
if (parentPort) {
  const port = parentPort;
  const ends = {
    send: (message: unknown) => port.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => void port.on('message', listener),
  };
  await serveTokens(ends, workerData as TokenThreadData, (length) => new Uint8Array(randomBytes(length)));
}
