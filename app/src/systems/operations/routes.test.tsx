import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import type { SiteState } from '../../platform/monitoring/index.ts';

const NOW = '2017-01-20T16:00:00Z';
let site: TestSite;
let state: SiteState = {
  at: new Date(NOW),
  space: { free: 42_000_000_000, total: 100_000_000_000 },
  readOnly: false,
  queues: [
    { name: 'jobs', waiting: 2, failed: 0 },
    { name: 'mail', waiting: 5, failed: 1 },
  ],
  logSize: 1200,
  signedSize: 1200,
  signedAt: new Date(NOW),
};

beforeAll(async () => {
  site = await testSite({ now: NOW, site: () => state });
});
afterAll(() => site.close());

async function arrangeRuns(): Promise<void> {
  await site.database.admin.pool.query(`
    insert into platform.backup_run (kind, organisation, started_at, finished_at, outcome, refusal, bytes, tables, row_count, log_size, custodians)
    values ('backup', null, '2017-01-20T08:00:00Z', '2017-01-20T08:00:12.5Z', 'done', null, 2700000, 30, 100000, 5000, 2),
           ('drill', null, '2016-11-01T08:00:00Z', '2016-11-01T08:01:00Z', 'refused', 'backup.damaged', null, null, null, null, 2),
           ('organisation', 'HN', '2017-01-10T08:00:00Z', '2017-01-10T08:00:01Z', 'done', null, 90000, 20, 400, 5000, 1)`);
}

describe('the page of operation', () => {
  it('says first that there is no backup yet', async () => {
    const $ = load((await site.as('secretariat').get('/es/operacion')).body);
    expect($('h1').text()).toBe('Operación de Enlace');
    expect($('dd').first().text()).toContain('Requiere atención');
    expect($('.empty').text()).toContain('Todavía no hay copias');
  });

  it('shows the last backup, what is missing, and how each run ended', async () => {
    await arrangeRuns();
    const $ = load((await site.as('administrator').get('/en/operations')).body);
    const facts = $('dd')
      .toArray()
      .map((one) => $(one).text());
    expect(facts[0]).toContain('In order 20 Jan 2017, 02:00');
    expect(facts[1]).toContain('Needs attention None yet.');
    expect(facts[2]).toContain('42 GB free (42 %)');
    expect(facts[3]).toContain('1,200 of 1,200');
    expect(facts[5]).toContain('Needs attention 5 waiting, 1 without success.');
    const rows = $('#runs tbody tr')
      .toArray()
      .map((row) => $(row).text());
    expect(rows[0]).toContain('2.7 MB');
    expect(rows[1]).toContain('Data taken away by HN');
    expect(rows[2]).toContain('damaged or incomplete');
  });

  it('says so while nobody may write', async () => {
    state = { ...state, readOnly: true, space: { free: 100_000_000, total: 100_000_000_000 } };
    const reply = await site.as('secretariat').get('/es/operacion');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('solo se puede leer');
    state = { ...state, readOnly: false };
  });

  it.each([
    ['secretariat', 200],
    ['administrator', 200],
    ['auditor', 200],
    ['honduras', 403],
    ['presidency', 403],
    ['iom', 403],
    ['civilSociety', 403],
    ['nobody', 302],
  ] as const)('%s gets %i', async (key, status) => {
    expect((await site.as(key).get('/es/operacion')).statusCode).toBe(status);
  });

  it('is the same for machines, and its opening is in the log', async () => {
    const reply = await site.as('administrator').json('GET', '/api/v1/operations');
    expect(reply.json()).toMatchObject({
      readOnly: false,
      runs: [{ kind: 'backup', good: true, rows: 100_000 }, {}, {}],
    });
    expect((await site.acts()).at(-1)).toBe('operations.opened done');
  });
});
