/**
 * How holders make a shared key that exists nowhere, and how they hand it to new holders: verifiable secret sharing
 * with Feldman's commitments, once for each dealer, added up (Pedersen 1991). A dealer who sends a share that does not
 * fit the published commitments is found by the receiver and named after one public round.
 *
 * The rounds, in order; every message is signed by its sender, shares travel in sealed boxes:
 * 1. `deal`; everybody publishes `announcementDigest`. So nobody can choose their part after seeing the others'.
 * 2. Everybody publishes the announcement itself and sends each receiver its share. `admit` names whoever published
 *    something else than the digest, or cannot prove knowledge of what they share.
 * 3. Each receiver checks its shares (`fits`) and complains in public about the wrong ones. The dealer answers by
 *    publishing that share; `judge` decides for everybody alike.
 * 4. `assemble` with the dealers that are left: the holder's own share and the key set, the same for all.
 *
 * Not promised: a dealer who leaves between rounds 2 and 4 chooses between two public keys, which does not help to
 * find either (Gennaro, Jarecki, Krawczyk, Rabin 1999); nobody here forces a holder to take part.
 * @module
 */
import { bigEndian, concat, equalBytes, pieces, prefixed, utf8, wipe } from './bytes.ts';
import {
  type Element,
  ENCODED,
  type Group,
  isZero,
  type Random,
  randomScalar,
  type Scalar,
  smallScalar,
} from './group.ts';
import { type KeySet, MAX_HOLDERS, type ShareHolder } from './key-set.ts';
import { commitmentAt, lagrangeWeights, valueAt } from './polynomial.ts';
import { accept, type OprfResult, refuse } from './refusal.ts';
import { hashToScalar } from './rfc9497.ts';

/** What the holders agreed on before the first round. */
export interface Ceremony {
  /** Bytes that no other ceremony has: its minutes' number, or random. */
  readonly session: Uint8Array;
  readonly epoch: number;
  readonly generation: number;
  readonly threshold: number;
  /** How many holders will get a share; they are numbered from 1. */
  readonly holders: number;
}

/** What a dealer publishes: commitments to the coefficients, and a proof that the dealer knows the first. */
export interface Announcement {
  readonly dealer: number;
  readonly commitments: readonly Element[];
  readonly possession: { readonly challenge: Scalar; readonly response: Scalar };
}

/** A dealer's part: the announcement is public, `shares[j-1]` is for holder j alone. */
export interface Dealing {
  readonly announcement: Announcement;
  readonly shares: readonly Scalar[];
}

/** A dealer's part in a ceremony. In a re-sharing `secret` is the dealer's old share, otherwise it is drawn. */
export function deal(
  group: Group,
  ceremony: Ceremony,
  { dealer, random, secret }: { readonly dealer: number; readonly random: Random; readonly secret?: Scalar },
): Dealing {
  const { threshold, holders } = ceremony;
  if (threshold < 1 || holders < threshold || holders > MAX_HOLDERS) {
    throw new RangeError(`a threshold from 1 to the holders, and at most ${MAX_HOLDERS} of them`);
  }
  const further = Array.from({ length: threshold - 1 }, () => randomScalar(group, random));
  const constant = secret ?? randomScalar(group, random);
  const coefficients = [constant, ...further];
  const commitments = coefficients.map((coefficient) => group.multiplyBase(coefficient));
  const nonce = randomScalar(group, random);
  const challenge = possessionChallenge(group, ceremony, { dealer, commitments, r: group.multiplyBase(nonce) });
  const response = group.subtractScalars(nonce, group.multiplyScalars(challenge, constant));
  const shares = Array.from({ length: holders }, (_, i) => valueAt(group, coefficients, i + 1));
  wipe(nonce, ...further, ...(secret ? [] : [constant]));
  return { announcement: { dealer, commitments, possession: { challenge, response } }, shares };
}

/** `session (length in 2) | dealer (1) | commitments (32 each) | challenge (32) | response (32)`. */
export function encodeAnnouncement(ceremony: Ceremony, { dealer, commitments, possession }: Announcement): Uint8Array {
  const { challenge, response } = possession;
  return concat(prefixed(ceremony.session), bigEndian(dealer, 1), ...commitments, challenge, response);
}

/** Reads an announcement of this ceremony; whether it is true is for `admit` to say. */
export function parseAnnouncement(group: Group, ceremony: Ceremony, bytes: Uint8Array): OprfResult<Announcement> {
  const malformed = refuse({ code: 'message-malformed', message: 'announcement' });
  const session = prefixed(ceremony.session);
  const start = session.length + 1;
  const scalars = start + ceremony.threshold * ENCODED;
  if (!equalBytes(bytes.slice(0, session.length), session) || bytes.length !== scalars + 2 * ENCODED) return malformed;
  const decoded = pieces(bytes.slice(start, scalars), ENCODED).map((piece) => group.decodeElement(piece));
  const commitments = decoded.filter((element) => element !== undefined);
  const [challenge, response] = pieces(bytes.slice(scalars), ENCODED).map((piece) => group.decodeScalar(piece));
  if (commitments.length !== decoded.length || !challenge || !response) return malformed;
  return accept({ dealer: bytes[session.length] ?? 0, commitments, possession: { challenge, response } });
}

/** What a dealer publishes in the first round. */
export function announcementDigest(group: Group, ceremony: Ceremony, announcement: Announcement): Uint8Array {
  return group.sha512(concat(utf8('enlace/ceremony/digest/v1'), encodeAnnouncement(ceremony, announcement)));
}

/** Lets the announcements in, or names every dealer whose announcement is not the one of the first round, or is wrong. */
export function admit(
  group: Group,
  ceremony: Ceremony,
  {
    announcements,
    digests,
    previous,
  }: {
    readonly announcements: readonly Announcement[];
    readonly digests: ReadonlyMap<number, Uint8Array>;
    /** In a re-sharing: the key set whose shares are dealt again. */
    readonly previous?: KeySet;
  },
): OprfResult<readonly Announcement[]> {
  const wrong = announcements.filter((announcement) => {
    const { dealer, commitments, possession } = announcement;
    const digest = digests.get(dealer);
    const [first] = commitments;
    if (!digest || !first || commitments.length !== ceremony.threshold || commitments.some(isZero)) return true;
    if (!equalBytes(announcementDigest(group, ceremony, announcement), digest)) return true;
    const expected = previous?.commitments[dealer - 1];
    if (previous && !(expected && equalBytes(expected, first))) return true;
    const r = group.add(group.multiplyBase(possession.response), group.multiply(possession.challenge, first));
    return !equalBytes(possessionChallenge(group, ceremony, { dealer, commitments, r }), possession.challenge);
  });
  const dealers = [...new Set(announcements.map(({ dealer }) => dealer))];
  const twice = dealers.filter((one) => announcements.filter(({ dealer }) => dealer === one).length > 1);
  const named = [...new Set([...wrong.map(({ dealer }) => dealer), ...twice])].toSorted((a, b) => a - b);
  return named.length > 0 ? refuse({ code: 'dealers-wrong', dealers: named }) : accept(announcements);
}

/** Whether a share is the one that the announcement commits to for this holder. */
export function fits(
  group: Group,
  announcement: Announcement,
  { holder, share }: { readonly holder: number; readonly share: Scalar },
): boolean {
  return equalBytes(group.multiplyBase(share), commitmentAt(group, announcement.commitments, holder));
}

/**
 * Decides a complaint in public. A dealer who publishes no fitting share is excluded by everybody; one who does is
 * cleared, and the holder goes on with the published share. One published share shows nothing about the secret as long
 * as fewer than t holders of that dealing complain; who complains against everybody gives its own share away.
 */
export function judge(
  group: Group,
  announcement: Announcement,
  { holder, published }: { readonly holder: number; readonly published: Scalar | undefined },
): 'dealer-excluded' | 'dealer-cleared' {
  return published && fits(group, announcement, { holder, share: published }) ? 'dealer-cleared' : 'dealer-excluded';
}

/**
 * A holder's result: its share and the key set. Every holder must use the same announcements, those not excluded.
 * Without `previous` a new key, to which each dealer contributed; with it the key stays and only its shares change,
 * which needs the old threshold of dealers. Old and new shares cannot be combined: after a re-sharing the old holders
 * wipe theirs, or a thief may still collect them.
 */
export function assemble(
  group: Group,
  ceremony: Ceremony,
  {
    announcements,
    shares,
    holder,
    previous,
  }: {
    readonly announcements: readonly Announcement[];
    /** What this holder received, by dealer. */
    readonly shares: ReadonlyMap<number, Scalar>;
    readonly holder: number;
    readonly previous?: KeySet;
  },
): OprfResult<ShareHolder> {
  const used = announcements.toSorted((a, b) => a.dealer - b.dealer).slice(0, previous?.threshold);
  const needed = previous?.threshold ?? ceremony.threshold;
  if (used.length < needed) return refuse({ code: 'dealers-too-few', needed, found: used.length });
  const dealers = used.map(({ dealer }) => dealer);
  const unfit = used.filter((announcement) => {
    const share = shares.get(announcement.dealer);
    return !share || !fits(group, announcement, { holder, share });
  });
  if (unfit.length > 0) return refuse({ code: 'share-wrong', dealers: unfit.map(({ dealer }) => dealer) });

  const weights = previous ? lagrangeWeights(group, dealers) : dealers.map(() => smallScalar(1));
  const secret = dealers.reduce(
    (sum, dealer, i) =>
      group.addScalars(sum, group.multiplyScalars(weights[i] ?? smallScalar(0), shares.get(dealer) ?? smallScalar(0))),
    smallScalar(0),
  );
  const joint = Array.from({ length: ceremony.threshold }, (_, degree) =>
    group.sumOfProducts(
      weights,
      used.flatMap(({ commitments }) => commitments[degree] ?? []),
    ),
  );
  const [publicKey] = joint;
  if (!publicKey || isZero(publicKey)) throw new Error('the parts of the dealers cancel out');
  if (previous && !equalBytes(publicKey, previous.publicKey)) return refuse({ code: 'key-changed' });
  const keySet: KeySet = {
    epoch: ceremony.epoch,
    generation: ceremony.generation,
    threshold: ceremony.threshold,
    publicKey,
    commitments: Array.from({ length: ceremony.holders }, (_, i) => commitmentAt(group, joint, i + 1)),
  };
  return accept({ keySet, index: holder, secret });
}

/** Schnorr's proof, bound to the ceremony and the dealer: nobody can offer a copy of another's part as their own. */
function possessionChallenge(
  group: Group,
  { session, epoch, generation, threshold, holders }: Ceremony,
  { dealer, commitments, r }: { dealer: number; commitments: readonly Element[]; r: Element },
): Scalar {
  const numbers = [bigEndian(epoch, 4), bigEndian(generation, 4), bigEndian(threshold, 1), bigEndian(holders, 1)];
  const transcript = concat(prefixed(session), ...numbers, bigEndian(dealer, 1), ...commitments, r);
  return hashToScalar(group, transcript, utf8('enlace/ceremony/possession/v1'));
}
