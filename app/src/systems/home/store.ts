import type { Bilingual, LocalDate, Refusal } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';

/** The meeting that comes next. */
export interface NextMeeting {
  readonly code: string;
  readonly title: Bilingual;
  readonly startsOn: LocalDate;
  readonly place: Partial<Record<'es' | 'en', string | null>>;
}

export async function findNextMeeting(db: Transaction, today: LocalDate): Promise<NextMeeting | undefined> {
  const row = await db
    .selectFrom('conf.meeting')
    .select(['code', 'title_es', 'title_en', 'starts_on', 'place_es', 'place_en'])
    .where('status', '<>', 'cancelled')
    .where((eb) => eb.or([eb('ends_on', '>=', today), eb('starts_on', '>=', today)]))
    .orderBy('starts_on')
    .limit(1)
    .executeTakeFirst();
  if (row?.starts_on == null) return undefined;
  return {
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    startsOn: row.starts_on,
    place: { es: row.place_es, en: row.place_en },
  };
}

/** A long job of the reader, as its page shows it. */
export interface Job {
  readonly id: string;
  /** Also the key of its name. */
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly step: string | null;
  readonly done: number;
  readonly all: number;
  readonly result: { readonly route: string; readonly params: Readonly<Record<string, string>> } | null;
  readonly refusal: Refusal | null;
  readonly createdAt: Date;
}

export async function findJob(db: Transaction, id: string): Promise<Job | undefined> {
  const row = await selectJobs(db).where('id', '=', id).executeTakeFirst();
  return row && jobOf(row);
}

/** The reader's latest jobs, newest first. */
export async function listJobs(db: Transaction, starter: string, limit: number): Promise<readonly Job[]> {
  const rows = await selectJobs(db).where('starter', '=', starter).orderBy('created_at', 'desc').limit(limit).execute();
  return rows.map(jobOf);
}

function selectJobs(db: Transaction) {
  return db
    .selectFrom('platform.job')
    .select(['id', 'kind', 'state', 'step', 'done_steps', 'all_steps', 'result', 'refusal', 'created_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectJobs>['executeTakeFirstOrThrow']>>;

function jobOf(row: Row): Job {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state as Job['state'],
    step: row.step,
    done: row.done_steps,
    all: row.all_steps,
    result: row.result as unknown as Job['result'],
    refusal: row.refusal as unknown as Job['refusal'],
    createdAt: row.created_at,
  };
}
