/**
 * Signed notes: C2SP signed-note v1.0.0 (c2sp.org/signed-note), Ed25519 of RFC 8032.
 *
 * Threat model. A note travels through hands that may change it. Its text says nothing until a signature by a key that
 * the reader already holds has been verified: `openNote` gives the text out only then. Signatures of unknown keys are
 * ignored (that is how witnesses and new keys are added); a wrong signature by a known key refuses the whole note.
 * The four-byte key id is a label, never a proof.
 *
 * Flow. `parseVerifierKey` or `parseSignerKey` once; `signNote` by the log, `addSignature` by witnesses, `openNote` by
 * everybody. A new key type is one more `SignatureType` in the list that is passed to the two parsers.
 *
 * Not promised: that the holder of a key is who its name says; revocation; resistance to quantum computers (Ed25519).
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { accept, type Refusal, type Result, refuse } from './refusal.ts';

/** How one kind of key signs. `byte` is the identifier that C2SP signed-note assigns. */
export type SignatureType = {
  readonly byte: number;
  readonly importPublic: (material: Uint8Array) => KeyObject;
  readonly importPrivate: (material: Uint8Array) => KeyObject;
  /** `seconds` since 1970, for types that state a time. */
  readonly sign: (key: KeyObject, text: string, seconds: number) => Uint8Array;
  readonly verify: (key: KeyObject, text: string, signature: Uint8Array) => boolean;
  /** When a verified signature says it was made; absent in types that say nothing of it. */
  readonly statedTime?: (signature: Uint8Array) => Date;
};

/** A key that can check signatures. `vkey` is its written form, `name+hexid+base64`. */
export type Verifier = {
  readonly name: string;
  readonly id: string;
  readonly vkey: string;
  readonly verify: (text: string, signature: Uint8Array) => boolean;
  readonly statedTime?: (signature: Uint8Array) => Date;
};

/** A key that can sign, and the verifier that everybody else gets. */
export type Signer = { readonly verifier: Verifier; readonly sign: (text: string, seconds: number) => Uint8Array };

/** One signature line of a note. `id` is the key id in eight hexadecimal digits. */
export type NoteSignature = { readonly name: string; readonly id: string; readonly signature: Uint8Array };

/** A note taken apart, not yet believed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note of which at least one known signature was verified; `signedBy` has each known signer once. */
export type OpenedNote = {
  readonly text: string;
  readonly signedBy: readonly { readonly verifier: Verifier; readonly signature: Uint8Array }[];
};

const MAX_NOTE = 1_000_000;
const MAX_SIGNATURES = 100;
const PRIVATE = 'PRIVATE+KEY+';
const PKCS8_ED25519_SEED = Buffer.from('302e020100300506032b657004220420', 'hex'); // RFC 8410, section 7

/** Ed25519 keys as C2SP writes them: 32 bytes of public key, 32 bytes of seed. Shared by all types that use Ed25519. */
export const ed25519Keys: Pick<SignatureType, 'importPublic' | 'importPrivate'> = {
  importPublic: (material) =>
    createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(material).toString('base64url') },
    }),
  importPrivate: (seed) =>
    createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.concat([PKCS8_ED25519_SEED, seed]) }),
};

/** Type 0x01: Ed25519 over the note's text. */
export const ed25519: SignatureType = {
  byte: 0x01,
  ...ed25519Keys,
  sign: (key, text) => sign(null, Buffer.from(text), key),
  verify: (key, text, signature) => verify(null, Buffer.from(text), key, signature),
};

/** Reads `name+hexid+base64`. The id must be the one that the name and the key give. */
export function parseVerifierKey(vkey: string, types: readonly SignatureType[]): Result<Verifier> {
  const parts = parseKey(vkey, types);
  if (!parts.ok) return parts;
  const { name, type, material } = parts.value;
  const key = importOrUndefined(() => type.importPublic(material));
  const verifier = key && verifierOf(name, type, material, key);
  return verifier?.vkey === vkey ? accept(verifier) : refuse({ code: 'key-malformed' });
}

/** Reads `PRIVATE+KEY+name+hexid+base64`, the form of Go's `sumdb/note`. */
export function parseSignerKey(skey: string, types: readonly SignatureType[]): Result<Signer> {
  if (!skey.startsWith(PRIVATE)) return refuse({ code: 'key-malformed' });
  const parts = parseKey(skey.slice(PRIVATE.length), types);
  if (!parts.ok) return parts;
  const { name, id, type, material } = parts.value;
  const key = importOrUndefined(() => type.importPrivate(material));
  const signer = key && signerOf(name, type, key);
  return signer?.verifier.id === id ? accept(signer) : refuse({ code: 'key-malformed' });
}

/** Makes a new Ed25519 key of the given type. `skey` is secret: file mode 0600, never in a log. */
export function generateKey(name: string, type: SignatureType): { readonly skey: string; readonly vkey: string } {
  if (!isKeyName(name)) throw new TypeError('a key name is not empty and has neither spaces nor a plus sign');
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_ED25519_SEED.length);
  const { id, vkey } = signerOf(name, type, privateKey).verifier;
  return { skey: `${PRIVATE}${name}+${id}+${encodeBase64([type.byte], seed)}`, vkey };
}

/** Whether a key may have this name: not empty, no Unicode space, no plus sign, nothing that breaks a line. */
export function isKeyName(name: string): boolean {
  return /^[^\s\p{Z}\p{Cc}+]+$/u.test(name);
}

/** Writes `text` (which ends in a newline) as a note signed by all signers. */
export function signNote(text: string, signers: readonly Signer[], seconds: number): string {
  if (!text.endsWith('\n') || hasForbiddenCharacters(text)) throw new TypeError('a note is text ending in a newline');
  return `${text}\n${signers.map((signer) => signatureLine(signer, text, seconds)).join('')}`;
}

/** Adds a signature to a note that was already opened; the others stay as they are. */
export function addSignature(note: string, signer: Signer, seconds: number): string {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new TypeError('not a note');
  return note + signatureLine(signer, parsed.value.text, seconds);
}

/** Takes a note apart and verifies nothing. Use `openNote` unless the signatures are of no interest. */
export function parseNote(note: string): Result<Note> {
  const malformed = refuse<Refusal>({ code: 'note-malformed' });
  if (note.length > MAX_NOTE || hasForbiddenCharacters(note) || !note.endsWith('\n')) return malformed;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return malformed;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return malformed;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const match = /^— (\S+) (\S+)$/u.exec(line);
    const bytes = match?.[2] === undefined ? undefined : decodeBase64(match[2]);
    if (!match?.[1] || !isKeyName(match[1]) || !bytes || bytes.length < 5) return malformed;
    signatures.push({ name: match[1], id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) });
  }
  return accept({ text: note.slice(0, split + 1), signatures });
}

/** Gives out the text of a note that at least one of `known` has signed. See the module comment for what is refused. */
export function openNote(note: string, known: readonly Verifier[]): Result<OpenedNote> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const signedBy = new Map<string, OpenedNote['signedBy'][number]>();
  for (const { name, id, signature } of signatures) {
    const verifier = known.find((candidate) => candidate.name === name && candidate.id === id);
    if (!verifier) continue;
    if (!verifier.verify(text, signature)) return refuse({ code: 'signature-wrong', name });
    if (!signedBy.has(verifier.vkey)) signedBy.set(verifier.vkey, { verifier, signature });
  }
  if (signedBy.size === 0)
    return refuse({ code: 'note-not-signed-by', name: known.map(({ name }) => name).join(', ') });
  return accept({ text, signedBy: [...signedBy.values()] });
}

/** Standard base64 (RFC 4648, section 4), the one spelling of those bytes; Node's own decoder forgives too much. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function encodeBase64(...parts: readonly (Uint8Array | readonly number[])[]): string {
  return Buffer.concat(parts.map((part) => Uint8Array.from(part))).toString('base64');
}

type KeyParts = {
  readonly name: string;
  readonly id: string;
  readonly type: SignatureType;
  readonly material: Uint8Array;
};

function parseKey(text: string, types: readonly SignatureType[]): Result<KeyParts> {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = decodeBase64(base64 ?? '');
  const byte = bytes?.[0];
  if (!name || !id || !isKeyName(name) || !bytes || byte === undefined) return refuse({ code: 'key-malformed' });
  const type = types.find((candidate) => candidate.byte === byte);
  return type
    ? accept({ name, id, type, material: bytes.subarray(1) })
    : refuse({ code: 'key-type-unknown', type: byte });
}

function signerOf(name: string, type: SignatureType, key: KeyObject): Signer {
  const publicKey = createPublicKey(key);
  const material = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    verifier: verifierOf(name, type, material, publicKey),
    sign: (text, seconds) => type.sign(key, text, seconds),
  };
}

function verifierOf(name: string, type: SignatureType, material: Uint8Array, key: KeyObject): Verifier {
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type.byte), material])).slice(0, 8);
  return {
    name,
    id,
    vkey: `${name}+${id}+${encodeBase64([type.byte], material)}`,
    verify: (text, signature) => type.verify(key, text, signature),
    ...(type.statedTime && { statedTime: type.statedTime }),
  };
}

function signatureLine(signer: Signer, text: string, seconds: number): string {
  const { name, id } = signer.verifier;
  return `— ${name} ${encodeBase64(Buffer.from(id, 'hex'), signer.sign(text, seconds))}\n`;
}

/** ASCII control characters other than newline, and characters that have no UTF-8 form. */
function hasForbiddenCharacters(text: string): boolean {
  return /(?!\n)[^\u0020-\u{10ffff}]|\p{Surrogate}/u.test(text);
}

/** OpenSSL reports a key of the wrong length or off the curve by throwing; for a reader that is bad input. */
function importOrUndefined(importKey: () => KeyObject): KeyObject | undefined {
  try {
    return importKey();
  } catch {
    return undefined;
  }
}
