import {
  confirmCandidate,
  listOfMeeting,
  type NewCandidate,
  publishRegister,
  recordCandidates,
} from '../src/engines/obligations/index.ts';
import type { Context } from '../src/platform/system/index.ts';
import type { TestSite } from './site.ts';

/** The meeting of the network in San Pedro Sula, beside the GRCM of the same week (seed B), and a later GRCM without date. */
export const NETWORK = '2016-11-SPS';

/** Adds the meetings and an empty report, past the policies: other systems own them. */
export async function arrangeMeetings(site: TestSite): Promise<{ meeting: string; text: string; next: string }> {
  const insert = async (code: string, body: string, on: string | null, linked: string | null): Promise<string> => {
    const { rows } = await site.database.admin.pool.query(
      `insert into conf.meeting (code, body, title_es, title_en, starts_on, ends_on, linked_meeting)
       values ($1, $2, $3, $4, $5, $5, $6) returning id`,
      [code, body, `Reunión ${code}`, `Meeting ${code}`, on, linked],
    );
    return String(rows[0]?.id);
  };
  const beside = await insert('2016-11-GRCM', 'GRCM', '2016-11-17', null);
  const meeting = await insert(NETWORK, 'RFE', '2016-11-15', beside);
  const next = await insert('2017-GRCM', 'GRCM', null, null);
  const { rows } = await site.database.admin.pool.query(
    `insert into conf.text (kind, original_lang, meeting, state) values ('report', 'es', $1, 'draft') returning id`,
    [meeting],
  );
  return { meeting, text: String(rows[0]?.id), next };
}

/** A candidate as the reader of reports gives it; what a test does not say is the glossary point of seed B. */
export function candidate(over: Partial<NewCandidate> = {}): NewCandidate {
  return {
    quote: 'Los Países Miembros remitirán sus comentarios a la ST sobre dicho documento dentro del plazo de dos meses.',
    span: [4380, 4486],
    blockId: null,
    kind: 'commitment',
    subkind: 'action',
    titleEs: 'Remitir comentarios al glosario',
    titleEn: 'Send comments on the glossary',
    responsible: ['PM'],
    responsibleImplied: false,
    via: [],
    support: [],
    presenter: [],
    recipients: ['ST'],
    nextForum: 'GRCM',
    deadlineAsWritten: 'dentro del plazo de dos meses',
    rule: { type: 'duration', iso8601: 'P2M', anchor: 'meeting.date' },
    reading: { fired: ['commitment.future'] },
    ...over,
  };
}

/** In whose name an act of a test is done. */
export function byOf(ctx: Context): { at: Date; party: string | null; account: string | null } {
  return { at: ctx.now, party: ctx.who.organisation, account: ctx.who.person };
}

/** Reads, confirms and publishes these candidates as the secretariat; returns the codes in order. */
export async function publish(
  site: TestSite,
  of: { meeting: string; text: string },
  candidates: readonly NewCandidate[],
): Promise<readonly string[]> {
  return await site.act('secretariat', async (ctx) => {
    await recordCandidates(ctx.db, { ...of, lang: 'es', candidates, now: ctx.now });
    for (const found of await listOfMeeting(ctx.db, NETWORK, ['candidate'])) {
      const confirmed = await confirmCandidate(ctx.db, found, byOf(ctx));
      if (!confirmed.ok) throw new Error(confirmed.refusal.code);
    }
    const published = await publishRegister(ctx.db, NETWORK, ctx.today, byOf(ctx));
    if (!published.ok) throw new Error(published.refusal.code);
    return published.value.map(({ code }) => code);
  });
}
