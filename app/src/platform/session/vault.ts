import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/*
 * Secrets that must be read again (authenticator secrets, client secrets) are encrypted with a key that is made from
 * the secret file and is in no table: a dump of the database gives none of them away. Each ciphertext is bound to what
 * it is about, so that one moved to another row does not open.
 *
 * Not promised: whoever has the secret file as well as the database has the secrets.
 */

/** Encrypts for one use, and marks values that need only be recognised. */
export interface Vault {
  /** `about` says whose and what: the same must be said to open it. */
  seal(plain: Uint8Array, about: string): Buffer;
  /** Throws when the text was changed, moved or sealed under another key: that is damage, not a refusal. */
  open(sealed: Uint8Array, about: string): Buffer;
  /** HMAC of a value for one purpose: recognisable, not readable. */
  mark(purpose: string, value: string): string;
}

const IV = 12;
const TAG = 16;

export function openVault(secret: string): Vault {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'enlace vault', purpose, 32));
  const key = derive('seal');
  const marks = derive('mark');
  return {
    seal(plain, about) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG })
        .setAAD(Buffer.from(about))
        .setAuthTag(sealed.subarray(sealed.length - TAG));
      return Buffer.concat([decipher.update(sealed.subarray(IV, sealed.length - TAG)), decipher.final()]);
    },
    mark: (purpose, value) => createHmac('sha256', marks).update(`${purpose}\n${value}`).digest('base64url'),
  };
}

/** 256 random bits for a cookie, an address or a program: only its hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
