import { describe, expect, it } from 'vitest';
import { randomOf } from '../../test/random.ts';
import {
  type Announcement,
  admit,
  announcementDigest,
  assemble,
  type Ceremony,
  type Dealing,
  deal,
  encodeAnnouncement,
  fits,
  judge,
  parseAnnouncement,
} from './ceremony.ts';
import { type Element, type Scalar, smallScalar } from './group.ts';
import { nobleGroup } from './group-noble.ts';
import { sodiumGroup } from './group-sodium.ts';
import {
  encodeKeySet,
  encodeShareHolder,
  type KeySet,
  parseKeySet,
  parseShareHolder,
  type ShareHolder,
} from './key-set.ts';
import { directTokenSource, groupOf } from './local.ts';
import { lagrangeWeights } from './polynomial.ts';
import { remoteTokenSource } from './request-tokens.ts';
import { encodeInput } from './token.ts';

const group = await sodiumGroup();
const random = randomOf('ceremonies');
const input = encodeInput({ purpose: 'example', profile: 'v1', family: 'K1', value: 'persona ejemplo' });

const ceremony: Ceremony = { session: Uint8Array.of(1), epoch: 1, generation: 0, threshold: 3, holders: 5 };
const all = [1, 2, 3, 4, 5];
const dealings = all.map((dealer) => deal(group, ceremony, { dealer, random }));
const announcementsOf = (list: readonly Dealing[]) => list.map(({ announcement }) => announcement);
const digestsOf = (of: Ceremony, list: readonly Announcement[]) =>
  new Map(list.map((one) => [one.dealer, announcementDigest(group, of, one)]));
const sharesFor = (holder: number, list: readonly Dealing[]) =>
  new Map<number, Scalar>(list.map(({ announcement, shares }) => [announcement.dealer, shares[holder - 1]!]));

function holderOf(list: readonly Dealing[], holder: number, of = ceremony, previous?: KeySet): ShareHolder {
  const announcements = announcementsOf(list);
  const result = assemble(group, of, {
    announcements,
    shares: sharesFor(holder, list),
    holder,
    ...(previous && { previous }),
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

describe('a key made by all and held by nobody', () => {
  const holders = all.map((holder) => holderOf(dealings, holder));
  const [first] = holders;

  it('every holder arrives at the same key set, and has the share of its commitment', () => {
    for (const { keySet, index, secret } of holders) {
      expect(keySet).toEqual(first!.keySet);
      expect(group.multiplyBase(secret)).toEqual(keySet.commitments[index - 1]);
    }
  });

  it('the public key is the sum of all parts: no dealer chose it', () => {
    const parts = announcementsOf(dealings).map(({ commitments }) => commitments[0]!);
    const sum = parts.slice(1).reduce((so, part) => group.add(so, part), parts[0]!);
    expect(first!.keySet.publicKey).toEqual(sum);
    expect(parts.some((part) => Buffer.from(part).equals(sum))).toBe(false);
  });

  it('two shares are compatible with every key: for any key there is a third share that completes it', () => {
    const claimed = group.scalarFromUniform(random(64));
    const weights = lagrangeWeights(group, [1, 2, 3]);
    const two = group.addScalars(
      group.multiplyScalars(weights[0]!, holders[0]!.secret),
      group.multiplyScalars(weights[1]!, holders[1]!.secret),
    );
    const third = group.multiplyScalars(group.subtractScalars(claimed, two), group.invertScalar(weights[2]!));
    expect(group.addScalars(two, group.multiplyScalars(weights[2]!, third))).toEqual(claimed);
    expect(third).not.toEqual(holders[2]!.secret);
  });

  it('the key set travels as bytes, on both libraries', () => {
    const bytes = encodeKeySet(first!.keySet);
    for (const one of [group, nobleGroup()]) {
      expect(parseKeySet(one, bytes)).toEqual({ ok: true, value: first!.keySet });
    }
  });

  it('a share is kept as bytes; with another’s number or a changed secret it is refused', () => {
    const bytes = encodeShareHolder(first!);
    expect(parseShareHolder(group, bytes)).toEqual({ ok: true, value: first });
    const refusal = { code: 'message-malformed', message: 'share' };
    for (const wrong of [
      bytes.with(4, 2),
      bytes.with(4, 0),
      bytes.with(5, bytes[5]! ^ 1),
      bytes.with(36, 0xff),
      bytes.with(0, 0),
    ]) {
      expect(parseShareHolder(group, wrong)).toEqual({ ok: false, refusal });
    }
    expect(parseShareHolder(group, bytes.slice(0, -1)).ok).toBe(false);
  });

  it('a key set with a foreign commitment or another public key is refused', () => {
    const foreign = group.multiplyBase(smallScalar(7));
    const { commitments } = first!.keySet;
    for (const wrong of [
      { ...first!.keySet, publicKey: foreign },
      ...all.map((holder) => ({ ...first!.keySet, commitments: commitments.with(holder - 1, foreign) })),
      { ...first!.keySet, threshold: 2 },
    ]) {
      expect(parseKeySet(group, encodeKeySet(wrong))).toEqual({
        ok: false,
        refusal: { code: 'key-set-inconsistent' },
      });
    }
  });

  it.each([
    ['empty', () => new Uint8Array()],
    ['another message', (bytes: Uint8Array) => bytes.with(0, 0)],
    ['cut', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['longer', (bytes: Uint8Array) => Uint8Array.from([...bytes, 0])],
    ['a threshold of nobody', (bytes: Uint8Array) => bytes.with(12, 0)],
    ['a threshold above the holders', (bytes: Uint8Array) => bytes.with(12, 6)],
    ['an element that is not canonical', (bytes: Uint8Array) => bytes.with(45, 0xff)],
  ])('a key set that is malformed is refused: %s', (_, spoil) => {
    const bytes = encodeKeySet(first!.keySet);
    const malformed = { ok: false, refusal: { code: 'message-malformed', message: 'key-set' } };
    expect(parseKeySet(group, spoil(bytes))).toEqual(malformed);
  });
});

describe('a dealer who lies is named', () => {
  const honest = announcementsOf(dealings);
  const digests = digestsOf(ceremony, honest);
  const [, second] = honest;
  const replacing = (announcement: Announcement) => honest.with(1, announcement);
  const foreign = group.multiplyBase(smallScalar(7));

  it('honest announcements are admitted', () => {
    expect(admit(group, ceremony, { announcements: honest, digests })).toEqual({ ok: true, value: honest });
  });

  it.each([
    ['changes its part after seeing the others', () => deal(group, ceremony, { dealer: 2, random }).announcement],
    ['offers fewer commitments', () => ({ ...second!, commitments: second!.commitments.slice(1) })],
  ])('who %s', (_, make) => {
    const refusal = { code: 'dealers-wrong', dealers: [2] };
    expect(admit(group, ceremony, { announcements: replacing(make()), digests })).toEqual({ ok: false, refusal });
  });

  it.each([
    [
      'cannot prove its part, chosen to cancel the others',
      { ...second!, commitments: second!.commitments.with(0, foreign) },
    ],
    ['offers another dealer’s part as its own', { ...honest[3]!, dealer: 2 }],
    ['offers a polynomial of another degree', { ...second!, commitments: [...second!.commitments, foreign] }],
    [
      'offers the identity as its part',
      { ...second!, commitments: second!.commitments.with(0, new Uint8Array(32) as Element) },
    ],
  ])('who %s, even with a fitting digest', (_, announcement) => {
    const announcements = replacing(announcement);
    expect(admit(group, ceremony, { announcements, digests: digestsOf(ceremony, announcements) })).toEqual({
      ok: false,
      refusal: { code: 'dealers-wrong', dealers: [2] },
    });
  });

  it('who repeats an announcement of another ceremony', () => {
    const other = { ...ceremony, session: Uint8Array.of(2) };
    const announcements = replacing(deal(group, other, { dealer: 2, random }).announcement);
    expect(admit(group, ceremony, { announcements, digests: digestsOf(ceremony, announcements) })).toEqual({
      ok: false,
      refusal: { code: 'dealers-wrong', dealers: [2] },
    });
  });

  it('who sends two announcements', () => {
    expect(admit(group, ceremony, { announcements: [...honest, second!], digests })).toEqual({
      ok: false,
      refusal: { code: 'dealers-wrong', dealers: [2] },
    });
  });

  it('who sends one holder a wrong share: that holder finds it, and everybody can judge', () => {
    const wrong = smallScalar(9);
    const shares = sharesFor(4, dealings).set(2, wrong);
    expect(assemble(group, ceremony, { announcements: honest, shares, holder: 4 })).toEqual({
      ok: false,
      refusal: { code: 'share-wrong', dealers: [2] },
    });
    const complaint = { holder: 4 };
    expect(judge(group, second!, { ...complaint, published: wrong })).toBe('dealer-excluded');
    expect(judge(group, second!, { ...complaint, published: undefined })).toBe('dealer-excluded');
  });

  it('a false complaint against an honest dealer excludes nobody', () => {
    const published = dealings[1]!.shares[3];
    expect(fits(group, second!, { holder: 4, share: published! })).toBe(true);
    expect(judge(group, second!, { holder: 4, published })).toBe('dealer-cleared');
  });

  it('announcements travel as bytes, of this ceremony alone', () => {
    const bytes = encodeAnnouncement(ceremony, second!);
    const refusal = { code: 'message-malformed', message: 'announcement' };
    for (const one of [group, nobleGroup()]) {
      expect(parseAnnouncement(one, ceremony, bytes)).toEqual({ ok: true, value: second });
    }
    const other = { ...ceremony, session: Uint8Array.of(2) };
    expect(parseAnnouncement(group, other, bytes)).toEqual({ ok: false, refusal });
    for (const wrong of [
      bytes.slice(1),
      bytes.slice(0, -1),
      bytes.with(-1, 0xff),
      bytes.with(4, 0xff).with(35, 0xff),
    ]) {
      expect(parseAnnouncement(group, ceremony, wrong)).toEqual({ ok: false, refusal });
    }
  });

  it('the others go on without the excluded dealer, as long as t are left', () => {
    const left = dealings.filter(({ announcement }) => announcement.dealer !== 2);
    const holders = all.map((holder) => holderOf(left, holder));
    expect(new Set(holders.map(({ keySet }) => Buffer.from(encodeKeySet(keySet)).toString('hex'))).size).toBe(1);
    const few = dealings.slice(0, 2);
    expect(
      assemble(group, ceremony, { announcements: announcementsOf(few), shares: sharesFor(1, few), holder: 1 }),
    ).toEqual({ ok: false, refusal: { code: 'dealers-too-few', needed: 3, found: 2 } });
  });
});

describe('re-sharing to new holders', () => {
  const old = all.map((holder) => holderOf(dealings, holder));
  const previous = old[0]!.keySet;
  const next: Ceremony = { session: Uint8Array.of(3), epoch: 1, generation: 1, threshold: 4, holders: 7 };
  const dealers = [5, 1, 4];
  const redealt = dealers.map((dealer) => deal(group, next, { dealer, random, secret: old[dealer - 1]!.secret }));
  const renewed = [1, 2, 3, 4, 5, 6, 7].map((holder) => holderOf(redealt, holder, next, previous));

  it('keeps the key and every token, with another threshold and other holders', async () => {
    const { keySet } = renewed[0]!;
    expect(keySet.publicKey).toEqual(previous.publicKey);
    expect(keySet).toMatchObject({ epoch: 1, generation: 1, threshold: 4 });
    expect(parseKeySet(group, encodeKeySet(keySet)).ok).toBe(true);
    const before = await directTokenSource(group, old)([input]);
    expect(await directTokenSource(group, renewed)([input])).toEqual(before);
    const { ask } = groupOf(group, { holders: renewed, random });
    const servers = [7, 2, 6, 3];
    expect(await remoteTokenSource(group, { keySet, ask, random, servers })([input])).toEqual(before);
  });

  it('old and new shares do not fit together', async () => {
    const before = await directTokenSource(group, old)([input]);
    const mixed = [old[0]!, old[1]!, { ...renewed[2]!, keySet: previous }];
    expect(await directTokenSource(group, mixed)([input])).not.toEqual(before);
  });

  it('a dealer who deals anything but its old share is named', () => {
    const forged = deal(group, next, { dealer: 4, random });
    const announcements = announcementsOf(redealt.with(2, forged));
    expect(admit(group, next, { announcements, digests: digestsOf(next, announcements), previous })).toEqual({
      ok: false,
      refusal: { code: 'dealers-wrong', dealers: [4] },
    });
    // Even if everybody forgot to ask: the public key would be another.
    const list = redealt.with(2, forged);
    expect(assemble(group, next, { announcements, shares: sharesFor(1, list), holder: 1, previous })).toEqual({
      ok: false,
      refusal: { code: 'key-changed' },
    });
  });

  it('fewer old holders than the old threshold cannot do it', () => {
    const few = redealt.slice(0, 2);
    expect(
      assemble(group, next, { announcements: announcementsOf(few), shares: sharesFor(1, few), holder: 1, previous }),
    ).toEqual({ ok: false, refusal: { code: 'dealers-too-few', needed: 3, found: 2 } });
  });
});
