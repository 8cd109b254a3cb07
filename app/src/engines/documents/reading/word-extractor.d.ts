/** What Enlace uses of word-extractor 1.0.4, which comes without types. */
declare module 'word-extractor' {
  interface WordDocument {
    getBody(): string;
    getFootnotes(): string;
    getEndnotes(): string;
  }
  class WordExtractor {
    extract(source: Uint8Array): Promise<WordDocument>;
  }
  export = WordExtractor;
}
