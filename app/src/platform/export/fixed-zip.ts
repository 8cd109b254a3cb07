import { unzipSync, type Zippable, zipSync } from 'fflate';

/** The earliest moment that a zip entry can carry, in local time as the format wants it. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/** The same archive with its parts passed through `rewrite` and without the moment of writing in each entry. */
export function fixedZip(
  bytes: Uint8Array,
  rewrite: (parts: Record<string, Uint8Array>) => Record<string, Uint8Array> = (parts) => parts,
): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, part] of Object.entries(rewrite(unzipSync(bytes)))) zippable[name] = [part, { mtime: ZIP_EPOCH }];
  return zipSync(zippable, { level: 6, mtime: ZIP_EPOCH });
}
