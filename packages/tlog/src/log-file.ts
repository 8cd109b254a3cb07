/**
 * An exported log, and how it is verified as a stream.
 *
 * One line per event, in order, exactly as `formatLogLine` writes it: `{"seq":0,"body":"<base64>"}`. The bytes of a line
 * are fixed by the event, so there is no second spelling under which an edit could hide. Memory stays constant: a few
 * kilobytes of lines and the frontier.
 *
 * Threat model. The file comes from the party under suspicion. A line may be edited, removed, repeated, moved, added,
 * or be a gigabyte long. Whatever agrees with the checkpoint's size and root is, up to a SHA-256 collision, what the log
 * committed to when it signed.
 */
import { type Checkpoint, openCheckpoint, type SignedCheckpoint, type Trust } from './checkpoint.ts';
import { EMPTY, EMPTY_ROOT, extend, type Frontier, type Hash, leafHash, rootOf, sameHash } from './merkle.ts';
import { decodeBase64 } from './note.ts';
import { accept, type Result, refuse } from './refusal.ts';
import { compareCheckpoints } from './witness.ts';

/** Longer lines are refused unread: no event comes near this. */
const MAX_LINE = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The line, without its newline, that stands for an event in an exported log. */
export function formatLogLine(seq: number, body: Uint8Array): string {
  return `{"seq":${seq},"body":"${Buffer.from(body).toString('base64')}"}`;
}

/**
 * Verifies an exported log against a signed checkpoint and, if the reader remembers one, against the last checkpoint it
 * accepted before: the events then known must still be there, unchanged.
 */
export async function verifyLogFile(
  chunks: AsyncIterable<Uint8Array>,
  { note, trust, seen }: { readonly note: string; readonly trust: Trust; readonly seen?: Checkpoint | undefined },
): Promise<Result<SignedCheckpoint>> {
  const signed = openCheckpoint(note, trust);
  if (!signed.ok) return signed;
  const { size, root } = signed.value.checkpoint;
  const compared = compareCheckpoints(seen, signed.value.checkpoint);
  if (compared && !compared.ok) return compared;

  const read = await readRoots(chunks, seen?.size ?? 0);
  if (!read.ok) return read;
  const { size: events, root: found, earlier } = read.value;
  if (events < size) return refuse({ code: 'log-truncated', events, size });
  if (events > size) return refuse({ code: 'log-longer', events, size });
  if (!sameHash(found, root)) return refuse({ code: 'log-edited', size });
  if (seen && !sameHash(earlier, seen.root)) return refuse({ code: 'log-rewritten', size, seen: seen.size });
  return signed;
}

/** Reads the whole log: its size, its root, and the root it had at the earlier size `mark`. */
async function readRoots(
  chunks: AsyncIterable<Uint8Array>,
  mark: number,
): Promise<Result<{ readonly size: number; readonly root: Hash; readonly earlier: Hash }>> {
  let frontier: Frontier = EMPTY;
  let earlier = EMPTY_ROOT;
  for await (const lines of splitLines(chunks)) {
    const leaves: Hash[] = [];
    for (const line of lines) {
      const seq = frontier.size + leaves.length;
      const body = readLogLine(line, seq);
      if (!body.ok) return body;
      leaves.push(leafHash(body.value));
      if (seq + 1 === mark) {
        frontier = extend(frontier, leaves.splice(0)).frontier;
        earlier = rootOf(frontier);
      }
    }
    frontier = extend(frontier, leaves).frontier;
  }
  return accept({ size: frontier.size, root: rootOf(frontier), earlier });
}

function readLogLine(line: string, seq: number): Result<Uint8Array> {
  const prefix = `{"seq":${seq},"body":"`;
  const body = line.startsWith(prefix) && line.endsWith('"}') ? decodeBase64(line.slice(prefix.length, -2)) : undefined;
  if (body) return accept(body);
  const found = /^\{"seq":(\d{1,16}),/.exec(line)?.[1];
  return found === undefined || Number(found) === seq
    ? refuse({ code: 'line-malformed', line: seq + 1 })
    : refuse({ code: 'line-out-of-order', line: seq + 1, expected: seq, found: Number(found) });
}

/**
 * Lines in the batches in which they arrive: one array a chunk costs far less than one promise a line. Latin-1 keeps
 * every byte, so a line that is not ASCII stays different from one that is. An overlong line becomes an empty one,
 * which no event has.
 */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  let pending: Uint8Array[] = [];
  let pendingLength = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      pending.push(chunk);
      pendingLength += chunk.length;
      if (pendingLength > MAX_LINE) {
        yield [''];
        return;
      }
      continue;
    }
    const whole = Buffer.concat([...pending, chunk.subarray(0, end)]);
    pending = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    pendingLength = chunk.length - end - 1;
    yield whole.toString('latin1').split('\n');
  }
  if (pendingLength > 0) yield [Buffer.concat(pending).toString('latin1')];
}
