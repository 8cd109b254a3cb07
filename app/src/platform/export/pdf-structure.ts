import type { Lang } from '../../kernel/index.ts';
import {
  type PageRenderer,
  type PdfFile,
  type PdfPage,
  PdfRenderer,
  type StructureContent,
  type StructureElement,
} from './pdf-parts.ts';

/** The standard structure types that we use (ISO 32000-1, 14.8.4). */
export type StructureType =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'Note'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'TR'
  | 'TH'
  | 'TD';

/** A node of what a screen reader walks through; leaves collect the marks left on the pages while these are drawn. */
export interface StructureNode {
  readonly type: StructureType;
  readonly children: StructureNode[];
  readonly marks: { readonly page: object; readonly content: StructureContent }[];
}

export function structureNode(type: StructureType, parent?: StructureNode): StructureNode {
  const node: StructureNode = { type, children: [], marks: [] };
  parent?.children.push(node);
  return node;
}

interface Line {
  readonly inlines: readonly { readonly structure?: StructureNode }[];
}

/**
 * Draws the pages and marks each line as content of its node. Whatever has no node (page heads and feet, rules) is
 * an artifact, and so is a table's header row when it is repeated on a later page.
 */
export class TaggingRenderer extends PdfRenderer implements PageRenderer {
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    super(file, undefined);
    this.#file = file;
  }

  override renderLine(line: object, x: number, y: number): void {
    const node = (line as Line).inlines[0]?.structure;
    const page = this.#file.page;
    const repeated = node?.type === 'TH' && node.marks.some((mark) => mark.page !== page);
    if (!node || repeated) {
      this.#artifact('Pagination', () => super.renderLine(line, x, y));
      return;
    }
    node.marks.push({ page, content: this.#file.markStructureContent(node.type) });
    super.renderLine(line, x, y);
    this.#file.endMarkedContent();
  }

  override renderVector(vector: object): void {
    this.#artifact('Layout', () => super.renderVector(vector));
  }

  #artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.#file.markContent('Artifact', { type });
    draw();
    this.#file.endMarkedContent();
  }
}

/** Draws `pages` and writes the tree under `root` into the file. */
export function drawTagged(file: PdfFile, pages: readonly PdfPage[], root: StructureNode, lang: Lang): void {
  new TaggingRenderer(file).renderPages(pages);
  const element = elementOf(file, root, lang);
  file.addStructure(element);
  element.end();
}

function elementOf(file: PdfFile, node: StructureNode, lang?: Lang): StructureElement {
  const options = { ...(lang ? { lang } : {}), ...(node.type === 'TH' ? { scope: 'Column' } : {}) };
  const element = file.struct(node.type, options);
  for (const mark of node.marks) element.add(mark.content);
  for (const child of node.children) element.add(elementOf(file, child));
  return element;
}
