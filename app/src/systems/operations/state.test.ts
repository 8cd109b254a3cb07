import { describe, expect, it } from 'vitest';
import { sizeIn, standingOfBackups, standingOfDrills, standingOfLog } from './state.ts';

const NOW = new Date('2017-01-20T16:00:00Z');
const run = (kind: string, finishedAt: string, good = true): { kind: string; finishedAt: Date; good: boolean } => ({
  kind,
  finishedAt: new Date(finishedAt),
  good,
});

describe('the standing of the installation', () => {
  it.each([
    ['no backup at all', [], 'attention'],
    ['one of last night', [run('backup', '2017-01-20T02:00:00Z')], 'good'],
    ['the last one of two days ago', [run('backup', '2017-01-18T02:00:00Z')], 'attention'],
    ['a refused one of last night', [run('backup', '2017-01-20T02:00:00Z', false)], 'attention'],
    ['what an organisation took away last night', [run('organisation', '2017-01-20T02:00:00Z')], 'attention'],
  ] as const)('with %s', (_, runs, standing) => {
    expect(standingOfBackups(runs, NOW)).toBe(standing);
  });

  it('a drill counts for a month', () => {
    expect(standingOfDrills([run('drill', '2016-12-20T02:00:00Z')], NOW)).toBe('good');
    expect(standingOfDrills([run('drill', '2016-12-10T02:00:00Z')], NOW)).toBe('attention');
  });

  it('a log whose newest acts have waited minutes for a signature needs a look', () => {
    const signedAt = new Date('2017-01-20T15:50:00Z');
    expect(standingOfLog(undefined, NOW)).toBe('unknown');
    expect(standingOfLog({ size: 10, signed: 10, signedAt }, NOW)).toBe('good');
    expect(standingOfLog({ size: 11, signed: 10, signedAt: new Date('2017-01-20T15:59:00Z') }, NOW)).toBe('good');
    expect(standingOfLog({ size: 11, signed: 10, signedAt }, NOW)).toBe('attention');
  });

  it('sizes are in the unit that people read', () => {
    expect(sizeIn(1_440_000_000)).toEqual({ value: 1.4, unit: 'GB' });
    expect(sizeIn(999)).toEqual({ value: 1, unit: 'kB' });
  });
});
