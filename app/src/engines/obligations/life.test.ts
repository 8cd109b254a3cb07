import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeMeetings, byOf, candidate, NETWORK, publish } from '../../../test/register.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import {
  answerReport,
  dropObligation,
  editAgreement,
  findObligation,
  followUpFor,
  listBoard,
  listHistory,
  listOfMeeting,
  listReports,
  listShares,
  listUnseenNotices,
  recordCandidates,
  redateForMeeting,
  registerOfText,
  reportProgress,
  setDue,
  tieObligations,
} from './index.ts';

describe('the life of an agreement', () => {
  let site: TestSite;
  let of: { meeting: string; text: string; next: string };
  let glossary = '';
  let proposal = '';
  let translation = '';
  beforeAll(async () => {
    site = await testSite();
    of = await arrangeMeetings(site);
    [glossary = '', translation = '', proposal = ''] = await publish(site, of, [
      candidate(),
      candidate({
        span: [5000, 5050],
        quote: 'La OIM se compromete a traducirlo al inglés.',
        titleEs: 'Traducir el estudio al inglés',
        responsible: ['OIM'],
        rule: { type: 'none' },
        deadlineAsWritten: null,
      }),
      candidate({
        span: [6000, 6050],
        quote: 'Borrador a ser presentado durante la próxima reunión del GRCM.',
        titleEs: 'Presentar el borrador de plan',
        responsible: ['ST'],
        rule: { type: 'event', forum: 'GRCM', which: 'next', relation: 'at' },
      }),
    ]);
  });
  afterAll(() => site.close());

  it('gives the codes of the year of the meeting, in the order of the source', () => {
    expect([glossary, translation, proposal]).toEqual(['A-2016-001', 'A-2016-002', 'A-2016-003']);
  });

  it('asks every member on the roll, absent ones included, and tells each once', async () => {
    const shares = await site.act('secretariat', async (ctx) => {
      const found = await findObligation(ctx.db, { code: glossary });
      return await listShares(ctx.db, found?.id ?? '');
    });
    expect(shares.map((share) => share.party)).toEqual([
      'BZ',
      'CA',
      'CR',
      'DO',
      'GT',
      'HN',
      'MX',
      'NI',
      'PA',
      'SV',
      'US',
    ]);
    const notices = await site.act('honduras', (ctx) => listUnseenNotices(ctx.db, 'HN', 50));
    expect(notices.filter((notice) => notice.code === glossary).map((notice) => notice.kind)).toEqual(['published']);
  });

  it('reads the same text again without adding anything', async () => {
    const again = await site.act('secretariat', (ctx) =>
      recordCandidates(ctx.db, { ...of, lang: 'es', candidates: [candidate()], now: ctx.now }),
    );
    expect(again).toBe(0);
  });

  it('resolves "dos meses" from the meeting and says why', async () => {
    const found = await site.act('honduras', (ctx) => findObligation(ctx.db, { code: glossary }));
    expect(found?.due).toMatchObject({ from: '2016-11-15', to: '2017-01-15' });
    expect(found?.due.es).toContain('2 meses');
  });

  it('calls late only to who may know it: the party and the secretariat', async () => {
    const timing = (key: 'honduras' | 'secretariat' | 'iom', secretariat: boolean, party: string) =>
      site.act(key, async (ctx) => {
        const filter = { view: 'due', state: 'ongoing', limit: 50, offset: 0 } as const;
        const page = await listBoard(ctx.db, filter, { secretariat, party }, ctx.today, []);
        return page.rows.find((row) => row.code === glossary)?.timing;
      });
    expect(await timing('honduras', false, 'HN')).toBe('overdue');
    expect(await timing('secretariat', true, 'ST')).toBe('overdue');
    expect(await timing('iom', false, 'OIM')).toBe('reached');
  });

  it('shows peers how many answered, and the report only to its party until it tells nothing about who is missing', async () => {
    const sent = await site.act('honduras', (ctx) =>
      reportProgress(
        ctx.db,
        glossary,
        { kind: 'delivered', body: 'Comentarios de ejemplo', lang: 'es', party: 'HN', evidence: [] },
        byOf(ctx),
      ),
    );
    const report = sent.ok ? sent.value.id : '';
    const answered = await site.act('secretariat', (ctx) =>
      answerReport(ctx.db, glossary, report, { verdict: 'accepted' }, byOf(ctx)),
    );
    expect(answered.ok).toBe(true);
    const seen = await site.act('costaRica', async (ctx) => {
      const found = await findObligation(ctx.db, { code: glossary });
      const filter = { view: 'due', state: 'all', limit: 50, offset: 0 } as const;
      const page = await listBoard(ctx.db, filter, { secretariat: false, party: 'CR' }, ctx.today, []);
      return {
        reports: await listReports(ctx.db, found?.id ?? ''),
        shares: await listShares(ctx.db, found?.id ?? ''),
        history: (await listHistory(ctx.db, found?.id ?? '')).map((entry) => entry.kind),
        row: page.rows.find((row) => row.code === glossary),
      };
    });
    expect(seen.reports).toEqual([]);
    expect(seen.shares).toEqual([{ party: 'CR', state: 'owed' }]);
    expect(seen.history).toEqual(['published']);
    expect(seen.row).toMatchObject({ answered: 1, total: 11, state: 'in_progress' });
  });

  it('is delivered with its last part and accepted with the last acceptance; then members may read the reports', async () => {
    const sent = await site.act('iom', (ctx) =>
      reportProgress(
        ctx.db,
        translation,
        { kind: 'delivered', body: 'Traducción de ejemplo', lang: 'es', party: 'OIM', evidence: [] },
        byOf(ctx),
      ),
    );
    const state = () =>
      site.act('honduras', async (ctx) => (await findObligation(ctx.db, { code: translation }))?.state);
    expect(await state()).toBe('delivered');
    const report = sent.ok ? sent.value.id : '';
    await site.act('secretariat', (ctx) =>
      answerReport(ctx.db, translation, report, { verdict: 'accepted' }, byOf(ctx)),
    );
    expect(await state()).toBe('accepted');
    const read = await site.act('honduras', async (ctx) => {
      const found = await findObligation(ctx.db, { code: translation });
      return await listReports(ctx.db, found?.id ?? '');
    });
    expect(read.map((one) => one.body)).toEqual(['Traducción de ejemplo']);
  });

  it('counts parts that arrive in the same moment one after the other: the last one delivers', async () => {
    const [shared = ''] = await publish(site, of, [candidate({ span: [7000, 7001], responsible: ['HN', 'CR', 'SV'] })]);
    const report = { kind: 'delivered', body: 'Ejemplo', lang: 'es', evidence: [] } as const;
    const sent = await Promise.all(
      (['honduras', 'costaRica', 'salvador'] as const).map((key) =>
        site.act(key, (ctx) =>
          reportProgress(ctx.db, shared, { ...report, party: ctx.who.organisation ?? '' }, byOf(ctx)),
        ),
      ),
    );
    expect(sent.map((one) => one.ok)).toEqual([true, true, true]);
    const found = await site.act('honduras', (ctx) => findObligation(ctx.db, { code: shared }));
    expect(found?.state).toBe('delivered');
    await site.database.admin.pool.query('delete from conf.obligation where code = $1', [shared]);
  });

  it('dates "próxima reunión del GRCM" when that meeting gets a date, once, keeping what was', async () => {
    await site.database.admin.pool.query(
      `update conf.meeting set starts_on = '2017-06-20', ends_on = '2017-06-21' where id = $1`,
      [of.next],
    );
    const redate = () => site.act('secretariat', (ctx) => redateForMeeting(ctx.db, { id: of.next }, ctx.now));
    expect(await redate()).toBe(1);
    expect(await redate()).toBe(0);
    const found = await site.act('secretariat', async (ctx) => {
      const one = await findObligation(ctx.db, { code: proposal });
      return { due: one?.due, history: await listHistory(ctx.db, one?.id ?? '') };
    });
    expect(found.due).toMatchObject({ from: '2017-06-20', to: '2017-06-21' });
    expect(found.history.at(-1)).toMatchObject({ kind: 'redated', details: { before: null, after: '2017-06-21' } });
  });

  it('moves a date that stood only with a reason or a decision, and never over the change of somebody else', async () => {
    const { version = 0 } = (await site.act('secretariat', (ctx) => findObligation(ctx.db, { code: glossary }))) ?? {};
    const move = (change: { to: string; reason?: string }) =>
      site.act('secretariat', (ctx) => setDue(ctx.db, { code: glossary, version }, change, byOf(ctx)));
    expect(await move({ to: '2017-02-15' })).toMatchObject({ ok: false, refusal: { code: 'obligations.no-reason' } });
    expect((await move({ to: '2017-02-15', reason: 'Prórroga de ejemplo' })).ok).toBe(true);
    expect(await move({ to: '2017-03-15', reason: 'Otra' })).toMatchObject({
      ok: false,
      refusal: { kind: 'conflict', code: 'http.changed-meanwhile' },
    });
  });

  it('drops an agreement only by the decision of a body that may', async () => {
    await site.database.admin.pool.query(`update conf.body set may_drop_agreements = false where code = 'RFE'`);
    const { version = 0 } = (await site.act('secretariat', (ctx) => findObligation(ctx.db, { code: glossary }))) ?? {};
    const drop = (meeting: string) =>
      site.act('secretariat', (ctx) =>
        dropObligation(ctx.db, { code: glossary, version }, { meeting, reason: 'Decisión de ejemplo' }, byOf(ctx)),
      );
    expect(await drop(NETWORK)).toMatchObject({ ok: false, refusal: { code: 'obligations.body-may-not-drop' } });
    expect((await drop('2016-11-GRCM')).ok).toBe(true);
  });

  it('refuses agreements that would wait for each other', async () => {
    await site.act('secretariat', (ctx) => tieObligations(ctx.db, proposal, translation, 'accepted', byOf(ctx)));
    const circle = await site.act('secretariat', (ctx) =>
      tieObligations(ctx.db, translation, proposal, 'accepted', byOf(ctx)),
    );
    expect(circle).toMatchObject({ ok: false, refusal: { code: 'obligations.circle' } });
  });

  it('waives the part of who is no longer responsible and gives one to who is', async () => {
    const edited = await site.act('secretariat', async (ctx) => {
      const found = await findObligation(ctx.db, { code: proposal });
      const result = await editAgreement(
        ctx.db,
        { code: proposal, version: found?.version ?? 0 },
        { titleEs: 'Presentar el plan', titleEn: null, responsible: ['OIM', 'ST'] },
        ctx.today,
        byOf(ctx),
      );
      return { result, shares: await listShares(ctx.db, found?.id ?? '') };
    });
    expect(edited.result.ok).toBe(true);
    expect(edited.shares).toEqual([
      { party: 'OIM', state: 'owed' },
      { party: 'ST', state: 'owed' },
    ]);
  });

  it('puts on the agenda what the body agreed and what others send to it, and prints the register of a report', async () => {
    const read = await site.act('honduras', async (ctx) => ({
      agenda: (await followUpFor(ctx.db, { id: of.next, body: 'GRCM' })).map((line) => line.code),
      register: (await registerOfText(ctx.db, of.text)).map((line) => `${line.code} ${line.state}`),
      counts: (
        await listBoard(
          ctx.db,
          { view: 'due', state: 'all', limit: 1, offset: 0 },
          { secretariat: false, party: 'HN' },
          ctx.today,
          [],
        )
      ).counts,
    }));
    expect(read.agenda).toEqual([proposal]);
    expect(read.register).toEqual([`${glossary} dropped`, `${translation} accepted`, `${proposal} open`]);
    expect(read.counts).toEqual({ closed: 2, not_due: 1 });
  });

  it('keeps everything from countries until it is published', async () => {
    await site.act('secretariat', (ctx) =>
      recordCandidates(ctx.db, { ...of, lang: 'es', candidates: [candidate({ span: [9000, 9100] })], now: ctx.now }),
    );
    const seen = await site.act('honduras', (ctx) =>
      listOfMeeting(ctx.db, NETWORK, ['candidate', 'confirmed', 'rejected']),
    );
    expect(seen).toEqual([]);
  });
});
