import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import vectors from '../test/vectors/signed-notes.json' with { type: 'json' };
import {
  type Checkpoint,
  ed25519Cosignature,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signatureTypes,
  signCheckpoint,
} from './checkpoint.ts';
import { EMPTY_ROOT } from './merkle.ts';
import {
  addSignature,
  ed25519,
  generateKey,
  parseSignerKey,
  parseVerifierKey,
  type SignatureType,
  type Signer,
} from './note.ts';

function newSigner(name: string, type: SignatureType): Signer {
  const parsed = parseSignerKey(generateKey(name, type).skey, signatureTypes);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
}

const log = newSigner('example.org/log', ed25519);
const witness = newSigner('example.org/witness', ed25519Cosignature);
const second = newSigner('example.org/second', ed25519Cosignature);
const checkpoint: Checkpoint = { origin: 'example.org/log', size: 0, root: EMPTY_ROOT, extensions: [] };

test('the log signs, a witness cosigns, a reader demands both', () => {
  const note = addSignature(signCheckpoint(checkpoint, log), witness, 1_700_000_000);
  expect(openCheckpoint(note, { log: log.verifier, witnesses: [witness.verifier], quorum: 1 })).toEqual({
    ok: true,
    value: { checkpoint, witnesses: [{ name: 'example.org/witness', cosignedAt: new Date('2023-11-14T22:13:20Z') }] },
  });
});

describe('C2SP tlog-checkpoint', () => {
  test('a live checkpoint of a public log, with the four witnesses that cosigned it', () => {
    const { note, vkeys } = vectors.notes[3]!;
    const [key, ...witnesses] = vkeys.flatMap((vkey) => {
      const parsed = parseVerifierKey(vkey, signatureTypes);
      return parsed.ok ? [parsed.value] : [];
    });
    const opened = openCheckpoint(note, { log: key!, witnesses, quorum: 4 });
    expect(opened).toMatchObject({ ok: true, value: { checkpoint: { size: 1_432_088_532, extensions: [] } } });
  });

  test('extension lines are kept, signed, and given no meaning', () => {
    const extended = { ...checkpoint, extensions: ['uno', 'dos tres'] };
    const note = addSignature(signCheckpoint(extended, log), witness, 1);
    const trust = { log: log.verifier, witnesses: [witness.verifier], quorum: 1 };
    expect(openCheckpoint(note, trust)).toMatchObject({ value: { checkpoint: extended } });
    expect(openCheckpoint(note.replace('uno', 'una'), trust).ok).toBe(false);
  });

  const root = Buffer.from(EMPTY_ROOT).toString('base64');
  test.each([
    ['two lines', 'log\n0\n'],
    ['no origin', `\n0\n${root}\n`],
    ['a size with a leading zero', `log\n01\n${root}\n`],
    ['a negative size', `log\n-1\n${root}\n`],
    ['a size beyond 2^53', `log\n9007199254740993\n${root}\n`],
    ['a short root', 'log\n0\nAAAA\n'],
    ['a root that is not base64', `log\n0\n${root.replace('=', '!')}\n`],
    ['an empty extension line', `log\n0\n${root}\n\nmore\n`],
    ['no final newline', `log\n0\n${root}`],
  ])('%s is not a checkpoint', (_, text) => {
    expect(parseCheckpoint(text)).toEqual({ ok: false, refusal: { code: 'checkpoint-malformed' } });
  });

  test('what cannot be read back is not written', () => {
    expect(() => formatCheckpoint({ ...checkpoint, origin: 'two\nlines' })).toThrow(TypeError);
    expect(() => formatCheckpoint({ ...checkpoint, size: -1 })).toThrow(TypeError);
    expect(() => formatCheckpoint({ ...checkpoint, extensions: [''] })).toThrow(TypeError);
  });
});

describe('whose word is taken', () => {
  const trust = { log: log.verifier, witnesses: [witness.verifier, second.verifier] };
  const note = signCheckpoint(checkpoint, log);

  test('witnesses without the log are not enough', () => {
    const other = newSigner('example.org/log', ed25519);
    const note = addSignature(signCheckpoint(checkpoint, other), witness, 1);
    expect(openCheckpoint(note, trust)).toMatchObject({
      refusal: { code: 'note-not-signed-by', name: 'example.org/log' },
    });
  });

  test('a key that signs for two logs cannot pass one for the other', () => {
    const elsewhere = signCheckpoint({ ...checkpoint, origin: 'example.org/other' }, log);
    expect(openCheckpoint(elsewhere, trust)).toMatchObject({ refusal: { code: 'checkpoint-of-another-log' } });
  });

  test('a witness that signs twice counts once', () => {
    const twice = addSignature(addSignature(note, witness, 1), witness, 2);
    expect(openCheckpoint(twice, { ...trust, quorum: 2 })).toMatchObject({
      refusal: { code: 'witnesses-missing', needed: 2, found: 1 },
    });
    expect(openCheckpoint(addSignature(twice, second, 3), { ...trust, quorum: 2 }).ok).toBe(true);
  });

  test('the log cannot stand in for a witness', () => {
    expect(openCheckpoint(note, { log: log.verifier, witnesses: [log.verifier], quorum: 1 }).ok).toBe(false);
  });

  test('a cosignature holds for its own time and text only', () => {
    const signature = witness.sign('text\n', 1);
    expect(witness.verifier.verify('text\n', signature)).toBe(true);
    expect(witness.verifier.verify('test\n', signature)).toBe(false);
    for (let i = 0; i < signature.length; i++) {
      const forged = Uint8Array.from(signature);
      forged[i]! ^= 1;
      expect(witness.verifier.verify('text\n', forged)).toBe(false);
    }
    for (let length = 0; length < signature.length; length++) {
      expect(witness.verifier.verify('text\n', signature.subarray(0, length))).toBe(false);
    }
    expect(witness.verifier.verify('text\n', Buffer.concat([signature, Buffer.alloc(1)]))).toBe(false);
    expect(() => witness.sign('text\n', -1)).toThrow(RangeError);
  });

  test('a time that no calendar reaches is refused, even when truly signed', () => {
    const key = ed25519Cosignature.importPrivate(Buffer.alloc(32, 7));
    const signedAt = (time: bigint): Uint8Array => {
      const stated = Buffer.alloc(8);
      stated.writeBigUInt64BE(time);
      return Buffer.concat([stated, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\ntext\n`), key)]);
    };
    expect(ed25519Cosignature.verify(key, 'text\n', signedAt(8_640_000_000_000n))).toBe(true);
    expect(ed25519Cosignature.verify(key, 'text\n', signedAt(8_640_000_000_001n))).toBe(false);
  });
});
