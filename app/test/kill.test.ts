import { expect, test } from 'vitest';
import { runKillLoop, type Victim } from '../../scripts/kill-loop.ts';
import { killSite } from './kill-site.ts';

const IN_CI = process.env['CI'] !== undefined;
const KILLS = Number(process.env['ENLACE_KILLS'] ?? (IN_CI ? 30 : 5));

test(`${KILLS} kill -9 of the site and its database under load lose no acknowledged report and tear none`, {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  const report = await killSite(KILLS);
  console.log(
    `kill loop: ${KILLS} kills${IN_CI ? '' : ' (30 in CI, or ENLACE_KILLS=30)'}, ${report.acknowledged} reports ` +
      `acknowledged, ${report.lost.length} lost, ${report.torn.length} torn, ` +
      `first acknowledged after a kill in ${JSON.stringify(report.back)}; ${report.verified}`,
  );
  expect(report).toMatchObject({ kills: KILLS, lost: [], torn: [], unlogged: [] });
  expect(report.acknowledged).toBeGreaterThan(KILLS * 3);
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
