/**
 * A small, visibly fictional log, the same on every run: its keys come from fixed seeds and are worth nothing. The broken
 * variants are what an auditor must learn to recognise; `fixtures/` keeps them as files.
 */
import { createHash } from 'node:crypto';
import {
  addSignature,
  canonicalJson,
  EMPTY,
  ed25519,
  ed25519Cosignature,
  extend,
  formatLogLine,
  leafHash,
  parseSignerKey,
  rootOf,
  type SignatureType,
  type Signer,
  signatureTypes,
  signCheckpoint,
} from '../src/index.ts';

export const ORIGIN = 'ejemplo.invalid/registro';

/** A key that everybody can compute: for examples only. */
export function exampleSkey(name: string, type: SignatureType): string {
  const seed = createHash('sha256').update(`example only: ${name}`).digest();
  const jwk = type.importPrivate(seed).export({ format: 'jwk' });
  const publicKey = Buffer.from(jwk.x ?? '', 'base64url');
  const id = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type.byte)).update(publicKey).digest('hex');
  return `PRIVATE+KEY+${name}+${id.slice(0, 8)}+${Buffer.concat([Uint8Array.of(type.byte), seed]).toString('base64')}`;
}

export function exampleSigner(name: string, type: SignatureType = ed25519): Signer {
  const parsed = parseSignerKey(exampleSkey(name, type), signatureTypes);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
}

export const log: Signer = exampleSigner(ORIGIN);
export const witness: Signer = exampleSigner('ejemplo.invalid/testigo', ed25519Cosignature);

export function exampleBody(n: number): Uint8Array {
  return canonicalJson({
    action: 'example.read',
    at: `2026-01-01T00:${String(n % 60).padStart(2, '0')}:00Z`,
    who: 'Persona Ejemplo',
    n,
  });
}

export function exampleLines(count: number): string[] {
  return Array.from({ length: count }, (_, seq) => formatLogLine(seq, exampleBody(seq)));
}

export function checkpointOf(lines: readonly string[], signer: Signer = log): string {
  const bodies = lines.map((line) => Buffer.from((JSON.parse(line) as { body: string }).body, 'base64'));
  const { frontier } = extend(EMPTY, bodies.map(leafHash));
  return signCheckpoint(
    { origin: signer.verifier.name, size: frontier.size, root: rootOf(frontier), extensions: [] },
    signer,
  );
}

export function file(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Every fixture by file name. */
export function exampleFixtures(): ReadonlyMap<string, string> {
  const lines = exampleLines(20);
  const edited = lines.with(7, formatLogLine(7, Buffer.from('{"who":"nobody"}')));
  const renumbered = lines.toSpliced(7, 1).map((line, seq) => line.replace(/"seq":\d+/, `"seq":${seq}`));
  return new Map([
    ['log.vkey', `${log.verifier.vkey}\n`],
    ['witness.vkey', `${witness.verifier.vkey}\n`],
    ['good.ndjson', file(lines)],
    ['good.checkpoint', checkpointOf(lines)],
    ['cosigned.checkpoint', addSignature(checkpointOf(lines), witness, 1_767_225_600)],
    ['earlier.checkpoint', checkpointOf(lines.slice(0, 13))],
    ['later.checkpoint', checkpointOf(exampleLines(25))],
    ['truncated.ndjson', file(lines.slice(0, 15))],
    ['reordered.ndjson', file(lines.with(3, lines[4] ?? '').with(4, lines[3] ?? ''))],
    ['edited.ndjson', file(edited)],
    ['deleted-and-renumbered.ndjson', file(renumbered)],
    ['longer.ndjson', file(exampleLines(21))],
    ['not-a-log.ndjson', 'acta de la reunión\n'],
    ['forked.checkpoint', checkpointOf(edited)],
    ['rewritten-and-longer.ndjson', file([...edited, ...exampleLines(25).slice(20)])],
    ['rewritten-and-longer.checkpoint', checkpointOf([...edited, ...exampleLines(25).slice(20)])],
    ['unsigned.checkpoint', checkpointOf(lines).replace(/— .*\n/, '— somebody AAAAAAA=\n')],
    ['altered.checkpoint', checkpointOf(lines).replace('\n20\n', '\n21\n')],
    ['another-log.checkpoint', checkpointOf(lines, exampleSigner('ejemplo.invalid/otro'))],
  ]);
}
