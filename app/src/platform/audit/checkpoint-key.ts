import { readFile, stat, writeFile } from 'node:fs/promises';
import { ed25519, generateKey, isKeyName, parseSignerKey, type Signer } from '@enlace/tlog';

/**
 * The key that signs the heads of the log, from its file; made on first use. Its name is the log's name for ever: a
 * log that is served at another address later keeps it. Whoever has this key can sign another history, which only
 * witnesses reveal; a file that others may read is refused.
 */
export async function readOrMakeLogKey(path: string, name: string): Promise<Signer> {
  if (!isKeyName(name)) throw new Error(`"${name}" cannot be the name of a log`);
  try {
    await writeFile(path, `${generateKey(name, ed25519).skey}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (((await stat(path)).mode & 0o077) !== 0) throw new Error(`Others may read the key of the log: chmod 600 ${path}`);
  const signer = parseSignerKey((await readFile(path, 'utf8')).trim(), [ed25519]);
  if (!signer.ok) throw new Error(`The key of the log in ${path} is damaged: restore it from the backup of your keys`);
  return signer.value;
}
