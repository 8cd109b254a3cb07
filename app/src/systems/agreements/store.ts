import { findText, listBlocks, type TextBlock } from '../../engines/texts/index.ts';
import type { Bilingual, Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';

/** A meeting as the pages of the register name it. */
export interface MeetingName {
  readonly id: string;
  readonly code: string;
  readonly body: string;
  readonly title: Bilingual;
  readonly startsOn: LocalDate | null;
}

/** Every meeting the reader may see, newest first: for citing decisions and for entering agreements. */
export async function listMeetingNames(db: Transaction): Promise<readonly MeetingName[]> {
  const rows = await db
    .selectFrom('conf.meeting')
    .select(['id', 'code', 'body', 'title_es', 'title_en', 'starts_on'])
    .orderBy('starts_on', (order) => order.desc().nullsLast())
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    body: row.body,
    title: { es: row.title_es, en: row.title_en },
    startsOn: row.starts_on,
  }));
}

/** Bodies of the Conference, to which a result may go. */
export async function listBodyCodes(db: Transaction): Promise<readonly string[]> {
  const rows = await db.selectFrom('conf.body').select('code').orderBy('code').execute();
  return rows.map((row) => row.code);
}

/** The source of a review: the paragraphs and the language in which they were written. */
export interface Source {
  readonly lang: Lang;
  readonly blocks: readonly TextBlock[];
}

export async function findSource(db: Transaction, text: string): Promise<Source | undefined> {
  const head = await findText(db, text);
  return head && { lang: head.originalLang, blocks: await listBlocks(db, text) };
}
