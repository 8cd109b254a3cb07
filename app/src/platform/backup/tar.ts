/*
 * The container of a backup: POSIX ustar, so that a member who leaves reads it with `age` and `tar` and nothing of ours.
 * Only what a backup needs: plain files with short names, written and read as a stream.
 */

/** One file of the archive; `body` gives exactly `size` bytes. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const BLOCK = 512;
/** Eleven octal digits; above it GNU's binary form, which every common tar reads. */
const MOST_OCTAL = 8 ** 11 - 1;

/** Writes the entries one after the other; a body of another length than announced is a fault. */
export async function* writeTar(entries: AsyncIterable<TarEntry>, at: Date): AsyncGenerator<Uint8Array> {
  for await (const { name, size, body } of entries) {
    yield header(name, size, at);
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} has ${written} bytes instead of ${size}`);
    const rest = size % BLOCK;
    if (rest > 0) yield Buffer.alloc(BLOCK - rest);
  }
  yield Buffer.alloc(2 * BLOCK);
}

function header(name: string, size: number, at: Date): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for the archive`);
  block.write(name, 0, 'utf8');
  block.write('0000600\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  if (size <= MOST_OCTAL) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  const seconds = Math.floor(at.getTime() / 1000);
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The sum of all bytes of the header, its own field taken as spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

/** The bytes are not a tar archive, or end too early. */
export class NotTar extends Error {}

/** Reads the entries in order. A body must be read to its end before the next entry is asked for. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = byteReader(source);
  for (;;) {
    const block = await bytes.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) {
      // Read to the end: only there does the envelope say whether the archive is whole.
      await bytes.drain();
      return;
    }
    const { name, size } = readHeader(block);
    yield { name, size, body: bytes.stream(size) };
    const rest = size % BLOCK;
    if (rest > 0) await bytes.exactly(BLOCK - rest);
  }
}

function readHeader(block: Buffer): { readonly name: string; readonly size: number } {
  const claimed = Number.parseInt(block.toString('latin1', 148, 154), 8);
  if (claimed !== checksum(block) || block.toString('latin1', 257, 262) !== 'ustar') throw new NotTar('bad header');
  const name = block.toString('utf8', 0, 100).replace(/\0.*$/s, '');
  const size =
    block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('latin1', 124, 135), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new NotTar('bad size');
  return { name, size };
}

interface ByteReader {
  exactly(count: number): Promise<Buffer>;
  stream(count: number): AsyncGenerator<Uint8Array>;
  drain(): Promise<void>;
}

function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array();

  async function* stream(count: number): AsyncGenerator<Uint8Array> {
    let missing = count;
    while (missing > 0) {
      if (left.length === 0) {
        const next = await iterator.next();
        if (next.done) throw new NotTar('ends too early');
        left = next.value;
      }
      const part = left.subarray(0, missing);
      left = left.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  return {
    stream,
    exactly: async (count) => {
      const parts: Uint8Array[] = [];
      for await (const part of stream(count)) parts.push(part);
      return Buffer.concat(parts);
    },
    drain: async () => {
      while (!(await iterator.next()).done) left = new Uint8Array();
    },
  };
}
