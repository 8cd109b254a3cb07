import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupSource, type Installation, loadExample, openInstallation, readSettings } from '../src/main.ts';
import { drillCommand, type Terminal } from '../src/platform/backup/index.ts';
import { connect, type Database } from '../src/platform/database/index.ts';
import { need } from './server.ts';

/** The drill of every change (security.md, section 8): the whole example conference as `npm start` loads it. */
describe('the restore drill on the example conference', () => {
  let folder: string;
  let installation: Installation;
  let backup: Database;

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/enlace-drill-test-');
    await chmod(folder, 0o711);
    installation = need(
      await openInstallation(need(readSettings({ ENLACE_DATA: join(folder, 'data') })), () => undefined),
    );
    await loadExample(installation, () => undefined);
    backup = connect(installation.database.urls.backup, { max: 2, log: () => undefined });
  }, 120_000);
  afterAll(async () => {
    await backup.close();
    await installation.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives back everything: tables, keys, walls, log; and says so in the register', async () => {
    let said = '';
    const say = (text: string): void => {
      said += text;
    };
    const terminal: Terminal = { stdout: say, stderr: say, lang: 'en', clock: { now: () => new Date() } };
    const status = await drillCommand([], backupSource(installation, backup), terminal);
    expect(said).toContain('Drill passed');
    expect(status).toBe(0);
    const { rows } = await backup.pool.query('select kind, outcome, row_count from platform.backup_run');
    expect(rows).toEqual([{ kind: 'drill', outcome: 'done', row_count: expect.any(Number) }]);
    // Were the example not loaded, the drill would have proved little.
    expect(rows[0]?.row_count).toBeGreaterThan(500);
  }, 120_000);
});
