/**
 * What a share server and a participant spend on a batch of 48 tokens, side by side with the library's own scalar
 * multiplication in the same run. Processor time is counted, not the clock, and rounds are interleaved, so that other
 * work on the machine falls on all alike.
 */
import { randomBytes } from 'node:crypto';
import sodiumLibrary from 'libsodium-wrappers-sumo';
import { verify } from '../../packages/linkage/src/oprf/dleq.ts';
import type { Element, Group } from '../../packages/linkage/src/oprf/group.ts';
import { nobleGroup } from '../../packages/linkage/src/oprf/group-noble.ts';
import { sodiumGroup } from '../../packages/linkage/src/oprf/group-sodium.ts';
import { directTokenSource, localShareGroup } from '../../packages/linkage/src/oprf/local.ts';
import type { PartialBatch, ProofKind } from '../../packages/linkage/src/oprf/messages.ts';
import { blindBatch, combine, finalise } from '../../packages/linkage/src/oprf/participant.ts';
import { shareServer } from '../../packages/linkage/src/oprf/share-server.ts';
import { encodeInput } from '../../packages/linkage/src/oprf/token.ts';
import { median, round } from '../measure.ts';
import type { BenchResult } from '../result.ts';

const TOKENS = 48;
const ROUNDS = { libsodium: 40, noble: 5 };

const random = (length: number) => new Uint8Array(randomBytes(length));
const inputs = Array.from({ length: TOKENS }, (_, i) =>
  encodeInput({ purpose: 'example', profile: 'v1', family: 'K1', value: `persona ejemplo ${i}` }),
);

/** Measures both libraries; the goal is the one of docs/protocol.md for the share server. */
export async function run(): Promise<BenchResult[]> {
  const sodium = await sodiumGroup();
  return [...(await measure(sodium)), ...(await measure(nobleGroup()))];
}

async function measure(group: Group): Promise<BenchResult[]> {
  const { keySet, holders } = localShareGroup(group, { n: 5, t: 3, random });
  const servers = holders.map((holder) => shareServer(group, holder, random));
  const direct = directTokenSource(group, holders);
  const [holder] = holders;
  const element = group.multiplyBase(holder!.secret);
  const alone =
    group.library === 'libsodium'
      ? () => sodiumLibrary.crypto_scalarmult_ristretto255(holder!.secret, element)
      : () => group.multiply(holder!.secret, element);
  const times = new Map<string, number[]>();
  const record = (name: string, start: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(start);
    times.set(name, [...(times.get(name) ?? []), (user + system) / 1000]);
  };
  const time = <T>(name: string, work: () => T): T => {
    const start = process.cpuUsage();
    const result = work();
    record(name, start);
    return result;
  };
  for (let i = 0; i < ROUNDS[group.library]; i++) {
    time('alone', () => {
      for (let n = 0; n < TOKENS; n++) alone();
    });
    for (const proof of ['check-element', 'whole-batch'] satisfies readonly ProofKind[]) {
      const blinded = time(`blind ${proof}`, () => blindBatch(group, { keySet, inputs, random, proof }));
      const answers = new Map<number, PartialBatch>();
      for (const server of [1, 2, 3]) {
        const answer = time(`evaluate ${proof}`, () => servers[server - 1]!.evaluateBatch(blinded.batch));
        if (!answer.ok) throw new Error(answer.refusal.code);
        answers.set(server, answer.value);
      }
      const combined = time(`combine ${proof}`, () => combine(group, { keySet, blinded, answers }));
      if (!combined.ok) throw new Error(combined.refusal.code);
      if (proof === 'whole-batch') {
        const claim = {
          publicKey: keySet.commitments[0]!,
          inputs: blinded.batch.elements as readonly Element[],
          outputs: answers.get(1)!.elements,
        };
        if (!time('verify', () => verify(group, claim, answers.get(1)!.proof))) throw new Error('the proof is wrong');
      }
      const tokens = time(`finalise ${proof}`, () => finalise(group, blinded, combined.value));
      if (!tokens.ok) throw new Error(tokens.refusal.code);
    }
    const start = process.cpuUsage();
    await direct(inputs);
    record('direct', start);
  }

  const milliseconds = (name: string) => median(times.get(name) ?? []);
  const perSecond = (name: string) => Math.round((TOKENS * 1000) / milliseconds(name));
  const share = (name: string) => round((100 * milliseconds('alone')) / milliseconds(name));
  const row = (what: string, name: string): BenchResult => ({
    name: `${group.library}: ${what}`,
    value: perSecond(name),
    unit: 'tokens per second of one core',
  });
  const evaluated = share('evaluate check-element');
  const goal = group.library === 'libsodium' ? { goal: '>= 80', ok: evaluated >= 80 } : {};
  return [
    row('scalar multiplication of the library alone', 'alone'),
    row('share server, evaluateBatch with proof on the check element', 'evaluate check-element'),
    { name: `${group.library}: the same, of the library alone`, value: evaluated, unit: '%', ...goal },
    row('share server, evaluateBatch with proof on the whole batch', 'evaluate whole-batch'),
    { name: `${group.library}: the same, of the library alone`, value: share('evaluate whole-batch'), unit: '%' },
    row('participant, verify one proof on the whole batch', 'verify'),
    row('participant, blind with check element', 'blind check-element'),
    row('participant, blind alone', 'blind whole-batch'),
    row('participant, verify and combine 3 answers, check element', 'combine check-element'),
    row('participant, verify and combine 3 answers, whole batch', 'combine whole-batch'),
    row('participant, finalise', 'finalise check-element'),
    row('directTokenSource (3 shares in one process)', 'direct'),
  ];
}
