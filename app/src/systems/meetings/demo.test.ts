import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { PEOPLE, type TestSite, testSite } from '../../../test/site.ts';
import { findReportOf, listBlocks } from '../../engines/texts/index.ts';
import { isMemberCode, type Principal, type Role } from '../../kernel/index.ts';
import { performAct } from '../../platform/http/index.ts';
import { demo } from './demo.ts';
import { exampleReport } from './demo-report.ts';
import { readingKnowledge, readReportFile } from './operations.ts';
import { listMeetings } from './store.ts';

const NOW = '2026-11-24T16:00:00Z';

/** An account of the example conference, by its key. */
function account(key: string): Principal {
  const known: Readonly<Record<string, readonly [string, Role]>> = {
    secretaria: ['ST', 'secretariat'],
    presidencia: ['MX', 'presidency'],
  };
  const [organisation, role] = known[key] ?? [key.toUpperCase(), 'focal_point'];
  const country = isMemberCode(organisation) ? organisation : null;
  return { ...PEOPLE.honduras, person: key, organisation, country, roles: [role, 'public'] };
}

describe('the example conference', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ now: NOW });
    await demo({
      now: new Date(NOW),
      settle: async () => undefined,
      as: (key, at, act, work) => performAct(site.machinery, account(key), act, work, at),
    });
  });
  afterAll(() => site.close());

  it('has a published report of two years ago, complete in both languages', async () => {
    const blocks = await site.act('civilSociety', async (ctx) => {
      const meeting = (await listMeetings(ctx.db)).find((one) => one.status === 'published');
      expect(meeting?.startsOn).toBe('2024-11-24');
      const text = await findReportOf(ctx.db, meeting?.id ?? '');
      return await listBlocks(ctx.db, text?.id ?? '');
    });
    expect(blocks).toHaveLength(36);
    expect(blocks.filter((block) => block.stale || !block.es || !block.en)).toEqual([]);
  });

  it('has a meeting that was held, one that is coming and one without a date', async () => {
    const meetings = await site.act('honduras', (ctx) => listMeetings(ctx.db));
    expect(meetings.map((one) => one.startsOn)).toEqual([null, '2027-01-08', '2025-10-30', '2024-11-24']);
  });

  it('has a report in review, with a translation to be done and a proposal to be decided', async () => {
    const page = (await site.as('honduras').get('/es/reuniones/2025-10-PM/informe')).body;
    expect(page).toContain('EN sin traducción');
    expect(page).toContain('1 propuesta');
  });

  it('says the same in both languages: the same work, for the same parties, by the same days', async () => {
    const report = exampleReport('2024-11-24');
    const { lexicon, find } = await site.act('secretariat', (ctx) => readingKnowledge(ctx.db));
    const work = async (text: string) => {
      const bytes = new TextEncoder().encode(text);
      const reading = need(await readReportFile(bytes, { doc: 'x', held: '2024-11-24', lexicon, most: null }));
      const asked = reading.candidates.filter((one) => one.kind !== 'thanks' && one.kind !== 'note');
      return asked.map((one) => ({
        block: one.blockId,
        kind: one.kind,
        responsible: one.responsible.map((name) => find(name) ?? name),
        due: one.deadline?.to ?? null,
      }));
    };
    const spanish = await work(report.es);
    expect(spanish).toHaveLength(20);
    expect(await work(report.en)).toEqual(spanish);
  });
});
