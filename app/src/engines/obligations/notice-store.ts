import type { Transaction } from '../../platform/database/index.ts';
import type { Roles } from './obligation.ts';

/** What a notice says; each is the end of a message key. */
export type NoticeKind =
  | 'published'
  | 'dated'
  | 'redated'
  | 'dropped'
  | 'superseded'
  | 'part-accepted'
  | 'part-returned'
  | 'extension-not-granted'
  | 'can-begin'
  | 'part-given';

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Date;
  readonly code: string | null;
  readonly title: { readonly es: string | null; readonly en: string | null };
  readonly details: Readonly<Record<string, unknown>>;
}

/** Everybody whom a change concerns: who owes, who helps, who receives. A channel only passes on. */
export function concernedParties(
  obligation: Pick<Roles, 'support' | 'presenter' | 'recipients'> & { readonly owedBy: readonly string[] },
): readonly string[] {
  const { owedBy, support, presenter, recipients } = obligation;
  return [...new Set([...owedBy, ...support, ...presenter, ...recipients])].toSorted();
}

/** Tells each party once: the same key for the same kind is written one time only. Returns how many were told. */
export async function addNotices(
  db: Transaction,
  notice: {
    readonly obligation: string;
    readonly kind: NoticeKind;
    readonly key: string;
    readonly parties: readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
    readonly at: Date;
  },
): Promise<number> {
  if (notice.parties.length === 0) return 0;
  const rows = await db
    .insertInto('conf.notice')
    .values(
      notice.parties.map((party) => ({
        party,
        obligation: notice.obligation,
        kind: notice.kind,
        key: notice.key,
        details: JSON.stringify(notice.details ?? {}),
        at: notice.at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['party', 'kind', 'key']).doNothing())
    .returning('id')
    .execute();
  return rows.length;
}

/** What a party was told and has not marked as seen, newest first. */
export async function listUnseenNotices(db: Transaction, party: string, limit: number): Promise<readonly Notice[]> {
  const rows = await db
    .selectFrom('conf.notice')
    .leftJoin('conf.obligation', 'conf.obligation.id', 'conf.notice.obligation')
    .select([
      'conf.notice.id',
      'conf.notice.kind',
      'conf.notice.at',
      'conf.notice.details',
      'conf.obligation.code',
      'title_es',
      'title_en',
    ])
    .where('conf.notice.party', '=', party)
    .where('seen_at', 'is', null)
    .orderBy('conf.notice.at', 'desc')
    .orderBy('conf.obligation.code')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as NoticeKind,
    at: row.at,
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    details: row.details as Record<string, unknown>,
  }));
}

/** Marks what a party was told up to a moment: what arrives while the page is being read stays new. */
export async function markNoticesSeen(db: Transaction, party: string, upTo: Date, at: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('conf.notice')
    .set({ seen_at: at })
    .where('party', '=', party)
    .where('at', '<=', upTo)
    .where('seen_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
