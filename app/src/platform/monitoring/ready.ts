import type { Clock } from '../../kernel/index.ts';
import { type Database, type Finding, mayServe } from '../database/index.ts';
import type { SiteWatch } from './watch.ts';

/** One question of the readiness probe. `degraded`: it serves, but somebody must look. */
export type Answer = 'ok' | 'degraded' | 'failing';

/** A question that another part of the house adds: a sign-on provider that answers, a mailbox that accepts. */
export interface ReadyCheck {
  /** A word without spaces; it is shown to whoever asks. */
  readonly name: string;
  readonly ask: () => Promise<Answer>;
}

export interface ReadyOptions {
  readonly database: Database;
  /** Names and hashes of the migrations of this program. */
  readonly migrations: () => Promise<readonly { readonly name: string; readonly sha256: string }[]>;
  readonly selfCheck: () => Promise<readonly Finding[]>;
  readonly watch: SiteWatch;
  readonly clock: Clock;
  readonly more?: readonly ReadyCheck[];
}

/** Whether requests may be sent here, with the answer to each question and nothing else. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Answer>>;
}

const PATIENCE_MS = 5000;
/** Whoever asks often gets the answer of a moment ago: the questions cost queries. */
const FRESH_MS = 5000;
/** With events waiting, a head is signed every minute: three without one is a signer that has stopped. */
const MOST_UNSIGNED_MS = 180_000;

/** Asks everything at once; what does not answer in five seconds is failing. */
export function readiness(options: ReadyOptions): () => Promise<Readiness> {
  const questions: readonly ReadyCheck[] = [
    { name: 'database', ask: async () => asAnswer((await options.database.pool.query('select 1')).rowCount === 1) },
    { name: 'migrations', ask: () => askMigrations(options) },
    { name: 'self-check', ask: async () => asAnswer(mayServe(await options.selfCheck())) },
    { name: 'checkpoint', ask: async () => askCheckpoint(options) },
    { name: 'disk', ask: async () => ((await options.watch.look()).readOnly ? 'degraded' : 'ok') },
    ...(options.more ?? []),
  ];
  let asked: { readonly at: number; readonly answer: Promise<Readiness> } | undefined;
  return () => {
    const now = options.clock.now().getTime();
    if (!asked || Math.abs(now - asked.at) > FRESH_MS) asked = { at: now, answer: askAll(questions) };
    return asked.answer;
  };
}

async function askAll(questions: readonly ReadyCheck[]): Promise<Readiness> {
  const answers = await Promise.all(questions.map(({ ask }) => withPatience(ask)));
  const checks = Object.fromEntries(questions.map(({ name }, index) => [name, answers[index] ?? 'failing'] as const));
  return { ready: answers.every((answer) => answer !== 'failing'), checks };
}

async function withPatience(ask: () => Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve('failing'), PATIENCE_MS).unref();
  });
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return 'failing';
  } finally {
    clearTimeout(timer);
  }
}

function asAnswer(good: boolean): Answer {
  return good ? 'ok' : 'failing';
}

async function askMigrations({ database, migrations }: ReadyOptions): Promise<Answer> {
  const { rows } = await database.pool.query<{ name: string; sha256: string }>(
    'select name, sha256 from platform.migration',
  );
  const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  return asAnswer((await migrations()).every(({ name, sha256 }) => applied.get(name) === sha256));
}

/** A head that lags is a warning, as security.md section 6 has it: it stops nothing in this version. */
async function askCheckpoint({ watch, clock }: ReadyOptions): Promise<Answer> {
  const { logSize, signedSize, signedAt } = await watch.look();
  if (signedSize === logSize) return 'ok';
  const age = clock.now().getTime() - (signedAt?.getTime() ?? 0);
  return age > MOST_UNSIGNED_MS ? 'degraded' : 'ok';
}
