import { type Lang, otherLang } from '../../kernel/index.ts';
import { NOTE_LABEL, type Place, type TreeNode } from './tree.ts';

/** The newest words of a paragraph in one language. */
export interface Words {
  readonly content: string;
  readonly version: number;
  /** For a translation: the version of the original that it translates. */
  readonly basedOn: number | null;
}

/** A paragraph with its newest words in both languages. */
export interface BlockWords extends TreeNode {
  readonly words: Readonly<Partial<Record<Lang, Words>>>;
}

/** Where a translation stands: `behind` when the original has changed since, `missing` when there is none. */
export type Parity = 'level' | 'behind' | 'missing';

/** The translation of a paragraph compared with its original. Computed on every reading, never kept. */
export function parityOf(block: Pick<BlockWords, 'words'>, original: Lang): Parity {
  const source = block.words[original];
  const translation = block.words[otherLang(original)];
  if (translation === undefined || translation.content === '') return 'missing';
  return source !== undefined && (translation.basedOn ?? 0) < source.version ? 'behind' : 'level';
}

/** One thing that keeps a text from being adopted in both languages. */
export interface Gap {
  readonly block: string;
  /** "2.b"; empty for a paragraph without number. */
  readonly number: string;
  readonly lang: Lang;
  readonly why: 'missing' | 'behind';
  /** Newest version of the original. */
  readonly version: number;
  /** The beginning of the paragraph, by which people find it. */
  readonly opening: string;
}

/** All that is missing before both languages say the same, in reading order. */
export function gapsOf(blocks: readonly (BlockWords & Place)[], original: Lang): readonly Gap[] {
  const other = otherLang(original);
  return blocks.flatMap((block): Gap[] => {
    const source = block.words[original];
    const facts = { block: block.id, number: block.number, opening: opening(source?.content ?? '') };
    if (source === undefined || source.content === '') {
      const written = opening(block.words[other]?.content ?? '');
      return [{ ...facts, opening: written, lang: original, why: 'missing', version: 0 }];
    }
    const parity = parityOf(block, original);
    return parity === 'level' ? [] : [{ ...facts, lang: other, why: parity, version: source.version }];
  });
}

/** The first words of a paragraph, for a list. */
export function opening(content: string, length = 80): string {
  if (content.length <= length) return content;
  const cut = content.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`;
}

/**
 * The text word for word in one language, as it is hashed on adoption: one paragraph a line, its number before it,
 * in Unicode NFC. The form is fixed for good, since hashes that were published depend on it.
 */
export function canonicalText(blocks: readonly (BlockWords & Place)[], lang: Lang): string {
  const lines = blocks.map(({ label, kind, words }) => {
    const sign = kind === 'note' ? NOTE_LABEL[lang] : label;
    const content = (words[lang]?.content ?? '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
    return sign === '' ? content : `${sign} ${content}`;
  });
  return `${lines.join('\n')}\n`;
}
