import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../test/vectors/signed-notes.json' with { type: 'json' };
import { ed25519Cosignature, signatureTypes } from './checkpoint.ts';
import {
  addSignature,
  ed25519,
  generateKey,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';

function verifier(vkey: string): Verifier {
  const parsed = parseVerifierKey(vkey, signatureTypes);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
}

function signer(skey: string): Signer {
  const parsed = parseSignerKey(skey, signatureTypes);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
}

const alice = signer(generateKey('example.org/a', ed25519).skey);
const bob = signer(generateKey('example.org/b', ed25519).skey);

test('a note is signed, travels, and is opened by who holds the public key', () => {
  const note = signNote('Acordado.\n', [alice], 0);
  expect(openNote(note, [alice.verifier])).toMatchObject({ ok: true, value: { text: 'Acordado.\n' } });
});

describe('published notes', () => {
  test.each(vectors.notes)('$origin: every published key verifies the note', ({ note, vkeys }) => {
    for (const vkey of vkeys) expect(openNote(note, [verifier(vkey)]).ok).toBe(true);
    const all = openNote(note, vkeys.map(verifier));
    expect(all.ok && all.value.signedBy).toHaveLength(vkeys.length);
  });

  test.each(vectors.keys)('C2SP signed-note, verifier key %s reads and writes back', (vkey) => {
    expect(verifier(vkey).vkey).toBe(vkey);
  });

  test('Go sumdb/note: signing with the PeterNeumann key gives the published bytes', () => {
    const { note, skey, vkeys } = vectors.notes[0]!;
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    expect(signNote(text, [signer(skey!)], 0)).toBe(note);
    expect(signer(skey!).verifier.vkey).toBe(vkeys[0]);
  });

  test('C2SP tlog-cosignature: a live witness signed at the time it states', () => {
    const { note, vkeys } = vectors.notes[3]!;
    const opened = openNote(note, [verifier(vkeys[1]!)]);
    const signed = opened.ok ? opened.value.signedBy[0]! : undefined;
    expect(signed?.verifier.statedTime?.(signed.signature).toISOString()).toBe('2026-05-23T21:50:24.000Z');
  });

  test.each(vectors.notes)('$origin: no published note survives a changed letter of its text', ({ note, vkeys }) => {
    const end = note.lastIndexOf('\n\n');
    for (let i = 0; i < end; i++) {
      const changed = note.slice(0, i) + (note[i] === 'x' ? 'y' : 'x') + note.slice(i + 1);
      for (const vkey of vkeys) expect(openNote(changed, [verifier(vkey)]).ok).toBe(false);
    }
  });
});

describe('C2SP signed-note, whom to believe', () => {
  const note = signNote('text\n', [alice, bob], 0);

  test('signatures of unknown keys are ignored', () => {
    const opened = openNote(note, [bob.verifier]);
    expect(opened.ok && opened.value.signedBy.map(({ verifier: { name } }) => name)).toEqual(['example.org/b']);
  });

  test('a note that no known key signed is refused', () => {
    const stranger = signer(generateKey('example.org/a', ed25519).skey);
    expect(openNote(note, [stranger.verifier])).toEqual({
      ok: false,
      refusal: { code: 'note-not-signed-by', name: 'example.org/a' },
    });
    expect(openNote(note, []).ok).toBe(false);
  });

  test('one wrong signature of a known key refuses the note, whatever the others say', () => {
    const other = parseNote(signNote('other\n', [bob], 0));
    const line = signNote('other\n', [bob], 0).split('\n\n')[1]!;
    expect(other.ok).toBe(true);
    expect(openNote(signNote('text\n', [alice], 0) + line, [alice.verifier, bob.verifier])).toEqual({
      ok: false,
      refusal: { code: 'signature-wrong', name: 'example.org/b' },
    });
  });

  test('a signature twice is one signer', () => {
    const twice = addSignature(signNote('text\n', [alice], 0), alice, 0);
    const opened = openNote(twice, [alice.verifier]);
    expect(opened.ok && opened.value.signedBy).toHaveLength(1);
  });

  test('the same key as log and as witness has two ids, and neither signature passes for the other', () => {
    const { skey } = generateKey('example.org/w', ed25519);
    const seed = Buffer.from(skey.split('+').slice(4).join('+'), 'base64').subarray(1);
    const asWitness = signatureTypes.map((type) => type.importPrivate(seed));
    expect(ed25519.verify(asWitness[0]!, 'text\n', ed25519Cosignature.sign(asWitness[1]!, 'text\n', 5))).toBe(false);
    expect(ed25519Cosignature.verify(asWitness[0]!, 'text\n', ed25519.sign(asWitness[0]!, 'text\n', 5))).toBe(false);
  });
});

describe('C2SP signed-note, form', () => {
  const good = signNote('text\n', [alice], 0);
  const line = good.slice(good.indexOf('—'));

  test.each([
    ['nothing', ''],
    ['no signature', 'text\n\n'],
    ['no empty line', `text\n${line}`],
    ['no final newline', good.slice(0, -1)],
    ['a carriage return', good.replaceAll('\n', '\r\n')],
    ['a control character', good.replace('text', 'te\u0007xt')],
    ['a hyphen for the dash', good.replace('—', '-')],
    ['two spaces', good.replace('— ', '—  ')],
    ['a name with a plus sign', good.replace('example.org/a', 'example.org+a')],
    ['a name with a Unicode space', good.replace('example.org/a', 'example.org\u00a0a')],
    ['base64 without padding', good.replace(/=+\n$/, '\n')],
    ['base64 with loose final bits', 'text\n\n— a AAAAAAB=\n'],
    ['four bytes: an id and no signature', 'text\n\n— a AAAAAA==\n'],
    ['a line that is not a signature', `${good}trailer\n`],
    ['more than a hundred signatures', `text\n\n${line.repeat(101)}`],
    ['a megabyte', `${'x'.repeat(1_000_000)}${good}`],
    ['a lone surrogate', good.replace('text', 'te\ud800')],
  ])('%s is not a note', (_, note) => {
    expect(parseNote(note)).toEqual({ ok: false, refusal: { code: 'note-malformed' } });
  });

  test('the text may hold empty lines: the last one counts', () => {
    expect(openNote(signNote('a\n\nb\n', [alice], 0), [alice.verifier])).toMatchObject({ value: { text: 'a\n\nb\n' } });
  });

  test('whatever arrives, parsing answers and does not throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (note) => typeof parseNote(note).ok === 'boolean'),
    );
  });

  test('what cannot be a note is not signed', () => {
    expect(() => signNote('no newline', [alice], 0)).toThrow(TypeError);
    expect(() => signNote('tab\t\n', [alice], 0)).toThrow(TypeError);
    expect(() => generateKey('two words', ed25519)).toThrow(TypeError);
  });
});

describe('keys', () => {
  const [vkey] = vectors.notes[0]!.vkeys as [string];

  test.each([
    ['too few parts', 'PeterNeumann+c74f20a3'],
    ['no name', vkey.replace('PeterNeumann', '')],
    ['another name', vkey.replace('Peter', 'Pedro')],
    ['another id', vkey.replace('c74f20a3', 'c74f20a4')],
    ['an id in capitals', vkey.replace('c74f20a3', 'C74F20A3')],
    ['not base64', `${vkey}!`],
    ['a key of 31 bytes', 'a+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
  ])('a verifier key with %s is refused', (_, bad) => {
    expect(parseVerifierKey(bad, signatureTypes)).toEqual({ ok: false, refusal: { code: 'key-malformed' } });
  });

  test('a key type that was not asked for is refused by number', () => {
    const mldsa = parseVerifierKey('test+5893dc2c+BtMc', signatureTypes);
    expect(mldsa).toEqual({ ok: false, refusal: { code: 'key-type-unknown', type: 6 } });
    expect(parseVerifierKey(vkey, [ed25519Cosignature])).toMatchObject({
      refusal: { code: 'key-type-unknown', type: 1 },
    });
  });

  test('a secret key reads back; a public one does not pass for it', () => {
    const pair = generateKey('example.org/c', ed25519Cosignature);
    expect(signer(pair.skey).verifier.vkey).toBe(pair.vkey);
    expect(parseSignerKey(pair.vkey, signatureTypes).ok).toBe(false);
    expect(parseSignerKey(pair.skey.replace('example.org/c', 'example.org/d'), signatureTypes).ok).toBe(false);
  });

  test('a new key type is one more entry in the list', () => {
    const shout = { ...ed25519, byte: 0xfa, verify: (_: unknown, text: string) => text === 'SHOUT\n' };
    const pair = generateKey('example.org/new', shout);
    const parsed = parseVerifierKey(pair.vkey, [...signatureTypes, shout]);
    expect(parsed.ok && parsed.value.verify('SHOUT\n', new Uint8Array())).toBe(true);
  });
});
