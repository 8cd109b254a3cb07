import { parentPort, workerData } from 'node:worker_threads';
import type { ParserAnswer } from './run-parser.ts';

/** Reads bytes of unknown origin; may answer with a promise. What it gives must be copyable between threads. */
export type Parser = (bytes: Uint8Array, options: unknown) => unknown;

/**
 * Makes the module that calls it the entry of a parser thread: runs the one parser that the task names and answers.
 * Only the functions listed here can be called. In the main thread it does nothing, so that the list can be tested.
 */
export async function serveParsers(parsers: Readonly<Record<string, Parser>>): Promise<void> {
  if (!parentPort) return;
  const { parser, bytes, options } = workerData as { parser: string; bytes: Uint8Array; options: unknown };
  const parse = Object.hasOwn(parsers, parser) ? parsers[parser] : undefined;
  if (!parse) throw new Error(`no parser "${parser}"`);
  parentPort.postMessage(await answer(parse, bytes, options));
}

async function answer(parse: Parser, bytes: Uint8Array, options: unknown): Promise<ParserAnswer> {
  try {
    return { kind: 'value', value: await parse(bytes, options) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
