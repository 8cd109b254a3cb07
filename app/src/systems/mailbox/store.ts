import type { Lang } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { KeptToken, Mail, MailLine, Unreached } from './kept.ts';

/** The reader's mails that were sent, newest first. */
export async function listMails(db: Transaction, account: string, limit: number): Promise<readonly MailLine[]> {
  const rows = await db
    .selectFrom('platform.mail')
    .select(['id', 'cause', 'subject', 'made_at'])
    .where('account', '=', account)
    .where('state', '=', 'sent')
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    cause: row.cause as MailLine['cause'],
    subject: row.subject,
    at: row.made_at,
  }));
}

export async function findMail(db: Transaction, account: string, id: string): Promise<Mail | undefined> {
  const row = await db
    .selectFrom('platform.mail')
    .select(['id', 'cause', 'subject', 'made_at', 'lang', 'words', 'calendar'])
    .where('account', '=', account)
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  if (!row) return undefined;
  const { id: mail, subject, words, calendar } = row;
  return {
    id: mail,
    cause: row.cause as MailLine['cause'],
    subject,
    at: row.made_at,
    lang: row.lang as Lang,
    words,
    calendar,
  };
}

/** Mails given up, newest first. */
export async function listUnreached(db: Transaction, limit: number): Promise<readonly Unreached[]> {
  const rows = await db
    .selectFrom('platform.mail as m')
    .innerJoin('conf.party as p', 'p.code', 'm.party')
    .select(['m.id', 'm.party', 'm.name', 'm.cause', 'm.attempts', 'm.reply', 'm.ended_at', 'p.name_es', 'p.name_en'])
    .where('m.state', '=', 'undeliverable')
    .orderBy('m.ended_at', 'desc')
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    party: row.party,
    partyName: { es: row.name_es, en: row.name_en },
    name: row.name,
    cause: row.cause as MailLine['cause'],
    attempts: row.attempts,
    reply: row.reply,
    at: row.ended_at,
  }));
}

export async function findToken(db: Transaction, account: string): Promise<KeptToken | undefined> {
  const row = await db
    .selectFrom('platform.calendar_token')
    .select(['token_hash', 'made_at', 'last_read_on'])
    .where('account', '=', account)
    .executeTakeFirst();
  return row && { hash: row.token_hash, madeAt: row.made_at, lastReadOn: row.last_read_on };
}

/** Puts a new token in the place of the one before, which opens nothing from then on. */
export async function putToken(db: Transaction, account: string, hash: Buffer, now: Date): Promise<void> {
  const kept = { token_hash: hash, made_at: now, last_read_on: null };
  await db
    .insertInto('platform.calendar_token')
    .values({ account, ...kept })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(kept))
    .execute();
}

export async function deleteToken(db: Transaction, account: string): Promise<boolean> {
  const gone = await db.deleteFrom('platform.calendar_token').where('account', '=', account).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
