import { describe, expect, it } from 'vitest';
import { NO_FIELDS } from '../test/generator/persons.ts';
import { meet, recallAtFalseRates, scoreAtFalseRate } from './evaluate.ts';
import { FAMILIES } from './families.ts';
import { fitLogistic } from './logistic.ts';
import { normalisePerson, type PersonFields } from './normalise/person.ts';
import { classOf, explain, FEATURES, featuresOf, type Outline, scoreOf, thresholdsFor } from './score.ts';
import { editDistance, jaroWinkler } from './similarity.ts';
import { readWeights, writeWeights } from './train.ts';
import { WEIGHTS } from './weights.gen.ts';
import { PLAINTEXT_WEIGHTS } from './weights-plaintext.gen.ts';

const A: Outline = { date: 'full', place: true, document: true, parents: false, grade: 'A' };
const family = (id: string): number => FAMILIES.findIndex((one) => one.id === id);
const shared = (...ids: string[]) => ids.map((id) => ({ family: family(id), frequency: 1 }));

describe('the score of a pair', () => {
  it('hardly minds a spelling, and falls with each thing that differs', () => {
    const fields = {
      ...NO_FIELDS,
      given_names: 'Persona',
      surnames: 'Ejemplo',
      date_of_birth: '1990-05-17',
      place_of_birth: 'Villa Prueba',
    };
    const labelled = (changes: Partial<PersonFields>) => ({
      person: normalisePerson({ ...fields, ...changes }),
      entity: 'x',
    });
    const others = [
      {},
      { given_names: 'Perzona' },
      { given_names: 'Otra' },
      { given_names: 'Otra', place_of_birth: 'Puerto Lejano' },
    ];
    const { pairs } = meet([labelled({})], others.map(labelled));
    const scores = pairs.map(({ shared, a, b }) => scoreOf(featuresOf(shared, a, b, 100_000), WEIGHTS));
    const [same = 0, misspelled = 0, otherName = 0, otherNameAndPlace = 0] = scores;
    expect(Math.min(same, misspelled)).toBeGreaterThan(5);
    expect(otherName).toBeLessThan(Math.min(same, misspelled) - 5);
    expect(otherNameAndPlace).toBeLessThan(otherName);
  });

  it('a token that many records have counts less', () => {
    const score = (frequency: number): number =>
      scoreOf(featuresOf([{ family: family('ss.Y'), frequency }], A, A, 100_000), WEIGHTS);
    expect(score(100)).toBeLessThan(score(1));
  });

  it('the shipped weights fit the features of this version', () => {
    expect(WEIGHTS.weights).toHaveLength(FEATURES.length);
    expect(WEIGHTS.thresholds.length).toBeGreaterThan(8);
    expect(PLAINTEXT_WEIGHTS.thresholds.length).toBeGreaterThan(8);
  });

  it('grade C is never strong, whatever the score', () => {
    const c: Outline = { ...A, grade: 'C' };
    const pair = { records: 10_000, weights: WEIGHTS };
    expect(classOf(50, { a: A, b: A, ...pair })).toBe('strong');
    expect(classOf(50, { a: A, b: c, ...pair })).toBe('weak');
    expect(classOf(50, { a: c, b: A, ...pair })).toBe('weak');
    expect(classOf(-50, { a: A, b: A, ...pair })).toBe('none');
  });

  it('a threshold lies between those of the two sizes around it', () => {
    const weights = {
      ...WEIGHTS,
      thresholds: [
        { fields: 'name+date' as const, records: 1000, strong: 2, weak: 0 },
        { fields: 'name+date' as const, records: 100_000, strong: 4, weak: 1 },
      ],
    };
    expect(thresholdsFor('name+date', 10_000, weights)).toEqual({ strong: 3, weak: 0.5 });
    expect(thresholdsFor('name+date', 1e9, weights)).toEqual({ strong: 4, weak: 1 });
    expect(thresholdsFor('name', 10_000, weights).strong).toBe(Number.POSITIVE_INFINITY);
  });

  it('an explanation names groups of fields and no number', () => {
    expect(explain(shared('w.D', 'X'))).toEqual(['date', 'document', 'name']);
  });

  it('a file of weights comes back as it was', () => {
    expect(readWeights(writeWeights(WEIGHTS))).toEqual(WEIGHTS);
    expect(readWeights('{}')).toBeNull();
    expect(readWeights('no')).toBeNull();
  });
});

describe('measuring', () => {
  const scored = [
    { score: 3, same: true, weight: 1 },
    { score: 2, same: true, weight: 1 },
    { score: 2, same: false, weight: 1 },
    { score: 1, same: true, weight: 1 },
  ];

  it('a tie with a false pair is no success', () => {
    expect(recallAtFalseRates(scored, { queries: 10, truePairs: 4, rates: [0.01, 0.1] })).toEqual([0.25, 0.75]);
  });

  it('the threshold for a rate of false leads lies above the pair that would exceed it', () => {
    expect(scoreAtFalseRate(scored, { queries: 10, rate: 0.01 })).toBeGreaterThan(2);
    expect(scoreAtFalseRate(scored, { queries: 10, rate: 0.1 })).toBeLessThanOrEqual(1);
  });

  it('logistic regression finds the odds of a table', () => {
    // 30 of 40 with the sign are the same person, 10 of 40 without.
    const row = (sign: number): Float64Array => Float64Array.from([1, sign]);
    const rows = Array.from({ length: 80 }, (_, k) => row(k < 40 ? 1 : 0));
    const same = rows.map((_, k) => (k < 40 ? k < 30 : k < 50));
    const [constant = 0, weight = 0] = fitLogistic({ rows, same, weights: rows.map(() => 1) }, 1e-6);
    expect(constant).toBeCloseTo(Math.log(10 / 30), 3);
    expect(weight).toBeCloseTo(2 * Math.log(3), 3);
  });

  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
  ])('Jaro-Winkler of %s and %s as published by Winkler', (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3);
    expect(jaroWinkler(b, a)).toBeCloseTo(expected, 3);
  });

  it('an edit is one letter more, less, other, or two swapped', () => {
    for (const word of ['jemplo', 'ejjemplo', 'ejemplu', 'jeemplo']) expect(editDistance('ejemplo', word, 3)).toBe(1);
    expect(editDistance('ejemplo', 'prueba', 2)).toBe(3);
  });
});
