import { sql } from 'kysely';
import type { Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { ONGOING, type State } from './obligation.ts';

/** One agreement as the next agenda and the annex of a report print it. Neutral: nothing in it is called late. */
export interface RegisterLine {
  readonly code: string;
  readonly quote: string;
  readonly lang: Lang;
  readonly title: { readonly es: string | null; readonly en: string | null };
  /** Party codes; names come from the parties in the document's language. */
  readonly responsible: readonly string[];
  readonly deadlineAsWritten: string | null;
  readonly due: LocalDate | null;
  /** How the date was reached. */
  readonly dueWords: { readonly es: string | null; readonly en: string | null };
  readonly state: State;
  readonly answered: number;
  readonly total: number;
  readonly meetingCode: string;
}

/**
 * What a meeting finds under "seguimiento de acuerdos": what its own body agreed and is not finished, and what
 * other bodies send to it ("para ser llevados a la próxima reunión del GRCM").
 */
export async function followUpFor(
  db: Transaction,
  meeting: { readonly id: string; readonly body: string },
): Promise<readonly RegisterLine[]> {
  return await lines(
    db,
    sql`o.state = any (${[...ONGOING]}::text[]) and o.code is not null and m.id <> ${meeting.id}
      and (m.body = ${meeting.body} or o.next_forum = ${meeting.body})`,
  );
}

/** The register of one report, for its annex: every agreement of it that is published, in the order of the text. */
export async function registerOfText(db: Transaction, text: string): Promise<readonly RegisterLine[]> {
  return await lines(db, sql`o.text = ${text} and o.code is not null`);
}

async function lines(db: Transaction, where: ReturnType<typeof sql>): Promise<readonly RegisterLine[]> {
  const result = await sql<{
    code: string;
    quote: string;
    lang: Lang;
    title_es: string | null;
    title_en: string | null;
    responsible: string[];
    deadline_as_written: string | null;
    due_to: string | null;
    due_es: string | null;
    due_en: string | null;
    state: State;
    answered: number | null;
    total: number | null;
    meeting_code: string;
  }>`
    with chosen as materialized (
      select o.*, m.code as meeting_code from conf.obligation o join conf.meeting m on m.id = o.meeting where ${where}
    )
    select chosen.*, counted.answered, counted.total
    from chosen
    left join conf.share_counts((select coalesce(array_agg(id), '{}') from chosen)) counted
      on counted.obligation = chosen.id
    order by code`.execute(db);
  return result.rows.map((row) => ({
    code: row.code,
    quote: row.quote,
    lang: row.lang,
    title: { es: row.title_es, en: row.title_en },
    responsible: row.responsible,
    deadlineAsWritten: row.deadline_as_written,
    due: row.due_to,
    dueWords: { es: row.due_es, en: row.due_en },
    state: row.state,
    answered: row.answered ?? 0,
    total: row.total ?? 0,
    meetingCode: row.meeting_code,
  }));
}
