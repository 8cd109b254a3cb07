import type { DeadlineRule } from '@enlace/minutes';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeMeetings, byOf, candidate, NETWORK, publish } from '../../../test/register.ts';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import type { Context } from '../../platform/system/index.ts';
import {
  answerReport,
  type BoardRow,
  confirmCandidate,
  countParts,
  dropObligation,
  findObligation,
  listBoard,
  listHistory,
  listOfMeeting,
  listOpenReports,
  listPendingReviews,
  listReports,
  listShares,
  mergeIntoPrevious,
  PROGRESS_KINDS,
  publishRegister,
  recordCandidates,
  rejectCandidate,
  reportProgress,
  setDue,
  splitCandidate,
  type Timing,
  tieObligations,
  timingOf,
} from './index.ts';

const PARTIES = { honduras: 'HN', costaRica: 'CR', salvador: 'SV', iom: 'OIM' } as const;
type PartyKey = keyof typeof PARTIES;

/** One act of somebody; numbers choose among what there is at that moment. */
type Act =
  | { readonly do: 'read'; readonly to: readonly string[]; readonly rule: DeadlineRule }
  | { readonly do: 'tie'; readonly pick: number; readonly other: number }
  | { readonly do: 'review'; readonly how: 'confirm' | 'reject' | 'split' | 'merge'; readonly pick: number }
  | { readonly do: 'publish' }
  | {
      readonly do: 'report';
      readonly by: PartyKey;
      readonly kind: (typeof PROGRESS_KINDS)[number];
      readonly pick: number;
    }
  | { readonly do: 'answer'; readonly verdict: 'accepted' | 'returned'; readonly pick: number }
  | { readonly do: 'date'; readonly to: string; readonly pick: number }
  | { readonly do: 'drop'; readonly pick: number };

const RULES: readonly DeadlineRule[] = [
  { type: 'duration', iso8601: 'P2M', anchor: 'meeting.date' },
  { type: 'vague', text: 'a la brevedad' },
  { type: 'event', forum: 'GRCM', which: 'next', relation: 'at' },
  { type: 'condition', text: 'una vez que se apruebe', after: [] },
  { type: 'none' },
];

const pick = fc.nat(50);
const report = fc.record({
  do: fc.constant('report' as const),
  by: fc.constantFrom<PartyKey>('honduras', 'costaRica', 'salvador', 'iom'),
  kind: fc.constantFrom(...PROGRESS_KINDS, 'delivered' as const),
  pick,
});
const answer = fc.record({
  do: fc.constant('answer' as const),
  verdict: fc.constantFrom('accepted' as const, 'accepted' as const, 'returned' as const),
  pick,
});
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('read' as const),
    to: fc.constantFrom(['PM'], ['HN'], ['OIM'], ['HN', 'CR'], ['SV', 'OIM']),
    rule: fc.constantFrom(...RULES),
  }),
  fc.record({ do: fc.constant('tie' as const), pick, other: pick }),
  fc.record({
    do: fc.constant('review' as const),
    how: fc.constantFrom(
      'confirm' as const,
      'confirm' as const,
      'confirm' as const,
      'reject' as const,
      'split' as const,
      'merge' as const,
    ),
    pick,
  }),
  fc.constant({ do: 'publish' as const }),
  { arbitrary: report, weight: 3 },
  { arbitrary: answer, weight: 3 },
  fc.record({ do: fc.constant('date' as const), to: fc.constantFrom('2016-12-01', '2017-02-01', '2018-01-01'), pick }),
  fc.record({ do: fc.constant('drop' as const), pick }),
);

describe('what a peer can learn', () => {
  let site: TestSite;
  let of: { meeting: string; text: string; next: string };
  let place = 0;
  beforeAll(async () => {
    site = await testSite();
    of = await arrangeMeetings(site);
  });
  afterAll(() => site.close());

  const board = (ctx: Context, party: string | null, secretariat: boolean) =>
    listBoard(ctx.db, { view: 'due', state: 'all', limit: 500, offset: 0 }, { secretariat, party }, ctx.today, []);

  async function perform(one: Act): Promise<void> {
    const codes = await site.act('secretariat', async (ctx) =>
      (await board(ctx, 'ST', true)).rows.map((row) => row.code),
    );
    const code = 'pick' in one ? (codes[one.pick % Math.max(codes.length, 1)] ?? '') : '';
    switch (one.do) {
      case 'read':
        place += 10;
        await site.act('secretariat', (ctx) =>
          recordCandidates(ctx.db, {
            ...of,
            lang: 'es',
            now: ctx.now,
            candidates: [
              candidate({
                span: [place, place + 5],
                quote: `canario secreto ${place}`,
                responsible: one.to,
                rule: one.rule,
              }),
            ],
          }),
        );
        return;
      case 'review':
        await site.act('secretariat', async (ctx) => {
          const waiting = await listOfMeeting(ctx.db, NETWORK, ['candidate']);
          const found = waiting[one.pick % Math.max(waiting.length, 1)];
          if (!found) return;
          const by = byOf(ctx);
          if (one.how === 'confirm') await confirmCandidate(ctx.db, found, by);
          else if (one.how === 'reject') await rejectCandidate(ctx.db, found, by);
          else if (one.how === 'merge') await mergeIntoPrevious(ctx.db, found, by);
          else await splitCandidate(ctx.db, found, { at: 'secreto', titleEs: 'Segunda', titleEn: null }, by);
        });
        return;
      case 'publish':
        await site.act('secretariat', (ctx) => publishRegister(ctx.db, NETWORK, ctx.today, byOf(ctx)));
        return;
      case 'report': {
        const party = PARTIES[one.by];
        const report = { kind: one.kind, body: `informe de ${party}`, lang: 'es' as const, party, evidence: [] };
        await site.act(one.by, (ctx) => reportProgress(ctx.db, code, report, byOf(ctx)));
        return;
      }
      case 'answer':
        await site.act('secretariat', async (ctx) => {
          const open = await listOpenReports(ctx.db, 100);
          const found = open[one.pick % Math.max(open.length, 1)];
          if (found)
            await answerReport(
              ctx.db,
              found.code,
              found.id,
              { verdict: one.verdict, answer: 'x', due: '2018-03-03' },
              byOf(ctx),
            );
        });
        return;
      case 'tie': {
        const other = codes[one.other % Math.max(codes.length, 1)] ?? '';
        await site.act('secretariat', (ctx) => tieObligations(ctx.db, code, other, 'accepted', byOf(ctx)));
        return;
      }
      case 'date':
      case 'drop':
        await site.act('secretariat', async (ctx) => {
          const found = await findObligation(ctx.db, { code });
          const seen = { code, version: found?.version ?? 0 };
          if (one.do === 'date') await setDue(ctx.db, seen, { to: one.to, reason: 'x' }, byOf(ctx));
          else await dropObligation(ctx.db, seen, { meeting: '2016-11-GRCM', reason: 'x' }, byOf(ctx));
        });
    }
  }

  /** Everything that this reader's transaction can reach, through the program's reads and through bare SQL. */
  async function learn(key: PersonKey, party: string | null) {
    return await site.act(key, async (ctx) => {
      const { rows } = await board(ctx, party, false);
      const shares: { party: string }[] = [];
      const reports: { party: string; state: string }[] = [];
      const kinds: { party: string | null }[] = [];
      for (const row of rows) {
        shares.push(...(await listShares(ctx.db, row.id)));
        reports.push(
          ...(await listReports(ctx.db, row.id)).map((report) => ({
            ...report,
            harmless: row.owedBy.length === 1 || row.state === 'accepted',
          })),
        );
        kinds.push(...(await listHistory(ctx.db, row.id)));
      }
      return {
        rows,
        shares,
        reports: reports as { party: string; state: string; harmless: boolean }[],
        kinds,
        hidden: await listOfMeeting(ctx.db, NETWORK, ['candidate', 'confirmed', 'rejected']),
        reviews: await listPendingReviews(ctx.db),
        counts: await countParts(ctx.db, ctx.today),
        unpublished: await ctx.db.selectFrom('conf.obligation').select('id').where('code', 'is', null).execute(),
        allShares: await ctx.db.selectFrom('conf.share').select('party').execute(),
        notices: await ctx.db.selectFrom('conf.notice').select('party').execute(),
      };
    });
  }

  /** A small register of every kind of deadline, so that random acts meet each other. */
  async function begin(): Promise<void> {
    site.setNow('2017-01-20T16:00:00Z');
    await site.database.admin.pool.query('delete from conf.obligation');
    const many = RULES.map((rule, index) => ({
      rule,
      responsible: [['PM'], ['HN', 'CR'], ['OIM'], ['HN'], ['SV']][index] ?? [],
    }));
    await publish(
      site,
      of,
      many.map((one, index) => candidate({ ...one, span: [10 * index, 10 * index + 5], titleEs: `Ejemplo ${index}` })),
    );
  }

  it("no sequence of acts shows a peer a candidate, another one's part, report or lateness", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        await begin();
        for (const one of acts) await perform(one);
        for (const [key, party] of Object.entries({ ...PARTIES, presidency: 'MX', civilSociety: 'RROCM' })) {
          const seen = await learn(key as PersonKey, party);
          expect(seen.hidden).toEqual([]);
          expect(seen.unpublished).toEqual([]);
          expect(seen.reviews).toEqual([]);
          for (const one of [...seen.shares, ...seen.allShares, ...seen.notices, ...seen.counts])
            expect(one.party).toBe(party);
          for (const report of seen.reports) {
            if (report.party !== party) expect(report).toMatchObject({ state: 'accepted', harmless: true });
          }
          for (const entry of seen.kinds) expect([null, party]).toContain(entry.party);
          for (const row of seen.rows) if (row.timing === 'overdue') expect(row.ownShare).toBe('owed');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the list and the rule agree on the timing of every agreement, for every reader and day', async () => {
    await begin();
    await perform({ do: 'tie', pick: 1, other: 0 });
    await perform({ do: 'report', by: 'honduras', kind: 'delivered', pick: 0 });
    await perform({ do: 'drop', pick: 4 });
    const readers = { secretariat: 'ST', honduras: 'HN', iom: 'OIM', presidency: 'MX' } as const;
    const met = new Set<Timing>();
    for (const day of [
      '2016-11-20T12:00:00Z',
      '2016-12-20T12:00:00Z',
      '2017-01-20T16:00:00Z',
      '2018-06-01T12:00:00Z',
    ]) {
      site.setNow(day);
      for (const [key, party] of Object.entries(readers)) {
        const secretariat = key === 'secretariat';
        const { rows, today } = await site.act(key as PersonKey, async (ctx) => {
          const page = await board(ctx, party, secretariat);
          const found = [];
          for (const row of page.rows) found.push({ row, whole: await findObligation(ctx.db, { code: row.code }) });
          return { rows: found, today: ctx.today };
        });
        for (const { row, whole } of rows) {
          met.add(row.timing);
          expect(row.timing).toBe(ruled(row, whole, today, secretariat));
        }
      }
    }
    expect([...met].toSorted()).toEqual(
      expect.arrayContaining([
        'closed',
        'delivered',
        'due_soon',
        'not_due',
        'overdue',
        'reached',
        'undated',
        'waiting',
      ]),
    );
  });

  function ruled(
    row: BoardRow,
    whole: Awaited<ReturnType<typeof findObligation>>,
    today: string,
    secretariat: boolean,
  ): Timing {
    const facts = {
      state: row.state,
      due: row.due.to,
      ruleType: row.ruleType,
      blocked: whole?.blocked ?? false,
      conditionMet: whole?.tied ?? false,
    };
    return timingOf(facts, today, secretariat ? { kind: 'secretariat' } : { kind: 'party', ownShare: row.ownShare });
  }
});
