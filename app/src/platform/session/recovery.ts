import { randomUUID } from 'node:crypto';
import { ok, type Principal, type Result, type Role, refuse } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';

/*
 * A person who lost the second factor and the backup codes. Nobody can be talked into letting them in: an
 * administrator of the house and somebody who answers for the person's own organisation must each confirm, in their
 * own session, freshly authenticated; then a one-time address goes to the account's e-mail. Every step is in the log
 * and is told to the person, who can say that it was not they.
 */

/** After so long a request that was not confirmed lapses. */
const LIFE_MS = 7 * 24 * 3_600_000;

/** Who answers for the accounts of an organisation: for a country its head of delegation and its validator. */
const ANSWERS_FOR_COUNTRY: readonly Role[] = ['head_of_delegation', 'validator'];
/** Organisations that have no such roles are answered for by the secretariat. */
const ANSWERS_OTHERWISE: readonly Role[] = ['secretariat'];

export type RecoveryPart = 'administrator' | 'colleague';

/** An open request, as those who may confirm it see it. */
export interface RecoveryLine {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly organisation: string;
  readonly askedAt: Date;
  readonly confirmed: readonly RecoveryPart[];
  /** What this reader could confirm it as; undefined when they may not, or have. */
  readonly mine: RecoveryPart | undefined;
}

/** What confirming led to. */
export interface Confirmed {
  readonly account: string;
  /** Both have confirmed: the address may go out. */
  readonly granted: boolean;
}

export interface Recoveries {
  isOpen(account: string): Promise<boolean>;
  /** True when a new request was opened; one at a time. */
  ask(account: string, now: Date): Promise<boolean>;
  listFor(reader: Principal, now: Date): Promise<readonly RecoveryLine[]>;
  confirm(id: string, reader: Principal, now: Date): Promise<Result<Confirmed>>;
  refuseIt(id: string, reader: Principal, now: Date): Promise<Result<{ readonly account: string }>>;
  /** The person says that it was not they, or has got in by other means. */
  withdraw(account: string, now: Date): Promise<void>;
}

/** As what may this reader confirm a request of this organisation? Never their own. */
export function partOf(
  reader: Principal,
  request: { readonly account: string; readonly organisation: string; readonly country: boolean },
): readonly RecoveryPart[] {
  if (reader.person === null || reader.person === request.account) return [];
  const answering = request.country ? ANSWERS_FOR_COUNTRY : ANSWERS_OTHERWISE;
  const answers =
    answering.some((role) => reader.roles.includes(role)) &&
    (!request.country || reader.organisation === request.organisation);
  return [
    ...(reader.roles.includes('administrator') ? (['administrator'] as const) : []),
    ...(answers ? (['colleague'] as const) : []),
  ];
}

export function recoveries({ kysely: db }: Database): Recoveries {
  async function lapse(now: Date): Promise<void> {
    await db
      .updateTable('auth.recovery')
      .set({ closed_at: now, outcome: 'lapsed' })
      .where('closed_at', 'is', null)
      .where('asked_at', '<=', new Date(now.getTime() - LIFE_MS))
      .execute();
  }

  const open = db
    .selectFrom('auth.recovery as r')
    .innerJoin('auth.account as a', 'a.id', 'r.account')
    .innerJoin('conf.party as p', 'p.code', 'a.organisation')
    .select(['r.id', 'r.account', 'r.asked_at', 'r.administrator', 'r.colleague', 'a.name', 'a.organisation', 'p.kind'])
    .where('r.closed_at', 'is', null);

  type Row = Awaited<ReturnType<(typeof open)['executeTakeFirstOrThrow']>>;

  /** The part that the reader can still take: not one that is taken, and never both. */
  function freePart(row: Row, reader: Principal): RecoveryPart | undefined {
    if (row.administrator === reader.person || row.colleague === reader.person) return undefined;
    const request = { account: row.account, organisation: row.organisation, country: row.kind === 'country' };
    return partOf(reader, request).find((part) => row[part] === null);
  }

  return {
    async isOpen(account) {
      const row = await open.where('r.account', '=', account).executeTakeFirst();
      return row !== undefined;
    },
    async ask(account, now) {
      await lapse(now);
      const asked = await db
        .insertInto('auth.recovery')
        .values({ id: randomUUID(), account, asked_at: now })
        .onConflict((conflict) => conflict.column('account').where('closed_at', 'is', null).doNothing())
        .returning('id')
        .executeTakeFirst();
      return asked !== undefined;
    },
    async listFor(reader, now) {
      await lapse(now);
      const rows = await open.orderBy('r.asked_at').execute();
      return rows.flatMap((row) => {
        const request = { account: row.account, organisation: row.organisation, country: row.kind === 'country' };
        if (partOf(reader, request).length === 0) return [];
        return [
          {
            id: row.id,
            account: row.account,
            name: row.name,
            organisation: row.organisation,
            askedAt: row.asked_at,
            confirmed: (['administrator', 'colleague'] as const).filter((part) => row[part] !== null),
            mine: freePart(row, reader),
          },
        ];
      });
    },
    async confirm(id, reader, now) {
      await lapse(now);
      return await db.transaction().execute(async (tx): Promise<Result<Confirmed>> => {
        // The row is locked, so that two who confirm at the same moment do so one after the other.
        await tx.selectFrom('auth.recovery').select('id').where('id', '=', id).forUpdate().execute();
        const row = await tx.selectFrom(open.as('r')).selectAll().where('r.id', '=', id).executeTakeFirst();
        if (!row) return refuse('not-found', 'http.not-found');
        const part = freePart(row, reader);
        if (part === undefined) return refuse('forbidden', 'session.recovery-not-yours');
        const granted = row[part === 'administrator' ? 'colleague' : 'administrator'] !== null;
        await tx
          .updateTable('auth.recovery')
          .set({
            [part]: reader.person,
            [`${part}_at`]: now,
            ...(granted ? { closed_at: now, outcome: 'granted' } : {}),
          })
          .where('id', '=', id)
          .execute();
        return ok({ account: row.account, granted });
      });
    },
    async refuseIt(id, reader, now) {
      const row = await open.where('r.id', '=', id).executeTakeFirst();
      const request = row && { account: row.account, organisation: row.organisation, country: row.kind === 'country' };
      if (!row || !request || partOf(reader, request).length === 0) return refuse('not-found', 'http.not-found');
      await db
        .updateTable('auth.recovery')
        .set({ closed_at: now, outcome: 'refused' })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .execute();
      return ok({ account: row.account });
    },
    async withdraw(account, now) {
      await db
        .updateTable('auth.recovery')
        .set({ closed_at: now, outcome: 'refused' })
        .where('account', '=', account)
        .where('closed_at', 'is', null)
        .execute();
    },
  };
}
