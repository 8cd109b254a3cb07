import { readFile, writeFile } from 'node:fs/promises';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ok, type Result, refuse } from '../../kernel/index.ts';

/** Two custodians at least: one lost key must not lose the Conference's memory (security.md, section 8). */
export const FEWEST_CUSTODIANS = 2;

/** Public keys to which an archive is sealed, checked and without repetition. */
export type Recipients = readonly string[];

/** Accepts X25519 recipients of age (`age1…`). Refused when one is none, or when there are fewer than asked for. */
export function parseRecipients(given: readonly string[], fewest: number): Result<Recipients> {
  const recipients = [...new Set(given.map((one) => one.trim()))];
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!recipient.startsWith('age1')) return refuse('invalid', 'backup.recipient-invalid', { recipient });
    try {
      encrypter.addRecipient(recipient);
    } catch {
      return refuse('invalid', 'backup.recipient-invalid', { recipient });
    }
  }
  if (recipients.length < fewest) return refuse('invalid', 'backup.recipients-few', { fewest });
  return ok(recipients);
}

/** Secret keys, as text `AGE-SECRET-KEY-1…`. */
export type Identities = readonly string[];

/** A new pair of keys: what opens archives, and the address to which they are sealed. */
export async function makeKeys(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Makes keys and writes the secret one where only we may read it; never over a file that is there. */
export async function makeIdentityFile(path: string, now: Date): Promise<Result<string>> {
  const { identity, recipient } = await makeKeys();
  const text = `# created: ${now.toISOString()}\n# public key: ${recipient}\n${identity}\n`;
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (isCode(error, 'EEXIST')) return refuse('conflict', 'backup.file-exists', { file: path });
    throw error;
  }
  return ok(recipient);
}

/** Reads an identity file as `age-keygen` and `enlace backup keygen` write it. */
export async function readIdentityFile(path: string): Promise<Result<Identities>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return refuse('invalid', 'backup.no-file', { file: path });
    throw error;
  }
  const lines = text.split('\n').map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch {
    return refuse('invalid', 'backup.identity-invalid', { file: path });
  }
  return identities.length > 0 ? ok(identities) : refuse('invalid', 'backup.identity-invalid', { file: path });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
