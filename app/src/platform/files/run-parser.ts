import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '../../kernel/index.ts';

export interface ParserLimits {
  readonly milliseconds: number;
  /** Heap of the worker's JavaScript. Buffers live outside of it: they are bounded by what `admit` let in. */
  readonly megabytes: number;
}

export const PARSER_LIMITS: ParserLimits = { milliseconds: 20_000, megabytes: 256 };

/** A call of one function of the worker's list, by name. */
export interface ParserTask {
  /** The module that calls `serveParsers`: its source (`.ts`, run through tsx) or its bundle. */
  readonly entry: URL;
  readonly parser: string;
  readonly bytes: Uint8Array;
  /** Anything that can be copied between threads. */
  readonly options?: unknown;
  readonly limits?: ParserLimits;
}

/** What the worker answers; private between this module and `serve-parsers.ts`. */
export type ParserAnswer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Parses a file of unknown origin in a thread of its own, without environment, with a limit of time and memory. What
 * the parser cannot read, and what makes it run out of either, is a refusal; the process goes on. The value is what
 * the named parser returns: the caller states its type.
 */
export async function runParser<Value>(task: ParserTask): Promise<Result<Value>> {
  const limits = task.limits ?? PARSER_LIMITS;
  const source = task.entry.pathname.endsWith('.ts') ? fromSource(task.entry) : undefined;
  const worker = new Worker(source ?? task.entry, {
    eval: source !== undefined,
    workerData: { parser: task.parser, bytes: task.bytes, options: task.options },
    resourceLimits: {
      maxOldGenerationSizeMb: limits.megabytes,
      maxYoungGenerationSizeMb: Math.max(8, Math.floor(limits.megabytes / 8)),
    },
    env: {},
    stdout: true,
    stderr: true,
  });
  const answer = await firstAnswer(worker, limits.milliseconds);
  await worker.terminate();
  if (answer === 'too-slow' || answer === 'too-heavy') return refuse('invalid', `files.${answer}`);
  if (answer.kind === 'failed') return refuse('invalid', 'files.unreadable');
  return ok(answer.value as Value);
}

/** On Node 20 a thread takes no `--import` for its own entry, so the source is loaded from inside the thread. */
function fromSource(entry: URL): string {
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${tsx}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); })`;
}

async function firstAnswer(worker: Worker, milliseconds: number): Promise<ParserAnswer | 'too-slow' | 'too-heavy'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('too-slow'), milliseconds);
    const settle = (answer: ParserAnswer | 'too-heavy'): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.once('message', settle);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return settle('too-heavy');
      clearTimeout(timer);
      reject(error);
    });
    worker.once('exit', () => settle({ kind: 'failed', message: 'the worker ended without an answer' }));
  });
}
