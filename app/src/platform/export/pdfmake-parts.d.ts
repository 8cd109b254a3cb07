// The parts of pdfmake 0.3.11 that pdf-layout.ts puts together by itself; @types/pdfmake describes only its front door.

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { Content, Style } from 'pdfmake/interfaces.js';

  interface Page {
    readonly items: readonly unknown[];
  }
  class LayoutBuilder {
    constructor(
      pageSize: { width: number; height: number; orientation: string },
      margins: { left: number; top: number; right: number; bottom: number },
      svgMeasure: object,
    );
    registerTableLayouts(layouts: object): void;
    layoutDocument(
      content: Content,
      file: object,
      styles: Record<string, Style>,
      defaultStyle: Style,
      background: undefined,
      header: (page: number, pages: number) => Content,
      footer: (page: number, pages: number) => Content,
    ): Page[];
  }
  const part: { default: typeof LayoutBuilder };
  export = part;
}

declare module 'pdfmake/js/Renderer.js' {
  class Renderer {
    constructor(file: object, progress: undefined);
    renderPages(pages: readonly object[]): void;
    renderLine(line: object, x: number, y: number): void;
    renderVector(vector: object): void;
  }
  const part: { default: typeof Renderer };
  export = part;
}

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream';

  class StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): void;
  }
  class StructureContent {
    readonly mcid?: number;
  }
  class PdfDocument extends Readable {
    readonly page: object;
    constructor(
      fonts: Record<string, object>,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualfs: null,
      localAccessPolicy: (path: string) => boolean,
    );
    struct(type: string, options?: { lang?: string; title?: string; scope?: string }): StructureElement;
    markStructureContent(type: string): StructureContent;
    markContent(type: 'Artifact', options?: { type?: 'Pagination' | 'Layout' }): this;
    endMarkedContent(): this;
    addStructure(element: StructureElement): this;
    end(): void;
  }
  const part: { default: typeof PdfDocument };
  export = part;
}
