/**
 * A participant's request to one share server or to the registry: who asks whom for which officer and purpose, once.
 * The signature covers everything, the receiver included, so that a request cannot be sent on to another server, and
 * every request is answered at most once.
 * @module
 */
import { bigEndian, concat, equalBytes, prefixed, readBigEndian, utf8 } from './bytes.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';
import { type Sealing, SIGNATURE } from './seal.ts';

/** What is signed. Names are the identifiers of the members' list, never of a person who is searched for. */
export interface Request {
  readonly participant: string;
  readonly receiver: string;
  readonly officer: string;
  readonly purpose: string;
  /** Sixteen random bytes. */
  readonly nonce: Uint8Array;
  /** Milliseconds since 1970, by the participant's clock. */
  readonly sentAt: number;
  /** For a share server an encoded `BlindedBatch`. */
  readonly body: Uint8Array;
}

/** What a receiver knows when a request arrives. */
export interface Receiving {
  readonly receiver: string;
  /** Milliseconds since 1970, by the receiver's clock. */
  readonly now: number;
  /** The signature key of a participant, undefined for who is none. */
  readonly publicKeyOf: (participant: string) => Uint8Array | undefined;
  /** Whether this participant used this nonce already; remembered until `sentAt` is `MAX_AGE` ago. */
  readonly isUsed: (participant: string, nonce: Uint8Array) => boolean;
}

/** How old a request may be by the receiver's clock, in milliseconds. */
export const MAX_AGE = 300_000;

/** How far a participant's clock may be ahead of the receiver's, in milliseconds. */
export const MAX_AHEAD = 60_000;

const HEADER = utf8('ELR1');
const NONCE = 16;
const TIME = 8;

/**
 * `"ELR1" | participant | receiver | officer | purpose | nonce | body (length in 4) | time (8) | signature (64)`; texts
 * in UTF-8 after their length in two bytes, the nonce in its 16 bytes.
 */
export function signRequest(sealing: Sealing, request: Request, secretKey: Uint8Array): Uint8Array {
  if (request.nonce.length !== NONCE) throw new RangeError(`a nonce has ${NONCE} bytes`);
  const texts = [request.participant, request.receiver, request.officer, request.purpose];
  const signed = concat(
    HEADER,
    ...texts.map((text) => prefixed(utf8(text))),
    request.nonce,
    bigEndian(request.body.length, 4),
    request.body,
    bigEndian(request.sentAt, TIME),
  );
  return concat(signed, sealing.sign(signed, secretKey));
}

/**
 * Takes a request or says why not. Clock and memory are looked at only after the signature: a stranger learns nothing
 * from a refusal. An accepted nonce must be remembered before anything is answered, in the same transaction.
 */
export function receiveRequest(sealing: Sealing, bytes: Uint8Array, receiving: Receiving): OprfResult<Request> {
  const request = parse(bytes);
  if (!request) return refuse({ code: 'message-malformed', message: 'request' });
  const publicKey = receiving.publicKeyOf(request.participant);
  const [signed, signature] = [bytes.slice(0, -SIGNATURE), bytes.slice(-SIGNATURE)];
  if (!publicKey || !sealing.isSigned(signed, signature, publicKey) || request.receiver !== receiving.receiver) {
    return refuse({ code: 'signature-wrong' });
  }
  const age = receiving.now - request.sentAt;
  if (age > MAX_AGE) return refuse({ code: 'request-too-old', seconds: Math.ceil(age / 1000) });
  if (age < -MAX_AHEAD) return refuse({ code: 'request-from-the-future', seconds: Math.ceil(-age / 1000) });
  if (receiving.isUsed(request.participant, request.nonce)) return refuse({ code: 'request-replayed' });
  return accept(request);
}

function parse(bytes: Uint8Array): Request | undefined {
  let at = HEADER.length;
  let short = !equalBytes(bytes.slice(0, at), HEADER);
  const take = (length: number): Uint8Array => {
    const piece = bytes.slice(at, at + length);
    short ||= piece.length !== length;
    at += length;
    return piece;
  };
  const text = () => decodeUtf8(take(readBigEndian(take(2))));
  const [participant, receiver, officer, purpose] = [text(), text(), text(), text()];
  const nonce = take(NONCE);
  const body = take(readBigEndian(take(4)));
  const sentAt = readBigEndian(take(TIME));
  take(SIGNATURE);
  if (short || at !== bytes.length || !Number.isSafeInteger(sentAt)) return undefined;
  if (participant === undefined || receiver === undefined || officer === undefined || purpose === undefined) {
    return undefined;
  }
  return { participant, receiver, officer, purpose, nonce, sentAt, body };
}

// In Node and in every browser, but in no library of types that a pure file may name.
declare const TextDecoder: new (
  label: 'utf-8',
  options: { fatal: true; ignoreBOM: true },
) => {
  decode(bytes: Uint8Array): string;
};

/** Undefined for bytes that are not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
