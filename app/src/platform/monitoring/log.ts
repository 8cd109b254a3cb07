import pino, { type DestinationStream } from 'pino';

/*
 * The operator's log: one JSON object a line, made of fields that are named here and of nothing else. A field that is
 * not on the list does not get out, whoever passes it. No address, query, account, name, message of a library or text
 * that somebody typed: the errors of the database quote the values that they refuse.
 */

/** What a line may say of a request. */
export interface RequestLine {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly ms: number;
}

/** What a line may say of a fault. */
export interface FaultLine {
  /** The number that the reader was told. */
  readonly number: string;
  readonly where: string;
  readonly kind: string;
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  /** Where in the program, without what was said there. */
  readonly frames: readonly string[];
}

export interface OperatorLog {
  request(line: RequestLine): void;
  /** Writes the fault and returns its number. */
  fault(error: unknown, where: string): string;
  /** A sentence of the program about itself; it must be one of ours. */
  say(sentence: string): void;
}

/** Where lines go; `flushSync` makes sure that they are there. */
export interface LogDestination extends DestinationStream {
  flushSync?(): void;
}

/**
 * Writes to the standard error output unless told otherwise. No request waits for its line to be written; a fault is
 * written at once, since the next thing may be the end of the process.
 */
export function operatorLog(destination: LogDestination = pino.destination({ dest: 2, sync: false })): OperatorLog {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  let count = 0;
  return {
    request: ({ route, method, status, ms }) =>
      logger.info({ route, method, status, ms: Math.round(ms * 10) / 10 }, 'request'),
    fault: (error, where) => {
      count += 1;
      const number = `${Date.now().toString(36)}-${count}`;
      const { kind, code, constraint, frames } = faultLine(error, number, where);
      logger.error({ number, where, kind, code, constraint, frames }, 'fault');
      destination.flushSync?.();
      return number;
    },
    say: (sentence) => logger.info({}, sentence),
  };
}

const MOST_FRAMES = 12;

/** Of an error only its kind, its code and where it came from; of its causes the same. */
export function faultLine(error: unknown, number: string, where: string): FaultLine {
  if (!(error instanceof Error))
    return { number, where, kind: typeof error, code: undefined, constraint: undefined, frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? faultLine(error.cause, number, where) : undefined;
  return {
    number,
    where,
    kind: cause ? `${error.name} < ${cause.kind}` : error.name,
    code: wordOf(error, 'code') ?? cause?.code,
    constraint: wordOf(error, 'constraint') ?? cause?.constraint,
    frames: [...frames.slice(0, MOST_FRAMES), ...(cause?.frames ?? [])].map((line) => line.trim()),
  };
}

/** A field that is one word of a program: a code, the name of a constraint. */
function wordOf(error: Error, field: 'code' | 'constraint'): string | undefined {
  const value: unknown = field in error ? (error as unknown as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' && /^\w{1,63}$/.test(value) ? value : undefined;
}
