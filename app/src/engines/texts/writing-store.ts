import { randomUUID } from 'node:crypto';
import { type Lang, ok, type Result, refuse } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { isOpenText } from './states.ts';
import { listBlocks, lockText, MAX_BLOCKS, MAX_PARAGRAPH, type TextBlock, type TextHead } from './store.ts';
import { type BlockKind, neighbour, placeAfter, withDescendants } from './tree.ts';

/** In whose name and when something is written. */
export interface Writer {
  readonly account: string | null;
  readonly at: Date;
}

/** New words for a paragraph in one language. */
export interface NewWords extends Writer {
  readonly text: string;
  readonly block: string;
  readonly lang: Lang;
  readonly content: string;
  /** Version in that language that the writer had before them; 0 when there was none. */
  readonly known: number;
  /** For a translation: version of the original that the writer had beside them. */
  readonly translates?: number | undefined;
}

/**
 * Writes a new version of a paragraph. Somebody else's version in between is a conflict, so that nobody's words are
 * lost. A translation notes which original it translates: one of an older original is kept, and is behind.
 */
export async function writeExpression(
  db: Transaction,
  words: NewWords,
): Promise<Result<{ readonly version: number; readonly changed: boolean }>> {
  if (words.content.length > MAX_PARAGRAPH)
    return refuse('invalid', 'texts.paragraph-too-long', { max: MAX_PARAGRAPH });
  const open = await openText(db, words.text);
  if (!open.ok) return open;
  const block = (await listBlocks(db, words.text)).find((one) => one.id === words.block);
  if (!block) return refuse('conflict', 'texts.paragraph-removed');
  const present = block.words[words.lang];
  if ((present?.version ?? 0) !== words.known) return refuse('conflict', 'http.changed-meanwhile');
  const basedOn = basedOnOf(open.value, block, words);
  if (present?.content === words.content && present.basedOn === basedOn)
    return ok({ version: present.version, changed: false });
  const version = (present?.version ?? 0) + 1;
  await db
    .insertInto('conf.expression')
    .values({
      block: words.block,
      lang: words.lang,
      version,
      content: words.content,
      based_on: basedOn,
      written_by: words.account,
      written_at: words.at,
    })
    .execute();
  return ok({ version, changed: true });
}

function basedOnOf(text: TextHead, block: TextBlock, words: NewWords): number | null {
  if (words.lang === text.originalLang) return null;
  const newest = block.words[text.originalLang]?.version ?? 0;
  return Math.min(words.translates ?? newest, newest);
}

/** Adds a paragraph after another (or at the beginning), with its words in one or both languages. */
export async function addBlock(
  db: Transaction,
  block: Writer & {
    readonly text: string;
    readonly after: string | null;
    readonly kind: BlockKind;
    readonly words: Readonly<Partial<Record<Lang, string>>>;
  },
): Promise<Result<{ readonly id: string }>> {
  const open = await openText(db, block.text);
  if (!open.ok) return open;
  const blocks = await listBlocks(db, block.text);
  if (blocks.length >= MAX_BLOCKS) return refuse('invalid', 'texts.too-many-paragraphs', { max: MAX_BLOCKS });
  if (block.after !== null && !blocks.some((one) => one.id === block.after))
    return refuse('conflict', 'texts.paragraph-removed');
  const place = placeAfter(blocks, block.after, block.kind);
  await db
    .updateTable('conf.block')
    .set((column) => ({ ordinal: column('ordinal', '+', 1) }))
    .where('text', '=', block.text)
    .where('parent', 'is not distinct from', place.parent)
    .where('ordinal', '>=', place.ordinal)
    .execute();
  const id = randomUUID();
  await db
    .insertInto('conf.block')
    .values({ id, text: block.text, parent: place.parent, ordinal: place.ordinal, kind: block.kind })
    .execute();
  const { originalLang } = open.value;
  for (const lang of [originalLang, originalLang === 'es' ? 'en' : 'es'] as const) {
    const content = block.words[lang];
    if (content === undefined || content === '') continue;
    const words = { text: block.text, block: id, lang, content, known: 0, account: block.account, at: block.at };
    const written = await writeExpression(db, words);
    if (!written.ok) return written;
  }
  return ok({ id });
}

/** Changes places with the neighbour above or below; at the edge nothing happens. */
export async function moveBlock(
  db: Transaction,
  text: string,
  block: string,
  direction: 'up' | 'down',
): Promise<Result<null>> {
  const open = await openText(db, text);
  if (!open.ok) return open;
  const blocks = await listBlocks(db, text);
  const moved = blocks.find((one) => one.id === block);
  if (!moved) return refuse('conflict', 'texts.paragraph-removed');
  const other = neighbour(blocks, block, direction);
  if (!other) return ok(null);
  await setOrdinal(db, moved.id, other.ordinal);
  await setOrdinal(db, other.id, moved.ordinal);
  return ok(null);
}

async function setOrdinal(db: Transaction, block: string, ordinal: number): Promise<void> {
  await db.updateTable('conf.block').set({ ordinal }).where('id', '=', block).execute();
}

/** Takes a paragraph out with what stands under it. Versions and proposals stay in the database. */
export async function removeBlock(
  db: Transaction,
  text: string,
  block: string,
  at: Date,
): Promise<Result<{ readonly removed: number }>> {
  const open = await openText(db, text);
  if (!open.ok) return open;
  const blocks = await listBlocks(db, text);
  if (!blocks.some((one) => one.id === block)) return refuse('conflict', 'texts.paragraph-removed');
  const ids = withDescendants(blocks, block);
  await db
    .updateTable('conf.block')
    .set({ removed_at: at })
    .where('id', 'in', [...ids])
    .execute();
  return ok({ removed: ids.length });
}

/** The text, locked for this change, if it may still change. */
async function openText(db: Transaction, id: string): Promise<Result<TextHead>> {
  const text = await lockText(db, id);
  if (!text) return refuse('not-found', 'http.not-found');
  return isOpenText(text.state) ? ok(text) : refuse('conflict', 'texts.frozen');
}
