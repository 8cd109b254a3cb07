import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { findText, listBlocks, listVersions } from './store.ts';
import { type Writer, writeExpression } from './writing-store.ts';

export type CommentState = 'open' | 'accepted' | 'not_accepted';

/** What a delegation said about a paragraph. */
export interface BlockComment {
  readonly id: string;
  readonly block: string;
  readonly lang: Lang;
  /** The version that it speaks of, and its words. */
  readonly onVersion: number;
  readonly about: string;
  readonly party: string;
  readonly body: string;
  /** The paragraph as they propose it. */
  readonly proposed: string | null;
  readonly state: CommentState;
  readonly reason: string | null;
  readonly writtenAt: Date;
}

/** Says something about a paragraph in the name of a delegation, with or without the words that it proposes. */
export async function proposeWords(
  db: Transaction,
  comment: Writer & {
    readonly text: string;
    readonly block: string;
    readonly lang: Lang;
    readonly party: string;
    readonly body: string;
    readonly proposed: string | null;
  },
): Promise<Result<{ readonly id: string }>> {
  const text = await findText(db, comment.text);
  if (!text) return refuse('not-found', 'http.not-found');
  if (text.state !== 'in_review') return refuse('conflict', 'texts.not-in-review');
  const block = (await listBlocks(db, comment.text)).find((one) => one.id === comment.block);
  const words = block?.words[comment.lang];
  if (!words) return refuse('conflict', 'texts.paragraph-removed');
  if (comment.proposed === words.content && comment.body === '') return refuse('invalid', 'texts.nothing-proposed');
  const { id } = await db
    .insertInto('conf.block_comment')
    .values({
      block: comment.block,
      lang: comment.lang,
      on_version: words.version,
      party: comment.party,
      body: comment.body,
      proposed: comment.proposed === words.content ? null : comment.proposed,
      written_by: comment.account,
      written_at: comment.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return ok({ id });
}

/** All that was said about a text, oldest first; also about paragraphs that were taken out since. */
export async function listComments(db: Transaction, text: string): Promise<readonly BlockComment[]> {
  const rows = await db
    .selectFrom('conf.block_comment as c')
    .innerJoin('conf.block as b', 'b.id', 'c.block')
    .innerJoin('conf.expression as e', (join) =>
      join.onRef('e.block', '=', 'c.block').onRef('e.lang', '=', 'c.lang').onRef('e.version', '=', 'c.on_version'),
    )
    .select(['c.id', 'c.block', 'c.lang', 'c.on_version', 'e.content', 'c.party', 'c.body', 'c.proposed', 'c.state'])
    .select(['c.reason', 'c.written_at'])
    .where('b.text', '=', text)
    .orderBy('c.written_at')
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    block: row.block,
    lang: row.lang as Lang,
    onVersion: row.on_version,
    about: row.content,
    party: row.party,
    body: row.body,
    proposed: row.proposed,
    state: row.state as CommentState,
    reason: row.reason,
    writtenAt: row.written_at,
  }));
}

/**
 * Accepts or does not accept a proposal. Accepted words become the paragraph's newest version, unless it has changed
 * since they were proposed: then a person writes them in. Not accepting needs a reason, which everybody reads.
 */
export async function decideComment(
  db: Transaction,
  decision: Writer & {
    readonly text: string;
    readonly comment: string;
    readonly accept: boolean;
    readonly reason: string | null;
  },
): Promise<Result<{ readonly rewritten: boolean }>> {
  const comment = (await listComments(db, decision.text)).find((one) => one.id === decision.comment);
  if (!comment) return refuse('not-found', 'http.not-found');
  if (comment.state !== 'open') return refuse('conflict', 'texts.already-decided');
  if (!decision.accept && !decision.reason) return refuse('invalid', 'texts.reason-needed');
  const rewritten = decision.accept && comment.proposed !== null;
  if (rewritten && comment.proposed !== null) {
    const newest = (await listVersions(db, comment.block)).find((one) => one.lang === comment.lang);
    if (newest?.version !== comment.onVersion) return refuse('conflict', 'texts.changed-since-proposed');
    const { text, account, at } = decision;
    const words = { text, block: comment.block, lang: comment.lang, content: comment.proposed, account, at };
    const written = await writeExpression(db, { ...words, known: comment.onVersion });
    if (!written.ok) return written;
  }
  await db
    .updateTable('conf.block_comment')
    .set({
      state: decision.accept ? 'accepted' : 'not_accepted',
      reason: decision.reason,
      decided_at: decision.at,
    })
    .where('id', '=', comment.id)
    .execute();
  return ok({ rewritten });
}
