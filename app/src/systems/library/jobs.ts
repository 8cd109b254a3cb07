import {
  findImport,
  groupPairs,
  type ImportBatch,
  type ImportFile,
  listImportFiles,
  moveImport,
  noteImportFile,
  type Placed,
  readImportFile,
} from '../../engines/documents/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { JobRefused } from '../../platform/jobs/index.ts';
import type { Context, JobKind, JobTools } from '../../platform/system/index.ts';
import { takeGroup } from './archive/take.ts';
import { byOf, type ReadFile, readFile } from './operations.ts';

/** Name of the work that looks at the files of an archive. */
export const READ_JOB = 'library.read-archive';
/** Name of the work that takes them in. */
export const TAKE_JOB = 'library.take-archive';

/** Files looked at in one transaction: few enough to show progress, enough not to fill the log. */
const CHUNK = 20;

/** Looks at each file of an archive and writes down what it says of itself. Cut off, it goes on with those not read yet. */
export const readArchiveJob: JobKind = {
  kind: READ_JOB,
  async run(tools, payload) {
    const batch = String(payload['batch']);
    const all = await tools.asStarter('library.archive-listed', (ctx) => filesOf(ctx, batch));
    const unread = all.filter((file) => file.outcome === 'proposed' && file.found === null);
    for (let from = 0; from < unread.length; from += CHUNK) {
      await tools.progress(all.length - unread.length + from, all.length, 'library.step.read');
      await tools.asStarter('library.archive-read', async (ctx) => {
        ctx.subject(batch);
        for (const file of unread.slice(from, from + CHUNK)) await lookAt(ctx, batch, file);
      });
    }
    await finish(tools, batch, all.length, 'proposed', 'library.step.read');
  },
};

async function lookAt(ctx: Context, batch: string, { ordinal }: ImportFile): Promise<void> {
  const kept = await readImportFile(ctx.db, batch, ordinal);
  const read = kept && (await readFile(kept.path, kept.bytes));
  if (read?.ok) await noteImportFile(ctx.db, { batch, ordinal }, { found: read.value.proposed });
  else if (read) await noteImportFile(ctx.db, { batch, ordinal }, { outcome: 'refused', refusal: read.refusal });
}

/** Takes the files of an archive into the library, a document a transaction. Cut off, it goes on with what is left. */
export const takeArchiveJob: JobKind = {
  kind: TAKE_JOB,
  async run(tools, payload) {
    const batch = String(payload['batch']);
    const { all, kind } = await tools.asStarter('library.archive-listed-again', async (ctx) => ({
      all: await filesOf(ctx, batch),
      kind: (await batchOf(ctx, batch)).class,
    }));
    // Grouped with those taken before, so that a file whose other language is in goes to the same work.
    const placed = all.flatMap((file): (Placed & ImportFile)[] =>
      file.found === null || file.outcome === 'refused' ? [] : [{ ...file, proposed: file.found }],
    );
    let done = 0;
    for (const group of groupPairs(placed)) {
      await tools.progress(done, placed.length, 'library.step.take');
      done += group.length;
      if (group.every(({ outcome }) => outcome !== 'proposed')) continue;
      await tools.asStarter('library.archive-taken', (ctx) => take(ctx, batch, group, kind));
    }
    await finish(tools, batch, placed.length, 'done', 'library.step.take');
  },
};

async function take(
  ctx: Context,
  batch: string,
  group: readonly ImportFile[],
  kind: ImportBatch['class'],
): Promise<void> {
  const ordinals = new Map<ReadFile, ImportFile>();
  for (const file of group) {
    const kept = await readImportFile(ctx.db, batch, file.ordinal);
    const read = kept && (await readFile(kept.path, kept.bytes));
    if (read?.ok) ordinals.set(read.value, file);
  }
  const taken = await takeGroup(ctx.db, [...ordinals.keys()], kind, byOf(ctx));
  for (const { file, outcome, work } of taken) {
    ctx.subject(work.id);
    const noted = ordinals.get(file);
    if (noted?.outcome === 'proposed') {
      await noteImportFile(ctx.db, { batch, ordinal: noted.ordinal }, { outcome, work: work.id });
    }
  }
}

async function finish(
  tools: JobTools,
  batch: string,
  count: number,
  state: ImportBatch['state'],
  step: string,
): Promise<void> {
  await tools.asStarter(state === 'done' ? 'library.archive-done' : 'library.archive-proposed', async (ctx) => {
    ctx.subject(batch);
    await moveImport(ctx.db, batch, { state });
  });
  await tools.progress(count, count, step);
  await tools.result('library.import-batch', { id: batch });
}

async function batchOf(ctx: Context, id: string): Promise<ImportBatch> {
  const batch = await findImport(ctx.db, id);
  if (batch) return batch;
  const refusal: Refusal = { kind: 'not-found', code: 'http.not-found' };
  throw new JobRefused(refusal);
}

async function filesOf(ctx: Context, batch: string): Promise<readonly ImportFile[]> {
  ctx.subject((await batchOf(ctx, batch)).id);
  return await listImportFiles(ctx.db, batch);
}
