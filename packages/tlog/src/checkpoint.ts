/**
 * Checkpoints: C2SP tlog-checkpoint v1.0.0, and witnesses' cosignatures: C2SP tlog-cosignature v1 (type 0x04).
 *
 * Threat model. The log signs "at this size my root is this". Having signed, it cannot deny it: two checkpoints of the
 * same size and different roots, or two that no consistency proof joins, convict it by its own signature. But the log
 * can still show one history to one reader and another to the next. Witnesses close that gap: each remembers the last
 * checkpoint, demands a consistency proof and only then cosigns; a reader who asks for `quorum` cosignatures accepts no
 * history that so many witnesses have not seen. A witness vouches for append-only growth, not for what events say, and
 * not for the extension lines.
 *
 * Not promised: that witnesses are independent of each other; that a checkpoint is recent (compare `cosignedAt`).
 */
import { sign, verify } from 'node:crypto';
import type { Hash } from './merkle.ts';
import {
  decodeBase64,
  ed25519,
  ed25519Keys,
  openNote,
  type SignatureType,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';
import { accept, type Result, refuse } from './refusal.ts';

/** What a log says of itself. `extensions` are opaque lines, kept and signed but given no meaning here. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions: readonly string[];
};

/** Whose word a reader takes. The log's origin must be the name of its key. */
export type Trust = { readonly log: Verifier; readonly witnesses?: readonly Verifier[]; readonly quorum?: number };

/** A checkpoint that the log has signed, and the trusted witnesses that cosigned it, each with the time of its own clock. */
export type SignedCheckpoint = {
  readonly checkpoint: Checkpoint;
  readonly witnesses: readonly { readonly name: string; readonly cosignedAt: Date }[];
};

/** The last second that a Date can hold (year 275760). The standard lets a verifier refuse times in the future. */
const LATEST = 8_640_000_000_000n;

/**
 * Type 0x04: Ed25519 over a time and the whole text, extensions included. The message does not name the cosigner, so a
 * key must never serve two witnesses.
 */
export const ed25519Cosignature: SignatureType = {
  byte: 0x04,
  ...ed25519Keys,
  sign: (key, text, seconds) => {
    if (!(Number.isSafeInteger(seconds) && seconds >= 0)) throw new RangeError('a time in whole seconds since 1970');
    const time = BigInt(seconds);
    return Buffer.concat([uint64(time), sign(null, cosignedMessage(time, text), key)]);
  },
  verify: (key, text, signature) => {
    if (signature.length !== 72) return false;
    const time = timestampOf(signature);
    return time <= LATEST && verify(null, cosignedMessage(time, text), key, signature.subarray(8));
  },
  statedTime: (signature) => new Date(Number(timestampOf(signature)) * 1000),
};

/** The key types this package brings. Pass a longer list to the key parsers to accept more. */
export const signatureTypes: readonly SignatureType[] = [ed25519, ed25519Cosignature];

/** The text of a checkpoint, ready to be signed. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), Buffer.from(root).toString('base64'), ...extensions];
  const text = `${lines.join('\n')}\n`;
  if (!parseCheckpoint(text).ok) throw new TypeError('not a checkpoint: empty line, bad size or bad root');
  return text;
}

/** Reads the text of a checkpoint, usually from `openNote`. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const [origin, size, root, ...extensions] = text.endsWith('\n') ? text.slice(0, -1).split('\n') : [];
  const hash = root === undefined ? undefined : decodeBase64(root);
  const isNumber = /^(0|[1-9]\d*)$/.test(size ?? '') && Number.isSafeInteger(Number(size));
  if (!origin || !isNumber || hash?.length !== 32 || extensions.includes('')) {
    return refuse({ code: 'checkpoint-malformed' });
  }
  return accept({ origin, size: Number(size), root: hash, extensions });
}

/** The log's own act: a checkpoint as a signed note. Never sign one that does not continue all earlier ones. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer, seconds = 0): string {
  return signNote(formatCheckpoint(checkpoint), [signer], seconds);
}

/** Believes a checkpoint only if the log and a quorum of witnesses (none unless asked for) have signed it. */
export function openCheckpoint(note: string, { log, witnesses = [], quorum = 0 }: Trust): Result<SignedCheckpoint> {
  const opened = openNote(note, [log, ...witnesses]);
  if (!opened.ok) return opened;
  const { text, signedBy } = opened.value;
  if (!signedBy.some(({ verifier }) => verifier.vkey === log.vkey)) {
    return refuse({ code: 'note-not-signed-by', name: log.name });
  }
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return checkpoint;
  const { origin } = checkpoint.value;
  if (origin !== log.name) return refuse({ code: 'checkpoint-of-another-log', origin, expected: log.name });
  const cosigned = signedBy.flatMap(({ verifier, signature }) => {
    const time = verifier === log ? undefined : verifier.statedTime?.(signature);
    return time ? [{ name: verifier.name, cosignedAt: time }] : [];
  });
  if (cosigned.length < quorum) return refuse({ code: 'witnesses-missing', needed: quorum, found: cosigned.length });
  return accept({ checkpoint: checkpoint.value, witnesses: cosigned });
}

function cosignedMessage(time: bigint, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

function timestampOf(signature: Uint8Array): bigint {
  return Buffer.from(signature).readBigUInt64BE(0);
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
