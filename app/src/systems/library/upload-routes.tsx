import { z } from 'zod';
import { classifyWork, findWork, readersOf, type Work } from '../../engines/documents/index.ts';
import { type Lang, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import { LIBRARY_LIMITS } from '../../platform/files/index.ts';
import { code, optionalText, type UploadedFile, upload } from '../../platform/http/index.ts';
import { type Context, command, page, type Route } from '../../platform/system/index.ts';
import { addFile, byOf, makeAvailable, type ReadFile, readFile, receive, refuseDuplicate } from './operations.ts';
import { uploadView } from './pages/upload.tsx';
import { workAt } from './work-routes.tsx';

const FILES = { filees: upload().optional(), fileen: upload().optional() } as const;

/** The files of a form, each looked at; what cannot enter is told at its field. */
async function readForm(
  ctx: Context,
  sent: { readonly filees?: UploadedFile | undefined; readonly fileen?: UploadedFile | undefined },
): Promise<Result<readonly (ReadFile & { readonly lang: Lang })[]>> {
  const given = [
    { field: 'filees', lang: 'es', file: sent.filees },
    { field: 'fileen', lang: 'en', file: sent.fileen },
  ] as const;
  const files: (ReadFile & { readonly lang: Lang })[] = [];
  for (const { field, lang, file } of given) {
    if (!file) continue;
    const read = await readFile(file.name, file.bytes);
    if (!read.ok) {
      const { code: key, details } = read.refusal;
      return {
        ok: false,
        refusal: { kind: 'invalid', code: 'http.input', fields: { [field]: key }, ...(details ? { details } : {}) },
      };
    }
    const duplicate = await refuseDuplicate(ctx.db, file.bytes);
    if (!duplicate.ok) return duplicate;
    files.push({ ...read.value, lang });
  }
  const [first, second] = files;
  if (!first) return refuseFields('http.input', { filees: 'library.refusal.no-file' });
  if (second && Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes)) === 0) {
    return refuseFields('http.input', { fileen: 'library.refusal.same-file' });
  }
  return ok(files);
}

const uploadPage = page({
  id: 'library.upload',
  path: { es: '/biblioteca/subir', en: '/library/upload' },
  permission: 'work.add',
  audit: 'library.upload-opened',
  input: z.strictObject({}),
  load: async () => ok({ work: null as Work | null }),
  view: uploadView,
});

const create = command({
  id: 'library.create',
  path: { es: '/biblioteca/subir', en: '/library/upload' },
  permission: 'work.add',
  audit: 'library.work-received',
  input: z.strictObject({ ...FILES, titlees: optionalText(300), titleen: optionalText(300) }),
  back: 'library.upload',
  upload: { maxBytes: LIBRARY_LIMITS.bytes },
  async run(ctx, input) {
    const files = await readForm(ctx, input);
    if (!files.ok) return files;
    const work = await receive(ctx.db, files.value, { es: input.titlees, en: input.titleen }, byOf(ctx));
    ctx.subject(work.id);
    return ok({ code: work.code });
  },
  // Who may classify goes on to it; for everybody else the work is done.
  then: (ctx, done) => ({
    to: ctx.url(ctx.can('work.classify') ? 'library.classify' : 'library.detail', { code: done.code }),
    say: ctx.can('work.classify') ? 'library.said.received' : 'library.said.brought',
  }),
  api: { path: '/library', output: z.object({ code: z.string() }), from: (done) => done },
});

const versionPage = page({
  id: 'library.version-new',
  path: { es: '/biblioteca/:code/version-nueva', en: '/library/:code/new-version' },
  permission: 'work-version.move',
  audit: 'library.version-opened',
  input: z.strictObject({ code: code() }),
  async load(ctx, input) {
    const found = await workAt(ctx, input.code);
    return found.ok ? ok({ work: found.value as Work | null }) : found;
  },
  view: uploadView,
});

const addNewVersion = command({
  id: 'library.version-add',
  path: { es: '/biblioteca/:code/version-nueva', en: '/library/:code/new-version' },
  permission: 'work-version.move',
  audit: 'library.version-added',
  input: z.strictObject({ code: code(), ...FILES }),
  back: 'library.version-new',
  upload: { maxBytes: LIBRARY_LIMITS.bytes },
  async run(ctx, input) {
    const found = await workAt(ctx, input.code);
    if (!found.ok) return found;
    const work = found.value;
    if (work.status === 'withdrawn') return refuse('conflict', 'library.refusal.withdrawn');
    const files = await readForm(ctx, input);
    if (!files.ok) return files;
    for (const file of files.value) await addFile(ctx.db, work.id, file, byOf(ctx));
    if (work.status !== 'available') return ok({ code: work.code, shown: false });
    // Its readers are known: the new version takes the place of the one before.
    const kept = await keepFacts(ctx, work);
    if (!kept.ok) return kept;
    const shown = await makeAvailable(ctx.db, kept.value, ctx.now);
    return shown.ok ? ok({ code: work.code, shown: true }) : shown;
  },
  then: (ctx, done) => ({
    to: ctx.url('library.detail', { code: done.code }),
    say: done.shown ? 'library.said.new-version' : 'library.said.version-kept',
  }),
  api: {
    path: '/library/:code/versions',
    output: z.object({ code: z.string(), shown: z.boolean() }),
    from: (done) => done,
  },
});

/** A version added to a work that is classified already is classified as the work is. */
async function keepFacts(ctx: Context, work: Work): Promise<Result<Work>> {
  const { symbol, title, body, meeting, dated, class: kind } = work;
  const facts = { symbol, titleEs: title.es ?? null, titleEn: title.en ?? null, body, meeting, dated, class: kind };
  const readers = kind === 'restricted' ? await readersOf(ctx.db, work.id) : [];
  const done = await classifyWork(ctx.db, work, { facts, readers, known: work.version });
  if (!done.ok) return done;
  return ok((await findWork(ctx.db, work.code)) ?? work);
}

/** Files on their way into the library, one work at a time. */
export const uploadRoutes: readonly Route[] = [uploadPage, create, versionPage, addNewVersion];
