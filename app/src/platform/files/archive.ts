import { ok, type Result, refuse } from '../../kernel/index.ts';
import { identify } from './file-type.ts';
import { unzipEntry, ZIP_LIMITS, zipFault } from './zip.ts';

/** A file inside an archive; its bytes are unpacked when they are asked for. */
export interface ArchivedFile {
  readonly path: string;
  bytes(): Uint8Array;
}

/**
 * The files of a zip archive, after it was found to unpack to what it says, inside its folder and within the limits.
 * Undefined if the bytes are no archive but something else, such as a Word document. What the files are is not judged.
 */
export function openArchive(bytes: Uint8Array): Result<readonly ArchivedFile[]> | undefined {
  const found = identify(bytes);
  if (found.type !== 'zip') return undefined;
  if (found.encrypted) return refuse('invalid', 'files.encrypted');
  const { directory } = found;
  if (!directory) return refuse('invalid', 'files.damaged');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = zipFault(buffer, directory, ZIP_LIMITS);
  if (fault) return refuse('invalid', fault === 'bomb' ? 'files.archive-too-large' : `files.archive-${fault}`);
  const files = directory.entries.filter(({ name }) => !name.endsWith('/') && !isLitter(name));
  return ok(
    files.map(({ name }) => ({
      path: name,
      bytes: () => unzipEntry(buffer, directory, name) ?? new Uint8Array(),
    })),
  );
}

/** What operating systems leave in archives for themselves. */
export function isLitter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/i.test(name);
}
