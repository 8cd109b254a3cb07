import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type { Content, Style, TDocumentDefinitions } from 'pdfmake/interfaces.js';

// pdfmake's front door (`createPdf`) writes an empty structure tree, resolves addresses and keeps fonts and policies in
// one global object. Its layout and its renderer, put together here, give a tree and touch neither network nor disk.

export interface PdfPage {
  readonly items: readonly object[];
}

interface Layout {
  registerTableLayouts(layouts: object): void;
  layoutDocument(
    content: Content,
    file: PdfFile,
    styles: Readonly<Record<string, Style>>,
    defaultStyle: Style,
    background: undefined,
    header: TDocumentDefinitions['header'],
    footer: TDocumentDefinitions['footer'],
    watermark: undefined,
    pageBreakBefore: TDocumentDefinitions['pageBreakBefore'],
  ): readonly PdfPage[];
}

export interface StructureElement {
  add(child: StructureElement | StructureContent): StructureElement;
  end(): void;
}

/** A marked piece of a page. Opaque: the file only asks to get it back. */
export type StructureContent = object & { readonly __content?: never };

export interface PdfFile extends Readable {
  readonly page: object;
  struct(type: string, options?: { readonly lang?: string; readonly scope?: string }): StructureElement;
  markStructureContent(type: string): StructureContent;
  markContent(type: 'Artifact', options: { readonly type: 'Pagination' | 'Layout' }): PdfFile;
  endMarkedContent(): PdfFile;
  addStructure(element: StructureElement): PdfFile;
  end(): void;
}

/** pdfmake's renderer, of which only what we override is named. */
export interface PageRenderer {
  renderPages(pages: readonly PdfPage[]): void;
  renderLine(line: object, x: number, y: number): void;
  renderVector(vector: object): void;
}

interface PartDefault<Part> {
  readonly default: Part;
}

type PdfFileClass = new (
  fonts: Readonly<Record<string, FontFamily>>,
  images: object,
  patterns: object,
  attachments: object,
  options: object,
  virtualFiles: null,
  localAccessPolicy: (path: string) => boolean,
) => PdfFile;

type LayoutClass = new (
  pageSize: { readonly width: number; readonly height: number; readonly orientation: string },
  margins: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  svgMeasure: object,
) => Layout;

interface FontFamily {
  readonly normal: Buffer;
  readonly bold: Buffer;
  readonly italics: Buffer;
  readonly bolditalics: Buffer;
}

const load = createRequire(import.meta.url);

export const PdfFile = (load('pdfmake/js/PDFDocument.js') as PartDefault<PdfFileClass>).default;
export const PdfLayout = (load('pdfmake/js/LayoutBuilder.js') as PartDefault<LayoutClass>).default;
export const PdfRenderer = (
  load('pdfmake/js/Renderer.js') as PartDefault<new (file: PdfFile, progress: undefined) => PageRenderer>
).default;

/** Roboto (Apache-2.0), which pdfmake brings: the one family with four styles whose files are installed with it. */
export function roboto(): FontFamily {
  const style = (name: string): Buffer => readFileSync(load.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`));
  return {
    normal: style('Regular'),
    bold: style('Medium'),
    italics: style('Italic'),
    bolditalics: style('MediumItalic'),
  };
}
