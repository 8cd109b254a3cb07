/* A program that starts the embedded server on a folder, prints the server's process number, and waits to be killed. */
import { startEmbedded } from '../../src/platform/database/embedded.ts';

const [dataDir = ''] = process.argv.slice(2);
const started = await startEmbedded({ dataDir, log: () => undefined });
if (!started.ok) throw new Error(JSON.stringify(started.refusal));
process.stdout.write(`${started.value.pid}\n`);
