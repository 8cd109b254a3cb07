import { type BoardRow, partyNames, titleIn } from '../../../engines/obligations/index.ts';
import { formatDate, formatLongDate } from '../../../kernel/index.ts';
import type { PrintDocument, Sheet } from '../../../platform/export/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import type { BoardData } from './board.tsx';
import { dueText, partsText } from './register-words.ts';

type ExportContext = Pick<ViewContext, 't' | 'lang' | 'url' | 'today' | 'now' | 'exampleMode'>;

/** The register as a table: dates as ISO days, codes that other programs know, words in the reader's language. */
export function registerSheet(ctx: ExportContext, data: BoardData): Sheet {
  const { t, lang } = ctx;
  return {
    name: t('agreements.navigation'),
    columns: [
      { key: 'code', header: t('agreements.column.code'), type: 'text', width: 12 },
      { key: 'title', header: t('agreements.column.title'), type: 'text', width: 50 },
      { key: 'kind', header: t('agreements.fact.kind'), type: 'text', width: 14 },
      { key: 'responsible', header: t('agreements.fact.responsible'), type: 'text', width: 30 },
      { key: 'due', header: t('agreements.column.due'), type: 'date', width: 12 },
      { key: 'written', header: t('agreements.fact.as-written'), type: 'text', width: 30 },
      { key: 'timing', header: t('agreements.column.timing'), type: 'text', width: 18 },
      { key: 'state', header: t('agreements.fact.state'), type: 'text', width: 18 },
      { key: 'answered', header: t('agreements.column.answered'), type: 'integer', width: 10 },
      { key: 'total', header: t('agreements.column.total'), type: 'integer', width: 10 },
      { key: 'meeting', header: t('agreements.filter.meeting'), type: 'text', width: 16 },
    ],
    rows: data.rows.map((row) => ({
      code: row.code,
      title: titleIn(row.title, lang).text,
      kind: t(`obligations.kind.${row.kind}`),
      responsible: partyNames(row.responsible, data.parties, lang).join(', '),
      due: row.due.to,
      written: row.deadlineAsWritten,
      timing: t(`obligations.timing.${row.timing}`),
      state: t(`obligations.state.${row.state}`),
      answered: row.answered,
      total: row.total,
      meeting: row.meeting,
    })),
  };
}

/** The register as a document for Word: one table, in the order of the screen. */
export function registerDocument(ctx: ExportContext, data: BoardData): PrintDocument {
  const { t, lang } = ctx;
  const title = t('agreements.export.title');
  return {
    lang,
    title,
    issuedAt: ctx.now,
    orientation: 'landscape',
    ...(ctx.exampleMode && { exampleNotice: t('ui.demo') }),
    footer: t('agreements.print-line', { date: formatDate(ctx.today, lang) }),
    blocks: [
      {
        kind: 'title',
        lines: [
          { level: 'title', text: title },
          { level: 'detail', text: formatLongDate(ctx.today, lang) },
        ],
      },
      {
        kind: 'table',
        columns: [
          { header: t('agreements.column.code'), width: 10 },
          { header: t('agreements.column.title'), width: 32 },
          { header: t('agreements.fact.responsible'), width: 18 },
          { header: t('agreements.column.due'), width: 16 },
          { header: t('agreements.fact.state'), width: 14 },
          { header: t('agreements.column.answered'), width: 8 },
        ],
        rows: data.rows.map((row) => [
          row.code,
          titleIn(row.title, lang).text,
          partyNames(row.responsible, data.parties, lang).join(', '),
          dueText(row.due, t, lang),
          situation(ctx, row),
          partsText(row, t) ?? '',
        ]),
      },
    ],
  };
}

function situation({ t }: ExportContext, row: BoardRow): string {
  const state = t(`obligations.state.${row.state}`);
  const timing = t(`obligations.timing.${row.timing}`);
  return row.timing === 'closed' || row.timing === 'delivered' ? state : `${state} · ${timing}`;
}
