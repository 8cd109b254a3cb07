import { describe, expect, it } from 'vitest';
import { addScores, NO_SCORE, ratesOf, readReport, type Score, scoreReading } from '../src/index.ts';
import { type JudgedReport, ownReports, seedReports } from './reports.ts';

function scoreAll(reports: readonly JudgedReport[]): Score {
  return reports
    .map(({ name, text, gold }) => scoreReading(readReport({ text, doc: name }).candidates, gold))
    .reduce(addScores, NO_SCORE);
}

const seeds = seedReports();
if (seeds === null) {
  if (process.env['CI']) throw new Error('../shared is missing: the truth set was not read');
  console.warn('\n*** NOT RUN: ../shared is missing, so the two reports of the Conference were not read ***\n');
}

describe.skipIf(seeds === null)('the two reports of the Conference', () => {
  it('quotes of the truth set are the raw text at their spans', () => {
    for (const { text, gold, quotes } of seeds ?? [])
      expect(gold.map(({ span }) => text.slice(...span))).toEqual(quotes);
  });

  it('actionable items are found with F1 of at least 0.92, kinds and explicit responsible right at 0.92 and 0.9', () => {
    const rates = ratesOf(scoreAll(seeds ?? []));
    expect(rates.f1).toBeGreaterThanOrEqual(0.92);
    expect(rates.kind).toBeGreaterThanOrEqual(0.92);
    expect(rates.responsible).toBeGreaterThanOrEqual(0.9);
  });

  it('all seven explicit deadlines have the right rule and the right days', () => {
    expect(scoreAll(seeds ?? [])).toMatchObject({ deadlines: 7, deadlinesRight: 7 });
  });

  it('no thanks and no note is presented as work', () => {
    expect(scoreAll(seeds ?? [])).toMatchObject({ idle: 7, idleAsWork: 0 });
  });

  it('the head gives body, place, date and participants, and gives nothing where nothing is written', () => {
    const [first, second] = (seeds ?? []).map(({ text, name }) => readReport({ text, doc: name }).header);
    expect(second).toMatchObject({
      body: 'Red de Funcionarios de Enlace',
      place: 'San Pedro Sula, Honduras',
      held: '2016-11-15',
    });
    expect(second?.participants).toHaveLength(10);
    expect(first).toMatchObject({ place: null, held: null });
  });
});

describe('our own reports of fictional bodies', () => {
  it.each(['development', 'held-out', 'further-development', 'further-held-out', 'after-rules'] as const)(
    '%s: F1 of at least 0.8, and thanks and notes are no work',
    (half) => {
      const score = scoreAll(ownReports(half));
      expect(score.gold).toBeGreaterThanOrEqual(40);
      expect(ratesOf(score).f1).toBeGreaterThanOrEqual(0.8);
      expect(score.idleAsWork).toBe(0);
    },
  );
});
