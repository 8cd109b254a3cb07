import { inflateRawSync } from 'node:zlib';

/**
 * Reads a zip's table of contents without unpacking it, and measures what unpacking would give. Threat: a small file
 * that unpacks to gigabytes, says less than it holds, or lets entries overlap so that the same bytes count many times
 * (D. Fifield, "A better zip bomb", 2019). Not covered: what an entry holds; a zip inside is never opened.
 */

export interface ZipEntry {
  readonly name: string;
  readonly compressed: number;
  readonly uncompressed: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
}

export interface ZipLimits {
  readonly entries: number;
  readonly uncompressed: number;
  /** Unpacked size over packed size, of the whole archive; small archives are let off (`RATIO_FLOOR`). */
  readonly ratio: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 2000, uncompressed: 100_000_000, ratio: 100 };

const RATIO_FLOOR = 5_000_000;
const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const DIRECTORY_LENGTH = 46;
const LONGEST_COMMENT = 65_535;

/** The central directory (APPNOTE 4.3.12), or undefined if there is none that holds together. Zip64 counts as none. */
export function readZipDirectory(bytes: Buffer): ZipDirectory | undefined {
  const end = endRecord(bytes);
  if (end < 0) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + DIRECTORY_LENGTH > end || bytes.readUInt32LE(at) !== DIRECTORY_RECORD) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const nameAt = at + DIRECTORY_LENGTH;
    if (nameAt + nameLength > end) return undefined;
    entries.push({
      name: bytes.subarray(nameAt, nameAt + nameLength).toString('utf8'),
      compressed: bytes.readUInt32LE(at + 20),
      uncompressed: bytes.readUInt32LE(at + 24),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      offset: bytes.readUInt32LE(at + 42),
    });
    at = nameAt + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { entries };
}

function endRecord(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_RECORD) return at;
  }
  return -1;
}

export type ZipFault = 'bomb' | 'unsafe-name' | 'damaged';

/**
 * What is wrong with an archive, if anything: first by what its directory says, then by unpacking each entry into
 * nothing, which stops as soon as an entry gives more than it said.
 */
export function zipFault(bytes: Buffer, directory: ZipDirectory, limits: ZipLimits): ZipFault | undefined {
  const total = directory.entries.reduce((sum, entry) => sum + entry.uncompressed, 0);
  const tooMany = directory.entries.length > limits.entries || total > limits.uncompressed;
  if (tooMany || (total > RATIO_FLOOR && total / bytes.length > limits.ratio)) return 'bomb';
  if (directory.entries.some((entry) => isUnsafeName(entry.name))) return 'unsafe-name';
  const names = new Set(directory.entries.map((entry) => entry.name));
  if (names.size < directory.entries.length) return 'damaged';
  return overlaps(directory.entries) ? 'bomb' : contentFault(bytes, directory.entries);
}

/** Names that would leave the folder in which somebody unpacks the archive. */
function isUnsafeName(name: string): boolean {
  return name === '' || /^[/\\]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..');
}

function overlaps(entries: readonly ZipEntry[]): boolean {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  return sorted.some((entry, index) => {
    const next = sorted[index + 1];
    return next !== undefined && entry.offset + LOCAL_LENGTH + entry.compressed > next.offset;
  });
}

function contentFault(bytes: Buffer, entries: readonly ZipEntry[]): ZipFault | undefined {
  for (const entry of entries) {
    const data = packedData(bytes, entry);
    if (!data) return 'damaged';
    const fault = unpackFault(data, entry);
    if (fault) return fault;
  }
  return undefined;
}

/** The packed bytes of an entry, found by its local header, or undefined if they are not inside the file. */
function packedData(bytes: Buffer, entry: ZipEntry): Buffer | undefined {
  const { offset } = entry;
  if (offset + LOCAL_LENGTH > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_RECORD) return undefined;
  const start = offset + LOCAL_LENGTH + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const end = start + entry.compressed;
  return end <= bytes.length ? bytes.subarray(start, end) : undefined;
}

function unpackFault(data: Buffer, entry: ZipEntry): ZipFault | undefined {
  if (entry.method === 0) return entry.compressed === entry.uncompressed ? undefined : 'damaged';
  if (entry.method !== 8) return 'damaged';
  try {
    // The output may not exceed what the directory said, and that has been checked against the limit.
    const unpacked = inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressed) });
    return unpacked.length === entry.uncompressed ? undefined : 'damaged';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged';
  }
}

/** One entry of an archive already found without fault, unpacked; undefined if there is none. */
export function unzipEntry(bytes: Buffer, directory: ZipDirectory, name: string): Buffer | undefined {
  const entry = directory.entries.find((each) => each.name === name);
  const data = entry && packedData(bytes, entry);
  if (!entry || !data) return undefined;
  return entry.method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressed) });
}
