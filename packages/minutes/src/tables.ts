import type { Draft } from './assemble.ts';
import { readDeadlineCell } from './deadlines/find.ts';
import type { IsoDate } from './deadlines/rules.ts';
import type { Words } from './lexicon/lexicon.ts';
import type { Node } from './tree.ts';
import type { Language } from './types.ts';

/** Which column of a table of actions says what, who and when. */
export interface Columns {
  readonly action: number;
  readonly who: number | null;
  readonly when: number | null;
}

function cellText(node: Node, index: number | null, text: string): string {
  const cell = index === null ? undefined : node.cells[index];
  return cell ? text.slice(cell.start, cell.end) : '';
}

/** The columns of a header row, or null when it is not a table of actions. */
export function columnsOf(header: Node, text: string, words: Words): Columns | null {
  const find = (names: readonly string[], taken: readonly number[]): number =>
    header.cells.findIndex(
      (_, k) => !taken.includes(k) && names.includes(cellText(header, k, text).toLowerCase().replace(/[.:]$/u, '')),
    );
  const who = find(words.headers.who, []);
  const when = find(words.headers.when, [who]);
  const action = find(words.headers.action, [who, when]);
  if (action === -1) return null;
  return { action, who: who === -1 ? null : who, when: when === -1 ? null : when };
}

/** One row of a table of actions is one agreement. The quote runs from the action to the last of its three cells. */
export function rowDraft(input: {
  readonly node: Node;
  readonly columns: Columns;
  readonly text: string;
  readonly language: Language;
  readonly words: Words;
  readonly held: IsoDate | null;
  readonly names: (cell: string) => readonly string[];
}): Draft | null {
  const { node, columns, text } = input;
  const action = node.cells[columns.action];
  if (!action || action.end - action.start < 6) return null;
  const used = [columns.action, columns.who, columns.when]
    .flatMap((index) => (index === null ? [] : [node.cells[index]]))
    .filter((cell) => cell !== undefined);
  const responsible = input.names(cellText(node, columns.who, text));
  const when = cellText(node, columns.when, text);
  return {
    start: Math.min(...used.map((cell) => cell.start)),
    end: Math.max(...used.map((cell) => cell.end)),
    blockId: node.id,
    kind: 'agreement',
    subkind: 'table',
    responsible,
    implied: responsible.length === 0,
    via: [],
    support: [],
    presenter: [],
    recipients: [],
    deadline:
      when === '' ? null : readDeadlineCell(when, { language: input.language, words: input.words, held: input.held }),
    deliverable: text.slice(action.start, action.end),
    nextForum: null,
    dependsOn: null,
    fired: ['table-row'],
    lemma: '',
    nested: false,
  };
}
