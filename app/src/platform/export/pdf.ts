import type { Content, ContentText, Style, TableCell } from 'pdfmake/interfaces.js';
import { PdfFile, PdfLayout, roboto } from './pdf-parts.ts';
import { drawTagged, type StructureNode, type StructureType, structureNode } from './pdf-structure.ts';
import {
  type Inline,
  itemLabel,
  linkTarget,
  type PrintBlock,
  type PrintDocument,
  type PrintList,
  type PrintNote,
  type PrintParagraph,
  type PrintParticipants,
  type PrintTable,
  printable,
  runsOf,
} from './print-document.ts';
import { exportWords } from './words.ts';

const A4 = { short: 595.28, long: 841.89 };
const MARGINS = { left: 71, top: 71, right: 71, bottom: 64 };
const LABEL_WIDTH = 22;
const RULE = '#7b8894';
const FONT = 'Roboto';

const STYLES: Readonly<Record<string, Style>> = {
  body: { fontSize: 12, bold: true, alignment: 'center', margin: [0, 0, 0, 3] },
  title: { fontSize: 13, bold: true, alignment: 'center', margin: [0, 3, 0, 6] },
  detail: { fontSize: 11, alignment: 'center', margin: [0, 0, 0, 3] },
  heading1: { fontSize: 13, bold: true, margin: [0, 12, 0, 6] },
  heading2: { fontSize: 12, bold: true, margin: [0, 10, 0, 6] },
  heading3: { fontSize: 11, bold: true, margin: [0, 8, 0, 4] },
  paragraph: { margin: [0, 0, 0, 6] },
  table: { fontSize: 9 },
  caption: { fontSize: 10, bold: true, margin: [0, 0, 0, 4] },
  pageEdge: { fontSize: 8, color: '#44525f' },
};

/**
 * The document as a PDF with the same structure as the DOCX: own fonts embedded, tagged from the same blocks (title,
 * headings, lists with labels, tables with header cells), titled, in its language. Reads no file and no address
 * that the document names. The same document gives the same bytes.
 */
export async function renderPdf(doc: PrintDocument): Promise<Uint8Array> {
  const file = new PdfFile({ [FONT]: roboto() }, {}, {}, {}, fileOptions(doc), null, () => false);
  const root = structureNode('Document');
  const content = new PdfContent(root);
  const landscape = doc.orientation === 'landscape';
  const layout = new PdfLayout(
    landscape
      ? { width: A4.long, height: A4.short, orientation: 'landscape' }
      : { width: A4.short, height: A4.long, orientation: 'portrait' },
    MARGINS,
    {},
  );
  layout.registerTableLayouts({ ruled: RULED });
  const pages = layout.layoutDocument(
    content.document(doc),
    file,
    STYLES,
    { font: FONT, fontSize: 11, lineHeight: 1.15 },
    undefined,
    () => pageHead(doc),
    (page, count) => pageFoot(doc, page, count),
    undefined,
    // A heading goes with the text that follows it. Page heads and feet do not count, nor do frames, which begin
    // where their text no longer fits.
    (node, around) =>
      node.headlineLevel !== undefined &&
      around.getFollowingNodesOnPage().every((next) => next.text === undefined || next.style === 'pageEdge'),
  );
  drawTagged(file, pages, root, doc.lang);
  return collect(file);
}

function fileOptions(doc: PrintDocument): object {
  return {
    size: [A4.short, A4.long],
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: doc.lang,
    compress: true,
    fontLayoutCache: true,
    autoFirstPage: false,
    font: null,
    info: {
      Title: printable(doc.title),
      ...(doc.subject === undefined ? {} : { Subject: printable(doc.subject) }),
      Author: printable(doc.author ?? 'Enlace'),
      Creator: 'Enlace',
      Producer: 'pdfmake',
      CreationDate: doc.issuedAt,
      ModDate: doc.issuedAt,
    },
  };
}

async function collect(file: PdfFile): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  file.end();
  for await (const chunk of file) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

const RULED = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => RULE,
  vLineColor: () => RULE,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

function pageHead(doc: PrintDocument): Content {
  const line: Content = {
    columns: [
      { text: printable(doc.header ?? ''), style: 'pageEdge' },
      { text: printable(doc.symbol ?? ''), style: 'pageEdge', alignment: 'right' },
    ],
  };
  const notice: Content[] =
    doc.exampleNotice === undefined ? [] : [{ text: printable(doc.exampleNotice), style: 'pageEdge', bold: true }];
  return { margin: [MARGINS.left, 32, MARGINS.right, 0], stack: [line, ...notice] };
}

function pageFoot(doc: PrintDocument, page: number, pages: number): Content {
  const lines = [doc.footer, exportWords(doc.lang)('export.page-of', { page, pages })];
  const stack = lines
    .filter((line) => line !== undefined)
    .map((line): Content => ({ text: printable(line), style: 'pageEdge', alignment: 'center' }));
  return { margin: [MARGINS.left, 16, MARGINS.right, 0], stack };
}

/** Builds the layout and, beside it, the tree of tags; each text carries the node whose content it is. */
class PdfContent {
  readonly #root: StructureNode;
  readonly #notes: string[] = [];

  constructor(root: StructureNode) {
    this.#root = root;
  }

  document(doc: PrintDocument): Content {
    let turn: Pick<ContentText, 'pageBreak' | 'pageOrientation'> = {};
    const content: Content[] = [];
    for (const block of doc.blocks) {
      if (block.kind === 'pageBreak') {
        turn = {
          pageBreak: 'before',
          ...(block.orientation === undefined ? {} : { pageOrientation: block.orientation }),
        };
        continue;
      }
      content.push({ ...turn, stack: this.#block(block, this.#root) });
      turn = {};
    }
    return [...content, ...this.#footnotes(exportWords(doc.lang)('export.notes'))];
  }

  #block(block: Exclude<PrintBlock, { kind: 'pageBreak' }>, parent: StructureNode): Content[] {
    switch (block.kind) {
      case 'title':
        return block.lines.map((line) =>
          this.#text(line.level === 'title' ? 'H1' : 'P', parent, line.text, { style: line.level }),
        );
      case 'heading':
        return [
          this.#text(`H${block.level + 1}` as StructureType, parent, block.text, {
            style: `heading${block.level}`,
            headlineLevel: block.level,
          }),
        ];
      case 'paragraph':
      case 'note':
        return [this.#paragraph(block, parent)];
      case 'list':
        return [this.#list(block, 0, parent)];
      case 'table':
        return this.#table(block, parent);
      case 'participants':
        return this.#participants(block, parent);
      case 'spacer':
        return [{ text: ' ', margin: [0, 0, 0, 6] }];
    }
  }

  #text(type: StructureType, parent: StructureNode, content: Inline, style: Partial<ContentText> = {}): Content {
    return { text: this.#runs(content, structureNode(type, parent)), ...style } as Content;
  }

  #paragraph(block: PrintParagraph | PrintNote, parent: StructureNode): Content {
    if (block.kind === 'note') {
      const runs = [{ text: `${block.label} `, bold: true }, ...runsOf(block.content)];
      return this.#text('P', parent, runs, { style: 'paragraph', alignment: 'justify' });
    }
    const align = block.align ?? 'justified';
    const alignment = align === 'justified' ? 'justify' : align;
    return this.#text('P', parent, block.content, { style: 'paragraph', alignment });
  }

  #list(list: PrintList, depth: number, parent: StructureNode): Content {
    const node = structureNode('L', parent);
    const start = list.start ?? 1;
    const items = list.items.map((item, index): Content => {
      const itemNode = structureNode('LI', node);
      const label = this.#text('Lbl', itemNode, itemLabel(list.marker, depth, start + index));
      const body = structureNode('LBody', itemNode);
      const own = this.#text('P', body, item.content, { style: 'paragraph', alignment: 'justify' });
      const more = (item.more ?? []).map((block) =>
        block.kind === 'list' ? this.#list(block, depth + 1, body) : this.#paragraph(block, body),
      );
      return {
        columns: [
          { width: LABEL_WIDTH, stack: [label] },
          { width: '*', stack: [own, ...more] },
        ],
      };
    });
    return { stack: items };
  }

  #table(block: PrintTable, parent: StructureNode): Content[] {
    const node = structureNode('Table', parent);
    const caption =
      block.caption === undefined ? [] : [this.#text('Caption', node, block.caption, { style: 'caption' })];
    const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
    const headRow = structureNode('TR', node);
    const head = block.columns.map((column) => {
      const cell = this.#text('TH', headRow, [{ text: column.header, bold: true }], {
        alignment: column.align ?? 'left',
      });
      return { ...(cell as ContentText), fillColor: '#e4e9ee' } as TableCell;
    });
    const rows = block.rows.map((row) => {
      const rowNode = structureNode('TR', node);
      return block.columns.map(
        (column, index) =>
          this.#text('TD', rowNode, row[index] ?? '', { alignment: column.align ?? 'left' }) as TableCell,
      );
    });
    const widths = block.columns.map((column) => `${(100 * column.width) / shares}%`);
    return [
      ...caption,
      {
        style: 'table',
        layout: 'ruled',
        margin: [0, 0, 0, 6],
        table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body: [head, ...rows] },
      },
    ];
  }

  #participants(block: PrintParticipants, parent: StructureNode): Content[] {
    return block.groups.flatMap((group) => [
      this.#text('P', parent, [{ text: group.name, bold: true }], { style: 'paragraph' }),
      ...group.people.map((person) =>
        this.#text('P', parent, person.post === undefined ? person.name : `${person.name}, ${person.post}`, {
          margin: [LABEL_WIDTH, 0, 0, 6],
        }),
      ),
    ]);
  }

  #runs(content: Inline, structure: StructureNode): Content[] {
    return runsOf(content).flatMap((run) => {
      const link = linkTarget(run.href);
      const marked = run.change === 'inserted' || link !== undefined;
      const text = {
        text: run.text,
        structure,
        ...(run.bold ? { bold: true } : {}),
        ...(run.italic ? { italics: true } : {}),
        ...(run.change === 'deleted'
          ? { decoration: 'lineThrough' as const }
          : marked
            ? { decoration: 'underline' as const }
            : {}),
        ...(link === undefined ? {} : { link, color: '#0b4f6c' }),
      };
      if (run.footnote === undefined) return [text];
      this.#notes.push(run.footnote);
      return [text, { text: String(this.#notes.length), sup: true, structure } as Content];
    });
  }

  #footnotes(heading: string): Content[] {
    if (this.#notes.length === 0) return [];
    const title = this.#text('H3', this.#root, heading, { style: 'heading3' });
    const notes = this.#notes.map((note, index) =>
      this.#text('Note', this.#root, `${index + 1}. ${note}`, { fontSize: 9, margin: [0, 0, 0, 3] }),
    );
    return [title, ...notes];
  }
}
