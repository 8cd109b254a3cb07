import { itemLabel, type PrintBlock, type PrintDocument, type PrintList, runsOf } from './print-document.ts';

/**
 * The words of a document in reading order, one paragraph a line, labels included: what a reader of the DOCX or of
 * the PDF must find again. Page heads and feet are left out, footnotes too.
 */
export function printedText(doc: PrintDocument): string {
  return doc.blocks.flatMap(blockLines).join('\n');
}

function blockLines(block: PrintBlock): string[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map((line) => line.text);
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [inline(block.content)];
    case 'note':
      return [`${block.label} ${inline(block.content)}`];
    case 'list':
      return listLines(block, 0);
    case 'table':
      return [
        ...(block.caption === undefined ? [] : [block.caption]),
        ...block.columns.map((column) => column.header),
        ...block.rows.flatMap((row) => row.map(inline)),
      ];
    case 'participants':
      return block.groups.flatMap((group) => [
        group.name,
        ...group.people.map((person) => [person.name, person.post].filter(Boolean).join(', ')),
      ]);
    case 'spacer':
    case 'pageBreak':
      return [];
  }
}

function listLines(list: PrintList, depth: number): string[] {
  return list.items.flatMap((item, index) => [
    `${itemLabel(list.marker, depth, (list.start ?? 1) + index)} ${inline(item.content)}`,
    ...(item.more ?? []).flatMap((more) => (more.kind === 'list' ? listLines(more, depth + 1) : blockLines(more))),
  ]);
}

function inline(content: Parameters<typeof runsOf>[0]): string {
  return runsOf(content)
    .map((run) => run.text)
    .join('');
}
