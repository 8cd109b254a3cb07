import { expect, test } from 'vitest';
import { runKillLoop, type Victim } from '../../scripts/kill-loop.ts';
import { killWriter } from './kill-writer.ts';

test('30 kill -9 of program and database under load lose no acknowledged write and tear none', {
  timeout: 180_000,
}, async () => {
  const report = await killWriter(30);
  expect(report).toMatchObject({ kills: 30, lost: [], torn: [] });
  expect(report.acknowledged).toBeGreaterThan(1_000);
  console.log(`kill loop: ${report.acknowledged} acknowledged, back after ${JSON.stringify(report.back)}`);
});

test('a write that was acknowledged and is gone, or is there by half, is reported', async () => {
  const dead: Victim = {
    program: 4_194_304,
    server: 4_194_304,
    acknowledged: new Set(['kept', 'gone', 'half']),
    ended: Promise.resolve(),
  };
  const report = await runKillLoop({
    kills: 1,
    start: async () => dead,
    read: async () => ({ first: new Set(['kept', 'half']), second: new Set(['kept', 'other']) }),
  });
  expect(report).toMatchObject({ acknowledged: 3, lost: ['gone', 'half'], torn: ['half', 'other'] });
});
