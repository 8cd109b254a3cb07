import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import type { Identities, Recipients } from './keys.ts';
import {
  HEAD_ENTRY,
  type Head,
  MANIFEST_ENTRY,
  type Manifest,
  parseHead,
  parseManifest,
  tableEntry,
} from './manifest.ts';
import { NotTar, readTar, type TarEntry, writeTar } from './tar.ts';

/*
 * An archive is tar, compressed, sealed with age (X25519) to every custodian: whoever has one of their keys can read it,
 * with `age -d` and `tar` too. age notices every changed or missing byte; it does not say who sealed the archive, since
 * anybody may seal to a public key. What vouches for the content is the signed head of the log in the manifest.
 */

/** An archive that is whole on the disk. */
export interface WrittenArchive {
  readonly file: string;
  readonly bytes: number;
  /** Of the sealed file, to compare copies. */
  readonly sha256: string;
}

/**
 * Writes the archive beside its place under another name, makes the disk keep it, and only then gives it its name: a
 * file with the right name is whole. Whatever fails leaves nothing.
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<TarEntry>,
  { recipients, at }: { readonly recipients: Recipients; readonly at: Date },
): Promise<WrittenArchive> {
  const unfinished = `${file}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const target = await open(unfinished, 'wx', 0o600);
  try {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    const gzip = createGzip();
    const packing = pipeline(Readable.from(writeTar(entries, at), { objectMode: false }), gzip);
    // What fails while packing also ends the compressed stream, where it is thrown.
    packing.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : new Error(String(error))));
    const sealed = await encrypter.encrypt(Readable.toWeb(gzip) as ReadableStream<Uint8Array>);
    for await (const chunk of sealed as unknown as WebStream<Uint8Array>) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.write(chunk);
    }
    await packing;
    await target.sync();
    await target.close();
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await target.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
  return { file, bytes, sha256: hash.digest('hex') };
}

/** Size and hash of a sealed file that is there already. */
export async function digestFile(file: string): Promise<Pick<WrittenArchive, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A name is in its folder for good only when the folder has been synchronised. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Where an archive of this moment goes: `enlace-20261124T163000Z.tar.gz.age`. */
export function archivePath(folder: string, at: Date, organisation?: string): string {
  const moment = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return join(folder, `enlace-${organisation === undefined ? '' : `${organisation}-`}${moment}.tar.gz.age`);
}

/** Sees the tables go by; must read each body to its end. */
export interface Visitor {
  head?(head: Head): Promise<void> | void;
  table?(name: string, lines: AsyncIterable<string>): Promise<void>;
  file?(name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Reads an archive from the first to the last byte and compares all of it with its manifest. Refused, with the first
 * thing that is wrong: not an archive, sealed to others, changed or cut, of a newer program. What the visitor did with
 * the tables counts only when this returns ok.
 */
export async function readArchive(
  file: string,
  identities: Identities,
  visitor: Visitor = {},
): Promise<Result<Manifest>> {
  try {
    return await readEntries(readTar(openEnvelope(file, identities)), visitor);
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, refusal: error.refusal };
    if (error instanceof NotTar) return refuse('invalid', 'backup.damaged');
    throw error;
  }
}

class Unreadable extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function* openEnvelope(file: string, identities: Identities): AsyncGenerator<Uint8Array> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Unreadable(refuse('invalid', 'backup.no-file', { file }).refusal);
  const sealed = createReadStream(file);
  try {
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    const plain = await decrypter.decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>);
    const gunzip = createGunzip();
    const unpacking = pipeline(Readable.fromWeb(plain as unknown as WebStream<Uint8Array>), gunzip);
    // The error is thrown where the unpacked bytes are read; a reader that stops early is no error.
    unpacking.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : new Error(String(error))));
    yield* gunzip as AsyncIterable<Uint8Array>;
    await unpacking;
  } catch (error) {
    throw new Unreadable(refusalOf(error, file));
  } finally {
    sealed.destroy();
  }
}

/** age's own errors, in its words: `no identity matched any of the file's recipients`, `invalid version …`, `invalid tag`. */
function refusalOf(error: unknown, file: string): Refusal {
  const words = error instanceof Error ? error.message : '';
  if (words.includes('no identity matched')) return refuse('forbidden', 'backup.wrong-identity').refusal;
  if (words.includes('invalid version')) return refuse('invalid', 'backup.not-ours', { file }).refusal;
  return refuse('invalid', 'backup.damaged').refusal;
}

interface Seen {
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

async function readEntries(entries: AsyncGenerator<TarEntry>, visitor: Visitor): Promise<Result<Manifest>> {
  const seen = new Map<string, Seen>();
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  for await (const { name, body } of entries) {
    if (seen.has(name) || manifest) return refuse('invalid', 'backup.damaged');
    if (!head) {
      if (name !== HEAD_ENTRY) return refuse('invalid', 'backup.not-ours');
      const parsed = parseHead(await textOf(body));
      if (!parsed.ok) return parsed;
      head = parsed.value;
      await visitor.head?.(head);
      continue;
    }
    if (name === MANIFEST_ENTRY) {
      const parsed = parseManifest(await textOf(body));
      if (!parsed.ok) return parsed;
      manifest = parsed.value;
      continue;
    }
    seen.set(name, await visit(name, body, visitor));
  }
  if (!head || !manifest || !agrees(manifest, head, seen)) return refuse('invalid', 'backup.damaged');
  return ok(manifest);
}

async function visit(name: string, body: TarEntry['body'], visitor: Visitor): Promise<Seen> {
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      hash.update(chunk);
      bytes += chunk.length;
      rows += countNewlines(chunk);
      yield chunk;
    }
  }
  const table = /^tables\/(.+)\.ndjson$/.exec(name)?.[1];
  const through = counted();
  if (table !== undefined && visitor.table) await visitor.table(table, linesOf(through));
  else if (table === undefined && visitor.file) await visitor.file(name, through);
  for await (const _ of through);
  return { bytes, sha256: hash.digest('hex'), rows };
}

function countNewlines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

/** Whole lines, without their ends. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)]).toString('utf8');
      parts = [];
      from = at + 1;
    }
    // A copy: the memory of a chunk may be used again before the line ends.
    if (from < chunk.length) parts.push(Buffer.from(chunk.subarray(from)));
  }
}

async function textOf(body: TarEntry['body']): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

function agrees(manifest: Manifest, head: Head, seen: ReadonlyMap<string, Seen>): boolean {
  const sameHead = manifest.madeAt === head.madeAt && manifest.kind === head.kind;
  const expected = [
    ...manifest.tables.map(({ name, ...digest }) => ({ ...digest, name: tableEntry(name) })),
    ...manifest.files.map((file) => ({ ...file, rows: undefined })),
  ];
  return (
    sameHead &&
    expected.length === seen.size &&
    expected.every(({ name, bytes, sha256, rows }) => {
      const found = seen.get(name);
      return found?.bytes === bytes && found.sha256 === sha256 && (rows ?? found.rows) === found.rows;
    })
  );
}
