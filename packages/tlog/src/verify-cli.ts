/**
 * `enlace-verify`: checks a log without trusting the host that keeps it. It is bundled into one file that needs nothing
 * but Node (>= 20.19), so that a member can read it whole, keep it, and run it on a machine of its own.
 *
 * `log` reads an export; `watch` looks at a server once (run it from a timer) and remembers what it saw in a state file,
 * which is a checkpoint signed by the log, verified again at every start. `--cosign` signs what was verified.
 * One process per state file: there is no lock.
 *
 * Exit status: 0 all agrees; 1 the log is refused; 2 nothing could be checked. Problems are told on standard error.
 */
import { createReadStream } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checkpoint, ed25519Cosignature, openCheckpoint, signatureTypes, type Trust } from './checkpoint.ts';
import { verifyLogFile } from './log-file.ts';
import { addSignature, generateKey, isKeyName, parseSignerKey, parseVerifierKey, type Verifier } from './note.ts';
import { accept, type Refusal, type Result, refuse } from './refusal.ts';
import { type Finding, type Language, sentenceFor, type Trouble } from './sentences.ts';
import { compareCheckpoints, judgeGrowth, type Observation, parseProof } from './witness.ts';

type Problem = (Refusal | Trouble) & { readonly evidence?: readonly string[] };
type Success = { readonly finding: Finding; readonly print?: string };
type Options = { readonly [name in 'checkpoint' | 'key' | 'state' | 'cosign' | 'out' | 'quorum']?: string } & {
  readonly witness?: readonly string[];
};
type Remembered = { readonly note: string; readonly checkpoint: Checkpoint };

const MAX_ANSWER = 1_000_000;
const TIMEOUT_MS = 30_000;
const TROUBLES: Readonly<Record<Trouble['code'], true>> = {
  usage: true,
  'file-unreadable': true,
  'file-unwritable': true,
  'key-refused': true,
  'state-damaged': true,
  'server-unreachable': true,
};

async function run(args: readonly string[]): Promise<Result<Success, Problem>> {
  const parsed = parseCommand(args);
  if (!parsed) return refuse({ code: 'usage' });
  const { command, subject, options } = parsed;
  switch (command) {
    case 'log':
      return verifyFile(subject, options);
    case 'watch':
      return watch(subject, options);
    case 'key':
      return makeKey(subject, options);
    default:
      return refuse({ code: 'usage' });
  }
}

async function verifyFile(file: string, options: Options): Promise<Result<Success, Problem>> {
  if (!options.checkpoint) return refuse({ code: 'usage' });
  const trust = readTrust(options);
  if (!trust.ok) return trust;
  const note = await readText(options.checkpoint);
  if (!note.ok) return note;
  const seen = await readState(options.state, trust.value);
  if (!seen.ok) return seen;
  try {
    const verified = await verifyLogFile(chunksOf(file), {
      note: note.value,
      trust: trust.value,
      seen: seen.value?.checkpoint,
    });
    if (!verified.ok) return refuse(withEvidence(verified.refusal, seen.value, note.value));
    const kept = await keepState(options.state, note.value);
    if (!kept.ok) return kept;
    const { checkpoint, witnesses } = verified.value;
    const since = seen.value?.checkpoint.size;
    return accept({ finding: { code: 'file-verified', size: checkpoint.size, witnesses: witnesses.length, since } });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
}

async function watch(address: string, options: Options): Promise<Result<Success, Problem>> {
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (!base || !options.state || !/^https?:$/.test(base.protocol)) return refuse({ code: 'usage' });
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const trust = readTrust(options);
  if (!trust.ok) return trust;
  const cosigner = await readCosigner(options.cosign);
  if (!cosigner.ok) return cosigner;
  const seen = await readState(options.state, trust.value);
  if (!seen.ok) return seen;

  const note = await fetchText(new URL('audit/checkpoint', base));
  if (!note.ok) return note;
  const signed = openCheckpoint(note.value, trust.value);
  if (!signed.ok) return signed;
  const observed = await observe(base, seen.value?.checkpoint, signed.value.checkpoint);
  if (!observed.ok) return refuse(withEvidence(observed.refusal, seen.value, note.value));
  // Remember first, sign afterwards: a witness that forgets what it signed could be made to sign a fork.
  const kept = await keepState(options.state, note.value);
  if (!kept.ok) return kept;
  const finding: Finding = { code: 'watched', observation: observed.value, witnesses: signed.value.witnesses.length };
  if (!cosigner.value) return accept({ finding });
  return accept({ finding, print: addSignature(note.value, cosigner.value, Math.floor(Date.now() / 1000)) });
}

async function observe(
  base: URL,
  seen: Checkpoint | undefined,
  now: Checkpoint,
): Promise<Result<Observation, Refusal | Trouble>> {
  const compared = compareCheckpoints(seen, now);
  if (compared || !seen) return compared ?? accept({ kind: 'first', size: now.size });
  if (seen.size === 0) return judgeGrowth(seen, now, []); // from nothing there is nothing to prove
  const answer = await fetchText(new URL(`audit/consistency?from=${seen.size}&to=${now.size}`, base));
  return answer.ok ? judgeGrowth(seen, now, parseProof(parseJson(answer.value)) ?? []) : answer;
}

async function makeKey(name: string, { out }: Options): Promise<Result<Success, Problem>> {
  if (!out || !isKeyName(name)) return refuse({ code: 'usage' });
  const { skey, vkey } = generateKey(name, ed25519Cosignature);
  try {
    await writeFile(out, `${skey}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    return refuse({ code: 'file-unwritable', file: out, reason: reasonOf(error) });
  }
  return accept({ finding: { code: 'key-made', file: out }, print: `${vkey}\n` });
}

function parseCommand(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        checkpoint: text,
        key: text,
        state: text,
        cosign: text,
        out: text,
        quorum: text,
        lang: text,
        witness: { type: 'string', multiple: true },
      },
    });
    const [command, subject, ...rest] = positionals;
    const { lang = 'es', ...options } = values;
    return command && subject && rest.length === 0 && /^(es|en)$/.test(lang)
      ? { command, subject, options }
      : undefined;
  } catch {
    return undefined;
  }
}

function languageOf(args: readonly string[]): Language {
  return args.some((arg, i) => arg === '--lang=en' || (arg === '--lang' && args[i + 1] === 'en')) ? 'en' : 'es';
}

function readTrust({ key = '', witness = [], quorum = '0' }: Options): Result<Trust, Trouble> {
  const log = parseVerifierKey(key, signatureTypes);
  if (!log.ok) return refuse({ code: 'key-refused', option: '--key' });
  const witnesses: Verifier[] = [];
  for (const vkey of new Set(witness)) {
    const parsed = parseVerifierKey(vkey, [ed25519Cosignature]);
    if (!parsed.ok) return refuse({ code: 'key-refused', option: '--witness' });
    witnesses.push(parsed.value);
  }
  if (!/^\d{1,3}$/.test(quorum) || Number(quorum) > witnesses.length) return refuse({ code: 'usage' });
  return accept({ log: log.value, witnesses, quorum: Number(quorum) });
}

async function readCosigner(file: string | undefined) {
  if (file === undefined) return accept(undefined);
  const text = await readText(file);
  if (!text.ok) return text;
  const signer = parseSignerKey(text.value.trimEnd(), [ed25519Cosignature]);
  return signer.ok ? signer : refuse({ code: 'key-refused', option: '--cosign' } as const);
}

/** The checkpoint seen last; undefined on the first look. The quorum is not asked again: it was when it was kept. */
async function readState(file: string | undefined, { log }: Trust): Promise<Result<Remembered | undefined, Trouble>> {
  if (file === undefined) return accept(undefined);
  let note: string;
  try {
    note = decodeUtf8(await readFile(file));
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return accept(undefined);
    return refuse({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
  const signed = openCheckpoint(note, { log });
  return signed.ok ? accept({ note, checkpoint: signed.value.checkpoint }) : refuse({ code: 'state-damaged', file });
}

/** Old or new, never half: written beside, flushed, renamed over, and the folder flushed too. */
async function keepState(file: string | undefined, note: string): Promise<Result<undefined, Trouble>> {
  if (file === undefined) return accept(undefined);
  try {
    const temporary = `${file}.${process.pid}.new`;
    await writeFile(temporary, note, { flush: true });
    await rename(temporary, file);
    // Windows cannot open a folder; there the rename alone has to do.
    if (process.platform !== 'win32') {
      const folder = await open(dirname(file));
      await folder.sync();
      await folder.close();
    }
    return accept(undefined);
  } catch (error) {
    return refuse({ code: 'file-unwritable', file, reason: reasonOf(error) });
  }
}

/** Opens the file when the first chunk is asked for, so that a checkpoint refused before leaves nothing open. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: 256 * 1024 });
}

async function readText(file: string): Promise<Result<string, Trouble>> {
  try {
    return accept(decodeUtf8(await readFile(file)));
  } catch (error) {
    return refuse({ code: 'file-unreadable', file, reason: reasonOf(error) });
  }
}

async function fetchText(url: URL): Promise<Result<string, Trouble>> {
  const failed = (reason: string) => refuse<Trouble>({ code: 'server-unreachable', url: url.href, reason });
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) return failed(String(response.status));
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_ANSWER) return failed(`> ${MAX_ANSWER} bytes`);
    }
    return accept(decodeUtf8(Buffer.concat(chunks)));
  } catch (error) {
    return failed(reasonOf(error));
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `ENOENT`, `ECONNREFUSED`…; `fetch` hides it one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** Two checkpoints signed by the log that do not go together convict it: whoever runs this must be able to keep both. */
function withEvidence(refusal: Refusal | Trouble, seen: Remembered | undefined, now: string): Problem {
  const convicts = ['log-forked', 'log-rewritten', 'log-rolled-back'].includes(refusal.code);
  return convicts && seen ? { ...refusal, evidence: [seen.note, now] } : refusal;
}

function report(language: Language, outcome: Result<Success, Problem>): void {
  if (!outcome.ok) {
    const { evidence = [], ...problem } = outcome.refusal;
    process.stderr.write([sentenceFor(language, problem), ...evidence].map((part) => `${part}\n`).join(''));
    process.exitCode = problem.code in TROUBLES ? 2 : 1;
    return;
  }
  const { finding, print } = outcome.value;
  // What another program will read goes out alone.
  (print === undefined ? process.stdout : process.stderr).write(`${sentenceFor(language, finding)}\n`);
  process.stdout.write(print ?? '');
}

const args = process.argv.slice(2);
try {
  report(languageOf(args), await run(args));
} catch (fault) {
  console.error(fault);
  process.exitCode = 2; // a defect of this program says nothing about the log
}
