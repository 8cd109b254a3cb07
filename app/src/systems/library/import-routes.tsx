import { z } from 'zod';
import {
  ARCHIVE_CLASSES,
  beginImport,
  findImport,
  type IncomingFile,
  listImportFiles,
  listImports,
  moveImport,
} from '../../engines/documents/index.ts';
import { ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { admit, isLitter, LIBRARY_LIMITS, openArchive } from '../../platform/files/index.ts';
import { choice, id, list, type UploadedFile, upload } from '../../platform/http/index.ts';
import { command, page, type Route } from '../../platform/system/index.ts';
import { READ_JOB, TAKE_JOB } from './jobs.ts';
import { byOf } from './operations.ts';
import { batchView, importView } from './pages/import.tsx';

/** A zip of many documents is larger than any of them. */
const MOST_BYTES = 60_000_000;

const importPage = page({
  id: 'library.import',
  path: { es: '/biblioteca/incorporar', en: '/library/take-in' },
  permission: 'import-batch.add',
  audit: 'library.import-opened',
  input: z.strictObject({}),
  load: async (ctx) => ok({ batches: await listImports(ctx.db, 10) }),
  view: importView,
});

const begin = command({
  id: 'library.import-begin',
  path: { es: '/biblioteca/incorporar', en: '/library/take-in' },
  permission: 'import-batch.add',
  audit: 'library.archive-uploaded',
  input: z.strictObject({ files: list(upload(), 5), class: choice(ARCHIVE_CLASSES) }),
  back: 'library.import',
  upload: { maxBytes: MOST_BYTES },
  async run(ctx, input) {
    const files = unpack(input.files);
    if (!files.ok) return files;
    if (files.value.length === 0) return refuseFields('http.input', { files: 'library.refusal.no-files' });
    const by = byOf(ctx);
    const batch = await beginImport(ctx.db, { class: input.class, files: files.value }, by);
    ctx.subject(batch);
    const job = await ctx.enqueue(READ_JOB, { batch });
    await moveImport(ctx.db, batch, { state: 'reading', job });
    return ok({ batch, job, files: files.value.length });
  },
  then: (ctx, done) => ({ to: ctx.url('home.job', { id: done.job }) }),
  api: {
    path: '/library/imports',
    output: z.object({ batch: z.string(), job: z.string(), files: z.number() }),
    from: (done) => done,
  },
});

/** The documents of what was sent: files as they are, and those inside of archives. What cannot enter is kept as refused. */
function unpack(sent: readonly UploadedFile[]): Result<readonly IncomingFile[]> {
  const files: IncomingFile[] = [];
  for (const { name, bytes } of sent) {
    const archive = openArchive(bytes);
    if (archive && !archive.ok) {
      const { code, details } = archive.refusal;
      return {
        ok: false,
        refusal: { kind: 'invalid', code: 'http.input', fields: { files: code }, ...(details ? { details } : {}) },
      };
    }
    if (!archive) files.push(incoming(name, bytes));
    else for (const file of archive.value) files.push(incoming(file.path, file.bytes()));
  }
  return ok(files.filter(({ path }) => !isLitter(path)));
}

function incoming(path: string, bytes: Uint8Array): IncomingFile {
  const admitted = admit({ name: path, bytes }, LIBRARY_LIMITS);
  return admitted.ok ? { path, bytes, mime: admitted.value.mime } : { path, refusal: admitted.refusal };
}

const BY_ID = z.strictObject({ id: id() });

const batchPage = page({
  id: 'library.import-batch',
  path: { es: '/biblioteca/incorporar/:id', en: '/library/take-in/:id' },
  permission: 'import-batch.read',
  audit: 'library.import-batch-opened',
  input: BY_ID,
  async load(ctx, input) {
    const batch = await findImport(ctx.db, input.id);
    if (!batch) return refuse('not-found', 'http.not-found');
    ctx.subject(batch.id);
    return ok({ batch, files: await listImportFiles(ctx.db, batch.id) });
  },
  view: batchView,
  api: {
    path: '/library/imports/:id',
    output: z.object({
      state: z.string(),
      files: z.array(
        z.object({ path: z.string(), outcome: z.string(), refusal: z.object({ code: z.string() }).nullable() }),
      ),
    }),
    from: ({ batch, files }) => ({ state: batch.state, files }),
  },
});

const takeIn = command({
  id: 'library.import-apply',
  path: { es: '/biblioteca/incorporar/:id', en: '/library/take-in/:id' },
  permission: 'import-batch.run',
  audit: 'library.import-applied',
  input: BY_ID,
  back: 'library.import-batch',
  async run(ctx, input) {
    const batch = await findImport(ctx.db, input.id);
    if (!batch) return refuse('not-found', 'http.not-found');
    ctx.subject(batch.id);
    // Pressed twice, the button leads to the same work.
    if (batch.state === 'running' && batch.job !== null) return ok({ job: batch.job });
    if (batch.state !== 'proposed') return refuse('conflict', 'library.refusal.not-proposed');
    const job = await ctx.enqueue(TAKE_JOB, { batch: batch.id });
    await moveImport(ctx.db, batch.id, { state: 'running', job });
    return ok({ job });
  },
  then: (ctx, done) => ({ to: ctx.url('home.job', { id: done.job }) }),
  api: { path: '/library/imports/:id/apply', output: z.object({ job: z.string() }), from: (done) => done },
});

/** Old archives: uploaded, looked at, shown to a person, taken in. */
export const importRoutes: readonly Route[] = [importPage, begin, batchPage, takeIn];
