import { createHash } from 'node:crypto';
import { LANGS, type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { listComments } from './comments-store.ts';
import { moveText, type TextEvent, type TextState } from './states.ts';
import { listBlocks, lockText, type TextBlock } from './store.ts';
import { canonicalText, gapsOf } from './text.ts';

/** SHA-256 of the canonical text in each language, in hexadecimal. */
export type Hashes = Readonly<Record<Lang, string>>;

/** What would be frozen if the text were adopted as it is. */
export function hashesOf(blocks: readonly TextBlock[]): Hashes {
  return { es: hash(canonicalText(blocks, 'es')), en: hash(canonicalText(blocks, 'en')) };
}

function hash(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}

/** Moves a text along its states, all but adoption, which freezes it (`adoptText`). */
export async function moveTextOn(
  db: Transaction,
  move: { readonly text: string; readonly event: Exclude<TextEvent, 'adopt'>; readonly known: number },
): Promise<Result<TextState>> {
  const facts = await factsOf(db, move.text);
  if (!facts) return refuse('not-found', 'http.not-found');
  if (facts.version !== move.known) return refuse('conflict', 'http.changed-meanwhile');
  const next = moveText(facts, move.event);
  if (!next.ok) return next;
  await db
    .updateTable('conf.text')
    .set({ state: next.value, version: facts.version + 1 })
    .where('id', '=', move.text)
    .execute();
  return next;
}

/**
 * Adopts a text: both languages are frozen word for word with their hashes, and from here on nothing of it changes.
 * `expected` are the hashes that the person who adopts was shown: another text than that one is not adopted.
 */
export async function adoptText(
  db: Transaction,
  adoption: { readonly text: string; readonly expected: Hashes; readonly at: Date },
): Promise<Result<Hashes>> {
  const facts = await factsOf(db, adoption.text);
  if (!facts) return refuse('not-found', 'http.not-found');
  const next = moveText(facts, 'adopt');
  if (!next.ok) return next;
  const hashes = hashesOf(facts.blocks);
  if (hashes.es !== adoption.expected.es || hashes.en !== adoption.expected.en)
    return refuse('conflict', 'texts.changed-before-adoption');
  await db
    .insertInto('conf.frozen_text')
    .values(
      LANGS.map((lang) => {
        const canonical = canonicalText(facts.blocks, lang);
        return {
          text: adoption.text,
          lang,
          canonical,
          sha256: Buffer.from(hashes[lang], 'hex'),
          frozen_at: adoption.at,
        };
      }),
    )
    .execute();
  await db
    .updateTable('conf.text')
    .set({ state: next.value, adopted_at: adoption.at, version: facts.version + 1 })
    .where('id', '=', adoption.text)
    .execute();
  return ok(hashes);
}

/** An adopted text in one language, as it was frozen. */
export interface FrozenText {
  readonly lang: Lang;
  readonly sha256: string;
  readonly canonical: string;
  readonly frozenAt: Date;
}

/** What was frozen on adoption; empty before. */
export async function listFrozen(db: Transaction, text: string): Promise<readonly FrozenText[]> {
  const rows = await db
    .selectFrom('conf.frozen_text')
    .select(['lang', 'sha256', 'canonical', 'frozen_at'])
    .where('text', '=', text)
    .orderBy('lang', 'desc')
    .execute();
  return rows.map((row) => ({
    lang: row.lang as Lang,
    sha256: row.sha256.toString('hex'),
    canonical: row.canonical,
    frozenAt: row.frozen_at,
  }));
}

async function factsOf(db: Transaction, id: string) {
  const text = await lockText(db, id);
  if (!text) return undefined;
  const blocks = await listBlocks(db, id);
  const comments = await listComments(db, id);
  return {
    state: text.state,
    version: text.version,
    blocks,
    paragraphs: blocks.length,
    gaps: gapsOf(blocks, text.originalLang).length,
    openComments: comments.filter((comment) => comment.state === 'open').length,
  };
}
