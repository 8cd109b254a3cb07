import { describe, expect, it } from 'vitest';
import { randomOf } from '../../test/random.ts';
import { utf8 } from './bytes.ts';
import { sodiumSealing } from './seal.ts';
import { MAX_AGE, MAX_AHEAD, type Receiving, type Request, receiveRequest, signRequest } from './signed-request.ts';

const sealing = await sodiumSealing();
const random = randomOf('seals');

describe('a sealed box', () => {
  const keys = sealing.boxKeyPair(random(32));
  const context = utf8('match 1, level 1, asker to owner');
  const content = utf8('Persona Ejemplo');
  const box = sealing.seal({ context, content, receiver: keys.publicKey });

  it('is opened by its receiver alone', () => {
    expect(sealing.open(box, { context, keys })).toEqual({ ok: true, value: content });
    const stranger = sealing.boxKeyPair(random(32));
    expect(sealing.open(box, { context, keys: stranger })).toEqual({ ok: false, refusal: { code: 'box-unreadable' } });
  });

  it('is unreadable in another context, altered or cut', () => {
    const unreadable = { ok: false, refusal: { code: 'box-unreadable' } };
    expect(sealing.open(box, { context: utf8('match 2'), keys })).toEqual(unreadable);
    expect(sealing.open(box, { context: context.slice(1), keys })).toEqual(unreadable);
    for (const spoiled of [
      new Uint8Array(),
      box.slice(1),
      box.slice(0, -1),
      box.with(40, box[40]! ^ 1),
      box.with(0, box[0]! ^ 1),
    ]) {
      expect(sealing.open(spoiled, { context, keys })).toEqual(unreadable);
    }
  });

  it('shows the length of its content only to the next multiple of 256 bytes, and never repeats', () => {
    const other = sealing.seal({ context, content: utf8('Otra Persona Ejemplo Más'), receiver: keys.publicKey });
    expect(other).toHaveLength(box.length);
    expect(sealing.seal({ context, content, receiver: keys.publicKey })).not.toEqual(box);
    expect(Buffer.from(box).includes('Persona')).toBe(false);
  });
});

describe('a signed request', () => {
  const keys = sealing.signatureKeyPair(random(32));
  const request: Request = {
    participant: 'XA',
    receiver: 'share-2',
    officer: 'officer 7',
    purpose: 'prior-application',
    nonce: random(16),
    sentAt: Date.UTC(2026, 0, 2),
    body: random(100),
  };
  const bytes = signRequest(sealing, request, keys.secretKey);
  const receiving: Receiving = {
    receiver: 'share-2',
    now: request.sentAt + 1000,
    publicKeyOf: (participant) => (participant === 'XA' ? keys.publicKey : undefined),
    isUsed: () => false,
  };
  const received = (of: Uint8Array, change: Partial<Receiving> = {}) =>
    receiveRequest(sealing, of, { ...receiving, ...change });
  const refusal = (code: string, more = {}) => ({ ok: false, refusal: { code, ...more } });

  it('is read as it was written', () => {
    expect(received(bytes)).toEqual({ ok: true, value: request });
  });

  it('altered in any byte it is refused', () => {
    for (let i = 0; i < bytes.length; i++) expect(received(bytes.with(i, bytes[i]! ^ 1)).ok, `byte ${i}`).toBe(false);
  });

  it.each([
    ['empty', new Uint8Array()],
    ['cut', bytes.slice(0, -1)],
    ['longer', Uint8Array.from([...bytes, 0])],
    ['a text that is not UTF-8', bytes.with(6, 0xff)],
    ['a length beyond the end', bytes.with(4, 0xff)],
  ])('malformed it is refused: %s', (_, spoiled) => {
    expect(received(spoiled)).toEqual(refusal('message-malformed', { message: 'request' }));
  });

  it('of a stranger, of another signer, or for another receiver it is refused alike', () => {
    const wrong = refusal('signature-wrong');
    const other = sealing.signatureKeyPair(random(32));
    expect(received(signRequest(sealing, { ...request, participant: 'XB' }, keys.secretKey))).toEqual(wrong);
    expect(received(signRequest(sealing, request, other.secretKey))).toEqual(wrong);
    expect(received(bytes, { receiver: 'share-3' })).toEqual(wrong);
  });

  it.each([
    ['at the oldest moment', MAX_AGE, true],
    ['a millisecond older', MAX_AGE + 1, refusal('request-too-old', { seconds: 301 })],
    ['from a clock ahead', -MAX_AHEAD, true],
    ['from a clock too far ahead', -MAX_AHEAD - 1, refusal('request-from-the-future', { seconds: 61 })],
  ])('%s', (_, age, expected) => {
    const result = received(bytes, { now: request.sentAt + age });
    expect(expected === true ? result.ok : result).toEqual(expected);
  });

  it('is answered once: its nonce is known the second time, for this participant', () => {
    const used = new Set<string>();
    const key = (participant: string, nonce: Uint8Array) => `${participant}/${Buffer.from(nonce).toString('hex')}`;
    const isUsed: Receiving['isUsed'] = (participant, nonce) => used.has(key(participant, nonce));
    expect(received(bytes, { isUsed }).ok).toBe(true);
    used.add(key(request.participant, request.nonce));
    expect(received(bytes, { isUsed })).toEqual(refusal('request-replayed'));
  });

  it('memory and clock are not asked before the signature is right', () => {
    const isUsed = () => {
      throw new Error('asked');
    };
    const spoiled = bytes.with(-1, bytes.at(-1)! ^ 1);
    expect(received(spoiled, { isUsed, now: 0 })).toEqual(refusal('signature-wrong'));
  });
});
