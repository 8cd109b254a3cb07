/** A stream of an old Office container. */
interface Stream {
  readonly name: string;
  readonly bytes: Buffer;
}

const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
/** Shorter streams would have to go into the mini stream ([MS-CFB] 2.2). */
const SHORTEST = 4096;

/**
 * A Word 97 document with one piece of text, as small as the format allows: the parts of [MS-DOC] (a file information
 * block, a piece table) in the container of [MS-CFB]. For tests: nobody can make one any more, and real ones are not ours.
 */
export function oldWordFile(text: string): Buffer {
  const content = Buffer.from(text.replaceAll('\n', '\r'), 'utf16le');
  const document = Buffer.alloc(Math.max(SHORTEST, 1024 + content.length));
  document.writeUInt16LE(0xa5ec, 0);
  document.writeUInt16LE(0x0200, 0x0a);
  document.writeUInt32LE(1024, 0x18);
  document.writeUInt32LE(text.length, 0x4c);
  const pieces = pieceTable(text.length, 1024);
  // Places of the character and paragraph properties in the table stream: empty ones; then the piece table.
  document.writeUInt32LE(4, 0xfe);
  document.writeUInt32LE(4, 0x106);
  document.writeUInt32LE(16, 0x1a2);
  document.writeUInt32LE(pieces.length, 0x1a6);
  content.copy(document, 1024);
  const table = Buffer.alloc(SHORTEST);
  pieces.copy(table, 16);
  return container([
    { name: 'WordDocument', bytes: document },
    { name: '1Table', bytes: table },
  ]);
}

/** A Clx with one piece ([MS-DOC] 2.9.38): characters 0 to `length`, two bytes each, from that place on. */
function pieceTable(length: number, at: number): Buffer {
  const table = Buffer.alloc(5 + 16);
  table.writeUInt8(2, 0);
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(length, 9);
  table.writeUInt32LE(at, 15);
  return table;
}

function container(streams: readonly Stream[]): Buffer {
  const starts: number[] = [];
  const table: number[] = [0xfffffffd, END_OF_CHAIN];
  for (const { bytes } of streams) {
    const count = Math.ceil(bytes.length / SECTOR);
    starts.push(table.length);
    for (let index = 1; index <= count; index += 1) table.push(index === count ? END_OF_CHAIN : table.length + 1);
  }
  const header = Buffer.alloc(SECTOR, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(SHORTEST, 56);
  header.writeUInt32LE(END_OF_CHAIN, 60);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  header.writeUInt32LE(0, 76);
  const allocation = Buffer.alloc(SECTOR, 0xff);
  for (const [index, next] of table.entries()) allocation.writeUInt32LE(next, index * 4);
  return Buffer.concat([header, allocation, directory(streams, starts), ...streams.map(({ bytes }) => padded(bytes))]);
}

function directory(streams: readonly Stream[], starts: readonly number[]): Buffer {
  const entries = Buffer.alloc(SECTOR);
  writeEntry(entries, 0, { name: 'Root Entry', type: 5, child: 1, start: END_OF_CHAIN, size: 0, right: FREE });
  for (const [index, { name, bytes }] of streams.entries()) {
    const right = index + 1 < streams.length ? index + 2 : FREE;
    writeEntry(entries, index + 1, {
      name,
      type: 2,
      child: FREE,
      start: starts[index] ?? 0,
      size: bytes.length,
      right,
    });
  }
  return entries;
}

function writeEntry(
  entries: Buffer,
  index: number,
  entry: {
    readonly name: string;
    readonly type: number;
    readonly child: number;
    readonly start: number;
    readonly size: number;
    readonly right: number;
  },
): void {
  const at = index * 128;
  entries.write(entry.name, at, 'utf16le');
  entries.writeUInt16LE((entry.name.length + 1) * 2, at + 64);
  entries.writeUInt8(entry.type, at + 66);
  entries.writeUInt8(1, at + 67);
  entries.writeUInt32LE(FREE, at + 68);
  entries.writeUInt32LE(entry.right, at + 72);
  entries.writeUInt32LE(entry.child, at + 76);
  entries.writeUInt32LE(entry.start, at + 116);
  entries.writeUInt32LE(entry.size, at + 120);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((SECTOR - (bytes.length % SECTOR)) % SECTOR)]);
}
