import { z } from 'zod';
import { ok, type Result } from '../../kernel/index.ts';
import { type Context, page, type Route } from '../../platform/system/index.ts';
import { type OperationsData, operationsView } from './pages/operations.tsx';
import { listRuns } from './store.ts';

/** A month of daily backups with their drills. */
const MOST_RUNS = 40;

async function load(ctx: Context): Promise<Result<OperationsData>> {
  const site = ctx.site();
  return ok({
    runs: await listRuns(ctx.db, MOST_RUNS),
    space: site?.space,
    readOnly: site?.readOnly ?? false,
    queues: site?.queues ?? [],
    log: site && { size: site.logSize, signed: site.signedSize, signedAt: site.signedAt },
  });
}

const operations = page({
  id: 'operations.state',
  path: { es: '/operacion', en: '/operations' },
  permission: 'backup-run.read',
  audit: 'operations.opened',
  input: z.strictObject({}),
  load,
  view: operationsView,
  api: {
    path: '/operations',
    output: z.object({
      readOnly: z.boolean(),
      runs: z.array(
        z.object({
          kind: z.string(),
          organisation: z.string().nullable(),
          startedAt: z.string(),
          finishedAt: z.string(),
          good: z.boolean(),
          refusal: z.string().nullable(),
          bytes: z.number().nullable(),
          rows: z.number().nullable(),
          custodians: z.number().nullable(),
        }),
      ),
    }),
    from: ({ readOnly, runs }: OperationsData) => ({
      readOnly,
      runs: runs.map((run) => ({
        ...run,
        startedAt: run.startedAt.toISOString(),
        finishedAt: run.finishedAt.toISOString(),
      })),
    }),
  },
});

export const routes: readonly Route[] = [operations];
