import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  type ILevelsOptions,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { fixedDocx } from './docx-fixed.ts';
import {
  DEEPEST_LEVEL,
  type Inline,
  linkTarget,
  numberFormat,
  type Orientation,
  type PrintBlock,
  type PrintColumn,
  type PrintDocument,
  type PrintList,
  type PrintNote,
  type PrintParagraph,
  type PrintParticipants,
  type PrintTable,
  printable,
  type Run,
  runsOf,
} from './print-document.ts';
import { exportWords } from './words.ts';

/** Twentieths of a point: an A4 sheet with 2.5 cm margins. */
const PAGE = { width: 11906, height: 16838, margin: 1418 };

const INDENT_STEP = 454;
const LANGUAGE = { es: 'es-CR', en: 'en-US' } as const;

const PARAGRAPH_ALIGN = {
  justified: AlignmentType.JUSTIFIED,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/**
 * The document as a Word file: A4, serif, real numbering, heading styles, table header rows repeated.
 * The same document gives the same bytes: dates come from `issuedAt`, and the library's random names are replaced.
 */
export async function renderDocx(doc: PrintDocument): Promise<Uint8Array> {
  const writer = new Writer();
  const sections = sectionsOf(doc).map((section) => sectionOptions(doc, section, writer));
  const file = new Document({
    title: printable(doc.title),
    ...(doc.subject === undefined ? {} : { subject: printable(doc.subject) }),
    creator: printable(doc.author ?? 'Enlace'),
    lastModifiedBy: printable(doc.author ?? 'Enlace'),
    styles: styles(doc),
    numbering: { config: [...writer.numberings.values()] },
    footnotes: writer.footnotes,
    sections,
  });
  return fixedDocx(await Packer.toBuffer(file), doc.issuedAt);
}

interface Section {
  readonly orientation: Orientation;
  readonly blocks: readonly PrintBlock[];
}

/** A page break that turns the sheet begins a new section; other page breaks stay blocks. */
function sectionsOf(doc: PrintDocument): readonly Section[] {
  const sections: { orientation: Orientation; blocks: PrintBlock[] }[] = [
    { orientation: doc.orientation ?? 'portrait', blocks: [] },
  ];
  for (const block of doc.blocks) {
    const current = sections.at(-1);
    if (block.kind === 'pageBreak' && block.orientation && block.orientation !== current?.orientation) {
      sections.push({ orientation: block.orientation, blocks: [] });
    } else {
      current?.blocks.push(block);
    }
  }
  return sections;
}

function sectionOptions(doc: PrintDocument, section: Section, writer: Writer): ISectionOptions {
  const landscape = section.orientation === 'landscape';
  const textWidth = (landscape ? PAGE.height : PAGE.width) - 2 * PAGE.margin;
  const margin = PAGE.margin;
  return {
    properties: {
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: margin, bottom: margin, left: margin, right: margin, header: 709, footer: 709 },
      },
    },
    headers: { default: pageHeader(doc, textWidth) },
    footers: { default: pageFooter(doc) },
    children: section.blocks.flatMap((block) => writer.block(block, textWidth)),
  };
}

function pageHeader(doc: PrintDocument, textWidth: number): Header {
  const children = [
    new Paragraph({
      style: 'PageHead',
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
      children: [
        new TextRun(printable(doc.header ?? '')),
        new TextRun({ children: [new Tab(), printable(doc.symbol ?? '')] }),
      ],
    }),
  ];
  if (doc.exampleNotice !== undefined) {
    children.push(
      new Paragraph({ style: 'PageHead', children: [new TextRun({ text: printable(doc.exampleNotice), bold: true })] }),
    );
  }
  return new Header({ children });
}

function pageFooter(doc: PrintDocument): Footer {
  const sentence = exportWords(doc.lang)('export.page-of', { page: '{page}', pages: '{pages}' });
  const children = sentence
    .split(/(\{pages?\})/)
    .map((part) =>
      part === '{page}'
        ? new TextRun({ children: [PageNumber.CURRENT] })
        : part === '{pages}'
          ? new TextRun({ children: [PageNumber.TOTAL_PAGES] })
          : new TextRun(part),
    );
  const lines = doc.footer === undefined ? [] : [new Paragraph({ style: 'PageFoot', text: printable(doc.footer) })];
  return new Footer({ children: [...lines, new Paragraph({ style: 'PageFoot', children })] });
}

interface ListPlace {
  readonly reference: string;
  readonly instance: number;
  readonly depth: number;
}

/** Holds what Word keeps outside the running text: the numberings in use and the footnotes. */
class Writer {
  readonly numberings = new Map<string, { reference: string; levels: readonly ILevelsOptions[] }>();
  readonly footnotes: Record<string, { children: readonly Paragraph[] }> = {};
  #instances = 0;

  block(block: PrintBlock, width: number): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'title':
        return block.lines.map((line) =>
          line.level === 'title'
            ? new Paragraph({ heading: HeadingLevel.TITLE, text: printable(line.text) })
            : new Paragraph({ style: line.level === 'body' ? 'Body' : 'Detail', text: printable(line.text) }),
        );
      case 'heading':
        return [new Paragraph({ heading: HEADINGS[block.level], text: printable(block.text) })];
      case 'paragraph':
      case 'note':
        return [this.paragraph(block, 0)];
      case 'list':
        return this.list(block, undefined);
      case 'table':
        return this.table(block, width);
      case 'participants':
        return this.participants(block);
      case 'spacer':
        return [new Paragraph({ spacing: { after: 240 } })];
      case 'pageBreak':
        return [new Paragraph({ pageBreakBefore: true })];
    }
  }

  paragraph(block: PrintParagraph | PrintNote, indent: number): Paragraph {
    const label = block.kind === 'note' ? [new TextRun({ text: `${printable(block.label)} `, bold: true })] : [];
    const align = block.kind === 'paragraph' ? (block.align ?? 'justified') : 'justified';
    return new Paragraph({
      alignment: PARAGRAPH_ALIGN[align],
      indent: { left: indent },
      children: [...label, ...this.runs(block.content)],
    });
  }

  list(list: PrintList, parent: ListPlace | undefined): (Paragraph | Table)[] {
    const place = this.place(list, parent);
    const indent = INDENT_STEP * (place.depth + 1);
    return list.items.flatMap((item) => {
      let inherits: ListPlace | undefined = place;
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          numbering: { reference: place.reference, instance: place.instance, level: place.depth },
          children: this.runs(item.content),
        }),
        ...(item.more ?? []).flatMap((more) => {
          if (more.kind !== 'list') return [this.paragraph(more, indent)];
          const paragraphs = this.list(more, inherits ?? { ...place, instance: -1 });
          // Word restarts the letters under each new point by itself, but not for a second list under the same point.
          if (more.marker === 'number') inherits = undefined;
          return paragraphs;
        }),
      ];
    });
  }

  place(list: PrintList, parent: ListPlace | undefined): ListPlace {
    const depth = Math.min(parent ? parent.depth + 1 : 0, DEEPEST_LEVEL);
    const start = list.start ?? 1;
    const reference = list.marker === 'bullet' ? 'bullets' : start === 1 ? 'points' : `points-${depth}-from-${start}`;
    this.numberings.set(reference, { reference, levels: numberingLevels(list.marker, depth, start) });
    if (parent?.reference === reference && parent.instance >= 0) return { reference, instance: parent.instance, depth };
    this.#instances += 1;
    return { reference, instance: this.#instances, depth };
  }

  table(block: PrintTable, width: number): (Paragraph | Table)[] {
    const shares = block.columns.reduce((sum, column) => sum + column.width, 0);
    const widths = block.columns.map((column) => Math.floor((width * column.width) / shares));
    const header = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: block.columns.map((column, index) =>
        cell(column, widths[index] ?? 0, [new TextRun({ text: printable(column.header), bold: true })], true),
      ),
    });
    const rows = block.rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: block.columns.map((column, index) =>
            cell(column, widths[index] ?? 0, this.runs(row[index] ?? ''), false),
          ),
        }),
    );
    const table = new Table({
      width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [header, ...rows],
    });
    const caption =
      block.caption === undefined ? [] : [new Paragraph({ style: 'TableCaption', text: printable(block.caption) })];
    return [...caption, table, new Paragraph({ spacing: { after: 120 } })];
  }

  participants(block: PrintParticipants): Paragraph[] {
    return block.groups.flatMap((group) => [
      new Paragraph({ keepNext: true, children: [new TextRun({ text: printable(group.name), bold: true })] }),
      ...group.people.map(
        (person) =>
          new Paragraph({
            indent: { left: INDENT_STEP },
            text: printable(person.post === undefined ? person.name : `${person.name}, ${person.post}`),
          }),
      ),
    ]);
  }

  runs(content: Inline): ParagraphChild[] {
    return runsOf(content).flatMap((run) => {
      const target = linkTarget(run.href);
      const text = textRun(run, target !== undefined);
      const called = target === undefined ? text : new ExternalHyperlink({ link: target, children: [text] });
      return run.footnote === undefined ? [called] : [called, this.footnote(run.footnote)];
    });
  }

  footnote(text: string): FootnoteReferenceRun {
    const id = Object.keys(this.footnotes).length + 1;
    this.footnotes[id] = { children: [new Paragraph({ style: 'Footnote', text: ` ${printable(text)}` })] };
    return new FootnoteReferenceRun(id);
  }
}

function textRun(run: Run, link: boolean): TextRun {
  const lines = run.text.split('\n');
  // Only what is set: an explicit "not bold" would win over the paragraph's own style.
  const style = {
    ...(run.bold ? { bold: true } : {}),
    ...(run.italic ? { italics: true } : {}),
    ...(run.change === 'deleted' ? { strike: true } : {}),
    ...(run.change === 'inserted' || link ? { underline: {} } : {}),
    ...(link ? { color: '0B4F6C' } : {}),
  };
  if (lines.length === 1) return new TextRun({ ...style, text: run.text });
  return new TextRun({
    ...style,
    children: lines.map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) })),
  });
}

const RULE = { style: BorderStyle.SINGLE, size: 4, color: '7B8894' } as const;

function cell(column: PrintColumn, width: number, children: ParagraphChild[], header: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    borders: { top: RULE, bottom: RULE, left: RULE, right: RULE },
    ...(header ? { shading: { type: ShadingType.CLEAR, fill: 'E4E9EE', color: 'auto' } } : {}),
    children: [new Paragraph({ style: 'TableText', alignment: PARAGRAPH_ALIGN[column.align ?? 'left'], children })],
  });
}

function numberingLevels(marker: PrintList['marker'], startDepth: number, start: number): readonly ILevelsOptions[] {
  const formats = {
    decimal: LevelFormat.DECIMAL,
    lowerLetter: LevelFormat.LOWER_LETTER,
    lowerRoman: LevelFormat.LOWER_ROMAN,
    decimalParenthesis: LevelFormat.DECIMAL,
  } as const;
  return Array.from({ length: DEEPEST_LEVEL + 1 }, (_, level) => {
    const format = numberFormat(level);
    const bullet = marker === 'bullet';
    return {
      level,
      format: bullet ? LevelFormat.BULLET : formats[format],
      text: bullet ? '•' : `%${level + 1}${format === 'decimalParenthesis' ? ')' : '.'}`,
      alignment: AlignmentType.LEFT,
      start: level === startDepth ? start : 1,
      style: { paragraph: { indent: { left: INDENT_STEP * (level + 1), hanging: INDENT_STEP } } },
    };
  });
}

function styles(doc: PrintDocument) {
  const heading = (size: number) => ({
    run: { bold: true, size, color: '000000' },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  });
  const own = (id: string, size: number, more: { center?: boolean; bold?: boolean; after: number }) => ({
    id,
    name: id,
    basedOn: 'Normal',
    run: { size, bold: more.bold ?? false },
    paragraph: {
      spacing: { after: more.after },
      alignment: more.center ? AlignmentType.CENTER : AlignmentType.LEFT,
    },
  });
  return {
    default: {
      document: {
        run: { font: 'Cambria', size: 22, language: { value: LANGUAGE[doc.lang] } },
        paragraph: { spacing: { after: 120 } },
      },
      title: {
        run: { bold: true, size: 26, allCaps: false, color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 60, after: 120 } },
      },
      heading1: heading(26),
      heading2: heading(24),
      heading3: heading(22),
    },
    paragraphStyles: [
      own('Body', 24, { center: true, bold: true, after: 60 }),
      own('Detail', 22, { center: true, after: 60 }),
      own('TableText', 19, { after: 0 }),
      own('TableCaption', 20, { bold: true, after: 60 }),
      own('PageHead', 17, { after: 0 }),
      own('PageFoot', 17, { center: true, after: 0 }),
      own('Footnote', 18, { after: 0 }),
    ],
  };
}
