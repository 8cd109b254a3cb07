/**
 * Sealed boxes (X25519, XSalsa20-Poly1305: libsodium's `crypto_box_seal`) and signatures (Ed25519, RFC 8032). A box
 * hides a level-1 or level-2 field list, or a share on its way to a holder, from the host that carries it; it does not
 * say who closed it, so it travels inside a signed request.
 *
 * Not promised: the length of a box shows the length of its content to the next multiple of 256 bytes; who steals the
 * receiver's key opens every box ever sent to it, which is why each match has a box key of its own that is erased.
 * @module
 */
import sodium from 'libsodium-wrappers-sumo';
import { concat, equalBytes, prefixed } from './bytes.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';

/** A public key of 32 bytes and its secret; of a box or of a signature, never of both. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** Boxes and signatures on libsodium. A box's one-time key comes from libsodium's own source of randomness. */
export interface Sealing {
  /** From 32 random bytes. */
  boxKeyPair(seed: Uint8Array): KeyPair;
  /** Closes a box for one receiver. `context` says what the content is for: match, direction, level. */
  seal(sealed: {
    readonly context: Uint8Array;
    readonly content: Uint8Array;
    readonly receiver: Uint8Array;
  }): Uint8Array;
  /** Opens it. A box for another key or context, or altered by a bit, cannot be told apart: all are unreadable. */
  open(box: Uint8Array, opening: { readonly context: Uint8Array; readonly keys: KeyPair }): OprfResult<Uint8Array>;
  /** From 32 random bytes. */
  signatureKeyPair(seed: Uint8Array): KeyPair;
  sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array;
  isSigned(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean;
}

/** Bytes of a signature. */
export const SIGNATURE = 64;

const PADDING = 256;

/** Starts libsodium. */
export async function sodiumSealing(): Promise<Sealing> {
  await sodium.ready;
  return SEALING;
}

const SEALING: Sealing = {
  boxKeyPair(seed) {
    const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
    return { publicKey, secretKey: privateKey };
  },
  seal({ context, content, receiver }) {
    const padded = sodium.pad(concat(prefixed(context), content), PADDING);
    return sodium.crypto_box_seal(padded, receiver);
  },
  open(box, { context, keys }) {
    const unreadable = refuse({ code: 'box-unreadable' });
    try {
      const padded = sodium.crypto_box_seal_open(box, keys.publicKey, keys.secretKey);
      const opened = sodium.unpad(padded, PADDING);
      const expected = prefixed(context);
      if (!equalBytes(opened.slice(0, expected.length), expected)) return unreadable;
      return accept(opened.slice(expected.length));
    } catch {
      // libsodium has one error for every box that it cannot open.
      return unreadable;
    }
  },
  signatureKeyPair(seed) {
    const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
    return { publicKey, secretKey: privateKey };
  },
  sign: (message, secretKey) => sodium.crypto_sign_detached(message, secretKey),
  isSigned: (message, signature, publicKey) =>
    signature.length === SIGNATURE && sodium.crypto_sign_verify_detached(signature, message, publicKey),
};
