import type { FastifyRequest } from 'fastify';
import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import { tooLarge } from '../files/index.ts';
import type { UploadedFile } from './inputs.ts';
import { refusalToStatus } from './refusal-to-status.ts';

/**
 * The fields of a form. A name that comes several times becomes a list. Files are read only where the route takes
 * them, and keeping stops at its limit: a file of 200 MB costs no more memory than the limit, and its rest is let pass
 * so that the browser gets to see the sentence. A text too long for a field is refused, never cut.
 */
export async function readForm(
  request: FastifyRequest,
  maxFileBytes: number | undefined,
): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> {
  if (!request.isMultipart()) return ok((request.body ?? {}) as Record<string, unknown>);
  if (maxFileBytes === undefined) return refuse('invalid', 'http.media-type');
  const fields: Record<string, unknown> = {};
  try {
    for await (const part of request.parts({ limits: { fileSize: maxFileBytes } })) {
      if (part.type === 'field') {
        if (part.valueTruncated) return refuse('invalid', 'http.too-large');
        addTo(fields, part.fieldname, part.value);
      } else {
        const bytes = await part.toBuffer();
        const file: UploadedFile = { name: part.filename, mime: part.mimetype, bytes };
        if (bytes.length > 0 || part.filename !== '') addTo(fields, part.fieldname, file);
      }
    }
  } catch (error) {
    return refusalOf(error, maxFileBytes);
  }
  return ok(fields);
}

/** The status of a form that could not be read. */
export function unreadStatus(refusal: Refusal): number {
  return refusal.code.endsWith('.too-large') ? 413 : refusalToStatus(refusal.kind);
}

function refusalOf(error: unknown, maxFileBytes: number): { readonly ok: false; readonly refusal: Refusal } {
  const code = codeOf(error);
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(maxFileBytes);
  if (code === 'FST_FILES_LIMIT' || code === 'FST_FIELDS_LIMIT') return refuse('invalid', 'http.too-large');
  return refuse('invalid', code === 'FST_PROTO_VIOLATION' ? 'http.malformed' : 'http.cut');
}

function addTo(fields: Record<string, unknown>, name: string, value: unknown): void {
  const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
