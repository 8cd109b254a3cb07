import { sql } from 'kysely';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { isPending, type Receipt, type Recipient, type Work, type WorkVersion } from './work.ts';
import { type By, nameReaders } from './work-store.ts';

/** How the recipients of a distribution are found. */
export type Basis = 'body' | 'meeting' | 'parties';

export interface Distribution {
  readonly id: string;
  readonly work: string;
  readonly basis: Basis;
  readonly acknowledgeBy: string | null;
  readonly sentAt: Date;
}

/** A version as it was sent. `sha256` in hexadecimal. */
export interface SentVersion {
  readonly version: string;
  readonly lang: Lang;
  readonly number: number;
  readonly sha256: string;
  /** Its state today: a newer one may have taken its place since. */
  readonly state: string;
}

/** The members of a body on a day: countries first of all, observers and civil society too, never the secretariat itself. */
export async function membersOf(db: Transaction, body: string, day: string): Promise<readonly Recipient[]> {
  const { rows } = await sql<Recipient>`
    select distinct p.code, p.kind from conf.membership m join conf.party p on p.code = m.party
    where m.body = ${body} and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to >= ${day}::date)
      and p.kind <> 'secretariat' order by p.code`.execute(db);
  return rows;
}

/** The delegations of a meeting, absent members included: they are still told. */
export async function delegationsOf(db: Transaction, meeting: string): Promise<readonly Recipient[]> {
  const { rows } = await sql<Recipient>`
    select p.code, p.kind from conf.delegation d join conf.party p on p.code = d.party
    where d.meeting = ${meeting} and p.kind <> 'secretariat' order by p.code`.execute(db);
  return rows;
}

/** Every party that can have people with an account. */
export async function listCorrespondents(db: Transaction): Promise<readonly Recipient[]> {
  return await db
    .selectFrom('conf.party')
    .select(['code', 'kind'])
    .where('kind', 'in', ['country', 'organisation', 'civil_society'])
    .orderBy('code')
    .execute();
}

/**
 * Sends the current versions of a work: their identifiers and hashes are written down as they are at this moment, so
 * that a later version never takes their place. The readers of a restricted work become those it was sent to, too.
 */
export async function sendWork(
  db: Transaction,
  work: Pick<Work, 'id' | 'class'>,
  sending: {
    readonly basis: Basis;
    readonly versions: readonly WorkVersion[];
    readonly recipients: readonly string[];
    readonly acknowledgeBy: string | null;
  },
  by: Pick<By, 'account' | 'at'>,
): Promise<Result<{ readonly id: string }>> {
  const { versions, recipients } = sending;
  if (versions.length === 0) return refuse('conflict', 'documents.nothing-to-send');
  if (recipients.length === 0) return refuse('invalid', 'documents.nobody-to-send-to');
  if (work.class === 'restricted') await nameReaders(db, work.id, recipients);
  const { id } = await db
    .insertInto('conf.distribution')
    .values({
      work: work.id,
      basis: sending.basis,
      acknowledge_by: sending.acknowledgeBy,
      sent_at: by.at,
      sent_by: by.account,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('conf.distribution_item')
    .values(
      versions.map((version) => ({
        distribution: id,
        version: version.id,
        lang: version.lang,
        sha256: Buffer.from(version.sha256, 'hex'),
      })),
    )
    .execute();
  await db
    .insertInto('conf.receipt')
    .values(recipients.map((party) => ({ distribution: id, party, notified_at: by.at })))
    .execute();
  return ok({ id });
}

export async function findDistribution(db: Transaction, id: string): Promise<Distribution | undefined> {
  const row = await selectDistributions(db).where('id', '=', id).executeTakeFirst();
  return row && distributionFromRow(row);
}

/** The distributions of a work that the reader may see, the newest first. */
export async function listDistributions(db: Transaction, work: string): Promise<readonly Distribution[]> {
  const rows = await selectDistributions(db).where('work', '=', work).orderBy('sent_at', 'desc').execute();
  return rows.map(distributionFromRow);
}

export async function listSentVersions(db: Transaction, distribution: string): Promise<readonly SentVersion[]> {
  const rows = await db
    .selectFrom('conf.distribution_item as i')
    .leftJoin('conf.work_version as v', 'v.id', 'i.version')
    .select(['i.version', 'i.lang', 'i.sha256', 'v.number', 'v.state'])
    .where('i.distribution', '=', distribution)
    .orderBy('i.lang', 'desc')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    lang: row.lang as Lang,
    number: row.number ?? 0,
    sha256: row.sha256.toString('hex'),
    state: row.state ?? 'withdrawn',
  }));
}

/** The receipts of distributions that the reader may see: all of them the secretariat, its own a party. */
export async function listReceipts(db: Transaction, distributions: readonly string[]): Promise<readonly Receipt[]> {
  if (distributions.length === 0) return [];
  const rows = await db
    .selectFrom('conf.receipt')
    .select(['distribution', 'party', 'notices', 'notified_at', 'opened_at', 'acknowledged_at'])
    .where('distribution', 'in', distributions)
    .orderBy('party')
    .execute();
  return rows.map((row) => ({
    distribution: row.distribution,
    party: row.party,
    notices: row.notices,
    notifiedAt: row.notified_at,
    openedAt: row.opened_at,
    acknowledgedAt: row.acknowledged_at,
  }));
}

/** Notes that somebody of a recipient downloaded a version, in every distribution that sent it to them; the first time stays. */
export async function noteOpened(
  db: Transaction,
  version: string,
  by: { readonly party: string; readonly account: string | null; readonly at: Date },
): Promise<void> {
  await db
    .updateTable('conf.receipt')
    .set({ opened_at: by.at, opened_by: by.account })
    .where('party', '=', by.party)
    .where('opened_at', 'is', null)
    .where('distribution', 'in', (eb) =>
      eb.selectFrom('conf.distribution_item').select('distribution').where('version', '=', version),
    )
    .execute();
}

/** A party says that the document reached it. Saying it twice changes nothing. */
export async function acknowledge(
  db: Transaction,
  distribution: string,
  by: { readonly party: string; readonly account: string | null; readonly at: Date },
): Promise<Result<null>> {
  const [own] = (await listReceipts(db, [distribution])).filter(({ party }) => party === by.party);
  if (!own) return refuse('not-found', 'http.not-found');
  if (own.acknowledgedAt !== null) return ok(null);
  await db
    .updateTable('conf.receipt')
    .set({ acknowledged_at: by.at, acknowledged_by: by.account })
    .where('distribution', '=', distribution)
    .where('party', '=', by.party)
    .where('acknowledged_at', 'is', null)
    .execute();
  return ok(null);
}

/** Counts one more notice for every recipient from whom something is awaited, and names them. */
export async function remindPending(
  db: Transaction,
  distribution: Distribution,
  at: Date,
): Promise<readonly Receipt[]> {
  const pending = (await listReceipts(db, [distribution.id])).filter((receipt) =>
    isPending(receipt, distribution.acknowledgeBy !== null),
  );
  if (pending.length === 0) return [];
  await db
    .updateTable('conf.receipt')
    .set((eb) => ({ notices: eb('notices', '+', 1), notified_at: at }))
    .where('distribution', '=', distribution.id)
    .where(
      'party',
      'in',
      pending.map(({ party }) => party),
    )
    .execute();
  return pending;
}

/** A distribution that awaits a party's acknowledgement. */
export interface AwaitedReceipt {
  readonly distribution: string;
  readonly code: string;
  readonly symbol: string | null;
  readonly title: { readonly es?: string | undefined; readonly en?: string | undefined };
  readonly acknowledgeBy: string;
}

/** What a party has still to acknowledge, the most urgent first. */
export async function listAwaited(db: Transaction, party: string): Promise<readonly AwaitedReceipt[]> {
  const rows = await db
    .selectFrom('conf.receipt as r')
    .innerJoin('conf.distribution as d', 'd.id', 'r.distribution')
    .innerJoin('conf.work as w', 'w.id', 'd.work')
    .select(['d.id', 'w.code', 'w.symbol', 'w.title_es', 'w.title_en', 'd.acknowledge_by'])
    .where('r.party', '=', party)
    .where('r.acknowledged_at', 'is', null)
    .where('d.acknowledge_by', 'is not', null)
    .where('w.status', '=', 'available')
    .orderBy('d.acknowledge_by')
    .execute();
  return rows.flatMap((row) =>
    row.acknowledge_by === null
      ? []
      : [
          {
            distribution: row.id,
            code: row.code,
            symbol: row.symbol,
            title: { es: row.title_es ?? undefined, en: row.title_en ?? undefined },
            acknowledgeBy: row.acknowledge_by,
          },
        ],
  );
}

function selectDistributions(db: Transaction) {
  return db.selectFrom('conf.distribution').select(['id', 'work', 'basis', 'acknowledge_by', 'sent_at']);
}

type DistributionRow = Awaited<ReturnType<ReturnType<typeof selectDistributions>['executeTakeFirstOrThrow']>>;

function distributionFromRow(row: DistributionRow): Distribution {
  return {
    id: row.id,
    work: row.work,
    basis: row.basis as Basis,
    acknowledgeBy: row.acknowledge_by,
    sentAt: row.sent_at,
  };
}
