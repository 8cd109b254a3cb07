import { chmod, chown, mkdir, mkdtemp, readdir, readlink, realpath, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { canEnter, type RunAs } from './binaries.ts';
import { isFileOfLock } from './folder-lock.ts';
import { codeOf } from './processes.ts';

/*
 * The data folder, and who may enter it. What it holds:
 *
 *   lock-N         who uses it (folder-lock.ts)
 *   secret         the one secret, mode 0600, from which the passwords of all roles are derived
 *   cluster/       PostgreSQL's data, mode 0700, owned by the account the server runs under
 *   socket/        its socket, mode 0700; or `socket-elsewhere`, a link to a short path, where the path is too long
 *   native-…/      the binaries, only where they could not run from where npm put them
 *   elsewhere      only under root, when the server's account cannot enter the folder: a link to where the three
 *                  above are then kept
 */

/** sockaddr_un holds 108 bytes, the last of them zero; `/.s.PGSQL.65535` is added to the folder. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.65535'.length;

/** The folder, made or recognised as ours; a folder full of other things is not taken over. */
export async function openDataFolder(dataDir: string): Promise<Result<string, Refusal>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    const entries = await readdir(dataDir);
    if (entries.length > 0 && !entries.some(isFileOfLock)) {
      return refuse('conflict', 'database.foreign-folder', { folder: dataDir });
    }
  } catch (error) {
    if (codeOf(error) !== 'EACCES') throw error;
    return refuse('forbidden', 'database.other-account', { folder: dataDir, account: (await stat(dataDir)).uid });
  }
  return ok(await realpath(dataDir));
}

/**
 * Closes the data folder to other accounts and says where the server's own files are: in it, or, under root, outside a
 * home that the server's account cannot enter. Once chosen the place stays, whatever becomes of the folders above:
 * data that were there are never passed over in favour of an empty database.
 *
 * Called under the lock: a second process that closed the folder for a moment would make the running server panic.
 */
export async function settleHome(dataDir: string, as: RunAs): Promise<Result<string, Refusal>> {
  const elsewhere = join(dataDir, 'elsewhere');
  const chosen = await readlink(elsewhere).catch(() => undefined);
  if (chosen !== undefined && (await ownerOf(chosen)) === undefined) {
    return refuse('conflict', 'database.data-gone', { folder: chosen });
  }
  const owner = await ownerOf(join(chosen ?? dataDir, 'cluster'));
  if (owner !== undefined && owner !== (as?.uid ?? process.getuid?.() ?? owner)) {
    return refuse('forbidden', 'database.other-account', { folder: dataDir, account: owner });
  }
  await closeToOthers(dataDir, as);
  if (chosen !== undefined) return ok(chosen);
  if (as === undefined || canEnter(dataDir, as)) return ok(dataDir);
  if (owner !== undefined) return refuse('conflict', 'database.folder-closed', { folder: dataDir });
  await mkdir('/var/lib', { recursive: true });
  const home = await mkdtemp('/var/lib/enlace-');
  await closeToOthers(home, as);
  await symlink(home, elsewhere);
  return ok(home);
}

/** A private folder for the socket, made anew, short enough for a socket's address. */
export async function makeSocketFolder(home: string, as: RunAs): Promise<string> {
  const near = join(home, 'socket');
  const link = join(home, 'socket-elsewhere');
  const former = await realpath(link).catch(() => undefined);
  if (former !== undefined) await rm(former, { recursive: true, force: true });
  await rm(link, { force: true });
  await rm(near, { recursive: true, force: true });
  const fits = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER;
  const folder = fits ? near : await mkdtemp('/tmp/enlace-');
  if (fits) await mkdir(near, { mode: 0o700 });
  else await symlink(folder, link);
  if (as) await chown(folder, as.uid, as.gid);
  return folder;
}

/** Under root the server's account may pass through without listing; otherwise the folder is ours alone. */
async function closeToOthers(folder: string, as: RunAs): Promise<void> {
  if (as) await chown(folder, 0, as.gid);
  await chmod(folder, as ? 0o710 : 0o700);
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
