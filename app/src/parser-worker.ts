import { type DocumentType, parseDocument } from './engines/documents/reading/parse-document.ts';
import { serveParsers } from './platform/files/index.ts';
import { parseReport, type ReadOptions } from './systems/meetings/report-parser.ts';

// The thread in which files of unknown origin are read: no database, no environment, limits of time and memory.
await serveParsers({
  document: (bytes, options) => parseDocument(bytes, options as DocumentType),
  report: (bytes, options) => parseReport(bytes, options as ReadOptions),
});
