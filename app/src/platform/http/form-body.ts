import type { FastifyRequest } from 'fastify';
import { ok, type Refusal, type Result, refuse } from '../../kernel/index.ts';
import type { UploadedFile } from './inputs.ts';

/**
 * The fields of a form. A name that comes several times becomes a list. Files are read only where the route takes
 * them, and reading stops at its limit: a file of 200 MB costs no more than the limit.
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
      if (part.type === 'field') addTo(fields, part.fieldname, part.value);
      else {
        const bytes = await part.toBuffer();
        const file: UploadedFile = { name: part.filename, mime: part.mimetype, bytes };
        if (bytes.length > 0 || part.filename !== '') addTo(fields, part.fieldname, file);
      }
    }
  } catch (error) {
    return refuse('invalid', codeOf(error) === 'FST_REQ_FILE_TOO_LARGE' ? 'http.too-large' : 'http.cut');
  }
  return ok(fields);
}

function addTo(fields: Record<string, unknown>, name: string, value: unknown): void {
  const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
