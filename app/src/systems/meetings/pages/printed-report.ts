import type { Party, RegisterLine } from '../../../engines/obligations/index.ts';
import { NOTE_LABEL, type TextBlock, type TextHead } from '../../../engines/texts/index.ts';
import {
  compareText,
  formatDate,
  type Lang,
  type LocalDate,
  otherLang,
  type Translate,
} from '../../../kernel/index.ts';
import type {
  PrintBlock,
  PrintDocument,
  PrintItem,
  PrintList,
  PrintNote,
  PrintParagraph,
  TitleLine,
} from '../../../platform/export/index.ts';
import type { Delegation, Meeting } from '../meeting.ts';

/** All that a printed report says. */
export interface PrintedFacts {
  readonly lang: Lang;
  readonly t: Translate;
  readonly meeting: Meeting;
  readonly text: TextHead;
  readonly blocks: readonly TextBlock[];
  readonly delegations: readonly Delegation[];
  readonly register: readonly RegisterLine[];
  readonly parties: ReadonlyMap<string, Party>;
  readonly conference: string;
  readonly issuedAt: Date;
  /** The register is printed as it stands this day. */
  readonly today: LocalDate;
  readonly exampleMode: boolean;
}

/**
 * A report on paper, in the Conference's form: title block, numbered points, then the annexes: who took part, and the
 * register of what was agreed. Without annexes it is the text alone, which reads back as the same tree.
 */
export function printedReport(facts: PrintedFacts, annexes = true): PrintDocument {
  const { lang, t, meeting, text } = facts;
  const titleBlocks = facts.blocks.filter((block) => block.kind === 'title');
  const body = facts.blocks.filter((block) => block.kind !== 'title');
  const state = text.state === 'adopted' || text.state === 'published' ? '' : ` · ${t('meetings.print.draft')}`;
  return {
    lang,
    title: t('meetings.report.title', { meeting: meeting.title[lang] }),
    subject: meeting.bodyName[lang],
    author: facts.conference,
    issuedAt: facts.issuedAt,
    ...(text.symbol !== null && { symbol: `${text.symbol} · ${lang.toUpperCase()}${state}` }),
    ...(facts.exampleMode && { exampleNotice: t('ui.demo') }),
    blocks: [
      { kind: 'title', lines: titleLines(titleBlocks, facts) },
      ...bodyBlocks(body, lang),
      ...(annexes ? annexesOf(facts) : []),
    ],
  };
}

/** The words in the language of the paper; a paragraph that lacks them is printed in the other, and marked. */
function wordsOf(block: TextBlock, lang: Lang): string {
  const own = block.words[lang]?.content;
  if (own !== undefined && own !== '') return own;
  const other = otherLang(lang);
  return `[${other.toUpperCase()}] ${block.words[other]?.content ?? ''}`;
}

function titleLines(blocks: readonly TextBlock[], { lang, meeting, t }: PrintedFacts): readonly TitleLine[] {
  const texts = blocks.map((block) => wordsOf(block, lang));
  if (texts.length === 0)
    return [{ level: 'title', text: t('meetings.report.title', { meeting: meeting.title[lang] }) }];
  const isCapitals = (text: string): boolean => text === text.toLocaleUpperCase(lang) && /\p{Lu}/u.test(text);
  const paper = texts.findIndex((text) => /^(informe|acta|relator[ií]a|report|minutes)\b/iu.test(text));
  const title = paper === -1 ? texts.findLastIndex(isCapitals) : paper;
  return texts.map((text, index) => ({
    text,
    level: index === title ? 'title' : isCapitals(text) ? 'body' : 'detail',
  }));
}

/** The paragraphs in reading order; each run of points is one list, so that a word processor goes on counting. */
function bodyBlocks(blocks: readonly TextBlock[], lang: Lang): readonly PrintBlock[] {
  const children = new Map<string | null, TextBlock[]>();
  const known = new Set(blocks.map((block) => block.id));
  for (const block of blocks) {
    const parent = block.parent !== null && known.has(block.parent) ? block.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), block]);
  }
  return siblings(children.get(null) ?? [], children, lang);
}

type Children = ReadonlyMap<string | null, readonly TextBlock[]>;

function siblings(blocks: readonly TextBlock[], children: Children, lang: Lang): readonly PrintBlock[] {
  const printed: PrintBlock[] = [];
  for (const block of blocks) {
    const content = wordsOf(block, lang);
    const below = children.get(block.id) ?? [];
    if (isItem(block)) addItem(printed, block, { content, ...more(below, children, lang) });
    else {
      printed.push(
        block.kind === 'heading'
          ? { kind: 'heading', level: 2, text: content }
          : block.kind === 'note'
            ? { kind: 'note', label: NOTE_LABEL[lang], content }
            : { kind: 'paragraph', content },
      );
      printed.push(...siblings(below, children, lang));
    }
  }
  return printed;
}

function isItem(block: TextBlock): boolean {
  return block.kind === 'point' || block.kind === 'sub_point' || block.kind === 'bullet';
}

function addItem(printed: PrintBlock[], block: TextBlock, item: PrintItem): void {
  const marker: PrintList['marker'] = block.kind === 'bullet' ? 'bullet' : 'number';
  const last = printed.at(-1);
  if (last?.kind === 'list' && last.marker === marker && !block.restarts) {
    printed[printed.length - 1] = { ...last, items: [...last.items, item] };
    return;
  }
  const start = block.kind === 'point' ? Number.parseInt(block.label, 10) : 1;
  printed.push({ kind: 'list', marker, ...(start > 1 && { start }), items: [item] });
}

function more(
  below: readonly TextBlock[],
  children: Children,
  lang: Lang,
): { readonly more?: readonly (PrintParagraph | PrintNote | PrintList)[] } {
  const printed = siblings(below, children, lang).flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'note' || block.kind === 'list' ? [block] : [],
  );
  return printed.length > 0 ? { more: printed } : {};
}

function annexesOf(facts: PrintedFacts): readonly PrintBlock[] {
  const { t, delegations, register } = facts;
  const annexes = [
    ...(delegations.length > 0 ? [participants(facts)] : []),
    ...(register.length > 0 ? [registerTable(facts)] : []),
  ];
  return annexes.flatMap((blocks, index): readonly PrintBlock[] => [
    { kind: 'pageBreak' },
    { kind: 'heading', level: 1, text: t('meetings.print.annex', { number: index + 1 }) },
    ...blocks,
  ]);
}

function participants({ t, lang, delegations }: PrintedFacts): readonly PrintBlock[] {
  const sorted = delegations
    .filter((one) => one.attended)
    .toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang));
  const group = (name: string, of: readonly Delegation[]) =>
    of.length > 0 ? [{ name, people: of.map((one) => ({ name: one.name[lang] })) }] : [];
  return [
    { kind: 'heading', level: 2, text: t('meetings.print.participants') },
    {
      kind: 'participants',
      groups: [
        ...group(
          t('meetings.delegations.members'),
          sorted.filter((one) => one.capacity === 'member'),
        ),
        ...group(
          t('meetings.delegations.others'),
          sorted.filter((one) => one.capacity !== 'member'),
        ),
      ],
    },
  ];
}

function registerTable(facts: PrintedFacts): readonly PrintBlock[] {
  const { t, lang, register, parties } = facts;
  return [
    { kind: 'heading', level: 2, text: t('meetings.print.register') },
    { kind: 'paragraph', content: t('meetings.print.as-of', { date: formatDate(facts.today, lang) }) },
    {
      kind: 'table',
      columns: [
        { header: t('meetings.print.code'), width: 2 },
        { header: t('meetings.print.agreement'), width: 6 },
        { header: t('meetings.print.responsible'), width: 3 },
        { header: t('meetings.print.due'), width: 2 },
      ],
      rows: register.map((line) => [
        line.code,
        line.title[lang] ?? line.title[otherLang(lang)] ?? line.quote,
        line.responsible.map((code) => parties.get(code)?.short[lang] ?? code).join(', '),
        dueWords(line, facts),
      ]),
    },
  ];
}

/** The day, or why there is none: in the words of the report if they are in the paper's language. */
function dueWords(line: RegisterLine, { lang, t }: PrintedFacts): string {
  if (line.due !== null) return formatDate(line.due, lang);
  if (line.deadlineAsWritten === null) return t('meetings.print.no-date');
  return line.lang === lang ? line.deadlineAsWritten : (line.dueWords[lang] ?? t('meetings.print.no-date'));
}
