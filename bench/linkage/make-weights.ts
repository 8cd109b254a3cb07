import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Meeting } from '../../packages/linkage/src/evaluate.ts';
import type { Weights } from '../../packages/linkage/src/index.ts';
import { fitLogistic } from '../../packages/linkage/src/logistic.ts';
import { PLAINTEXT_FEATURES } from '../../packages/linkage/src/plaintext-score.ts';
import { scoreOf } from '../../packages/linkage/src/score.ts';
import { thresholdsOf, trainWeights } from '../../packages/linkage/src/train.ts';
import { febrlSelf, febrlTrial, inventedTrial, meetByTokens, meetInPlainSight, type Trial } from './trials.ts';

// Makes the weights that the package ships, of the tokens and of the plaintext score, from FEBRL 1 to 3 and from
// invented persons. `npx tsx bench/linkage/make-weights.ts [strangers]`; the benchmark uses other seeds.

const strangers = Number(process.argv[2] ?? 100_000);
const TRAINING: readonly (() => Trial)[] = [
  () => febrlTrial('nd', { half: 0, strangers }),
  () => febrlTrial('ndp', { half: 0, strangers }),
  () => febrlTrial('ndpx', { half: 0, strangers }),
  () => febrlSelf(2, 'nd'),
  () => febrlSelf(2, 'ndp'),
  () => febrlSelf(2, 'ndpx'),
  () => febrlSelf(2, 'np'),
  () => inventedTrial('full', { seed: 1001, queries: 2000, strangers }),
  () => inventedTrial('nd', { seed: 1002, queries: 1500, strangers: strangers / 2 }),
  () => inventedTrial('ndp', { seed: 1003, queries: 1500, strangers: strangers / 2 }),
  () => inventedTrial('np', { seed: 1004, queries: 1000, strangers: strangers / 2 }),
];

function write(file: string, name: string, comment: string, weights: Weights): void {
  const text = `import type { Weights } from './score.ts';\n\n/** ${comment} Made by \`bench/linkage/make-weights.ts\`; not edited by hand. */\nexport const ${name}: Weights = ${JSON.stringify(weights)};\n`;
  writeFileSync(join(import.meta.dirname, '../../packages/linkage/src', file), text);
}

const meetings: Meeting[] = [];
const plain: { meeting: Meeting; rows: readonly Float64Array[] }[] = [];
for (const make of TRAINING) {
  const trial = make();
  const start = performance.now();
  meetings.push(meetByTokens(trial));
  console.error(trial.name, 'tokens', Math.round(performance.now() - start), 'ms');
  plain.push(meetInPlainSight(trial));
  console.error(trial.name, 'plain', Math.round(performance.now() - start), 'ms');
}
write('weights.gen.ts', 'WEIGHTS', 'Weights and thresholds of the tokens of profile v1.', trainWeights(meetings, 'v1'));

const rows = plain.flatMap((one) => one.rows);
const same = plain.flatMap(({ meeting }) => meeting.pairs.map((pair) => pair.same));
const beta = fitLogistic({ rows, same, weights: rows.map(() => 1) }, 1);
const weights = Array.from(beta, (value) => Math.round(value * 1000) / 1000);
const bare: Weights = { version: 'plaintext v1', weights, thresholds: [] };
const scores = plain.map((one) => one.rows.map((row) => scoreOf(row, bare)));
const sizeWeight = (weights[PLAINTEXT_FEATURES.indexOf('size')] ?? 0) / 4;
const thresholds = thresholdsOf(
  plain.map(({ meeting }) => meeting),
  { scoreAt: (meeting, pair) => scores[meeting]?.[pair] ?? 0, sizeWeight },
);
write('weights-plaintext.gen.ts', 'PLAINTEXT_WEIGHTS', 'Weights and thresholds of the plaintext score.', {
  ...bare,
  thresholds,
});
