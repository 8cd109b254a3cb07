import type { Readable } from 'node:stream';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import { tooLarge, type Upload } from './admit.ts';

/** The part of a multipart form that carries a file, as @fastify/multipart gives it. */
export interface UploadPart {
  readonly filename: string;
  readonly mimetype: string;
  readonly file: Readable & { readonly truncated?: boolean };
}

/** Bytes above the limit that are read and thrown away, so that a browser gets to see the sentence that refuses them. */
const DISCARDED = 512_000_000;

/**
 * Reads a file of a form into memory, up to `limits.bytes`. Beyond it what was read is dropped and the rest is thrown
 * away as it comes, never kept. A connection cut in the middle is a refusal: nothing has been written anywhere.
 */
export async function readUpload(part: UploadPart, limits: { readonly bytes: number }): Promise<Result<Upload>> {
  let chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= limits.bytes) chunks.push(chunk);
      else chunks = [];
      if (size > limits.bytes + DISCARDED) break;
    }
  } catch {
    return refuse('invalid', 'files.cut-off');
  }
  if (size > limits.bytes || part.file.truncated === true) return tooLarge(limits.bytes);
  return ok({ name: part.filename, declaredMime: part.mimetype, bytes: new Uint8Array(Buffer.concat(chunks)) });
}
