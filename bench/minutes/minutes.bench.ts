import {
  addScores,
  NO_SCORE,
  ratesOf,
  readReport,
  type Score,
  scoreReading,
} from '../../packages/minutes/src/index.ts';
import { type JudgedReport, ownReports, seedReports } from '../../packages/minutes/test/reports.ts';

/** One measured figure; `ok` says whether it meets its goal. */
export type BenchResult = { name: string; value: number | string; unit: string; goal?: string; ok?: boolean };

const KILOBYTES = 50;
const ROUNDS = 9;

function scoreAll(reports: readonly JudgedReport[]): Score {
  return reports
    .map(({ name, text, gold }) => scoreReading(readReport({ text, doc: name }).candidates, gold))
    .reduce(addScores, NO_SCORE);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

interface Goals {
  readonly f1: number;
  readonly kind?: number;
  readonly responsible?: number;
  readonly deadlines?: number;
}

function column(title: string, score: Score, goals: Goals): BenchResult[] {
  const rates = ratesOf(score);
  const line = (what: string, value: number, unit: string, goal?: number): BenchResult => ({
    name: `${title}: ${what}`,
    value: round(value),
    unit,
    ...(goal === undefined ? {} : { goal: `>= ${goal}`, ok: value >= goal }),
  });
  return [
    line('actionable F1', rates.f1, `${score.hits} of ${score.gold} found, ${score.predicted} proposed`, goals.f1),
    line('precision', rates.precision, 'rate'),
    line('recall', rates.recall, 'rate'),
    line('kind right', rates.kind, `of ${score.matched} matched`, goals.kind),
    line('explicit responsible right', rates.responsible, `of ${score.explicit} matched`, goals.responsible),
    line('explicit recipients right', rates.recipients, `of ${score.addressed} matched`),
    line('explicit deadlines right', rates.deadlines, `of ${score.deadlines}`, goals.deadlines),
    {
      name: `${title}: thanks or notes as work`,
      value: score.idleAsWork,
      unit: `of ${score.idle}`,
      goal: '0',
      ok: score.idleAsWork === 0,
    },
  ];
}

/** Whole reports one after the other, cut at the given size. */
function sampleOf(reports: readonly JudgedReport[], kilobytes: number): string {
  let text = '';
  for (let k = 0; text.length < kilobytes * 1024; k++) text += `${reports[k % reports.length]?.text ?? ''}\n\n`;
  return text.slice(0, kilobytes * 1024);
}

/** Shortest of several times for each text, in turns: what else runs on the machine only adds. */
function shortestTimes(samples: readonly string[]): readonly number[] {
  const shortest = samples.map(() => Number.POSITIVE_INFINITY);
  for (let k = 0; k < ROUNDS; k++) {
    samples.forEach((text, n) => {
      const start = performance.now();
      readReport({ text, doc: 'bench' });
      shortest[n] = Math.min(shortest[n] ?? Number.POSITIVE_INFINITY, performance.now() - start);
    });
  }
  return shortest;
}

/** Accuracy on the two reports of the Conference and on our own reports side by side, then speed and its growth. */
export async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const seeds = seedReports();
  if (seeds)
    results.push(...column('seeds', scoreAll(seeds), { f1: 0.92, kind: 0.92, responsible: 0.9, deadlines: 1 }));
  else results.push({ name: 'seeds', value: 'not read', unit: '../shared is missing', ok: false });
  results.push(...column('own, held out', scoreAll(ownReports('held-out')), { f1: 0.8 }));
  results.push(...column('own, development', scoreAll(ownReports('development')), { f1: 0.8 }));
  results.push(...column('further, held out', scoreAll(ownReports('further-held-out')), { f1: 0.8 }));
  results.push(...column('written after the rules', scoreAll(ownReports('after-rules')), { f1: 0.8 }));
  results.push(...column('further, development', scoreAll(ownReports('further-development')), { f1: 0.8 }));
  for (const half of ['es-', 'en-']) {
    const reports = [...ownReports('development'), ...ownReports('held-out')].filter(({ name }) =>
      name.startsWith(half),
    );
    const [once = 0, fourfold = 0] = shortestTimes([sampleOf(reports, KILOBYTES), sampleOf(reports, KILOBYTES * 4)]);
    results.push({
      name: `reading ${KILOBYTES} kB (${half.slice(0, 2)})`,
      value: round(once),
      unit: 'ms, best of 9',
      goal: '<= 200',
      ok: once <= 200,
    });
    results.push({
      name: `time for 4 times the text (${half.slice(0, 2)})`,
      value: round(fourfold / once),
      unit: 'times',
      goal: '<= 5',
      ok: fourfold / once <= 5,
    });
  }
  return results;
}
